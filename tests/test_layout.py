"""Layouts: the same places every time, room for every node, columns from left to right."""

from itertools import combinations
from math import dist
from typing import Any

import networkx as nx
import pytest

from tvetgraph.viz import layout

# The stubs of networkx leave the results of these functions open.
NX: Any = nx


def star(leaves: int, name: str = "s") -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((name, f"{name}{i:03}") for i in range(leaves))
    return graph


def size(places: layout.Places) -> tuple[float, float]:
    xs, ys = zip(*places.values(), strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def test_nothing_has_no_places() -> None:
    assert layout.positions(nx.Graph(), aspect=1.0) == {}


def test_the_same_graph_has_the_same_places_in_whatever_order_it_was_made() -> None:
    graph = NX.compose(star(12), star(5, "t"))
    backwards: nx.Graph[str] = nx.Graph()
    backwards.add_edges_from((b, a) for a, b in reversed(list(graph.edges)))
    assert layout.positions(graph, aspect=1.5) == layout.positions(backwards, aspect=1.5)
    assert layout.positions(graph, aspect=1.5) != layout.positions(graph, aspect=1.5, seed=1)


@pytest.mark.parametrize("leaves", [1, 2, 30])
def test_neighbours_stand_at_arm_s_length_and_nodes_apart(leaves: int) -> None:
    places = layout.positions(star(leaves), aspect=1.0)
    arms = [dist(places["s"], place) for node, place in places.items() if node != "s"]
    assert all(80 < arm < 320 for arm in arms)
    assert min(dist(a, b) for a, b in combinations(places.values(), 2)) > 20


def test_components_keep_clear_of_one_another() -> None:
    parts = [star(n, f"c{i}-") for i, n in enumerate((9, 4, 4, 2, 1, 1, 1))]
    graph = NX.compose_all([*parts, nx.Graph()])
    graph.add_node("alone")
    places = layout.positions(graph, aspect=2.0)
    groups = [[places[node] for node in part] for part in nx.connected_components(graph)]
    near = [min(dist(p, q) for p in a for q in b) for a, b in combinations(groups, 2)]
    assert min(near) >= 80
    width, height = size(places)
    assert 0.8 < width / height < 4


def test_a_picture_is_turned_to_the_shape_of_its_window() -> None:
    chain: nx.Graph[str] = NX.relabel_nodes(NX.path_graph(9), str)
    wide, tall = (size(layout.positions(chain, aspect=a)) for a in (2.0, 0.5))
    assert wide[0] > 4 * wide[1]
    assert tall[1] > 4 * tall[0]


def test_a_big_component_is_laid_out_from_some_of_its_distances() -> None:
    graph: nx.Graph[str] = NX.relabel_nodes(NX.random_labeled_tree(400, seed=1), str)
    places = layout.positions(graph, aspect=1.5)
    lengths = sorted(dist(places[a], places[b]) for a, b in graph.edges)
    assert lengths[len(lengths) // 2] < 3 * layout.EDGE
    assert len(set(places.values())) > 390


def test_columns_lead_from_left_to_right() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from([("s1", "c1"), ("s2", "c2"), ("s3", "c1"), ("c1", "u"), ("s2", "u")])
    places = layout.columns(graph, aspect=2.0)
    assert places is not None
    xs = sorted({x for x, _ in places.values()})
    assert [sorted(n for n, (x, _) in places.items() if x == column) for column in xs] == [
        ["s1", "s2", "s3"],
        ["c1", "c2"],
        ["u"],
    ]
    ys = {node: y for node, (_, y) in places.items()}
    assert (ys["c1"] < ys["c2"]) == (ys["s1"] < ys["s2"]) == (ys["s3"] < ys["s2"])


def test_what_goes_in_a_circle_or_far_has_no_columns() -> None:
    circle: nx.DiGraph[str] = nx.DiGraph([("a", "b"), ("b", "a")])
    chain: nx.DiGraph[str] = NX.relabel_nodes(NX.path_graph(9, nx.DiGraph), str)
    empty: nx.DiGraph[str] = nx.DiGraph()
    assert [layout.columns(g, aspect=1.0) for g in (circle, chain, empty)] == [None, None, None]
