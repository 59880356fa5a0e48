"""Which pipelines may be chained: one that ends at a college, and one that begins there.

Chained is only what a pupil could follow: the same organisation, the same major or a direction of
it, nothing withdrawn, and nowhere twice. It must not read a store.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tvetgraph.graph.pipelines import Pipeline, Stage, Thing
from tvetgraph.graph.route import Route, Step

#: Pipelines by the organisations at which they begin.
Onward = Mapping[Thing, Sequence[Pipeline]]


def whole(pipeline: Pipeline, *, first: int = 0) -> Route:
    """Make a route of a pipeline, from a stage on, counted from 0."""
    return Route(tuple(Step(pipeline, stage) for stage in pipeline.stages[first:]))


def by_start(pipelines: Iterable[Pipeline]) -> Onward:
    """List pipelines by the organisations of their first stage."""
    found: dict[Thing, list[Pipeline]] = defaultdict(list)
    for pipeline in pipelines:
        for organisation in pipeline.stages[0].organisations if pipeline.stages else ():
            found[organisation].append(pipeline)
    return found


def extended(route: Route, onward: Onward) -> Iterator[Route]:
    """Give a route, and every route that goes on from its end by a further pipeline."""
    yield route
    for pipeline in dict.fromkeys(it for end in route.end for it in onward.get(end, ())):
        if _may_follow(route, pipeline):
            steps = (Step(pipeline, stage) for stage in pipeline.stages[1:])
            yield from extended(Route((*route.steps, *steps)), onward)


def _may_follow(route: Route, pipeline: Pipeline) -> bool:
    last = route.steps[-1].stage
    if pipeline in route.pipelines or pipeline.withdrawn or route.withdrawn:
        return False
    first, *later = pipeline.stages
    visited = {it for step in route.steps for it in step.stage.organisations}
    reached = {it for stage in later for it in stage.organisations}
    return bool(reached - visited) and _studies_on(last, first)


def _studies_on(last: Stage, first: Stage) -> bool:
    """Tell whether the majors fit; where one side states none, nothing speaks against it."""
    if not (last.majors and first.majors):
        return True
    return bool(_family(last.majors) & _family(first.majors))


def _family(majors: Iterable[Thing]) -> set[str]:
    return {iri for major in majors for iri in (major.iri, major.broader) if iri}
