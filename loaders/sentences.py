"""Join wrapped lines of running text into sentences that know their lines; judges no meaning."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tvetgraph.loaders.outline import Case, Outline
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import width

# A line this much shorter than a full one ends its paragraph.
_SHORT = 0.8
_MOST_ENDED = 0.6
_CLOSED = re.compile(r"[。！？；：][”’」』）)]*$")
_END = re.compile(r"[。！？；]+[”’」』）)]*")
# Where a sentence stands that comes before the first heading.
FRONT = "卷首"
# Stops of the Latin keyboard behind Chinese characters are Chinese stops.
_LATIN_STOP = re.compile(r"(?<=[\u4e00-\u9fff”’》）)])[,;:!?]")
_LOST = "\ufffd"
_STOPS = dict(zip(",;:!?", "，；：！？", strict=True))
_SPACE = re.compile(r"\s")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text without wraps, the 1-based line of each character, where it stands."""

    text: str
    lines: tuple[int, ...]
    where: str
    case: str
    paragraph: int

    @property
    def span(self) -> tuple[int, int]:
        """Return its first and last line."""
        return self.lines[0], self.lines[-1]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    opens: bool
    ends: bool


def read_sentences(document: Document, *, skip: Iterable[int], outline: Outline) -> list[Sentence]:
    """Return the sentences of all lines but `skip` (tables, page furniture), in order."""
    paragraphs = _paragraphs(_lines(document, frozenset(skip), outline))
    return [
        sentence
        for number, lines in enumerate(paragraphs)
        for sentence in _cut(lines, number, outline)
    ]


def _lines(document: Document, skip: frozenset[int], outline: Outline) -> list[_Line]:
    numbers = [
        n for n, text in enumerate(document.lines, start=1) if text.strip() and n not in skip
    ]
    widths = sorted(width(document.line(n).strip()) for n in numbers)
    full = widths[int(len(widths) * 0.8)] if widths else 0.0
    ended = sum(bool(_CLOSED.search(document.line(n).strip())) for n in numbers)
    # Where most lines end a sentence nothing was wrapped, and each line is a paragraph.
    full = full if ended < _MOST_ENDED * len(numbers) else math.inf
    openings = {section.first for section in outline.sections}
    openings |= {case.first for case in outline.cases}
    titled = {section.titled for section in outline.sections}
    titled |= {case.titled for case in outline.cases}
    return [_line(document, n, opens=n in openings, titled=n in titled, full=full) for n in numbers]


def _line(document: Document, number: int, *, opens: bool, titled: bool, full: float) -> _Line:
    text = document.line(number).strip()
    return _Line(number, text, opens, titled or width(text) < _SHORT * full)


def _paragraphs(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    current: list[_Line] = []
    for line in lines:
        if current and (line.opens or current[-1].ends):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _cut(lines: list[_Line], paragraph: int, outline: Outline) -> Iterator[Sentence]:
    text, numbers = _joined(lines)
    case = _case_at(outline, lines[0].number)
    home = case.number if case else outline.section_at(lines[0].number) or FRONT
    start = 0
    ends = [found.end() for found in _END.finditer(text)]
    for end in [*ends, len(text)]:
        if end > start:
            own = tuple(numbers[start:end])
            yield Sentence(text[start:end], own, home, case.number if case else "", paragraph)
        start = end


def _case_at(outline: Outline, line: int) -> Case | None:
    return next((case for case in outline.cases if case.first <= line <= case.last), None)


def _joined(lines: Iterable[_Line]) -> tuple[str, list[int]]:
    """Join lines: white space stays only between two Latin words of one line."""
    text: list[str] = []
    numbers: list[int] = []
    for line in lines:
        for index, char in enumerate(line.text):
            if _SPACE.match(char) and not _between_latin(line.text, index):
                continue
            text.append(" " if _SPACE.match(char) else char)
            numbers.append(line.number)
    return _LATIN_STOP.sub(lambda stop: _STOPS[stop.group()], _quoted("".join(text))), numbers


def _quoted(text: str) -> str:
    """Put quotes again where a converter left a mark of its failure for each of a pair."""
    parts = text.split(_LOST)
    if len(parts) % 2 == 0:
        return text
    return "".join(part + "“”"[i % 2] for i, part in enumerate(parts[:-1])) + parts[-1]


def _between_latin(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return bool(_LATIN.match(before) and _LATIN.match(after))
