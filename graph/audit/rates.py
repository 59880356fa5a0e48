"""Rates and shares told in prose or in a table, against the counts that they are made of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tvetgraph.graph.audit.beside import rates_beside
from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.changes import Claim, claim_of
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.levels import Level, find_level, levels
from tvetgraph.graph.audit.printed import written
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import PARENT
from tvetgraph.graph.audit.twice import is_change
from tvetgraph.graph.audit.words import core, words

_RATE = re.compile(r"(?P<stem>.+?)率$")
_SHARE_OF = re.compile(r"(?P<part>.+?)(?:数量?)?占(?P<whole>.+?)(?:总数|总量)?的?(?:比例|比重|比)$")
_COMPLETED = re.compile(r"完成|通过|录取|报到|就业|升学|参与|取证|覆盖|合格|巩固|流失|创业")
_LEAST_STEM = 2
_NEXT = 2
_SCHOOL = "学校"


def told_rates(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check rates such as 录取率 by the counts printed in the same lines, 录取 over 计划.

    With the text at hand it is read for what no person has recorded.
    """
    recorded = {s.fact for s in book.prose if s.curated}
    yield from (o for o in rates_beside(book) if o.statements[0].fact not in recorded)
    counts = [s for s in book.prose if not s.share and _countable(s) and s.range.low > 0]
    for rate in book.prose:
        found = _RATE.fullmatch(core(rate.indicator))
        if not (rate.share and found) or is_change(rate):
            continue
        if book.document and not rate.curated:
            continue
        near = [
            c
            for c in counts
            if c.period == rate.period
            and c.axis(_SCHOOL) == rate.axis(_SCHOOL)
            and _share_lines(c, rate)
        ]
        part = _numerator(found["stem"], near)
        if part is not None:
            yield from _judged(rate, part, near, stem=found["stem"])


