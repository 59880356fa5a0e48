"""The networks of a few facts, worked out by hand: who is joined, how strongly, by which facts."""

import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from tests.networks_store import BASE, networks_store, short
from tvetgraph.cli_network import NETWORK
from tvetgraph.graph.networks import NETWORKS, make_network, network_kind
from tvetgraph.graph.networks.asking import Source, classes, sources
from tvetgraph.graph.networks.kinds import FIRMS, SCHOOLS, peers_of
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.errors import QueryError

MINI = Path(__file__).parent / "cases" / "mini"
PARTNERS = {
    ("c1", "f2"): (1, "2031", "CooperativeUnit", "a4"),
    ("c1", "p1"): (1, "2031", "CooperativeUnit", "a4"),
    ("c1", "x1"): (1, "2031", "ForeignProgramme", "a5"),
    ("f1", "s1"): (2, "2030 2031", "Apprenticeship Cooperation", "a1 a2"),
    ("f1", "s2"): (1, "", "Cooperation", "a3"),
    ("f2", "s1"): (1, "2031", "Apprenticeship", "a1"),
    ("s2", "x1"): (1, "", "Cooperation", "a3"),
}
EXPECTED = {
    "partners": PARTNERS,
    "shared-partners": {
        ("c1", "s1"): (1, "2031", "Apprenticeship CooperativeUnit", "a1 a4"),
        ("c1", "s2"): (1, "2031", "Cooperation ForeignProgramme", "a3 a5"),
        ("s1", "s2"): (1, "2030 2031", "Apprenticeship Cooperation", "a1 a2 a3"),
    },
    "shared-firms": {
        ("f1", "f2"): (1, "2030 2031", "Apprenticeship Cooperation", "a1 a2"),
        ("f2", "p1"): (1, "2031", "CooperativeUnit", "a4"),
    },
    "pipelines": {
        ("c1", "u1"): (1, "2031", "Pipeline", "q1"),
        ("s1", "c1"): (1, "2031", "Pipeline", "q1"),
        ("s2", "c1"): (1, "", "Pipeline", "q2"),
    },
    "aid": {
        ("c1", "r1"): (2, "2031", "Aid", "b1 b2"),
        ("c1", "s2"): (1, "", "Aid", "b2"),
        ("s1", "r1"): (1, "", "Aid", "b3"),
    },
    "foreign": {
        ("c1", "x1"): (1, "2031", "ForeignProgramme", "a5"),
        ("s2", "x1"): (1, "", "Cooperation", "a3"),
    },
}
THROUGH = {("c1", "s1"): "f2", ("c1", "s2"): "x1", ("s1", "s2"): "f1"}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return networks_store()


def words(text: str) -> str:
    """Shorten every IRI of a text."""
    return " ".join(map(short, text.split()))


@pytest.mark.parametrize("name", NETWORKS)
def test_edges_weigh_and_name_their_facts(name: str, store: ox.Store) -> None:
    graph = make_network(store, name)
    found = {
        (short(a), short(b)): (data["weight"], data["years"], data["kinds"], words(data["facts"]))
        for a, b, data in graph.edges(data=True)
    }
    assert found == EXPECTED[name]
    assert graph.is_directed() == (name in {"pipelines", "aid"})
    assert not graph.is_multigraph()
    assert {short(node) for node in graph} == {end for pair in EXPECTED[name] for end in pair}


def test_projections_say_through_whom(store: ox.Store) -> None:
    graph = make_network(store, "shared-partners")
    found = {(short(a), short(b)): words(graph.edges[a, b]["through"]) for a, b in graph.edges}
    assert found == THROUGH


def test_nodes_have_names_classes_and_districts(store: ox.Store) -> None:
    graph = make_network(store, "partners")
    assert graph.nodes[f"{BASE}s1"] == {
        "name": "校一",
        "name_en": "School One",
        "kind": "SecondaryVocationalSchool",
        "district": "某区",
    }
    assert graph.nodes[f"{BASE}x1"] == {
        "name": "外院",
        "name_en": "",
        "kind": "ForeignInstitution",
        "district": "",
    }


