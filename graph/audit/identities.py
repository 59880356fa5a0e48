"""Rows that are computed from other rows: ratios, percentages, differences, values per head.

What a row is computed from is found by trying: a relation counts when it holds in most columns,
and then the columns in which it does not hold are reported.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from tvetgraph.graph.audit.books import Book, Series, rows_of
from tvetgraph.graph.audit.compositions import common
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.printed import Range, last_digit, written
from tvetgraph.graph.audit.statements import Axes, Statement
from tvetgraph.graph.audit.words import core

_RATIO_NAME = re.compile(r"率|比|占")
_RATIO_END = re.compile(r"(?:所?占?(?:比例|比重|占比)|率|比)$")
_COMPARE = "比较"
_PER_HEAD = re.compile(r"^(?:生均|人均)")
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its name and its figures by period."""

    axes: Axes
    series: Series

    @property
    def name(self) -> str:
        """Give its indicator."""
        return next(iter(self.series.values())).indicator

    @property
    def first(self) -> Statement:
        """Give its first figure, for what all have in common."""
        return next(iter(self.series.values()))

    @property
    def base(self) -> str:
        """Give its unit."""
        return self.first.base


def table_rows(cells: Sequence[Statement]) -> list[Row]:
    """Return the rows of a table."""
    return [Row(axes, series) for axes, series in rows_of(cells).items()]


_Compute = Callable[[Range, Range], Range]


def _share(part: Range, whole: Range) -> Range:
    return part / whole * Fraction(100)


def _quotient(part: Range, whole: Range) -> Range:
    return part / whole


def computed_rows(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check percentages and ratios of a table that are computed from two rows beside them."""
    for number, cells in book.tables.items():
        rows = table_rows(cells)
        for row in rows:
            ratio = _RATIO_NAME.search(row.name) and not row.first.axis(_COMPARE)
            if ratio and not _PER_HEAD.match(row.name):
                compute = _share if row.base == "%" else _quotient
                found = _operands(row, rows, compute)
                if found:
                    yield from _told(row, found, compute, number=number)


def _operands(row: Row, rows: Sequence[Row], compute: _Compute) -> tuple[Row, Row] | None:
    """Find the two rows that a row is computed from: the pair that holds in most columns."""
    best: tuple[int, int, tuple[Row, Row] | None] = (0, 0, None)
    others = [r for r in rows if r is not row and r.base not in {"%", ":1"}]
    for part, whole in permutations(others, 2):
        both = [p for p in row.series if p in part.series and p in whole.series]
        hits = sum(_holds(row, (part, whole), p, compute=compute) for p in both)
        named = _named_after(row, part)
        if hits and _enough(hits, len(both), named=named) and (hits, named) > best[:2]:
            best = (hits, named, (part, whole))
    return best[2]


def _enough(hits: int, columns: int, *, named: bool) -> bool:
    if columns < _LEAST_COLUMNS:
        return named and hits == columns
    return hits * 2 > columns - named


def _named_after(row: Row, part: Row) -> bool:
    """Tell whether a percentage bears the name of what it is a share of."""
    stem = core(_RATIO_END.sub("", row.name))
    return len(stem) >= 2 and (stem in core(part.name) or core(part.name) in stem)


def _value(operands: tuple[Row, Row], period: str, *, compute: _Compute) -> Range | None:
    try:
        return compute(operands[0].series[period].range, operands[1].series[period].range)
    except ZeroDivisionError:
        return None


def _holds(row: Row, operands: tuple[Row, Row], period: str, *, compute: _Compute) -> bool:
    value = _value(operands, period, compute=compute)
    return value is not None and value.meets(row.series[period].range)


def _told(
    row: Row, operands: tuple[Row, Row], compute: _Compute, *, number: str
) -> Iterator[Outcome]:
    for period, printed in row.series.items():
        if period not in operands[0].series or period not in operands[1].series:
            continue
        value = _value(operands, period, compute=compute)
        if value is None:
            continue
        part, whole = (o.series[period] for o in operands)
        yield quotient_outcome(printed, (part, whole), value=value, group=number)


def quotient_outcome(
    printed: Statement, operands: tuple[Statement, Statement], *, value: Range, group: str
) -> Outcome:
    """Tell whether a printed ratio or percentage is that of two figures."""
    part, whole = operands
    apart = part.scale != whole.scale
    sides = " ÷ ".join(f"{o.printed}{o.unit if apart else ''}" for o in operands)
    holds = value.meets(printed.range)
    mark = "%" if printed.share else ""
    expected = written(value.middle / printed.scale, like=printed.value)
    off = abs(value.middle / printed.scale - Fraction(printed.value))
    close = not holds and off <= last_digit(printed.value)
    bad = Severity.NOTICE if close else Severity.ERROR
    sign = "=" if holds else "≠"
    shown = printed.printed.removesuffix("%") + mark
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=f"{printed.where} {printed.name}",
        statements=(printed, part, whole),
        arithmetic=f"{sides} = {expected}{mark} {sign} {shown}",
        expected=f"{expected}{mark}",
        found=printed.printed,
        cause="rounding" if close else "",
        group=group,
    )


def differences(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check a column that compares two periods with the columns that it compares."""
    for number, cells in book.tables.items():
        for cell in cells:
            heading = cell.axis(_COMPARE)
            if not heading:
                continue
            name = cell.indicator.removesuffix(heading)
            row = {c.period: c for c in cells if c.indicator == name and not c.axis(_COMPARE)}
            earlier = next((p for p in row if p and p in heading), "")
            zero = earlier and cell.share and row[earlier].range.low <= 0
            if earlier and cell.period in row and not zero:
                yield _difference(cell, row[cell.period], row[earlier], group=number)


def _difference(cell: Statement, later: Statement, before: Statement, *, group: str) -> Outcome:
    percent = cell.share and not later.share
    value = later.range - before.range
    shown = f"{later.printed} − {before.printed}"
    if percent:
        value = value / before.range * Fraction(100)
        shown = f"({shown}) ÷ {before.printed}"
    holds = value.meets(cell.range)
    expected = written(value.middle / cell.scale, like=_finer(cell, later))
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.ERROR,
        what=f"{cell.where} {cell.name}",
        statements=(cell, later, before),
        arithmetic=f"{shown} = {expected} {'=' if holds else '≠'} {cell.printed}",
        expected=expected,
        found=cell.printed,
        group=group,
    )


