"""Parts told in prose, against the whole told beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import added, additive, compared, is_total, one_slip
from tvetgraph.graph.audit.twice import is_change, is_whole
from tvetgraph.graph.audit.words import core, core_in

_SCHOOL = "学校"
_LEAST_NAME = 4
_NEAR = 10
_FEW = 2


def told_parts(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up figures that differ in one dimension from a whole printed in the same lines.

    Parts that add up to more than the whole contradict it; parts that come near it hardly fit. With
    the text at hand its sentences are added up instead of what patterns read in them.
    """
    prose = [s for s in book.prose if additive(s) and not is_change(s)]
    prose = [s for s in prose if s.curated or not book.document]
    nearly = Fraction(parameters.get("nearly", 1))
    for whole in prose:
        beside = [s for s in prose if s is not whole and _beside(s, whole)]
        for name in dict.fromkeys(n for s in beside for n, _ in s.dims):
            parts = [s for s in beside if _is_part(s, whole, name)]
            if len(parts) > 1 and len({p.value for p in parts}) + len(parts) > 2:
                yield from _judged(whole, parts, nearly)


def schools_add_up(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up what a section tells of single schools and compare it with what it tells of all."""
    nearly = Fraction(parameters.get("nearly", 1))
    prose = [s for s in book.prose if additive(s) and not is_change(s) and s.curated]
    told: dict[str, list[Statement]] = {}
    for whole in prose:
        if whole.axis(_SCHOOL) or len(core(whole.indicator)) < _LEAST_NAME:
            continue
        parts = [s for s in prose if s.axis(_SCHOOL) and _alike(s, whole)]
        if len({p.axis(_SCHOOL) for p in parts}) == len(parts) > 2:
            for outcome in _judged(whole, parts, nearly):
                counts = _counts(whole, prose)
                yield _short_of(outcome, parts, counts)
            told.setdefault(whole.where, [whole]).extend(parts)
    for whole, *parts in told.values():
        for count in _counts(whole, prose):
            yield from _schools(count, parts)


def _counts(whole: Statement, prose: Sequence[Statement]) -> list[Statement]:
    """Return how many schools a total is told of, on the same lines."""
    beside = [s for s in prose if s.where == whole.where and s.unit == "所"]
    return [s for s in beside if s.lines == whole.lines and not s.axis(_SCHOOL)]


def _short_of(outcome: Outcome, parts: Sequence[Statement], counts: Sequence[Statement]) -> Outcome:
    """Tell a sum mildly where fewer schools are listed than there are: one may have no figure."""
    short = any(count.value > len(parts) for count in counts)
    if outcome.severity is Severity.HOLDS or not short:
        return outcome
    return replace(outcome, severity=Severity.NOTICE, cause="missing-part")


def _schools(count: Statement, parts: Sequence[Statement]) -> Iterator[Outcome]:
    """Compare how many schools are told of with how many have a figure of their own."""
    named = len({p.axis(_SCHOOL) for p in parts})
    if count.value != named and abs(count.value - named) <= _FEW:
        yield Outcome(
            Severity.WARNING,
            f"{count.where} {count.name}",
            (count, *parts),
            f"{named} ≠ {count.printed}",
            str(named),
            count.printed,
            cause="missing-part",
        )


def _alike(part: Statement, whole: Statement) -> bool:
    same = (part.where, part.period, part.unit) == (whole.where, whole.period, whole.unit)
    return same and whole.indicator.endswith(part.indicator)


def columns_add_up(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare totals told in prose with the sums of a table's rows, if most of them agree.

    A table that divides its figures by one dimension, as by grade, is added up along it.
    """
    elsewhere = [cell for rows in book.tables.values() for cell in rows]
    for number, cells in book.tables.items():
        found: list[Outcome] = []
        for told in book.prose:
            parts = _columns(told, cells, book.report.region)
            if len(parts) < _FEW or not additive(told) or is_change(told):
                continue
            if not any(_says(cell, told) for cell in elsewhere if cell.where != number):
                found.append(compared(told, parts, group=number))
        bad = [o for o in found if o.severity is not Severity.HOLDS]
        good = len(found) - len(bad)
        slip = good == len(bad) == 1 and one_slip(bad[0].statements[0], bad[0].statements[1:])
        if slip or (good > 1 and good > len(bad)):
            yield from found


def _says(cell: Statement, told: Statement) -> bool:
    """Tell whether another table says the same of the same."""
    same = core(cell.indicator) == core(told.indicator) and cell.period == told.period
    return same and cell.range.meets(told.range)


def _columns(told: Statement, cells: Sequence[Statement], region: str) -> list[Statement]:
    """Return the cells of the row that a total is told of, where no cell of it is a total."""
    name = core_in(told.indicator, region)
    if told.axis(_SCHOOL) and not is_whole(told.axis(_SCHOOL), region):
        return []
    row = [
        c
        for c in cells
        if core(c.indicator) == name and c.base == told.base and c.period == told.period
    ]
    apart = {names for c in row for names in (tuple(n for n, _ in c.dims),)}
    totals = any(is_total(v) for c in row for _, v in c.axes)
    return row if len(apart) == 1 and all(c.dims for c in row) and not totals else []


def near_sums(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up figures of one kind told together, where the sum is within a hair of a whole near by.

    Nothing says that they are its parts; only a sum that is nearly right shows it.
    """
    hair = Fraction(parameters.get("hair", 0)).limit_denominator(1000)
    prose = [s for s in book.prose if additive(s) and not is_change(s) and s.curated]
    for whole in prose:
        for parts in _families(whole, prose):
            total = added(parts)
            off = abs(total.middle - whole.range.middle)
            if len(parts) > 1 and off <= whole.range.middle * hair:
                outcome = compared(whole, parts, group=whole.where)
                if outcome.severity is not Severity.HOLDS:
                    yield replace(outcome, severity=Severity.WARNING, cause="missing-part")


def _families(whole: Statement, prose: Sequence[Statement]) -> Iterator[list[Statement]]:
    near = [
        s
        for s in prose
        if s is not whole
        and (s.where, s.period, s.unit) == (whole.where, whole.period, whole.unit)
        and abs(s.lines[0][0] - whole.lines[0][0]) <= _NEAR
        and s.value < whole.value
        and core(s.indicator)[-2:] == core(whole.indicator)[-2:]
    ]
    for name in dict.fromkeys(s.indicator for s in near):
        own = [s for s in near if s.indicator == name]
        if len(own) > 2 and len({s.dims for s in own}) == len(own):
            yield own
    if "总" in whole.indicator:
        behind = [s for s in near if s.lines[0][0] >= whole.lines[0][0]][:2]
        if len({whole.indicator, *(s.indicator for s in behind)}) == len(behind) + 1:
            yield behind


def _beside(part: Statement, whole: Statement) -> bool:
    lines = any(a <= d and c <= b for a, b in part.lines for c, d in whole.lines)
    same = part.where == whole.where and part.period == whole.period
    return lines and same and part.base == whole.base and part.table == whole.table


def _is_part(part: Statement, whole: Statement, name: str) -> bool:
    """Tell whether a figure is of the same indicator with one more dimension."""
    own, rest = _dims(part), _dims(whole)
    more = own - rest
    same = core(part.indicator) == core(whole.indicator)
    return same and rest <= own and len(more) == 1 and next(iter(more))[0] == name


def _dims(statement: Statement) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in statement.dims)


def _judged(whole: Statement, parts: Sequence[Statement], nearly: Fraction) -> Iterator[Outcome]:
    outcome = compared(whole, parts, group=whole.where)
    total = added(parts)
    if outcome.severity is Severity.HOLDS or total.low > whole.range.high:
        yield outcome
    elif whole.curated and len(parts) > 2 and total.high >= whole.range.low * nearly:
        yield replace(outcome, severity=Severity.WARNING, cause="missing-part")
