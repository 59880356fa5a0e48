"""Networks of organisations as networkx graphs, their measures, and their exchange formats.

Each network is a simple projection of the facts, weighted by how many facts tie two organisations;
what an edge means stands with the function that makes it. It must not change a store or draw.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any, TypeVar, cast

import networkx as nx
import pyoxigraph as ox

from tvetgraph.ontology import PREFIXES

SEED = 20201122
_Network = TypeVar("_Network", bound="nx.Graph[str]")

_PAIRS = """\
SELECT DISTINCT ?source ?target ?fact
WHERE {
  %s
}
"""
# The roles that graph/rules joins into tvet:partnerOf.
_PARTNERS = """\
?fact tvet:school|tvet:college|tvet:host ?source ;
    tvet:employers|tvet:partner|tvet:partners ?target .
  FILTER(?source != ?target)"""
_PIPELINES = """\
?fact tvet:stages ?stage .
  ?stage tvet:organization ?source ;
    tvet:nextStage/tvet:organization ?target .
  FILTER(?source != ?target)
  FILTER NOT EXISTS {
    ?fact tvet:status <https://w3id.org/tvetgraph/concept/pipeline-status/withdrawn> .
  }"""
_NODES = """\
SELECT ?node ?kind ?name ?language
WHERE {
  ?node a ?kind ;
    skos:prefLabel ?label .
  ?kind rdfs:subClassOf* tvet:Organization .
  BIND(STR(?label) AS ?name)
  BIND(LANG(?label) AS ?language)
}
"""


@dataclass(frozen=True)
class Measure:
    """One organisation's place in a network.

    `degree` counts its neighbours, `strength` the facts that tie it to them; components are
    numbered from 1 by size, communities likewise.
    """

    node: str
    name: str
    kind: str
    degree: int
    strength: int
    component: int
    community: int


def partner_network(store: ox.Store) -> "nx.Graph[str]":
    """Make the partner network: who works with whom, whatever the form.

    Nodes are organisations, named by their IRIs. An edge joins an institution and a body that a
    fact names as its partner: employer of an apprenticeship, foreign side of a programme, partner
    of a unit, a cooperation or an exchange. Its weight is the number of distinct facts that tie
    the two; a fact with four employers ties the school to each of the four and none of the four to
    another. Edges have no direction, and there is one for each pair.
    """
    graph: nx.Graph[str] = nx.Graph()
    ties = ((min(a, b), max(a, b), fact) for a, b, fact in _select(store, _PAIRS % _PARTNERS))
    return _filled(graph, store, ties)


def pipeline_network(store: ox.Store) -> "nx.DiGraph[str]":
    """Make the through-training network: from which institution to which pupils move on.

    An edge leads from the institution of a stage to that of the next stage, where they differ. Its
    weight is the number of distinct pipelines that have this step, withdrawn ones left out; it
    does not count pupils.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    ties = ((a, b, fact) for a, b, fact in _select(store, _PAIRS % _PIPELINES))
    return _filled(graph, store, ties)


def components(graph: "nx.Graph[str]") -> tuple[frozenset[str], ...]:
    """List the (weakly) connected components, the largest first."""
    return _by_size(nx.connected_components(nx.Graph(graph)))


def communities(graph: "nx.Graph[str]", *, seed: int = SEED) -> tuple[frozenset[str], ...]:
    """List the Louvain communities by weight, the largest first; the same seed, the same ones."""
    # Numbers instead of names: sets of strings come in another order in every process.
    nodes = sorted(graph)
    numbers = {node: i for i, node in enumerate(nodes)}
    weights: dict[tuple[int, int], int] = {}
    for a, b, weight in _weighted(graph):
        pair = (min(numbers[a], numbers[b]), max(numbers[a], numbers[b]))
        weights[pair] = weights.get(pair, 0) + weight
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_weighted_edges_from((i, j, weight) for (i, j), weight in sorted(weights.items()))
    # The stubs of networkx leave the result open.
    found: Iterable[set[int]] = cast("Any", nx).community.louvain_communities(plain, seed=seed)
    return _by_size({nodes[i] for i in community} for community in found)


