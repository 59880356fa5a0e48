"""Features and rules: each trap has its verdict, each rule is reached, a refusal stands."""

import csv
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.standin import CASES, STANDIN, subjects
from tvetgraph.graph.linking.features import Says, compare
from tvetgraph.graph.linking.items import ENTITY, Fact, Item, host, plain_code, to_items
from tvetgraph.graph.linking.subjects import Subject
from tvetgraph.graph.linking.verdict import (
    CHOICES,
    REFUSALS,
    RULES,
    Decision,
    Verdict,
    decide,
    successors,
)
from tvetgraph.queries.linking.files import open_source
from tvetgraph.queries.linking.proposing import judge

with (CASES / "traps.csv").open(encoding="utf-8", newline="") as _file:
    TRAPS = list(csv.DictReader(_file))

SCHOOL = Subject(
    id="tvetorg:xu-jia",
    cls="University",
    name="虚甲大学",
    aliases=("虚甲学校",),
    names_en=("Jia University",),
    country="CN",
    area="11",
    websites=frozenset({"jia.example"}),
    founded=frozenset({1950}),
    forbidden=("虚乙大学",),
    year=2019,
)
ITEM = Item(
    iri=f"{ENTITY}Q9000000901",
    labels=(("虛甲大學", "zh"), ("Jia University", "en")),
    types=("university",),
    countries=frozenset({"CN"}),
    areas=frozenset({"110108"}),
    websites=frozenset({"jia.example"}),
    founded=frozenset({1950}),
)
OTHER = replace(ITEM, iri=f"{ENTITY}Q9000000902")
FIRM = replace(SCHOOL, cls="Enterprise", name="虚甲公司", names_en=("Jia",), area="", country="")
PLACE = Subject(
    id="tvetplace:xu-xian",
    cls="County",
    name="虚县",
    codes={"P442": ("139901",)},
    country="CN",
    area="139901",
)
COUNTY = Item(
    iri=ITEM.iri,
    labels=(("虚县", "zh"),),
    types=("county of China",),
    countries=frozenset({"CN"}),
    areas=frozenset({"1399", "139901"}),
    codes={"P442": ("139901",)},
)


@pytest.fixture(scope="module")
def judged() -> Mapping[tuple[str, str], Decision]:
    found = judge(open_source(STANDIN), subjects())
    return {(d.pair.subject.id, d.pair.item.iri): d for d in found}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda t: f"{t['name']}-{t['item']}")
def test_a_trap_is_met(trap: dict[str, str], judged: Mapping[tuple[str, str], Decision]) -> None:
    decision = judged[trap["subject"], ENTITY + trap["item"]]
    assert (decision.verdict.value, decision.rule.name) == (trap["verdict"], trap["rule"])


#: For each rule the pair that it decides; what stands before it does not hold.
REACHED: dict[str, tuple[Subject, tuple[Item, ...]]] = {
    "forbidden": (SCHOOL, (replace(ITEM, labels=(*ITEM.labels, ("虚乙大学", "zh-cn"))),)),
    "type": (SCHOOL, (replace(ITEM, types=("metro station",)),)),
    "country": (SCHOOL, (replace(ITEM, countries=frozenset({"TW"})),)),
    "code": (PLACE, (replace(COUNTY, codes={"P442": ("139902",)}),)),
    "place": (SCHOOL, (replace(ITEM, areas=frozenset({"120101"})),)),
    "nothing": (SCHOOL, (replace(ITEM, labels=(("虚丙大学", "zh"),)),)),
    "shared-code": (PLACE, (COUNTY, replace(COUNTY, iri=OTHER.iri))),
    "outdone": (
        replace(SCHOOL, area=""),
        (
            replace(ITEM, labels=(), aliases=(("虚甲学校", "zh"),)),
            replace(OTHER, areas=frozenset()),
        ),
    ),
    "ended": (SCHOOL, (replace(ITEM, ended=frozenset({2016})),)),
    "supposed-name": (
        replace(SCHOOL, cls="ForeignInstitution", names_en=(), supposed=("Jia College",)),
        (replace(ITEM, labels=(("Jia College", "en"),)),),
    ),
    "website-differs": (SCHOOL, (replace(ITEM, websites=frozenset({"yi.example"})),)),
    "founded-differs": (SCHOOL, (replace(ITEM, founded=frozenset({1951})),)),
    "brand": (FIRM, (replace(ITEM, labels=(("虚甲公司", "zh"),), types=("hotel brand",)),)),
    "short-name": (
        replace(FIRM, name="虚甲"),
        (replace(ITEM, labels=(("虚甲", "zh"),), types=("enterprise",)),),
    ),
    "code-and-name": (PLACE, (COUNTY,)),
    "code-only": (PLACE, (replace(COUNTY, labels=(("实县", "zh"),)),)),
    "rivals": (SCHOOL, (ITEM, OTHER)),
    "names-clash": (
        SCHOOL,
        (replace(ITEM, labels=(("虚丙大学", "zh"), ("Jia University", "en"))),),
    ),
    "name-and-place": (SCHOOL, (ITEM,)),
    "both-names": (
        replace(SCHOOL, area="", websites=frozenset(), founded=frozenset()),
        (ITEM,),
    ),
    "alias-and-site": (SCHOOL, (replace(ITEM, labels=(("虚甲学校", "zh"),)),)),
    "name-only": (SCHOOL, (replace(ITEM, types=()),)),
    "alias-only": (SCHOOL, (replace(ITEM, labels=(("虚甲学校", "zh"),), types=()),)),
}


