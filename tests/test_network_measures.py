"""Measures of small graphs worked out by hand, and the same from every engine."""

import subprocess
import sys
from importlib.util import find_spec
from math import isnan, log
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tvetgraph.graph.networks import NETWORKS, communities, components, make_network, measures
from tvetgraph.graph.networks.communities import (
    modularity,
    mutual_information,
    rand_index,
    stability,
)
from tvetgraph.graph.networks.engine import Networkx, find_engine
from tvetgraph.graph.networks.mixing import mixing
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.errors import QueryError

# The stubs of networkx leave the results of these functions open.
NX: Any = nx
KINDS = {"a": "School", "b": "School", "c": "Firm", "d": "Firm", "e": "Firm"}
# A backend as anyone may install one: it answers one measure, in its own way.
BACKEND = """
class BackendInterface:
    @staticmethod
    def convert_from_nx(graph, **_):
        return graph

    @staticmethod
    def convert_to_nx(result, **_):
        return result

    @staticmethod
    def betweenness_centrality(graph, *_, **__):
        return dict.fromkeys(graph, 0.5)
"""


def made(*edges: tuple[str, str, int], directed: bool = False) -> "nx.Graph[str]":
    """Make a graph of the nodes in KINDS that the edges name."""
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    for node in sorted({end for a, b, _ in edges for end in (a, b)}):
        graph.add_node(node, name=node.upper(), name_en="", kind=KINDS[node], district="")
    graph.add_weighted_edges_from(edges)
    return graph


def cliques() -> "nx.Graph[str]":
    """Make two cliques of five, tied by one thin edge."""
    graph: nx.Graph[str] = nx.Graph()
    for clique in "ab":
        graph.add_edges_from(NX.complete_graph([f"{clique}{i}" for i in range(5)]).edges, weight=3)
    graph.add_edge("a0", "b0", weight=1)
    return graph


@pytest.fixture
def path() -> "nx.Graph[str]":
    """Make a - c - b with a pendant triangle c d e: everything hangs on c."""
    return made(("a", "c", 2), ("b", "c", 1), ("c", "d", 1), ("c", "e", 1), ("d", "e", 1))


def test_the_measures_of_a_small_graph(path: "nx.Graph[str]") -> None:
    found = {m.node: m for m in measures(path)}
    assert [m.node for m in measures(path)] == ["c", "d", "e", "a", "b"]
    assert {n: (m.degree, m.strength, m.core, m.component) for n, m in found.items()} == {
        "a": (1, 2, 1, 1),
        "b": (1, 1, 1, 1),
        "c": (4, 5, 2, 1),
        "d": (2, 2, 2, 1),
        "e": (2, 2, 2, 1),
    }
    # All of the six pairs of others but d–e have their only shortest path through c.
    assert {n: m.betweenness for n, m in found.items()} == {
        "a": 0.0,
        "b": 0.0,
        "c": 0.833333,
        "d": 0.0,
        "e": 0.0,
    }
    # Burt: (p_cd + p_ce p_ed)² and so on, with p the shares of weight.
    assert found["a"].constraint == found["b"].constraint == 1.0
    assert found["c"].constraint == round(0.4**2 + 0.2**2 + 2 * (0.2 + 0.2 * 0.5) ** 2, 6)
    assert found["d"].constraint == round((0.5 + 0.5 * 0.5) ** 2 + (0.5 + 0.5 * 0.2) ** 2, 6)


def test_both_directions_of_a_pair_count_once_as_a_neighbour() -> None:
    graph = made(("a", "b", 2), ("b", "a", 3), directed=True)
    assert {(m.degree, m.strength) for m in measures(graph)} == {(1, 5)}


def test_a_lone_node_has_no_constraint() -> None:
    graph = made(("a", "b", 1))
    graph.add_node("z", name="Z", name_en="", kind="Firm", district="")
    lone = next(m for m in measures(graph) if m.node == "z")
    assert isnan(lone.constraint)
    assert (lone.degree, lone.core, lone.component) == (0, 0, 2)


def test_a_network_without_nodes_has_no_measures() -> None:
    assert measures(nx.Graph()) == ()
    assert communities(nx.Graph()) == components(nx.Graph()) == ()


def test_communities_are_found_by_weight_and_do_not_change() -> None:
    graph = cliques()
    expected = tuple(frozenset(f"{clique}{i}" for i in range(5)) for clique in "ab")
    assert communities(graph) == communities(graph, seed=7) == expected


