"""Where the nodes of the explorer's network stand; the same on every machine.

Those with main ties are laid out by stress; what has none stands in rows below, and what hangs on
others (awards, cases, majors) is seated near them, wherever there is room.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

from tvetgraph.viz import layout

ASPECT = 1.5
_SEAT = 34.0
_GAP = 120.0
_CROWD = 40
_ROOM = 1.25
_TURN = math.pi * (3 - math.sqrt(5))

Pair = tuple[str, str]


def places(main: Iterable[Pair], *, alone: Sequence[str], hanging: Iterable[Pair]) -> layout.Places:
    """Place the ends of the main ties, then those alone, then those that hang on a placed one.

    `hanging` are pairs of which at least one end may still be without a place.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(main)
    found: layout.Places = {}
    for part in _parts(graph):
        wide = ASPECT if not found else 4 * ASPECT
        found |= _below(_spread(layout.positions(part, aspect=wide)), found)
    found |= _below(_rows([node for node in alone if node not in graph], _width(found)), found)
    found |= _seated(_hosts(hanging, found), found)
    return found


def _parts(graph: "nx.Graph[str]") -> Iterator["nx.Graph[str]"]:
    """Give the largest component by itself, then all others together."""
    components = sorted(map(sorted, nx.connected_components(graph)), key=lambda c: (-len(c), c[0]))
    for nodes in (components[:1], components[1:]):
        if nodes:
            yield graph.subgraph([node for component in nodes for node in component])


def _spread(found: layout.Places) -> layout.Places:
    """Give crowded parts more room at the cost of empty ones, along each axis."""
    if len(found) < _CROWD:
        return found
    xs, ys = (_evened([place[axis] for place in found.values()]) for axis in (0, 1))
    return {node: (x * _ROOM, y * _ROOM) for node, x, y in zip(found, xs, ys, strict=True)}


def _evened(values: Sequence[float]) -> list[float]:
    """Move each value halfway to where it would stand if all were equally far apart."""
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    even = dict(zip(order, range(len(values)), strict=True))
    step = (high - low) / (len(values) - 1)
    return [(value + low + even[i] * step) / 2 for i, value in enumerate(values)]


def _below(found: layout.Places, above: layout.Places) -> layout.Places:
    """Move places below others, middle under middle."""
    if not (found and above):
        return found
    left, right, top, _ = _frame(found)
    outer_left, outer_right, _, bottom = _frame(above)
    dx, dy = (outer_left + outer_right - left - right) / 2, bottom + _GAP - top
    return {node: (float(round(x + dx)), float(round(y + dy))) for node, (x, y) in found.items()}


def _frame(found: layout.Places) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    return min(xs), max(xs), min(ys), max(ys)


def _width(found: layout.Places) -> float:
    if not found:
        return 0.0
    left, right, _, _ = _frame(found)
    return right - left


def _rows(nodes: Sequence[str], width: float) -> layout.Places:
    """Set nodes in rows so wide, or as a picture of their own."""
    step = 2 * _SEAT
    columns = max(1, int((width or ASPECT * step * math.sqrt(len(nodes))) / step))
    return {node: ((i % columns) * step, (i // columns) * step) for i, node in enumerate(nodes)}


def _hosts(pairs: Iterable[Pair], placed: layout.Places) -> Mapping[str, list[str]]:
    """Map each node without a place to the placed ones that it hangs on."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        for node, host in ((a, b), (b, a)):
            if node not in placed:
                hosts[node] += [host] if host in placed else []
    return hosts


def _seated(hosts: Mapping[str, list[str]], placed: layout.Places) -> layout.Places:
    """Seat each node near the middle of its hosts, the nearest free place of a spiral."""
    taken = {_square(place) for place in placed.values()}
    seats: layout.Places = {}
    for node in sorted(hosts, key=lambda n: (-len(hosts[n]), n)):
        middle = _middle([placed[host] for host in hosts[node]])
        seat = next(spot for spot in _spiral(middle) if _square(spot) not in taken)
        taken.add(_square(seat))
        seats[node] = seat
    return seats


def _middle(points: Sequence[layout.Point]) -> layout.Point:
    count = max(1, len(points))
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count


def _spiral(middle: layout.Point) -> Iterator[layout.Point]:
    """Walk outwards along a sunflower's seeds."""
    number = 1
    while True:
        radius, angle = 0.7 * _SEAT * math.sqrt(number), number * _TURN
        x, y = middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
        yield float(round(x)), float(round(y))
        number += 1


def _square(point: layout.Point) -> tuple[int, int]:
    return math.floor(point[0] / _SEAT), math.floor(point[1] / _SEAT)
