"""Where names stand on a static picture: beside their nodes, and never over a node or a name.

Greedy, the most important first, each at the first free of a few spots. It must not draw.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tvetgraph.viz.layout import Point
from tvetgraph.viz.svg import width_of

_GAP, _FAR, _LEAD = 3.0, 16.0, 16 / 13
_CELL = 80.0

_Box = tuple[float, float, float, float]
_Circle = tuple[float, float, float]


@dataclass(frozen=True)
class Label:
    """A name in lines beside the node at `at`; placed, `anchor` is where its first line starts.

    `side` is where it must stand, left or right, if anywhere; `align` is how its lines do.
    """

    lines: tuple[str, ...]
    at: Point
    radius: float
    side: str = ""
    size: float = 13.0
    anchor: Point = (0.0, 0.0)
    align: str = ""


class _Taken:
    """What stands on the page already, by squares, so that only neighbours are compared."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[_Box]] = {}

    def add(self, box: _Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: _Box) -> bool:
        return any(_overlap(box, it) for cell in _cells(box) for it in self._cells.get(cell, ()))


def placed(wanted: Iterable[Label], nodes: Sequence[_Circle]) -> tuple[Label, ...]:
    """Place the labels that find room, in their order; nodes are middle and radius."""
    taken = _Taken()
    for x, y, r in nodes:
        taken.add((x - r, y - r, x + r, y + r))
    found: list[Label] = []
    for label in wanted:
        for spot, box in _spots(label):
            if box[0] >= 2 and not taken.meets(box):
                taken.add(box)
                found.append(spot)
                break
    return tuple(found)


def _spots(label: Label) -> Iterator[tuple[Label, _Box]]:
    """Give the spots for a label, the best first, as placed labels and their boxes."""
    yield from _around(label, _GAP)
    if not label.side:
        yield from _around(label, _FAR)


def _around(label: Label, gap: float) -> Iterator[tuple[Label, _Box]]:
    width = max((width_of(line, label.size) for line in label.lines), default=0.0)
    height = len(label.lines) * label.size * _LEAD
    (x, y), away = label.at, label.radius + gap
    anchors: Mapping[str, tuple[float, float, str]] = {
        "right": (x + away, y - height / 2, "left"),
        "left": (x - away, y - height / 2, "right"),
        "below": (x, y + away, ""),
        "above": (x, y - away - height, ""),
        "below right": (x + 0.7 * away, y + 0.7 * away, "left"),
        "below left": (x - 0.7 * away, y + 0.7 * away, "right"),
        "above right": (x + 0.7 * away, y - 0.7 * away - height, "left"),
        "above left": (x - 0.7 * away, y - 0.7 * away - height, "right"),
    }
    order = (label.side,) if label.side else ("below", "right", "left", "above", *anchors)
    for side in dict.fromkeys(order):
        left, top, align = anchors[side]
        start = {"left": left, "right": left - width}.get(align, left - width / 2)
        yield (
            replace(label, anchor=(left, top), align=align),
            (start, top, start + width, top + height),
        )


def _cells(box: _Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for j in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield i, j


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
