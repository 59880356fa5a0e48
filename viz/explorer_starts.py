"""What a newcomer may try first, found in the data: nothing here names a school or a question.

Each entry leads to a view; the page leaves out those whose view it does not have.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote

import networkx as nx

from tvetgraph.graph.route import Route
from tvetgraph.graph.texts import Text
from tvetgraph.ontology import TVET
from tvetgraph.queries import library
from tvetgraph.queries.library import USERS, Picture
from tvetgraph.viz.explorer_network import Items, Row
from tvetgraph.viz.picture import Line
from tvetgraph.viz.romanise import romanised

_FAR = 3
_UNIVERSITY = "University"
_Key = TypeVar("_Key", str, tuple[str, str])


def starts(known: Items, routes: Sequence[Route]) -> list[Row]:
    """Write what to try: title and sentence in both languages, and the hash it leads to."""
    found = (
        *_routes(known, routes),
        *_pair(known),
        *_findings(known),
        *_question(),
        *_chain(known),
    )
    return [[title.zh, title.en, text.zh, text.en, address] for title, text, address in found]


Start = tuple[Text, Text, str]


def _routes(known: Items, routes: Sequence[Route]) -> Iterator[Start]:
    """Find the school from which most routes lead to a university; without any, on to anywhere."""
    ways = Counter(school for route in routes for school in _left(route))
    high = Counter(
        school for route in routes if _to_university(known, route) for school in _left(route)
    )
    first = {thing.iri for route in routes for thing in route.start}
    for school, _ in _top(Counter({it: high[it] * len(routes) + ways[it] for it in first})):
        name = known.graph.known.name(school)
        yield (
            Text("一所学校的升学路径", "Where a school leads on to"),
            _told(name, ways[school], high[school]),
            _address(known, "routes", school=school),
        )


def _left(route: Route) -> set[str]:
    """Give the organisations that a route leads on from, by the pipeline that it begins in."""
    stages = [step.stage for step in route.steps if step.pipeline == route.pipelines[0]]
    held = [frozenset(it.iri for it in stage.organisations) for stage in stages]
    return {
        iri
        for at, organisations in enumerate(held)
        for iri in organisations
        if any(iri not in later for later in held[at:])
    }


def _to_university(known: Items, route: Route) -> bool:
    return any(known.graph.known.kind(it.iri) == _UNIVERSITY for it in route.end)


def _told(name: Text, ways: int, high: int) -> Text:
    """Say how many routes there are, and how many of them end at a university."""
    routes = "1 route" if ways == 1 else f"{ways} routes"
    if high in {0, ways}:
        zh, en = ("到本科院校", " to a university") if high else ("", "")
        return Text(f"{name.zh}：{ways} 条路径{zh}", f"{_english(name)}: {routes}{en}")
    return Text(
        f"{name.zh}：{ways} 条路径，其中 {high} 条到本科院校",
        f"{_english(name)}: {routes}, {high} of them to a university",
    )


def _english(name: Text) -> str:
    """Name a thing to a reader of English: beside a name without English stands how it is read."""
    read = "" if name.en else romanised(name.zh)
    return f"{name.zh} ({read})" if read else name.english


def _pair(known: Items) -> Iterator[Start]:
    """Find the two organisations that most facts tie."""
    facts = Counter(
        {
            (line.source, line.target): len(line.evidence)
            for line in known.lines
            if line.relation in known.main and _both_organisations(known, line)
        }
    )
    for (a, b), count in _top(facts):
        one, other = known.graph.known.name(a), known.graph.known.name(b)
        yield (
            Text("联系最紧密的一对", "The closest pair"),
            Text(
                f"{one.zh}与{other.zh}：{count} 条事实",
                f"{_english(one)} and {_english(other)}: {count} facts",
            ),
            _address(known, "network", to=b, **{"from": a}),
        )


def _chain(known: Items) -> Iterator[Start]:
    """Find two well-connected organisations that only others join."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        (line.source, line.target)
        for line in known.lines
        if line.relation in known.main and _both_organisations(known, line)
    )
    ranked = sorted(graph, key=lambda node: (-len(graph.adj[node]), node))
    for first in ranked[:1]:
        away: dict[str, int] = nx.single_source_shortest_path_length(graph, first)
        for second in [node for node in ranked if away.get(node, 0) >= _FAR][:1]:
            one, other = known.graph.known.name(first), known.graph.known.name(second)
            yield (
                Text("隔了几步？", "How many steps apart?"),
                Text(f"{one.zh}……{other.zh}", f"{_english(one)} … {_english(other)}"),
                _address(known, "network", to=second, **{"from": first}),
            )


def _findings(known: Items) -> Iterator[Start]:
    """Count what the audit found, where the graph has one."""
    graph, finding = known.graph, str(TVET) + "Finding"
    count = sum(finding in graph.known.classes.get(iri, ()) for iri in graph.said)
    if count:
        yield (
            Text("报告里对不上的数", "Figures that contradict each other"),
            Text(f"{count} 处，每处都列出原文行", f"{count} of them, each with its lines"),
            "#/contradictions",
        )


def _question() -> Iterator[Start]:
    """Choose a saved question without values that makes bars: for most users, and short."""
    asked = [q for q in library().values() if not q.parameters and q.picture is Picture.BAR]
    for question in sorted(asked, key=lambda q: (-len(USERS.keys() & set(q.tags)), len(q.text)))[
        :1
    ]:
        yield (
            Text("问一个 SPARQL 问题", "Ask a question in SPARQL"),
            Text(question.summary_zh, question.summary),
            f"#/sparql?ask={quote(question.name)}",
        )


def _both_organisations(known: Items, line: Line) -> bool:
    roles = {known.graph.role(line.source), known.graph.role(line.target)}
    return roles == {"organisation"}


def _top(counts: "Counter[_Key]") -> list[tuple[_Key, int]]:
    """Give the commonest, the first in order of those equally common."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1]


def _address(known: Items, view: str, **things: str) -> str:
    named = sorted((key, known.graph.short(iri)) for key, iri in things.items())
    return f"#/{view}?" + "&".join(f"{key}={quote(value)}" for key, value in named)
