"""Local files as sources, other targets than Wikidata, and what decisions do to proposals."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.standin import CASES, STANDIN, bundled_links, subjects
from tvetgraph.graph.linking.deciding import Hand, Known, decide_rows, to_link
from tvetgraph.graph.linking.items import ENTITY, GEONAMES, Item, to_items
from tvetgraph.graph.linking.review import Row
from tvetgraph.graph.linking.subjects import Subject
from tvetgraph.graph.linking.verdict import EXACT, Verdict
from tvetgraph.loaders.errors import QueryError, TvetgraphError
from tvetgraph.loaders.links import Link, LinkSet
from tvetgraph.loaders.registry import Authority, Organisation, by_id
from tvetgraph.queries.linking.files import open_source
from tvetgraph.queries.linking.proposing import Task, propose
from tvetgraph.queries.linking.sources import Several, Source, Table

HAND = Hand(author="某人", date="2026-11-22")
NOTHING = LinkSet()
JIA = Authority(organisations=by_id([Organisation("xu-jia", "University", "虚甲")]))
SCHOOLS = ("University", "HigherVocationalCollege", "ForeignInstitution")


def described(path: Path) -> dict[str, Item]:
    """Describe everything in a table."""
    source = open_source(path)
    assert isinstance(source, Table)
    return dict(to_items(source.facts({fact.item for fact in source.rows})))


def proposed(
    source: Source, target: str = "wikidata", decided: LinkSet = NOTHING
) -> dict[tuple[str, str], tuple[str, str]]:
    """Propose links; give verdict and rule by entry and identifier."""
    kinds = {"geonames": ("Province", "Prefecture", "Country")}.get(target, SCHOOLS)
    chosen = tuple(s for s in subjects("ror", "geonames") if s.cls in kinds)
    rows = propose(source, Task(chosen, target, decided))
    return {(row.subject_id, row.object_id): (row.verdict.value, row.rule) for row in rows}


def test_a_csv_in_the_shape_of_wikidata() -> None:
    assert described(CASES / "few.csv")[f"{ENTITY}Q9000000804"] == Item(
        iri=f"{ENTITY}Q9000000804",
        labels=(("北京农业职业学院", "zh"),),
        aliases=(("农职院", "zh"), ("北农", "zh")),
        types=("college", "vocational college"),
        countries=frozenset({"CN"}),
        areas=frozenset({"1301"}),
        codes={"wikidata": ("Q9000000804",)},
        founded=frozenset({1958}),
    )


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("company", ["Xu", "Xu (Germany)"]),
        ("education", ["Xu (Germany)"]),
    ],
)
def test_the_country_behind_a_company_of_ror_is_not_its_name(
    kind: str, labels: list[str], tmp_path: Path
) -> None:
    name = {"value": "Xu (Germany)", "types": ["ror_display", "label"], "lang": "en"}
    record = {"id": "https://ror.org/0xu", "names": [name], "types": [kind]}
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(record), "utf-8")
    assert sorted(label for label, _ in described(path)["https://ror.org/0xu"].labels) == labels


def test_the_records_of_ror() -> None:
    active = "https://ror.org/02v51f717"
    gone = "https://ror.org/036jeby88"
    assert described(CASES / "ror.json") == {
        active: Item(
            iri=active,
            labels=(("Peking University", "en"), ("北京大学", "zh")),
            aliases=(("PKU", "en"),),
            types=("education", "funder"),
            countries=frozenset({"CN"}),
            codes={"P6782": ("02v51f717",), "wikidata": ("Q16952",)},
            websites=frozenset({"pku.edu.cn"}),
            founded=frozenset({1898}),
        ),
        gone: Item(
            iri=gone,
            labels=(("Waiariki Institute of Technology", "en"),),
            types=("education",),
            countries=frozenset({"NZ"}),
            codes={"P6782": ("036jeby88",)},
            ended=frozenset({1}),
            replaced_by=("https://ror.org/01t2w0q86",),
        ),
    }


def test_the_tables_of_geonames_tell_a_county_from_its_seat() -> None:
    found = described(CASES / "geonames.txt")
    county, seat = found[f"{GEONAMES}999001/"], found[f"{GEONAMES}999002/"]
    assert (county.types, county.codes["P442"]) == (("county",), ("130799",))
    assert (seat.types, "P442" in seat.codes) == (("populated place",), False)
    subject = Subject(id="tvetplace:x", cls="County", name="虚县", country="CN", area="1307")
    rows = propose(open_source(CASES / "geonames.txt"), Task((subject,), "geonames", NOTHING))
    assert [(row.object_id, row.rule) for row in rows] == [
        ("geonames:999001/", "name-and-place"),
        ("geonames:999002/", "type"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.ttl", "<a> <b>"),
        ("x.json", "{"),
        ("x.json", '[{"id": 1}]'),
        ("x.csv", "name\n甲\n"),
        ("x.txt", "one column\n"),
        ("x.xlsx", ""),
    ],
)
def test_a_file_that_is_no_source_is_refused(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError, match=r"use \.nt, \.ttl") as raised:
        open_source(path)
    assert str(path) in str(raised.value) or "xlsx" in str(raised.value)


def test_ror_is_reached_directly_and_through_wikidata() -> None:
    through = proposed(open_source(STANDIN), "ror")
    assert through["tvetorg:beijing-daxue", "ror:02v51f717"] == ("accept", "code-and-name")
    direct = proposed(Several((open_source(CASES / "ror.json"), Table(()))), "ror")
    assert direct == {
        ("tvetorg:beijing-daxue", "ror:02v51f717"): ("accept", "code-and-name"),
        ("tvetorg:huaialiqi-ligong-xueyuan", "ror:036jeby88"): ("review", "ended"),
    }


def test_geonames_ids_of_wikidata_are_left_to_a_person() -> None:
    found = proposed(open_source(STANDIN), "geonames")
    assert found["tvetplace:beijing-shi", "geonames:2038349/"] == ("review", "maybe-the-seat")
    assert "accept" not in {verdict for verdict, _ in found.values()}


def test_several_ids_of_one_item_are_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "item,label@zh,P31,P17,P131,P6782\n"
        "Q9000000801,北京财贸职业学院,college,CN,11,0xuxuxu01|0xuxuxu02\n",
        "utf-8",
    )
    assert set(proposed(open_source(path), "ror").values()) == {("review", "several-ids")}


def test_what_was_decided_is_never_proposed_again() -> None:
    source = open_source(STANDIN)
    chosen = tuple(s for s in subjects() if s.id.startswith("tvetplace:beijing-shi-"))
    everything = propose(source, Task(chosen, "wikidata", NOTHING))
    some = [row for row in everything if row.subject_id == "tvetplace:beijing-shi-chaoyang-qu"]
    assert len(some) == 4
    refused = LinkSet(refused=_links(some[1:], refused=True))
    task = Task(chosen, "wikidata", refused)
    again = {row.id for row in propose(source, task)}
    assert {row.id for row in everything} - again == {row.id for row in some[1:]}
    accepted = LinkSet(accepted=_links(some[:1], refused=False))
    left = propose(source, replace(task, decided=accepted))
    assert "tvetplace:beijing-shi-chaoyang-qu" not in {row.subject_id for row in left}


def test_nothing_that_the_project_has_decided_comes_back() -> None:
    decided = bundled_links()
    keys = {link.key for link in (*decided.accepted, *decided.refused)}
    rows = propose(open_source(STANDIN), Task(subjects(), "wikidata", decided))
    assert rows
    assert not keys & {row.key for row in rows}


def test_an_item_that_was_merged_is_followed() -> None:
    row = _row("tvetorg:qinghua-daxue", "wikidata:Q9000000075")
    decided = LinkSet(accepted=_links([row], refused=False))
    found = proposed(open_source(STANDIN), decided=decided)
    assert found["tvetorg:qinghua-daxue", "wikidata:Q16955"] == ("review", "merged")


@pytest.mark.parametrize("register", ["wikidata", "ror", "geonames"])
def test_no_refused_candidate_is_proposed_again(register: str) -> None:
    decided = bundled_links()
    task = Task(subjects("ror", "geonames", "gbt2260", "iso3166"), register, decided)
    rows = propose(open_source(STANDIN), task)
    refused = {(link.subject_id, link.object_id) for link in decided.refused}
    assert [row for row in rows if (row.subject_id, row.object_id) in refused] == []


def test_a_row_becomes_a_link_and_a_decision_stands() -> None:
    row = _row("tvetorg:xu-jia", "wikidata:Q9000000901")
    link = to_link(row, HAND, refused=False)
    assert (link.key, link.comment) == (row.key, "理由 / reason")
    assert (link.object_source, link.object_source_version) == (
        "tvetsource:standin",
        "2026-11-20: both-names",
    )
    assert to_link(row, HAND, refused=True).refused
    rival = _row("tvetorg:xu-jia", "wikidata:Q9000000902")
    standing = Known(LinkSet(accepted=(link,)), JIA)
    assert decide_rows(standing, [row], hand=HAND, refused=False) == ()
    with pytest.raises(TvetgraphError, match="has been decided"):
        decide_rows(standing, [row], hand=HAND, refused=True)
    for known, rows in ((standing, [rival]), (Known(NOTHING, JIA), [row, rival])):
        with pytest.raises(TvetgraphError, match="matches another already"):
            decide_rows(known, rows, hand=HAND, refused=False)
    assert decide_rows(standing, [rival], hand=HAND, refused=True)[0].key == rival.key


def _links(rows: Iterable[Row], *, refused: bool) -> tuple[Link, ...]:
    return tuple(to_link(row, HAND, refused=refused) for row in rows)


def _row(subject: str, item: str) -> Row:
    return Row(
        verdict=Verdict.ACCEPT,
        rule="both-names",
        subject_id=subject,
        subject_label="虚甲",
        cls="University",
        predicate_id=EXACT,
        object_id=item,
        object_label="虚甲",
        reason="理由 / reason",
        source="standin",
        date="2026-11-20",
    )
