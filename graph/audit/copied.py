"""Figures that look copied or swapped: nothing decides it, so they are never more than notices."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.claims import found_labels, indicator_before, near_levels
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import Reading, readings
from tvetgraph.graph.audit.words import core_in

_TELLING_DIGITS = 3
_LEAST = 4
_WHOLE = 100
_ALIKE = re.compile(r"持平|相同|一样|一致|[均都同]为|相等|[均都]达")
_PRIZES = re.compile(r"(?P<place>[一二三])等奖")
_GAP = 12


def copied_neighbours(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find two figures of one sentence that are the same to three digits or more, of two things.

    Where a table has a row of either, that row judges it.
    """
    known = near_levels(book)
    for sentence in book.sentences:
        told = [r for r in readings(sentence) if _telling(r)]
        if len(list(readings(sentence))) < _LEAST or _ALIKE.search(sentence.text):
            continue
        for one, two in combinations(told, 2):
            same = one.value == two.value and one.unit == two.unit and one.value * 2 != _WHOLE
            names = [core_in(indicator_before(r), book.report.region) for r in (one, two)]
            tabled = any(any(found_labels(name, known(sentence))) for name in names)
            if same and all(names) and names[0] != names[1] and not tabled:
                yield _copied(book, one, two)


def _telling(reading: Reading) -> bool:
    """Tell whether a number has so many digits that two are hardly alike by chance."""
    digits = reading.value.as_tuple()
    return int(digits.exponent) < 0 and len(digits.digits) >= _TELLING_DIGITS


def _copied(book: Book, one: Reading, two: Reading) -> Outcome:
    year = str(book.report.data_year)
    sides = [r.statement(book, indicator_before(r), r.year(year)) for r in (two, one)]
    return Outcome(
        Severity.NOTICE,
        f"{sides[0].where} {sides[0].indicator}",
        tuple(sides),
        " = ".join(f"{s.indicator} {s.printed}{s.unit}" for s in reversed(sides)),
        "",
        f"{two.printed}{two.unit}",
        cause="neighbour",
    )


def prizes(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find competitions with more first prizes than second ones, outside the cases."""
    least = parameters.get("least", 0)
    for sentence in book.sentences:
        numbers = list(readings(sentence)) if not sentence.case else []
        places = {m["place"]: m for m in _PRIZES.finditer(sentence.text)}
        if set(places) < {"一", "二"} or sentence.text.count("一等奖") != 1:
            continue
        first, second = (_beside(places[p], numbers) for p in "一二")
        if first and second and first.value > second.value and first.value >= least:
            yield _more(book, first, second)


def _beside(prize: re.Match[str], numbers: Sequence[Reading]) -> Reading | None:
    """Return the number of a prize: right behind its name, or right before it."""
    before = [n for n in numbers if 0 <= prize.start() - n.end <= _GAP]
    behind = [n for n in numbers if n.start == prize.end()]
    return behind[0] if behind else before[-1] if before else None


def _more(book: Book, first: Reading, second: Reading) -> Outcome:
    year = str(book.report.data_year)
    sides = (first.statement(book, "一等奖", year), second.statement(book, "二等奖", year))
    return Outcome(
        Severity.NOTICE,
        f"{sides[0].where} 一等奖",
        sides,
        f"{first.printed} > {second.printed}",
        f"≤ {second.printed}",
        first.printed,
        cause="swapped",
    )
