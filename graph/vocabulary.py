"""What the ontology and the concept schemes say, as far as the mapping asks them.

The mapping follows the ontology: a text column whose property has a range below tvet:NamedEntity
makes a node, and tvet:namedBy tells which column names the facts of a class.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from rdflib.namespace import RDFS, SKOS

from tvetgraph.graph.terms import Node, Statement, node
from tvetgraph.ontology import TVET, VOCABULARY, read_turtle


@dataclass(frozen=True)
class Vocabulary:
    """Ontology and schemes: their statements, and the answers taken from them."""

    statements: tuple[Statement, ...]
    labels: Mapping[Node, Mapping[str, str]]
    short_labels: Mapping[Node, str]
    named_ranges: Mapping[str, str]
    named_by: Mapping[str, str]

    def label(self, thing: Node, language: str) -> str:
        """Say a concept's or class's label in a language; what has none keeps its local name."""
        found = self.labels.get(thing, {})
        return found.get(language) or thing.value.rpartition("/")[2]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the ontology and the schemes that come with the package."""
    statements = tuple(statement for name in VOCABULARY for statement in _read(read_turtle(name)))
    named = _below(node(TVET.NamedEntity), statements)
    return Vocabulary(
        statements=statements,
        labels=_labels(statements),
        short_labels={s: o.value for s, p, o in statements if p == node(TVET.shortLabel)},
        named_ranges={
            _local(s): _local(o)
            for s, p, o in statements
            if p == node(RDFS.range) and o in named and isinstance(o, ox.NamedNode)
        },
        named_by={
            _local(s): _local(o)
            for s, p, o in statements
            if p == node(TVET.namedBy) and isinstance(o, ox.NamedNode)
        },
    )


def _read(turtle: str) -> Iterable[Statement]:
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        subject, term = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or isinstance(term, (ox.BlankNode, ox.Triple)):
            raise TypeError(f"the vocabulary must not use blank nodes: {quad}")
        yield subject, quad.predicate, term


def _labels(statements: Iterable[Statement]) -> Mapping[Node, Mapping[str, str]]:
    found: dict[Node, dict[str, str]] = defaultdict(dict)
    for subject, predicate, term in statements:
        if predicate in (node(RDFS.label), node(SKOS.prefLabel)) and isinstance(term, ox.Literal):
            found[subject][term.language or ""] = term.value
    return found


def _below(parent: Node, statements: Iterable[Statement]) -> frozenset[Node]:
    return frozenset(s for s, p, o in statements if p == node(RDFS.subClassOf) and o == parent)


def _local(term: Node) -> str:
    return term.value.rpartition("#")[2]
