"""Networks as files: read back whole, and with everything where Gephi's importers look for it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from tvetgraph.cli import main
from tvetgraph.cli_words import NETWORK_NAMES
from tvetgraph.graph.network_formats import nodes_csv, to_csv, to_file, to_gexf, to_graphml
from tvetgraph.graph.networks import NETWORKS, make_network, measures
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.errors import QueryError
from tvetgraph.viz.style import style

# The stubs of networkx leave the results of these functions open.
NX: Any = nx
MINI = Path(__file__).parent / "cases" / "mini"
ORG = "https://w3id.org/tvetgraph/org/xu-"
GRAPHML, GEXF = "{http://graphml.graphdrawing.org/xmlns}", "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


@pytest.fixture(scope="module")
def store(mini: Path) -> ox.Store:
    return open_store(mini)


@pytest.fixture(scope="module")
def pipelines(store: ox.Store) -> "nx.Graph[str]":
    return make_network(store, "pipelines")


def colour(kind: str) -> str:
    return style(kind).colour


@pytest.mark.parametrize("name", NETWORK_NAMES)
@pytest.mark.parametrize(("write", "read"), [(to_graphml, "read_graphml"), (to_gexf, "read_gexf")])
def test_every_network_is_read_back_whole(
    store: ox.Store, tmp_path: Path, name: str, write: Callable[..., bytes], read: str
) -> None:
    graph = make_network(store, name)
    path = tmp_path / "network"
    path.write_bytes(write(graph, colour=colour))
    again: nx.Graph[str] = getattr(NX, read)(path)
    assert again.is_directed() == graph.is_directed()
    assert set(again.nodes) == set(graph.nodes)
    for node, data in graph.nodes(data=True):
        assert data.items() <= again.nodes[node].items()
        assert again.nodes[node]["label"] == data["name"]
    assert {(a, b): again.edges[a, b]["weight"] for a, b in graph.edges} == {
        (a, b): d["weight"] for a, b, d in graph.edges(data=True)
    }
    assert all(graph.edges[e].items() <= again.edges[e].items() for e in graph.edges)
    assert write(graph, colour=colour) == path.read_bytes()


def test_the_command_line_knows_the_networks_that_there_are() -> None:
    assert tuple(NETWORKS) == NETWORK_NAMES


def test_graphml_is_keyed_as_gephi_reads_it(pipelines: "nx.Graph[str]") -> None:
    root = ET.fromstring(to_graphml(pipelines, colour=colour))  # noqa: S314 - our own bytes
    keys = {(k.get("for"), k.get("id")): k.attrib for k in root.findall(f"{GRAPHML}key")}
    # Gephi takes keys of these ids for labels, whatever they are named.
    assert not {it for _, it in keys} & {"d3", "d7"}
    assert {name for what, name in keys if what == "node"} >= {"label", "size", "r", "g", "b"}
    assert {name for what, name in keys if what == "edge"} >= {"weight", "first_year", "last_year"}
    assert {keys["node", it]["attr.type"] for it in "rgb"} == {"long"}
    assert {what: root[-1].get("edgedefault") for what in keys}.popitem()[1] == "directed"
    node = root.find(f".//{GRAPHML}node[@id='{ORG}yi-xueyuan']")
    assert node is not None
    known = {it.get("key"): it.text for it in node}
    assert (known["label"], known["kind"]) == ("虚乙职业学院", "HigherVocationalCollege")
    assert [known[it] for it in "rgb"] == ["18", "148", "111"]
    edge = root.find(f".//{GRAPHML}edge[@target='{ORG}yi-xueyuan']")
    assert edge is not None
    told = {it.get("key"): it.text for it in edge}
    assert (told["weight"], told["years"], told["first_year"]) == ("2", "2031", "2031")


def test_gexf_bears_colours_sizes_weights_and_years(pipelines: "nx.Graph[str]") -> None:
    root = ET.fromstring(to_gexf(pipelines, colour=colour))  # noqa: S314 - our own bytes
    (meta,) = root.findall("{*}meta")
    assert meta.attrib == {}  # no date
    node = root.find(f".//{GEXF}node[@id='{ORG}yi-xueyuan']")
    assert node is not None
    assert node.get("label") == "虚乙职业学院"
    painted, sized = node.find(f"{VIZ}color"), node.find(f"{VIZ}size")
    assert painted is not None
    assert sized is not None
    assert painted.attrib == {"r": "18", "g": "148", "b": "111", "a": "1.0"}
    assert float(sized.attrib["value"]) == 12
    titles = {it.get("title"): it.get("id") for it in root.iter(f"{GEXF}attribute")}
    edge = root.find(f".//{GEXF}edge[@target='{ORG}yi-xueyuan']")
    assert edge is not None
    assert edge.get("weight") == "2"
    told = {it.get("for"): it.get("value") for it in edge.iter(f"{GEXF}attvalue")}
    assert told[titles["first_year"]] == told[titles["last_year"]] == "2031"


def test_csv_of_edges_and_of_nodes(pipelines: "nx.Graph[str]") -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(pipelines).decode())))
    assert rows[1] == {
        "source": f"{ORG}jia-xuexiao",
        "target": f"{ORG}yi-xueyuan",
        "type": "Directed",
        "weight": "2",
        "years": "2031",
        "first_year": "2031",
        "last_year": "2031",
        "source_name": "虚甲职业学校",
        "target_name": "虚乙职业学院",
    }
    nodes = list(csv.DictReader(io.StringIO(nodes_csv(pipelines, colour=colour).decode())))
    assert {row["id"] for row in nodes} == set(pipelines.nodes)
    (row,) = (row for row in nodes if row["id"] == f"{ORG}yi-xueyuan")
    assert row["label"] == "虚乙职业学院"
    assert row["color"] == colour("HigherVocationalCollege")
    assert "color" not in nodes_csv(pipelines).decode().splitlines()[0]


def test_what_is_measured_goes_with_it_and_the_network_stays_as_it_is(
    pipelines: "nx.Graph[str]", tmp_path: Path
) -> None:
    before = {node: dict(pipelines.nodes[node]) for node in pipelines}
    measured = pipelines.copy()
    for found in measures(pipelines):
        measured.nodes[found.node]["degree"] = found.degree
    path = tmp_path / "measured.gexf"
    path.write_bytes(to_file(measured, "gexf"))
    again: nx.Graph[str] = NX.read_gexf(path)
    assert {node: again.nodes[node]["degree"] for node in again} == {
        found.node: found.degree for found in measures(pipelines)
    }
    assert before == {node: dict(pipelines.nodes[node]) for node in pipelines}


def test_an_unknown_format_is_refused(pipelines: "nx.Graph[str]") -> None:
    with pytest.raises(QueryError, match=r"there is no format word; .*use graphml, gexf, csv"):
        to_file(pipelines, "word")


@pytest.mark.parametrize("fmt", ["graphml", "gexf", "csv"])
def test_export_writes_the_network_that_is_asked_for(
    mini: Path, store: ox.Store, tmp_path: Path, fmt: str
) -> None:
    path = tmp_path / "out"
    asked = ["export", "--format", fmt, "--build", str(mini), "-o", str(path)]
    assert main([*asked, "--of", "foreign"]) == 0
    assert path.read_bytes() == to_file(make_network(store, "foreign"), fmt, colour=colour)
    assert main(asked) == 0
    assert path.read_bytes() == to_file(make_network(store, "partners"), fmt, colour=colour)
    if fmt == "csv":
        assert main([*asked, "--nodes"]) == 0
        assert path.read_bytes() == nodes_csv(make_network(store, "partners"), colour=colour)
