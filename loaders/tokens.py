"""Cut lines into tokens and put tokens together again; the only place that decides on spaces."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tvetgraph.loaders.text import Document

# A page starts with a form feed; some converters leave a space in its place.
_PAGE_START = ("\f", " ")
# Converters part cells by spaces, some by bars, with a line of dashes below the header.
_RUN = re.compile(r"[^\s|]+")
_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s{2,}(?=[\u4e00-\u9fff])")
# The aligner asks for the same few thousand texts millions of times.
_CACHED = 1 << 16


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters without white space; `line` is 1-based, an empty text a blank cell.

    `after_break` follows a page break; a `page_number` may be one: a lone number before a break.
    """

    text: str
    line: int
    first: bool
    last: bool
    after_break: bool = False
    page_number: bool = False

    @property
    def alone(self) -> bool:
        """Tell whether nothing else stands on the token's line."""
        return self.first and self.last


def tokens_of(document: "Document", numbers: Iterable[int]) -> list[Token]:
    """Return the tokens of the given 1-based lines, in order."""
    return [token for number in numbers for token in _line_tokens(document.line(number), number)]


def _line_tokens(line: str, number: int) -> list[Token]:
    runs: list[str] = [] if _RULE.fullmatch(line) else _RUN.findall(line)
    end = len(runs) - 1
    return [Token(run, number, index == 0, index == end) for index, run in enumerate(runs)]


def blank_cells(line: str, number: int, *, wide: bool) -> list[Token]:
    """Return the tokens of a line, counting extra spaces as blank cells.

    A table cell without text leaves no token, only its separators: one more space where the
    converter writes nothing for it, two more (`wide`) where it writes a space.
    """
    body = line.strip("\n\f")
    body = body.removesuffix(" ")
    cells = _split_wide(body) if wide else body.split(" ")
    start = next((index for index, cell in enumerate(cells) if cell), 0)
    end = len(cells) - 1
    return [Token(cell, number, index <= start, index == end) for index, cell in enumerate(cells)]


def _split_wide(body: str) -> list[str]:
    cells: list[str] = []
    position = 0
    while position < len(body):
        run = _RUN.match(body, position)
        # A blank cell is a space, and one more space parts it from what follows.
        cells.append(run.group() if run else "")
        position = (run.end() if run else position + 1) + 1
    return cells


def joined(parts: Sequence[str]) -> str:
    """Join the fragments of one cell: a space only between two Latin words."""
    text = ""
    for part in parts:
        latin = text[-1:].isascii() and part[:1].isascii()
        text += f" {part}" if latin and text[-1:].isalnum() and part[:1].isalnum() else part
    return text


@lru_cache(maxsize=_CACHED)
def normal(text: str) -> str:
    """Fold full-width forms and drop all white space, for comparing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def unspaced(text: str) -> str:
    r"""Drop wide gaps between Chinese characters, which a converter put there; keep one space.

    >>> unspaced("校企  合作 携手育人\tTAFE")
    '校企合作 携手育人 TAFE'
    """
    return " ".join(_GAP.sub("", text).split())


@lru_cache(maxsize=_CACHED)
def width(text: str) -> float:
    """Return the printed width of a text in Chinese characters (Latin ones count half)."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def starts_page(line: str) -> bool:
    """Tell whether a line opens a page, as far as the converter left a trace of it."""
    return line.startswith(_PAGE_START) and bool(line.strip())
