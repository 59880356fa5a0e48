"""Search the best reading of tokens as rows of cells: a dynamic programme over (token, column).

Cells may span tokens, lines and page breaks, stand once for several rows or be blank. This module
searches; what a cell is worth it asks of its `Costs`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tvetgraph.loaders import cells
from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tokens import Token

_NOISE = -4.0
_PAGE_NUMBER = -1.0
_LEFT_OVER = -0.15
_LATE = -1.0
_MISSING = -7.0
_OUT_OF_TURN = -4.0
_MERGED = -0.2
_MERGE_BROKEN = -3.0
_HOPELESS = -8.0
# States this far behind the best at the same token have never won; they only cost time.
_BEAM = 14.0
_LONGEST = {
    CellType.SERIAL: 1,
    CellType.YEAR: 2,
    CellType.NUMBER: 3,
    CellType.UNIT: 3,
    CellType.CHOICE: 3,
    CellType.COUNTRY: 4,
    CellType.ORGANISATION: 12,
    CellType.LABEL: 12,
}
_LONGEST_TEXT = 24
_LATE_TYPES = frozenset({CellType.TEXT, CellType.LIST, CellType.ORGANISATIONS})


class Costs(Protocol):
    """What the search needs to know; all in points, more is better."""

    def cell(self, column: int, start: int, stop: int) -> float:
        """Score tokens `start` to `stop` as one cell."""
        ...

    def late(self, column: int, before: Sequence["Piece"], start: int, stop: int) -> float:
        """Return what the cell made of the pieces `before` gains by the tokens."""
        ...

    def section(self, label: int, start: int, stop: int) -> float:
        """Score a row that has a label only."""
        ...


class Piece(NamedTuple):
    """Tokens `start` to `stop` (exclusive) read as column `column`; -1 is noise.

    A `late` piece continues a cell of the row before.
    """

    column: int
    start: int
    stop: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row's pieces in order of reading, and whether it has a label only (a section)."""

    pieces: tuple[Piece, ...]
    section: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows found, the tokens skipped as noise, where the table ends, and how good it is."""

    rows: tuple[AlignedRow, ...]
    noise: tuple[int, ...]
    stop: int
    score: float


class _State(NamedTuple):
    """Where a reading stands: next column, last serial, merged cell seen in this row, any row."""

    column: int
    serial: int
    filled: bool
    begun: bool


class _Path(NamedTuple):
    score: float
    previous: tuple[int, _State] | None
    piece: Piece | None
    ends_row: bool = False
    section: bool = False


class Lattice:
    """The search over one table's tokens."""

    def __init__(
        self, tokens: Sequence[Token], columns: Sequence[ColumnSpec], costs: Costs
    ) -> None:
        self._tokens = tokens
        self._columns = columns
        self._costs = costs
        self._label = next((i for i, c in enumerate(columns) if c.type is CellType.LABEL), -1)
        self._table: list[dict[_State, _Path]] = [{} for _ in range(len(tokens) + 1)]

    def best(self) -> Alignment:
        """Return the best reading of a beginning of the tokens; the rest is left over."""
        self._table[0][_State(0, 0, filled=False, begun=False)] = _Path(0.0, None, None)
        for position in range(len(self._tokens) + 1):
            self._advance_all(position)
        return self._trace()

    def _advance_all(self, position: int) -> None:
        states = self._table[position]
        if not states:
            return
        floor = max(path.score for path in states.values()) - _BEAM
        done: dict[_State, float] = {}
        # Blank cells lead to later columns at the same position, and the last one to a new row.
        for column in (*range(1, len(self._columns)), *range(len(self._columns))):
            for state in [s for s in states if s.column == column]:
                score = states[state].score
                if score >= floor and done.get(state) != score:
                    done[state] = score
                    self._advance(position, state)

    def _advance(self, position: int, state: _State) -> None:
        if position < len(self._tokens):
            if state.column == 0 or self._tokens[position].page_number:
                self._skip_noise(position, state)
            if state.column == 0 and state.begun:
                self._late_fragment(position, state)
            self._take(position, state)
        self._leave_blank(position, state)
        if state.column > self._label >= 0:
            self._end_section(position, state)

    def _offer(self, position: int, state: _State, path: _Path) -> None:
        known = self._table[position].get(state)
        if known is None or path.score > known.score:
            self._table[position][state] = path

    def _take(self, position: int, state: _State) -> None:
        column = self._columns[state.column]
        if column.type is CellType.SERIAL and not self._tokens[position].first:
            return
        longest = _LONGEST.get(column.type, _LONGEST_TEXT)
        score = self._table[position][state].score
        filled = state.filled or (column.merged and column.type is not CellType.SERIAL)
        for stop in range(position + 1, min(position + longest, len(self._tokens)) + 1):
            value = self._costs.cell(state.column, position, stop)
            if value < _HOPELESS:
                continue
            serial = state.serial
            if column.type is CellType.SERIAL:
                serial = cells.serial_value(self._tokens[position].text)
                value += 2.0 if serial == state.serial + 1 else _OUT_OF_TURN
            piece = Piece(state.column, position, stop)
            after = state._replace(serial=serial, filled=filled)
            self._step(state, after, _Path(score + value, (position, state), piece))

    def _step(self, state: _State, after: _State, path: _Path) -> None:
        """Go on to the next column, or end the row behind the last one."""
        piece = path.piece
        if piece is None:
            return
        if state.column + 1 == len(self._columns):
            after = _State(0, after.serial, filled=False, begun=True)
            self._offer(piece.stop, after, path._replace(ends_row=True))
        else:
            self._offer(piece.stop, after._replace(column=state.column + 1), path)

    def _leave_blank(self, position: int, state: _State) -> None:
        last = state.column + 1 == len(self._columns)
        if last and self._row_start(position, state) == position:
            return
        score = self._table[position][state].score
        cost = self._blank_cost(self._columns[state.column], state)
        path = _Path(score + cost, (position, state), Piece(state.column, position, position))
        self._step(state, state, path)

    def _blank_cost(self, column: ColumnSpec, state: _State) -> float:
        if column.optional:
            return _MERGED if column.merged else 0.0
        if column.merged and state.begun:
            return _MERGE_BROKEN if state.filled else _MERGED
        return _MISSING

    def _skip_noise(self, position: int, state: _State) -> None:
        token = self._tokens[position]
        cost = (_PAGE_NUMBER if token.page_number else _NOISE) if token.text else 0.0
        score = self._table[position][state].score + cost
        piece = Piece(-1, position, position + 1)
        self._offer(position + 1, state, _Path(score, (position, state), piece))

    def _late_fragment(self, position: int, state: _State) -> None:
        """Let a fragment behind a page break, or after an unfinished cell, join the row before."""
        broken = self._tokens[position].after_break
        cells_before: dict[int, list[Piece]] = {}
        for piece in reversed(self._pieces(position, state, rows=1)):
            cells_before.setdefault(piece.column, []).append(piece)
        for column, pieces in cells_before.items():
            if self._columns[column].type not in _LATE_TYPES:
                continue
            if broken or self._unfinished(pieces):
                self._append(position, state, column, pieces)

    def _unfinished(self, pieces: Sequence[Piece]) -> bool:
        tokens = [token for piece in pieces for token in self._tokens[piece.start : piece.stop]]
        return cells.is_unfinished("".join(token.text for token in tokens))

    def _append(self, position: int, state: _State, column: int, pieces: Sequence[Piece]) -> None:
        score = self._table[position][state].score + _LATE
        for stop in range(position + 1, min(position + 3, len(self._tokens)) + 1):
            if cells.serial_value(self._tokens[stop - 1].text):
                break
            gain = self._costs.late(column, pieces, position, stop)
            late = Piece(column, position, stop, late=True)
            self._offer(stop, state, _Path(score + gain, (position, state), late))

    def _end_section(self, position: int, state: _State) -> None:
        """End a row after its label: a heading above the rows that follow, on lines of its own."""
        start = self._row_start(position, state)
        pieces = self._pieces(position, state, rows=0)
        if start == position or not self._tokens[position - 1].last:
            return
        if not any(piece.column == self._label for piece in pieces) or self._has_unit(pieces):
            return
        value = self._costs.section(self._label, start, position)
        score = self._table[position][state].score + value
        path = _Path(score, (position, state), None, ends_row=True, section=True)
        self._offer(position, _State(0, state.serial, filled=False, begun=True), path)

    def _has_unit(self, pieces: Sequence[Piece]) -> bool:
        """Tell whether a row without values has a unit: then it is no heading but a broken row."""
        units = [p for p in pieces if self._columns[p.column].type is CellType.UNIT]
        return any(not cells.is_dash(self._tokens[p.start].text) for p in units)

    def _row_start(self, position: int, state: _State) -> int:
        while state.column > 0:
            previous = self._table[position][state].previous
            if previous is None:
                break
            position, state = previous
        return position

    def _pieces(self, position: int, state: _State, *, rows: int) -> list[Piece]:
        """Return the filled pieces of the row being read (`rows=0`) or of the row before."""
        found: list[Piece] = []
        for path in self._back(position, state):
            if path.ends_row:
                rows -= 1
                if rows < 0:
                    break
            if path.piece and path.piece.column >= 0 and path.piece.stop > path.piece.start:
                found.append(path.piece)
        return found

    def _back(self, position: int, state: _State) -> Iterator[_Path]:
        path = self._table[position][state]
        while path.previous is not None:
            yield path
            path = self._table[path.previous[0]][path.previous[1]]

    def _trace(self) -> Alignment:
        total = len(self._tokens)
        score, position, state = max(
            (path.score + _LEFT_OVER * (total - position), position, state)
            for position, states in enumerate(self._table)
            for state, path in states.items()
            if state.column == 0
        )
        rows: list[AlignedRow] = []
        noise: list[int] = []
        pieces: list[Piece] = []
        for path in reversed(list(self._back(position, state))):
            piece = path.piece
            if piece is not None and piece.late:
                rows[-1] = AlignedRow((*rows[-1].pieces, piece), rows[-1].section)
            elif piece is not None and piece.column < 0:
                noise.append(piece.start)
            elif piece is not None:
                pieces.append(piece)
            if path.ends_row:
                rows.append(AlignedRow(tuple(pieces), path.section))
                pieces = []
        return Alignment(tuple(rows), tuple(noise), position, score)
