"""The fact CSVs: facts come back as they went, and bad files are told by file and line."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tvetgraph.loaders.errors import FactError, Problems
from tvetgraph.loaders.facts import (
    Certainty,
    Fact,
    Method,
    Report,
    ReportFacts,
    Stage,
    bundled_data,
    make_fact,
    number_duplicates,
    read_reports,
    to_stages_cell,
    write_report,
)
from tvetgraph.loaders.kinds import KINDS, Column, ColumnType, Kind
from tvetgraph.loaders.sheets import write_sheet

CASES = Path(__file__).parent / "cases"
REPORT = Report(
    id="ming-2031",
    title="明市职业教育质量报告",
    level="secondary",
    region="明市",
    data_year=2031,
    published="2032-03-01",
    publisher="明市教育局",
    sha256="0f" * 32,
    line_count=2_000_000_000,
    note="含逗号,“引号”和\n换行",
)
AWARD = {"recipient": "明市第一职业学校", "competition": "明市技能大赛", "level": "一等奖"}
GOOD = {
    ColumnType.ORG: "明市第一职业学校",
    ColumnType.ORGS: "甲公司;乙公司",
    ColumnType.ACTOR: "明市第一职业学校",
    ColumnType.MAJOR: "会计",
    ColumnType.MAJORS: "会计;护理",
    ColumnType.PLACE: "英国",
    ColumnType.CONCEPT: "added",
    ColumnType.TEXT: "文字",
    ColumnType.YEAR: "2031",
    ColumnType.INTEGER: "-12",
    ColumnType.DECIMAL: "0.50",
    ColumnType.PAIRS: "性别=女;说明=a=b",
    ColumnType.STAGES: "明市第一职业学校|会计|3 > 明市学院||2",
}


def _award(values: dict[str, str] | None = None) -> Fact:
    return make_fact(
        "awards",
        AWARD | (values or {}),
        where="表3-1",
        row="1",
        lines=[(12, 15), (9, 9)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )


def _good_cells(kind: Kind) -> dict[str, str]:
    own = {column.name: GOOD[column.type] for column in kind.columns}
    common = {"id": "fact-1", "where": "表1-1", "row": "1", "lines": "12-15;20"}
    return own | common | {"method": "curated", "certainty": "low"}


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n,";|=>、'), max_size=12
).map(str.strip)
_WORD = st.text(st.sampled_from("甲乙丙ab1（）、 "), min_size=1, max_size=6).map(str.strip)
_NAME = _WORD.filter(bool)
_NUMBER = st.integers(-(10**9), 10**9).map(str)
_STAGE = st.builds(Stage, _NAME, _WORD, st.sampled_from(["", "2", "3"]))
_CELLS: dict[ColumnType, st.SearchStrategy[str]] = {
    ColumnType.ORG: _NAME,
    ColumnType.ACTOR: _NAME,
    ColumnType.ORGS: st.lists(_NAME, min_size=1, max_size=3).map(";".join),
    ColumnType.MAJOR: _NAME,
    ColumnType.MAJORS: st.lists(_NAME, min_size=1, max_size=3).map(";".join),
    ColumnType.PLACE: _NAME,
    ColumnType.CONCEPT: st.sampled_from(["added", "3+2"]),
    ColumnType.TEXT: _TEXT,
    ColumnType.YEAR: st.integers(1900, 2100).map(str),
    ColumnType.INTEGER: _NUMBER,
    ColumnType.DECIMAL: st.tuples(_NUMBER, st.sampled_from(["", ".0", ".25"])).map("".join),
    ColumnType.PAIRS: st.lists(st.tuples(_NAME, _NAME).map("=".join), min_size=1, max_size=3).map(
        ";".join
    ),
    ColumnType.STAGES: st.lists(_STAGE, min_size=1, max_size=3).map(to_stages_cell),
}


def _cell(column: Column) -> st.SearchStrategy[str]:
    cells = _CELLS[column.type]
    return cells.filter(bool) if column.required else st.just("") | cells


_SPAN = st.tuples(st.integers(1, 10**8), st.integers(0, 99)).map(lambda s: (s[0], s[0] + s[1]))


@st.composite
def _facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(list(KINDS.values())))
    return make_fact(
        kind.name,
        {column.name: draw(_cell(column)) for column in kind.columns},
        where=draw(_NAME),
        row=draw(_WORD),
        lines=draw(st.lists(_SPAN, min_size=1, max_size=3)),
        method=draw(st.sampled_from(Method)),
        certainty=draw(st.sampled_from(Certainty)),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.lists(_facts(), max_size=6))
def test_facts_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, facts: list[Fact]
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    written = write_report(ReportFacts(REPORT, tuple(facts)), folder)
    (read,) = read_reports(folder)
    order = list(KINDS)
    expected = sorted(number_duplicates(facts), key=lambda fact: order.index(fact.kind))
    assert read == ReportFacts(REPORT, tuple(expected))
    before = {path: path.read_bytes() for path in written}
    assert write_report(read, folder) == written
    assert {path: path.read_bytes() for path in written} == before


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_good_row_of_each_kind_is_read(tmp_path: Path, kind: Kind) -> None:
    write_report(ReportFacts(REPORT, ()), tmp_path)
    path = write_sheet(
        tmp_path / REPORT.id / f"{kind.name}.csv", [_good_cells(kind)], header=kind.header
    )
    fact = Fact(
        kind=kind.name,
        id="fact-1",
        values={column.name: GOOD[column.type] for column in kind.columns},
        where="表1-1",
        row="1",
        lines=((12, 15), (20, 20)),
        method=Method.CURATED,
        certainty=Certainty.LOW,
    )
    (read,) = read_reports(tmp_path)
    assert read == ReportFacts(REPORT, (fact,))
    assert [fact.origin for fact in read.facts] == [f"{path}:2"]


def _bad_cells() -> list[dict[str, str]]:
    with (CASES / "bad_cells.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _bad_cells(), ids=lambda case: f"{case['column']}={case['cell']}")
def test_a_bad_cell_is_told_by_file_and_line(tmp_path: Path, case: dict[str, str]) -> None:
    write_report(ReportFacts(REPORT, ()), tmp_path)
    kind = KINDS[case["kind"]]
    two_lines = _good_cells(kind) | {"id": "fact-0", "row": "一\n二"}
    bad = _good_cells(kind) | {case["column"]: case["cell"]}
    path = tmp_path / REPORT.id / f"{kind.name}.csv"
    write_sheet(path, [two_lines, bad], header=kind.header)
    with pytest.raises(Problems) as caught:
        read_reports(tmp_path)
    assert str(caught.value) == f"{path}:4: {case['sentence']}"


def _own_cells() -> list[dict[str, str]]:
    return [case for case in _bad_cells() if KINDS[case["kind"]].column(case["column"])]


@pytest.mark.parametrize("case", _own_cells(), ids=lambda case: f"{case['column']}={case['cell']}")
def test_a_bad_cell_makes_no_fact(case: dict[str, str]) -> None:
    kind = KINDS[case["kind"]]
    values = {column.name: GOOD[column.type] for column in kind.columns}
    with pytest.raises(FactError) as caught:
        make_fact(
            kind.name,
            values | {case["column"]: case["cell"]},
            where="表1-1",
            row="1",
            lines=[(1, 1)],
            method=Method.TABLE,
            certainty=Certainty.HIGH,
        )
    assert str(caught.value) == case["sentence"]


@pytest.mark.parametrize(
    "case", sorted((CASES / "bad_facts").iterdir()), ids=lambda case: case.name
)
def test_a_bad_folder_is_told_line_by_line(case: Path) -> None:
    with pytest.raises(Problems) as caught:
        read_reports(case)
    found = str(caught.value).replace(f"{case}/", "").replace(str(case), "FOLDER")
    expected = (case / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    awards = ",".join(KINDS["awards"].header)
    assert found == expected.replace("{awards}", awards).replace("{kinds}", ", ".join(KINDS))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    write_report(ReportFacts(REPORT, (_award(),)), tmp_path)
    path = tmp_path / REPORT.id / "awards.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    with pytest.raises(Problems) as caught:
        read_reports(tmp_path)
    assert str(caught.value) == (
        f"{path}:{1 if encoding == 'utf-16' else 2}: 不是 UTF-8 / is not UTF-8; "
        "另存为 UTF-8 编码的 CSV（表格软件默认常为 GBK） / "
        "save it as CSV UTF-8 (spreadsheets often write GBK or UTF-16)"
    )


def test_what_a_spreadsheet_adds_is_read_over(tmp_path: Path) -> None:
    facts = ReportFacts(REPORT, (_award(),))
    write_report(facts, tmp_path)
    path = tmp_path / REPORT.id / "awards.csv"
    text = path.read_text(encoding="utf-8").replace("表3-1", "  表3-1 ")
    blank = "," * (len(KINDS["awards"].header) - 1)
    path.write_bytes(b"\xef\xbb\xbf" + f"{text}{blank}\n\n".replace("\n", "\r\n").encode())
    assert read_reports(tmp_path) == (facts,)


def test_a_folder_without_reports_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(Problems) as caught:
            read_reports(folder)
        assert str(caught.value) == (
            f"{folder}: 没有报告 / no report folder here; "
            "先运行 tvetgraph extract / run tvetgraph extract first, or name another folder"
        )


def test_a_folder_that_is_a_report_is_read_itself(tmp_path: Path) -> None:
    facts = ReportFacts(REPORT, (_award(),))
    write_report(facts, tmp_path)
    assert read_reports(tmp_path / REPORT.id) == (facts,)


def test_reports_come_sorted_by_id(tmp_path: Path) -> None:
    first, second = replace(REPORT, id="b"), replace(REPORT, id="a")
    write_report(ReportFacts(first, (_award(),)), tmp_path)
    write_report(ReportFacts(second, ()), tmp_path)
    (tmp_path / "a").rename(tmp_path / "z")
    assert read_reports(tmp_path) == (ReportFacts(second, ()), ReportFacts(first, (_award(),)))


def test_writing_again_leaves_no_old_rows(tmp_path: Path) -> None:
    write_report(ReportFacts(REPORT, (_award(),)), tmp_path)
    assert write_report(ReportFacts(REPORT, ()), tmp_path) == (tmp_path / REPORT.id / "report.csv",)
    assert read_reports(tmp_path) == (ReportFacts(REPORT, ()),)


def test_a_written_file_is_plain(tmp_path: Path) -> None:
    facts = (_award({"count": "2", "year": " 2031 "}),)
    write_report(ReportFacts(REPORT, facts), tmp_path)
    assert (tmp_path / REPORT.id / "awards.csv").read_bytes().decode() == (
        ",".join(KINDS["awards"].header) + "\n"
        f"{facts[0].id},明市第一职业学校,明市技能大赛,,一等奖,2,2031,表3-1,1,12-15;9,table,high\n"
    )


def test_the_bundled_data_lies_in_the_package() -> None:
    assert (bundled_data() / "organisations.csv").is_file()


def test_a_report_need_not_say_everything_of_itself(tmp_path: Path) -> None:
    bare = ReportFacts(Report("ming-2031", "明市年报", "higher", "", 2031), ())
    write_report(bare, tmp_path)
    assert read_reports(tmp_path) == (bare,)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    write_report(ReportFacts(REPORT, ()), tmp_path)
    path = tmp_path / REPORT.id / "awards.csv"
    path.mkdir()
    with pytest.raises(Problems) as caught:
        read_reports(tmp_path)
    assert str(caught.value) == (
        f"{path}: 打不开 / cannot be opened (Is a directory); "
        "检查路径和权限 / check its path and rights"
    )