def measures(graph: "nx.Graph[str]", *, seed: int = SEED) -> tuple[Measure, ...]:
    """Measure each node, the strongest first; in a directed network both directions count."""
    component, community = _numbered(components(graph)), _numbered(communities(graph, seed=seed))
    neighbours: dict[str, set[str]] = {node: set() for node in graph}
    strength: dict[str, int] = dict.fromkeys(graph, 0)
    for a, b, weight in _weighted(graph):
        for node, other in ((a, b), (b, a)):
            neighbours[node].add(other)
            strength[node] += weight
    found = [
        Measure(
            node=node,
            name=graph.nodes[node]["name"],
            kind=graph.nodes[node]["kind"],
            degree=len(neighbours[node]),
            strength=strength[node],
            component=component[node],
            community=community[node],
        )
        for node in graph
    ]
    return tuple(sorted(found, key=lambda m: (-m.strength, -m.degree, m.node)))


def to_graphml(graph: "nx.Graph[str]") -> bytes:
    """Write GraphML, the same bytes every time."""
    return ("\n".join(cast("Any", nx).generate_graphml(graph)) + "\n").encode()


def to_gexf(graph: "nx.Graph[str]") -> bytes:
    """Write GEXF for Gephi, the same bytes every time."""
    named = graph.copy()
    for node in named:
        named.nodes[node]["label"] = named.nodes[node]["name"]
    text = "\n".join(cast("Any", nx).generate_gexf(named)) + "\n"
    # networkx writes the day of writing into the head.
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode()


def to_csv(graph: "nx.Graph[str]") -> bytes:
    """Write the edges as CSV: both ends with their names, and the weight."""
    names: dict[str, str] = {node: graph.nodes[node]["name"] for node in graph}
    rows = ((a, names[a], b, names[b], weight) for a, b, weight in _weighted(graph))
    return _csv(("source", "source_name", "target", "target_name", "weight"), rows)


def measures_csv(found: Iterable[Measure]) -> bytes:
    """Write measures as CSV, in the order given."""
    return _csv([field.name for field in fields(Measure)], (astuple(measure) for measure in found))


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _filled(graph: _Network, store: ox.Store, ties: Iterable[tuple[str, str, str]]) -> _Network:
    """Add an edge for each tied pair, weighted by its facts, and describe the nodes."""
    facts: dict[tuple[str, str], set[str]] = {}
    for a, b, fact in ties:
        facts.setdefault((a, b), set()).add(fact)
    described = _described(store)
    for node in sorted({end for pair in facts for end in pair}):
        graph.add_node(node, **described[node])
    for (a, b), found in sorted(facts.items()):
        graph.add_edge(a, b, weight=len(found), facts=" ".join(sorted(found)))
    return graph


def _weighted(graph: "nx.Graph[str]") -> list[tuple[str, str, int]]:
    return sorted((a, b, graph.edges[a, b]["weight"]) for a, b in graph.edges)


def _described(store: ox.Store) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node, kind, name, language in _select(store, _NODES):
        data = found.setdefault(node, {"name": "", "name_en": "", "kind": ""})
        data["name_en" if language == "en" else "name"] = name
        data["kind"] = kind.rpartition("#")[2]
    return found


def _select(store: ox.Store, text: str) -> Iterable[tuple[str, ...]]:
    answer = store.query(text, use_default_graph_as_union=True, prefixes=dict(PREFIXES))
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query answers with solutions")
    return [tuple(term.value for term in solution) for solution in answer]


def _by_size(groups: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    return tuple(sorted(map(frozenset, groups), key=lambda group: (-len(group), min(group))))


def _numbered(groups: Iterable[Iterable[str]]) -> Mapping[str, int]:
    return {node: i for i, group in enumerate(groups, start=1) for node in group}
