"""Rates and shares of running text, by the counts told beside them in the same paragraph.

Only where the text lies at hand. What a share is of is said by its words, by its place among others
of one list, or not at all: then nothing is accused.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.causes import is_slip
from tvetgraph.graph.audit.claims import indicator_before, near_levels
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.levels import Level
from tvetgraph.graph.audit.readings import Reading, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.words import core_in, words

# Between a number and its share stands no other subject: 教职工45630人，专任教师占76%.
_SHARE = re.compile(
    r"[，,（(]?(?:其|数量|人数|总数|规模|合计|共计?|总体|已|均)*"
    r"占(?:比|(?P<whole>[^，。；：、（）()\d%]{0,16}?)(?:总数|总量|总人数|总额)?的?(?:比例|比重|比)?)"
    r"(?:约|为|达到?|高达|近)*(?=\d)"
)
_RATE = re.compile(r"(?P<stem>[^，。；：、（）()\d]{2,12})率(?:约|为|达到?|高达)*$")
_GENERAL = re.compile(
    r"(?:初次|年[底终末]|最终|总体?|平均|应届|高职|中职|毕业生?|学生|新生|实际|计划|任务|考核|鉴定|考试|半年后|的)*"
)
_OF = re.compile(
    r"(?P<part>[^占]{2,16}?)占(?P<whole>[^占]{2,16}?)(?:总数|总量|总人数)?的?(?:比例|比重|比)?"
    r"(?:约|为|达到?|高达|近)*"
)
_BRACKET = re.compile(r"(?P<before>[^，。；：、（）()\d]{2,20})（[^（）]*）$")
_BEHIND = re.compile(r"[^，,。；：、（）()\d]+")
_NO_COUNTS = frozenset({"%", "％", "百分点", "个百分点", "倍", "届", "期", "批"})
_LEAST_NAME = 2
_TWO, _MANY = 2, 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A count of a paragraph under its name; `place` is its sentence and where it stands there."""

    place: tuple[int, int]
    reading: Reading
    name: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Share:
    """A share told right behind its count, with the name of its whole, if one is told.

    `among` is the whole that the count is told of behind 其中, if it is.
    """

    part: _Told
    share: Statement
    whole: str
    among: Statement | None


def rates_beside(book: Book) -> Iterator[Outcome]:
    """Check rates such as 报到率 by the counts told before them, 报到 over 录取."""
    for counts, sentences in _paragraphs(book):
        for number, told in enumerate(sentences):
            for reading in (r for r in told if r.unit == "%" and not r.changed):
                before = [c for c in counts if c.place < (number, reading.start)]
                found = _RATE.search(reading.before)
                if found:
                    yield from _rate(book, reading, found["stem"], before)


def _rate(book: Book, reading: Reading, stem: str, before: Sequence[_Told]) -> Iterator[Outcome]:
    key = next((word for word in words().wholes if word in stem), "")
    own = (key, *words().parts.get(key, ()))
    here = [c for c in before if c.reading.sentence is reading.sentence]
    if not key or not here or not any(word in here[-1].name for word in own):
        return
    part, earlier = before[-1], before[:-1]
    wholes = [c for c in earlier if _may_hold(c, part)]
    claim = _statement(book, reading, f"{stem}率")
    told = [_divided(claim, part, whole) for whole in wholes]
    holds = [o for o in told if o.severity is Severity.HOLDS]
    named = [w for w in wholes if any(n in w.name for n in words().wholes[key])]
    named = [w for w in named if w.reading.sentence is reading.sentence] or named
    if holds:
        yield holds[-1]
    elif len({w.statement.value for w in named}) == 1 and _of_all(stem.replace(key, ""), part.name):
        yield _divided(claim, part, named[-1])


def _of_all(more: str, part: str) -> bool:
    """Tell whether the words that a rate has besides its own do not narrow it down: no 男生."""
    return bool(_GENERAL.fullmatch(more)) or more in part


def shares_beside(book: Book) -> Iterator[Outcome]:
    """Check «甲120人，占60%；乙80人，占40%» by the whole that the paragraph tells before."""
    for counts, sentences in _paragraphs(book):
        shares = [s for told in sentences for s in _shares(book, told, counts)]
        told = [(s, _outcomes(s, counts)) for s in shares]
        fitting = [o for _, own in told for o in own if o.severity is Severity.HOLDS]
        usual = Counter(o.statements[2] for o in fitting).most_common(1)
        for share, own in told:
            yield from _judged(share, own, usual, region=book.report.region)


def _outcomes(share: _Share, counts: Sequence[_Told]) -> list[Outcome]:
    before = [c for c in counts if c.place < share.part.place]
    return [_divided(share.share, share.part, c) for c in before if _may_hold(c, share.part)]


