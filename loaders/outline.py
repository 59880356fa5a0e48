"""Read a report's outline: its chapters, sections and cases, each with first and last line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tvetgraph.loaders import marks
from tvetgraph.loaders.marks import Mark, han_number
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import joined, width

_LEVELS = 5
_LONGEST_TITLE = 60
# Numbers may skip one or two where a converter lost a heading, never more.
_WIDEST_SKIP = 2
_TITLE_END = ("。", "！", "？")
# A footnote's number stands right behind the title's last character.
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff])\d$")


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or section: level 1 (part) to 5, its number along the path, title and lines."""

    level: int
    number: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case: number as 案例2-1, title, the section it stands in, and its lines."""

    number: str
    title: str
    section: str
    first: int
    last: int


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


def read_outline(document: Document, skip: Iterable[int]) -> Outline:
    """Return the outline of what is no table and no page furniture (`skip`)."""
    skipped = frozenset(skip)
    solid = [
        number
        for number, line in enumerate(document.lines, start=1)
        if line.strip() and number not in skipped
    ]
    full = _full_width(document, solid)
    headings = _headings(document, solid, full)
    cases = _case_openings(document, solid, full)
    sections = _sections(headings, len(document.lines))
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
            )
            for opening in cases
        ),
    )


def _last_solid(solid: Sequence[int], before: int) -> int:
    return max(number for number in solid if number < before)


def _full_width(document: Document, solid: Sequence[int]) -> float:
    """Return how wide a full line of running text is."""
    widths = sorted(width(document.line(n).strip()) for n in solid)
    return widths[int(len(widths) * 0.8)] if widths else 0.0


def _title(document: Document, solid: Sequence[int], index: int, mark: Mark, full: float) -> str:
    """Return a title with the lines it runs over: to a full stop or a line that is not full."""
    parts = [mark.title]
    place = index
    while place + 1 < len(solid):
        whole = width(document.line(solid[place]).strip()) >= full - 3
        if any(end in parts[-1] for end in _TITLE_END) or not whole:
            break
        following = document.line(solid[place + 1]).strip()
        if marks.read_heading(following) or marks.read_case(following):
            break
        parts.append(following)
        place += 1
    text = _FOOTNOTE.sub("", joined(parts))
    ends = [text.find(end) for end in _TITLE_END if end in text]
    return text[: min(ends)] if ends else text


def _case_openings(document: Document, solid: Sequence[int], full: float) -> list[_Opening]:
    found: list[_Opening] = []
    for index, number in enumerate(solid):
        mark = marks.read_case(document.line(number))
        if mark:
            title = _title(document, solid, index, mark, full)
            found.append(_Opening(Mark(mark.number, title, 0), number))
    return found


def _headings(document: Document, solid: Sequence[int], full: float) -> list[_Opening]:
    """Return the lines that are headings by their form and by the numbers before them."""
    found: list[_Opening] = []
    counts = [0] * (_LEVELS + 1)
    for index, number in enumerate(solid):
        mark = marks.read_heading(document.line(number))
        if not mark or not _follows(counts, mark):
            continue
        title = _title(document, solid, index, mark, full)
        if not _looks_like_title(title, document.line(number)):
            continue
        counts[mark.level] = han_number(mark.number)
        counts[mark.level + 1 :] = [0] * (_LEVELS - mark.level)
        path = ".".join(str(count) for count in counts[1 : mark.level + 1] if count)
        found.append(_Opening(Mark(path, title, mark.level), number))
    return found


def _follows(counts: Sequence[int], mark: Mark) -> bool:
    value = han_number(mark.number)
    return 0 < value - counts[mark.level] <= _WIDEST_SKIP + 1 or (value == 1 and mark.level <= 2)


def _looks_like_title(title: str, line: str) -> bool:
    if width(title) > _LONGEST_TITLE or not title or marks.is_note(line):
        return False
    body = line.strip().rstrip("。")
    return "。" not in body and "；" not in body and not body.endswith(("，", "：", "、"))


def _sections(openings: Sequence[_Opening], total: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    for index, opening in enumerate(openings):
        later = (o.line for o in openings[index + 1 :] if o.mark.level <= opening.mark.level)
        last = next(later, total + 1) - 1
        mark = opening.mark
        sections.append(Section(mark.level, mark.number, mark.title, opening.line, last))
    return tuple(sections)
