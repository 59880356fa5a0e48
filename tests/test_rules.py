"""The direct layer says what the facts say: nothing without a fact, no fact left out."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import RDFS

from tvetgraph.graph.build import build
from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.outline import Outline
from tvetgraph.graph.rules import apply, rules
from tvetgraph.graph.store import open_store, read_quads
from tvetgraph.loaders.authority import Authority, Organisation, actor, read_authority
from tvetgraph.loaders.facts import Fact, bundled_data, members, pairs, read_reports, stages
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.loaders.values import names_of
from tvetgraph.ontology import BASE, CETERMS, TVET, read_turtle

CASE = Path(__file__).parent / "cases" / "graph"
IRIS = Iris()
Triple = tuple[str, str, str]


class Expected:
    """The direct layer of a folder of facts, worked out from the CSV cells without SPARQL."""

    def __init__(self, folder: Path, authority: Authority) -> None:
        self.authority = authority
        self.triples: set[Triple] = set()
        for facts in read_reports(folder):
            self.outline = Outline(facts, IRIS)
            for fact in facts.facts:
                node = self.outline.node(fact).value
                made = [*self._of_any(fact, node), *self._of_kind(fact, node)]
                self.triples.update((s, str(p), o) for s, p, o in made)

    def _org(self, name: str) -> str:
        return IRIS.org(self.authority.organisation(name).id).value

    def _orgs(self, cell: str) -> list[str]:
        return [self._org(name) for name in members(cell)]

    def _majors(self, cell: str) -> list[str]:
        return [IRIS.major(self.authority.major(name).id).value for name in members(cell)]

    def _names(self, fact: Fact) -> Iterator[tuple[list[str], list[str]]]:
        for name, cell in fact.values.items():
            column = KINDS[fact.kind].column(name)
            assert column is not None
            found = names_of(column.type, cell)
            majors = [major for cell in found.majors for major in self._majors(cell)]
            actors = [actor(self.authority, name) for name in found.actors]
            bodies = [it.name for it in actors if isinstance(it, Organisation)]
            yield [self._org(org) for org in (*found.organisations, *bodies)], majors

    def _of_any(self, fact: Fact, node: str) -> Iterator[Triple]:
        named = list(self._names(fact))
        orgs = {org for found, _ in named for org in found}
        yield from ((node, TVET.participant, org) for org in orgs)
        yield from ((node, TVET.concernsMajor, m) for _, found in named for m in found)
        whole = node if fact.kind == "cases" else self.outline.whole_of(fact).value
        if "/table/" in whole or "/cases-" in whole:
            orgs |= set(self._about(fact))
            yield from ((org, TVET.mentionedIn, whole) for org in orgs)

    def _about(self, fact: Fact) -> Iterator[str]:
        for _, value in pairs(fact.values.get("dimensions", "")):
            found = self.authority.organisation_names.candidates(value)
            yield from (IRIS.org(org.id).value for org in found if len(found) == 1)

    def _of_kind(self, fact: Fact, node: str) -> Iterator[Triple]:
        makers: dict[str, Callable[[dict[str, str], str], Iterator[Triple]]] = {
            "offerings": self._offering,
            "major_groups": self._major_group,
            "plans": self._plan,
            "pipelines": self._pipeline,
            "units": self._unit,
            "apprenticeships": self._apprenticeship,
            "foreign_programmes": self._foreign,
            "awards": self._award,
            "teams": self._team,
            "pilots": self._pilot,
            "certificates": self._certificate,
            "mergers": self._merger,
            "cooperations": self._cooperation,
            "exchanges": self._cooperation,
            "memberships": self._membership,
            "aid": self._aid,
        }
        return makers[fact.kind](dict(fact.values), node) if fact.kind in makers else iter(())

    def _partners(self, host: str, partners: list[str], predicate: str) -> Iterator[Triple]:
        for a, b in product([host], partners):
            yield a, predicate, b
            yield b, predicate, a

    def _offers(self, org: str, cell: str) -> Iterator[Triple]:
        return ((org, TVET.offersMajor, major) for major in self._majors(cell))

    def _offering(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        predicate = {"added": TVET.offersMajor, "withdrawn": TVET.withdrewMajor}[cells["status"]]
        (major,) = self._majors(cells["major"])
        yield self._org(cells["school"]), predicate, major

    def _major_group(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        yield self._org(cells["school"]), TVET.hasMajorGroup, node
        if "plan" in cells:
            yield from self._plan(cells, node)

    def _plan(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        yield self._org(cells["school"]), TVET.inPlan, concept("plan", cells["plan"]).value

    def _pipeline(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        parts = stages(cells["stages"])
        for first, second in pairwise(parts):
            a, b = self._org(first.organisation), self._org(second.organisation)
            if a != b:
                yield node, CETERMS.sendingOrganization, a
                yield node, CETERMS.receivingOrganization, b
                if cells.get("status") != "withdrawn":
                    yield a, TVET.feedsInto, b
        if cells.get("status") != "withdrawn":
            for part in parts:
                yield from self._offers(self._org(part.organisation), part.major)

    def _unit(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        host = self._org(cells["host"])
        yield host, TVET.hosts, node
        yield host, TVET.hostsUnit, node
        yield from self._works(host, cells)

    def _works(self, school: str, cells: dict[str, str]) -> Iterator[Triple]:
        names = [name for name in members(cells.get("partners", "")) if self._org(name) != school]
        yield from self._partners(school, [self._org(n) for n in names], TVET.partnerOf)
        abroad = [n for n in names if self.authority.organisation(n).cls.startswith("Foreign")]
        yield from self._partners(school, [self._org(n) for n in abroad], TVET.foreignPartnerOf)

    def _cooperation(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        return self._works(self._org(cells["school"]), cells)

    def _membership(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        yield self._org(cells["member"]), TVET.memberOf, self._org(cells["group"])

    def _aid(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        donor = self._org(cells["donor"])
        if "region" in cells:
            region = self.authority.place(cells["region"])
            yield donor, TVET.aids, IRIS.place(region.id).value
        if "recipient" in cells:
            yield donor, TVET.aids, self._org(cells["recipient"])

    def _apprenticeship(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        school = self._org(cells["school"])
        yield from self._partners(school, self._orgs(cells["employers"]), TVET.partnerOf)
        yield from self._offers(school, cells["major"])

    def _foreign(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        college, partner = self._org(cells["college"]), [self._org(cells["partner"])]
        yield from self._partners(college, partner, TVET.partnerOf)
        yield from self._partners(college, partner, TVET.foreignPartnerOf)
        yield from self._offers(college, cells["majors"])

    def _award(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        yield self._org(cells["recipient"]), TVET.receivedAward, node

    def _team(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        yield self._org(cells["school"]), TVET.hosts, node

    def _pilot(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        school = self._org(cells["school"])
        yield school, TVET.runsPilot, concept("pilot-scheme", cells["pilot_scheme"]).value
        yield from self._offers(school, cells.get("majors", ""))

    def _certificate(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        certificate = IRIS.named("certificate", cells["certificate"]).value
        yield (
            IRIS.named("population", cells["population"]).value,
            TVET.adoptsCertificate,
            certificate,
        )

    def _merger(self, cells: dict[str, str], node: str) -> Iterator[Triple]:
        del node
        yield self._org(cells["origin"]), TVET.mergedInto, self._org(cells["into"])


def _direct(folder: Path) -> set[Triple]:
    graph = f"{BASE}graph/direct"
    return {(s.value, p.value, o.value) for s, p, o, g in read_quads(folder) if g.value == graph}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of the made-up report."""
    out = tmp_path_factory.mktemp("rules")
    build(CASE, out)
    return out


