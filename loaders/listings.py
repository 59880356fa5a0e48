"""Read the figures of a table of records: number columns, the row's other cells as dimensions."""

from collections.abc import Iterator, Mapping

from tvetgraph.loaders.cells import is_total
from tvetgraph.loaders.figures import Dimensions, Figure, figure_unit
from tvetgraph.loaders.numbers import decimal, split_unit, years_in
from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tables import Row, Table
from tvetgraph.loaders.yields import group_names

_NO_DIMENSION = frozenset({CellType.SERIAL, CellType.NUMBER, CellType.YEAR})
_SCHOOL_HEADINGS = ("学校名称", "院校名称")
_PAIR_MARKS = str.maketrans({";": "；", "=": "＝"})
_TOTAL_INDICATOR = "获奖合计"


def listing_figures(table: Table, year: str) -> Iterator[Figure]:
    """Yield the figures in reading order; `year` stands where neither row nor column names one."""
    groups = group_names(table)
    for row in table.rows:
        if _is_group_total(table, row, groups):
            yield from _group_totals(table, row, groups)
            continue
        for column in table.header.columns:
            cell = row.cells.get(column.role)
            if column.observe and cell and cell.fresh and decimal(cell.text):
                yield _figure(table, row, column, year)


def _figure(table: Table, row: Row, column: ColumnSpec, year: str) -> Figure:
    heading, unit = split_unit(column.headings[0])
    own = _own_dimension(column, group_names(table))
    printed = row.text(column.role)
    # A cohort («第一年») or a stage of a competition has no calendar year of its own.
    period = "" if own else _row_year(table, row) or year
    return Figure(
        row=row,
        roles=_supporting(table, row, column),
        indicator=column.indicator or heading,
        label=column.headings[0],
        dimensions=_row_dimensions(table, row, column) + own,
        period=period,
        printed=printed,
        unit=figure_unit(printed, unit, column.unit),
    )


def _supporting(table: Table, row: Row, own: ColumnSpec) -> tuple[str, ...]:
    """Return the cells a figure rests on: all of its row but other merged numbers."""
    others = {c.role for c in table.header.columns if c.observe and c.merged and c is not own}
    return tuple(role for role in row.cells if role not in others)


def _row_dimensions(table: Table, row: Row, own: ColumnSpec) -> Dimensions:
    return tuple(
        (_dimension_name(column), row.text(column.role).translate(_PAIR_MARKS))
        for column in table.header.columns
        if column.type not in _NO_DIMENSION
        and not column.observe
        and row.text(column.role)
        and (not own.within or column.role in own.within)
    )


def _dimension_name(column: ColumnSpec) -> str:
    heading = column.headings[0]
    return "学校" if heading in _SCHOOL_HEADINGS else heading


def _own_dimension(column: ColumnSpec, groups: Mapping[str, str]) -> Dimensions:
    name, mark, value = column.dimension.partition("=")
    if not name:
        return ()
    return ((name, value if mark else groups.get(column.group, "")),)


def _row_year(table: Table, row: Row) -> str:
    periods = [row.text(c.role) for c in table.header.columns if c.type is CellType.YEAR]
    years = years_in("".join(periods))
    return years[0] if years else ""


def _filled(table: Table, row: Row) -> list[ColumnSpec]:
    return [c for c in table.header.columns if c.observe and row.text(c.role)]


def _is_group_total(table: Table, row: Row, groups: Mapping[str, str]) -> bool:
    total = any(is_total(cell.text) for cell in row.cells.values())
    return total and len(groups) > 1 and len(_filled(table, row)) == len(groups)


def _group_totals(table: Table, row: Row, groups: Mapping[str, str]) -> Iterator[Figure]:
    """Read a total row that has one number under each group heading, wherever they aligned."""
    label = next(cell.text for cell in row.cells.values() if is_total(cell.text))
    for column, group in zip(_filled(table, row), groups.values(), strict=True):
        yield Figure(
            row=row,
            roles=tuple(row.cells),
            indicator=_TOTAL_INDICATOR,
            label=label,
            dimensions=(("学校", label), (column.dimension, group)),
            period="",
            printed=row.text(column.role),
            unit=column.unit,
        )
