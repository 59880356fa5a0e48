"""Where the nodes of a drawing stand: computed once, the same on every machine, before any page.

Pure arithmetic on networkx graphs. It must not know what the nodes are or how they are drawn.
"""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import networkx as nx

SEED = 20201122
EDGE = 110.0
_SEAT = 6.5
_ROUNDS = 40
_ALL_PAIRS = 260
_PIVOTS = 40
_MARGIN = (95.0, 45.0)
_ROW = 36.0
_MOST_COLUMNS = 5

Point = tuple[float, float]
Places = dict[str, Point]


@dataclass(frozen=True)
class Box:
    """A component laid out by itself: its nodes around the middle of its box."""

    places: Places
    width: float
    height: float


def positions(graph: "nx.Graph[str]", *, aspect: float, seed: int = SEED) -> Places:
    """Place the nodes in a picture about `aspect` times as wide as high, around its middle.

    Components are laid out by stress majorisation (edges about as long as one another), turned
    along the longer side and packed without overlap. Same graph and seed, same places.
    """
    components = sorted(map(sorted, nx.connected_components(graph)), key=lambda c: (-len(c), c[0]))
    boxes = [_component(graph.subgraph(c), aspect=aspect, seed=seed) for c in components]
    return _centred(_packed(boxes, aspect))


def columns(graph: "nx.DiGraph[str]", *, aspect: float) -> Places | None:
    """Place a network without cycles in columns from left to right; None where that cannot be.

    A node stands one column right of the last that leads to it; every column is as high as the
    picture, and neighbours stand near one another.
    """
    if not nx.is_directed_acyclic_graph(graph) or graph.number_of_edges() == 0:
        return None
    found = [sorted(column) for column in nx.topological_generations(graph)]
    if len(found) > _MOST_COLUMNS:
        return None
    for _ in range(6):
        _untangle(graph, found)
        found.reverse()
    height = _ROW * max(map(len, found))
    gap = max(3 * _ROW, aspect * height / len(found))
    return _centred(
        {
            node: (x * gap, (y + 0.5) * height / len(column))
            for x, column in enumerate(found)
            for y, node in enumerate(column)
        }
    )


