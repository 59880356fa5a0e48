"""Read a report's outline: its chapters, sections and cases, each with first and last line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tvetgraph.loaders import marks
from tvetgraph.loaders.marks import Mark, han_number
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import joined, normal, width

_LEVELS = 5
_LONGEST_TITLE = 60
# Numbers may skip one or two where a converter lost a heading, never more.
_WIDEST_SKIP = 2
_TITLE_END = ("。", "！", "？")
_STOPS = "，：、"
# A line this close to the right edge is full: a word or a mark may not have fitted.
_EDGE = 3
_ENDS = "。！？；：”’」』）)"
_MOST_TITLE_LINES = 3
# Parts, chapters and sections are numbered in Han numerals, what is below them in digits.
_HAN_LEVELS = 3
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
# A footnote's number stands right behind the title's last character.
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff])\d$")


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or section: level 1 (part) to 5, its number along the path, title and lines.

    `titled` is the last line of the title where text of its own begins below it, else 0.
    """

    level: int
    number: str
    title: str
    first: int
    last: int
    titled: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A case: number as 案例2-1, title, the section it stands in, and its lines."""

    number: str
    title: str
    section: str
    first: int
    last: int
    titled: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections and cases of a report, in order."""

    sections: tuple[Section, ...]
    cases: tuple[Case, ...]

    def section_at(self, line: int) -> str:
        """Return the number of the deepest section that a line stands in, or an empty text."""
        inside = [s for s in self.sections if s.first <= line <= s.last]
        return inside[-1].number if inside else ""


@dataclass(frozen=True, slots=True)
class _Opening:
    mark: Mark
    line: int
    titled: int


def read_outline(document: Document, skip: Iterable[int]) -> Outline:
    """Return the outline of what is no table and no page furniture (`skip`)."""
    skipped = frozenset(skip)
    solid = [
        number
        for number, line in enumerate(document.lines, start=1)
        if line.strip() and number not in skipped
    ]
    text = _Text(document, tuple(solid))
    cases = _case_openings(text)
    sections = _sections(_headings(text), len(document.lines))
    starts = sorted(
        [s.first for s in sections] + [c.line for c in cases] + [len(document.lines) + 1]
    )
    outline = Outline(sections, ())
    return Outline(
        sections,
        tuple(
            Case(
                number=opening.mark.number,
                title=opening.mark.title,
                section=outline.section_at(opening.line),
                first=opening.line,
                last=_last_solid(solid, min(s for s in starts if s > opening.line)),
                titled=opening.titled,
            )
            for opening in cases
        ),
    )


def _last_solid(solid: Sequence[int], before: int) -> int:
    return max(number for number in solid if number < before)


@dataclass(frozen=True)
class _Text:
    """The lines that may be headings, by their numbers; a place is an index of `solid`."""

    document: Document
    solid: tuple[int, ...]

    @cached_property
    def full(self) -> float:
        """Return how wide a full line of running text is."""
        widths = sorted(width(self.document.line(n).strip()) for n in self.solid)
        return widths[int(len(widths) * 0.8)] if widths else 0.0

    @cached_property
    def whole(self) -> str:
        """Return the text without its wraps."""
        return normal("".join(self.document.line(n) for n in self.solid))

    def line(self, place: int) -> str:
        """Return the text of the line at a place."""
        return self.document.line(self.solid[place]).strip()

    def is_full(self, place: int) -> bool:
        """Tell whether a line reaches the right edge, so that its text may run on."""
        return width(self.line(place)) >= self.full - _EDGE

    def runs_on(self, place: int) -> bool:
        """Tell whether a line's text goes on in the next: what meets there stands elsewhere too."""
        if place + 1 == len(self.solid) or not self.is_full(place):
            return False
        left, right = normal(self.line(place)), normal(self.line(place + 1))
        if left[-1] in _STOPS:
            return True
        # A number may stand behind anything; what follows it must meet there too.
        seams = [left[-1] + right[:2]] + [left[-2:] + right[0]] * (not right[0].isdigit())
        return left[-1] not in _ENDS and any(self.whole.count(seam) > 1 for seam in seams)

    def opening(self, place: int, mark: Mark, *, inline: bool = False) -> _Opening:
        """Return the opening at a place, its title read over the lines that it runs over.

        An `inline` title ends at its full stop, and text follows on the same line.
        """
        parts, last = [mark.title], place
        while last - place < _MOST_TITLE_LINES and self._goes_on(
            joined(parts), last, inline=inline
        ):
            last += 1
            parts.append(self.line(last))
        text = _FOOTNOTE.sub("", joined(parts))
        ends = [text.find(end) for end in _TITLE_END if end in text]
        titled = 0 if ends and min(ends) < len(text) - 1 else self.solid[last]
        title = text[: min(ends)] if ends else text
        return _Opening(Mark(mark.number, title, mark.level), self.solid[place], titled)

    def _goes_on(self, title: str, place: int, *, inline: bool) -> bool:
        if any(end in title for end in _TITLE_END) or not self.is_full(place):
            return False
        if place + 1 == len(self.solid) or self._opens(place + 1):
            return False
        if inline or not _closed(title) or self.runs_on(place):
            return True
        # The remainder of a title is short and without a stop; running text begins otherwise.
        return not self.is_full(place + 1) and self.line(place + 1)[-1] not in _ENDS

    def _opens(self, place: int) -> bool:
        line = self.line(place)
        return bool(marks.read_heading(line) or marks.read_case(line))

    def begins_paragraph(self, place: int, *, titled: int, level: int) -> bool:
        """Tell whether a line does not go on with the one before; `titled` ended a title.

        三、二、一产业 may well begin a line of running text; a digit and a full stop hardly does.
        """
        if not place or self.solid[place - 1] <= titled or not self.is_full(place - 1):
            return True
        if level > _HAN_LEVELS:
            return not self.runs_on(place - 1)
        return self.line(place - 1)[-1] in _ENDS


