"""Pictures of the graph: around one thing, of one relation, of a query's answer, of a network.

A picture is a record that viz/page.py and viz/picture_svg.py write; this module writes no file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from tvetgraph.graph.texts import Text
from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import Question, Result, question, run
from tvetgraph.queries.engines import Store
from tvetgraph.viz.page import page
from tvetgraph.viz.picture import Evidence, Line, Node, Picture, Relation
from tvetgraph.viz.reading import Known, local, read_known

MOST_LINES = 1500
# Where a thing is mentioned says nothing about what it has to do with others.
_NOT_AROUND = frozenset({"mentionedIn"})
_ROW = "row"
_ROWS = Text("线越粗所依据的结果行越多", "a thicker line stands on more rows")


def neighbourhood_picture(
    store: Store, name: str, *, radius: int = 1, relations: Sequence[str] = ()
) -> Picture:
    """Picture what the thing of that name has to do with others, up to `radius` steps away."""
    known = read_known(store)
    things = sorted({row["thing"] for row in run(store, "things-called", name=name).records()})
    kept = {known.relation_key(relation) for relation in relations}
    lines = [
        line
        for line in known.lines
        if (line.relation in kept if kept else local(line.relation) not in _NOT_AROUND)
    ]
    lines = list(_most_specific(lines))
    near = _near(lines, things, radius - 1)
    english = next((known.name(thing).en for thing in things if known.name(thing).en), "")
    title = Text(f"{name.strip()}的关系", f"Around {english or name.strip()}")
    lines = [line for line in lines if line.source in near or line.target in near]
    return _picture(_without_subject(known, things), title, lines)


def relation_picture(store: Store, relation: str) -> Picture:
    """Picture all lines of one relation of the direct layer, such as partnerOf or feedsInto."""
    known = read_known(store)
    key = known.relation_key(relation)
    name = known.name(key)
    title = Text(f"{name.zh}关系图", f"Relation: {name.english}")
    return _picture(known, title, [line for line in known.lines if line.relation == key])


def query_picture(store: Store, query: str | Question, /, **bindings: str) -> Picture:
    """Picture a query's rows as lines from their first column to their second.

    Further columns are told with the line. The ends are things by IRI, or by a name that only one
    thing bears, or only one that relations know; any other value is drawn as it is.
    """
    asked = query if isinstance(query, Question) else question(query)
    answer = run(store, asked, **bindings)
    if len(answer.columns) < 2:
        raise QueryError(
            problem="要画的查询至少要有两列 / a query to be drawn needs two columns or more",
            remedy="第一列为起点，第二列为终点 / a line leads from the first to the second",
        )
    known = read_known(store)
    given = "、".join(value.strip() for value in bindings.values() if value.strip())
    title = Text(
        "：".join(filter(None, (asked.summary_zh or "查询结果", given))),
        ": ".join(filter(None, (asked.summary or "Answer to a query", given))),
    )
    return _picture(known, title, list(_rows_as_lines(known, answer)))


def neighbourhood_page(
    store: Store, name: str, *, radius: int = 1, relations: Sequence[str] = ()
) -> str:
    """Draw a neighbourhood as an offline page."""
    return page(neighbourhood_picture(store, name, radius=radius, relations=relations))


def relation_page(store: Store, relation: str) -> str:
    """Draw a relation as an offline page."""
    return page(relation_picture(store, relation))


def query_page(store: Store, query: str | Question, /, **bindings: str) -> str:
    """Draw a query's answer as an offline page."""
    return page(query_picture(store, query, **bindings))


def drawable(picture: Picture) -> Picture:
    """Give a picture back if it has lines and no more than can be read; else raise QueryError."""
    if not picture.lines:
        raise QueryError(
            problem=f"没有可画的连线 / nothing to draw: {picture.title.zh}",
            remedy="请换一个名称、关系或查询 / try another name, relation or query",
        )
    if len(picture.lines) > MOST_LINES:
        raise QueryError(
            problem=f"连线太多，无法看清 / too many lines to be readable: {len(picture.lines)}",
            remedy="请缩小范围 / draw less: a neighbourhood, a relation or a narrower query",
        )
    return picture


