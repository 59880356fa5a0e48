"""The networks that tvetgraph makes, each a simple weighted networkx graph, and what each means.

`NETWORKS` maps their names to them. Nodes are IRIs with name, name_en, kind and district; edges
have weight, years, kinds and facts, the last three as words set apart by spaces, and projections
have `through`, the IRIs of what is shared. It must not measure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import TypeVar

import networkx as nx
import pyoxigraph as ox

from tvetgraph.graph.networks.asking import ask, describe, facts
from tvetgraph.loaders.errors import QueryError

SCHOOLS = frozenset({"SecondaryVocationalSchool", "HigherVocationalCollege", "University"})
FIRMS = frozenset({"Enterprise", "PublicEmployer"})

_Network = TypeVar("_Network", bound="nx.Graph[str]")


@dataclass(frozen=True)
class NetworkKind:
    """A network by its name, who makes it, and what it, an edge and a weight mean (zh, en).

    `askers` are the kinds of organisation that suggestions are made for; none, no suggestions.
    """

    name: str
    make: Callable[[ox.Store], "nx.Graph[str]"]
    title: tuple[str, str]
    edge: tuple[str, str]
    weight: tuple[str, str]
    askers: frozenset[str] = field(default=frozenset())


def partner_network(store: ox.Store) -> "nx.Graph[str]":
    """Make the partner network: who works with whom, whatever the form.

    An edge joins an institution and a body that a fact names as its partner: employer of an
    apprenticeship, foreign side of a programme, partner of a unit, a cooperation or an exchange.
    Its weight is the number of distinct facts that tie the two; a fact with four employers ties
    the school to each of the four and none of the four to another. Edges have no direction.
    """
    return _tied(nx.Graph(), store, "partners")


def pipeline_network(store: ox.Store) -> "nx.DiGraph[str]":
    """Make the through-training network: from which institution to which pupils move on.

    An edge leads from the institution of a stage to that of the next stage, where they differ. Its
    weight is the number of distinct pipelines that have this step, withdrawn ones left out; it
    does not count pupils.
    """
    return _tied(nx.DiGraph(), store, "pipelines")


def aid_network(store: ox.Store) -> "nx.DiGraph[str]":
    """Make the aid network: who aids which region or body.

    An edge leads from a donor to a region or a recipient that a fact of aid names; a fact that
    names both ties the donor to both. Its weight is the number of distinct facts, not money or
    people. `bipartite` of a node is 0 for those that only give and 1 for those that receive.
    """
    graph: nx.DiGraph[str] = _tied(nx.DiGraph(), store, "aid")
    for node in graph:
        graph.nodes[node]["bipartite"] = int(graph.in_degree(node) > 0)
    return graph


def foreign_network(store: ox.Store) -> "nx.Graph[str]":
    """Make the foreign network: which institutions work with which bodies abroad.

    An edge joins an institution and the foreign side of its programmes, exchanges, cooperations
    and units, as far as the reports name it; a country alone makes no edge. Its weight is the
    number of distinct facts. Edges have no direction.
    """
    return _tied(nx.Graph(), store, "foreign")


def shared_partner_network(store: ox.Store) -> "nx.Graph[str]":
    """Make the network of schools by shared partners.

    An edge joins two schools, colleges or universities that have a neighbour in common in the
    partner network. Its weight is the number of these neighbours; its facts are those that tie
    either to them.
    """
    return _projected(partner_network(store), SCHOOLS)


def shared_firm_network(store: ox.Store) -> "nx.Graph[str]":
    """Make the network of firms and public employers by shared schools.

    An edge joins two of them that work with the same school, college or university in the partner
    network. Its weight is the number of these schools.
    """
    return _projected(partner_network(store), FIRMS, through=SCHOOLS)


def make_network(store: ox.Store, name: str) -> "nx.Graph[str]":
    """Make the network of that name, one of NETWORKS."""
    return network_kind(name).make(store)


def peers_of(kind: str) -> frozenset[str]:
    """Give the kinds of organisation that are peers of one: schools of schools, firms of firms."""
    return next((group for group in (SCHOOLS, FIRMS) if kind in group), frozenset({kind}))


def network_kind(name: str) -> NetworkKind:
    """Find a network by its name; raise QueryError where there is none."""
    if name not in NETWORKS:
        problem = f"没有名为“{name}”的网络 / no network is called {name}"
        raise QueryError(problem=problem, remedy=f"可用 / use {', '.join(NETWORKS)}")
    return NETWORKS[name]


def _tied(graph: _Network, store: ox.Store, ties: str) -> _Network:
    """Add an edge for each tied pair, weighted by its facts, and describe the nodes."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for a, b, fact in ask(store, ties):
        pair = (a, b) if graph.is_directed() else (min(a, b), max(a, b))
        pairs.setdefault(pair, set()).add(fact)
    told, known = facts(store), describe(store)
    for node in sorted({end for pair in pairs for end in pair}):
        graph.add_node(node, **known[node])
    for (a, b), found in sorted(pairs.items()):
        graph.add_edge(a, b, weight=len(found), **_evidence(found, told))
    return graph


