"""Read the figures of a matrix: labels, their headings and «of which» rows against columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tvetgraph.loaders.figures import Dimensions, Figure, figure_unit
from tvetgraph.loaders.numbers import caption_unit, decimal, split_unit, years_in
from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tables import Row, Table

_ENUMERATED = re.compile(r"^[（(]\s*\d+\s*[）)]")
_OF_WHICH = re.compile(r"^其\s*中\s*[:：]?\s*")
# A row under such a heading counts one kind of thing: its section names what is counted.
_CATEGORY_HEADINGS = frozenset({"类别", "学校类别", "类型"})
_SUPPORTING = ("label", "unit")


@dataclass(slots=True)
class _Stub:
    """Where reading stands in the stub: item, part of it, section, the row above, «of which»."""

    item: str = ""
    part: str = ""
    section: str = ""
    above: str = ""
    children: bool = False

    def new_item(self) -> None:
        self.item = self.part = self.above = ""
        self.children = False

    def enter(self, row: Row) -> None:
        """Take note of a row without numbers: a heading of some kind."""
        label = _clean(row.text("label"))
        if _OF_WHICH.fullmatch(row.text("label")):
            self.children = True
        elif _ENUMERATED.match(row.text("label")):
            self.part = label
        elif "serial" in row.cells:
            self.new_item()
            self.item = label
        else:
            self.section, self.children, self.above = label, False, ""

    def dimensions(self, label: str) -> list[tuple[str, str]]:
        """Return what the headings above a row say of it."""
        child = self.children or bool(_OF_WHICH.match(label))
        found = [("项目", self.item), ("分项", self.part), ("上级", self.above if child else "")]
        return [(name, value) for name, value in found if value]

    def leave(self, label: str) -> None:
        """Remember a row that later «of which» rows may be parts of."""
        if not (self.children or _OF_WHICH.match(label)):
            self.above = _clean(label)


@dataclass(frozen=True, slots=True)
class _Line:
    """What all figures of a row have in common."""

    indicator: str
    label: str
    dimensions: Dimensions
    unit: str


def matrix_figures(table: Table, year: str) -> Iterator[Figure]:
    """Yield the figures in reading order; `year` stands where no column names one."""
    values = [c for c in table.header.columns if c.type is CellType.NUMBER]
    stub = _Stub()
    for row in table.rows:
        if not any(decimal(row.text(column.role)) for column in values):
            stub.enter(row)
            continue
        if "serial" in row.cells and row.cells["serial"].fresh:
            stub.new_item()
        line = _line(table, stub, row)
        for column in values:
            if decimal(row.text(column.role)):
                yield _figure(table, row, line, column, year)
        stub.leave(row.text("label"))


def _line(table: Table, stub: _Stub, row: Row) -> _Line:
    label = row.text("label")
    indicator = _clean(label)
    dimensions = stub.dimensions(label)
    if stub.section and not stub.item:
        heading = _stub_heading(table)
        if heading in _CATEGORY_HEADINGS:
            dimensions.insert(0, (heading, indicator))
            indicator = stub.section
        else:
            dimensions.insert(0, ("项目", stub.section))
    unit = figure_unit("", row.text("unit"), split_unit(label)[1], caption_unit(table.title))
    return _Line(indicator, label, tuple(dimensions), unit)


def _figure(table: Table, row: Row, line: _Line, column: ColumnSpec, year: str) -> Figure:
    printed = "".join(row.text(column.role).split())
    dimensions, period = _column_meaning(table, column, year)
    part, part_unit = split_unit(column.indicator)
    if part:
        dimensions = ((_stub_heading(table), line.indicator), ("项", part), *dimensions)
    # A difference is an indicator of its own, not another value of the one it compares.
    difference = column.headings[0] if column.role == "compare" else ""
    return Figure(
        row=row,
        roles=(*_SUPPORTING, column.role),
        indicator=line.indicator + difference,
        label=line.label,
        dimensions=line.dimensions + dimensions,
        period=period,
        printed=printed,
        unit=figure_unit(printed, part_unit, line.unit),
    )


def _column_meaning(table: Table, column: ColumnSpec, year: str) -> tuple[Dimensions, str]:
    """Return the dimensions and the period that a column's heading gives its numbers."""
    heading = column.headings[0]
    if column.role == "compare":
        return (("比较", heading),), _last_year(table) or year
    if table.header.profile.dimension == "period":
        return (), years_in(heading)[0]
    return ((table.header.profile.dimension, heading),), year


def _last_year(table: Table) -> str:
    headings = [c.headings[0] for c in table.header.columns if c.headings and c.role != "compare"]
    years = [year for heading in headings for year in years_in(heading)]
    return max(years, default="")


def _stub_heading(table: Table) -> str:
    return next(c.headings[0] for c in table.header.columns if c.type is CellType.LABEL)


def _clean(label: str) -> str:
    """Return a label without «of which», its number, its unit and a colon at its end."""
    plain = _ENUMERATED.sub("", _OF_WHICH.sub("", label)).rstrip(":：")
    return split_unit(plain)[0].strip()
