"""Every shape can fail, says so in both languages, and fails exactly where pyshacl fails it."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Finding, Severity
from tvetgraph.graph.audit.quads import audit_statements, fact_nodes
from tvetgraph.graph.build import build
from tvetgraph.graph.iris import Iris
from tvetgraph.graph.store import read_quads
from tvetgraph.graph.terms import from_ox
from tvetgraph.graph.validation import (
    Constraint,
    Violation,
    compile_shapes,
    constraints,
    validate,
    violation_errors,
)
from tvetgraph.graph.writer import Quad
from tvetgraph.loaders.errors import BuildError
from tvetgraph.loaders.facts import read_reports
from tvetgraph.loaders.kinds import KINDS, ColumnType, Kind
from tvetgraph.ontology import TVET, read_turtle

CASE = Path(__file__).parent / "cases" / "graph"
SHAPES = "https://w3id.org/tvetgraph/shapes#"
STRANGER = ox.NamedNode("urn:stranger")
FOREIGN = ox.Literal("étranger", language="fr")
Change = tuple[list[ox.Quad], list[ox.Quad]]


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> tuple[ox.Quad, ...]:
    """Return the graph of the made-up report, which breaks no shape."""
    out = tmp_path_factory.mktemp("shapes")
    build(CASE, out)
    return tuple(ox.Quad(s, p, o, g) for s, p, o, g in (*read_quads(out), *_audited()))


def _audited() -> Iterator[Quad]:
    """State a finding and a passing check of the report's first figure, which has neither."""
    read, iris = read_reports(CASE), Iris()
    words = {"zh": "甲", "en": "a"}
    told = Book.of(read[0]).statements[:1]
    shown = ("甲", "1 ≠ 2", "1", "2", words, words, words, words)
    findings = [
        Finding(f"total-{severity}", "total", severity, told, *shown)
        for severity in (Severity.ERROR, Severity.HOLDS)
    ]
    for s, p, o in audit_statements(findings, iris, facts=fact_nodes(read, iris)):
        yield s, p, o, iris.graph("audit")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return shapes.ttl."""
    return Graph().parse(data=read_turtle("shapes.ttl"), format="turtle")


def _store(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def _ids(constraint: Constraint) -> str:
    return f"{constraint.shape.removeprefix(SHAPES)} {constraint.component}"


class Breaker:
    """Breaks one constraint of a graph at one node, by what its component asks for."""

    def __init__(self, store: ox.Store, shapes: Graph, constraint: Constraint) -> None:
        self.store, self.shapes, self.constraint = store, shapes, constraint
        self.shape = URIRef(constraint.shape)
        self.focus = self._focus()
        path = shapes.value(self.shape, SH.path)
        inverse = shapes.value(path, SH.inversePath) if path is not None else None
        self.inverse = inverse is not None
        # A SPARQL constraint has no path; most are about the canonical name.
        self.path = ox.NamedNode(str(inverse or path or SKOS.prefLabel))

    def _focus(self) -> ox.NamedNode:
        holder = self.shapes.value(None, SH.property, self.shape) or self.shapes.value(
            None, SH.sparql, self.shape
        )
        target = self.shapes.value(holder, SH.targetClass)
        query = f"SELECT ?x {{ ?c <{RDFS.subClassOf}>* <{target}> . ?x a ?c }} ORDER BY ?x LIMIT 1"
        answer = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        found = next(answer)[0]
        assert isinstance(found, ox.NamedNode)
        return found

    def change(self) -> Change:
        """Give the quads to take out and to put in."""
        parameter = self.shapes.value(self.shape, SH[self.constraint.component])
        match self.constraint.component:
            case "minCount":
                return self._there(), []
            case "maxCount":
                return [], [self._with(self._extra(n)) for n in range(int(str(parameter)) + 1)]
            case "class" | "datatype":
                return [], [self._with(STRANGER)]
            case "nodeKind" if parameter == SH.Literal:
                return [], [self._with(STRANGER)]
            case "uniqueLang":
                return [], [self._with(ox.Literal(f"名{n}", language="zh")) for n in range(2)]
            case "minInclusive":
                return [], [self._with(ox.Literal(-5))]
            case "lessThanOrEquals":
                return [], [self._with(ox.Literal(10**6))]
            case "sparql":
                return self._sparql()
            case _:
                return [], [self._with(FOREIGN)]

    def _sparql(self) -> Change:
        if self.constraint.shape.endswith("inside"):
            self.path = ox.NamedNode(str(TVET.lastLine))
            return [], [self._with(ox.Literal(10**6))]
        if self.constraint.shape.endswith("actor"):
            self.path = ox.NamedNode(str(TVET.subjectOrganisation))
            return [], [self._with(FOREIGN)]
        if self.constraint.shape.endswith("amounts"):
            amount = ox.NamedNode(str(TVET.amount))
            return list(self.store.quads_for_pattern(None, amount, None)), []
        return self._there(), []

    def _there(self) -> list[ox.Quad]:
        if self.inverse:
            return list(self.store.quads_for_pattern(None, self.path, self.focus))
        return list(self.store.quads_for_pattern(self.focus, self.path, None))

    def _extra(self, number: int) -> ox.NamedNode:
        return ox.NamedNode(f"urn:stranger:{number}")

    def _with(self, term: ox.NamedNode | ox.Literal) -> ox.Quad:
        if self.inverse:
            assert isinstance(term, ox.NamedNode)
            return ox.Quad(term, self.path, self.focus, ox.NamedNode("urn:g"))
        return ox.Quad(self.focus, self.path, term, ox.NamedNode("urn:g"))


@pytest.fixture(scope="module")
def sound(quads: tuple[ox.Quad, ...]) -> ox.Store:
    """Return the sound graph as a store; a test that changes it must change it back."""
    return _store(quads)


def test_a_sound_graph_breaks_no_shape(sound: ox.Store) -> None:
    assert validate(sound) == ()


@pytest.mark.parametrize("constraint", constraints(), ids=_ids)
def test_every_constraint_can_fail(constraint: Constraint, sound: ox.Store, shapes: Graph) -> None:
    breaker = Breaker(sound, shapes, constraint)
    out, put = breaker.change()
    fresh = [quad for quad in put if quad not in sound]
    for quad in out:
        sound.remove(quad)
    sound.extend(fresh)
    try:
        found = {(v.focus, v.constraint) for v in validate(sound, [constraint])}
    finally:
        for quad in fresh:
            sound.remove(quad)
        sound.extend(out)
    assert found == {(breaker.focus.value, constraint)}


def test_every_constraint_says_what_must_be_in_both_languages() -> None:
    silent = [c.shape for c in constraints() if not (_is_chinese(c.zh) and c.en.isascii())]
    assert silent == []


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.slow
def test_pyshacl_finds_the_same(quads: tuple[ox.Quad, ...], shapes: Graph) -> None:
    store = _store(quads)
    for constraint in constraints():
        out, put = Breaker(store, shapes, constraint).change()
        for quad in out:
            store.remove(quad)
        store.extend(put)
    ours = {_seen(violation) for violation in validate(store)}
    # One break may hide another; most shapes must still be broken, or this compares nothing.
    assert len({shape for _, shape, _ in ours}) > 150
    assert ours == _pyshacl(store, shapes)


def _seen(violation: Violation) -> tuple[str, str, str]:
    return violation.focus, violation.constraint.shape, violation.constraint.component


def _pyshacl(store: ox.Store, shapes: Graph) -> set[tuple[str, str, str]]:
    data = Graph()
    for quad in store:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, (ox.BlankNode, ox.Triple))
        data.add((from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object)))
    check: Callable[..., tuple[bool, Graph, str]] = import_module("pyshacl").validate
    report = check(data, shacl_graph=shapes, inference="none")[1]
    found: set[tuple[str, str, str]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, shape, component, constraint = (
            report.value(result, p)
            for p in (
                SH.focusNode,
                SH.sourceShape,
                SH.sourceConstraintComponent,
                SH.sourceConstraint,
            )
        )
        name = str(component).removeprefix(str(SH)).removesuffix("ConstraintComponent")
        name = name[0].lower() + name[1:]
        source = constraint if name == "sPARQL" else shape
        found.add((str(focus), str(source), "sparql" if name == "sPARQL" else name))
    return found


def test_every_class_has_a_shape(shapes: Graph) -> None:
    ontology = Graph().parse(data=read_turtle("tvet.ttl"), format="turtle")
    targets = set(shapes.objects(None, SH.targetClass))
    bare = {
        cls
        for cls in ontology.subjects(RDF.type, OWL.Class)
        if targets.isdisjoint(ontology.transitive_objects(cls, RDFS.subClassOf))
    }
    assert bare == set()


NODES = {
    **dict.fromkeys((ColumnType.ORG, ColumnType.ORGS), TVET.Organization),
    **dict.fromkeys((ColumnType.MAJOR, ColumnType.MAJORS), TVET.Major),
    ColumnType.PLACE: TVET.Place,
    ColumnType.CONCEPT: SKOS.Concept,
    ColumnType.STAGES: TVET.Stage,
}
MANY = (ColumnType.ORGS, ColumnType.MAJORS, ColumnType.PAIRS, ColumnType.STAGES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_shape_of_a_kind_asks_what_its_columns_say(kind: Kind, shapes: Graph) -> None:
    holder = shapes.value(None, SH.targetClass, TVET[kind.class_name])
    by_path = {shapes.value(p, SH.path): p for p in shapes.objects(holder, SH.property)}
    for column in kind.columns:
        shape = by_path[TVET[column.property]]
        one = Literal(1)
        least = shapes.value(shape, SH.minCount)
        assert (least is not None) == column.required
        assert shapes.value(shape, SH.maxCount) == (None if column.type in MANY else one)
        if column.type in NODES:
            assert shapes.value(shape, SH["class"]) == NODES[column.type]
        elif column.type is ColumnType.ACTOR:
            assert (shape, SH.nodeKind, SH.IRI) in shapes
        elif column.type is not ColumnType.PAIRS and (shape, SH["class"], None) not in shapes:
            names = {"text": "string", "year": "gYear"}
            datatype = str(shapes.value(shape, SH.datatype)).rpartition("#")[2]
            assert datatype == names.get(column.type, column.type)


def test_shacl_that_is_not_known_is_refused() -> None:
    turtle = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:property <urn:p> .
        <urn:p> sh:path <urn:q> ; sh:maxLength 3 ; sh:message "三"@zh , "three"@en .
    """
    with pytest.raises(BuildError, match="maxLength"):
        compile_shapes(turtle)


def test_a_violation_is_said_once_a_shape_with_the_row_of_its_fact() -> None:
    zh, en = "次序：须为整数", "order: an integer"
    rule = Constraint(f"{SHAPES}Stage-order", "datatype", zh, en, "")
    more = Constraint(f"{SHAPES}Stage-order", "minInclusive", zh, en, "")
    other = Violation("urn:x", "", rule)
    found = [
        Violation("urn:f/1/stage/1", "x", rule),
        Violation("urn:f/1/stage/1", "x", more),
        other,
    ]
    said = [str(error) for error in violation_errors(found, {"urn:f/1": "a.csv:7"})]
    remedy = "改正后重新建图 / correct it and build again"
    assert said == [f"{zh} / {en} (urn:x); {remedy}", f"a.csv:7: {zh} / {en} (x); {remedy}"]
