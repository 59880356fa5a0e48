"""Who is like whom, what is suggested and why, and whether hidden ties are found again."""

from math import log, sqrt

import networkx as nx
import pytest

from tests.networks_store import BASE, networks_store, short
from tvetgraph.graph.networks import make_network
from tvetgraph.graph.networks.comparison import compare
from tvetgraph.graph.networks.fields import Fields, read_fields
from tvetgraph.graph.networks.heldout import NO_FIELDS, check
from tvetgraph.graph.networks.kinds import SCHOOLS
from tvetgraph.graph.networks.profile import profile
from tvetgraph.graph.networks.similarity import similar
from tvetgraph.graph.networks.suggestions import suggest
from tvetgraph.graph.networks.system import System, read_system

FIELDS = {
    "c1": {"m1": {"a4", "q1"}, "m3": {"a5"}, "旅游服务类": {"a5"}},
    "f1": {"m1": {"a1"}, "m2": {"a1"}},
    "f2": {"m1": {"a1", "a4"}, "m2": {"a1"}},
    "p1": {"m1": {"a4"}},
    "s1": {"m1": {"a1", "q1"}, "m2": {"a1", "q1"}},
    "s2": {"m3": {"o1"}, "旅游服务类": {"o1"}},
    "u1": {"m1": {"q1"}},
    "x1": {"m3": {"a5"}, "旅游服务类": {"a5"}},
}


@pytest.fixture(scope="module")
def system() -> System:
    return read_system(networks_store())


@pytest.fixture(scope="module")
def partners() -> "nx.Graph[str]":
    return make_network(networks_store(), "partners")


def test_fields_rest_on_facts() -> None:
    fields = read_fields(networks_store())
    found = {
        short(node): {short(field): set(map(short, facts)) for field, facts in told.items()}
        for node, told in fields.of.items()
    }
    assert found == FIELDS
    assert fields.names[f"{BASE}m1"] == ("会计", "Accounting")
    assert fields.names["旅游服务类"] == ("旅游服务类", "")


def test_a_field_goes_with_its_last_fact() -> None:
    fields = Fields({"a": {"x": frozenset({"1", "2"}), "y": frozenset({"1"})}}, {})
    assert fields.without({"1"}).of == {"a": {"x": frozenset({"2"})}}


def test_rare_fields_say_more() -> None:
    told = {"a": "xy", "b": "x", "c": "xz"}
    fields = Fields({n: {f: frozenset({"1"}) for f in fs} for n, fs in told.items()}, {})
    rare, usual = 1 / log(2), 1 / log(4)
    assert fields.likeness("a", "b") == pytest.approx(usual / (usual + rare))
    assert fields.likeness("a", "c") == pytest.approx(usual / (usual + 2 * rare))
    assert fields.likeness("a", "nobody") == 0.0


def test_likeness_by_partners(partners: "nx.Graph[str]") -> None:
    found = {short(like.node): like for like in similar(partners, f"{BASE}s1")}
    assert set(found) == {"c1", "s2"}
    # s1: f1 (2), f2 (1); s2: f1, x1; c1: f2, p1, x1.
    assert (found["s2"].jaccard, found["c1"].jaccard) == (round(1 / 3, 6), 0.25)
    assert found["s2"].cosine == round(2 / (sqrt(5) * sqrt(2)), 6)
    assert found["c1"].cosine == round(1 / (sqrt(5) * sqrt(3)), 6)
    assert found["s2"].shared == (f"{BASE}f1",)


def test_a_suggestion_has_a_reason_and_facts(partners: "nx.Graph[str]") -> None:
    fields = read_fields(networks_store())
    found = suggest(partners, f"{BASE}s1", askers=SCHOOLS, fields=fields)
    assert [short(s.node) for s in found] == ["x1", "p1"]
    both, one = found
    # s2 and c1 lead to x1; each shares with s1 one partner that two have.
    assert [short(peer.node) for peer in both.through] == ["c1", "s2"]
    likeness = 1 / log(2) + fields.likeness(f"{BASE}s1", f"{BASE}c1")
    assert one.score == round(likeness, 4)
    assert both.score == pytest.approx(likeness + 1 / log(2), abs=2e-4)
    closest = both.through[0]
    assert [list(map(short, part)) for part in (closest.partners, closest.fields)] == [
        ["f2"],
        ["m1"],
    ]
    assert list(map(short, both.facts)) == ["a5", "a3"]


def test_where_edges_have_a_direction_it_is_followed() -> None:
    graph = make_network(networks_store(), "aid")
    found = suggest(graph, f"{BASE}s1", askers=SCHOOLS, fields=NO_FIELDS)
    assert [(short(s.node), [short(p.node) for p in s.through]) for s in found] == [("s2", ["c1"])]


