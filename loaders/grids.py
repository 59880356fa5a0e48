"""Recognise a plain grid that no profile knows: a word over each column, numbers in every row."""

from collections.abc import Sequence

from tvetgraph.loaders.cells import is_dash
from tvetgraph.loaders.headers import Header
from tvetgraph.loaders.numbers import decimal, years_in
from tvetgraph.loaders.profiles import CellType, ColumnSpec, Layout, Profile
from tvetgraph.loaders.tokens import Token, normal

GRID = Profile("plain-grid", Layout.MATRIX, ())
# A header and the two rows below it show that a table is a grid.
SHOWN_LINES = 3
_SERIAL = "序号"
_NAMES = ("学校", "院校", "学校名称", "院校名称", "单位", "单位名称", "企业", "企业名称")


def grid_header(lines: Sequence[Sequence[Token]]) -> Header | None:
    """Return the header of a grid that begins with these lines, or None.

    Its columns are a serial number or none, one or more words, and one or more numbers.
    """
    if len(lines) < SHOWN_LINES:
        return None
    words = [normal(token.text) for token in lines[0]]
    serial = int(words[0] == _SERIAL)
    rows = [[normal(token.text) for token in line] for line in lines[1:SHOWN_LINES]]
    if any(_is_number(word) for word in words) or any(len(row) != len(words) for row in rows):
        return None
    first = serial + max(_words(row[serial:]) for row in rows)
    if first == len(words) or not all(_is_value(v) for row in rows for v in row[first:]):
        return None
    dated = all(years_in(row[first - 1]) for row in rows)
    columns = [ColumnSpec("serial", CellType.SERIAL)] * serial
    columns += [_text(i, w, several=first - serial > 1) for i, w in enumerate(words[serial:first])]
    if dated:
        columns[-1] = ColumnSpec("label", CellType.YEAR, headings=(words[first - 1],))
    columns += [
        ColumnSpec(f"v{index}", CellType.NUMBER, headings=(word,), optional=True)
        for index, word in enumerate(words[first:])
    ]
    return Header(GRID, tuple(columns), "".join(words), len(words))


def _words(row: Sequence[str]) -> int:
    """Return how many cells of a row stand before its numbers: one at least, be it a year."""
    return next((i for i, cell in enumerate(row) if i and _is_value(cell)), len(row))


def _text(index: int, heading: str, *, several: bool) -> ColumnSpec:
    """Return a column of words; of several, those that name schools or firms hold names."""
    if not several:
        return ColumnSpec("label", CellType.LABEL, headings=(heading,))
    names = CellType.ORGANISATION if heading.endswith(_NAMES) else CellType.TEXT
    return ColumnSpec(f"t{index}", names, headings=(heading,))


def _is_number(word: str) -> bool:
    return bool(decimal(word)) and not years_in(word) and word[0] in "-0123456789"


def _is_value(cell: str) -> bool:
    return bool(decimal(cell)) or is_dash(cell)
