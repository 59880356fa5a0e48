"""Networks with numbers for names, as engines take them, and groups of numbers back as names."""

from collections.abc import Iterable, Sequence

import networkx as nx


def to_plain(graph: "nx.Graph[str]") -> tuple["nx.Graph[int]", list[str]]:
    """Give the network undirected, its nodes numbered in the order of their names.

    Numbers instead of names: sets of strings come in another order in every process. Both
    directions of a pair become one edge with the sum of their weights.
    """
    nodes = sorted(graph)
    numbers = {node: i for i, node in enumerate(nodes)}
    weights: dict[tuple[int, int], int] = {}
    for a, b in graph.edges:
        pair = (min(numbers[a], numbers[b]), max(numbers[a], numbers[b]))
        weights[pair] = weights.get(pair, 0) + graph.edges[a, b]["weight"]
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_weighted_edges_from((i, j, weight) for (i, j), weight in sorted(weights.items()))
    return plain, nodes


def by_size(groups: Iterable[Iterable[int]], nodes: Sequence[str]) -> tuple[frozenset[str], ...]:
    """Give groups of numbers as groups of names, the largest first."""
    named = (frozenset(nodes[i] for i in group) for group in groups)
    return tuple(sorted(named, key=lambda group: (-len(group), min(group))))
