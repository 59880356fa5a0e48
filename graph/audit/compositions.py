"""Shares against counts: the parts of a whole, each with its number and its percentage."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.printed import Range, last_digit, written
from tvetgraph.graph.audit.statements import INDICATOR, PERIOD, Statement
from tvetgraph.graph.audit.totals import added, is_total, sum_text

PART = "项"
_SHARE_NAME = re.compile(r"占|比例|比重|构成|份额")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One category: its count, its percentage, and the range of wholes that the two imply."""

    count: Statement
    share: Statement

    @property
    def whole(self) -> Range | None:
        """Give the wholes of which the count is the share; None where the share may be zero."""
        share = self.share.range * Fraction(1, 100)
        return None if share.low <= 0 else self.count.range / share


def shares_of_counts(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that the counts and percentages of a table imply one and the same whole."""
    for number, cells in book.tables.items():
        for family in _families(cells):
            yield from _judged(family, number)


def _families(cells: Sequence[Statement]) -> list[list[Part]]:
    families: dict[tuple[str, str], list[Part]] = {}
    for share in cells:
        named = share.axis(PART) or share.indicator
        if not share.share or not _SHARE_NAME.search(named):
            continue
        own = share.beside(PART, INDICATOR)
        counts = [c for c in cells if c.beside(PART, INDICATOR) == own and c.exact]
        if len(counts) == 1:
            families.setdefault((share.period, named), []).append(Part(counts[0], share))
    return [parts for parts in families.values() if len(parts) >= _LEAST]


def common(ranges: Sequence[Range]) -> Range:
    """Give the range in which most of the given ones overlap."""
    best, most = ranges[0], 0
    for start in ranges:
        over = [r for r in ranges if r.low <= start.low <= r.high]
        if len(over) > most:
            best, most = Range(start.low, min(r.high for r in over)), len(over)
    return best


def _judged(family: Sequence[Part], number: str) -> Iterator[Outcome]:
    implied = [(part, part.whole) for part in family]
    wholes = [whole for _, whole in implied if whole]
    if len(wholes) < _LEAST:
        return
    whole = common(wholes)
    good = sum(r.meets(whole) for r in wholes)
    if good < 2 or good * 2 <= len(wholes) or whole.low <= 0:
        return
    parts = [p.count for p in family if not any(is_total(v) for _, v in p.count.axes)]
    summed = added(parts)
    known = summed if summed.meets(whole) else whole
    for part, own in implied:
        if own is None or own.meets(whole):
            yield _outcome(part, known, parts, number=number)
        else:
            yield _outcome(part, known, parts, number=number, wrong=True)
    if good == len(wholes) and len(parts) == len(family) and not summed.meets(whole):
        yield _sum_off(parts, whole, number)


def _outcome(
    part: Part, whole: Range, parts: Sequence[Statement], *, number: str, wrong: bool = False
) -> Outcome:
    count, share = part.count, part.share
    right = count.range / whole * Fraction(100)
    like = share.value
    expected = written(right.middle, like=like)
    sign = "≠" if wrong else "="
    total = written(whole.middle, like=count.value)
    close = abs(right.middle - Fraction(share.value)) <= last_digit(share.value)
    return Outcome(
        severity=(Severity.NOTICE if close else Severity.ERROR) if wrong else Severity.HOLDS,
        what=f"{share.where} {count.name}",
        statements=(share, count, *(p for p in parts if wrong and p is not count)),
        arithmetic=f"{count.printed} ÷ {total} = {expected}% {sign} {share.printed.rstrip('%')}%",
        expected=f"{expected}%",
        found=share.printed,
        cause="rounding" if wrong and close else "",
        group=f"{number} {share.period}",
    )


def _sum_off(parts: Sequence[Statement], whole: Range, number: str) -> Outcome:
    expected = written(whole.middle, like=parts[0].value)
    found = written(added(parts).middle, like=parts[0].value)
    return Outcome(
        severity=Severity.WARNING,
        what=f"{number} {parts[0].period}",
        statements=tuple(parts),
        arithmetic=f"{sum_text(parts)} = {found} ≠ {expected}",
        expected=expected,
        found=found,
        group=number,
    )


def agreeing_compositions(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that tables that divide the same people in several ways divide as many of them."""
    wholes: dict[tuple[str, str, str], dict[str, list[Statement]]] = {}
    for number, cells in book.tables.items():
        for family in _families(cells):
            first = family[0].count
            parts = [p.count for p in family if not any(is_total(v) for _, v in p.count.axes)]
            key = (first.period, first.base, first.note)
            wholes.setdefault(key, {}).setdefault(number, parts)
    by_tables: dict[frozenset[str], list[dict[str, list[Statement]]]] = {}
    for tables in wholes.values():
        if len(tables) > 1:
            by_tables.setdefault(frozenset(tables), []).append(tables)
    for periods in by_tables.values():
        yield from _agreed(periods)


def _agreed(periods: Sequence[dict[str, list[Statement]]]) -> Iterator[Outcome]:
    """Compare the sums of the same tables, period by period, if they agree in one at least."""
    sums = [{n: added(parts).middle for n, parts in tables.items()} for tables in periods]
    if not any(len(set(own.values())) < len(own) for own in sums):
        return
    for tables, own in zip(periods, sums, strict=True):
        values = list(own.values())
        usual = max(values, key=values.count)
        told = "; ".join(f"{n}: {sum_text(p)} = {own[n]}" for n, p in tables.items())
        bad = [name for name, value in own.items() if value != usual]
        statements = [p for n in (bad or list(tables)) for p in tables[n]]
        yield Outcome(
            severity=Severity.ERROR if bad else Severity.HOLDS,
            what=f"{'、'.join(bad or tables)} {statements[0].axis(PERIOD)}",
            statements=tuple(statements),
            arithmetic=told,
            expected=str(usual),
            found="、".join(str(own[n]) for n in bad or tables),
            group="、".join(tables),
        )
