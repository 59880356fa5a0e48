"""A name that begins with places tells where its bearer lies; one that does not tells nothing."""

import pytest

from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.districts import Districts
from tvetgraph.loaders.facts import Certainty, Method, bundled_data, make_fact
from tvetgraph.loaders.proposals import propose
from tvetgraph.loaders.registry import Authority, Place, by_id

PLACES = by_id(
    [
        Place("yunzhou", "Province", "云州省", aliases=("云州",)),
        Place("mingshi", "Prefecture", "明市", parent="yunzhou"),
        Place("lanshan", "District", "明市兰山区", aliases=("兰山区",), parent="mingshi"),
        Place("qinghe", "County", "青河县", parent="mingshi"),
        Place("beiyuan", "District", "明市北苑区", aliases=("北苑区",), parent="mingshi"),
        Place("haiguo", "Country", "海国"),
    ]
)
SCHOOL = "SecondaryVocationalSchool"


@pytest.mark.parametrize(
    ("name", "cls", "told"),
    [
        ("明市兰山区职业学校", SCHOOL, "lanshan"),
        ("明市兰山职业学校", SCHOOL, "lanshan"),
        ("兰山区职业学校", SCHOOL, "lanshan"),
        ("云州青河职教中心", SCHOOL, "qinghe"),
        ("云州省明市青河县 职教中心", SCHOOL, "qinghe"),
        ("云州省明市第一职业学校", SCHOOL, "mingshi"),
        ("云州大学兰山校区", "University", "lanshan"),
        ("云州大学青河分校", "University", "qinghe"),
        ("兰山区教委", "GovernmentBody", "lanshan"),
        # Without its ending, and behind no place that holds it, it may be anything.
        ("兰山职业学校", SCHOOL, ""),
        ("青河职教中心", SCHOOL, ""),
        # A province is too large, another country's place is none of ours.
        ("云州省商业学校", SCHOOL, ""),
        ("海国兰山职业学校", SCHOOL, ""),
        # Two places that do not hold each other, the place itself, firms, partners abroad.
        ("云州大学兰山区北苑区分校", "University", "beiyuan"),
        ("兰山区", "GovernmentBody", ""),
        ("明市兰山区机械有限公司", "Enterprise", ""),
        ("明市兰山区国际学院", "ForeignInstitution", ""),
    ],
)
def test_a_name_tells_its_district(name: str, cls: str, told: str) -> None:
    assert Districts(PLACES).told(name, cls) == told


def test_one_name_for_two_places_tells_neither() -> None:
    twice = {**PLACES, "other": Place("other", "District", "兰山区", parent="haiguo")}
    assert Districts(twice).told("兰山区职业学校", SCHOOL) == ""
    assert Districts(twice).told("明市兰山区职业学校", SCHOOL) == "lanshan"


def test_places_that_hold_each_other_end() -> None:
    ring = by_id(
        [Place("a", "County", "甲县", parent="b"), Place("b", "County", "乙县", parent="a")]
    )
    assert Districts(ring).told("甲县乙县学校", SCHOOL) == ""


def test_the_bundled_organisations_lie_where_their_names_say() -> None:
    authority = read_authority(bundled_data())
    districts = Districts(authority.places)
    told = {
        org.name: (org.district, district)
        for org in authority.organisations.values()
        if (district := districts.told(org.name, org.cls))
    }
    assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}
    assert len(told) > 30


def test_a_school_of_a_new_report_gets_its_district() -> None:
    fact = make_fact(
        "apprenticeships",
        {"school": "明市兰山区新职业学校", "major": "护理", "employers": "明市兰山区甲公司"},
        where="表1-1",
        row="1",
        lines=[(1, 1)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )
    found = propose([fact], Authority(places=PLACES)).organisations.values()
    assert {org.name: org.district for org in found} == {
        "明市兰山区新职业学校": "lanshan",
        "明市兰山区甲公司": "",
    }