def test_the_aid_network_has_two_sides(store: ox.Store) -> None:
    graph = make_network(store, "aid")
    sides = {short(node): side for node, side in graph.nodes(data="bipartite")}
    assert sides == {"c1": 0, "s1": 0, "r1": 1, "s2": 1}
    assert graph.nodes[f"{BASE}r1"]["kind"] == "Province"


def test_every_network_is_told_in_both_languages() -> None:
    for name, kind in NETWORKS.items():
        assert kind.name == name
        assert all(map(all, (kind.title, kind.edge, kind.weight)))


def test_an_unknown_network_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        QueryError, match=r"no network is called nets.*use partners, shared-partners"
    ):
        network_kind("nets")


@pytest.mark.parametrize(
    ("kind", "peers"),
    [("University", SCHOOLS), ("PublicEmployer", FIRMS), ("Alliance", frozenset({"Alliance"}))],
)
def test_peers_are_of_ones_own_sort(kind: str, peers: frozenset[str]) -> None:
    assert peers_of(kind) == peers


def test_sources_list_every_span_in_order(store: ox.Store) -> None:
    first, second = (Source("虚市报告", "案例9-9", lines) for lines in ((7, 7), (30, 32)))
    assert sources(store) == {f"{BASE}a2": (first, second)}


def test_classes_are_named_in_both_languages(store: ox.Store) -> None:
    assert classes(store)["Enterprise"] == ("企业", "enterprise")


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("partners", "partnerOf"),
        ("pipelines", "feedsInto"),
        ("aid", "aids"),
        ("foreign", "foreignPartnerOf"),
    ],
)
def test_the_edges_are_the_direct_layer(name: str, relation: str, built: Path) -> None:
    store = open_store(built)
    answer = store.query(
        f"SELECT ?a ?b {{ ?a <https://w3id.org/tvetgraph/ontology#{relation}> ?b }}",
        use_default_graph_as_union=True,
    )
    assert isinstance(answer, ox.QuerySolutions)
    direct = {(row[0].value, row[1].value) for row in answer}
    graph = make_network(store, name)
    edges = set(graph.edges)
    assert edges
    assert direct == (edges if graph.is_directed() else edges | {(b, a) for a, b in edges})


def test_all_is_the_same_in_every_process(mini: Path) -> None:
    code = (
        "import sys; from dataclasses import astuple; from pathlib import Path;"
        "from tvetgraph.graph.networks import NETWORKS, make_network, measures, stability;"
        "from tvetgraph.graph.networks.system import read_system;"
        "from tvetgraph.graph.store import open_store;"
        "from tvetgraph.viz.networks import report_document, to_html;"
        "from tvetgraph.viz.networks.report import Reckoned;"
        "from tvetgraph.viz.networks.words import read_words;"
        f"store = open_store(Path({str(mini)!r}));"
        "graphs = [make_network(store, name) for name in NETWORKS];"
        "print([(list(g.nodes(data=True)), list(g.edges(data=True))) for g in graphs]);"
        "print([[astuple(m) for m in measures(g)] for g in graphs]);"
        "system = read_system(store); words = read_words(store, system);"
        "sys.stdout.buffer.write(to_html(report_document("
        "words, Reckoned(stability(system.partners), {}))).encode())"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(written) == 1
    assert len(written.pop()) > 10_000


def test_the_docs_tell_of_every_network_and_measure() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "network.md").read_text("utf-8")
    listed = re.findall(r"^\| `([\w-]+)`", text, re.MULTILINE)
    measures = next(a for a in NETWORK.arguments if a.flags == ("measure",)).settings["choices"]
    about = set(re.findall(r"`network (\w+)", text))
    assert set(listed) | about == {*NETWORKS, *measures}


def test_an_empty_store_has_empty_networks() -> None:
    graphs = [make_network(ox.Store(), name) for name in NETWORKS]
    assert [len(graph) for graph in graphs] == [0] * len(NETWORKS)
    assert all(isinstance(graph, nx.Graph) for graph in graphs)
