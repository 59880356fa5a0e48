"""Organisations, majors and places as statements of the authority graph.

They stand apart from any report; this module must not read facts.
"""

from collections.abc import Iterable, Iterator

from rdflib.namespace import ORG, RDF, RDFS, SKOS

from tvetgraph.graph.iris import Iris, scheme
from tvetgraph.graph.pinyin import search_keys
from tvetgraph.graph.terms import Node, Statement, en, node, pinyin, plain, zh
from tvetgraph.loaders.authority import Authority, Major, Organisation, Place
from tvetgraph.ontology import TVET


def names(
    subject: Node, label: str, *, english: str = "", aliases: Iterable[str] = ()
) -> Iterator[Statement]:
    """State the names of a thing: one label a language, other forms, search keys."""
    for predicate in (node(SKOS.prefLabel), node(RDFS.label)):
        yield subject, predicate, zh(label)
        if english:
            yield subject, predicate, en(english)
    others = dict.fromkeys(alias for alias in aliases if alias != label)
    for alias in others:
        yield subject, node(SKOS.altLabel), zh(alias)
    for key in {key for name in (label, *others) for key in search_keys(name)}:
        yield subject, node(SKOS.hiddenLabel), pinyin(key)


def authority_statements(authority: Authority, iris: Iris) -> Iterator[Statement]:
    """State who is who."""
    for organisation in authority.organisations.values():
        yield from _organisation(organisation, iris)
    for major in authority.majors.values():
        yield from _major(major, iris)
    for place in authority.places.values():
        yield from _place(place, iris)


def _organisation(entry: Organisation, iris: Iris) -> Iterator[Statement]:
    subject = iris.org(entry.id)
    yield subject, node(RDF.type), node(TVET[entry.cls])
    yield from _entry_names(subject, entry)
    if entry.district:
        yield subject, node(TVET.locatedIn), iris.place(entry.district)
    if entry.parent:
        yield subject, node(ORG.subOrganizationOf), iris.org(entry.parent)


def _major(entry: Major, iris: Iris) -> Iterator[Statement]:
    subject = iris.major(entry.id)
    yield subject, node(RDF.type), node(TVET.Major)
    yield subject, node(SKOS.inScheme), scheme("major")
    yield from _entry_names(subject, entry)
    if entry.broader:
        yield subject, node(SKOS.broader), iris.major(entry.broader)


def _place(entry: Place, iris: Iris) -> Iterator[Statement]:
    subject = iris.place(entry.id)
    yield subject, node(RDF.type), node(TVET[entry.cls])
    yield from _entry_names(subject, entry)
    if entry.parent:
        yield subject, node(TVET.locatedIn), iris.place(entry.parent)
    if entry.gbt2260:
        yield subject, node(TVET.gbt2260), plain(entry.gbt2260)
    if entry.iso3166:
        yield subject, node(TVET.iso3166), plain(entry.iso3166)


def _entry_names(subject: Node, entry: Organisation | Major | Place) -> Iterator[Statement]:
    yield from names(subject, entry.name, english=entry.name_en, aliases=entry.aliases)
    if entry.note:
        yield subject, node(SKOS.editorialNote), plain(entry.note)
