"""The links as data sets of their own: one VoID linkset a register and predicate, with its count.

The sources are named with their licences and the credit they ask for. This module must not state
a link.
"""

from collections import Counter
from collections.abc import Iterator

from rdflib.namespace import DCTERMS, RDF, VOID

from tvetgraph.graph.iris import Iris
from tvetgraph.graph.terms import Node, Statement, en, integer, node, plain, zh
from tvetgraph.loaders.identifiers import REGISTERS
from tvetgraph.loaders.linkcells import CURIE_MAP
from tvetgraph.loaders.opendata import OpenData
from tvetgraph.loaders.sourced import LinkSource


def linkset_statements(found: OpenData, iris: Iris) -> Iterator[Statement]:
    """Describe the links by where they lead and what they say."""
    counts = Counter((link.register, link.predicate_id) for link in found.links.accepted)
    for register in sorted({register for register, _ in counts}):
        yield from _target(register, iris)
    for (register, predicate), count in sorted(counts.items()):
        yield from _linkset(register, predicate, count=count, iris=iris)
    for source in found.sources:
        yield from _source(source, iris)


def _target(register: str, iris: Iris) -> Iterator[Statement]:
    target, known = _register_node(register, iris), REGISTERS[register]
    yield target, node(RDF.type), node(VOID.Dataset)
    yield target, node(VOID.uriSpace), plain(known.namespace)
    yield target, node(DCTERMS.title), zh(known.zh)
    yield target, node(DCTERMS.title), en(known.en)


def _linkset(register: str, predicate: str, *, count: int, iris: Iris) -> Iterator[Statement]:
    prefix, _, local = predicate.partition(":")
    linkset = iris.under("linkset", f"{register}-{local}")
    dataset, known = iris.under("dataset"), REGISTERS[register]
    yield dataset, node(VOID.subset), linkset
    yield linkset, node(RDF.type), node(VOID.Linkset)
    yield linkset, node(VOID.subjectsTarget), dataset
    yield linkset, node(VOID.objectsTarget), _register_node(register, iris)
    yield linkset, node(VOID.linkPredicate), node(CURIE_MAP[prefix] + local)
    yield linkset, node(VOID.triples), integer(str(count))
    yield linkset, node(DCTERMS.title), zh(f"到{known.zh}的链接：{local}")
    yield linkset, node(DCTERMS.title), en(f"Links to {known.en}: {local}")


def _source(source: LinkSource, iris: Iris) -> Iterator[Statement]:
    about = iris.under("source", source.id)
    yield iris.graph("links"), node(DCTERMS.source), about
    yield about, node(DCTERMS.title), plain(source.title)
    yield about, node(DCTERMS.rights), plain(source.licence)
    if source.credit:
        yield about, node(DCTERMS.rightsHolder), plain(source.credit)


def _register_node(register: str, iris: Iris) -> Node:
    return iris.under("register", register)
