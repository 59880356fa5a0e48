"""Read a report's outline: its chapters, sections and cases, each with first and last line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from tvetgraph.loaders import marks
from tvetgraph.loaders.marks import Mark, han_number
from tvetgraph.loaders.openings import HAN_LEVELS, STOPS, TITLE_END, HeadingText, Opening
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import width

_LEVELS = 5
_LONGEST_TITLE = 60
# Numbers may skip one or two where a converter lost a heading, never more.
_WIDEST_SKIP = 2
# Fewer lines such as 1.1 招生 are no order of headings.
_FEWEST_DECIMALS = 1


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


def read_outline(document: Document, skip: Iterable[int]) -> Outline:
    """Return the outline of what is no table and no page furniture (`skip`)."""
    text = HeadingText(document, _solid(document, skip))
    solid = text.solid
    cases = _case_openings(text)
    sections = _sections(_headings(text, _marked(text)), len(document.lines))
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


def decimal_headings(document: Document, skip: Iterable[int]) -> frozenset[int]:
    """Return the lines that are headings such as 1.2 招生, by their order alone.

    They end a table above them, where a number in front of a word might be a value. A chapter
    (2 招生) is told from a table's row by the section 2.1 that comes next.
    """
    text = HeadingText(document, _solid(document, skip))
    lone = [(at, m) for at, m in _decimals(text) if len(document.line(text.solid[at]).split()) < 3]
    found = _headings(text, lone)
    return frozenset(
        heading.line
        for heading, below in zip_longest(found, found[1:])
        if heading.mark.level > 1 or (below and below.mark.level > 1)
    )


def _solid(document: Document, skip: Iterable[int]) -> tuple[int, ...]:
    skipped = frozenset(skip)
    lines = enumerate(document.lines, start=1)
    return tuple(n for n, line in lines if line.strip() and n not in skipped)


def _last_solid(solid: Sequence[int], before: int) -> int:
    return max(number for number in solid if number < before)


def _case_openings(text: HeadingText) -> list[Opening]:
    places = range(len(text.solid))
    marked = [(place, mark) for place in places if (mark := marks.read_case(text.line(place)))]
    inline = 2 * sum(any(end in mark.title for end in TITLE_END) for _, mark in marked)
    return [text.opening(place, mark, inline=inline > len(marked)) for place, mark in marked]


def _headings(text: HeadingText, marked: Sequence[tuple[int, Mark]]) -> list[Opening]:
    """Return the lines that are headings by their form and by the numbers before them.

    A number that is missing between two headings is looked for among the lines left out.
    """
    certain: frozenset[int] = frozenset()
    while True:
        found, missed = _numbered(text, marked, certain)
        if missed <= certain:
            return found
        certain |= missed


def _marked(text: HeadingText) -> list[tuple[int, Mark]]:
    """Return the lines that have the form of headings: by words, or by decimals where they rule."""
    worded, decimal = _worded(text), _decimals(text)
    if not decimal:
        return worded
    taken = {at for at, _ in decimal}
    lower = [(at, m) for at, m in worded if m.level > HAN_LEVELS and at not in taken]
    return sorted([*decimal, *lower], key=lambda found: found[0])


def _worded(text: HeadingText) -> list[tuple[int, Mark]]:
    places = range(len(text.solid))
    return [(at, mark) for at in places if (mark := marks.read_heading(text.line(at)))]


def _decimals(text: HeadingText) -> list[tuple[int, Mark]]:
    """Return the lines such as 1.1 招生 if there are more of them than headings by words."""
    places = range(len(text.solid))
    found = [(at, mark) for at in places if (mark := marks.read_decimal(text.line(at)))]
    upper = sum(mark.level <= HAN_LEVELS for _, mark in _worded(text))
    below = sum(mark.level > 1 for _, mark in found)
    return found if below > max(upper, _FEWEST_DECIMALS) else []


def _numbered(
    text: HeadingText, marked: Iterable[tuple[int, Mark]], certain: frozenset[int]
) -> tuple[list[Opening], frozenset[int]]:
    """Return the headings whose numbers follow, and the places of those that are missing."""
    found: list[Opening] = []
    missed: set[int] = set()
    left_out: dict[tuple[int, int], int] = {}
    counts = [0] * (_LEVELS + 1)
    for place, mark in marked:
        value = _value(mark)
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


def _stands(text: HeadingText, place: int, opening: Opening, *, titled: int) -> bool:
    """Tell whether a numbered line is a heading by its looks and by the line before it."""
    begins = text.begins_paragraph(place, titled=titled, level=opening.mark.level)
    return begins and _looks_like_title(opening.mark.title, text.line(place))


def _first_line(text: HeadingText, place: int, mark: Mark) -> Opening:
    """Return the opening whose title is the one line that it begins on."""
    line = text.solid[place]
    return Opening(Mark(mark.number, mark.title.rstrip(STOPS), mark.level), line, line)


def _value(mark: Mark) -> int:
    return han_number(mark.number.rpartition(".")[2])


def _follows(counts: Sequence[int], mark: Mark) -> bool:
    value = _value(mark)
    above = mark.number.split(".")[:-1]
    if above and above != [str(count) for count in counts[1 : mark.level]]:
        return False
    return 0 < value - counts[mark.level] <= _WIDEST_SKIP + 1 or (value == 1 and mark.level <= 2)


def _looks_like_title(title: str, line: str) -> bool:
    if width(title) > _LONGEST_TITLE or not title or marks.is_note(line):
        return False
    body = line.strip().rstrip("。")
    return "。" not in body and "；" not in body and not title.endswith(tuple(STOPS))


def _sections(openings: Sequence[Opening], total: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    for index, opening in enumerate(openings):
        later = (o.line for o in openings[index + 1 :] if o.mark.level <= opening.mark.level)
        last = next(later, total + 1) - 1
        mark = opening.mark
        sections.append(
            Section(mark.level, mark.number, mark.title, opening.line, last, opening.titled)
        )
    return tuple(sections)
