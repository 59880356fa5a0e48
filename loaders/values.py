"""The typed cells of a fact CSV: how each is split, and what is wrong with a bad one.

Cells stay strings; this module must not open files or know which kinds there are.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tvetgraph.loaders.kinds import ColumnType

Span = tuple[int, int]
Fault = tuple[str, str]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_FAULT: Fault = (
    "不是合格的 id / is not an id",
    '只用小写字母、数字和 "-" / use a-z and 0-9 joined by single "-"',
)
# A mark inside brackets belongs to the name: 数字媒体（动画、游戏方向）.
_LIST_MARK = re.compile(r"[、;；](?![^(（]*[)）])")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SPAN = re.compile(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")


@dataclass(frozen=True)
class Stage:
    """One stage of a pipeline; `major` is as printed and may be empty or name several majors."""

    organisation: str
    major: str
    years: str

    @property
    def majors(self) -> tuple[str, ...]:
        """List the majors of the stage: the printed cell cut at "、" outside brackets."""
        parts = _LIST_MARK.split(self.major)
        return tuple(part.strip() for part in parts if part.strip())


def members(cell: str) -> list[str]:
    """Split a cell of names at ";"."""
    return [part.strip() for part in cell.split(";")] if cell else []


def pairs(cell: str) -> list[tuple[str, str]]:
    """Split a cell of `name=value` pairs, each at its first "="."""
    return [_pair(part) for part in members(cell)]


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip(), value.strip()


def stages(cell: str) -> list[Stage]:
    """Split a cell of stages `organisation|major|years` joined by " > "."""
    return [_stage(part) for part in re.split(r"\s+>\s+", cell.strip())] if cell else []


def _stage(part: str) -> Stage:
    organisation, major, years, *_ = [*(piece.strip() for piece in part.split("|")), "", ""]
    return Stage(organisation, major, years)


def to_stages_cell(parts: list[Stage]) -> str:
    """Write stages as the cell that `stages` splits."""
    return " > ".join(f"{stage.organisation}|{stage.major}|{stage.years}" for stage in parts)


def spans(cell: str) -> tuple[Span, ...]:
    """Split a `lines` cell such as "1862;1848-1850" into spans of 1-based lines."""
    return tuple(_span(part) for part in members(cell))


def _span(part: str) -> Span:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise ValueError(part)
    first = int(match[1])
    return first, int(match[2] or first)


def to_lines_cell(lines: tuple[Span, ...]) -> str:
    """Write spans as the cell that `spans` splits."""
    return ";".join(str(first) if first == last else f"{first}-{last}" for first, last in lines)


@dataclass(frozen=True)
class CellNames:
    """The names in a cell by what they name, in order; actors are organisations or places."""

    organisations: tuple[str, ...] = ()
    majors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


def names_of(column_type: ColumnType, cell: str) -> CellNames:
    """List the names that a cell of this type holds."""
    match column_type:
        case ColumnType.ORG:
            return CellNames(organisations=(cell,))
        case ColumnType.ORGS:
            return CellNames(organisations=tuple(members(cell)))
        case ColumnType.ACTOR:
            return CellNames(actors=(cell,))
        case ColumnType.MAJOR:
            return CellNames(majors=(cell,))
        case ColumnType.MAJORS:
            return CellNames(majors=tuple(members(cell)))
        case ColumnType.PLACE:
            return CellNames(places=(cell,))
        case ColumnType.STAGES:
            parts = stages(cell)
            majors = tuple(major for stage in parts for major in stage.majors)
            return CellNames(tuple(stage.organisation for stage in parts), majors)
        case _:
            return CellNames()


def fault_in(column_type: ColumnType, cell: str) -> Fault | None:
    """Tell what is wrong with a non-empty cell and what to write instead; nothing, None."""
    check = _CHECKS.get(column_type)
    return None if check is None or check(cell) else _FAULTS[column_type]


def lines_fault(cell: str) -> Fault | None:
    """Tell what is wrong with a `lines` cell; nothing, None."""
    try:
        good = all(first <= last for first, last in spans(cell)) and bool(cell)
    except ValueError:
        good = False
    return None if good else _LINES_FAULT


def _are_members(cell: str) -> bool:
    return all(members(cell))


def _are_pairs(cell: str) -> bool:
    return all(name and value for name, value in pairs(cell))


def _are_stages(cell: str) -> bool:
    return all(part.count("|") == 2 for part in re.split(r"\s+>\s+", cell)) and all(
        stage.organisation for stage in stages(cell)
    )


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


_CHECKS: Mapping[ColumnType, Callable[[str], bool]] = MappingProxyType(
    {
        ColumnType.YEAR: _matches(_YEAR),
        ColumnType.INTEGER: _matches(_INTEGER),
        ColumnType.DECIMAL: _matches(_DECIMAL),
        ColumnType.ORGS: _are_members,
        ColumnType.MAJORS: _are_members,
        ColumnType.PAIRS: _are_pairs,
        ColumnType.STAGES: _are_stages,
    }
)
_EMPTY_MEMBER = (
    "有空的成员 / has an empty member",
    '用一个 ";" 隔开 / separate members by one ";"',
)
_FAULTS: Mapping[ColumnType, Fault] = MappingProxyType(
    {
        ColumnType.YEAR: (
            "不是年份 / is not a year",
            "写四位数字 / write four digits, such as 2020",
        ),
        ColumnType.INTEGER: (
            "不是整数 / is not an integer",
            "只写数字 / write digits only, without separators or unit",
        ),
        ColumnType.DECIMAL: (
            "不是数 / is not a number",
            '写数字，小数点用 "." / write digits with "." as the decimal point, nothing else',
        ),
        ColumnType.ORGS: _EMPTY_MEMBER,
        ColumnType.MAJORS: _EMPTY_MEMBER,
        ColumnType.PAIRS: (
            "不是“名=值” / is not name=value",
            "写成 a=1;b=2 / write pairs such as a=1;b=2",
        ),
        ColumnType.STAGES: (
            "不是阶段 / is not a list of stages",
            '写成 学校|专业|年数 > 学院|专业|年数 / write organisation|major|years joined by " > "',
        ),
    }
)
_LINES_FAULT = (
    "不是行号 / is not a list of lines",
    "写成 12、12-15 或 12;20-22 / write 12, 12-15 or 12;20-22, first line first",
)
