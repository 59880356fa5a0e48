"""The ontology, the schemes, the Python names and kinds.toml say the same."""

import re
from collections.abc import Iterator

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import (
    DCTERMS,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VANN,
    DefinedNamespaceMeta,
)

from tvetgraph.loaders.authority import ORGANISATION_CLASSES, PLACE_CLASSES
from tvetgraph.loaders.kinds import KINDS, Column, ColumnType
from tvetgraph.loaders.records import LEVELS, Certainty, Method
from tvetgraph.ontology import BASE, CONCEPT, PREFIXES, TVET, VOCABULARY, read_turtle

ONTOLOGY = URIRef(BASE + "ontology")
NAMES = (
    *(ColumnType.ORG, ColumnType.ORGS, ColumnType.ACTOR, ColumnType.MAJOR, ColumnType.MAJORS),
    ColumnType.PLACE,
)
#: Properties of facts that no column has: what the build adds to every fact or makes of columns.
ADDED = {
    *("about", "amount", "certainty", "concernsMajor", "method", "ofCase", "participant"),
    *("planBatch", "row", "where"),
}
#: Properties with neither domain nor list of classes, because anything may have them.
ANYWHERE = {"directRelation", "namedBy", "printedMajor", "printedName"}
#: Classes of organisations that the authority files do not use yet.
UNUSED = {"School"}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Return tvet.ttl."""
    return Graph().parse(data=read_turtle("tvet.ttl"), format="turtle")


@pytest.fixture(scope="module")
def schemes() -> Graph:
    """Return schemes.ttl."""
    return Graph().parse(data=read_turtle("schemes.ttl"), format="turtle")


def _own(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(str(TVET))}


def _properties(graph: Graph) -> set[URIRef]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    return {term for term in _own(graph) if any((term, RDF.type, k) in graph for k in kinds)}


def _languages(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    texts = [text for text in graph.objects(term, predicate) if isinstance(text, Literal)]
    return sorted(text.language or "" for text in texts if str(text).strip())


def _local(term: object) -> str:
    return str(term).rpartition("#")[2]


def _domains(graph: Graph, term: URIRef) -> set[str]:
    found = {*graph.objects(term, RDFS.domain), *graph.objects(term, SDO.domainIncludes)}
    return {_local(cls) for cls in found}


def test_the_python_names_are_the_terms_of_the_turtle(ontology: Graph) -> None:
    assert {_local(term) for term in _own(ontology)} == set(TVET.__annotations__)


def test_a_mistyped_term_fails() -> None:
    name = "partnersOf"
    with pytest.raises(AttributeError, match=name):
        getattr(TVET, name)


def test_every_term_is_told_in_both_languages(ontology: Graph) -> None:
    silent = {
        (_local(term), _local(predicate))
        for term in _own(ontology)
        for predicate in (RDFS.label, RDFS.comment)
        if _languages(ontology, term, predicate) != ["en", "zh"]
    }
    undefined = {t for t in _own(ontology) if (t, RDFS.isDefinedBy, ONTOLOGY) not in ontology}
    assert (silent, undefined) == (set(), set())


def test_every_property_has_domain_and_range(ontology: Graph) -> None:
    properties = _properties(ontology)
    homeless = {_local(p) for p in properties if not _domains(ontology, p)}
    aimless = {_local(p) for p in properties if (p, RDFS.range, None) not in ontology}
    assert homeless == ANYWHERE
    assert aimless == {"about", "aids", "directRelation", "group", "subjectOrganisation"}
    assert {_local(t) for t in _own(ontology)} == {
        _local(t) for t in properties | set(ontology.subjects(RDF.type, OWL.Class))
    }


def test_the_header_says_what_it_is(ontology: Graph) -> None:
    version = ontology.value(ONTOLOGY, OWL.versionInfo)
    assert _languages(ontology, ONTOLOGY, DCTERMS.title) == ["en", "zh"]
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "tvet"
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespaceUri)) == PREFIXES["tvet"]
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(ONTOLOGY, DCTERMS.license) == licence


@pytest.mark.parametrize("name", VOCABULARY)
def test_the_vocabulary_has_no_blank_nodes(name: str) -> None:
    graph = Graph().parse(data=read_turtle(name), format="turtle")
    assert [term for triple in graph for term in triple if isinstance(term, BNode)] == []


def _namespace(term: object) -> str:
    return re.sub(r"[^/#]+$", "", str(term))


def _in(term: object, namespace: DefinedNamespaceMeta) -> bool:
    return str(term) in namespace


CLOSED: tuple[DefinedNamespaceMeta, ...] = (ORG, PROV, QB, SDO, SKOS, DCTERMS, RDFS)


def test_foreign_terms_exist_where_it_can_be_told(ontology: Graph) -> None:
    aligned = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.range, SKOS.closeMatch)
    used = {term for predicate in aligned for term in ontology.objects(None, predicate)}
    unknown = [t for t in used for ns in CLOSED if _namespace(t) == str(ns) and not _in(t, ns)]
    assert unknown == []


def test_the_ontology_is_aligned_with_what_the_field_uses(ontology: Graph) -> None:
    aligned = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    used = " ".join(str(t) for predicate in aligned for t in ontology.objects(None, predicate))
    for name in ("org", "prov", "skos", "qb", "schema", "dcterms", "oa", "ceterms"):
        assert PREFIXES[name] in used
    assert "http://data.europa.eu/snb/model/elm/" in used


def test_every_kind_is_a_class_of_facts_and_the_reverse(ontology: Graph) -> None:
    classes = {_local(cls) for cls in ontology.subjects(RDFS.subClassOf, TVET.Fact)}
    assert classes == {kind.class_name for kind in KINDS.values()}


def test_every_column_is_a_property_and_the_reverse(ontology: Graph) -> None:
    columns = {c.property for kind in KINDS.values() for c in kind.columns}
    classes = {"Fact", *(kind.class_name for kind in KINDS.values())}
    of_facts = {
        _local(term)
        for term in _properties(ontology)
        if _domains(ontology, term) & classes and not _local(term).startswith("printed")
    }
    printed = {"printed", "printedLabel"}
    assert (of_facts - ADDED) | printed == columns
    assert columns <= {_local(term) for term in _properties(ontology)}


def test_a_column_is_of_the_classes_that_its_property_names(ontology: Graph) -> None:
    told = {c.property: _domains(ontology, TVET[c.property]) for c in _columns()}
    wrong = {
        (kind.class_name, c.property)
        for kind in KINDS.values()
        for c in kind.columns
        if not told[c.property] & {kind.class_name, "Fact"}
    }
    assert wrong == set()


def _columns() -> Iterator[Column]:
    return (column for kind in KINDS.values() for column in kind.columns)


def test_every_column_of_names_has_a_property_for_the_printed_form(ontology: Graph) -> None:
    names = {c.property for c in _columns() if c.type in NAMES} | {"organization"}
    wanted = {f"printed{name[0].upper()}{name[1:]}" for name in names}
    printed = {_local(p) for p in ontology.subjects(RDFS.subPropertyOf, TVET.printedName)}
    assert printed == wanted


def test_the_authority_uses_the_classes_of_the_ontology(ontology: Graph) -> None:
    organisations = {_local(c) for c in ontology.subjects(RDFS.subClassOf, TVET.Organization)}
    places = {_local(c) for c in ontology.subjects(RDFS.subClassOf, TVET.Place)}
    assert organisations - UNUSED | {"Organization"} == set(ORGANISATION_CLASSES) - UNUSED
    assert places | {"Place"} == set(PLACE_CLASSES)


def test_every_concept_column_has_a_scheme_with_concepts(schemes: Graph) -> None:
    wanted = {c.scheme for c in _columns() if c.type is ColumnType.CONCEPT}
    filled = {str(s).removeprefix(CONCEPT) for s in schemes.objects(None, SKOS.inScheme)}
    assert wanted | {"certainty", "method", "education-level"} <= filled


@pytest.mark.parametrize(
    ("scheme", "members"),
    [("method", Method), ("certainty", Certainty), ("education-level", LEVELS)],
)
def test_the_schemes_of_the_loaders_are_whole(
    scheme: str, members: type[Method] | type[Certainty] | tuple[str, ...], schemes: Graph
) -> None:
    concepts = schemes.subjects(SKOS.inScheme, CONCEPT[scheme])
    assert {str(schemes.value(c, SKOS.notation)) for c in concepts} == {str(m) for m in members}


def test_concepts_are_named_by_scheme_and_notation_in_both_languages(schemes: Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        assert isinstance(concept, URIRef)
        scheme, notation = (schemes.value(concept, p) for p in (SKOS.inScheme, SKOS.notation))
        assert str(concept) == f"{scheme}/{notation}"
        assert (scheme, RDF.type, SKOS.ConceptScheme) in schemes
        assert _languages(schemes, concept, SKOS.prefLabel) == ["en", "zh"]
        assert _languages(schemes, concept, SKOS.definition) == ["en", "zh"]


def test_schemes_are_told_in_both_languages(schemes: Graph) -> None:
    found = [s for s in schemes.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef)]
    assert [s for s in found if _languages(schemes, s, SKOS.prefLabel) != ["en", "zh"]] == []


def test_each_edition_of_the_catalogue_is_a_scheme_of_its_own(schemes: Graph) -> None:
    catalogues = schemes.subjects(RDF.type, TVET.MajorCatalogue)
    years = {str(c): str(schemes.value(c, DCTERMS.issued)) for c in catalogues}
    assert years == {
        f"{CONCEPT}catalogue-secondary-2010": "2010",
        f"{CONCEPT}catalogue-secondary-2019": "2019",
        f"{CONCEPT}catalogue-higher-2015": "2015",
        f"{CONCEPT}catalogue-2021": "2021",
    }
