"""The explorer's block of positions: where things lie on a map, how near that is, and why there.

Rows are arrays in the order that viz/explorer/src/views/map/located.ts reads. What has no position
of its own lies where its place does; the home end of aid and of work with a foreign partner, where
its report's region does. Nothing else is placed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib.namespace import GEO, RDFS

from tvetgraph.graph.texts import Text
from tvetgraph.ontology import TVET
from tvetgraph.viz.explorer_network import SCHEMA, Items, Row
from tvetgraph.viz.picture import Line
from tvetgraph.viz.reading import local

_SOURCE = "http://www.w3.org/ns/oa#hasSource"
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_OWN, _PLACE, _REGION = range(3)


@dataclass(frozen=True)
class _Position:
    """Degrees, and the thing whose degrees they are; `how` tells own, its place's, its region's."""

    latitude: float
    longitude: float
    at: str
    how: int


def map_block(known: Items) -> dict[str, object]:
    """Write a position for each node that has one: own, its place's, or its report's region's."""
    found = {iri: it for iri in known.nodes if (it := _lying(known, iri))}
    found |= {iri: it for iri, it in _at_home(known, found) if iri not in found}
    precisions = sorted({_precision(known, it.at) for it in found.values()})
    return {
        "precisions": [_concept(known, iri) for iri in precisions],
        "positions": [
            [
                known.node[iri],
                it.latitude,
                it.longitude,
                precisions.index(_precision(known, it.at)),
                it.how,
                known.node[it.at],
                *_comment(known, it.at),
            ]
            for iri, it in sorted(found.items())
        ],
    }


def _lying(known: Items, iri: str) -> _Position | None:
    """Find the position of a thing, or that of the nearest place it lies in that has one."""
    graph, at, seen = known.graph, iri, set[str]()
    while at in known.node and at not in seen:
        seen.add(at)
        degrees = [graph.value(at, SCHEMA + axis) for axis in ("latitude", "longitude")]
        if all(degrees):
            latitude, longitude = map(float, degrees)
            return _Position(latitude, longitude, at, _OWN if at == iri else _PLACE)
        at = min(graph.iris(at, TVET.locatedIn), default="")
    return None


def _at_home(known: Items, found: Mapping[str, _Position]) -> Iterator[tuple[str, _Position]]:
    """Place the home ends of aid and of work with foreign partners in the region of the report."""
    regions = _regions(known)
    for line in known.lines:
        for end in _home_ends(known, line):
            region = next((r for r in map(regions.get, _reports(known, line)) if r), "")
            if region in found:
                it = found[region]
                yield end, _Position(it.latitude, it.longitude, it.at, _REGION)


def _home_ends(known: Items, line: Line) -> Iterable[str]:
    """Name who aids, or whoever of two partners is not foreign."""
    if line.relation == str(TVET.aids):
        return (line.source,)
    if line.relation == str(TVET.foreignPartnerOf):
        ends = (line.source, line.target)
        home = tuple(end for end in ends if not known.graph.known.kind(end).startswith("Foreign"))
        return home if len(home) == 1 else ()
    return ()


def _regions(known: Items) -> Mapping[str, str]:
    """Map each report to the place that is its region: of that name, or one that it shortens."""
    graph = known.graph
    places = [iri for iri in known.nodes if graph.role(iri) == "place"]
    found: dict[str, str] = {}
    for report in known.reports:
        region = graph.value(report, TVET.regionName)
        fitting = [iri for iri in places if region and graph.known.name(iri).zh.startswith(region)]
        if fitting:
            found[report] = min(fitting, key=lambda iri: (len(graph.known.name(iri).zh), iri))
    return found


def _reports(known: Items, line: Line) -> list[str]:
    graph = known.graph
    spans = (s for e in line.evidence for s in sorted(graph.iris(e.fact, _DERIVED)))
    return list(dict.fromkeys(graph.value(span, _SOURCE) for span in spans))


def _geometry(known: Items, iri: str) -> str:
    return known.graph.value(iri, str(GEO.hasGeometry))


def _precision(known: Items, iri: str) -> str:
    return known.graph.value(_geometry(known, iri), TVET.precision)


def _concept(known: Items, iri: str) -> Row:
    name = known.graph.known.name(iri) if iri else Text("")
    return [local(iri) if iri else "", name.zh, name.en]


def _comment(known: Items, iri: str) -> tuple[str, str]:
    comment = known.graph.text(_geometry(known, iri), RDFS.comment)
    return comment.zh, comment.en
