"""Whether like is joined with like: assortativity of a network by an attribute of its nodes.

Newman's coefficient (2003): 1 where every edge joins two of the same value, 0 where edges are laid
as if by chance, negative where unlike ones are joined. It must not weigh edges: each counts once.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Mixing:
    """How an attribute mixes: the coefficient (None where it is undefined) and the edges behind it.

    `edges` are those both of whose ends have a value, of `of` edges; `pairs` counts them by the
    values of their ends, in order of name where edges have no direction.
    """

    attribute: str
    coefficient: float | None
    edges: int
    of: int
    pairs: Mapping[tuple[str, str], int]


def mixing(graph: "nx.Graph[str]", attribute: str) -> Mixing:
    """Tell how the values of an attribute (kind, district) mix along the edges."""
    pairs: Counter[tuple[str, str]] = Counter()
    for a, b in graph.edges:
        ends = graph.nodes[a][attribute], graph.nodes[b][attribute]
        if all(ends):
            first, second = ends if graph.is_directed() else sorted(ends)
            pairs[first, second] += 1
    return Mixing(
        attribute=attribute,
        coefficient=_coefficient(pairs, directed=graph.is_directed()),
        edges=pairs.total(),
        of=graph.number_of_edges(),
        pairs=dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0]))),
    )


def _coefficient(pairs: Mapping[tuple[str, str], int], *, directed: bool) -> float | None:
    if not directed:  # each edge both ways
        both: Counter[tuple[str, str]] = Counter()
        for (a, b), count in pairs.items():
            both[a, b] += count
            both[b, a] += count
        pairs = both
    total = sum(pairs.values())
    sources: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for (a, b), count in pairs.items():
        sources[a] += count
        targets[b] += count
    # Whole numbers to the end: the last digit must not depend on the order of a sum.
    chance = sum(sources[value] * targets[value] for value in sources)
    same = sum(count for (a, b), count in pairs.items() if a == b) * total
    return (same - chance) / (total * total - chance) if total * total != chance else None
