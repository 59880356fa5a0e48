"""Wrapped lines become sentences that know their lines."""

from tvetgraph.loaders.outline import Case, Outline, Section
from tvetgraph.loaders.sentences import FRONT, read_sentences
from tvetgraph.loaders.text import Document

OUTLINE = Outline(
    (Section(1, "1", "校企合作", 3, 12),), (Case("案例1-1", "订单培养。", "1", 8, 10),)
)
LINES = (
    "云州市中等职业教育质量年度报告",
    "",
    "一、校企合作",
    "云州市各中等职业学校与企业合作开展人才培养工作，成效十分",
    " 明显。2031 年签约 12 家；",
    "",
    "- 3 -",
    "【案例 1-1】订单培养。云州市机械学校与 Sun Moon 公司合作，为即将开业",
    "的饭店培养人才",
    "图 学生实训",
)


def sentences() -> list[tuple[str, tuple[int, int], str, str]]:
    document = Document("x.txt", LINES, "")
    return [
        (s.text, s.span, s.where, s.case)
        for s in read_sentences(document, skip={7}, outline=OUTLINE)
    ]


def test_sentences_run_over_lines_and_keep_their_place() -> None:
    assert sentences() == [
        ("云州市中等职业教育质量年度报告", (1, 1), FRONT, ""),
        ("一、校企合作", (3, 3), "1", ""),
        ("云州市各中等职业学校与企业合作开展人才培养工作，成效十分明显。", (4, 5), "1", ""),
        ("2031年签约12家；", (5, 5), "1", ""),
        ("【案例1-1】订单培养。", (8, 8), "案例1-1", "案例1-1"),
        (
            "云州市机械学校与Sun Moon公司合作，为即将开业的饭店培养人才",
            (8, 9),
            "案例1-1",
            "案例1-1",
        ),
        ("图学生实训", (10, 10), "案例1-1", "案例1-1"),
    ]


def test_every_character_knows_its_line() -> None:
    document = Document("x.txt", LINES, "")
    for sentence in read_sentences(document, skip={7}, outline=OUTLINE):
        assert len(sentence.lines) == len(sentence.text)
        for char, line in zip(sentence.text, sentence.lines, strict=True):
            assert char in document.line(line)


def test_stops_of_the_latin_keyboard_and_lost_quotes_are_put_right() -> None:
    lines = ("云州市机械学校开展合作,成效明显;共建基地2,000平方米:\ufffd晨星\ufffd。",)
    read = read_sentences(Document("x.txt", lines, ""), skip=(), outline=Outline((), ()))
    assert [sentence.text for sentence in read] == [
        "云州市机械学校开展合作，成效明显；",
        "共建基地2,000平方米：“晨星”。",
    ]