def rate_changes(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check changes of rates that stand in no table by the counts of both years that do."""
    known = levels(book)
    counts = [s for s in book.prose if not s.share and _countable(s) and s.range.low > 0]
    for change in book.prose:
        claim = claim_of(change, book) if change.curated and is_change(change) else None
        found = _RATE.fullmatch(claim.name) if claim else None
        if claim is None or found is None or not change.share:
            continue
        operands = _operands(found["stem"], change, counts)
        years = (claim.before, claim.later)
        rows = [find_level(known, core(o.indicator), periods=years) for o in operands]
        part, whole = rows if len(rows) == 2 else (None, None)
        if part and whole and all(whole.range(year).low > 0 for year in years):
            yield _moved(claim, part, whole)


def _operands(
    stem: str, change: Statement, counts: Sequence[Statement]
) -> tuple[Statement, Statement] | tuple[()]:
    near = [c for c in counts if c.where == change.where and c.period == change.period]
    part = _numerator(stem, near)
    wholes = [c for c in near if part and c is not part and c.value >= part.value]
    return (part, min(wholes, key=lambda c: c.value)) if part and wholes else ()


def _moved(claim: Claim, part: Level, whole: Level) -> Outcome:
    rates = [part.range(y) / whole.range(y) * Fraction(100) for y in (claim.later, claim.before)]
    value = rates[0] - rates[1]
    holds = value.meets(claim.figure.range * claim.sign)
    cells = [level.series[y][0] for y in (claim.later, claim.before) for level in (part, whole)]
    expected = written(value.middle, like=claim.figure.value)
    shown = f"{cells[0].printed} ÷ {cells[1].printed} − {cells[2].printed} ÷ {cells[3].printed}"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.ERROR,
        what=f"{claim.figure.where} {claim.figure.name}",
        statements=(claim.figure, *cells),
        arithmetic=f"{shown} = {expected} {'=' if holds else '≠'} {claim.figure.printed}",
        expected=expected,
        found=claim.figure.printed,
        group=claim.figure.where,
    )


def _countable(statement: Statement) -> bool:
    return not is_change(statement) and statement.base in {"人", "人次", "个", "项", "所"}


def _share_lines(one: Statement, other: Statement) -> bool:
    """Tell whether two figures are told together: on the same lines or next to them."""
    apart = 0 if one.where.startswith("案例") else _NEXT  # a case goes on with another school
    return one.where == other.where and any(
        top - apart <= last and first - apart <= end
        for top, end in one.lines
        for first, last in other.lines
    )


def _numerator(stem: str, counts: Sequence[Statement]) -> Statement | None:
    """Find the count that a rate is named after: 录取 for 录取率, 完成 for 计划完成率."""
    found = _COMPLETED.search(stem)
    wanted = found.group() if found else stem
    named = [c for c in counts if wanted in c.indicator]
    return named[0] if len(named) == 1 and len(wanted) >= _LEAST_STEM else None


def _judged(
    rate: Statement, part: Statement, near: Sequence[Statement], *, stem: str
) -> Iterator[Outcome]:
    """Divide by each count that is not smaller; the nearest that is named as its whole accuses.

    Where no count is, the rate may be of anything: no one says that the pupils are all that leave.
    """
    others = [c for c in near if c is not part and c.base == part.base]
    told = [_divided(rate, part, whole) for whole in others if whole.value >= part.value]
    good = [o for o in told if o.severity is Severity.HOLDS]
    names = next((names for word, names in words().wholes.items() if word in stem), ())
    named = [o for o in told if any(n in o.statements[2].indicator for n in names)]
    if good or named:
        yield (good or [min(named, key=lambda o: _distance(part, o.statements[2]))])[0]


def _distance(part: Statement, whole: Statement) -> Fraction:
    return Fraction(whole.value) - Fraction(part.value)


def _divided(rate: Statement, part: Statement, whole: Statement) -> Outcome:
    value = part.range / whole.range * Fraction(100)
    return quotient_outcome(rate, (part, whole), value=value, group=rate.where)


def shares_of_levels(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check shares named «A 占 B 比例» by the figures of A and of B of that year.

    Where none of an indicator's years fits, it is most likely a mean of the schools' shares.
    """
    known = [level for level in levels(book) if not level.share]
    told: dict[str, list[Outcome]] = {}
    for share in book.prose:
        found = _SHARE_OF.fullmatch(share.indicator.replace("的", ""))
        if share.share and found and not is_change(share):
            part = _count_of(found["part"], share.period, known)
            whole = _count_of(found["whole"], share.period, known)
            if part and whole and part is not whole and _whole_of(part, whole, share.period):
                sides = (level.series[share.period][0] for level in (part, whole))
                told.setdefault(core(share.indicator), []).append(_divided(share, *sides))
            elif not part and not whole:
                yield from _share_in_tables(share, found["part"], found["whole"], book)
                yield from _share_beside(share, found["whole"], book.prose)
    for outcomes in told.values():
        yield from _as_means(outcomes)


def _as_means(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """Tell shares mildly where several years are told and not one of them fits."""
    bad = all(outcome.severity is not Severity.HOLDS for outcome in outcomes)
    for outcome in outcomes:
        milder = bad and len(outcomes) > 1
        yield replace(outcome, severity=Severity.NOTICE, cause="method") if milder else outcome


def _share_in_tables(
    share: Statement, part_name: str, whole_name: str, book: Book
) -> Iterator[Outcome]:
    """Check a share of money by a row «of which» that has its name, over the row it is of."""
    cells = [c for rows in book.tables.values() for c in rows if c.period == share.period]
    for cell in (c for c in cells if c.axis(PARENT) and c.base == "元"):
        whole = _parent(cell, cells)
        named = core(part_name) in cell.indicator
        alike = whole and _pairs(core(whole_name)) & _pairs(whole.indicator)
        if whole is not None and named and alike and whole.range.low > 0:
            yield _divided(share, cell, whole)


def _share_beside(
    share: Statement, whole_name: str, prose: Sequence[Statement]
) -> Iterator[Outcome]:
    """Check a share by the one other amount beside it, where only its whole goes by its name."""
    amounts = [s for s in prose if s.base == "元" and s.period == share.period]
    before = [s for s in amounts if s.lines[0][0] <= share.lines[0][0]]
    near = [s for s in before if _share_lines(s, share) and not is_change(s)]
    wanted = _pairs(core(whole_name))
    wholes = [s for s in near if len(_pairs(core(s.indicator)) & wanted) * 2 >= len(wanted)]
    parts = [s for s in near if s not in wholes and s.unit == wholes[0].unit] if wholes else []
    if len(wholes) == len(parts) == 1 and wholes[0].value > parts[0].value:
        outcome = _divided(share, parts[0], wholes[0])
        holds = outcome.severity is Severity.HOLDS
        # Nothing but its place says that the other amount is the part.
        yield outcome if holds else replace(outcome, severity=Severity.NOTICE, cause="scope")


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _count_of(name: str, period: str, known: Sequence[Level]) -> Level | None:
    return find_level(known, core(name), periods=(period,))


def _whole_of(part: Level, whole: Level, period: str) -> bool:
    return part.range(period).low <= whole.range(period).high and whole.range(period).low > 0


def rates_of_tables(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check rates of one table by a count and its whole in another: 就业率 by 就业人数."""
    cells = [c for numbers in book.tables.values() for c in numbers]
    parts = [c for c in cells if c.axis(PARENT) and not c.share and c.exact]
    for rate in cells:
        found = _RATE.fullmatch(core(rate.indicator))
        stem = found["stem"] if found and (rate.share or not rate.unit) else ""
        for part in parts if stem else ():
            if core(part.indicator) == stem and part.period == rate.period:
                whole = _parent(part, cells)
                if whole is not None and whole.range.low > 0:
                    yield _divided(rate, part, whole)


def _parent(part: Statement, cells: Sequence[Statement]) -> Statement | None:
    same = (c for c in cells if c.where == part.where and c.period == part.period)
    return next((c for c in same if c.indicator == part.axis(PARENT)), None)
