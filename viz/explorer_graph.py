"""The graph as the explorer reads it: what is said of each thing, and which facts tie which two.

Asks the store once and keeps plain Python; it must not know the form in which a page wants it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID

from tvetgraph.graph.texts import Text
from tvetgraph.ontology import TVET
from tvetgraph.viz.picture import Line
from tvetgraph.viz.reading import Known, local, read_known

Term = ox.NamedNode | ox.Literal
Said = Mapping[str, Mapping[str, tuple[Term, ...]]]
_ROLES = {"organisation": "Organization", "place": "Place", "fact": "Fact"}


@dataclass(frozen=True)
class Graph:
    """All statements by subject and predicate, but those of the direct layer; names and lines."""

    known: Known
    said: Said
    quads: int

    @cached_property
    def base(self) -> str:
        """Find the base of the build's IRIs: what the data set is described under."""
        return next(
            subject.removesuffix("dataset")
            for subject in self.said
            if subject.endswith("/dataset") and str(VOID.Dataset) in self.iris(subject, RDF.type)
        )

    @cached_property
    def title(self) -> Text:
        """Give the title of the data set."""
        return self.text(self.base + "dataset", DCTERMS.title)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Tell organisations, places and facts by the local name of their class."""
        below: dict[str, str] = {}
        for role, top in _ROLES.items():
            for name in self._below(top):
                below[name] = role
        return below

    def role(self, iri: str) -> str:
        """Tell what a thing is to the page: organisation, place, fact or just a thing."""
        return self.roles.get(self.known.kind(iri), "thing")

    def short(self, iri: str) -> str:
        """Name a thing by its IRI without the base."""
        return iri.removeprefix(self.base)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Give the values of a property as text, in order."""
        return tuple(term.value for term in self.said.get(subject, {}).get(str(predicate), ()))

    def value(self, subject: str, predicate: str) -> str:
        """Give the first value of a property; none is empty."""
        return next(iter(self.values(subject, predicate)), "")

    def iris(self, subject: str, predicate: str) -> frozenset[str]:
        """Give the things that a property leads to."""
        terms = self.said.get(subject, {}).get(str(predicate), ())
        return frozenset(term.value for term in terms if isinstance(term, ox.NamedNode))

    def text(self, subject: str, predicate: str) -> Text:
        """Give a property's text in both languages; a text in no language counts as Chinese."""
        found = {"zh": "", "en": ""}
        for term in self.said.get(subject, {}).get(str(predicate), ()):
            if isinstance(term, ox.Literal):
                found["en" if term.language == "en" else "zh"] = term.value
        return Text(found["zh"] or found["en"], found["en"])

    def told(self, fact: str) -> Text:
        """Give the sentence of a fact, in English as far as the glossary goes."""
        label = self.text(fact, RDFS.label)
        return Text(label.zh, self.known.glossary.told(label.english))

    def named(self, iri: str) -> Text:
        """Name a term of figures; one that the glossary lacks is told in English by its parts."""
        name = self.known.name(iri)
        return name if name.en else Text(name.zh, self.known.glossary.word(name.zh))

    def name(self, local_name: str) -> Text:
        """Name a term of the ontology in both languages."""
        return self.text(str(TVET) + local_name, RDFS.label)

    def lines(self) -> Iterable[Line]:
        """List the lines of the direct layer, each fact under its narrowest relation only."""
        narrower = self._narrower()
        taken = {
            (frozenset((line.source, line.target)), broad, evidence.fact)
            for line in self.known.lines
            for broad in narrower.get(line.relation, ())
            for evidence in line.evidence
        }
        for line in self.known.lines:
            ends = frozenset((line.source, line.target))
            own = tuple(e for e in line.evidence if (ends, line.relation, e.fact) not in taken)
            if own:
                yield replace(line, evidence=own)

    def _narrower(self) -> Mapping[str, frozenset[str]]:
        """Map each relation of the direct layer to the broader ones that hold as well."""
        relations = {line.relation for line in self.known.lines}
        return {key: self.iris(key, RDFS.subPropertyOf) & relations for key in relations}

    def _below(self, top: str) -> set[str]:
        """List a class and all classes below it by their local names."""
        children: dict[str, set[str]] = defaultdict(set)
        for subject in self.said:
            for parent in self.iris(subject, RDFS.subClassOf):
                children[parent].add(subject)
        found, todo = set[str](), [str(TVET[top])]
        while todo:
            iri = todo.pop()
            found.add(local(iri))
            todo += children[iri]
        return found


def read_graph(store: ox.Store) -> Graph:
    """Read all of a build's store."""
    said: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    count = 0
    for quad in store.quads_for_pattern(None, None, None, None):
        count += 1
        term = quad.object
        if isinstance(term, ox.NamedNode | ox.Literal) and not _is_direct(quad):
            said[_subject(quad)][quad.predicate.value].add(term)
    kept = {
        subject: {predicate: tuple(sorted(terms, key=_key)) for predicate, terms in told.items()}
        for subject, told in sorted(said.items())
    }
    return Graph(read_known(store), kept, count)


def _subject(quad: ox.Quad) -> str:
    subject = quad.subject
    return subject.value if isinstance(subject, ox.NamedNode) else str(subject)


def _is_direct(quad: ox.Quad) -> bool:
    graph = quad.graph_name
    return isinstance(graph, ox.NamedNode) and graph.value.endswith("/graph/direct")


def _key(term: Term) -> tuple[bool, str, str]:
    language = term.language or "" if isinstance(term, ox.Literal) else ""
    return isinstance(term, ox.Literal), term.value, language
