"""Align a table's tokens with its columns: the best way to cut a run of tokens into rows and cells.

What suits a column is judged by `cells`, what a break inside a cell costs is judged here, the
search is in `lattice`. It knows no table and never reads a text that is not there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

from tvetgraph.loaders import cells
from tvetgraph.loaders.cells import IMPOSSIBLE, Knowledge
from tvetgraph.loaders.lattice import Alignment, Lattice, Piece
from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tokens import Token, joined, normal, width

_MOST_PASSES = 4
_BREAK = -0.2
_FULL_BREAK = -0.05
_NARROW = -1.5
_WORD_SPACE = -1.5
_TWO_NUMBERS = -4.0
_SERIAL_INSIDE = -8.0
_LETTER_SPACE = -0.05
_SWALLOWED = -3.0
_NEARLY = 0.75
# What at least this share of a table's organisations begin with is a mark of a name's beginning.
_COMMON = 0.3
_TEXTUAL = frozenset(
    {CellType.TEXT, CellType.LIST, CellType.ORGANISATIONS, CellType.LABEL, CellType.ORGANISATION}
)


def align(
    tokens: Sequence[Token], columns: Sequence[ColumnSpec], *, knowledge: Knowledge
) -> Alignment:
    """Return the best alignment.

    What the first pass finds tells how wide the columns are and how names in them begin, which
    the next pass uses, until nothing changes.
    """
    best = Lattice(
        tokens, columns, _Costs(tokens, columns, knowledge, (0.0,) * len(columns))
    ).best()
    for _ in range(_MOST_PASSES):
        widths = _widths(tokens, columns, best)
        above = _headings(tokens, columns, best, widths)
        seen = replace(
            knowledge,
            prefixes=_prefixes(tokens, columns, best),
            labels=_repeated(above),
            whole=_whole(above, tails=_tails(tokens, columns, best)),
        )
        costs = _Costs(tokens, columns, seen, widths)
        before, best = best, Lattice(tokens, columns, costs).best()
        if best.rows == before.rows:
            break
    return best


def _prefixes(
    tokens: Sequence[Token], columns: Sequence[ColumnSpec], alignment: Alignment
) -> frozenset[str]:
    """Return the two characters that many of the table's organisations begin with."""
    heads = Counter(
        tokens[piece.start].text[:2]
        for row in alignment.rows
        for piece in row.pieces
        if piece.stop > piece.start and columns[piece.column].type is CellType.ORGANISATION
    )
    return frozenset(h for h, n in heads.items() if n >= max(2, _COMMON * heads.total()))


def _is_full(last: float, full: float, *, slack: float = 1.0) -> bool:
    """Tell whether a line fills its column; in a narrow one a character less is much less."""
    return last >= full - slack and last > _NEARLY * full


def _headings(
    tokens: Sequence[Token],
    columns: Sequence[ColumnSpec],
    alignment: Alignment,
    widths: Sequence[float],
) -> dict[str, list[str]]:
    """Return each label with the headings right above it that may run on into it, or empty texts.

    A heading on a full line may run on into the label below it.
    """
    above: dict[str, list[str]] = {}
    heading = ""
    for row in alignment.rows:
        for piece in row.pieces:
            if piece.stop == piece.start or columns[piece.column].type is not CellType.LABEL:
                continue
            label = normal("".join(token.text for token in tokens[piece.start : piece.stop]))
            above.setdefault(label, []).append(heading)
            full = _is_full(width(tokens[piece.stop - 1].text), widths[piece.column])
            heading = label if row.section and full else ""
    return above


