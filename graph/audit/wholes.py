"""A whole and the parts of it that one sentence names: 32所，其中…, 32所（…）, 包括….

Only where the text lies at hand. A sentence says more than it seems to divide: a number of a change
is no whole, and what overlaps or is only begun to be listed does not have to add up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import Reading, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import added, compared, one_slip
from tvetgraph.loaders.sentences import Sentence

_OF_WHICH = re.compile(r"其中[，,:：]?|包括|包含|(?<=[，,])(?=第一[次批期轮])")
_IN_BRACKETS = re.compile(r"（(?P<parts>(?:(?!其中)[^（）])*)）")
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_EACH = re.compile(r"平均|每|均")
_ALSO = re.compile(
    r"[；。]|此外|另[有外]|同时|同比|[较比](?:上|去|前|20)|较|占|(?<=[，,])(?:覆盖|涉及|惠及|辐射)"
)
_ALTOGETHER = re.compile(r"[，,](?:合计|共计|总计|总共|共有?)[为达]?(?=\d)")
_NAME_BEHIND = re.compile(r"[^，,。；：、（）()\d]+")
_JOINED = re.compile(r"[、，,][^，,。；：、（）()]{0,16}")
_REST = re.compile(r"其[他它余]|另|剩余")
_SUCH_AS = re.compile(r"等(?![奖级职教专学次])")
_NEARLY = 0.85
# Two parts, or a list from the largest down, are taken for all of a whole only this near to it.
_CLOSE = Fraction(1, 20)
_LARGEST_FIRST = Fraction(1, 50)
# Parts that add up to more than this share of their whole count some things twice.
_FAR = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Division:
    """A number and those that a sentence divides it into; `open` where it may list some of many.

    `joined` tells that the whole is itself one of several joined numbers: 3个、40个，其中…;
    `others` are numbers farther before that fit as well.
    """

    whole: Reading
    parts: tuple[Reading, ...]
    first: Reading
    joined: bool = False
    open: bool = False
    others: tuple[Reading, ...] = ()

    @property
    def wholes(self) -> tuple[Reading, ...]:
        """Give the number that it divides by its place, and the others that it may divide."""
        return (self.whole, *self.others)


def parts_in_sentence(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up the parts that a sentence names behind 其中 and compare them with its whole."""
    nearly = Fraction(parameters.get("nearly", _NEARLY)).limit_denominator(100)
    for division in _divisions(book):
        whole = _statement(book, division.whole)
        every = [_statement(book, part) for part in division.parts]
        fits = added(every).meets(whole.range)
        parts = every if fits else _without_subtotals(every)
        if len(parts) > 1 and not any(_is_larger(part, whole) for part in parts):
            wholes = [_statement(book, reading) for reading in division.wholes]
            told = [compared(one, parts, group=whole.where) for one in wholes]
            outcome = next((o for o in told if o.severity is Severity.HOLDS), told[0])
            if outcome.severity is Severity.HOLDS:
                yield outcome
            elif not division.joined and (bad := _gravity(division, whole, parts, nearly=nearly)):
                yield replace(outcome, severity=bad, cause=_CAUSES[bad])


_CAUSES = {Severity.NOTICE: "overlap", Severity.WARNING: "missing-part"}


