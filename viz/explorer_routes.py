"""The explorer's block of routes: the very records of graph/routes, their things as numbers.

Rows are arrays in the order that viz/explorer/src/views/routes/route.ts reads. What a fact says is
not repeated here: the page has it in its second block.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tvetgraph.graph.route import Route
from tvetgraph.graph.routes import route_records
from tvetgraph.viz.explorer_network import Items, Row


def routes_block(known: Items, routes: Iterable[Route]) -> dict[str, object]:
    """Write routes in their order."""
    return {"routes": [_route(known, record) for record in route_records(routes)]}


def _route(known: Items, record: Mapping[str, Any]) -> Row:
    words = known.graph.known.glossary
    return [
        int(record["chained"]),
        int(record["withdrawn"]),
        record["total_years"],
        [_stage(known, stage) for stage in record["stages"]],
        [_pipeline(known, pipeline) for pipeline in record["pipelines"]],
        [[note["zh"], words.told(note["en"])] for note in record["notes"]],
    ]


def _stage(known: Items, stage: Mapping[str, Any]) -> Row:
    return [
        _numbers(known, stage["organisations"]),
        _numbers(known, stage["majors"]),
        stage["years"],
        stage["years_printed"],
        stage["pipeline"],
    ]


def _numbers(known: Items, things: Iterable[Mapping[str, str]]) -> list[int]:
    return [known.node[thing["iri"]] for thing in things]


def _pipeline(known: Items, pipeline: Mapping[str, Any]) -> Row:
    return [
        pipeline["form"],
        pipeline["form_name"]["zh"],
        pipeline["form_name"]["en"],
        pipeline["year"],
        pipeline["school_quota"],
        pipeline["planned"],
        pipeline["actual"],
        [known.fact[source["fact"]] for source in pipeline["evidence"]],
    ]
