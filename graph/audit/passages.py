"""What a sentence says of its own numbers: wholes and parts, direction, multiples.

Only where the text lies at hand. Each check needs one sentence or paragraph and nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.readings import UNIT, Reading, found_statement, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import added, compared
from tvetgraph.loaders.sentences import Sentence

_OF_WHICH = re.compile(r"其中[，,:：]?|包括|包含|(?<=[，,])(?=第一[次批期轮])")
_IN_BRACKETS = re.compile(r"（(?P<parts>(?:(?!其中)[^（）])*)）")
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_EACH = re.compile(r"平均|每|均")
_ALSO = re.compile(r"[；。]|此外|另[有外]|同时|同比|较|比20|占")
_DIRECTION = re.compile(
    rf"(?<![\d.])(?P<before>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?"
    r"(?P<verb>降到|降至|下降到|下降至|减少到|减少至|降低到|降为|降低至|"
    r"增到|增至|增加到|增加至|提高到|提高至|上升到|上升至|增长到|增长至|升至|提升到|提升至)"
    rf"(?:(?:19|20)\d\d年的?)?(?P<after>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?(?![\d.:：∶])"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年?[到至—–~-]+((?:19|20)\d\d)年")
_MULTIPLE = re.compile(
    rf"(?P<part>\d[\d,]*(?:\.\d+)?)(?P<u1>{UNIT})[，,]?是[^，。；\d]{{0,12}}?"
    rf"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<u2>{UNIT})?的(?P<times>\d+(?:\.\d+)?)倍"
)
_NEARLY = 0.75
# Two parts are taken for all of a whole only where they come as near to it as this.
_TWO = Fraction(19, 20)
# Parts that add up to more than this share of their whole count some things twice.
_FAR = Fraction(11, 10)


def parts_in_sentence(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up the parts that a sentence names behind 其中 and compare them with its whole."""
    nearly = Fraction(parameters.get("nearly", _NEARLY))
    for whole, parts in _wholes(book):
        if len(parts) > 1 and not any(_is_larger(part, whole) for part in parts):
            yield from _added_up(whole, parts, nearly=nearly)


def larger_parts(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare each part that a sentence names behind 其中 with its whole."""
    for whole, parts in _wholes(book):
        for part in parts:
            if _is_larger(part, whole):
                yield _larger(part, whole)


def _wholes(book: Book) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each whole that a sentence names parts of, with those of its unit."""
    for sentence in book.sentences:
        for found in _OF_WHICH.finditer(sentence.text):
            numbers = list(readings(sentence))
            before = [n for n in numbers if n.end <= found.start()]
            stop = _ALSO.search(sentence.text, found.end())
            end = stop.start() if stop else len(sentence.text)
            behind = [n for n in numbers if found.end() <= n.start < end]
            whole = _whole(before, behind)
            if whole:
                named = [b for b in behind if b.unit == whole.unit and _named(b)]
                parts = _without_subtotals([_statement(book, b) for b in named])
                if not _statement(book, whole).share:
                    yield _statement(book, whole), parts
        yield from _in_brackets(book, sentence)


def _in_brackets(book: Book, sentence: Sentence) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each number that brackets right behind it divide: 32所（中职16所、高职16所）."""
    numbers = list(readings(sentence))
    for found in _IN_BRACKETS.finditer(sentence.text):
        whole = next((n for n in numbers if n.end == found.start() and n.unit), None)
        inside = [n for n in numbers if found.start() < n.start < found.end()]
        parts = [n for n in inside if whole and n.unit == whole.unit and _named(n)]
        if whole and len(parts) > 1 and len(parts) == len(inside) and whole.unit != "%":
            yield _statement(book, whole), [_statement(book, part) for part in parts]


def _named(reading: Reading) -> bool:
    """Tell whether words before or behind a number say what it is of."""
    behind = reading.sentence.text[reading.end : reading.end + 1]
    return bool(reading.before.strip() or _LETTER.match(behind))


def _whole(before: Sequence[Reading], behind: Sequence[Reading]) -> Reading | None:
    """Find the number that 其中 is said of: the last before it of the same unit, no mean."""
    units = {reading.unit for reading in behind}
    fitting = [b for b in before if b.unit in units and not _EACH.search(b.before)]
    return fitting[-1] if fitting else None


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


def _added_up(
    whole: Statement, parts: Sequence[Statement], *, nearly: Fraction
) -> Iterator[Outcome]:
    outcome = compared(whole, parts, group=whole.where)
    total = added(parts)
    if outcome.severity is Severity.HOLDS:
        yield outcome
    elif total.high >= whole.range.low * (nearly if len(parts) > 2 else _TWO) and (
        len(parts) > 2 or total.low * _TWO <= whole.range.high
    ):
        yield _milder(outcome, overlapping=total.low > whole.range.high * _FAR)


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


def _milder(outcome: Outcome, *, overlapping: bool) -> Outcome:
    """Make it a warning, or a notice where the parts may count the same things twice."""
    severity = Severity.NOTICE if overlapping else Severity.WARNING
    cause = "overlap" if overlapping else "missing-part"
    return replace(outcome, severity=severity, cause=cause)


def direction(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that what is said to fall falls, and what is said to rise rises."""
    for sentence in book.sentences:
        for found in _DIRECTION.finditer(sentence.text):
            one, two = (Decimal(found[name].replace(",", "")) for name in ("before", "after"))
            falls = found["verb"][0] in "降减下"
            sides = ("after", "before")
            stated = [found_statement(sentence, found, book=book, name=side) for side in sides]
            years = _YEARS.findall(sentence.text[: found.start()])
            ends = reversed(years[-1]) if years else [s.period for s in stated]
            statements = tuple(
                replace(s, period=year, indicator=s.indicator.rstrip("由从").lstrip("的"))
                for s, year in zip(stated, ends, strict=True)
            )
            right = two < one if falls else two > one
            sign = "<" if two < one else ">" if two > one else "="
            yield Outcome(
                Severity.HOLDS if right else Severity.ERROR,
                f"{sentence.where} {statements[0].indicator} {found.group()}",
                statements,
                f"{found['after']} {sign} {found['before']}（{found['verb']}）",
                f"{'<' if falls else '>'} {found['before']}",
                found["after"],
                cause="" if right else "word",
                group=sentence.where,
            )


def multiples(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check «A is n times B» by the two numbers printed with it."""
    for sentence in book.sentences:
        for found in _MULTIPLE.finditer(sentence.text):
            part, whole, times = (
                found_statement(sentence, found, book=book, name=name)
                for name in ("part", "whole", "times")
            )
            if whole.range.low > 0 and found["u2"] in {None, found["u1"]}:
                value = part.range / whole.range
                yield quotient_outcome(times, (part, whole), value=value, group=sentence.where)
