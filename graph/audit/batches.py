"""The batches of a scheme, 第三批“甲”, by year: within a report and between reports."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import last_year_named
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.marks import han_number
from tvetgraph.loaders.sentences import Sentence

_BATCH = re.compile(
    r"第(?P<batch>[一二三四五六七八九十]{1,3}|\d{1,2})批[^，。；：、“”]{0,14}“(?P<name>[^“”]{2,16})”"
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of a scheme as one sentence names it; `told` is its statement."""

    name: str
    year: int
    number: int
    told: Statement
    sentence: tuple[str, int]


def batches(books: Sequence[Book], _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find schemes that have two batches in one year, told in two places.

    A scheme may take two in a year, and one sentence that names both says so. Where the batch of
    the year before or after tells which of the two belongs, the other is suspected.
    """
    schemes: dict[str, list[Batch]] = {}
    for batch in (b for book in books for b in _named(book)):
        schemes.setdefault(batch.name, []).append(batch)
    for found in schemes.values():
        for year in dict.fromkeys(b.year for b in found):
            yield from _in_year([b for b in found if b.year == year], found)


def _named(book: Book) -> Iterator[Batch]:
    for index, sentence in enumerate(book.sentences):
        for match in _BATCH.finditer(sentence.text):
            yield _batch(book, sentence, match, index=index)


def _batch(book: Book, sentence: Sentence, match: re.Match[str], *, index: int) -> Batch:
    printed = match["batch"]
    number = int(printed) if _DIGITS.fullmatch(printed) else han_number(printed)
    default = str(book.report.data_year)
    year = last_year_named(sentence.text[: match.start()], default) or default
    span = sentence.lines[match.start()], sentence.lines[match.end() - 1]
    told = Statement(
        report=book.report.id,
        where=sentence.where,
        lines=(span,),
        indicator=match["name"],
        period=year,
        value=Decimal(number),
        printed=f"第{printed}批",
    )
    return Batch(match["name"], int(year), number, told, (book.report.id, index))


def _in_year(own: Sequence[Batch], scheme: Sequence[Batch]) -> Iterator[Outcome]:
    first = {b.number: b for b in reversed(own)}
    together = any(
        one.sentence == two.sentence and one.number != two.number for one in own for two in own
    )
    if len(first) == 1 and len(own) > 1:
        yield _outcome(own[0], own[1], (), holds=True)
    if len(first) != 2 or together:
        return
    one, two = (first[number] for number in sorted(first))
    beside = [b for b in scheme if abs(b.year - one.year) == 1]
    fits = {b: [o for o in beside if o.number - b.number == o.year - b.year] for b in (one, two)}
    wrong, right = (two, one) if fits[one] and not fits[two] else (one, two)
    yield _outcome(wrong, right, fits[right][:1] if not fits[wrong] else (), holds=False)


def _outcome(wrong: Batch, right: Batch, beside: Sequence[Batch], *, holds: bool) -> Outcome:
    shown = "，".join(f"{b.year}: {b.told.printed}" for b in beside)
    bad = Severity.WARNING if beside else Severity.NOTICE
    sign = "=" if holds else "≠"
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=f"{wrong.name} {wrong.year}",
        statements=(wrong.told, right.told, *(b.told for b in beside)),
        arithmetic=f"{right.told.printed} {sign} {wrong.told.printed}"
        + (f"（{shown}）" if shown else ""),
        expected=right.told.printed,
        found=wrong.told.printed,
        cause="" if holds else "batch",
        group=wrong.name,
    )
