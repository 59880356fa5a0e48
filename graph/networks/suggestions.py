"""Partners that an organisation does not have but its likes do, each with reason and evidence.

Two organisations are alike by the partners that they share (Adamic–Adar) and by their fields. A
suggestion is no forecast and no judgement: `heldout` says how often it finds a known tie again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tvetgraph.graph.networks.fields import Fields
from tvetgraph.graph.networks.similarity import adamic_adar, shared

if TYPE_CHECKING:
    import networkx as nx

_DIGITS = 4


@dataclass(frozen=True)
class Peer:
    """One that is like the asker: by which partners, by which fields, and how much in all."""

    node: str
    likeness: float
    partners: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A partner to think of: through which peers, the closest first, and on which facts.

    `score` adds up the likeness of the peers; `facts` tie them to the partner.
    """

    node: str
    score: float
    through: tuple[Peer, ...]
    facts: tuple[str, ...]


def suggest(
    graph: "nx.Graph[str]", node: str, *, askers: frozenset[str], fields: Fields
) -> tuple[Suggestion, ...]:
    """List partners for a node, the best first; `askers` are the kinds that count as its peers."""
    peers = find_peers(graph, node, askers=askers, fields=fields)
    through: dict[str, list[Peer]] = {}
    for peer in peers:
        for partner in candidates(graph, node, peer=peer.node):
            through.setdefault(partner, []).append(peer)
    found = [
        Suggestion(
            node=partner,
            score=round(sum(peer.likeness for peer in by), _DIGITS),
            through=tuple(by),
            facts=_facts(graph, partner, by),
        )
        for partner, by in through.items()
    ]
    return tuple(sorted(found, key=lambda s: (-s.score, -len(s.through), s.node)))


def find_peers(
    graph: "nx.Graph[str]", node: str, *, askers: frozenset[str], fields: Fields
) -> tuple[Peer, ...]:
    """List those of the kinds that share a partner or a field with the node, the closest first."""
    found = [
        Peer(
            node=other,
            likeness=round(value, _DIGITS),
            partners=shared(graph, (node, other)),
            fields=tuple(sorted(fields.shared(node, other))),
        )
        for other, value in likenesses(graph, node, askers=askers, fields=fields).items()
    ]
    return tuple(sorted(found, key=lambda peer: (-peer.likeness, peer.node)))


def likenesses(
    graph: "nx.Graph[str]", node: str, *, askers: frozenset[str], fields: Fields
) -> Mapping[str, float]:
    """Weigh each of those kinds that is like the node: shared partners plus shared fields."""
    others = (n for n in sorted(graph) if n != node and graph.nodes[n]["kind"] in askers)
    found = {n: adamic_adar(graph, (node, n)) + fields.likeness(node, n) for n in others}
    return {other: value for other, value in found.items() if value > 0}


def candidates(graph: "nx.Graph[str]", node: str, *, peer: str) -> list[str]:
    """List the partners of a peer that the node does not have."""
    return sorted(graph.adj[peer].keys() - graph.adj[node].keys() - {node})


def _facts(graph: "nx.Graph[str]", partner: str, by: Iterable[Peer]) -> tuple[str, ...]:
    """Give the facts that tie the peers to the partner, those of the closest peer first."""
    ordered = (fact for peer in by for fact in graph.edges[peer.node, partner]["facts"].split())
    return tuple(dict.fromkeys(ordered))
