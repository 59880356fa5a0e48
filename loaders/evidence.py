"""Lines as spans: which lines of the report a fact was read from."""

from collections.abc import Iterable

from tvetgraph.loaders.facts import Span
from tvetgraph.loaders.tables import Row

# Converters put blank lines between lines of one cell; a wider gap is another place.
_WIDEST_GAP = 3


def spans(lines: Iterable[int]) -> tuple[Span, ...]:
    """Return sorted lines as spans, small gaps closed.

    >>> spans([7, 1, 3])
    ((1, 3), (7, 7))
    """
    found: list[list[int]] = []
    for line in sorted(set(lines)):
        if found and line - found[-1][1] <= _WIDEST_GAP:
            found[-1][1] = line
        else:
            found.append([line, line])
    return tuple((first, last) for first, last in found)


def row_spans(row: Row, roles: Iterable[str] | None = None) -> tuple[Span, ...]:
    """Return where a row stands: its own lines first, then those of merged cells it inherits."""
    cells = [row.cells[role] for role in (roles or row.cells) if role in row.cells]
    own = spans(line for cell in cells if cell.fresh for line in cell.lines)
    inherited = spans(line for cell in cells if not cell.fresh for line in cell.lines)
    covered = {line for first, last in own for line in range(first, last + 1)}
    return own + tuple(
        span for span in inherited if not covered.issuperset(range(span[0], span[1] + 1))
    )
