"""The explorer's second block: every fact with its cells, its lines and the words of those lines.

Rows are arrays in the order that viz/explorer/src/page/decode.ts reads; numbers point into them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS

from tvetgraph.loaders.kinds import KINDS
from tvetgraph.ontology import OA, SSSOM, TVET
from tvetgraph.viz.explorer_graph import Graph, Term
from tvetgraph.viz.explorer_network import Items, Row
from tvetgraph.viz.reading import local

_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_OWN = str(TVET)
_PART = frozenset({"Stage", "NamedValue"})
# Said elsewhere in a fact's row, or another way.
_NOT_CELLS = frozenset({"where", "method", "certainty", "row", "dimensions", "nextStage", "order"})
# What a link says of the two things; a website says nothing but where it is.
_LINKING: Mapping[str, tuple[str, str]] = {
    str(SKOS.exactMatch): ("同一", "the same"),
    str(SKOS.closeMatch): ("相近", "nearly the same"),
    str(SKOS.broadMatch): ("对方更宽", "wider there"),
    str(SKOS.narrowMatch): ("对方更窄", "narrower there"),
    str(SKOS.relatedMatch): ("相关", "related"),
    str(DCTERMS.isReplacedBy): ("后继", "succeeded by"),
    "https://schema.org/containsPlace": ("辖有", "contains"),
    "https://schema.org/url": ("", ""),
    "https://schema.org/sameAs": ("", ""),
}


class _Words:
    """Numbers properties and named things as they come."""

    def __init__(self, known: Items) -> None:
        self.known = known
        self.words: dict[str, int] = {}
        self.properties: dict[str, int] = {}
        self.texts: set[str] = set()

    def word(self, iri: str) -> int:
        return self.words.setdefault(iri, len(self.words))

    def property(self, iri: str) -> int:
        return self.properties.setdefault(iri, len(self.properties))

    def value(self, term: Term, owner: str) -> object:
        """Write a value: text, number of a node, number of a word below 0, or a part."""
        if isinstance(term, ox.Literal):
            self.texts.add(term.value)
            return term.value
        if term.value in self.known.node:
            return self.known.node[term.value]
        if term.value.startswith(f"{owner}/"):
            return self.part(term.value)
        return -1 - self.word(term.value)

    def part(self, iri: str) -> Row:
        graph = self.known.graph
        name = graph.known.name(iri)
        return [graph.known.kind(iri), name.zh, name.en, self.cells(iri)]

    def cells(self, owner: str) -> list[Row]:
        """Write the cells of a fact or part, properties in the order of the kinds' columns."""
        graph = self.known.graph
        told = graph.said[owner]
        kept = sorted((p for p in told if _is_cell(graph, p, told)), key=lambda p: _rank(graph, p))
        return [
            [self.property(p), *(self.value(term, owner) for term in _ordered(graph, told[p]))]
            for p in kept
        ]


def facts_block(known: Items) -> dict[str, object]:
    """Write the second block."""
    graph, words = known.graph, _Words(known)
    kinds = sorted({graph.known.kind(iri) for iri in known.facts})
    facts = [_fact(known, words, iri, kinds) for iri in known.facts]
    texts = words.texts | {it for iri in known.facts for it in _told_at_once(graph, iri)}
    return {
        "kinds": [_kind(graph, name) for name in kinds],
        "properties": [_property(graph, iri) for iri in words.properties],
        "words": [_word(graph, iri) for iri in words.words],
        "facts": facts,
        "lines": [list(_runs(graph, report)) for report in known.reports],
        "links": list(_links(known)),
        "english": english_of(graph, texts),
    }


def english_of(graph: Graph, texts: Iterable[str]) -> dict[str, str]:
    """Map those texts to English that can be told without a Chinese sign."""
    glossary = graph.known.glossary
    told = ((text, glossary.units.get(text) or glossary.gloss(text)) for text in sorted(set(texts)))
    return {text: english for text, english in told if english}


def _told_at_once(graph: Graph, fact: str) -> tuple[str, ...]:
    """Give what the page says of a fact in one breath: where it stands, and a figure's value."""
    printed = graph.value(fact, TVET.printed) or graph.value(fact, TVET.value)
    where, unit = graph.value(fact, TVET.where), graph.value(fact, TVET.unit)
    return (where, unit, printed if printed.endswith(unit) else f"{printed}{unit}")