def _evidence(found: Iterable[str], told: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    ordered = sorted(found)
    return {
        "years": _words(told[fact][1] for fact in ordered),
        "kinds": _words(told[fact][0] for fact in ordered),
        "facts": _words(ordered),
    }


def _projected(
    partners: "nx.Graph[str]", kinds: frozenset[str], *, through: frozenset[str] = frozenset()
) -> "nx.Graph[str]":
    """Join the nodes of some kinds by the neighbours, of some kinds or any, that they share."""
    shared: dict[tuple[str, str], list[str]] = {}
    for middle in sorted(partners):
        if not through or partners.nodes[middle]["kind"] in through:
            ends = sorted(n for n in partners[middle] if partners.nodes[n]["kind"] in kinds)
            for pair in combinations(ends, 2):
                shared.setdefault(pair, []).append(middle)
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({end for pair in shared for end in pair}):
        graph.add_node(node, **partners.nodes[node])
    for (a, b), middles in sorted(shared.items()):
        ties = [partners.edges[end, middle] for end in (a, b) for middle in middles]
        evidence = {
            key: _words(word for tie in ties for word in tie[key].split())
            for key in ("years", "kinds", "facts")
        }
        graph.add_edge(a, b, weight=len(middles), **evidence, through=_words(middles))
    return graph


def _words(found: Iterable[str]) -> str:
    return " ".join(sorted({word for word in found if word}))


_KINDS = (
    NetworkKind(
        "partners",
        partner_network,
        ("合作网络", "partner network"),
        ("学校与事实写明的合作方", "an institution and a body that a fact names as its partner"),
        ("连接两者的不同事实的条数", "distinct facts that tie the two"),
        SCHOOLS,
    ),
    NetworkKind(
        "shared-partners",
        shared_partner_network,
        ("共同伙伴网络", "schools by shared partners"),
        ("有共同合作方的两所院校", "two institutions that have a partner in common"),
        ("共同合作方的个数", "partners in common"),
    ),
    NetworkKind(
        "shared-firms",
        shared_firm_network,
        ("共同院校网络", "firms by shared schools"),
        ("与同一院校合作的两家用人单位", "two firms or employers that work with the same school"),
        ("共同院校的个数", "schools in common"),
    ),
    NetworkKind(
        "pipelines",
        pipeline_network,
        ("衔接网络", "through-training network"),
        ("从一阶段院校到下一阶段院校", "from the institution of a stage to that of the next"),
        ("含这一步的项目个数（已撤销的除外）", "pipelines with this step, withdrawn ones left out"),
        SCHOOLS,
    ),
    NetworkKind(
        "aid",
        aid_network,
        ("帮扶网络", "aid network"),
        ("从帮扶方到受援地区或单位", "from a donor to a region or body that it aids"),
        ("不同帮扶事实的条数", "distinct facts of aid"),
        SCHOOLS,
    ),
    NetworkKind(
        "foreign",
        foreign_network,
        ("国际合作网络", "foreign network"),
        ("院校与其外方机构", "an institution and a foreign body that it works with"),
        ("连接两者的不同事实的条数", "distinct facts that tie the two"),
        SCHOOLS,
    ),
)
#: The networks by name, in the order in which they are listed.
NETWORKS: Mapping[str, NetworkKind] = MappingProxyType({kind.name: kind for kind in _KINDS})
