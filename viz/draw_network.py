"""Pictures of the networks of graph/networks, and of routes.

A picture is a record that viz/page.py and viz/picture_svg.py write; this module writes no file.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tvetgraph.graph.networks import network_kind
from tvetgraph.graph.pipelines import Thing
from tvetgraph.graph.route import Route, Step, named
from tvetgraph.graph.texts import Text
from tvetgraph.loaders.errors import QueryError
from tvetgraph.viz.draw import drawable
from tvetgraph.viz.picture import Evidence, Line, Node, Picture, Relation
from tvetgraph.viz.reading import Known, read_known
from tvetgraph.viz.route_picture import title_of
from tvetgraph.viz.route_text import cited

if TYPE_CHECKING:
    import networkx as nx

_TIE = "tie"


def network_picture(store: ox.Store, name: str) -> Picture:
    """Picture a network by its name, one of graph.networks.NETWORKS.

    A line tells the facts behind it or, where two are joined by what they share, what that is.
    """
    kind = network_kind(name)
    graph, known = kind.make(store), read_known(store)
    nodes = tuple(
        Node(key, Text(data["name"], data["name_en"]), data["kind"])
        for key, data in ((key, graph.nodes[key]) for key in sorted(graph))
    )
    return drawable(
        Picture(
            title=Text(*kind.title),
            nodes=nodes,
            lines=tuple(_ties(graph, known)),
            relations={_TIE: Relation(Text(*kind.edge), directed=graph.is_directed())},
            kinds={node.kind: known.kind_name(node.kind) for node in nodes},
            thicker=Text(
                f"线越粗，{kind.weight[0]}越多", f"the thicker a line, the more {kind.weight[1]}"
            ),
        )
    )


def routes_picture(store: ox.Store, routes: Sequence[Route]) -> Picture:
    """Picture routes: a node for each organisation with what is studied there, a line onward."""
    if not routes:
        raise QueryError(
            problem="没有可画的路径 / no route to draw",
            remedy="请换一所学校或一个专业 / try another school or major",
        )
    known = read_known(store)
    nodes = {node.key: node for route in routes for step in route.steps for node in _nodes(step)}
    lines = {(it.source, it.target, it.relation): it for route in routes for it in _onward(route)}
    relations = {
        form: Relation(Text(name.zh, name.en), directed=True)
        for form, name in sorted(_forms(routes).items())
    }
    title = title_of(routes)
    return drawable(
        Picture(
            title=Text(title.zh, title.en),
            nodes=tuple(nodes.values()),
            lines=tuple(lines.values()),
            relations=relations,
            kinds={node.kind: known.kind_name(node.kind) for node in nodes.values()},
        )
    )


def _ties(graph: "nx.Graph[str]", known: Known) -> Iterable[Line]:
    for a, b in sorted(graph.edges):
        data = graph.edges[a, b]
        if "through" in data:
            shared = (known.name(it) for it in data["through"].split())
            evidence = tuple(Evidence("", name, Text("")) for name in shared)
        else:
            evidence = tuple(known.facts[it] for it in data["facts"].split() if it in known.facts)
        yield Line(a, b, _TIE, evidence)


def _forms(routes: Iterable[Route]) -> dict[str, Text]:
    return {
        _form(step): Text(step.pipeline.form_name.zh, step.pipeline.form_name.en)
        if not step.pipeline.withdrawn
        else Text(
            f"{step.pipeline.form_name.zh}（已撤销）", f"{step.pipeline.form_name.en}, withdrawn"
        )
        for route in routes
        for step in route.steps[1:]
    }


def _form(step: Step) -> str:
    return (
        f"{step.pipeline.form} {step.pipeline.status}"
        if step.pipeline.withdrawn
        else step.pipeline.form
    )


def _nodes(step: Step) -> Iterable[Node]:
    """Give a node for each organisation of a stage; each with the majors that the stage has."""
    majors = step.stage.majors
    for it in step.stage.organisations:
        zh = " ".join(filter(None, (it.name.zh, named(majors).zh)))
        en = " ".join(filter(None, (it.name.english, named(majors).en)))
        yield Node(_key(it, majors), Text(zh, en if it.name.en else ""), it.kind)


def _key(organisation: Thing, majors: Sequence[Thing]) -> str:
    return " ".join((organisation.iri, *(major.iri for major in majors)))


def _onward(route: Route) -> Iterable[Line]:
    """Lead from each stage to the next; one that stays where it is needs no line."""
    for before, after in zip(route.steps, route.steps[1:], strict=False):
        for a in _nodes(before):
            for b in _nodes(after):
                if a.key != b.key:
                    yield Line(a.key, b.key, _form(after), tuple(_told(after)))


def _told(step: Step) -> Iterable[Evidence]:
    pipeline = step.pipeline
    counts = (("计划", "planned", pipeline.planned), ("实际", "actual", pipeline.actual))
    told = [it for it in counts if it[2] is not None]
    year = str(pipeline.year or "")
    zh = " ".join(filter(None, (pipeline.form_name.zh, year, *(f"{a} {n}" for a, _, n in told))))
    en = " ".join(filter(None, (pipeline.form_name.en, year, *(f"{b} {n}" for _, b, n in told))))
    for source in pipeline.sources:
        where = cited(source)
        yield Evidence(source.fact, Text(zh, en), Text(where.zh, where.en))
