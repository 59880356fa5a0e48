"""Pages about networks: what they say, in both languages, and that no text becomes markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.networks_store import BASE, networks_store
from tvetgraph.graph.networks import NETWORKS, stability
from tvetgraph.graph.networks.comparison import compare
from tvetgraph.graph.networks.heldout import Check, Rate
from tvetgraph.graph.networks.profile import profile, ties
from tvetgraph.graph.networks.system import read_system
from tvetgraph.graph.store import open_store
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks import (
    comparison_document,
    pictures,
    profile_document,
    report_document,
    to_html,
    to_markdown,
)
from tvetgraph.viz.networks.charts import Bar, Range, bars, ranges
from tvetgraph.viz.networks.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    number,
    same,
)
from tvetgraph.viz.networks.html import Language
from tvetgraph.viz.networks.report import Reckoned
from tvetgraph.viz.networks.words import check_told, listed, read_words, share

HOSTILE = "<img src=x onerror=alert(1)> href"
NASTY = Text("甲|乙 *丙* [丁](x) </td><script>alert(1)</script>", "a|b *c* `d` _e_ <b>f</b>")
EVERYTHING = Document(
    (
        Heading(1, NASTY),
        Paragraph(NASTY, note=True),
        Bullets((NASTY,)),
        Table((NASTY, Text("数", "number")), ((NASTY, same(3)), (same("x"), number(2.5, 1)))),
        Figure(bars([Bar(NASTY, 3, same(3))], title=NASTY), NASTY),
        Figure(ranges([Range(NASTY, 0.5, 0.25, 0.75)], title=NASTY), NASTY),
    )
)
LANGUAGES: tuple[Language, ...] = ("", "zh", "en")


class Tags(HTMLParser):
    """Collect the tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def names(self) -> set[str]:
        """Name every tag of the page."""
        return {tag for tag, _ in self.tags}