def test_the_made_up_report_has_its_direct_relations(made_up: Path) -> None:
    expected = Expected(CASE, read_authority(bundled_data(), CASE)).triples
    assert _direct(made_up) == expected


def test_the_bundled_facts_have_their_direct_relations(built: Path) -> None:
    expected = Expected(bundled_data(), read_authority(bundled_data())).triples
    found = _direct(built)
    assert (found - expected, expected - found) == (set(), set())


@pytest.mark.parametrize("name", rules())
def test_every_rule_makes_something(name: str, made_up: Path) -> None:
    assert list(apply(open_store(made_up), rules()[name]))


def test_every_direct_relation_has_a_rule() -> None:
    ontology = Graph().parse(data=read_turtle("tvet.ttl"), format="turtle")
    direct = set(ontology.transitive_subjects(RDFS.subPropertyOf, TVET.directRelation))
    wanted = {str(term) for term in direct} - {str(TVET.directRelation)}
    made = {
        BASE + "ontology#" + name
        for text in rules().values()
        for name in re.findall(r"tvet:(\w+)", text.partition("WHERE")[0])
    }
    assert wanted | {str(TVET.participant), str(TVET.concernsMajor)} == made


@pytest.mark.parametrize("name", rules())
def test_a_rule_says_in_its_head_what_it_makes(name: str) -> None:
    head = rules()[name].splitlines()[:2]
    assert re.fullmatch(r"#\+ summary: [A-Z][^\u4e00-\u9fff]+", head[0])
    assert re.fullmatch(r"#\+ summary_zh: .*[\u4e00-\u9fff].*", head[1])


def test_the_rules_are_the_files_in_their_folder() -> None:
    paths = files("tvetgraph.graph").joinpath("rules").iterdir()
    assert {f"{name}.rq" for name in rules()} == {path.name for path in paths}


def test_a_rule_that_selects_is_refused() -> None:
    with pytest.raises(TypeError, match="CONSTRUCT"):
        list(apply(ox.Store(), "SELECT * WHERE { ?s ?p ?o }"))


def test_inferred_triples_stand_in_no_other_graph(made_up: Path) -> None:
    direct = {p for _, p, _ in _direct(made_up)}
    elsewhere = {p.value for _, p, _, g in read_quads(made_up) if not g.value.endswith("/direct")}
    assert direct & elsewhere == set()
