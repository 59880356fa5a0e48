"""Proposed entries: one for each unknown name, with a readable id that does not move about."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvetgraph.loaders.authority import Authority, Major, Organisation, Place, propose
from tvetgraph.loaders.facts import Certainty, Fact, Method, make_fact
from tvetgraph.loaders.proposals import organisation_class, place_class
from tvetgraph.loaders.registry import by_id
from tvetgraph.loaders.slugs import slug, unique_slug

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _fact(kind: str, **values: str) -> Fact:
    return make_fact(
        kind,
        values,
        where="表1-1",
        row="1",
        lines=[(1, 1)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )


FACTS = (
    _fact(
        "apprenticeships",
        school="明市职业学院",
        major="物流管理（冷链方向）",
        employers="甲公司;丙光华",
    ),
    _fact("apprenticeships", school="明市 职业学院", major="物流管理", employers="贾公司"),
    _fact(
        "foreign_programmes",
        college="明市职业学院",
        country="新西兰",
        partner="阿尔卡学院",
        majors="会计;物流管理",
        programme_kind="programme",
    ),
    _fact(
        "pipelines", form="3+2", stages="明市学校|会计、护理|3 > 明市职业学院|会计（智能方向）|2"
    ),
)
KNOWN = Authority(
    organisations=by_id([Organisation("yi-gongsi", "Enterprise", "乙公司", aliases=("甲公司",))]),
    majors=by_id([Major("x", "会计"), Major("huli", "互利")]),
)


def test_each_unknown_name_becomes_an_entry() -> None:
    assert propose(FACTS, KNOWN, places=["明市", ""]) == Authority(
        organisations=by_id(
            [
                Organisation("aerka-xueyuan", "ForeignInstitution", "阿尔卡学院", note="proposed"),
                Organisation("bingguanghua", "Enterprise", "丙光华", note="proposed"),
                Organisation("jia-gongsi", "Enterprise", "贾公司", note="proposed"),
                Organisation(
                    "ming-shi-xuexiao", "SecondaryVocationalSchool", "明市学校", note="proposed"
                ),
                Organisation(
                    "ming-shi-zhiye-xueyuan",
                    "HigherVocationalCollege",
                    "明市职业学院",
                    note="proposed",
                ),
            ]
        ),
        majors=by_id(
            [
                Major("huli-2", "护理", note="proposed"),
                Major("wuliu-guanli", "物流管理", note="proposed"),
                Major(
                    "wuliu-guanli-lenglian-fangxiang",
                    "物流管理（冷链方向）",
                    broader="wuliu-guanli",
                    note="proposed",
                ),
                Major("kuaiji-zhineng-fangxiang", "会计（智能方向）", broader="x", note="proposed"),
            ]
        ),
        places=by_id(
            [
                Place("ming-shi", "Place", "明市", note="proposed"),
                Place("xinxilan", "Country", "新西兰", note="proposed"),
            ]
        ),
    )


@given(st.permutations(FACTS))
def test_the_order_of_the_facts_does_not_matter(facts: list[Fact]) -> None:
    assert propose(facts, KNOWN) == propose(FACTS, KNOWN)


def test_what_was_proposed_is_known_afterwards() -> None:
    together = KNOWN.merged(propose(FACTS, KNOWN))
    assert propose(FACTS, together) == Authority()
    assert together.ambiguous() == ()


def test_names_that_sound_alike_get_ids_of_their_own() -> None:
    facts = [_fact("mergers", origin="甲公司", into="贾公司"), *FACTS]
    proposed = propose(facts, Authority())
    ids = {entry.name: entry.id for entry in proposed.organisations.values()}
    assert (ids["甲公司"], ids["贾公司"]) == ("jia-gongsi", "jia-gongsi-2")


def test_an_ambiguous_name_gets_no_entry() -> None:
    twins = [Organisation(identity, "Enterprise", "甲公司") for identity in ("a", "b")]
    proposed = propose(
        [_fact("mergers", origin="甲公司", into="乙公司")], Authority(organisations=by_id(twins))
    )
    assert list(proposed.organisations) == ["yi-gongsi"]


@pytest.mark.parametrize("case", _cases("classes.csv"), ids=lambda case: case["name"])
def test_a_class_is_guessed_from_the_name_and_the_column(case: dict[str, str]) -> None:
    assert organisation_class(case["name"], case["columns"].split()) == case["class"]


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("明省", "units.country", "Province"),
        ("明自治区", "report.region", "Province"),
        ("明自治州", "report.region", "Prefecture"),
        ("明地区", "report.region", "Prefecture"),
        ("明县", "report.region", "County"),
        ("明旗", "report.region", "County"),
        ("明区", "report.region", "District"),
        ("明市", "report.region", "Place"),
        ("新西兰", "units.country", "Country"),
        ("新西兰", "report.region", "Place"),
    ],
)
def test_a_places_class_is_guessed_likewise(name: str, column: str, expected: str) -> None:
    assert place_class(name, {column}) == expected


@pytest.mark.parametrize("case", _cases("slugs.csv"), ids=lambda case: case["name"])
def test_a_name_is_written_in_ascii(case: dict[str, str]) -> None:
    assert slug(case["name"]) == case["slug"]


@given(st.text())
def test_every_name_has_a_slug(name: str) -> None:
    assert all(part.isascii() and part.isalnum() for part in slug(name).split("-"))
    assert slug(name) == slug(name).lower()


def test_a_taken_slug_is_numbered() -> None:
    taken = {"jia-gongsi", "jia-gongsi-2"}
    assert unique_slug("甲公司", taken) == "jia-gongsi-3"
    assert unique_slug("乙公司", taken) == "yi-gongsi"
