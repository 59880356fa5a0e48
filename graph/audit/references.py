"""References to tables: to one that is not there, or to another than the one that is spoken of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.facts import Fact, Span
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.tokens import normal

_SEE = re.compile(
    r"(?:见|如|据|由|从)(?:下|上)?(?P<number>(?P<word>图表|附表|表)\s*\d+\s*[-—–－.]\s*\d+)"
)
# What a word processor leaves where the table or heading that a text points to is gone.
_BROKEN = re.compile(
    r"错误\s*[!！]\s*(?:未找到引用源|未定义书签|书签自引用)"
    r"|Error!\s*(?:Reference source not found|Bookmark not defined)",
    re.IGNORECASE,
)
_FAR = 80


def broken_references(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find references that point nowhere: what stands there is no table's number."""
    told = [(line, (n,) * len(line)) for n, line in enumerate(_lines(book), start=1)]
    told += [
        ("".join(s.text for s in own), tuple(n for s in own for n in s.lines))
        for _, group in groupby(book.sentences, key=lambda s: s.paragraph)
        for own in (list(group),)
    ]
    known: set[int] = set()
    for text, lines in told:
        for found in _BROKEN.finditer(text):
            span = lines[found.start()], lines[found.end() - 1]
            if not known & set(span):
                yield _gone(book, span, found.group())
            known.update(span)


def _lines(book: Book) -> Sequence[str]:
    return book.document.lines if book.document else ()


def _gone(book: Book, span: Span, printed: str) -> Outcome:
    where = book.outline.section_at(span[0])
    place = Statement(book.report.id, where, (span,), "引用", "", Decimal(0), printed)
    return Outcome(Severity.WARNING, where, (place,), printed, "", printed, cause="gone")


def told_tables(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that a sentence which names a table speaks of that one and not of the next."""
    captions = {normal(name): fact for name, fact in book.captions.items()}
    paragraph, text = -1, ""
    for sentence in book.sentences:
        text = text + sentence.text if sentence.paragraph == paragraph else sentence.text
        paragraph = sentence.paragraph
        for found in _SEE.finditer(sentence.text):
            number = re.sub(r"[—–－.]", "-", normal(found["number"]))
            outcome = _judged(book, sentence, number, captions=captions, text=text)
            if outcome:
                yield outcome


def _judged(
    book: Book, sentence: Sentence, number: str, *, captions: Mapping[str, Fact], text: str
) -> Outcome | None:
    line = sentence.lines[-1]
    told = captions.get(number)
    following = _next(book, line)
    if told is None:
        other = f"图{number}" in captions or number.removeprefix("图") in captions
        known = any(name[0] == number[0] for name in captions)
        return _outcome(sentence, number, following, book=book) if known and not other else None
    if following is None or told is following:
        return _outcome(sentence, number, told, book=book, holds=True)
    ours, theirs = (_own_words(one, two) for one, two in ((told, following), (following, told)))
    said = _pairs(normal(text))
    if len(said & theirs) > 2 * len(said & ours):
        return _outcome(sentence, number, following, book=book)
    return _outcome(sentence, number, told, book=book, holds=True)


def _next(book: Book, line: int) -> Fact | None:
    """Return the first table that begins below a line, in the same section."""
    home = book.outline.section_at(line)
    below = [f for f in book.captions.values() if line <= f.lines[0][0] <= line + _FAR]
    inside = [f for f in below if book.outline.section_at(f.lines[0][0]) == home]
    return min(inside, key=lambda f: f.lines[0][0], default=None)


def _own_words(one: Fact, other: Fact) -> set[str]:
    """Return the pairs of characters of one title that another title has not."""
    return _pairs(normal(one.values["title"])) - _pairs(normal(other.values["title"]))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _outcome(
    sentence: Sentence, number: str, right: Fact | None, *, book: Book, holds: bool = False
) -> Outcome:
    expected = right.values["number"] if right else ""
    place = Statement(
        report=book.report.id,
        where=sentence.where,
        lines=((sentence.lines[0], sentence.lines[-1]),),
        indicator=number,
        period="",
        value=Decimal(0),
        printed=number,
    )
    caption = (_caption(book, right),) if right else ()
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{sentence.where} {number}",
        statements=(place, *caption),
        arithmetic=f"{number} {'→' if holds else '≠'} {expected}",
        expected=expected,
        found=number,
        cause="" if holds else "reference",
        group=sentence.where.split(".")[0],
    )


def _caption(book: Book, fact: Fact) -> Statement:
    first = fact.lines[0][0]
    return Statement(
        report=book.report.id,
        where=fact.values["number"],
        lines=((first, first),),
        indicator=fact.values["title"],
        period="",
        value=Decimal(0),
        printed=fact.values["number"],
        fact=fact.id,
        table=True,
    )