def _fact(known: Items, words: _Words, iri: str, kinds: Sequence[str]) -> Row:
    graph = known.graph
    label = graph.told(iri)
    spans = sorted(_span(graph, span) for span in graph.iris(iri, _DERIVED))
    pages = {p for span in graph.iris(iri, _DERIVED) for p in graph.values(span, TVET.onPage)}
    source = next(iter(graph.iris(_first(graph.iris(iri, _DERIVED)), OA.hasSource)), "")
    return [
        graph.short(iri),
        kinds.index(graph.known.kind(iri)),
        known.reports.index(source) if source in known.reports else 0,
        label.zh,
        label.en if label.en != label.zh else "",
        graph.value(iri, TVET.where),
        [number for span in spans for number in span],
        sorted(map(int, pages)),
        words.word(graph.value(iri, TVET.method)),
        words.word(graph.value(iri, TVET.certainty)),
        words.cells(iri),
        known.node.get(iri, -1),
    ]


def _first(iris: Iterable[str]) -> str:
    return min(iris, default="")


def _span(graph: Graph, iri: str) -> tuple[int, int]:
    return int(graph.value(iri, TVET.firstLine)), int(graph.value(iri, TVET.lastLine))


def _is_cell(graph: Graph, predicate: str, told: Mapping[str, object]) -> bool:
    """Keep what the fact says; printed forms only of what is not known by another name."""
    if predicate.startswith(graph.base + "dimension/"):
        return True
    name = predicate.removeprefix(_OWN)
    if not predicate.startswith(_OWN) or name in _NOT_CELLS:
        return False
    resolved = name.removeprefix("printed")
    return name == resolved or _OWN + resolved[:1].lower() + resolved[1:] not in told


_COLUMNS = [column.property for kind in KINDS.values() for column in kind.columns]


def _rank(graph: Graph, predicate: str) -> tuple[int, str]:
    name = predicate.removeprefix(_OWN)
    if predicate.startswith(graph.base + "dimension/"):
        name = "dimensions"
    return (_COLUMNS.index(name) if name in _COLUMNS else len(_COLUMNS)), predicate


def _ordered(graph: Graph, terms: Sequence[Term]) -> Iterable[Term]:
    """Put stages in their order; other values keep theirs."""
    return sorted(terms, key=lambda term: int(graph.value(term.value, TVET.order) or 0))


def _kind(graph: Graph, name: str) -> Row:
    told, comment = graph.name(name), graph.text(_OWN + name, RDFS.comment)
    return [name, told.zh, told.en, comment.zh, comment.en]


def _property(graph: Graph, iri: str) -> Row:
    dimension = iri.startswith(graph.base + "dimension/")
    name = graph.named(iri)
    return [graph.short(iri) if dimension else local(iri), name.zh, name.en, int(dimension)]


def _word(graph: Graph, iri: str) -> Row:
    name = graph.named(iri)
    return [graph.short(iri), graph.known.kind(iri), name.zh, name.en]


def _runs(graph: Graph, report: str) -> Iterable[Row]:
    """Write the quoted lines of a report as runs: number of the first, text of all."""
    lines: dict[int, str] = {}
    for span in graph.said:
        if report in graph.iris(span, OA.hasSource) and (quote := _quote(graph, span)):
            first = int(graph.value(span, TVET.firstLine))
            lines |= dict(enumerate(quote.split("\n"), start=first))
    for _, run in groupby(enumerate(sorted(lines)), key=lambda it: it[1] - it[0]):
        numbers = [number for _, number in run]
        yield [numbers[0], "\n".join(lines[number] for number in numbers)]


def _quote(graph: Graph, span: str) -> str:
    return graph.value(f"{span}/quote", OA.exact)


def _links(known: Items) -> Iterable[Row]:
    """Write where nodes are found outside: what the link says, how surely, and the reason.

    Register, target, its name there, reason, relation, confidence; texts in zh and en.
    """
    graph, told = known.graph, _annotations(known.graph)
    for iri in known.nodes:
        for predicate, relation in _LINKING.items():
            for target in graph.values(iri, predicate):
                about = told.get((iri, predicate, target), "")
                register = graph.known.name(_first(graph.iris(about, TVET.register)))
                name = graph.value(about, TVET.targetLabel)
                reason = graph.text(about, RDFS.comment)
                row = (register.zh, register.en, target, name, reason.zh, reason.en)
                sure = graph.value(about, SSSOM.confidence)
                yield [known.node[iri], *row, *relation, sure]


def _annotations(graph: Graph) -> Mapping[tuple[str, str, str], str]:
    """Map what is stated on another node to that node, which bears its reason."""
    ends = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
    return {
        (source, predicate, target): iri
        for iri in graph.said
        for source, predicate, target in [tuple(graph.value(iri, end) for end in ends)]
        if source and target
    }
