"""Communities of a network by the Louvain method, and how far they depend on the seed.

Two partitions are compared by the adjusted Rand index and by normalised mutual information: both
are 1 for equal ones, and the first is about 0 for two that have nothing to do with each other.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from tvetgraph.graph.networks.engine import Engine, Networkx
from tvetgraph.graph.networks.plain import by_size, to_plain

if TYPE_CHECKING:
    import networkx as nx

SEED = 20201122
RUNS = 20
Groups = Sequence[frozenset[str]]


@dataclass(frozen=True)
class Stability:
    """How alike the communities of many seeds are, over all pairs of runs.

    `fewest` and `most` count communities; modularity is the share of weight within communities
    beyond what chance would put there.
    """

    runs: int
    fewest: int
    most: int
    modularity: float
    rand: float
    least_rand: float
    information: float


def communities(
    graph: "nx.Graph[str]", *, seed: int = SEED, engine: Engine | None = None
) -> tuple[frozenset[str], ...]:
    """List the communities by weight, the largest first; the same seed, the same ones."""
    plain, nodes = to_plain(graph)
    if not plain.number_of_edges():
        return by_size(([i] for i in plain), nodes)
    return by_size((engine or Networkx()).communities(plain, seed), nodes)


def stability(
    graph: "nx.Graph[str]", *, seed: int = SEED, runs: int = RUNS, engine: Engine | None = None
) -> Stability:
    """Find communities with `runs` seeds, from `seed` on, and compare every two of them."""
    found = [communities(graph, seed=seed + i, engine=engine) for i in range(runs)]
    pairs = list(combinations(found, 2)) or [(found[0], found[0])]
    rands = [rand_index(a, b) for a, b in pairs]
    return Stability(
        runs=runs,
        fewest=min(map(len, found)),
        most=max(map(len, found)),
        modularity=fmean(modularity(graph, groups) for groups in found),
        rand=fmean(rands),
        least_rand=min(rands),
        information=fmean(mutual_information(a, b) for a, b in pairs),
    )


def modularity(graph: "nx.Graph[str]", groups: Groups) -> float:
    """Give the share of weight within the groups beyond what chance would put there."""
    plain, nodes = to_plain(graph)
    group = {node: i for i, members in enumerate(groups) for node in members}
    total = plain.size(weight="weight")
    if not total:
        return 0.0
    within: int = sum(
        plain.edges[a, b]["weight"] for a, b in plain.edges if group[nodes[a]] == group[nodes[b]]
    )
    strength: Counter[int] = Counter()
    for i, weight in plain.degree(weight="weight"):
        strength[group[nodes[i]]] += weight
    return float(within / total - sum((s / (2 * total)) ** 2 for s in strength.values()))


def rand_index(a: Groups, b: Groups) -> float:
    """Compare two partitions of the same nodes by the adjusted Rand index (Hubert, Arabie 1985)."""
    both = _pairs(len(x & y) for x in a for y in b)
    first, second = _pairs(map(len, a)), _pairs(map(len, b))
    expected = first * second / (_pairs([sum(map(len, a))]) or 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def mutual_information(a: Groups, b: Groups) -> float:
    """Compare two partitions of the same nodes by mutual information over their mean entropy."""
    total = sum(map(len, a))
    sizes = [(len(x & y), len(x), len(y)) for x in a for y in b]
    shared = sum(n / total * math.log(n * total / (i * j)) for n, i, j in sizes if n)
    mean = (_entropy(a, total) + _entropy(b, total)) / 2
    return shared / mean if mean else 1.0


def _entropy(groups: Groups, total: int) -> float:
    return -sum(len(g) / total * math.log(len(g) / total) for g in groups)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)
