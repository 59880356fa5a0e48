"""The lines that may be headings: how far a title runs, and where a paragraph begins.

What makes a heading of them is for `outline`.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from tvetgraph.loaders import marks
from tvetgraph.loaders.marks import Mark
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import joined, normal, unspaced, width

TITLE_END = ("。", "！", "？")
STOPS = "，：、"
# A line this close to the right edge is full: a word or a mark may not have fitted.
_EDGE = 3
_ENDS = "。！？；：”’」』）)"
_MOST_TITLE_LINES = 3
# Parts, chapters and sections are numbered in Han numerals, what is below them in digits.
HAN_LEVELS = 3
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
# A footnote's number stands right behind the title's last character.
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff])\d$")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a section or a case: its mark, its line, and the last of its title."""

    mark: Mark
    line: int
    titled: int


@dataclass(frozen=True)
class HeadingText:
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
        return unspaced(self.document.line(self.solid[place]))

    def is_full(self, place: int) -> bool:
        """Tell whether a line reaches the right edge, so that its text may run on."""
        return width(self.line(place)) >= self.full - _EDGE

    def runs_on(self, place: int) -> bool:
        """Tell whether a line's text goes on in the next: what meets there stands elsewhere too."""
        if place + 1 == len(self.solid) or not self.is_full(place):
            return False
        left, right = normal(self.line(place)), normal(self.line(place + 1))
        if left[-1] in STOPS:
            return True
        # A number may stand behind anything; what follows it must meet there too.
        seams = [left[-1] + right[:2]] + [left[-2:] + right[0]] * (not right[0].isdigit())
        return left[-1] not in _ENDS and any(self.whole.count(seam) > 1 for seam in seams)

    def opening(self, place: int, mark: Mark, *, inline: bool = False) -> Opening:
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
        ends = [text.find(end) for end in TITLE_END if end in text]
        titled = 0 if ends and min(ends) < len(text) - 1 else self.solid[last]
        title = text[: min(ends)] if ends else text
        return Opening(Mark(mark.number, title, mark.level), self.solid[place], titled)

    def _goes_on(self, title: str, place: int, *, inline: bool) -> bool:
        if any(end in title for end in TITLE_END) or not self.is_full(place):
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
        if level > HAN_LEVELS:
            return not self.runs_on(place - 1)
        return self.line(place - 1)[-1] in _ENDS


def _closed(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in _PAIRS)
