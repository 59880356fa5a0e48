"""Figures that are nearly those of a table's row under nearly its name: worth a look, no more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level, levels, only_whole
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import alike, is_change
from tvetgraph.graph.audit.words import core_in

_LEAST_NAME = 4
_LEAST_VALUE = 1000
_HAIR = 0.03
# What makes a longer name one of something else, however near the figures are.
_OTHER = re.compile(
    r"计划|实际|录取|报到|毕业|新|留学|中位|均|不|兼|外|女|男|额定|编制|在岗|专任|招|起点|占|率"
)


def near_levels_told(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare figures in prose with nearly equal ones of rows that are named but for some words."""
    hair = Fraction(parameters.get("hair", _HAIR)).limit_denominator(1000)
    tables = [level for level in levels(book) if level.table and not level.share]
    for told in book.prose:
        large = not told.share and told.value * told.scale >= _LEAST_VALUE
        if not large or is_change(told) or not only_whole(told, book.report.region):
            continue
        cells = [level.series[told.period][0] for level in _named(told, tables, book.report.region)]
        fitting = [c for c in cells if alike(c, told) and c.range.low > 0]
        near = [c for c in fitting if _off(told, c) <= hair]
        if near and not any(c.range.meets(told.range) for c in fitting):
            yield _outcome(told, near[0])


def _off(told: Statement, cell: Statement) -> Fraction:
    return abs(told.range.middle / cell.range.middle - 1)


def _named(told: Statement, tables: Sequence[Level], region: str) -> Iterator[Level]:
    name = core_in(told.indicator, region)
    for level in tables:
        short, long = sorted((name, level.core), key=len)
        rest = _rest(short, long)
        if (
            level.has(told.period)
            and len(short) >= _LEAST_NAME
            and rest
            and not _OTHER.search(rest)
        ):
            yield level


def _rest(short: str, long: str) -> str:
    """Return what a longer name has more than a shorter one that is in it; empty if none is."""
    rest, left = "", short
    for char in long:
        if left.startswith(char):
            left = left[1:]
        else:
            rest += char
    return "" if left else rest


def _outcome(told: Statement, cell: Statement) -> Outcome:
    return Outcome(
        severity=Severity.NOTICE,
        what=f"{told.where} {told.name}",
        statements=(told, cell),
        arithmetic=" ≉ ".join(f"{s.where} {s.printed}{s.unit}" for s in (cell, told)),
        expected=f"{cell.printed}{cell.unit}",
        found=f"{told.printed}{told.unit}",
        cause="scope",
    )