@pytest.fixture(scope="module")
def report(mini: Path) -> Document:
    store = open_store(mini)
    system = read_system(store)
    checks = dict.fromkeys((name for name, kind in NETWORKS.items() if kind.askers), None)
    return report_document(
        read_words(store, system), Reckoned(stability(system.partners, runs=2), checks)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_becomes_markup(language: Language) -> None:
    page = Tags(to_html(EVERYTHING, language=language))
    assert not page.names() & {"script", "img", "b", "a", "object", "iframe"}
    requests = [v for _, a in page.tags for k, v in a.items() if k in {"src", "href", "action"}]
    assert set(requests) == {"data:,"}
    events = [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert events == []


def test_the_page_forbids_scripts_and_requests() -> None:
    page = Tags(to_html(EVERYTHING))
    (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv")]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_both_languages_have_a_switch_and_one_has_none() -> None:
    both, zh, en = (to_html(EVERYTHING, language=language) for language in LANGUAGES)
    assert (both.count('type="radio"'), zh.count('type="radio"')) == (2, 0)
    assert ('<html lang="zh-CN">' in zh, '<html lang="en">' in en) == (True, True)
    assert 'class="zh"' in both
    assert "甲|乙" not in re.sub(r"<svg.*?</svg>", "", en, flags=re.DOTALL)


def test_numbers_stand_to_the_right() -> None:
    html = to_html(EVERYTHING, language="en")
    assert "<th class=number>number</th>" in html
    assert "<td class=number>3</td>" in html
    assert "<td>x</td>" in html


def test_markdown_shows_texts_as_they_are() -> None:
    text = to_markdown(EVERYTHING, languages=("zh",))
    assert r"甲\|乙 \*丙\* \[丁\](x) \</td\>\<script\>alert(1)\</script\>" in text
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert [re.sub(r"\\.", "", line).count("|") for line in table] == [3, 3, 3, 3]
    assert "![" not in text


def test_markdown_has_both_languages_and_links_its_pictures() -> None:
    text = to_markdown(EVERYTHING, folder="page_files")
    assert text.count("\n# ") + text.startswith("# ") == 2
    links = re.findall(r"\(page_files/(.+?)\)", text)
    assert links == [f"figure-{i}-{lang}.svg" for lang in ("zh", "en") for i in (1, 2)]
    files = pictures(EVERYTHING)
    assert set(files) == set(links)
    assert ".en { display: none; }" in files["figure-1-zh.svg"]
    assert "<script" not in files["figure-1-zh.svg"]


def test_a_report_of_invented_facts(report: Document) -> None:
    titles = [b.text.english for b in report.blocks if isinstance(b, Heading)]
    assert titles[:3] == [
        "The networks of vocational education: a report",
        "Who has most partners",
        "Who bridges groups",
    ]
    tables = [block for block in report.blocks if isinstance(block, Table)]
    counts = {row[0].english: [cell.zh for cell in row[3:]] for row in tables[0].rows}
    assert counts["partner network"][:2] == ["8", "9"]
    assert len(counts) == len(NETWORKS)
    html = to_html(report)
    assert HOSTILE not in html
    assert "img" not in Tags(html).names()
    texts = [b.text for b in report.blocks if isinstance(b, Heading | Paragraph)]
    assert all(text.zh and text.en for text in texts)


def test_a_profile_names_its_sources() -> None:
    store = networks_store()
    system = read_system(store)
    found = profile(system, f"{BASE}s1")
    document = profile_document(found, read_words(store, system), check=None)
    text = to_markdown(document)
    assert "《虚市报告》案例9-9，第 7, 30–32 行" in text
    assert "虚市报告, 案例9-9, lines 7, 30–32" in text
    assert "中等职业学校 · 某区" in text
    assert "secondary vocational school · Some District" in text
    assert "cannot be checked" in text


def test_a_profile_names_those_at_the_other_end_of_pipelines_and_aid() -> None:
    store = networks_store()
    system = read_system(store)
    words = read_words(store, system)

    def told(node: str) -> str:
        found = profile(system, f"{BASE}{node}")
        return to_markdown(profile_document(found, words, check=None), languages=("en",))

    giver, region = told("s1"), told("r1")
    assert [line for line in giver.splitlines() if line.startswith(("| its pupils", "| aids"))]
    aided = [line for line in region.splitlines() if line.startswith("| is aided by |")]
    assert len(aided) == 2
    # It has no partners, so nothing is said of whom they lead to.
    assert "The reports name no partner of it." in region
    assert "## Bridges" not in region
    directed = {n for n, graph in system.graphs.items() if graph.is_directed()}
    assert {tie.network for tie in ties(system, f"{BASE}s1")} == directed


def test_a_comparison_tells_of_pipelines_between_the_two() -> None:
    store = networks_store()
    system = read_system(store)
    a, b = next(iter(system.graphs["pipelines"].edges))
    text = to_markdown(comparison_document(compare(system, ends=(a, b)), read_words(store, system)))
    assert " — its pupils go on to — " in text
    assert " — 学生升入 — " in text


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (Rate(0.2, 0.1, 0.3), "The suggestions beat the order by number of partners."),
        (Rate(0.1, -0.1, 0.3), "do not reliably beat"),
        (Rate(-0.1, -0.2, 0.1), "The plain order by number of partners finds more"),
    ],
)
def test_a_check_says_plainly_what_it_is_worth(gain: Rate, said: str) -> None:
    rate = Rate(0.5, 0.25, 0.75)
    rates: dict[str, Rate] = dict.fromkeys(
        ("random", "degree", "shared partners", "suggestions"), rate
    )
    told = check_told(Check(ties=9, testable=4, hidden=1, splits=20, top=5, rates=rates, gain=gain))
    assert said in told.en
    assert "50% (25%–75%)" in told.en
    assert "9 条边中只有 4 条" in told.zh


def test_lists_say_how_many_more_there_are() -> None:
    names = [Text("甲", "a"), Text("乙"), Text("丙", "c")]
    assert listed(names, most=2) == Text("甲、乙等 3 个", "a, 乙 and 1 more")
    assert listed(names, most=3) == Text("甲、乙、丙", "a, 乙, c")
    assert share(0.255) == "26%"
