"""Find the tables of a report by their captions and headers, and read their rows into cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tvetgraph.loaders import marks
from tvetgraph.loaders.align import align
from tvetgraph.loaders.cells import Knowledge
from tvetgraph.loaders.grids import SHOWN_LINES, grid_header
from tvetgraph.loaders.headers import Header, match_header
from tvetgraph.loaders.lattice import AlignedRow, Alignment, Piece
from tvetgraph.loaders.marks import Caption
from tvetgraph.loaders.profiles import ColumnSpec, Layout, Profile
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import Token, blank_cells, joined, normal, tokens_of

# How far below its caption a table may stand: text can flow between the two.
_FARTHEST_HEADER = 60
_MOST_CAPTION_LINES = 3
_PAGE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, the tokens' lines, and whether it was printed in this row or inherited."""

    text: str
    lines: tuple[int, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by role; a `section` has only a label."""

    cells: dict[str, Cell]
    section: bool = False

    def text(self, role: str) -> str:
        """Return the text of a cell, empty where there is none."""
        cell = self.cells.get(role)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a profile knows: its caption, header, rows and notes, and the lines it takes up.

    `noise` are tokens inside it that fit nowhere, `rest` those between its last row and its end.
    """

    caption: Caption
    title: str
    header: Header
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    lines: frozenset[int]
    noise: tuple[Token, ...]
    rest: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A caption under which no profile knows a header: a chart, or a table of a new kind.

    `lines` are the lines under the caption that are no running text.
    """

    caption: Caption
    title: str
    notes: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class TableReader:
    """Reads the tables of one document; `skip` are lines that belong to the page.

    `headings` are lines that end a table although their numbers might be values of it.
    """

    document: Document
    skip: frozenset[int]
    profiles: Sequence[Profile]
    knowledge: Knowledge = field(default_factory=Knowledge)
    headings: frozenset[int] = frozenset()

    def read_all(self) -> tuple[Table | UnknownTable, ...]:
        """Return every captioned table and chart, in order of their captions."""
        captions = [c for c in self._captions() if not c.figure]
        stops = [caption.line for caption in self._captions()] + [len(self.document.lines) + 1]
        return tuple(
            self._read(caption, min(stop for stop in stops if stop > caption.line))
            for caption in captions
        )

    def _captions(self) -> list[Caption]:
        found = (
            marks.read_caption(line, number)
            for number, line in enumerate(self.document.lines, start=1)
        )
        return [caption for caption in found if caption]

    def _solid(self, start: int, stop: int) -> list[int]:
        return [
            number
            for number in range(start, stop)
            if number not in self.skip and tokens_of(self.document, [number])
        ]

    def _read(self, caption: Caption, stop: int) -> Table | UnknownTable:
        region = self._solid(caption.line + 1, stop)
        for index in range(min(len(region), _FARTHEST_HEADER)):
            title = self._title(caption, region[:index])
            header = self._header(title, region[index:])
            if header:
                whole = self._whole(header, region[index:])
                return self._body(caption, title, whole, region[index:])
        return self._grid(caption, region) or UnknownTable(
            caption,
            title=self._title(caption, []),
            notes=self._notes(region),
            lines=tuple(self._until_stop(region)),
        )

    def _grid(self, caption: Caption, region: Sequence[int]) -> Table | None:
        """Read what stands under a caption as a plain grid, if its first lines show one."""
        for index in range(_MOST_CAPTION_LINES):
            header = self._plain(region[index:])
            if header:
                title = self._title(caption, region[:index])
                return self._body(caption, title, header, region[index:])
        return None

    def _plain(self, lines: Sequence[int]) -> Header | None:
        return grid_header([tokens_of(self.document, [n]) for n in lines[:SHOWN_LINES]])

    def _whole(self, header: Header, lines: Sequence[int]) -> Header:
        """Return a matrix's header, or that of the grid where it left out a word over numbers."""
        plain = self._plain(lines) if header.profile.layout is Layout.MATRIX else None
        return plain if plain and plain.numbers > header.numbers else header

    def _title(self, caption: Caption, between: Sequence[int]) -> str:
        """Return the caption's title with the lines it runs on over, before the header."""
        more: list[str] = []
        for number in between[:_MOST_CAPTION_LINES]:
            text = self.document.line(number).strip()
            if marks.is_prose(text) or marks.is_note(text) or marks.read_case(text):
                return caption.title
            more.append(text)
        if len(between) > _MOST_CAPTION_LINES:
            return caption.title
        return joined([caption.title, *more])

    def _header(self, title: str, lines: Sequence[int]) -> Header | None:
        tokens = tokens_of(self.document, lines[:40])
        for profile in self.profiles:
            if profile.caption and not re.search(profile.caption, normal(title)):
                continue
            header = match_header(profile, tokens)
            if header:
                return header
        return None

    def _body(self, caption: Caption, title: str, header: Header, region: Sequence[int]) -> Table:
        top = tokens_of(self.document, region)[: header.size]
        header_lines = {token.line for token in top}
        body = self._until_stop([n for n in region if n not in header_lines])
        readings = [self._aligned(header, tokens) for tokens in self._readings(header, body)]
        tokens, alignment = max(readings, key=lambda reading: reading[1].score)
        rows = _rows(header.columns, tokens, alignment)
        used = {token.line for token in tokens[: alignment.stop]}
        return Table(
            caption=caption,
            title=title,
            header=header,
            rows=rows,
            notes=self._notes(region),
            lines=frozenset(header_lines | used | {caption.line}),
            noise=tuple(
                tokens[i] for i in alignment.noise if tokens[i].text and not tokens[i].page_number
            ),
            rest=tuple(token for token in tokens[alignment.stop :] if token.text),
        )

    def _aligned(
        self, header: Header, tokens: Sequence[Token]
    ) -> tuple[Sequence[Token], Alignment]:
        clean = _without_repeated_header(header, tokens)
        return clean, align(clean, header.columns, knowledge=self.knowledge)

    def _readings(self, header: Header, lines: Sequence[int]) -> Iterable[list[Token]]:
        """Return the ways to cut the body into tokens: blank cells show only as extra spaces."""
        yield tokens_of(self.document, lines)
        if header.profile.blanks:
            for wide in (False, True):
                yield [t for n in lines for t in blank_cells(self.document.line(n), n, wide=wide)]

    def _until_stop(self, lines: Sequence[int]) -> list[int]:
        body: list[int] = []
        for number in lines:
            if number in self.headings or _stops(self.document.line(number)):
                break
            body.append(number)
        return body

    def _notes(self, region: Sequence[int]) -> tuple[str, ...]:
        """Return the notes and sources in a table's region, each joined over its lines."""
        found: list[str] = []
        running = False
        for number in region:
            text = self.document.line(number).strip()
            if marks.is_note(text):
                found.append(text)
            elif running and not marks.read_case(text) and not marks.read_heading(text):
                found[-1] = joined([found[-1], text])
            running = (marks.is_note(text) or running) and not text.endswith(("。", "）", ")"))
        return tuple(found)


def _stops(text: str) -> bool:
    """Tell whether a line can no longer belong to a table."""
    if marks.is_note(text) or marks.is_prose(text) or marks.read_case(text):
        return True
    heading = marks.read_heading(text)
    return heading is not None and heading.level <= 3


def _without_repeated_header(header: Header, tokens: Sequence[Token]) -> list[Token]:
    """Drop the header where a page break repeats it; mark a lone number before it."""
    clean: list[Token] = []
    broken = False
    index = 0
    while index < len(tokens):
        size = _repeated(header, tokens, index)
        if size:
            if clean and clean[-1].alone and _PAGE_NUMBER.fullmatch(clean[-1].text):
                clean[-1] = replace(clean[-1], page_number=True)
            index += size
            broken = True
            continue
        clean.append(replace(tokens[index], after_break=broken))
        broken = False
        index += 1
    return clean


def _repeated(header: Header, tokens: Sequence[Token], index: int) -> int:
    if not tokens[index].first or not header.text.startswith(normal(tokens[index].text)):
        return 0
    text = ""
    for size, token in enumerate(tokens[index:], start=1):
        text += normal(token.text)
        if text == header.text and token.last:
            return size
        if len(text) >= len(header.text):
            return 0
    return 0


def _rows(
    columns: Sequence[ColumnSpec], tokens: Sequence[Token], alignment: Alignment
) -> tuple[Row, ...]:
    rows: list[Row] = []
    kept: dict[str, Cell] = {}
    for aligned in alignment.rows:
        cells = _cells(columns, tokens, aligned)
        for column in columns:
            if column.role in cells:
                kept[column.role] = replace(cells[column.role], fresh=False)
            elif column.merged and column.role in kept:
                cells[column.role] = kept[column.role]
        rows.append(Row(cells, aligned.section))
    return tuple(rows)


def _cells(
    columns: Sequence[ColumnSpec], tokens: Sequence[Token], row: AlignedRow
) -> dict[str, Cell]:
    parts: dict[str, list[Token]] = {}
    for piece in row.pieces:
        taken = _taken(tokens, piece)
        if taken:
            parts.setdefault(columns[piece.column].role, []).extend(taken)
    return {
        role: Cell(joined([t.text for t in found]), tuple(t.line for t in found))
        for role, found in parts.items()
    }


def _taken(tokens: Sequence[Token], piece: Piece) -> list[Token]:
    return [token for token in tokens[piece.start : piece.stop] if token.text]


def is_matrix(table: Table) -> bool:
    """Tell whether a table sets labels against values rather than listing records."""
    return table.header.profile.layout is Layout.MATRIX
