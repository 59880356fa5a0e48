"""The review list proposes and says why; the page shows the lines and asks for nothing outside."""

import re
from pathlib import Path

from tvetgraph.loaders.authority import Authority, ForbiddenMerge, Organisation
from tvetgraph.loaders.mentions import Recogniser
from tvetgraph.loaders.registry import by_id
from tvetgraph.loaders.review import ReviewItem, review, write_review
from tvetgraph.loaders.reviewpage import FindingRow, review_page, write_review_page
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.text import Document

LINES = (
    "云州商贸职业学院访问<b>旭日</b>集团。",
    "云州财贸职业学院与旭日合作。",
    "云州海洋职业学院很大。",
)
AUTHORITY = Authority(
    organisations=by_id(
        [
            Organisation("cai", "HigherVocationalCollege", "云州财贸职业学院"),
            Organisation("a", "Enterprise", "旭日东升", aliases=("旭日",)),
            Organisation("b", "Enterprise", "旭日精工", aliases=("旭日",)),
        ]
    ),
    forbidden=(ForbiddenMerge("云州商贸职业学院", "云州财贸职业学院", "两所学校 / two colleges"),),
)


def items() -> list[ReviewItem]:
    recogniser = Recogniser(AUTHORITY, "".join(LINES), home="云州市")
    listed = [
        (Sentence(text, (n,) * len(text), "1", "", n), recogniser.mentions(text), n == 2)
        for n, text in enumerate(LINES, start=1)
    ]
    return list(review(listed, AUTHORITY))


def test_what_is_listed_and_why() -> None:
    silent = "句中有名称而无事实 / names something, yielded no fact"
    assert items() == [
        ReviewItem(1, 1, "sentence", "云州商贸职业学院", reason=silent),
        ReviewItem(
            1,
            1,
            "unknown",
            "云州商贸职业学院",
            ("云州财贸职业学院",),
            88,
            "禁止归并 / must not be merged: 两所学校 / two colleges",
        ),
        ReviewItem(
            2,
            2,
            "ambiguous",
            "旭日",
            ("旭日东升", "旭日精工"),
            100,
            "一名多指，不予归并 / several entries go by this name, so it stands for none",
        ),
        ReviewItem(3, 3, "sentence", "云州海洋职业学院", reason=silent),
        ReviewItem(
            3,
            3,
            "unknown",
            "云州海洋职业学院",
            ("云州财贸职业学院",),
            75,
            "不够相近 / not close enough",
        ),
    ]


def test_the_csv_holds_no_sentence(tmp_path: Path) -> None:
    path = write_review(items(), tmp_path, file="x.txt")
    text = path.read_text("utf-8")
    assert text.splitlines()[0] == "file,line,what,name,nearest,score,reason"
    assert "x.txt,2,ambiguous,旭日,旭日东升;旭日精工,100," in text
    assert not any(line in text for line in LINES)


def test_the_page_is_self_contained_and_escaped(tmp_path: Path) -> None:
    document = Document("x.txt", LINES, "")
    page = review_page(items(), document)
    assert "&lt;b&gt;旭日&lt;/b&gt;" in page
    assert "<b>" not in page
    assert re.findall(r"(?:src|href)=|url\(|@import|https?:", page) == []
    path = write_review_page(items(), document, folder=tmp_path)
    assert path.read_text("utf-8") == page


def test_a_finding_shows_each_place_with_its_figures_marked_whole() -> None:
    document = Document("x.txt", ("招生 12 人，<毕业> 112 人", "合计 12"), "")
    lines = ((1, 1), (2, 2))
    row = FindingRow("错误 / error", "甲 / a", "12 ≠ 13", lines, ("12",), "抄错 / copied")
    page = review_page((), document, findings=[row])
    cells = re.findall(r'<td data-label="([^"]+)">(.*?)</td>', page)
    assert cells == [
        ("程度 / severity", "错误 / error"),
        ("发现 / finding", "甲 / a<p class=cause>抄错 / copied</p>"),
        ("算式 / arithmetic", "12 ≠ 13"),
        (
            "行与原文 / lines and text",
            "<p>1: 招生 <mark>12</mark> 人，&lt;毕业&gt; 112 人</p><p>2: 合计 <mark>12</mark></p>",
        ),
    ]