def _closed(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in _PAIRS)


def _case_openings(text: _Text) -> list[_Opening]:
    places = range(len(text.solid))
    marked = [(place, mark) for place in places if (mark := marks.read_case(text.line(place)))]
    inline = 2 * sum(any(end in mark.title for end in _TITLE_END) for _, mark in marked)
    return [text.opening(place, mark, inline=inline > len(marked)) for place, mark in marked]


def _headings(text: _Text) -> list[_Opening]:
    """Return the lines that are headings by their form and by the numbers before them.

    A number that is missing between two headings is looked for among the lines left out.
    """
    marked = [
        (place, mark)
        for place in range(len(text.solid))
        if (mark := marks.read_heading(text.line(place)))
    ]
    certain: frozenset[int] = frozenset()
    while True:
        found, missed = _numbered(text, marked, certain)
        if missed <= certain:
            return found
        certain |= missed


def _numbered(
    text: _Text, marked: Iterable[tuple[int, Mark]], certain: frozenset[int]
) -> tuple[list[_Opening], frozenset[int]]:
    """Return the headings whose numbers follow, and the places of those that are missing."""
    found: list[_Opening] = []
    missed: set[int] = set()
    left_out: dict[tuple[int, int], int] = {}
    counts = [0] * (_LEVELS + 1)
    for place, mark in marked:
        value = han_number(mark.number)
        if not _follows(counts, mark):
            continue
        opening = text.opening(place, mark)
        if place in certain:
            opening = _first_line(text, place, mark)
        elif not _stands(text, place, opening, titled=found[-1].titled if found else 0):
            left_out[mark.level, value] = place
            continue
        gap = range(counts[mark.level] + 1, value)
        missed |= {left_out[mark.level, n] for n in gap if (mark.level, n) in left_out}
        counts[mark.level] = value
        counts[mark.level + 1 :] = [0] * (_LEVELS - mark.level)
        left_out = {key: at for key, at in left_out.items() if key[0] < mark.level}
        path = ".".join(str(count) for count in counts[1 : mark.level + 1] if count)
        found.append(replace(opening, mark=Mark(path, opening.mark.title, mark.level)))
    return found, frozenset(missed)


def _stands(text: _Text, place: int, opening: _Opening, *, titled: int) -> bool:
    """Tell whether a numbered line is a heading by its looks and by the line before it."""
    begins = text.begins_paragraph(place, titled=titled, level=opening.mark.level)
    return begins and _looks_like_title(opening.mark.title, text.line(place))


def _first_line(text: _Text, place: int, mark: Mark) -> _Opening:
    """Return the opening whose title is the one line that it begins on."""
    line = text.solid[place]
    return _Opening(Mark(mark.number, mark.title.rstrip(_STOPS), mark.level), line, line)


def _follows(counts: Sequence[int], mark: Mark) -> bool:
    value = han_number(mark.number)
    return 0 < value - counts[mark.level] <= _WIDEST_SKIP + 1 or (value == 1 and mark.level <= 2)


def _looks_like_title(title: str, line: str) -> bool:
    if width(title) > _LONGEST_TITLE or not title or marks.is_note(line):
        return False
    body = line.strip().rstrip("。")
    return "。" not in body and "；" not in body and not title.endswith(tuple(_STOPS))


def _sections(openings: Sequence[_Opening], total: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    for index, opening in enumerate(openings):
        later = (o.line for o in openings[index + 1 :] if o.mark.level <= opening.mark.level)
        last = next(later, total + 1) - 1
        mark = opening.mark
        sections.append(
            Section(mark.level, mark.number, mark.title, opening.line, last, opening.titled)
        )
    return tuple(sections)
