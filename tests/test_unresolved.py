"""What is left open: every row says where and why, and stays open until aliases.csv decides it."""

from pathlib import Path

import pytest

from tvetgraph.loaders.authority import Authority, Organisation, read_authority
from tvetgraph.loaders.errors import Problems
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.loaders.registry import by_id
from tvetgraph.loaders.unresolved import UNRESOLVED_HEADER, Unresolved, read_unresolved
from tvetgraph.loaders.values import to_lines_cell

KNOWN = Authority(
    organisations=by_id(
        [
            Organisation("ming-er", "SecondaryVocationalSchool", "明市二校", aliases=("二校",)),
            Organisation("ming-xuexiao", "SecondaryVocationalSchool", "明市学校"),
        ]
    )
)
HEADER = ",".join(UNRESOLVED_HEADER)


def _folder(folder: Path, *rows: str) -> Path:
    (folder / "unresolved.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_row_says_where_what_is_near_and_why(tmp_path: Path) -> None:
    rows = (
        "明校,organisation,ming-2031,12;15-17,ming-er;ming-xuexiao,两校皆近 / two are near",
        "远校,organisation,ming-2031,3,,全称未印 / full name not printed",
    )
    assert read_unresolved(_folder(tmp_path, *rows), KNOWN) == (
        Unresolved(
            name="明校",
            what="organisation",
            report="ming-2031",
            lines=((12, 12), (15, 17)),
            nearest=("ming-er", "ming-xuexiao"),
            reason="两校皆近 / two are near",
        ),
        Unresolved(
            name="远校",
            what="organisation",
            report="ming-2031",
            lines=((3, 3),),
            nearest=(),
            reason="全称未印 / full name not printed",
        ),
    )


def test_a_folder_may_leave_nothing_open(tmp_path: Path) -> None:
    assert read_unresolved(tmp_path, KNOWN) == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("明校,organisation,ming-2031,12,,", "reason: 空 / is empty; 填上 / fill it in"),
        (
            "明校,school,ming-2031,12,,因 / why",
            'what "school": 没有这一种 / is no such value; 可用 / use organisation, major, place',
        ),
        (
            "明校,organisation,ming-2031,12-,,因 / why",
            'lines "12-": 不是行号 / are no lines; 如 / write "12;15-17"',
        ),
        (
            "明校,organisation,ming-2031,12,ming-san,因 / why",
            "nearest: 没有这个 id / there is no such id: ming-san; 改正 / correct it",
        ),
        (
            "二 校,organisation,ming-2031,12,ming-er,因 / why",
            "已定为 / is decided to be ming-er: 二 校; 删去这一行 / delete the row",
        ),
        (
            "近校,organisation,ming-2031,9,,因 / why",
            "重复的行 / repeated row: 近校; 删去一行 / delete one row",
        ),
    ],
)
def test_a_bad_row_is_told(tmp_path: Path, row: str, fault: str) -> None:
    folder = _folder(tmp_path, "近校,organisation,ming-2031,8,ming-er,因 / why", row)
    with pytest.raises(Problems) as caught:
        read_unresolved(folder, KNOWN)
    assert str(caught.value) == f"{folder / 'unresolved.csv'}:3: {fault}"


def test_what_the_reports_leave_open_is_listed_in_two_languages() -> None:
    authority = read_authority(bundled_data())
    rows = read_unresolved(bundled_data(), authority)
    names = {row.name for row in rows}
    undecided = [p for p in authority.forbidden if "undecided" in p.reason]
    assert undecided
    assert {pair.name_a for pair in undecided} <= names
    assert [row for row in rows if " / " not in row.reason] == []
    assert {row.report for row in rows} <= {r.report.id for r in read_reports(bundled_data())}
    printed = {(row.name, row.report, to_lines_cell(row.lines)) for row in rows}
    assert ("北京劳动职业学院", "bj-higher-2019", "2880;2882") in printed