def larger_parts(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare each part that a sentence names behind 其中 with its whole.

    Farther behind 其中 only what bears a word of the whole's name, or ends as the first part does,
    is surely a part of it.
    """
    for division in _divisions(book):
        whole = _statement(book, division.whole)
        for reading in division.parts if not division.joined else ():
            part = _statement(book, reading)
            named = _words(reading) & _words(division.whole)
            sure = reading is division.first or named or _ending(reading) == _ending(division.first)
            if sure and _is_larger(part, whole):
                yield _larger(part, whole)


def _divisions(book: Book) -> Iterator[Division]:
    for sentence in book.sentences:
        numbers = list(readings(sentence))
        for found in _OF_WHICH.finditer(sentence.text) if numbers else ():
            division = _behind(sentence, numbers, found)
            if division:
                yield division
        yield from _in_brackets(sentence, numbers)
        yield from _altogether(sentence, numbers)


def _behind(
    sentence: Sentence, numbers: Sequence[Reading], found: re.Match[str]
) -> Division | None:
    """Read the numbers behind a mark, up to where the sentence speaks of something else."""
    stop = _ALSO.search(sentence.text, found.end())
    end = stop.start() if stop else len(sentence.text)
    end = min(end, _closed(sentence.text, found))
    before = [n for n in numbers if n.end <= found.start()]
    behind = [n for n in numbers if found.end() <= n.start < end]
    wholes = _wholes(before, behind)
    unit = wholes[0].unit if wholes else ""
    parts = tuple(b for b in behind if b.unit == unit and _name(b) and not b.changed)
    if not wholes or unit in {"%", "百分点", "个百分点"} or not parts:
        return None
    some = bool(_SUCH_AS.search(sentence.text[found.end() : end]))
    others = tuple(w for w in wholes[1:] if w.unit == unit)
    return Division(wholes[0], parts, behind[0], _joined(wholes[0], before), some, others)


def _closed(text: str, mark: re.Match[str]) -> int:
    """Return where the brackets end that a mark stands in, or where the text does."""
    inside = text.rfind("（", 0, mark.start()) > text.rfind("）", 0, mark.start())
    end = text.find("）", mark.end()) if inside else -1
    return end if end >= 0 else len(text)


def _joined(whole: Reading, before: Sequence[Reading]) -> bool:
    """Tell whether another number of its unit stands right before a number: 3个、省级40个."""
    text = whole.sentence.text
    beside = [b for b in before if b.end <= whole.start and b.unit == whole.unit]
    between = text[beside[-1].end : whole.start] if beside else "，"
    return bool(re.match(r"、|和|及", between)) and not re.search(r"[，,。；：]", between)


def _in_brackets(sentence: Sentence, numbers: Sequence[Reading]) -> Iterator[Division]:
    """Yield each number that brackets right behind it divide: 32所（中职16所、高职16所）."""
    for found in _IN_BRACKETS.finditer(sentence.text):
        whole = next((n for n in numbers if n.end == found.start() and n.unit), None)
        inside = [n for n in numbers if found.start() < n.start < found.end()]
        parts = tuple(n for n in inside if whole and n.unit == whole.unit and _name(n))
        alike = len(parts) == len(inside)
        if (
            whole
            and alike
            and len(parts) > 1
            and whole.unit != "%"
            and not any(p.changed for p in parts)
        ):
            yield Division(whole, parts, parts[0], open=bool(_SUCH_AS.search(found.group())))


def _altogether(sentence: Sentence, numbers: Sequence[Reading]) -> Iterator[Division]:
    """Yield each number that sums up the joined ones before it: 甲2部、乙3部，合计5部."""
    for found in _ALTOGETHER.finditer(sentence.text):
        whole = next((n for n in numbers if n.start == found.end() and n.unit), None)
        run = _run_before(found, numbers)
        if whole and len(run) > 1 and whole.unit == run[0].unit and all(_name(r) for r in run):
            yield Division(whole, tuple(run), run[0])


def _run_before(mark: re.Match[str], numbers: Sequence[Reading]) -> list[Reading]:
    """Return the numbers of one unit that stand joined right before a mark."""
    run: list[Reading] = []
    for reading in reversed([n for n in numbers if n.end <= mark.start()]):
        between = mark.string[reading.end : run[0].start if run else mark.start()]
        alike = not run or (reading.unit == run[0].unit and _JOINED.fullmatch(between))
        if not alike or reading.changed or (not run and between):
            break
        run.insert(0, reading)
    return run


def _name(reading: Reading) -> str:
    """Give the words that say what a number is of: before it, or behind it where none are."""
    before = reading.before.strip()
    behind = _NAME_BEHIND.match(reading.sentence.text, reading.end)
    return before if before or not behind else behind.group()


def _wholes(before: Sequence[Reading], behind: Sequence[Reading]) -> list[Reading]:
    """Find the numbers that 其中 may be said of, the last first: of a unit behind it, no change."""
    units = {reading.unit for reading in behind}
    levels = [b for b in before if not _EACH.search(b.before) and not b.changed]
    return [b for b in reversed(levels) if b.unit in units]


def _without_subtotals(parts: Sequence[Statement]) -> list[Statement]:
    """Leave out a number that is the sum of those before it: «3 and 13, together 16»."""
    kept: list[Statement] = []
    for part in parts:
        if len(kept) > 1 and added(kept).meets(part.range):
            continue
        kept.append(part)
    return kept


def _is_larger(part: Statement, whole: Statement) -> bool:
    return part.range.low > whole.range.high


def _gravity(
    division: Division, whole: Statement, parts: Sequence[Statement], *, nearly: Fraction
) -> Severity | None:
    """Judge parts that do not add up: None where they need not be all of the whole, and no more."""
    total, printed = added(parts), whole.range
    if one_slip(whole, parts):
        return Severity.WARNING
    if total.low > printed.high:
        if not _alike(division.parts):
            return Severity.WARNING if total.low <= printed.high * (1 + _CLOSE) else None
        if len(parts) == 2:
            return Severity.WARNING if total.low * (1 - _CLOSE) <= printed.high else None
        return Severity.NOTICE if total.low > printed.high * (1 + _FAR) else Severity.WARNING
    least = 1 - _CLOSE if len(parts) == 2 else nearly
    if not _REST.search(_name(division.parts[-1])) and _descending(parts):
        least = 1 - _LARGEST_FIRST
    return None if division.open or total.high < printed.low * least else Severity.WARNING


def _descending(parts: Sequence[Statement]) -> bool:
    """Tell whether parts are told from the largest down: then they may be the largest only."""
    return len(parts) > 2 and all(one.value >= two.value for one, two in pairwise(parts))


def _alike(parts: Sequence[Reading]) -> bool:
    """Tell whether most names end alike, as those of one division do: 中职, 高职."""
    return max(Counter(map(_ending, parts)).values()) * 2 >= len(parts)


def _ending(part: Reading) -> str:
    """Return the last character of a number's name."""
    return re.sub(r"[有为是达共的]+$", "", _name(part))[-1:]


def _words(reading: Reading) -> set[str]:
    """Return the pairs of characters in the words before and behind a number."""
    behind = _NAME_BEHIND.match(reading.sentence.text, reading.end)
    texts = (reading.before, behind.group() if behind else "")
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}


def _statement(book: Book, reading: Reading) -> Statement:
    name = re.sub(r"^.*(?:19|20)\d\d[年届]|^其中[，,]?", "", reading.before)[-16:]
    return reading.statement(book, name, reading.year(str(book.report.data_year)))


def _larger(part: Statement, whole: Statement) -> Outcome:
    return Outcome(
        Severity.ERROR,
        f"{part.where} {part.name}",
        (part, whole),
        f"{part.printed} > {whole.printed}",
        f"≤ {whole.printed}",
        part.printed,
        group=part.where,
    )