def _finer(*cells: Statement) -> Decimal:
    return min((c.value for c in cells), key=lambda v: int(v.as_tuple().exponent))


def per_head(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that totals and their values per head imply one number of heads in each period."""
    rows = [row for cells in book.tables.values() for row in table_rows(cells)]
    wholes = {core(r.name): r for r in rows if not _PER_HEAD.match(r.name) and not r.first.dims}
    pairs = [
        (row, wholes[core(_PER_HEAD.sub("", row.name))])
        for row in rows
        if _PER_HEAD.match(row.name) and core(_PER_HEAD.sub("", row.name)) in wholes
    ]
    for period in dict.fromkeys(p for row, _ in pairs for p in row.series):
        both = [
            (mean.series[period], whole.series[period])
            for mean, whole in pairs
            if period in mean.series and period in whole.series
        ]
        yield from _heads(both)


def _heads(pairs: Sequence[tuple[Statement, Statement]]) -> Iterator[Outcome]:
    implied = [whole.range / mean.range for mean, whole in pairs if mean.range.low > 0]
    if len(implied) < len(pairs) or len(pairs) < 3:
        return
    heads = common(implied)
    if heads.low <= 0 or sum(r.meets(heads) for r in implied) * 2 <= len(implied):
        return
    for mean, whole in pairs:
        value = whole.range / heads
        people = written(heads.middle, like=whole.value)
        outcome = quotient_outcome(mean, (whole, whole), value=value, group=mean.where)
        expected = written(value.middle / mean.scale, like=mean.value)
        sign = "=" if outcome.severity is Severity.HOLDS else "≠"
        yield Outcome(
            outcome.severity,
            outcome.what,
            (mean, whole),
            f"{whole.printed} ÷ {people} = {expected} {sign} {mean.printed}",
            expected,
            mean.printed,
            outcome.cause,
            outcome.group,
        )
