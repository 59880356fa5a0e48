"""A network as one still picture: its largest components, coloured by class, the strongest named.

Uses the layout of the drawings; every name is escaped. It must not choose what is worth saying.
"""

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TYPE_CHECKING

from tvetgraph.graph.texts import Text
from tvetgraph.viz import layout
from tvetgraph.viz.networks.charts import label, picture
from tvetgraph.viz.style import SINGLE_LINE, style

if TYPE_CHECKING:
    import networkx as nx

_WIDE, _PAD = 1000.0, 70.0
_NAMED = 30
_ROW = 5


def network_map(
    graph: "nx.Graph[str]",
    *,
    names: Mapping[str, Text],
    classes: Mapping[str, Text],
    title: Text,
) -> str:
    """Draw a network over its legend; those with most neighbours are named where there is room."""
    undirected = graph.to_undirected()
    places = layout.positions(undirected, aspect=1.5)
    scale, height = _scale(places.values())
    spots = {n: (_WIDE / 2 + x * scale, height / 2 + y * scale) for n, (x, y) in places.items()}
    degrees = {node: len(undirected.adj[node]) for node in sorted(undirected)}
    parts = [_edge(spots[a], spots[b], graph.edges[a, b]["weight"]) for a, b in sorted(graph.edges)]
    for node, degree in degrees.items():
        parts.append(_dot(spots[node], 2.5 + sqrt(degree), graph.nodes[node]["kind"]))
    for node in _with_room(degrees, spots, names):
        x, y = spots[node]
        parts.append(label(names[node], x=x, y=y - 6 - sqrt(degrees[node]), anchor="middle"))
    parts += _legend(classes, top=height)
    return picture(parts, height=height + 24 * -(-len(classes) // _ROW), title=title, width=_WIDE)


def _scale(places: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Fit the places into the picture's width; give the scale and the height that they need."""
    points = list(places)
    wide = max((2 * abs(x) for x, _ in points), default=0) or 1.0
    tall = max((2 * abs(y) for _, y in points), default=0) or 1.0
    scale = min((_WIDE - 2 * _PAD) / wide, 1.2)
    return scale, tall * scale + _PAD


def _with_room(
    degrees: Mapping[str, int],
    spots: Mapping[str, tuple[float, float]],
    names: Mapping[str, Text],
) -> Iterable[str]:
    """List the best connected whose names do not run into one another in either language."""
    taken: list[tuple[float, float, float]] = []
    for node in sorted(degrees, key=lambda node: (-degrees[node], node))[:_NAMED]:
        (x, y), name = spots[node], names[node]
        half = max(6.2 * len(name.zh), 3.4 * len(name.english))
        if all(abs(x - ox) > half + other or abs(y - oy) > 14 for ox, oy, other in taken):
            taken.append((x, y, half))
            yield node


def _legend(classes: Mapping[str, Text], *, top: float) -> Iterable[str]:
    for i, (kind, name) in enumerate(classes.items()):
        x, y = 20 + (i % _ROW) * (_WIDE - 40) / _ROW, top + 24 * (i // _ROW)
        yield _dot((x, y), 5, kind)
        yield label(name, x=x + 10, y=y + 4)


def _dot(spot: tuple[float, float], radius: float, kind: str) -> str:
    colour = style(kind).colour
    return f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _edge(a: tuple[float, float], b: tuple[float, float], weight: int) -> str:
    return (
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"'
        f' stroke="{SINGLE_LINE}" stroke-opacity="0.6" stroke-width="{0.6 + 0.5 * weight:.1f}"/>'
    )