@pytest.mark.parametrize("name", REACHED)
def test_a_rule_decides(name: str) -> None:
    subject, items = REACHED[name]
    assert decide(subject, items)[0].rule.name == name


def test_no_rule_is_out_of_reach() -> None:
    assert list(REACHED) == [rule.name for rule in (*REFUSALS, *CHOICES)]
    assert {rule.name for rule in RULES} - set(REACHED) == {"successor", "merged"}


REFUSED = ("forbidden", "type", "country", "place")


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_cannot_be_bought_by_a_code(name: str) -> None:
    subject, items = REACHED[name]
    coded = replace(items[0], codes={"P6782": ("x",)})
    (decision,) = decide(replace(subject, codes={"P6782": ("x",)}), [coded])
    assert (decision.verdict, decision.rule.name) == (Verdict.REFUSE, name)


def test_the_features_say_what_was_compared() -> None:
    features = compare(SCHOOL, replace(ITEM, ended=frozenset({2025})))
    assert [str(getattr(features, name)) for name in ("code", "name", "english", "type")] == [
        "",
        "label: 虚甲大学 = 虛甲大學",
        "label: Jia University = Jia University",
        "agrees: University / university",
    ]
    assert [str(getattr(features, name)) for name in ("country", "place", "website")] == [
        "agrees: CN",
        "agrees: 11 ~ 110108",
        "agrees: jia.example",
    ]
    assert [str(getattr(features, name)) for name in ("founded", "ended", "forbidden")] == [
        "agrees: 1950",
        "differs: 2025 / 2019",
        "",
    ]
    assert compare(SCHOOL, Item(iri="x")).name.says is Says.UNKNOWN


def test_a_successor_is_proposed_as_a_successor_and_never_of_itself() -> None:
    old = replace(ITEM, ended=frozenset({2025}), replaced_by=(OTHER.iri, ITEM.iri))
    decisions = decide(SCHOOL, [old])
    (successor,) = successors(decisions, {OTHER.iri: OTHER, ITEM.iri: old})
    assert (successor.rule.name, successor.rule.predicate) == ("successor", "dcterms:isReplacedBy")
    assert (successor.pair.item.iri, successor.pair.successor_of) == (OTHER.iri, ITEM.iri)
    refused = decide(SCHOOL, [replace(old, types=("song",))])
    assert successors(refused, {OTHER.iri: OTHER}) == ()


def test_rows_become_items() -> None:
    iri = ITEM.iri
    said = (
        Fact(iri, "http://www.w3.org/2000/01/rdf-schema#label", "虚县", "zh"),
        Fact(iri, "http://www.w3.org/2004/02/skos/core#altLabel", "Xu", "en"),
        Fact(iri, "P31", "county of China", "en"),
        Fact(iri, "P17", "CN"),
        Fact(iri, "P131", "13 99"),
        Fact(iri, "P442", "13 99 01"),
        Fact(iri, "P856", "https://www.xu.example/en"),
        Fact(iri, "P571", "+1950-00-00T00:00:00Z"),
        Fact(iri, "P576", "2016-05-01T00:00:00Z"),
        Fact(iri, "P1366", OTHER.iri),
    )
    assert to_items((*said, *said)) == {
        iri: Item(
            iri=iri,
            labels=(("虚县", "zh"),),
            aliases=(("Xu", "en"),),
            types=("county of China",),
            countries=frozenset({"CN"}),
            areas=frozenset({"1399", "139901"}),
            codes={"P442": ("139901",), "wikidata": ("Q9000000901",)},
            websites=frozenset({"xu.example"}),
            founded=frozenset({1950}),
            ended=frozenset({2016}),
            replaced_by=(OTHER.iri,),
        )
    }


@pytest.mark.parametrize(
    ("name", "written", "plain"),
    [
        ("P442", "13 07 22", "130722"),
        ("P442", "130700", "1307"),
        ("P442", "11", "11"),
        ("P442", "11 01 08 001", "110108"),
        ("P6782", "https://ror.org/02v51f717", "02v51f717"),
        ("P1566", "https://sws.geonames.org/1816670/", "1816670"),
        ("wikidata", f"{ENTITY}Q956", "Q956"),
    ],
)
def test_a_code_is_compared_in_one_form(name: str, written: str, plain: str) -> None:
    assert plain_code(name, written) == plain


def test_a_web_site_is_its_host() -> None:
    addresses = ("https://www.xu.example/en", "http://xu.example", "xu.example/", "www.xu.example")
    assert {host(address) for address in addresses} == {"xu.example"}
