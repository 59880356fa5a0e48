"""Lay tables out as text the way PDF converters do; for tests of the reader, with any names.

A cell wider than its column breaks into fragments on lines of their own; cells that fit share a
line; a merged cell stands once; a page break brings a running head, a page number and the header
again, in the middle of a cell if it falls there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tvetgraph.loaders.tokens import width

# No line may begin with a closing mark: the character before it moves down with it.
_NEVER_FIRST = "、，。；：）)”"
# Latin words and numbers are not broken.
_UNBROKEN = re.compile(r"[0-9A-Za-z/+.%-]+|.")


@dataclass(frozen=True)
class Page:
    """How the paper looks: widths are characters of a column's cells."""

    widths: Sequence[float] = ()
    rows_a_page: int = 0
    head: Sequence[str] = ()
    blank_lines: bool = True
    serial_alone: bool = False
    break_in_cell: bool = False
    repeat_header: bool = True


@dataclass(frozen=True)
class Sheet:
    """A table: caption, header cells, rows; None is a merged cell that stands further up."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | None]]
    notes: Sequence[str] = ()
    upper: Sequence[str] = field(default=())


def wrapped(text: str, limit: float) -> list[str]:
    """Break a text into fragments of at most `limit`, closing marks kept off line heads."""
    if limit <= 0 or width(text) <= limit:
        return [text]
    lines: list[list[str]] = [[]]
    for unit in _UNBROKEN.findall(text):
        if lines[-1] and width("".join(lines[-1]) + unit) > limit:
            moved = [lines[-1].pop()] if unit in _NEVER_FIRST and len(lines[-1]) > 1 else []
            lines.append(moved)
        lines[-1].append(unit)
    return [part for line in lines if (part := "".join(line).strip())]


def lay_out(sheet: Sheet, page: Page) -> list[str]:
    """Return the lines of a table on paper."""
    lines = [sheet.caption, *_header(sheet, page)]
    for index, row in enumerate(sheet.rows):
        turns = page.rows_a_page and index and index % page.rows_a_page == 0
        body = list(_row(row, page))
        if turns and page.break_in_cell and len(body) > 2:
            lines += [body[0], *_turn(sheet, page), *body[1:]]
            continue
        if turns:
            lines += _turn(sheet, page)
        lines += body
    lines += sheet.notes
    return [line for text in lines for line in ((text, "") if page.blank_lines else (text,))]


def _turn(sheet: Sheet, page: Page) -> list[str]:
    return [*page.head, *(_header(sheet, page) if page.repeat_header else ())]


def _header(sheet: Sheet, page: Page) -> list[str]:
    cells = list(_row(sheet.upper or sheet.header, page))
    return cells + (list(_row(sheet.header, page)) if sheet.upper else [])


def _row(cells: Sequence[str | None], page: Page) -> Iterator[str]:
    """Yield a row's lines: cells that fit share one, a cell that does not breaks over its own."""
    line: list[str] = []
    for index, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        limit = page.widths[index] if index < len(page.widths) else 0
        parts = wrapped(cell, limit)
        if len(parts) == 1 and not (page.serial_alone and index == 0):
            line.append(cell)
            continue
        if line:
            yield " ".join(line)
        line = []
        yield from parts
    if line:
        yield " ".join(line)