def _judged(
    share: _Share, own: Sequence[Outcome], usual: Sequence[tuple[Statement, int]], *, region: str
) -> Iterator[Outcome]:
    """Yield the whole that fits; else that of its name, else that of the other shares beside it."""
    holds = [o for o in own if o.severity is Severity.HOLDS]
    if holds:
        yield holds[-1]
        return
    name = core_in(share.whole, region)
    named = [
        o for o in own if len(name) >= _LEAST_NAME and _is_named(o.statements[2], name, region)
    ]
    if named and len({o.statements[2].value for o in named}) == 1:
        yield _warned(named[-1])
    if not share.whole and share.among and own and not named:
        among = [o for o in own if o.statements[2] == share.among]
        yield from map(_warned, among)
        return
    for whole, times in usual if not share.whole else ():
        outcome = next((o for o in own if o.statements[2] == whole), None)
        slip = outcome and is_slip(share.share.printed, outcome.expected)
        if outcome and (times >= _MANY or (times >= _TWO and slip)):
            yield _warned(outcome)


def _warned(outcome: Outcome) -> Outcome:
    mild = outcome.severity is Severity.NOTICE
    return outcome if mild else replace(outcome, severity=Severity.WARNING)


def _is_named(whole: Statement, name: str, region: str) -> bool:
    return core_in(whole.indicator, region).endswith(name)


def _paragraphs(book: Book) -> Iterator[tuple[list[_Told], list[list[Reading]]]]:
    """Yield the counts of each paragraph under their names, and the readings of its sentences."""
    for _, group in groupby(book.sentences, key=lambda sentence: sentence.paragraph):
        told = [list(readings(sentence)) for sentence in group]
        counts = [
            _Told((number, r.start), r, _name(r), _statement(book, r, _name(r)))
            for number, own in enumerate(told)
            for r in own
            if r.unit not in _NO_COUNTS and not r.changed
        ]
        yield counts, told


def _shares(book: Book, told: Sequence[Reading], counts: Sequence[_Told]) -> Iterator[_Share]:
    """Yield the shares of a sentence that stand right behind a count."""
    for part in (c for c in counts if told and c.reading.sentence is told[0].sentence):
        found = _SHARE.match(part.reading.sentence.text, part.reading.end)
        share = next((r for r in told if found and r.start == found.end() and r.unit == "%"), None)
        if found and share:
            whole = found["whole"] or ""
            claim = _statement(book, share, f"{part.name}占{whole}比例")
            yield _Share(part, claim, whole, _among(part, counts))


def shares_of_rows(book: Book) -> Iterator[Outcome]:
    """Check «甲占乙的76%» by the rows of tables that bear the two names, outside the cases."""
    near, region = near_levels(book), book.report.region
    for sentence in (s for s in book.sentences if not s.case):
        shares = [r for r in readings(sentence) if r.unit == "%" and not r.changed]
        for reading, found in ((r, _OF.fullmatch(r.before)) for r in shares):
            if found:
                claim = _statement(book, reading, reading.before)
                sides = [
                    _row(core_in(found[name], region), near(sentence), claim.period)
                    for name in ("part", "whole")
                ]
                part, whole = (sides[0], sides[1])
                if part and whole and part.base == whole.base and whole.range.low > part.range.high:
                    value = part.range / whole.range * Fraction(100)
                    outcome = quotient_outcome(claim, (part, whole), value=value, group=claim.where)
                    yield outcome if outcome.severity is Severity.HOLDS else _warned(outcome)


def _row(name: str, known: Sequence[Level], period: str) -> Statement | None:
    """Return the figure of the one row of a name; None where rows of that name disagree."""
    cells = [
        level.series[period][0]
        for level in known
        if level.core == name and level.has(period) and not level.share
    ]
    return cells[0] if len({cell.value for cell in cells}) == 1 else None


def _among(part: _Told, counts: Sequence[_Told]) -> Statement | None:
    """Return the count right before 其中 where that stands right before a count."""
    text = part.reading.sentence.text[: part.reading.start]
    before = [c for c in counts if c.place < part.place and c.place[0] == part.place[0]]
    between = text[before[-1].reading.end :] if before else ""
    told = re.match(r"[，,]?其中", between) and before[-1].statement.base == part.statement.base
    return before[-1].statement if told else None


def _may_hold(whole: _Told, part: _Told) -> bool:
    one, other = whole.statement, part.statement
    return one is not other and one.base == other.base and one.range.high >= other.range.low > 0


def _divided(claim: Statement, part: _Told, whole: _Told) -> Outcome:
    value = part.statement.range / whole.statement.range * Fraction(100)
    sides = (part.statement, whole.statement)
    return quotient_outcome(claim, sides, value=value, group=claim.where)


def _name(reading: Reading) -> str:
    """Name a count by the words before it, over a bracket, or by those behind it."""
    before = indicator_before(reading)
    bracket = _BRACKET.search(reading.sentence.text[: reading.start])
    behind = _BEHIND.match(reading.sentence.text, reading.end)
    return before or (bracket["before"] if bracket else behind.group() if behind else "")


def _statement(book: Book, reading: Reading, name: str) -> Statement:
    return reading.statement(book, name, reading.year(str(book.report.data_year)))