def test_stability_of_what_no_seed_can_change() -> None:
    found = stability(cliques(), runs=5)
    assert (found.runs, found.fewest, found.most) == (5, 2, 2)
    assert (found.rand, found.least_rand, found.information) == (1.0, 1.0, 1.0)
    # 60 of 61 is within; each clique has half of all ends.
    assert found.modularity == pytest.approx(60 / 61 - 0.5)
    assert modularity(nx.Graph(), ()) == 0.0


def test_partitions_are_compared() -> None:
    one, two, three = (frozenset(g) for g in ("ab", "cd", "ef"))
    same, crossed = (one | two, three), (one, two | three)
    assert rand_index(same, same) == mutual_information(same, same) == 1.0
    # Pairs together in both: ab, cd, ef; in each 7; of all 15.
    assert rand_index(same, crossed) == pytest.approx((3 - 49 / 15) / (7 - 49 / 15))
    entropy = -(4 / 6 * log(4 / 6) + 2 / 6 * log(2 / 6))
    shared = 2 / 6 * log(2 * 6 / 8) + 2 / 6 * log(2 * 6 / 16) + 2 / 6 * log(2 * 6 / 8)
    assert mutual_information(same, crossed) == pytest.approx(shared / entropy)
    assert rand_index((one,), (one,)) == mutual_information((one,), (one,)) == 1.0


def test_mixing_by_class(path: "nx.Graph[str]") -> None:
    found = mixing(path, "kind")
    assert found.pairs == {("Firm", "Firm"): 3, ("Firm", "School"): 2}
    # Ends: 8 of firms, 2 of schools; 6 of 10 alike where chance gives 68 of 100.
    assert found.coefficient == pytest.approx((0.6 - 0.68) / (1 - 0.68))
    assert (found.edges, found.of) == (5, 5)
    directed = mixing(made(("a", "c", 1), ("c", "b", 1), directed=True), "kind")
    assert directed.pairs == {("Firm", "School"): 1, ("School", "Firm"): 1}
    assert directed.coefficient == pytest.approx(-1.0)


def test_mixing_says_where_nothing_is_known(path: "nx.Graph[str]") -> None:
    found = mixing(path, "district")
    assert (found.coefficient, found.edges, found.of) == (None, 0, 5)
    path.nodes["a"]["district"] = path.nodes["c"]["district"] = "某区"
    assert (mixing(path, "district").edges, mixing(path, "district").coefficient) == (1, None)


def test_networkx_agrees_on_mixing(built: Path) -> None:
    pytest.importorskip("numpy", reason="networkx reckons assortativity with numpy")
    graph = make_network(open_store(built), "partners")
    assert mixing(graph, "kind").coefficient == pytest.approx(
        NX.attribute_assortativity_coefficient(graph, "kind")
    )


@pytest.mark.skipif(find_spec("networkit") is None, reason="the extra fast is not installed")
@pytest.mark.parametrize("name", NETWORKS)
def test_networkit_measures_the_same(name: str, built: Path) -> None:
    graph = make_network(open_store(built), name)
    fast = find_engine("networkit")
    kept = ("degree", "strength", "betweenness", "constraint", "core", "component")
    ours, theirs = (
        {m.node: [getattr(m, field) for field in kept] for m in measures(graph, engine=engine)}
        for engine in (Networkx(), fast)
    )
    assert theirs == ours
    # Its communities are cut by another algorithm, no worse by modularity.
    cut = communities(graph, engine=fast)
    assert cut == communities(graph, engine=fast)
    assert modularity(graph, cut) > modularity(graph, communities(graph)) - 0.02


def test_networkx_is_the_engine_by_default() -> None:
    assert find_engine() == find_engine("networkx") == Networkx()


def test_a_backend_that_is_not_installed_is_a_sentence() -> None:
    with pytest.raises(QueryError, match="no networkx backend called moon is installed"):
        find_engine("moon")


def test_an_installed_backend_is_asked(tmp_path: Path) -> None:
    (tmp_path / "lunar.py").write_text(BACKEND, "utf-8")
    info = tmp_path / "lunar-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lunar\nVersion: 1.0\n", "utf-8")
    points = "[networkx.backends]\nlunar = lunar:BackendInterface\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    code = (
        "import networkx as nx; from tvetgraph.graph.networks.engine import find_engine;"
        "engine = find_engine('lunar'); graph = nx.path_graph(3);"
        "print(engine.betweenness(graph));"
        "print(find_engine().betweenness(graph))\n"
        "try: engine.core(graph)\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )
    theirs, ours, refusal = done.stdout.splitlines()
    assert theirs == "{0: 0.5, 1: 0.5, 2: 0.5}"
    assert ours == "{0: 0.0, 1: 1.0, 2: 0.0}"
    assert refusal.startswith("QueryError")
    assert "the backend lunar does not implement core_number" in refusal
