"""What to say where no route was found: what the reports list, and where else to look.

It must not look for routes itself.
"""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from tvetgraph.graph.pipelines import read_pipelines
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


def no_routes(store: ox.Store, name: str, *, others: Iterable[Route] = ()) -> QueryError:
    """Word that no route was found for a name, and what there is instead.

    `others` are the routes that only the further wishes (an end, a major) kept out.
    """
    others = tuple(others)
    remedy = _instead(others) if others else _elsewhere(store, find_named(store, name))
    return QueryError(
        problem=f"没有找到“{name.strip()}”的这种路径 / no such route was found for {name.strip()}",
        remedy=remedy,
    )


def _instead(routes: Iterable[Route]) -> str:
    ends: dict[str, None] = {}
    for route in routes:
        for step in (route.steps[0], route.steps[-1]):
            majors = "、".join(major.name.zh for major in step.stage.majors)
            for at in step.stage.organisations:
                ends.setdefault(f"{at.name.zh}（{majors}）" if majors else at.name.zh)
    told = _listed(ends)
    return f"它的路径连接 / its routes join: {told}"


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
