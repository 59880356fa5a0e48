"""Links, websites and English names as statements of the links graph, each with why and from where.

The plain triple is stated for each link that was accepted, and beside it a node that bears reason,
confidence and source. This module must not decide what is linked; refused links are not stated.
"""

import hashlib
from collections.abc import Iterator

from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, XSD

from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.positions import position_statements
from tvetgraph.graph.terms import Node, Statement, Term, decimal, en, node, plain, typed, zh
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.identifiers import identifier_iri
from tvetgraph.loaders.linkcells import CURIE_MAP, SUBJECTS
from tvetgraph.loaders.links import Link
from tvetgraph.loaders.opendata import OpenData
from tvetgraph.loaders.sourced import Detail
from tvetgraph.ontology import SSSOM, TVET


def link_statements(found: OpenData, authority: Authority, *, iris: Iris) -> Iterator[Statement]:
    """State the links, details and positions of the entries."""
    for link in found.links.accepted:
        source = found.source_text(link.object_source, link.object_source_version)
        yield from _link(link, source, iris)
    for detail in _stated(found):
        source = found.source_text(detail.source, detail.source_version)
        yield from _detail(detail, source, iris)
    yield from position_statements(found, authority, iris=iris)


def link_node(link: Link, iris: Iris) -> Node:
    """Name the node that bears the reason of a link."""
    return iris.under("link", _digest(*link.key))


def detail_node(detail: Detail, iris: Iris) -> Node:
    """Name the node that bears the source of a detail."""
    return iris.under("statement", _digest(detail.id, detail.what, detail.value))


def entry_node(curie: str, iris: Iris) -> Node:
    """Name the entry of an id such as "tvetorg:beijing-daxue"."""
    prefix, _, identity = curie.partition(":")
    return iris.org(identity) if SUBJECTS[prefix] == "organisation" else iris.place(identity)


def link_origins(found: OpenData, iris: Iris) -> dict[str, str]:
    """Give the row that each node of a link or detail comes from."""
    links = {link_node(link, iris).value: link.origin for link in found.links.accepted}
    return links | {detail_node(detail, iris).value: detail.origin for detail in _stated(found)}


def _stated(found: OpenData) -> Iterator[Detail]:
    """Leave out what is only supposed: it helps to find links and is no fact."""
    return (detail for detail in found.details if detail.what != "supposed_name")


def _link(link: Link, source: str, iris: Iris) -> Iterator[Statement]:
    about = link_node(link, iris)
    target = node(identifier_iri(link.object_id))
    stated = entry_node(link.subject_id, iris), _term(link.predicate_id), target
    identifier = link.object_id.partition(":")[2].rstrip("/")
    yield about, node(RDF.type), node(TVET.Link)
    yield from _statement(about, stated, source)
    yield from _reasons(about, link.comment, link.confidence)
    yield about, node(SSSOM.mapping_justification), _term(link.mapping_justification)
    yield about, node(TVET.register), concept("register", link.register)
    yield about, node(TVET.targetLabel), plain(link.object_label)
    yield about, node(DCTERMS.identifier), plain(identifier)
    yield about, node(DCTERMS.creator), plain(link.author_label)
    yield about, node(DCTERMS.date), typed(link.mapping_date, str(XSD.date))


def _detail(detail: Detail, source: str, iris: Iris) -> Iterator[Statement]:
    about = detail_node(detail, iris)
    website = detail.what == "website"
    predicate = node(SDO.url) if website else node(SKOS.prefLabel)
    value: Term = node(detail.value) if website else en(detail.value)
    yield about, node(RDF.type), node(TVET.SourcedStatement)
    yield from _statement(about, (entry_node(detail.id, iris), predicate, value), source)
    yield from _reasons(about, detail.note, detail.confidence)


def _statement(about: Node, stated: Statement, source: str) -> Iterator[Statement]:
    """State something, and on another node that it is stated and from which source."""
    yield stated
    for part, term in zip(_PARTS, stated, strict=True):
        yield about, part, term
    yield about, node(DCTERMS.source), plain(source)


_PARTS = (node(OWL.annotatedSource), node(OWL.annotatedProperty), node(OWL.annotatedTarget))


def _reasons(about: Node, comment: str, confidence: str) -> Iterator[Statement]:
    chinese, _, english = comment.partition(" / ")
    yield about, node(RDFS.comment), zh(chinese)
    yield about, node(RDFS.comment), en(english)
    yield about, node(SSSOM.confidence), decimal(confidence)


def _term(curie: str) -> Node:
    prefix, _, local = curie.partition(":")
    return node(CURIE_MAP[prefix] + local)


def _digest(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode("utf-8")).hexdigest()[:10]
