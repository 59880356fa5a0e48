"""Two organisations beside each other: what they share, what only one has, how far apart they are.

It must not word anything; `tvetgraph.viz.networks` does.
"""

from dataclasses import dataclass
from typing import Any, cast

import networkx as nx

from tvetgraph.graph.networks.plain import to_plain
from tvetgraph.graph.networks.profile import Place, Tie, profile, ties
from tvetgraph.graph.networks.similarity import cosine, jaccard
from tvetgraph.graph.networks.system import System


@dataclass(frozen=True)
class Side:
    """What only one of the two has."""

    node: str
    places: tuple[Place, ...]
    partners: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Both sides and what they share; `path` leads from one to the other, or is empty.

    `ties` are those of the first to the second in the directed networks.
    """

    sides: tuple[Side, Side]
    partners: tuple[str, ...]
    fields: tuple[str, ...]
    jaccard: float
    cosine: float
    path: tuple[str, ...]
    ties: tuple[Tie, ...]


def compare(system: System, *, ends: tuple[str, str]) -> Comparison:
    """Set two organisations beside each other, by the partner network and the fields."""
    (a, b), graph = ends, system.partners
    near = [frozenset(graph.adj[node]) if node in graph else frozenset[str]() for node in (a, b)]
    fields = [frozenset(system.fields.of.get(node, {})) for node in (a, b)]
    both = a in graph and b in graph
    first, second = (
        Side(
            node=node,
            places=profile(system, node).places,
            partners=tuple(sorted(near[i] - near[1 - i])),
            fields=tuple(sorted(fields[i] - fields[1 - i])),
        )
        for i, node in enumerate((a, b))
    )
    return Comparison(
        sides=(first, second),
        partners=tuple(sorted(near[0] & near[1])),
        fields=tuple(sorted(fields[0] & fields[1])),
        jaccard=jaccard(graph, ends) if both else 0.0,
        cosine=cosine(graph, ends) if both else 0.0,
        path=_path(graph, ends) if both else (),
        ties=tuple(tie for tie in ties(system, a) if tie.node == b),
    )


def _path(graph: "nx.Graph[str]", ends: tuple[str, str]) -> tuple[str, ...]:
    plain, nodes = to_plain(graph)
    source, target = (nodes.index(end) for end in ends)
    try:
        steps: list[int] = cast("Any", nx).shortest_path(plain, source, target)
        return tuple(nodes[i] for i in steps)
    except nx.NetworkXNoPath:
        return ()
