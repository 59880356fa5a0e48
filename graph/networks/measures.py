"""An organisation's place in a network: how many it is joined to, how often, and between whom.

Every measure takes the network as undirected; a pair joined both ways counts once, with both
weights. It must not know what an edge stands for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tvetgraph.graph.networks.communities import SEED, communities
from tvetgraph.graph.networks.engine import Engine, Networkx
from tvetgraph.graph.networks.plain import by_size, to_plain

if TYPE_CHECKING:
    import networkx as nx

_DIGITS = 6


@dataclass(frozen=True)
class Measure:
    """One organisation's place in a network.

    `degree` counts its neighbours, `strength` the weights that tie it to them. `betweenness` is the
    share (0 to 1) of all shortest paths between others that pass through it. `constraint` is
    Burt's: low where the neighbours have nothing to do with one another, so that it bridges them;
    1 for a node that hangs on one other. `core` is the largest k such that it belongs to a part in
    which everyone has k neighbours. Components and communities are numbered from 1 by size.
    """

    node: str
    name: str
    kind: str
    degree: int
    strength: int
    betweenness: float
    constraint: float
    core: int
    component: int
    community: int


def measures(
    graph: "nx.Graph[str]", *, seed: int = SEED, engine: Engine | None = None
) -> tuple[Measure, ...]:
    """Measure each node, the strongest first."""
    if not graph:  # engines refuse a network without nodes
        return ()
    reckoner = engine or Networkx()
    plain, nodes = to_plain(graph)
    between, constraint = reckoner.betweenness(plain), reckoner.constraint(plain)
    core = reckoner.core(plain)
    component = _numbered(components(graph, engine=reckoner))
    community = _numbered(communities(graph, seed=seed, engine=reckoner))
    found = [
        Measure(
            node=node,
            name=graph.nodes[node]["name"],
            kind=graph.nodes[node]["kind"],
            degree=len(plain[i]),
            strength=sum(data["weight"] for data in plain[i].values()),
            betweenness=round(between[i], _DIGITS),
            constraint=round(constraint[i], _DIGITS),
            core=core[i],
            component=component[node],
            community=community[node],
        )
        for i, node in enumerate(nodes)
    ]
    return tuple(sorted(found, key=lambda m: (-m.strength, -m.degree, m.node)))


def components(
    graph: "nx.Graph[str]", *, engine: Engine | None = None
) -> tuple[frozenset[str], ...]:
    """List the (weakly) connected components, the largest first."""
    plain, nodes = to_plain(graph)
    return by_size((engine or Networkx()).components(plain), nodes)


def _numbered(groups: Iterable[Iterable[str]]) -> Mapping[str, int]:
    return {node: i for i, group in enumerate(groups, start=1) for node in group}
