"""RDF terms: how they are made, and how rdflib's and pyoxigraph's turn into one another.

The one module of this layer that knows both libraries' terms; it must not know any vocabulary.
"""

from functools import cache

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal
Statement = tuple[Node, Node, Term]


@cache
def node(iri: str) -> Node:
    """Make the node of an IRI, or of a term of a rdflib namespace."""
    return ox.NamedNode(str(iri))


def plain(text: str) -> ox.Literal:
    """Make a text in no language."""
    return ox.Literal(text)


def zh(text: str) -> ox.Literal:
    """Make a Chinese text."""
    return ox.Literal(text, language="zh")


def en(text: str) -> ox.Literal:
    """Make an English text."""
    return ox.Literal(text, language="en")


def pinyin(text: str) -> ox.Literal:
    """Make a search key in pinyin, tagged as BCP 47 has it."""
    return ox.Literal(text, language="zh-latn-pinyin")


def integer(text: str) -> ox.Literal:
    """Make an integer; raise ValueError if the text is none."""
    return ox.Literal(str(int(text)), datatype=node(XSD.integer))


def decimal(text: str) -> ox.Literal:
    """Make a decimal without zeros that say nothing, the form in which Oxigraph keeps it."""
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    written = f"{whole}.{fraction}" if fraction else whole
    return ox.Literal("0" if written == "-0" else written, datatype=node(XSD.decimal))


def year(text: str) -> ox.Literal:
    """Make a year from its four digits."""
    return ox.Literal(text, datatype=node(XSD.gYear))


def typed(text: str, datatype: str) -> ox.Literal:
    """Make a literal of any datatype from its canonical form."""
    return ox.Literal(text, datatype=node(datatype))


def from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | Literal:
    """Turn a pyoxigraph term into rdflib's; the graph has neither blank nodes nor triple terms."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not a term of this graph: {term!r}")
    if term.language:
        return Literal(term.value, lang=term.language)
    # rdflib writes a plain string without its datatype, and so compares it.
    datatype = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype, normalize=False)


def to_ox(term: object) -> Term:
    """Turn a rdflib term into pyoxigraph's."""
    if isinstance(term, URIRef):
        return node(term)
    if not isinstance(term, Literal):
        raise TypeError(f"not a term of this graph: {term!r}")
    datatype = None if term.datatype is None or term.language else node(term.datatype)
    return ox.Literal(str(term), language=term.language, datatype=datatype)
