"""Names as linking compares them: scripts, marks, endings, what stands before a name."""

import csv
from pathlib import Path

import pytest

from tvetgraph.graph.linking.names import japanese, name_form, scripts, stem, without
from tvetgraph.graph.linking.types import families, family, fitting, types
from tvetgraph.loaders.authority import ORGANISATION_CLASSES, PLACE_CLASSES

CASES = Path(__file__).parent / "cases" / "linking"


def rows(name: str) -> list[list[str]]:
    """Read the rows of a case file without its header."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(("ours", "theirs", "same", "why"), rows("names.csv"))
def test_two_names_are_one_or_not(ours: str, theirs: str, same: str, why: str) -> None:
    assert (name_form(ours) == name_form(theirs)) is (same == "yes"), why


@pytest.mark.parametrize(("name", "bare"), rows("stems.csv"))
def test_the_ending_of_a_place_is_taken_off(name: str, bare: str) -> None:
    assert stem(name) == bare


def test_a_name_is_looked_up_in_every_script() -> None:
    assert scripts("张家口市") == ("张家口市", "張家口市")
    assert scripts("臺灣") == ("臺灣", "台湾")
    assert japanese("群马医疗福祉大学") == "群馬医療福祉大学"


def test_what_stands_before_a_name_is_taken_off_if_enough_is_left() -> None:
    assert list(without("英国德比大学", ("英国", "英"))) == ["德比大学", "国德比大学"]
    assert list(without("北京市", ("北京",))) == []
    assert list(without("德比大学", ("英国", ""))) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("市轄區", "district"),
        ("district of China", "district"),
        ("county of China", "county"),
        ("县级市", "county"),
        ("county seat", "town"),
        ("town of China", "town"),
        ("地级市", "prefecture"),
        ("big city", "city"),
        ("province of China", "province"),
        ("province of Thailand", "state"),
        ("public university", "university"),
        ("vocational university", "college"),
        ("film school", "school"),
        ("metro station", "thing"),
        ("Wikimedia disambiguation page", "page"),
        ("former country", "former"),
        ("automobile brand", "brand"),
        ("shipbuilding company", "company"),
        ("concept in psychology", ""),
    ],
)
def test_a_type_is_told_by_its_label(label: str, name: str) -> None:
    assert family(label) == name


def test_every_class_has_its_families() -> None:
    assert set(types().fits) == {*ORGANISATION_CLASSES, *PLACE_CLASSES}
    known = {entry.name for entry in types().families}
    assert {name for fits in types().fits.values() for name in fits} <= known
    assert families(["大学", "university", "?"]) == {"university"}
    assert fitting("Province", coded=True) == {"province", "country", "state"}
