"""The same series in two tables, and a series that leaves out one category of another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import Row, table_rows
from tvetgraph.graph.audit.printed import written
from tvetgraph.graph.audit.statements import PERIOD
from tvetgraph.graph.audit.totals import PARENT, additive, is_total
from tvetgraph.graph.audit.words import core, scope_words

_LEFT_OUT = re.compile(r"不[含包]括?(?P<what>[^、，；;]+)")


def _all_rows(book: Book) -> list[tuple[str, Row]]:
    return [(number, row) for number, cells in book.tables.items() for row in table_rows(cells)]


def same_series(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare rows of two tables that are the same by their name, or by most of their figures.

    Tables whose rows all bear the same names, without one equal figure, count different things
    by the same parts: those who came and those who left, say.
    """
    apart = _tables_apart(book)
    for (one, first), (two, second) in combinations(_all_rows(book), 2):
        shared, equal = _shared(first, second), _equal(first, second)
        if one == two or not shared or not _comparable(first, second):
            continue
        by_name = _same_name(first, second) and (one, two) not in apart
        by_value = len(shared) > 2 and len(equal) * 2 > len(shared)
        if by_value or by_name:
            known = by_value or bool(equal)
            cause = "" if equal or len(shared) == 1 else "method"
            for period in shared:
                outcome = _told(first, second, period, known=known)
                yield replace(outcome, cause=outcome.cause or cause)


def _tables_apart(book: Book) -> set[tuple[str, str]]:
    """Return the pairs of tables that count different things by the same parts."""
    rows = {number: table_rows(cells) for number, cells in book.tables.items()}
    apart: set[tuple[str, str]] = set()
    for (one, above), (two, below) in combinations(rows.items(), 2):
        parts = [r for r in min(above, below, key=len) if not is_total(r.name)]
        same = [pair for pair in product(above, below) if _same_name(*pair)]
        if 1 < len(parts) <= len(same) and not any(_equal(*pair) for pair in same):
            apart.add((one, two))
    return apart


def _same_name(first: Row, second: Row) -> bool:
    same = core(first.name) == core(second.name) and not is_total(first.name)
    return same and _own_dims(first) == _own_dims(second)


def _shared(first: Row, second: Row) -> list[str]:
    return [period for period in first.series if period in second.series]


def _equal(first: Row, second: Row) -> list[str]:
    return [period for period in _shared(first, second) if _meet(first, second, period)]


def _own_dims(row: Row) -> list[tuple[str, str]]:
    """Return its dimensions but what it is «of which»."""
    return [pair for pair in row.first.dims if pair[0] != PARENT]


def _comparable(first: Row, second: Row) -> bool:
    bases = {first.base, second.base}
    return len(bases) == 1 or ("" in bases and not bases & {"%", ":1"})


def _meet(first: Row, second: Row, period: str) -> bool:
    return first.series[period].range.meets(second.series[period].range)


def _told(first: Row, second: Row, period: str, *, known: bool) -> Outcome:
    one, two = first.series[period], second.series[period]
    holds = _meet(first, second, period)
    apart = scope_words(one.indicator) ^ scope_words(two.indicator)
    bad = Severity.ERROR if known else Severity.NOTICE if apart else Severity.WARNING
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=two.name,
        statements=(two, one),
        arithmetic=f"{one.where} {one.printed} {'=' if holds else '≠'} {two.where} {two.printed}",
        expected=one.printed,
        found=two.printed,
        cause="scope" if apart and not known else "",
        group=f"{one.where}／{two.where}",
    )


def left_out(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare a row whose note leaves a category out with the total less that category."""
    rows = _all_rows(book)
    for number, row in rows:
        found = _LEFT_OUT.search(row.first.note)
        if found and additive(row.first) and not row.first.dims:
            yield from _excluding(number, row, rows, what=found["what"])


def _excluding(
    number: str, row: Row, rows: Sequence[tuple[str, Row]], *, what: str
) -> Iterator[Outcome]:
    for other, total in rows:
        label = next((v for _, v in total.first.dims if is_total(v)), "")
        if other == number or not label or total.base != row.base:
            continue
        axis = next(n for n, v in total.first.dims if v == label)
        wanted = total.first.beside(axis, PERIOD)
        part = next(
            (
                r
                for _, r in rows
                if r.first.axis(axis) == what
                and r.first.beside(axis, PERIOD) == wanted
                and r.first.where == other
            ),
            None,
        )
        if part is not None:
            yield from _subtracted(row, total, part)


def _subtracted(row: Row, total: Row, part: Row) -> Iterator[Outcome]:
    shared = [p for p in row.series if p in total.series and p in part.series]
    values = {p: total.series[p].range - part.series[p].range for p in shared}
    good = [p for p in shared if values[p].meets(row.series[p].range)]
    if len(good) < 2 or len(good) * 2 <= len(shared):
        return
    for period in shared:
        cell, whole, less = row.series[period], total.series[period], part.series[period]
        expected = written(values[period].middle / cell.scale, like=cell.value)
        sign = "=" if period in good else "≠"
        yield Outcome(
            severity=Severity.HOLDS if period in good else Severity.ERROR,
            what=f"{cell.where} {cell.name}",
            statements=(cell, whole, less),
            arithmetic=f"{whole.printed} − {less.printed} = {expected} {sign} {cell.printed}",
            expected=expected,
            found=cell.printed,
            group=f"{cell.where}／{whole.where}",
        )
