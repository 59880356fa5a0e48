"""How alike two organisations of a network are: by the neighbours that they share.

In a directed network a neighbour is one that an edge leads to. It must not suggest anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

import networkx as nx

_DIGITS = 6
Pair = tuple[str, str]


@dataclass(frozen=True)
class Likeness:
    """One organisation like another, from 0 to 1 either way.

    `jaccard` is the share of their neighbours that both have, `cosine` compares the weights of
    their edges, and `shared` are the neighbours that both have.
    """

    node: str
    name: str
    kind: str
    jaccard: float
    cosine: float
    shared: tuple[str, ...]


def similar(graph: "nx.Graph[str]", node: str) -> tuple[Likeness, ...]:
    """List those that share a neighbour with the node, the most alike first."""
    found = [
        Likeness(
            node=other,
            name=graph.nodes[other]["name"],
            kind=graph.nodes[other]["kind"],
            jaccard=round(jaccard(graph, (node, other)), _DIGITS),
            cosine=round(cosine(graph, (node, other)), _DIGITS),
            shared=shared(graph, (node, other)),
        )
        for other in sorted(_beyond(graph, node))
    ]
    return tuple(sorted(found, key=lambda like: (-like.jaccard, -like.cosine, like.node)))


def shared(graph: "nx.Graph[str]", pair: Pair) -> tuple[str, ...]:
    """List the neighbours that both have."""
    a, b = pair
    return tuple(sorted(graph.adj[a].keys() & graph.adj[b].keys()))


def jaccard(graph: "nx.Graph[str]", pair: Pair) -> float:
    """Divide the neighbours that both have by those that either has."""
    a, b = pair
    either = graph.adj[a].keys() | graph.adj[b].keys()
    return len(shared(graph, pair)) / len(either) if either else 0.0


def cosine(graph: "nx.Graph[str]", pair: Pair) -> float:
    """Compare the two rows of weights by the cosine of the angle between them."""
    first, second = (graph.adj[end] for end in pair)
    both = sum(first[z]["weight"] * second[z]["weight"] for z in first.keys() & second.keys())
    lengths = _squares(first.values()) * _squares(second.values())
    return both / sqrt(lengths) if lengths else 0.0


def adamic_adar(graph: "nx.Graph[str]", pair: Pair) -> float:
    """Add up 1 / ln(n) over the neighbours that both have, n being how many have each."""
    return sum(1 / log(popularity(graph, z)) for z in shared(graph, pair))


def popularity(graph: "nx.Graph[str]", node: str) -> int:
    """Count those that have the node as a neighbour."""
    return len(graph.pred[node]) if isinstance(graph, nx.DiGraph) else len(graph.adj[node])


def _squares(edges: Iterable[dict[str, int]]) -> int:
    return sum(edge["weight"] ** 2 for edge in edges)


def _beyond(graph: "nx.Graph[str]", node: str) -> set[str]:
    """Find those that share a neighbour with the node."""
    back = graph.pred if isinstance(graph, nx.DiGraph) else graph.adj
    return {other for middle in graph.adj[node] for other in back[middle]} - {node}