def fan(centre: str, around: Sequence[str], *, aspect: float) -> Places:
    """Place nodes clockwise around one, in a bow on either side, as far apart on both."""
    right = around[: (len(around) + 1) // 2]
    left = around[len(right) :][::-1]
    height = _ROW * max(4, len(right))
    places = {centre: (0.0, 0.0)}
    for side, nodes in ((1, right), (-1, left)):
        for i, node in enumerate(nodes):
            y = ((i + 0.5) / len(nodes) - 0.5) * height
            bow = 0.75 + 0.25 * math.sqrt(1 - (2 * y / height) ** 2)
            places[node] = (side * bow * aspect * height / 2, y)
    return {node: (float(round(x)), float(round(y))) for node, (x, y) in places.items()}


def _untangle(graph: "nx.DiGraph[str]", found: list[list[str]]) -> None:
    """Order each column by where its neighbours in the others stand, to cross fewer edges."""
    for column in found:
        rank = {n: (i + 0.5) / len(c) for c in found for i, n in enumerate(c)}
        column.sort(key=lambda n: (_mean([rank[m] for m in nx.all_neighbors(graph, n)]), n))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _component(graph: "nx.Graph[str]", *, aspect: float, seed: int) -> Box:
    places = _turned(_stress(graph, seed), upright=aspect < 1)
    xs, ys = zip(*places.values(), strict=True)
    width, height = max(xs) - min(xs) + 2 * _MARGIN[0], max(ys) - min(ys) + 2 * _MARGIN[1]
    return Box(_centred(places), width, height)


def _stress(graph: "nx.Graph[str]", seed: int) -> Places:
    """Minimise stress by stochastic gradient descent (Zheng, Pawar and Goodman 2018)."""
    nodes = sorted(graph)
    chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
    spots = [[chance.uniform(-1, 1) * EDGE, chance.uniform(-1, 1) * EDGE] for _ in nodes]
    terms = _terms(graph, nodes, chance)
    if not terms:
        return dict.fromkeys(nodes, (0.0, 0.0))
    longest, shortest = max(t[2] for t in terms), min(t[2] for t in terms)
    decay = math.log(0.1 * shortest**2 / longest**2) / (_ROUNDS - 1)
    for step in range(_ROUNDS):
        chance.shuffle(terms)
        _descend(spots, terms, longest**2 * math.exp(decay * step))
    return {node: (x, y) for node, (x, y) in zip(nodes, spots, strict=True)}


def _descend(
    spots: list[list[float]], terms: Iterable[tuple[int, int, float]], rate: float
) -> None:
    for i, j, wanted in terms:
        a, b = spots[i], spots[j]
        dx, dy = a[0] - b[0], a[1] - b[1]
        length = math.sqrt(dx * dx + dy * dy) or 1e-9
        move = min(1.0, rate / (wanted * wanted)) * (length - wanted) / (2 * length)
        a[0] -= move * dx
        a[1] -= move * dy
        b[0] += move * dx
        b[1] += move * dy


def _terms(
    graph: "nx.Graph[str]", nodes: list[str], chance: random.Random
) -> list[tuple[int, int, float]]:
    """List pairs of nodes and how far apart they should be; of a big graph, not all pairs."""
    index = {node: i for i, node in enumerate(nodes)}
    near = {(a, b): _length(graph, (a, b)) for a, b in graph.edges}
    scaled: nx.Graph[str] = nx.Graph()
    scaled.add_weighted_edges_from((a, b, length) for (a, b), length in near.items())
    wanted = {_pair(index[a], index[b]): length for (a, b), length in near.items()}
    few = nodes if len(nodes) <= _ALL_PAIRS else sorted(chance.sample(nodes, _PIVOTS))
    for source in few if near else ():
        far: dict[str, float] = nx.single_source_dijkstra_path_length(scaled, source)
        for node, length in far.items():
            if node != source:
                wanted.setdefault(_pair(index[source], index[node]), length)
    return [(i, j, length) for (i, j), length in sorted(wanted.items())]


def _length(graph: "nx.Graph[str]", edge: tuple[str, str]) -> float:
    """Give a node with many neighbours a wider ring to seat them on."""
    return max(EDGE, _SEAT * max(len(graph.adj[end]) for end in edge))


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _turned(places: Places, *, upright: bool) -> Places:
    """Turn a component so that it is widest, or highest, along its longest direction."""
    points = list(_centred(places).values())
    xx, yy = (sum(p[k] * p[k] for p in points) for k in (0, 1))
    xy = sum(x * y for x, y in points)
    angle = math.pi / 2 * upright - 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {n: (x * cos - y * sin, x * sin + y * cos) for n, (x, y) in places.items()}


def _centred(places: Places) -> Places:
    """Move the middle of all places to the origin; whole numbers, so that files stay alike."""
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {n: (float(round(x - x0)), float(round(y - y0))) for n, (x, y) in places.items()}


def _packed(boxes: Iterable[Box], aspect: float) -> Places:
    """Set boxes side by side, each where the whole stays smallest and nearest to the aspect."""
    places: Places = {}
    taken: list[tuple[float, float, float, float]] = []
    for box in boxes:
        x, y = _corner(box, taken, aspect)
        taken.append((x, y, x + box.width, y + box.height))
        middle = (x + box.width / 2, y + box.height / 2)
        places |= {n: (px + middle[0], py + middle[1]) for n, (px, py) in box.places.items()}
    return places


def _corner(box: Box, taken: Sequence[tuple[float, float, float, float]], aspect: float) -> Point:
    xs = sorted({0.0, *(t[2] for t in taken)})
    ys = sorted({0.0, *(t[3] for t in taken)})
    free = [(x, y) for x, y in product(xs, ys) if not _overlaps(box, (x, y), taken)]
    right, low = max([0.0, *(t[2] for t in taken)]), max([0.0, *(t[3] for t in taken)])

    def size(corner: Point) -> tuple[float, float]:
        x, y = corner[0] + box.width, corner[1] + box.height
        return max(right, x, aspect * max(low, y)), x + aspect * y

    return min(free, key=size)


def _overlaps(box: Box, corner: Point, taken: Iterable[tuple[float, float, float, float]]) -> bool:
    x, y = corner
    return any(
        x < t[2] and t[0] < x + box.width and y < t[3] and t[1] < y + box.height for t in taken
    )
