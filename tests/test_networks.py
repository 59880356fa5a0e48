"""Networks of a small graph: what the edges are, what they weigh, and the same bytes every time."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from tvetgraph.graph import networks
from tvetgraph.graph.build import build
from tvetgraph.graph.store import open_store

# The stubs of networkx leave the results of these functions open.
NX: Any = nx
MINI = Path(__file__).parent / "cases" / "mini"
ORG = "https://w3id.org/tvetgraph/org/xu-"
PARTNERS = {
    ("bing-xueyuan", "geng-zhongxin"): 1,
    ("bing-xueyuan", "wu-gongsi"): 1,
    ("bing-xueyuan", "xin-xueyuan"): 1,
    ("geng-zhongxin", "yi-xueyuan"): 1,
    ("ji-gongsi", "yi-xueyuan"): 1,
    ("jia-xuexiao", "ren-gongsi"): 1,
    ("jia-xuexiao", "wu-gongsi"): 1,
    ("wu-gongsi", "yi-xueyuan"): 2,
    ("xin-xueyuan", "yi-xueyuan"): 1,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mini")
    build(MINI, folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return open_store(folder)


@pytest.fixture(scope="module")
def partners(store: ox.Store) -> "nx.Graph[str]":
    return networks.partner_network(store)


def weights(graph: "nx.Graph[str]") -> dict[tuple[str, str], int]:
    """Give each edge's weight by the short names of its ends."""
    return {
        (a.removeprefix(ORG), b.removeprefix(ORG)): graph.edges[a, b]["weight"]
        for a, b in graph.edges
    }


def test_an_edge_weighs_as_many_facts_as_tie_the_two(partners: "nx.Graph[str]") -> None:
    assert not partners.is_directed()
    assert not partners.is_multigraph()
    assert weights(partners) == PARTNERS
    facts = partners.edges[f"{ORG}wu-gongsi", f"{ORG}yi-xueyuan"]["facts"].split()
    assert len(facts) == 2
    assert all("/fact/xu-secondary-2031/apprenticeships-" in fact for fact in facts)


def test_nodes_have_names_and_classes(partners: "nx.Graph[str]") -> None:
    assert partners.nodes[f"{ORG}yi-xueyuan"] == {
        "name": "虚乙职业学院",
        "name_en": "Yi College",
        "kind": "HigherVocationalCollege",
    }
    assert partners.nodes[f"{ORG}geng-zhongxin"]["name_en"] == ""


def test_the_edges_are_the_direct_layer(partners: "nx.Graph[str]", store: ox.Store) -> None:
    answer = store.query(
        "SELECT ?a ?b { ?a <https://w3id.org/tvetgraph/ontology#partnerOf> ?b }",
        use_default_graph_as_union=True,
    )
    assert isinstance(answer, ox.QuerySolutions)
    direct = {frozenset(term.value for term in solution) for solution in answer}
    assert direct == {frozenset(edge) for edge in partners.edges}


def test_pipelines_lead_from_stage_to_stage(store: ox.Store) -> None:
    graph = networks.pipeline_network(store)
    assert graph.is_directed()
    assert weights(graph) == {
        ("bing-xueyuan", "ding-daxue"): 1,
        ("jia-xuexiao", "yi-xueyuan"): 2,
        ("mou-xuexiao", "bing-xueyuan"): 1,
    }
    sizes = [len(component) for component in networks.components(graph)]
    assert sizes == [3, 2]


def test_measures_count_neighbours_and_facts(partners: "nx.Graph[str]") -> None:
    measured = {m.node.removeprefix(ORG): m for m in networks.measures(partners)}
    assert [m.node for m in networks.measures(partners)][:2] == [
        f"{ORG}yi-xueyuan",
        f"{ORG}wu-gongsi",
    ]
    assert {node: (m.degree, m.strength, m.component) for node, m in measured.items()} == {
        "bing-xueyuan": (3, 3, 1),
        "geng-zhongxin": (2, 2, 1),
        "ji-gongsi": (1, 1, 1),
        "jia-xuexiao": (2, 2, 1),
        "ren-gongsi": (1, 1, 1),
        "wu-gongsi": (3, 4, 1),
        "xin-xueyuan": (2, 2, 1),
        "yi-xueyuan": (4, 5, 1),
    }
    assert {m.community for m in measured.values()} == set(
        range(1, len(networks.communities(partners)) + 1)
    )


def test_communities_are_found_by_weight_and_do_not_change() -> None:
    graph: nx.Graph[str] = nx.Graph()
    cliques = [[f"{clique}{i}" for i in range(5)] for clique in "ab"]
    for clique in cliques:
        graph.add_edges_from(NX.complete_graph(clique).edges, weight=3)
    graph.add_edge("a0", "b0", weight=1)
    expected = tuple(map(frozenset, cliques))
    assert networks.communities(graph) == networks.communities(graph, seed=7) == expected
    assert networks.communities(nx.Graph()) == ()


def test_both_directions_of_a_pair_count_once_as_a_neighbour() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("ab", name="", name_en="", kind="")
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("b", "a", weight=3)
    assert {(m.degree, m.strength) for m in networks.measures(graph)} == {(1, 5)}


def test_csv_has_an_edge_a_line(partners: "nx.Graph[str]") -> None:
    lines = networks.to_csv(partners).decode().splitlines()
    assert lines[0] == "source,source_name,target,target_name,weight"
    assert len(lines) == 1 + len(PARTNERS)
    assert f"{ORG}wu-gongsi,虚戊公司,{ORG}yi-xueyuan,虚乙职业学院,2" in lines
    table = networks.measures_csv(networks.measures(partners)).decode().splitlines()
    assert table[0] == "node,name,kind,degree,strength,component,community"
    assert table[1].startswith(f"{ORG}yi-xueyuan,虚乙职业学院,HigherVocationalCollege,4,5,1,")


def test_graphml_and_gexf_are_read_back_whole(partners: "nx.Graph[str]", tmp_path: Path) -> None:
    path = tmp_path / "network"
    path.write_bytes(networks.to_graphml(partners))
    again: nx.Graph[str] = NX.read_graphml(path)
    assert (weights(again), dict(again.nodes)) == (PARTNERS, dict(partners.nodes))
    path.write_bytes(networks.to_gexf(partners))
    again = NX.read_gexf(path)
    assert weights(again) == PARTNERS
    assert again.nodes[f"{ORG}yi-xueyuan"]["label"] == "虚乙职业学院"
    assert "label" not in partners.nodes[f"{ORG}yi-xueyuan"]


def test_gexf_bears_no_date(partners: "nx.Graph[str]") -> None:
    root = ET.fromstring(networks.to_gexf(partners))  # noqa: S314 - our own bytes
    (meta,) = root.findall("{*}meta")
    assert meta.attrib == {}


def test_the_bytes_are_the_same_in_every_process(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tvetgraph.graph import networks as n;"
        "from tvetgraph.graph.store import open_store;"
        f"store = open_store(Path({str(folder)!r}));"
        "graphs = [n.partner_network(store), n.pipeline_network(store)];"
        "write = sys.stdout.buffer.write;"
        "[write(f(g)) for g in graphs for f in (n.to_graphml, n.to_gexf, n.to_csv)];"
        "[write(n.measures_csv(n.measures(g))) for g in graphs]"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(written) == 1
    assert len(written.pop()) > 1000
