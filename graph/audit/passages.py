"""What a sentence says of two of its own numbers: their direction, and one as a multiple.

Only where the text lies at hand. Each check needs one sentence and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.readings import UNIT, found_statement

_DIRECTION = re.compile(
    rf"(?<![\d.])(?P<before>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?"
    r"(?P<verb>降到|降至|下降到|下降至|减少到|减少至|降低到|降为|降低至|"
    r"增到|增至|增加到|增加至|提高到|提高至|上升到|上升至|增长到|增长至|升至|提升到|提升至)"
    rf"(?:(?:19|20)\d\d年的?)?(?P<after>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?(?![\d.:：∶])"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年?[到至—–~-]+((?:19|20)\d\d)年")
_MULTIPLE = re.compile(
    rf"(?P<part>\d[\d,]*(?:\.\d+)?)(?P<u1>{UNIT})[，,]?是(?:(?:19|20)\d\d年的?)?[^，。；\d]{{0,12}}?"
    rf"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<u2>{UNIT})?的(?P<times>\d+(?:\.\d+)?)倍"
)


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
