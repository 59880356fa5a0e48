"""Growth, decline and differences told in prose, against the figures of the two periods."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level, find_level, levels, only_whole
from tvetgraph.graph.audit.printed import Range, last_digit, written
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import is_change
from tvetgraph.graph.audit.words import core

_YEAR = re.compile(r"(?:19|20)\d\d")
_DOWN = re.compile(r"减少|下降|降低|回落|低于|降")
_SUFFIX = re.compile(
    r"(?:的?(?:增长|增加|减少|提高|提升|下降|上升|降低)(?:率|量|额|数|幅度|幅)?|增幅|降幅|与上年之比)$"
)
_TIMES = "倍"
_YEAR_BEFORE = re.compile(r"上一?年|去年|上届")


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that `name` changed by `figure` from one period to another; `sign` is ±1."""

    figure: Statement
    name: str
    later: str
    before: str
    sign: int

    @property
    def times(self) -> bool:
        """Tell whether it is told as a multiple."""
        return self.figure.unit == _TIMES


def told_changes(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check the changes that facts tell of, by the figures of both periods."""
    known = levels(book)
    for statement in book.prose:
        told = statement.curated and is_change(statement)
        claim = claim_of(statement, book) if told else None
        outcome = judged(claim, known) if claim else None
        if claim and outcome:
            other = outcome.severity is Severity.ERROR and _other_base(claim, outcome, book)
            yield replace(outcome, cause="base") if other else outcome


def _other_base(claim: Claim, outcome: Outcome, book: Book) -> bool:
    """Tell whether another figure for the earlier year stands beside the claim."""
    used = [s for s in outcome.statements[1:] if s.period == claim.before]
    return any(
        s.period == claim.before
        and s.lines == claim.figure.lines
        and core(s.indicator) == claim.name
        and not any(s.range.meets(own.range) for own in used)
        for s in book.prose
    )


def claim_of(statement: Statement, book: Book) -> Claim | None:
    """Read a fact that tells of a change; None where it does not say of what, or since when."""
    region = book.report.region
    compared = statement.axis("对比") or statement.axis("比较")
    later = statement.period
    years = [year for year in _YEAR.findall(compared) if year != later]
    before = years[0] if years else ""
    if not before and later and (_YEAR_BEFORE.search(compared) or not statement.curated):
        before = str(int(later) - 1)
    name = core(_SUFFIX.sub("", statement.indicator))
    if not (before and later and name) or not only_whole(statement, region):
        return None
    told = statement.axis("变化") + statement.indicator
    return Claim(statement, name, later, before, -1 if _DOWN.search(told) else 1)


def judged(claim: Claim, known: Sequence[Level]) -> Outcome | None:
    """Judge a claim by the level that fits its unit; None where no level is known."""
    figure = claim.figure
    wanted = None if not figure.share else _share_wanted(claim, known)
    level = find_level(known, claim.name, periods=(claim.before, claim.later), share=wanted)
    if level is None or (figure.base not in {"%", _TIMES, ""} and level.share):
        return None
    return compare(claim, level)


def _share_wanted(claim: Claim, known: Sequence[Level]) -> bool | None:
    """Tell whether a percentage is a difference of percentages: so where such a level is known."""
    periods = (claim.before, claim.later)
    found = find_level(known, claim.name, periods=periods, share=True)
    return True if found or "百分点" in claim.figure.unit else None


def compare(claim: Claim, level: Level) -> Outcome | None:
    """Compare what is claimed with what the two figures give."""
    later, before = level.range(claim.later), level.range(claim.before)
    shown = sum_text(level, claim.later), sum_text(level, claim.before)
    if before.low <= 0:
        return None
    if claim.times:
        value, text = later / before, f"{shown[0]} ÷ {shown[1]}"
    elif claim.figure.share and not level.share:
        value = (later - before) / before * Fraction(100)
        text = f"({shown[0]} − {shown[1]}) ÷ {shown[1]}"
    else:
        value, text = later - before, f"{shown[0]} − {shown[1]}"
    return _outcome(claim, level, value, text=text)


def sum_text(level: Level, period: str) -> str:
    """Write the value of a period as it is printed: one number, or several added up."""
    parts = [s.printed for s in level.series[period]]
    return f"({' + '.join(parts)})" if len(parts) > 1 else parts[0]


def _outcome(claim: Claim, level: Level, value: Range, *, text: str) -> Outcome:
    figure = claim.figure
    printed = figure.range if claim.times else figure.range * claim.sign
    holds = value.meets(printed)
    middle = value.middle / figure.scale
    sign = 1 if claim.times else claim.sign
    expected = written(middle * sign, like=figure.value)
    given = written(middle, like=figure.value).replace("-", "−")
    mark = figure.unit if figure.unit in {"%", _TIMES} else ""
    shown = f"{'−' if claim.sign < 0 and not claim.times else ''}{figure.printed.rstrip('%')}{mark}"
    off = abs(value.middle - printed.middle) / figure.scale
    close = not holds and off <= last_digit(figure.value)
    bad = Severity.NOTICE if close else Severity.ERROR
    sides = (*level.series[claim.later], *level.series[claim.before])
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=f"{figure.where} {figure.name}",
        statements=(figure, *sides),
        arithmetic=f"{text} = {given}{mark} {'=' if holds else '≠'} {shown}",
        expected=expected,
        found=figure.printed,
        cause="rounding" if close else "",
        group=f"{figure.where}／{level.where}",
    )
