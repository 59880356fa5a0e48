"""One organisation in all networks: its place, its partners, its peers, what is missing.

It must not word anything; `tvetgraph.viz.networks` does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from tvetgraph.graph.networks.kinds import SCHOOLS, peers_of
from tvetgraph.graph.networks.measures import Measure, components
from tvetgraph.graph.networks.similarity import popularity
from tvetgraph.graph.networks.suggestions import Peer, Suggestion, suggest
from tvetgraph.graph.networks.system import System

CLOSEST = 10


@dataclass(frozen=True)
class Place:
    """The place in one network: rank 1 is the strongest of `of`, equals share a rank.

    `parts` are the sizes of the parts into which its component falls without it, largest first.
    """

    network: str
    measure: Measure
    of: int
    rank: int
    bridging_rank: int
    component_size: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Partner:
    """A partner, by how many facts, and who else in the network has it."""

    node: str
    facts: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Tie:
    """A tie of a directed network, to the other or from it, on how many facts."""

    network: str
    node: str
    outward: bool
    facts: tuple[str, ...]


@dataclass(frozen=True)
class FieldGap:
    """A field that the organisation works in without a partner named in it, and who has some."""

    field: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """All that a page about one says; `absent` counts its peers in networks where it is not."""

    node: str
    places: tuple[Place, ...]
    partners: tuple[Partner, ...]
    ties: tuple[Tie, ...]
    peers: tuple[Peer, ...]
    absent: Mapping[str, int]
    field_gaps: tuple[FieldGap, ...]
    suggestions: tuple[Suggestion, ...]


def profile(system: System, node: str) -> Profile:
    """Draw up the profile of an organisation."""
    peers = system.peers(node)[:CLOSEST]
    askers, fields = peers_of(system.known[node]["kind"]), system.fields
    graph = system.partners
    return Profile(
        node=node,
        places=tuple(_places(system, node)),
        partners=tuple(_partners(system.partners, node)),
        ties=tuple(ties(system, node)),
        peers=peers,
        absent=_absent(system, node, peers),
        field_gaps=tuple(_field_gaps(system, node)),
        suggestions=suggest(graph, node, askers=askers, fields=fields) if node in graph else (),
    )


def _places(system: System, node: str) -> Iterable[Place]:
    for name, graph in system.graphs.items():
        if node in graph:
            measured = system.measured[name]
            own = measured[node]
            others = measured.values()
            yield Place(
                network=name,
                measure=own,
                of=len(graph),
                rank=1 + sum(m.strength > own.strength for m in others),
                bridging_rank=1 + sum(m.betweenness > own.betweenness for m in others),
                component_size=sum(m.component == own.component for m in others),
                parts=_parts(graph, node),
            )


def _parts(graph: "nx.Graph[str]", node: str) -> tuple[int, ...]:
    """Measure the parts into which the component of a node falls without it."""
    whole = next(group for group in components(graph) if node in group)
    rest: nx.Graph[str] = nx.Graph(graph.subgraph(whole - {node}))
    return tuple(map(len, components(rest)))


def _partners(graph: "nx.Graph[str]", node: str) -> Iterable[Partner]:
    if node not in graph:
        return
    near = graph.adj[node]
    for other in sorted(near, key=lambda n: (-near[n]["weight"], -popularity(graph, n), n)):
        others = tuple(sorted(set(graph.adj[other]) - {node}))
        yield Partner(other, tuple(near[other]["facts"].split()), others)


def ties(system: System, node: str) -> Iterable[Tie]:
    """List whom a node feeds or aids and who feeds or aids it, the most facts first."""
    for network, graph in system.graphs.items():
        if not isinstance(graph, nx.DiGraph) or node not in graph:
            continue
        for outward, near in ((True, graph.succ[node]), (False, graph.pred[node])):
            for other in sorted(near, key=lambda n: (-near[n]["weight"], n)):
                yield Tie(network, other, outward, tuple(near[other]["facts"].split()))


def _absent(system: System, node: str, peers: Iterable[Peer]) -> Mapping[str, int]:
    """Count, for each network that the node is not in, how many of the peers are."""
    nodes = [peer.node for peer in peers]
    missing = {name: graph for name, graph in system.graphs.items() if node not in graph}
    counts = {name: sum(peer in graph for peer in nodes) for name, graph in missing.items()}
    return {name: count for name, count in counts.items() if count}


def _field_gaps(system: System, node: str) -> Iterable[FieldGap]:
    """List fields of the node, rare ones first, where others name partners and it does not."""
    graph = system.partners
    tied: set[str] = {fact for edge in graph.edges for fact in graph.edges[edge]["facts"].split()}
    schools = [
        other
        for other, told in sorted(system.known.items())
        if told["kind"] in SCHOOLS and other != node
    ]
    gaps: list[FieldGap] = []
    for field, facts in system.fields.of.get(node, {}).items():
        having = [o for o in schools if system.fields.of.get(o, {}).get(field, frozenset()) & tied]
        if having and not facts & tied:
            gaps.append(FieldGap(field, tuple(having)))
    return sorted(gaps, key=lambda gap: (len(gap.others), gap.field))
