"""Who acts: an organisation or, where none goes by the name, a place, which stays a place."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from tvetgraph.graph.build import build
from tvetgraph.graph.store import read_quads
from tvetgraph.loaders.authority import (
    Authority,
    Organisation,
    Place,
    actor,
    all_names,
    name_key,
    propose,
    read_authority,
)
from tvetgraph.loaders.errors import UnknownName
from tvetgraph.loaders.facts import Certainty, Method, bundled_data, make_fact
from tvetgraph.loaders.registry import by_id
from tvetgraph.ontology import BASE, TVET

CASE = Path(__file__).parent / "cases" / "graph"
SCHOOL = Organisation("ming-xuexiao", "SecondaryVocationalSchool", "明市学校", aliases=("明校",))
FIRM = Organisation("jia-gongsi", "Enterprise", "甲公司")
COUNTRY = Place("ming-guo", "Country", "明国")
KNOWN = Authority(organisations=by_id([SCHOOL, FIRM]), places=by_id([COUNTRY]))


def test_no_name_of_the_bundled_files_is_both_a_body_and_a_place_but_the_city() -> None:
    bundled = read_authority(bundled_data())
    bodies = {name_key(name) for it in bundled.organisations.values() for name in all_names(it)}
    places = {name_key(name) for it in bundled.places.values() for name in all_names(it)}
    # A city speaks and acts: its government is meant, and it is a place as well.
    assert bodies & places == {"北京", "北京市"}


def test_who_acts_is_an_organisation_and_only_else_a_place() -> None:
    assert actor(KNOWN, "明校") == SCHOOL
    assert actor(KNOWN, "明国") == COUNTRY
    namesake = Place("jia", "Place", "甲公司")
    both = Authority(organisations=KNOWN.organisations, places=by_id([COUNTRY, namesake]))
    assert actor(both, "甲公司") == FIRM
    with pytest.raises(UnknownName, match=r"organisations\.csv"):
        actor(KNOWN, "乙国")


def test_a_place_that_acts_is_not_proposed_as_an_organisation() -> None:
    acting = [
        make_fact(
            "activities",
            {"subject_organisation": name, "relation": "参赛", "object_name": "大赛"},
            where="1.1",
            row="",
            lines=[(1, 1)],
            method=Method.PATTERN,
            certainty=Certainty.HIGH,
        )
        for name in ("明国", "明市代表队")
    ]
    proposed = propose(acting, KNOWN)
    assert [it.name for it in proposed.organisations.values()] == ["明市代表队"]
    assert not proposed.places


def test_a_country_that_acts_is_a_country_and_no_organisation(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(CASE, facts)
    with (facts / "yunzhou-2020" / "activities.csv").open("a", encoding="utf-8") as file:
        file.write("activities-1,赫顿国,参赛,云州技能大赛,,,2020,1.1,,10,curated,high\n")
    build(facts, tmp_path / "build")
    fact = ox.NamedNode(f"{BASE}fact/yunzhou-2020/activities-1")
    hedun = ox.NamedNode(f"{BASE}place/hedun")
    quads = [quad for quad in read_quads(tmp_path / "build") if hedun in quad or fact in quad]
    said = {(s, p.value.rpartition("#")[2], o) for s, p, o, _ in quads}
    assert (fact, "subjectOrganisation", hedun) in said
    assert (hedun, "type", ox.NamedNode(str(TVET.Country))) in said
    assert [it for it in said if it[1] == "participant"] == []
    label = ox.Literal("Heddon 参赛 云州技能大赛 (2020)", language="en")
    assert (fact, "http://www.w3.org/2000/01/rdf-schema#label".rpartition("#")[2], label) in said
