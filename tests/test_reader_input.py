"""Bad input gives one clear sentence with file and line, and what could be read is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tvetgraph.loaders.authority import Authority, read_authority
from tvetgraph.loaders.errors import ProfileError, ReportError
from tvetgraph.loaders.extract import Extraction, extract, write_extraction
from tvetgraph.loaders.facts import (
    Certainty,
    Fact,
    Method,
    ReportFacts,
    make_fact,
    read_reports,
    write_report,
)
from tvetgraph.loaders.profiles import parse_profiles

HEADER = ["序号 中职学校 中职专业 高职学院 高职专业"]
ROWS = [
    "1. 海州市云台职业学校 港口机械 海州航海职业学院 港口物流",
    "2. 海州市新浦职业高中 冷链运输 海州农林职业学院 冷链物流",
    "3. 海州市连岛职业学校 船舶维修 海州航海职业学院 船舶工程",
]
TOP = ["2031 年海州市中等职业教育质量年度报告", "一、升学", "表 3-1 2031 年新增“3+2”衔接项目名单"]


def read(folder: Path, lines: list[str], *, encoding: str = "utf-8") -> Extraction:
    """Extract a report of the given lines."""
    path = folder / "hz-2031.txt"
    path.write_bytes("\n".join(lines).encode(encoding))
    return extract(path, authority=Authority())


def rows_of(extraction: Extraction) -> list[str]:
    """Return the schools of the pipelines that were read."""
    return [
        f.values["stages"].split("|")[0] for f in extraction.facts.facts if f.kind == "pipelines"
    ]


def reasons(extraction: Extraction) -> list[tuple[int, str]]:
    """Return line and English reason of what was not understood."""
    return [(m.lines[0], m.reason.split(" / ")[-1]) for m in extraction.misunderstood]


def a_folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    path.write_text("  \n", encoding="utf-8")


def latin(path: Path) -> None:
    path.write_text("The quick brown fox.\n" * 20, encoding="utf-8")


def binary(path: Path) -> None:
    path.write_bytes(b"\x00\xff\xfe\x81" * 99)


def a_novel(path: Path) -> None:
    path.write_text("从前有一座山，山里有一座庙，庙里有一个老和尚。\n" * 9, encoding="utf-8")


def missing(_path: Path) -> None:
    """Write nothing at all."""


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (a_folder, "folder"),
        (nothing, "empty"),
        (latin, "Chinese"),
        (binary, "neither UTF-8 nor GB18030"),
        (a_novel, "no table, section or case"),
        (missing, "cannot be read"),
    ],
)
def test_what_is_no_report_is_refused(
    tmp_path: Path, make: Callable[[Path], None], word: str
) -> None:
    path = tmp_path / "report.txt"
    make(path)
    with pytest.raises(ReportError) as caught:
        extract(path, authority=Authority())
    assert word in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_common_encodings_read_the_same(tmp_path: Path, encoding: str) -> None:
    facts = read(tmp_path, TOP + HEADER + ROWS, encoding=encoding).facts.facts
    assert facts == read(tmp_path, TOP + HEADER + ROWS).facts.facts
    assert [fact.row for fact in facts if fact.kind == "pipelines"] == ["1", "2", "3"]


def test_a_table_cut_off_in_the_middle_keeps_its_whole_rows(tmp_path: Path) -> None:
    extraction = read(tmp_path, TOP + HEADER + ROWS[:2] + ["3. 海州市连岛职业学校 船舶维修"])
    assert rows_of(extraction)[:2] == ["海州市云台职业学校", "海州市新浦职业高中"]
    assert 7 in [line for line, _ in reasons(extraction)]


def test_a_header_without_rows_is_listed(tmp_path: Path) -> None:
    extraction = read(tmp_path, TOP + HEADER)
    assert rows_of(extraction) == []
    assert reasons(extraction) == [(3, "a header without rows: is the text cut off?")]


def test_a_row_with_a_column_missing_is_listed_and_not_guessed(tmp_path: Path) -> None:
    broken = "2. 海州市新浦职业高中 冷链运输 海州农林职业学院"
    extraction = read(tmp_path, [*TOP, *HEADER, ROWS[0], broken, ROWS[2]])
    stages = [f.values["stages"] for f in extraction.facts.facts if f.kind == "pipelines"]
    assert stages[0].startswith("海州市云台职业学校|港口机械|3 > ")
    assert stages[-1].startswith("海州市连岛职业学校|船舶维修|3 > ")
    assert "冷链物流" not in "".join(stages)
    assert (6, "the row lacks: 高职专业") in reasons(extraction)


def test_two_rows_with_the_same_number_are_both_read_and_listed(tmp_path: Path) -> None:
    twice = ROWS[1].replace("2.", "1.")
    extraction = read(tmp_path, [*TOP, *HEADER, ROWS[0], twice, ROWS[2]])
    assert len(rows_of(extraction)) == 3
    assert reasons(extraction) == [
        (6, "serial number twice: 1"),
        (7, "serial numbers go from 1 to 3"),
    ]


def test_a_table_may_stand_after_text_that_flows_between(tmp_path: Path) -> None:
    between = ["资料来源：海州市教育局的通知。", "学校在这一年里积极推进衔接，取得了进展。"]
    extraction = read(tmp_path, TOP + between + HEADER + ROWS)
    assert len(rows_of(extraction)) == 3


def test_a_sentence_that_begins_with_a_table_number_is_no_caption(tmp_path: Path) -> None:
    lines = [*TOP, *HEADER, *ROWS, "衔接项目逐年增加，见", "表 3-1。", "其他情况从略。"]
    tables = [f for f in read(tmp_path, lines).facts.facts if f.kind == "tables"]
    assert [fact.values["number"] for fact in tables] == ["表3-1"]


def test_reading_again_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    extraction = read(tmp_path, TOP + HEADER + ROWS)
    write_extraction(extraction, tmp_path / "out")
    by_hand = make_fact(
        "plans",
        {"school": "海州市云台职业学校", "plan": "special-high"},
        where="一",
        row="",
        lines=((2, 2),),
        method=Method.CURATED,
        certainty=Certainty.HIGH,
    )
    (known,) = read_reports(tmp_path / "out")
    write_report(ReportFacts(known.report, (*known.facts, by_hand)), tmp_path / "out")
    write_extraction(extraction, tmp_path / "out")
    (again,) = read_reports(tmp_path / "out")
    assert _without_origin(again.facts) == _without_origin((*known.facts, by_hand))
    assert read_authority(tmp_path / "out").organisation("海州航海职业学院").cls


def _without_origin(facts: tuple[Fact, ...]) -> set[tuple[str, str]]:
    return {(fact.kind, fact.id) for fact in facts}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[profile]\n", "TOML"),
        ('[[profile]]\nname = "x"\nlayout = "spiral"\n', "spiral"),
        ('[[profile]]\nname = "x"\ncaption = "("\n', "unterminated"),
        ('[[profile]]\nname = "x"\n[[profile.yields]]\nkind = "plans"\nvalues = {a = "b"}\n', "a"),
        ('[[profile]]\nname = "x"\n[[profile.yields]]\nkind = "nope"\nvalues = {}\n', "nope"),
        ('[[profile]]\nname = "x"\ncolumns = [{ role = "a", type = "colour" }]\n', "colour"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(text: str, word: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profiles(text, "mine.toml")
    assert caught.value.file == "mine.toml"
    assert word in str(caught.value)


def test_a_byte_order_mark_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReportError, match="neither UTF-8 nor GB18030"):
        extract(path, authority=Authority())


def test_radicals_from_pdf_fonts_read_as_the_characters_that_they_look_like(tmp_path: Path) -> None:
    lines = [*TOP, *HEADER, "1. 海州市云台职业学校 ⻛电⻋⻓ ⼈⼯智能学院 ⻛电"]
    (pipeline,) = (f for f in read(tmp_path, lines).facts.facts if f.kind == "pipelines")
    assert pipeline.values["stages"] == "海州市云台职业学校|风电车长|3 > 人工智能学院|风电|2"


@pytest.mark.parametrize(
    ("start", "word"),
    [(b"PK\x03\x04", "a Word file or an archive"), (b"\xd0\xcf\x11\xe0", "of the old kind")],
)
def test_a_report_in_another_form_is_refused_by_name(
    tmp_path: Path, start: bytes, word: str
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(start + "云州市中等职业教育质量年度报告".encode() * 20)
    with pytest.raises(ReportError, match=word) as caught:
        extract(path, authority=Authority())
    assert "save the report as PDF or plain text" in caught.value.remedy


def test_full_width_digits_read_as_digits(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = [*TOP, *HEADER, "1. 海州市云台职业学校 航海技术 人工智能学院 航海技术"]
    plain = read(tmp_path, lines).facts.facts
    (tmp_path / "wide").mkdir()
    assert read(tmp_path / "wide", [line.translate(wide) for line in lines]).facts.facts == plain


def test_another_report_of_the_same_file_name_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "facts"
    write_extraction(read(tmp_path, TOP + HEADER + ROWS), out)
    before = read_reports(out)
    write_extraction(read(tmp_path, TOP + HEADER + ROWS[:2]), out)
    assert len([f for f in read_reports(out)[0].facts if f.kind == "pipelines"]) == 2
    other = [line.replace("海州市中等", "江州市中等") for line in TOP]
    with pytest.raises(ReportError, match="--id"):
        write_extraction(read(tmp_path, other + HEADER + ROWS), out)
    assert read_reports(out)[0].report.title == before[0].report.title


@pytest.mark.parametrize(
    "name", ["../elsewhere", ".", "a b", "HZ-2031", "海州", "hz/2031", "hz--1"]
)
def test_an_id_that_no_build_would_take_is_refused_before_anything_is_written(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n".join(TOP + HEADER + ROWS), encoding="utf-8")
    with pytest.raises(ReportError, match="joined by single") as caught:
        extract(path, report_id=name, authority=Authority())
    assert f'"{name}"' in str(caught.value)


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("hz-2031.txt", "hz-2031"),
        ("HZ_Report (2031).txt", "hz-report-2031"),
        ("海州 2031.v2.txt", "haizhou-2031-v2"),
        ("2031年海州市年报.txt", "2031-nianhaizhou-shi-nianbao"),
        ("年报.txt", "nianbao"),
    ],
)
def test_the_id_of_a_report_is_its_file_name_in_latin_letters(
    name: str, identity: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text("\n".join(TOP + HEADER + ROWS), encoding="utf-8")
    facts = extract(path, authority=Authority()).facts
    write_report(facts, tmp_path / "facts")
    assert [it.report.id for it in read_reports(tmp_path / "facts")] == [identity]
