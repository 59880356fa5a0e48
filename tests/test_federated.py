"""Questions that join the graph with another endpoint, asked of a stand-in on this machine."""

from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from tests.standin import CASES, STANDIN, Reply, Script, scripted, sparql_server
from tvetgraph.cli import main
from tvetgraph.graph.linking.items import ENTITY
from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import BASE, TVET
from tvetgraph.queries import federated, library, parse, run
from tvetgraph.queries.library import FEDERATED
from tvetgraph.queries.linking.polite import Polite
from tvetgraph.queries.remote import Endpoint

LINKS = {
    "place/beijing-shi": ("北京市", TVET.Province, "Q956"),
    "org/beijing-daxue": ("北京大学", TVET.University, "Q16952"),
    "org/yingguodebi-daxue": ("英国德比大学", TVET.ForeignInstitution, "Q3183295"),
    "org/qinghua-daxue": ("清华大学", TVET.University, "Q16955"),
}
ROWS: Mapping[str, list[tuple[str, ...]]] = {
    "wikidata-locations": [
        ("北京大学", f"{ENTITY}Q16952", "Point(116.31 39.99)"),
        ("北京市", f"{ENTITY}Q956", "Point(116.4 39.9)"),
    ],
    "wikidata-founding-years": [
        ("英国德比大学", "境外院校", f"{ENTITY}Q3183295", "1851"),
        ("北京大学", "本科院校", f"{ENTITY}Q16952", "1898"),
    ],
    "wikidata-students": [
        ("北京大学", "45000", "1", f"{ENTITY}Q16952"),
        ("英国德比大学", "19000", "0", f"{ENTITY}Q3183295"),
    ],
}
QUESTIONS = sorted(name for name, asked in library().items() if FEDERATED in asked.tags)


def small() -> Graph:
    """Make a small graph: four linked entries, their classes, one fact."""
    here = Graph()
    for path, (name, cls, item) in LINKS.items():
        entry = URIRef(BASE + path)
        here.add((entry, RDF.type, cls))
        here.add((entry, SKOS.prefLabel, Literal(name, lang="zh")))
        here.add((entry, SKOS.exactMatch, URIRef(ENTITY + item)))
    here.add((URIRef(f"{BASE}org/beijing-daxue"), SKOS.exactMatch, URIRef("https://ror.org/x")))
    for cls, label in ((TVET.University, "本科院校"), (TVET.ForeignInstitution, "境外院校")):
        here.add((cls, RDFS.subClassOf, TVET.Organization))
        here.add((cls, RDFS.label, Literal(label, lang="zh")))
    fact = URIRef(f"{BASE}fact/one")
    here.add((fact, RDF.type, TVET.Pipeline))
    here.add((TVET.Pipeline, RDFS.subClassOf, TVET.Fact))
    here.add((fact, TVET.partner, URIRef(f"{BASE}org/beijing-daxue")))
    return here


def as_dataset() -> Dataset:
    """Put the small graph into one of rdflib's datasets."""
    data = Dataset(default_union=True)
    graph = data.graph(URIRef(f"{BASE}graph/links"))
    for triple in small():
        graph.add(triple)
    return data


def as_store() -> ox.Store:
    """Put the small graph into Oxigraph."""
    store = ox.Store()
    store.load(small().serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def endpoint() -> Generator[str]:
    with sparql_server(STANDIN, CASES / "more.ttl") as address:
        yield address


def polite(address: str) -> Polite:
    """Ask an endpoint without ever sleeping."""
    return Polite(Endpoint(address), lambda _: None, lambda: datetime.now(UTC))


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("engine", ["rdflib", "oxigraph"])
def test_a_federated_question_gives_every_row(name: str, engine: str, endpoint: str) -> None:
    store = as_dataset() if engine == "rdflib" else as_store()
    found = federated.answer(store, library()[name], asker=polite(endpoint))
    assert list(found.values()) == ROWS[name]
    assert found.headings == library()[name].headings


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_is_plain_federated_sparql_for_engines_that_know_it(name: str, endpoint: str) -> None:
    text = library()[name].text.replace("?_endpoint", f"<{endpoint}>")
    found = as_store().query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert sum(1 for _ in found) == len(ROWS[name])


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_runner_does_not_go_online(name: str, endpoint: str) -> None:
    with pytest.raises(QueryError, match=rf"{name}: .*would go online by itself"):
        run(as_store(), name, endpoint=endpoint)


def test_every_federated_question_is_tested() -> None:
    assert sorted(ROWS) == QUESTIONS
    defaults = {p.default for q in QUESTIONS for p in library()[q].parameters}
    assert defaults == {"https://query.wikidata.org/sparql"}


def test_the_endpoint_is_asked_about_our_things_only() -> None:
    with scripted(Reply(body='{"head": {"vars": []}, "results": {"bindings": []}}')) as script:
        federated.answer(as_store(), library()["wikidata-students"], asker=_patient(script))
    ((_, _, text),) = script.asked
    items = [f"{ENTITY}{item}" for item in ("Q16952", "Q16955", "Q3183295")]
    assert [part for part in text.split("(<")[1:] if part.partition(">")[0] not in items] == []
    assert "skos:" not in text.partition("WHERE")[2]


def _patient(script: Script) -> Polite:
    return polite(script.address)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a { ?a ?b ?c }",
        "SELECT ?a { ?a ?b ?c . SERVICE <http://e/> { ?c ?d ?e } }",
        "SELECT ?a { ?a ?b ?c . SERVICE ?_endpoint { ?a ?d ?c } }",
        "SELECT ?a { ?a ?b ?c . SERVICE ?_endpoint { ?x ?y ?z } }",
        "SELECT ?a { SERVICE ?_endpoint { ?a ?b 1 } SERVICE ?_endpoint { ?a ?b 2 } }",
    ],
)
def test_a_question_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="one SERVICE"):
        federated.split(parse(text, "q"))


def test_on_the_command_line_it_asks_a_copy_or_wants_a_contact(
    in_build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_build.is_dir()
    copy = ("--copy", str(CASES / "more.ttl"), "--format", "csv")
    assert main(["query", "wikidata-locations", *copy]) == 0
    expected = "".join(f"{','.join(row)}\n" for row in ROWS["wikidata-locations"])
    assert capsys.readouterr().out == f"name,item,point\n{expected}"
    assert main(["query", "wikidata-locations"]) == 1
    assert "--contact" in capsys.readouterr().err
    assert main(["query", "wikidata-locations", "--copy", __file__]) == 1
    assert "test_federated.py" in capsys.readouterr().err
