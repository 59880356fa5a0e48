"""What can be counted in a table: its rows, its schools, the members and the sums of its columns.

A table that no profile knows counts only if its own numbering shows that it was read whole.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.statements import INDICATOR, PERIOD, Statement
from tvetgraph.graph.audit.totals import additive, is_total
from tvetgraph.loaders.facts import Fact
from tvetgraph.loaders.kinds import KINDS, ColumnType
from tvetgraph.loaders.tokens import normal
from tvetgraph.loaders.values import names_of

_SCHOOL_HEADINGS = ("学校", "院校", "单位", "高校")
_COUNTRY = "country"
_SERIAL = re.compile(r"序号|编号|No\.?")
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """What can be counted in a table: `kind` is rows, schools, members or sum."""

    kind: str
    name: str
    value: int
    statements: tuple[Statement, ...] = ()


def tallies(book: Book, caption: Fact) -> list[Tally]:
    """Return all that can be counted in the table of a caption."""
    number = caption.values["number"]
    own = [f for f in book.facts if f.where == number and f.kind not in {"tables", "cells"}]
    rows = int(caption.values.get("rows") or 0) - _total_rows(book, number)
    found = [Tally("rows", "行", rows)] if rows > 0 else []
    for kind in dict.fromkeys(f.kind for f in own if f.kind != "observations"):
        facts = [f for f in own if f.kind == kind]
        if len(facts) == 1:
            continue
        found.append(Tally("rows", KINDS[kind].label_zh, len(facts)))
        found += _column_tallies(kind, facts)
    found += _raw_tallies(book, number)
    return [*found, *_dimension_tallies(book, number), *_sum_tallies(book, number)]


def _raw_tallies(book: Book, number: str) -> Iterator[Tally]:
    """Yield what a table that no profile knows counts, where its numbering shows it whole."""
    rows = _numbered_rows(book, number)
    if rows:
        yield Tally("rows", "行", len(rows))
        yield from (Tally("schools", name, count) for name, count in _schools_in(rows))
        for name, cells in _columns_of(book, number):
            yield Tally("sum", name, int(sum(c.value for c in cells)), cells)


def _total_rows(book: Book, number: str) -> int:
    cells = book.tables.get(number, ())
    return len({c.lines for c in cells if any(is_total(v) for n, v in c.axes if n != INDICATOR)})


def _column_tallies(kind: str, facts: Sequence[Fact]) -> Iterator[Tally]:
    for column in KINDS[kind].columns:
        cells = [f.values[column.name] for f in facts if f.values.get(column.name)]
        if column.name == _COUNTRY and cells:
            yield Tally("members", "国家", len({normal(cell) for cell in cells}))
        if column.type in {ColumnType.ORG, ColumnType.MAJOR, ColumnType.ORGS, ColumnType.MAJORS}:
            names = [names_of(column.type, cell) for cell in cells]
            orgs = {normal(name) for n in names for name in n.organisations}
            majors = [normal(name) for n in names for name in n.majors]
            if orgs:
                yield Tally("schools", "学校", len(orgs))
            if majors:
                yield Tally("members", "专业", len(majors))
                yield Tally("members", "专业", len(set(majors)))


def _dimension_tallies(book: Book, number: str) -> Iterator[Tally]:
    cells = [c for c in book.tables.get(number, ()) if not any(is_total(v) for _, v in c.axes)]
    for name in dict.fromkeys(n for c in cells for n, _ in c.dims):
        values = {normal(c.axis(name)) for c in cells if c.axis(name)}
        school = any(word in name for word in _SCHOOL_HEADINGS)
        yield Tally("schools" if school else "members", name, len(values))


def _sum_tallies(book: Book, number: str) -> Iterator[Tally]:
    """Yield the sum of each column of a listing, without its total row."""
    cells = [c for c in book.tables.get(number, ()) if additive(c) and c.exact and len(c.dims) > 1]
    for name in dict.fromkeys(c.indicator for c in cells):
        own = [c for c in cells if c.indicator == name and not any(is_total(v) for _, v in c.axes)]
        periods = {c.axis(PERIOD) for c in own}
        if len(own) > 1 and len(periods) == 1:
            yield Tally("sum", name, int(sum(c.value for c in own)), tuple(own))


def _numbered_rows(book: Book, number: str) -> Sequence[Mapping[str, str]]:
    """Return the rows of a table by heading; none unless they are numbered from one to the last."""
    rows: dict[str, dict[str, str]] = {}
    for cell in (f for f in book.of_kind("cells") if f.where == number):
        rows.setdefault(cell.row, {})[_heading(cell)] = normal(cell.values["text"])
    found = list(rows.values())
    serials = [text for row in found for name, text in row.items() if _SERIAL.fullmatch(name)]
    whole = serials == [str(place) for place in range(1, len(found) + 1)]
    return found if whole and len(found) >= _LEAST_ROWS else ()


def _heading(cell: Fact) -> str:
    return normal(cell.values.get("heading", ""))


def _schools_in(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, int]]:
    """Yield each column of schools with how many different ones it names."""
    for name in dict.fromkeys(name for row in rows for name in row):
        names = {row[name] for row in rows if row.get(name)}
        if any(word in name for word in _SCHOOL_HEADINGS) and not any(
            text.isdigit() for text in names
        ):
            yield name, len(names)


def _columns_of(book: Book, number: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Yield each column of counts with its figures, without a row of totals."""
    cells = [
        c
        for c in book.tables.get(number, ())
        if additive(c) and c.exact and len(c.dims) == 1 and not any(is_total(v) for _, v in c.axes)
    ]
    for name in dict.fromkeys(c.indicator for c in cells):
        own = tuple(c for c in cells if c.indicator == name)
        if len(own) > 1 and len({c.period for c in own}) == 1:
            yield name, own
