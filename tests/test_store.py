"""A build opens on both engines with the same answers, and every format gives it back whole."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef

from tvetgraph.graph.build import build
from tvetgraph.graph.export import FORMATS, export
from tvetgraph.graph.store import memory_dataset, open_build, open_store, read_quads
from tvetgraph.graph.terms import to_ox
from tvetgraph.graph.writer import Quad, to_jsonld, to_nquads, to_trig, to_turtle
from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import BASE

# rdflib 7.6 warns of its own use of its own Dataset.
pytestmark = [
    pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning:rdflib"),
]

CASE = Path(__file__).parent / "cases" / "graph"
QUERIES = {
    "union": """
        SELECT ?name ?major WHERE {
          ?fact a tvet:Offering ; tvet:school ?school ; tvet:major/skos:prefLabel ?major .
          ?school skos:prefLabel ?name .
          FILTER(LANG(?name) = "zh" && LANG(?major) = "zh")
        }""",
    "graph": """
        SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph""",
    "one graph": """
        SELECT ?a ?b WHERE {
          GRAPH <https://w3id.org/tvetgraph/graph/direct> { ?a tvet:partnerOf ?b }
        }""",
    "across graphs": """
        SELECT ?graph ?name ?value WHERE {
          GRAPH ?graph { ?fact tvet:indicator ?indicator ; tvet:value ?value }
          ?indicator skos:prefLabel ?name .
        }""",
    "path": """
        SELECT ?from ?to WHERE { ?from tvet:feedsInto+ ?to }""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of the made-up report."""
    out = tmp_path_factory.mktemp("store")
    build(CASE, out)
    return out


@pytest.fixture(scope="module")
def plain(folder: Path) -> Dataset:
    """Return the build in rdflib's own store."""
    return memory_dataset(folder)


@pytest.mark.parametrize("name", QUERIES)
def test_union_and_graph_queries_answer_the_same_on_both_engines(
    name: str, folder: Path, plain: Dataset
) -> None:
    rows = _answers(plain, QUERIES[name])
    assert rows
    assert _answers(open_build(folder), QUERIES[name]) == rows


def _answers(dataset: Dataset, query: str) -> list[list[str]]:
    found = dataset.query(query)
    return sorted([str(row[v]) for v in found.vars or ()] for row in found.bindings)


def test_the_store_the_dump_and_the_datasets_hold_the_same_quads(
    folder: Path, plain: Dataset
) -> None:
    dump = set(read_quads(folder))
    kept = {(q.subject, q.predicate, q.object, q.graph_name) for q in open_store(folder)}
    assert kept == dump
    assert _quads(plain) == dump
    assert len(open_build(folder)) == len({quad[:3] for quad in dump})


def _quads(dataset: Dataset) -> set[Quad]:
    found: set[Quad] = set()
    for s, p, o, g in dataset.quads():
        subject, predicate, graph = (ox.NamedNode(str(term)) for term in (s, p, g))
        found.add((subject, predicate, to_ox(o), graph))
    return found


def test_a_build_cannot_be_changed_through_its_store(folder: Path) -> None:
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"))
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(folder).add(quad)


def test_two_readers_may_open_one_build(folder: Path) -> None:
    first, second = open_store(folder), open_store(folder)
    assert len(first) == len(second)


def _read(data: bytes, kind: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(data, format=kind))


@pytest.mark.parametrize(
    ("name", "rdflib_name", "ox_format"),
    [
        ("nquads", "nquads", ox.RdfFormat.N_QUADS),
        ("trig", "trig", ox.RdfFormat.TRIG),
        ("jsonld", "json-ld", ox.RdfFormat.JSON_LD),
    ],
)
def test_both_engines_read_back_every_format_whole(
    name: str, rdflib_name: str, ox_format: ox.RdfFormat, folder: Path
) -> None:
    data = b"".join(export(folder, name))
    dump = set(read_quads(folder))
    quads = {(q.subject, q.predicate, q.object, q.graph_name) for q in _read(data, ox_format)}
    assert quads == dump
    assert _quads(Dataset().parse(data=data, format=rdflib_name)) == dump


def test_both_engines_read_back_turtle_whole(folder: Path) -> None:
    data = b"".join(export(folder, "turtle"))
    dump = {quad[:3] for quad in read_quads(folder)}
    found = _read(data, ox.RdfFormat.TURTLE)
    assert {(q.subject, q.predicate, q.object) for q in found} == dump
    graph = Graph().parse(data=data, format="turtle")
    assert {tuple(to_ox(term) for term in triple) for triple in graph} == dump


def test_the_writers_do_not_mind_the_order(folder: Path) -> None:
    quads = list(read_quads(folder))
    for write in (to_nquads, to_trig, to_jsonld):
        assert b"".join(write(quads)) == b"".join(write(reversed(quads)))
    triples = [quad[:3] for quad in quads]
    assert b"".join(to_turtle(triples)) == b"".join(to_turtle(triples[::-1] + triples[:9]))


def test_awkward_texts_are_written_so_that_they_come_back() -> None:
    texts = ['“a"', "\\", "a\nb\tc\r", "\u2028", "😀", "'''", '"""', "%s {}", ""]
    s, p, g = (ox.NamedNode(f"urn:{name}") for name in "spg")
    quads: set[Quad] = {(s, p, ox.Literal(text, language="zh"), g) for text in texts}
    for write, kind, name in (
        (to_nquads, ox.RdfFormat.N_QUADS, "nquads"),
        (to_trig, ox.RdfFormat.TRIG, "trig"),
        (to_jsonld, ox.RdfFormat.JSON_LD, "json-ld"),
    ):
        data = b"".join(write(quads))
        read = {(q.subject, q.predicate, q.object, q.graph_name) for q in _read(data, kind)}
        assert read == quads
        assert _quads(Dataset().parse(data=data, format=name)) == quads


def test_a_format_that_is_not_known_is_refused(folder: Path) -> None:
    with pytest.raises(BuildError, match="nquads, trig, turtle, jsonld"):
        export(folder, "rdfxml")


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_without_a_build_is_an_error(name: str, tmp_path: Path) -> None:
    for opening in (open_store, open_build, memory_dataset):
        with pytest.raises(BuildError, match="tvetgraph build"):
            opening(tmp_path)
    with pytest.raises(BuildError, match="no built graph here"):
        list(export(tmp_path, name))


def test_a_broken_store_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(BuildError, match="cannot be opened"):
        open_store(tmp_path)


def test_a_dump_of_something_else_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tvetgraph.nq").write_text("_:b <urn:p> <urn:o> .\n", encoding="utf-8")
    with pytest.raises(BuildError, match="not a dump of this project"):
        list(read_quads(tmp_path))


def test_the_metadata_counts_what_the_graphs_hold(folder: Path, plain: Dataset) -> None:
    void = "http://rdfs.org/ns/void#"
    told = {
        str(s): int(str(o))
        for s, o in plain.subject_objects(URIRef(f"{void}triples"))
        if "/graph/" in str(s)
    }
    sizes: dict[str, int] = {}
    for quad in read_quads(folder):
        sizes[quad[3].value] = sizes.get(quad[3].value, 0) + 1
    del sizes[f"{BASE}graph/metadata"]
    assert told == sizes
    total = plain.value(URIRef(f"{BASE}dataset"), URIRef(f"{void}triples"))
    assert int(str(total)) == sum(sizes.values())