def _repeated(above: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the labels that come back and are whole.

    A label that stands free of headings once, or below two different ones, is no remainder.
    """
    return frozenset(
        label
        for label, headings in above.items()
        if len(headings) > 1 and ("" in headings or len(set(headings)) > 1)
    )


def _whole(above: Mapping[str, list[str]], *, tails: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the tails of labels that come back as often as a label does: the table has blocks.

    Where 招生数公办 and 在校生数公办 come back as often as 民办 does, 公办 is the label.
    """
    blocks = {len(headings) for headings in above.values() if len(headings) > 1}
    counts = {tail: len(heads) + len(above.get(tail, ())) for tail, heads in tails.items()}
    return frozenset(tail for tail, count in counts.items() if count in blocks)


def _tails(
    tokens: Sequence[Token], columns: Sequence[ColumnSpec], alignment: Alignment
) -> dict[str, set[str]]:
    """Return what stands below the first lines of rows' labels, with those first lines."""
    tails: dict[str, set[str]] = {}
    for row in (row for row in alignment.rows if not row.section):
        for piece in row.pieces:
            own = tokens[piece.start : piece.stop]
            if own and columns[piece.column].type is CellType.LABEL:
                first = [token.text for token in own if token.line == own[0].line]
                rest = [token.text for token in own if token.line != own[0].line]
                tails.setdefault(normal("".join(rest)), set()).add(normal("".join(first)))
    return {tail: heads for tail, heads in tails.items() if tail}


def _widths(
    tokens: Sequence[Token], columns: Sequence[ColumnSpec], alignment: Alignment
) -> tuple[float, ...]:
    """Return the widest fragment of each column: a cell is broken only where it is about full."""
    widths = [0.0] * len(columns)
    for row in alignment.rows:
        for piece in row.pieces:
            if piece.stop > piece.start:
                lines = groupby(tokens[piece.start : piece.stop], key=lambda token: token.line)
                widest = max(sum(width(token.text) for token in line) for _, line in lines)
                widths[piece.column] = max(widths[piece.column], widest)
    return tuple(widths)


@dataclass(frozen=True, eq=False)
class _Costs:
    """Scores cells and section labels; see `lattice.Costs`."""

    tokens: Sequence[Token]
    columns: Sequence[ColumnSpec]
    knowledge: Knowledge
    widths: Sequence[float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "cell", cache(self.cell))

    def text(self, start: int, stop: int) -> str:
        return joined([token.text for token in self.tokens[start:stop]])

    def cell(self, column: int, start: int, stop: int) -> float:
        if stop > start + 1 and not all(token.text for token in self.tokens[start:stop]):
            return IMPOSSIBLE
        spec = self.columns[column]
        value = cells.score(spec, self.text(start, stop), knowledge=self.knowledge)
        if value == IMPOSSIBLE:
            return value
        value += self._swallowed(column, start, stop) + self._of_age(column, start, stop)
        return value + self._breaks(column, start, stop) + self._full_end(column, stop)

    def _swallowed(self, column: int, start: int, stop: int) -> float:
        """Doubt a label that ends in a value, or in the whole label of another row."""
        if self.columns[column].type is not CellType.LABEL:
            return 0.0
        last = self.tokens[stop - 1]
        if not last.first and cells.is_number(last.text):
            return _SWALLOWED
        ends = (n for n in range(start + 1, stop) if self.tokens[n].first)
        known = any(normal(self.text(n, stop)) in self.knowledge.whole for n in ends)
        return _SWALLOWED if known else 0.0

    def _of_age(self, column: int, start: int, stop: int) -> float:
        """Doubt a number before 岁 at the head of a line: 50 岁及以上 is the next row's label."""
        number = self.columns[column].type is CellType.NUMBER and self.tokens[start].first
        behind = self.tokens[stop : stop + 1]
        same = [token for token in behind if token.line == self.tokens[stop - 1].line]
        return _SWALLOWED if number and any(token.text[0:1] == "岁" for token in same) else 0.0

    def _breaks(self, column: int, start: int, stop: int) -> float:
        cost, run = 0.0, 0.0
        for left, right in pairwise(self.tokens[start:stop]):
            run += width(left.text)
            if right.first and cells.serial_value(right.text):
                cost += _SERIAL_INSIDE
            if left.line == right.line:
                cost += _space_cost(left.text, right.text)
            else:
                cost += self._break(column, run, left, right)
                run = 0.0
        return cost

    def late(self, column: int, before: Sequence[Piece], start: int, stop: int) -> float:
        known = joined([self.text(piece.start, piece.stop) for piece in before])
        whole = joined([known, self.text(start, stop)])
        spec = self.columns[column]
        gain = cells.score(spec, whole, knowledge=self.knowledge)
        gain -= cells.score(spec, known, knowledge=self.knowledge)
        return gain + self._breaks(column, start, stop)

    def section(self, label: int, start: int, stop: int) -> float:
        full = self.widths[label]
        last = width(self.tokens[stop - 1].text)
        text = self.text(start, stop)
        broken = full > 0 and _is_full(last, full, slack=0.5 if cells.is_enumerated(text) else 1.0)
        return -0.8 - 1.5 * broken - 3.0 * cells.is_unfinished(text)

    def _break(self, column: int, run: float, left: Token, right: Token) -> float:
        """Return what it costs that a cell goes on in the next line after `run` characters."""
        if self.columns[column].type is CellType.NUMBER and right.text[0].isdigit():
            return _TWO_NUMBERS
        if not self.widths[column] or right.text[0] in "（(" or right.after_break:
            return _BREAK
        # A closing mark may not begin a line, so the character before it moves down with it.
        needs = 2.0 if right.text[1:2] in {"、", "，", ")", "）", "。", "；"} else 1.0
        slack = 0.5 if left.text.isascii() or right.text[0].isascii() else 0.0
        return _NARROW if run + needs <= self.widths[column] - slack else _FULL_BREAK

    def _full_end(self, column: int, stop: int) -> float:
        """Doubt a cell that ends on a full line when the next line could go on with it."""
        if self.columns[column].type not in _TEXTUAL or not self.widths[column]:
            return 0.0
        last = self.tokens[stop - 1]
        full = width(last.text) >= self.widths[column] and last.last
        return -0.6 if full and stop < len(self.tokens) and self.tokens[stop].alone else 0.0


def _space_cost(left: str, right: str) -> float:
    """Return what a space inside a cell costs: little where converters put them by themselves."""
    if right[0] in ":：" or left[-1] in ":：":
        return 0.0
    if left[-1].isascii() != right[0].isascii():
        return 2 * _LETTER_SPACE
    if len(left) == 1 or len(right) == 1:
        return _LETTER_SPACE
    return _WORD_SPACE
