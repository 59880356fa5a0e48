"""The project's own links: every row sound, every trap refused, a small case word for word."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tvetgraph.graph.iris import Iris
from tvetgraph.graph.links import entry_node, link_statements
from tvetgraph.graph.positions import located
from tvetgraph.graph.store import open_store, read_quads
from tvetgraph.graph.terms import node
from tvetgraph.graph.writer import to_turtle
from tvetgraph.loaders.authority import Authority, read_authority
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.identifiers import REGISTERS, identifier_fault, identifier_iri, ror_checksum
from tvetgraph.loaders.linkcells import CURIE_MAP, JUSTIFICATIONS, PREDICATES
from tvetgraph.loaders.links import HEADER, Link, read_links, write_links
from tvetgraph.loaders.opendata import OpenData, entry_of, open_data_errors, read_open_data
from tvetgraph.ontology import BASE
from tvetgraph.queries import run

CASES = Path(__file__).parent / "cases"
CASE = CASES / "links"
#: Kinds of place that must all have a link; the rest are regions without a code.
DIVISIONS = ("Country", "Province", "Prefecture", "County", "District")
#: How many links of each kind the sources read at the start gave; corrections may not lose any.
LEAST = {
    ("gbt2260", "skos:exactMatch"): 64,
    ("geonames", "skos:exactMatch"): 72,
    ("iso3166", "skos:exactMatch"): 62,
    ("moe", "skos:exactMatch"): 38,
    ("ror", "skos:exactMatch"): 29,
    ("wikidata", "skos:exactMatch"): 133,
    ("ror", "dcterms:isReplacedBy"): 3,
    ("wikidata", "dcterms:isReplacedBy"): 3,
    ("geonames", "schema:containsPlace"): 13,
}


@pytest.fixture(scope="module")
def bundled() -> OpenData:
    return read_open_data(bundled_data())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return read_authority(bundled_data())


def _rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_is_about_an_entry(bundled: OpenData, authority: Authority) -> None:
    assert list(open_data_errors(bundled, authority)) == []


def test_a_row_says_the_name_of_its_entry(bundled: OpenData, authority: Authority) -> None:
    links = (*bundled.links.accepted, *bundled.links.refused)
    wrong = [
        link.key
        for link in links
        if (entry := entry_of(link.subject_id, authority)) and entry.name != link.subject_label
    ]
    assert wrong == []


def test_nothing_is_both_accepted_and_refused(bundled: OpenData) -> None:
    accepted = {link.key for link in bundled.links.accepted}
    assert accepted & {link.key for link in bundled.links.refused} == set()
    assert all(link.refused for link in bundled.links.refused)


def test_no_two_entries_are_one_and_the_same(bundled: OpenData) -> None:
    exact = [link for link in bundled.links.accepted if link.predicate_id == "skos:exactMatch"]
    owners = Counter((link.object_id, link.subject_id) for link in exact)
    assert [pair for pair, times in owners.items() if times > 1] == []
    assert [one for one, times in Counter(k.object_id for k in exact).items() if times > 1] == []


def test_an_entry_has_one_exact_match_a_register(bundled: OpenData) -> None:
    exact = Counter(
        (link.subject_id, link.register)
        for link in bundled.links.accepted
        if link.predicate_id == "skos:exactMatch"
    )
    # A country has its code in two and in three letters.
    assert {key for key, times in exact.items() if times > 1} == {
        key for key in exact if key[1] == "iso3166"
    }


@pytest.mark.parametrize("trap", _rows("link_traps.csv"), ids=lambda row: "-".join(row.values()))
def test_a_trap_is_refused_with_a_reason(bundled: OpenData, trap: dict[str, str]) -> None:
    (found,) = [
        link
        for link in bundled.links.refused
        if (link.subject_label, link.object_id) == (trap["name"], trap["identifier"])
    ]
    assert found.predicate_id == "skos:exactMatch"
    assert all(found.reasons)


def test_a_successor_is_never_the_same(bundled: OpenData) -> None:
    successors = {
        (link.subject_id, link.object_id)
        for link in bundled.links.accepted
        if link.predicate_id == "dcterms:isReplacedBy"
    }
    refused = {(link.subject_id, link.object_id) for link in bundled.links.refused}
    assert len(successors) == 6
    assert successors <= refused


def test_a_county_is_not_its_seat(bundled: OpenData) -> None:
    seats = {
        k.object_id for k in bundled.links.accepted if k.predicate_id == "schema:containsPlace"
    }
    exact = {k.object_id for k in bundled.links.accepted if k.predicate_id == "skos:exactMatch"}
    geonames = {seat for seat in seats if seat.startswith("geonames:")}
    assert len(geonames) == 13
    assert geonames & exact == set()


def test_as_many_links_of_each_kind_as_the_sources_gave(bundled: OpenData) -> None:
    counts = Counter((link.register, link.predicate_id) for link in bundled.links.accepted)
    assert {kind: counts[kind] for kind, least in LEAST.items() if counts[kind] < least} == {}


def test_every_division_that_the_reports_name_is_linked(
    bundled: OpenData, authority: Authority
) -> None:
    linked = {link.subject_id for link in bundled.links.accepted}
    bare = {
        place.name
        for place in authority.places.values()
        if place.cls in DIVISIONS and f"tvetplace:{place.id}" not in linked
    }
    assert bare == set()


def test_the_codes_of_the_links_are_those_of_the_places(
    bundled: OpenData, authority: Authority
) -> None:
    exact = [link for link in bundled.links.accepted if link.predicate_id == "skos:exactMatch"]
    for column in ("gbt2260", "iso3166"):
        linked = {
            (link.subject_id, link.object_id.partition(":")[2])
            for link in exact
            if link.register == column
        }
        written = {
            (f"tvetplace:{place.id}", getattr(place, column))
            for place in authority.places.values()
            if getattr(place, column)
        }
        assert written <= linked


def test_every_source_is_told(bundled: OpenData) -> None:
    links = (*bundled.links.accepted, *bundled.links.refused)
    used = {link.object_source for link in links}
    used |= {row.source for row in bundled.coordinates} | {row.source for row in bundled.details}
    assert used == {f"tvetsource:{source.id}" for source in bundled.sources}


def test_what_geonames_gives_is_credited(bundled: OpenData, root: Path) -> None:
    credit = {source.credit for source in bundled.sources if "GeoNames" in source.title}
    assert credit == {"GeoNames (geonames.org), CC BY 4.0"}
    for name in ("NOTICE", "data/LICENSE"):
        assert "GeoNames" in (root / name).read_text(encoding="utf-8")


def test_every_place_has_coordinates_or_is_listed_as_having_none(
    bundled: OpenData, authority: Authority, root: Path
) -> None:
    placed = {row.id.partition(":")[2] for row in bundled.coordinates if "tvetplace" in row.id}
    bare = {place.name for place in authority.places.values() if place.id not in placed}
    listed = (root / "docs" / "links.md").read_text(encoding="utf-8")
    assert {name for name in bare if name not in listed} == set()


def test_whoever_has_a_district_has_a_position(bundled: OpenData, authority: Authority) -> None:
    placed = {coordinate.id for coordinate in located(bundled, authority)}
    known = {f"tvetorg:{org.id}" for org in authority.organisations.values() if org.district}
    assert known - placed == set()
    assert len(known) > 50


def test_the_rows_of_sssom_keep_to_its_slots() -> None:
    # From the schema of SSSOM 1.0; the package sssom itself is asked by test_link_packages.
    slots = set(_rows("sssom_slots.csv")[0]["slots"].split())
    assert set(HEADER) <= slots
    assert all(name.startswith("semapv:") for name in JUSTIFICATIONS)
    assert {name.partition(":")[0] for name in PREDICATES} <= set(CURIE_MAP)


@pytest.mark.parametrize("name", ["links.sssom.tsv", "links_refused.sssom.tsv"])
def test_the_bundled_files_are_written_as_they_stand(name: str, tmp_path: Path) -> None:
    path = bundled_data() / name
    written = write_links(read_links(path), tmp_path / name)
    assert written.read_bytes() == path.read_bytes()


def test_check_digits_of_ror_catch_a_changed_character(bundled: OpenData) -> None:
    ids = {link.object_id[4:] for link in bundled.links.accepted if link.register == "ror"}
    assert len(ids) > 40
    for identifier in ids:
        assert identifier.endswith(ror_checksum(identifier))
        other = "1" if identifier[3] != "1" else "2"
        changed = identifier[:3] + other + identifier[4:]
        assert identifier_fault(f"ror:{changed}") is not None


@pytest.mark.parametrize(
    ("curie", "iri"),
    [
        ("wikidata:Q956", "http://www.wikidata.org/entity/Q956"),
        ("geonames:2038349/", "https://sws.geonames.org/2038349/"),
        ("ror:02v51f717", "https://ror.org/02v51f717"),
        ("gbt2260:110000", f"{BASE}concept/gbt2260/110000"),
        ("iso3166:CHN", f"{BASE}concept/iso3166/CHN"),
        ("moe:4111010001", f"{BASE}concept/moe/4111010001"),
    ],
)
def test_an_identifier_has_the_iri_of_its_register(curie: str, iri: str) -> None:
    assert identifier_fault(curie) is None
    assert identifier_iri(curie) == iri
    assert {curie.partition(":")[0]} <= set(REGISTERS)


def test_a_small_case_becomes_these_statements() -> None:
    found, authority = read_open_data(CASE), read_authority(CASE)
    assert list(open_data_errors(found, authority)) == []
    written = b"".join(to_turtle(link_statements(found, authority, iris=Iris())))
    assert written == (CASE / "expected.ttl").read_bytes()


def test_the_build_states_each_link_and_its_reason(built: Path, bundled: OpenData) -> None:
    iris = Iris()
    graph = iris.graph("links")
    quads = set(read_quads(built))
    for link in bundled.links.accepted:
        assert (*_triple(link, iris), graph) in quads
    for link in bundled.links.refused:
        assert (*_triple(link, iris), graph) not in quads


def _triple(link: Link, iris: Iris) -> tuple[object, object, object]:
    prefix, _, local = link.predicate_id.partition(":")
    target = node(identifier_iri(link.object_id))
    return entry_node(link.subject_id, iris), node(CURIE_MAP[prefix] + local), target


def test_the_documented_coverage_is_that_of_the_graph(built: Path, root: Path) -> None:
    records = run(open_store(built), "links-coverage").records()
    counted: dict[str, dict[str, str]] = {}
    for record in records:
        counted.setdefault(record["class"], {})[record["register"] or "entries"] = record["entries"]
    columns = ("entries", "wikidata", "geonames", "ror", "gbt2260", "iso3166", "moe")
    expected = [
        f"| {cls} | {' | '.join(found.get(column, '0') for column in columns)} |"
        for cls, found in sorted(counted.items())
    ]
    text = (root / "docs" / "links.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| [A-Z]\w+ (?:\| \d+ ){7}\|$", text, flags=re.MULTILINE) == expected
