"""What to say where no route was found: what the reports list, and where else to look.

It must not look for routes itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from tvetgraph.graph.pipelines import Thing, read_pipelines
from tvetgraph.graph.route import Route
from tvetgraph.graph.route_names import Named, find_named
from tvetgraph.graph.selecting import select
from tvetgraph.loaders.errors import QueryError

_MENTIONS = """\
SELECT DISTINCT ?thing ?where
WHERE {
  ?thing tvet:mentionedIn ?whole .
  ?whole tvet:number ?where .
}
"""
_MOST = 5


def no_routes(
    store: ox.Store, name: str, *, other: str = "", others: Iterable[Route] = ()
) -> QueryError:
    """Word that no route was found for a name, or between two, and what there is instead.

    `others` are the routes of the name that only the further wishes (the other end, a major) kept
    out.
    """
    others, ends = tuple(others), [end.strip() for end in (name, other) if end.strip()]
    between = "与".join(f"“{end}”" for end in ends) + "之间" * (len(ends) > 1)
    return QueryError(
        problem=f"没有找到{between}的这种路径 / no such route was found for {' and '.join(ends)}",
        remedy=_instead(others) if others else _elsewhere(store, find_named(store, name)),
    )


def _instead(routes: Sequence[Route]) -> str:
    """Say where the routes begin, in which majors, and where they end."""
    starts = _names(thing for route in routes for thing in route.start)
    majors = _names(major for route in routes for major in route.steps[0].stage.majors)
    ends = _names(thing for route in routes for thing in route.end)
    return (
        f"已有的路径从 {starts}（{majors or '专业未写'}）到 {ends} / the routes that there are"
        f" lead from {starts} ({majors or 'majors not stated'}) to {ends}"
    )


def _names(things: Iterable[Thing]) -> str:
    return _listed(dict.fromkeys(thing.name.zh for thing in things))


def _elsewhere(store: ox.Store, named: Named) -> str:
    """Say which parts of the reports list pipelines, and which mention what was asked for."""
    tables: dict[str, dict[str, None]] = defaultdict(dict)
    for pipeline in read_pipelines(store):
        for source in pipeline.sources:
            tables[source.report].setdefault(source.where)
    if not tables:
        return "报告中没有读到任何衔接项目 / no pipeline was read in any report"
    listed = "; ".join(f"{report} {'、'.join(wheres)}" for report, wheres in tables.items())
    told = (
        f"报告在 {listed} 中列出的衔接项目里没有它，未列出的项目无从得知"
        f" / it is in none of the pipelines listed in {listed}; others are not listed"
    )
    mentions = sorted({r["where"] for r in select(store, _MENTIONS) if r["thing"] in named.iris})
    if not mentions:
        return told
    return f"{told}；另见 / see also: {_listed(mentions)}"


def _listed(texts: Iterable[str]) -> str:
    all_of = tuple(texts)
    more = " …" if len(all_of) > _MOST else ""
    return ", ".join(all_of[:_MOST]) + more
