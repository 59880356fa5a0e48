"""Routes through vocational education: from a school or a field on to colleges and universities.

A route is a pipeline that a report states, or several that meet at a college, and then it says so.
Either end may be named in any form that the graph knows. It must not draw or lay text out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from tvetgraph.graph.pipelines import Pipeline, Source, Stage, Thing, read_pipelines
from tvetgraph.graph.route import Route
from tvetgraph.graph.route_chains import by_start, extended, whole
from tvetgraph.graph.route_names import FIELD, MAJOR, ORGANISATION, Named, find_named

Record = dict[str, object]


def all_routes(store: ox.Store) -> tuple[Route, ...]:
    """Give every route of a store from its first stage to its last, chained ones after stated."""
    pipelines = read_pipelines(store)
    onward = by_start(pipelines)
    return _ordered(route for it in pipelines for route in extended(whole(it), onward))


def routes_from(
    store: ox.Store, name: str, /, *, to: str = "", major: str = "", shortest: bool = False
) -> tuple[Route, ...]:
    """Give the routes from a school, from a major, or from a field of majors.

    `to` keeps those that reach an organisation, a major or a field, up to where they reach it;
    `major` those that begin in a major or a field; `shortest`, of those between the same two
    organisations, the ones of fewest years. Raise QueryError for a name that stands for nothing,
    or for several things.
    """
    start = find_named(store, name)
    target = find_named(store, to) if to else None
    pipelines = read_pipelines(store)
    onward = by_start(pipelines)
    begun = (route for it in pipelines for route in _begun(it, start))
    found = [route for it in begun for route in extended(it, onward)]
    return _chosen(store, found, target=target, major=major, shortest=shortest)


def routes_to(
    store: ox.Store, name: str, /, *, start: str = "", major: str = "", shortest: bool = False
) -> tuple[Route, ...]:
    """Give the routes to an organisation, to a major, or to a field, each up to where it arrives.

    `start` keeps those that begin at an organisation, in a major or in a field; `major` and
    `shortest` are as for routes_from.
    """
    target = find_named(store, name)
    origin = find_named(store, start) if start else None
    found = [
        route for route in all_routes(store) if origin is None or _at(origin, route.steps[0].stage)
    ]
    return _chosen(store, found, target=target, major=major, shortest=shortest)


def route_records(routes: Iterable[Route]) -> Iterator[Record]:
    """Write routes as plain records of texts, numbers and lists, ready for JSON.

    Each has `chained`, `withdrawn`, `total_years`, `notes` ({zh, en}), `stages` in order
    (`pipeline` counts from 0), and `pipelines` with form, figures and `evidence`.
    """
    for route in routes:
        yield {
            "chained": route.chained,
            "withdrawn": route.withdrawn,
            "total_years": route.total_years,
            "stages": [
                _stage(step.stage, route.pipelines.index(step.pipeline)) for step in route.steps
            ],
            "pipelines": [_pipeline(pipeline) for pipeline in route.pipelines],
            "notes": [{"zh": note.zh, "en": note.en} for note in route.notes],
        }


def _begun(pipeline: Pipeline, start: Named) -> Iterator[Route]:
    """Begin at the first stage of a school that leads elsewhere, or in a field's first stage."""
    if start.kind != ORGANISATION:
        if pipeline.stages and pipeline.stages[0].teaches(start.iris):
            yield whole(pipeline)
        return
    for first, stage in enumerate(pipeline.stages):
        if stage.held_by(start.iris):
            if not all(it.held_by(start.iris) for it in pipeline.stages[first:]):
                yield whole(pipeline, first=first)
            return


def _at(named: Named, stage: Stage) -> bool:
    return stage.held_by(named.iris) if named.kind == ORGANISATION else stage.teaches(named.iris)


def _chosen(
    store: ox.Store, routes: Iterable[Route], *, target: Named | None, major: str, shortest: bool
) -> tuple[Route, ...]:
    if target is not None:
        routes = [cut for route in routes if (cut := _up_to(route, target))]
    if major:
        majors = find_named(store, major, kinds=(MAJOR, FIELD))
        routes = [route for route in routes if _at(majors, route.steps[0].stage)]
    found = _ordered({route.key: route for route in routes}.values())
    return _shortest(found) if shortest else found


def _up_to(route: Route, target: Named) -> Route | None:
    """Cut a route behind where it last is at the target; None if it does not arrive there."""
    at = [_at(target, step.stage) for step in route.steps]
    if True not in at:
        return None
    end = len(at) - at[::-1].index(True)
    # To arrive at an organisation is to come from another; a major may go on from the first day.
    arrives = not all(at[:end]) if target.kind == ORGANISATION else end > 1
    return Route(route.steps[:end]) if arrives else None


def _ordered(routes: Iterable[Route]) -> tuple[Route, ...]:
    """Put stated routes before chained ones; both keep the order of reports and lines."""
    return tuple(sorted(routes, key=lambda route: route.chained))


def _shortest(routes: Sequence[Route]) -> tuple[Route, ...]:
    """Keep the shortest between the same two ends; a withdrawn one only where no other is left."""
    best: dict[object, tuple[bool, float]] = {}
    for route in routes:
        ends = (route.start, route.end)
        best[ends] = min(best.get(ends, _length(route)), _length(route))
    return tuple(route for route in routes if _length(route) == best[route.start, route.end])


def _length(route: Route) -> tuple[bool, float]:
    return route.withdrawn, math.inf if route.total_years is None else route.total_years


def _stage(stage: Stage, pipeline: int) -> Record:
    return {
        "order": stage.order,
        "organisations": [_thing(it) for it in stage.organisations],
        "majors": [_thing(it) for it in stage.majors],
        "years": stage.years,
        "years_printed": stage.printed,
        "pipeline": pipeline,
    }


def _thing(thing: Thing) -> Record:
    return {"iri": thing.iri, "zh": thing.name.zh, "en": thing.name.en, "kind": thing.kind}


def _pipeline(it: Pipeline) -> Record:
    return {
        "form": it.form,
        "form_name": {"zh": it.form_name.zh, "en": it.form_name.en},
        "programme": it.programme,
        "status": it.status,
        "year": it.year,
        "school_quota": it.school_quota,
        "planned": it.planned,
        "actual": it.actual,
        "evidence": [_evidence(source) for source in it.sources],
    }


def _evidence(source: Source) -> Record:
    return {
        "fact": source.fact,
        "report": source.report,
        "title": source.title,
        "where": source.where,
        "lines": [list(span) for span in source.lines],
        "year": source.year,
    }