def test_a_profile_says_place_peers_and_gaps(system: System) -> None:
    found = profile(system, f"{BASE}c1")
    place = next(place for place in found.places if place.network == "partners")
    assert (place.of, place.rank, place.component_size) == (7, 1, 7)
    assert place.parts == (5, 1)
    assert [(short(p.node), list(map(short, p.others))) for p in found.partners] == [
        ("f2", ["s1"]),
        ("x1", ["s2"]),
        ("p1", []),
    ]
    assert [short(peer.node) for peer in found.peers] == ["s2", "s1"]
    assert found.absent == {}
    gaps = [(short(gap.field), list(map(short, gap.others))) for gap in found.field_gaps]
    assert gaps == []
    other = profile(system, f"{BASE}s2")
    gaps = [(short(gap.field), list(map(short, gap.others))) for gap in other.field_gaps]
    assert gaps == [("m3", ["c1"]), ("旅游服务类", ["c1"])]


def test_a_profile_of_one_without_partners(system: System) -> None:
    found = profile(system, f"{BASE}u1")
    assert [place.network for place in found.places] == ["pipelines"]
    assert (found.partners, found.suggestions) == ((), ())
    assert [short(peer.node) for peer in found.peers] == ["s1", "c1"]
    assert found.absent == {"partners": 2, "shared-partners": 2, "aid": 2, "foreign": 1}


def test_two_are_compared(system: System) -> None:
    found = compare(system, ends=(f"{BASE}s1", f"{BASE}s2"))
    assert list(map(short, found.partners)) == ["f1"]
    assert [list(map(short, side.partners)) for side in found.sides] == [["f2"], ["x1"]]
    assert list(map(short, found.path)) == ["s1", "f1", "s2"]
    assert found.fields == ()
    apart = compare(system, ends=(f"{BASE}s1", f"{BASE}u1"))
    assert (apart.path, apart.jaccard) == ((), 0.0)


def planted(groups: int) -> "nx.Graph[str]":
    """Make schools in groups, each of which works with most of its group's own firms."""
    graph: nx.Graph[str] = nx.Graph()
    for group in range(groups):
        firms = [f"firm-{group}-{i}" for i in range(6)]
        for number in range(6):
            school = f"school-{group}-{number}"
            graph.add_node(school, name=school, kind="SecondaryVocationalSchool")
            for i, firm in enumerate(firms):
                graph.add_node(firm, name=firm, kind="Enterprise")
                if i != number:
                    graph.add_edge(school, firm, weight=1, facts=f"fact-{school}-{firm}")
    return graph


def test_a_check_finds_what_was_planted() -> None:
    found = check(planted(5), NO_FIELDS, askers=SCHOOLS, splits=10)
    assert found is not None
    assert (found.ties, found.testable, found.hidden) == (150, 150, 30)
    assert found.is_better
    assert found.rates["suggestions"].mean > 0.9
    assert found.rates["random"].mean < 0.5
    assert found.rates["suggestions"] == found.rates["shared partners"]
    assert found == check(planted(5), NO_FIELDS, askers=SCHOOLS, splits=10)
    assert found != check(planted(5), NO_FIELDS, askers=SCHOOLS, splits=10, seed=1)


def test_a_check_does_not_find_what_is_not_there() -> None:
    # One firm works with everyone, all others with two that share nothing else.
    graph: nx.Graph[str] = nx.Graph()
    for i in range(12):
        school = f"school-{i:02}"
        graph.add_node(school, name=school, kind="SecondaryVocationalSchool")
        for firm in ("everyone", f"firm-{i // 2}"):
            graph.add_node(firm, name=firm, kind="Enterprise")
            graph.add_edge(school, firm, weight=1, facts=f"fact-{school}-{firm}")
    found = check(graph, NO_FIELDS, askers=SCHOOLS, splits=20, top=1)
    assert found is not None
    assert not found.is_better


def test_a_check_without_a_shared_partner_is_none() -> None:
    graph: nx.Graph[str] = nx.Graph()
    for i in range(3):
        graph.add_node(f"school-{i}", name="", kind="University")
        graph.add_node(f"firm-{i}", name="", kind="Enterprise")
        graph.add_edge(f"school-{i}", f"firm-{i}", weight=1, facts=f"fact-{i}")
    assert check(graph, NO_FIELDS, askers=SCHOOLS) is None


def test_hidden_ties_take_their_fields_along() -> None:
    # A ring: each firm has two schools, which share nothing else but the field of the firm.
    graph: nx.Graph[str] = nx.Graph()
    told: dict[str, dict[str, frozenset[str]]] = {}
    for i in range(12):
        firm = f"firm-{i:02}"
        graph.add_node(firm, name=firm, kind="Enterprise")
        for school in (f"school-{i:02}", f"school-{(i + 1) % 12:02}"):
            fact = f"fact-{school}-{firm}"
            graph.add_node(school, name=school, kind="SecondaryVocationalSchool")
            graph.add_edge(school, firm, weight=1, facts=fact)
            told.setdefault(school, {})[f"field of {firm}"] = frozenset({fact})
    found = check(graph, Fields(told, {}), askers=SCHOOLS, splits=20, top=1)
    assert found is not None
    assert found.rates["suggestions"].mean < 0.3
