"""The explorer's first block: classes, relations, nodes and edges, small enough to draw at once.

Rows are arrays in the order that viz/explorer/src/page/decode.ts reads; numbers point into them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rdflib.namespace import DCTERMS, RDFS, SKOS

from tvetgraph import __version__
from tvetgraph.graph.texts import Text
from tvetgraph.ontology import TVET
from tvetgraph.viz.explorer_graph import Graph
from tvetgraph.viz.explorer_places import places
from tvetgraph.viz.picture import Line
from tvetgraph.viz.reading import local
from tvetgraph.viz.romanise import romanised
from tvetgraph.viz.style import LINES, style

Row = list[object]
SCHEMA = "https://schema.org/"
_TIED = frozenset({"organisation", "place"})
# What a fact names has a card even where nothing ties it to others, if it is one of these.
_ALWAYS = frozenset({"Major"})


@dataclass(frozen=True)
class Items:
    """What the blocks number: nodes, facts and reports by IRI, in order; and the lines."""

    graph: Graph
    nodes: tuple[str, ...]
    facts: tuple[str, ...]
    reports: tuple[str, ...]
    lines: tuple[Line, ...]

    @cached_property
    def node(self) -> Mapping[str, int]:
        """Number the nodes."""
        return {iri: i for i, iri in enumerate(self.nodes)}

    @cached_property
    def fact(self) -> Mapping[str, int]:
        """Number the facts."""
        return {iri: i for i, iri in enumerate(self.facts)}

    @cached_property
    def fields(self) -> Mapping[str, frozenset[str]]:
        """Map each major to the fields that offerings state it of."""
        found: dict[str, set[str]] = {}
        for fact in self.facts:
            if self.graph.known.kind(fact) == "Offering":
                for major in self.graph.iris(fact, TVET.major):
                    found.setdefault(major, set()).update(self.graph.values(fact, TVET.category))
        return {major: frozenset(names) for major, names in found.items()}

    @cached_property
    def main(self) -> frozenset[str]:
        """Tell the relations all of whose lines tie organisations or places to one another."""
        other = {
            line.relation
            for line in self.lines
            if not {self.graph.role(line.source), self.graph.role(line.target)} <= _TIED
        }
        return frozenset({line.relation for line in self.lines} - other)


def items(graph: Graph) -> Items:
    """Find what the blocks number: things with ties, organisations, places, majors; all facts."""
    lines = tuple(graph.lines())
    ends = {end for line in lines for end in (line.source, line.target)}
    named = {iri for fact in graph.known.facts for iri in _named(graph, fact)}
    things = ends | {iri for iri in named if _stands(graph, iri)}
    return Items(
        graph,
        nodes=tuple(sorted(things | _around(graph, things))),
        facts=tuple(sorted(graph.known.facts)),
        reports=tuple(s for s in graph.said if str(TVET.Report) in _types(graph, s)),
        lines=lines,
    )


def network_block(known: Items) -> dict[str, object]:
    """Write the first block, all but what to try first."""
    graph = known.graph
    classes = sorted({graph.known.kind(iri) for iri in known.nodes})
    relations = sorted({line.relation for line in known.lines}, key=lambda r: _rank(known, r))
    fields = sorted({field for found in known.fields.values() for field in found})
    return {
        "meta": _meta(known),
        "classes": [_class(graph, name) for name in classes],
        "relations": [_relation(known, iri, i) for i, iri in enumerate(relations)],
        "fields": [[field, graph.known.glossary.whole(field)] for field in fields],
        "nodes": list(_nodes(known, classes, fields)),
        "romanised": [_romanised(graph.known.name(iri)) for iri in known.nodes],
        "edges": [_edge(known, line, relations.index(line.relation)) for line in known.lines],
    }


def _around(graph: Graph, things: Iterable[str]) -> set[str]:
    """Find the places that things lie in, and what those lie in."""
    found, todo = set[str](), list(things)
    while todo:
        new = graph.iris(todo.pop(), TVET.locatedIn) - found
        found |= new
        todo += new
    return found


def _stands(graph: Graph, iri: str) -> bool:
    return graph.role(iri) in _TIED or graph.known.kind(iri) in _ALWAYS


def _types(graph: Graph, iri: str) -> frozenset[str]:
    return graph.known.classes.get(iri, frozenset())


def _rank(known: Items, relation: str) -> tuple[bool, int, str]:
    """Put the main relations first, the commonest at the top."""
    count = sum(line.relation == relation for line in known.lines)
    return relation not in known.main, -count, relation


def _meta(known: Items) -> dict[str, object]:
    graph = known.graph
    spans = {s for fact in known.facts for s in graph.iris(fact, _DERIVED)}
    organisations = sum(graph.role(iri) == "organisation" for iri in known.nodes)
    return {
        "title": _text(graph.title),
        "version": __version__,
        "base": graph.base,
        "reports": [_report(graph, iri) for iri in known.reports],
        "counts": {
            "organisations": organisations,
            "ties": sum(line.relation in known.main for line in known.lines),
            "facts": len(known.facts),
            "quads": graph.quads,
            "lines": len({line for span in spans for line in _lines(graph, span)}),
        },
        "quoted": any(span + "/quote" in graph.said for span in spans),
    }


_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_SOURCE = "http://www.w3.org/ns/oa#hasSource"


def _lines(graph: Graph, span: str) -> Iterable[tuple[str, int]]:
    source = graph.value(span, _SOURCE)
    first, last = (int(graph.value(span, p) or 0) for p in (TVET.firstLine, TVET.lastLine))
    return ((source, number) for number in range(first, last + 1))


def _report(graph: Graph, iri: str) -> dict[str, object]:
    level = next(iter(graph.iris(iri, TVET.educationLevel)), "")
    return {
        "id": graph.value(iri, DCTERMS.identifier),
        "title": _text(_title(graph, iri)),
        "region": graph.value(iri, TVET.regionName),
        "level": _text(graph.known.name(level)),
        "dataYear": int(graph.value(iri, TVET.dataYear) or 0),
        "issued": graph.value(iri, DCTERMS.issued),
    }


def _title(graph: Graph, report: str) -> Text:
    title = graph.text(report, DCTERMS.title)
    return title if title.en else Text(title.zh, graph.known.glossary.gloss(title.zh))


def _class(graph: Graph, name: str) -> Row:
    look = style(name)
    told = graph.known.kind_name(name)
    comment = graph.text(str(TVET) + name, RDFS.comment)
    role = graph.roles.get(name, "thing")
    return [name, told.zh, told.en, comment.zh, comment.en, look.shape, look.colour, role]


def _relation(known: Items, iri: str, number: int) -> Row:
    relation = known.graph.known.relation(iri)
    name, main = relation.name, iri in known.main
    colour = LINES[number % len(LINES)]
    return [local(iri), name.zh, name.en, int(relation.directed), colour, int(main)]


def _nodes(known: Items, classes: Sequence[str], fields: Sequence[str]) -> Iterable[Row]:
    graph = known.graph
    stand, degrees = _places(known), _degrees(known)
    for iri in known.nodes:
        name = graph.known.name(iri)
        place = next(iter(graph.iris(iri, TVET.locatedIn)), "")
        at = [float(v) for p in ("latitude", "longitude") if (v := graph.value(iri, SCHEMA + p))]
        x, y = stand.get(iri, (0.0, 0.0))
        yield [
            graph.short(iri),
            classes.index(graph.known.kind(iri)),
            name.zh,
            name.en,
            sorted(set(graph.values(iri, SKOS.altLabel)) - {name.zh, name.en}),
            list(graph.values(iri, SKOS.hiddenLabel)),
            int(x),
            int(y),
            len(degrees.get(iri, ())),
            known.node.get(place, -1),
            [fields.index(field) for field in sorted(known.fields.get(iri, ()))],
            *(at if len(at) == 2 else ()),
        ]


def _romanised(name: Text) -> str:
    """Write a name that has no English one in pinyin; empty for all others."""
    return "" if name.en else romanised(name.zh)


def _places(known: Items) -> Mapping[str, tuple[float, float]]:
    main = [(line.source, line.target) for line in known.lines if line.relation in known.main]
    other = [(line.source, line.target) for line in known.lines if line.relation not in known.main]
    tied = {end for pair in (*main, *other) for end in pair}
    role = known.graph.role
    alone = sorted(
        (iri for iri in known.nodes if role(iri) == "organisation" or iri not in tied),
        key=lambda iri: (role(iri) != "organisation", role(iri) != "place", known.node[iri]),
    )
    return places(main, alone=alone, hanging=other)


def _degrees(known: Items) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in known.lines:
        if line.relation in known.main:
            found.setdefault(line.source, set()).add(line.target)
            found.setdefault(line.target, set()).add(line.source)
    return found


def _edge(known: Items, line: Line, relation: int) -> Row:
    facts = [known.fact[evidence.fact] for evidence in line.evidence]
    iris = [evidence.fact for evidence in line.evidence]
    graph = known.graph
    named = {value for iri in iris for value in _named(graph, iri)}
    return [
        known.node[line.source],
        known.node[line.target],
        relation,
        facts,
        sorted({int(year) for iri in iris for year in graph.values(iri, TVET.year)}),
        sorted({_report_of(known, iri) for iri in iris} - {-1}),
        sorted(known.node[v] for v in named if v in known.node and _is(graph, v, "Major")),
        sorted(known.node[v] for v in named if v in known.node and graph.role(v) == "place"),
    ]


def _is(graph: Graph, iri: str, kind: str) -> bool:
    return graph.known.kind(iri) == kind


def _named(graph: Graph, fact: str) -> set[str]:
    """List what a fact and its parts name."""
    things = {iri for predicate in graph.said.get(fact, {}) for iri in graph.iris(fact, predicate)}
    parts = {iri for iri in things if iri.startswith(f"{fact}/")}
    return things | {iri for part in parts for p in graph.said[part] for iri in graph.iris(part, p)}


def _report_of(known: Items, fact: str) -> int:
    span = next(iter(sorted(known.graph.iris(fact, _DERIVED))), "")
    source = known.graph.value(span, _SOURCE)
    return known.reports.index(source) if source in known.reports else -1


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