def _picture(known: Known, title: Text, lines: Sequence[Line]) -> Picture:
    keys = sorted({end for line in lines for end in (line.source, line.target)})
    nodes = tuple(Node(key, known.name(key), known.kind(key)) for key in keys)
    relations = {key: known.relation(key) for key in sorted({line.relation for line in lines})}
    if _ROW in relations:
        relations[_ROW] = Relation(Text("结果行", "row"))
    kinds = {node.kind: known.kind_name(node.kind) for node in nodes}
    turned = tuple(_turned(lines, relations))
    picture = Picture(title, nodes, turned, relations, kinds)
    return drawable(replace(picture, thicker=_ROWS) if _ROW in relations else picture)


def _turned(lines: Sequence[Line], relations: Mapping[str, Relation]) -> Iterable[Line]:
    """Tell a line without an arrow from its better connected end."""
    degrees = Counter(end for line in lines for end in (line.source, line.target))
    for line in lines:
        backwards = degrees[line.target] > degrees[line.source]
        if backwards and not relations[line.relation].directed:
            yield replace(line, source=line.target, target=line.source)
        else:
            yield line


def _without_subject(known: Known, things: Sequence[str]) -> Known:
    """Leave out of the names of facts the name of what they are drawn around."""
    subjects = [known.name(thing) for thing in things]
    names = dict(known.names)
    for fact in known.facts:
        for subject in subjects:
            zh = names[fact].zh.removeprefix(f"{subject.zh} ")
            en = names[fact].en.removeprefix(subject.english).lstrip(": ")
            names[fact] = Text(zh, en)
    return replace(known, names=names)


def _most_specific(lines: Sequence[Line]) -> Iterable[Line]:
    """Leave out a line where a rarer relation joins the same two on the same facts."""
    usage = Counter(line.relation for line in lines)
    best: dict[object, Line] = {}
    for line in lines:
        key = (line.source, line.target, frozenset(e.fact for e in line.evidence))
        if key not in best or usage[line.relation] < usage[best[key].relation]:
            best[key] = line
    return best.values()


def _near(lines: Iterable[Line], things: Iterable[str], radius: int) -> frozenset[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((line.source, line.target) for line in lines)
    return frozenset(
        node
        for thing in things
        if thing in graph
        for node in nx.single_source_shortest_path_length(graph, thing, cutoff=radius)
    )


def _rows_as_lines(known: Known, answer: Result) -> Iterable[Line]:
    by_name = _by_name(known)
    found: dict[tuple[str, str], list[Evidence]] = {}
    for source, target, *others in answer.values():
        if source and target:
            told = zip(answer.columns[2:], (known.name(value).zh for value in others), strict=True)
            text = Text("；".join(f"{column}: {value}" for column, value in told if value))
            ends = (by_name.get(source, source), by_name.get(target, target))
            found.setdefault(ends, []).append(Evidence("", text, Text("")))
    for (source, target), evidence in found.items():
        yield Line(source, target, _ROW, tuple(evidence))


def _by_name(known: Known) -> Mapping[str, str]:
    """Map each name to the IRI of the one organisation, major, place or the like that bears it.

    A value of a table's column may be called the same: it gives way to what relations know.
    """
    related = {end for line in known.lines for end in (line.source, line.target)}
    bearers: dict[str, list[str]] = {}
    for iri in known.names:
        if iri not in known.facts and known.kind(iri):
            bearers.setdefault(known.name(iri).zh, []).append(iri)
    chosen = {
        name: iris if len(iris) == 1 else [iri for iri in iris if iri in related]
        for name, iris in bearers.items()
    }
    return {name: iris[0] for name, iris in chosen.items() if len(iris) == 1}
