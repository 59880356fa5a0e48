"""What a newcomer may try first, found in the data: nothing here names a school or a question.

Each entry leads to a view; the page leaves out those whose view it does not have.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote

import networkx as nx

from tvetgraph.ontology import TVET
from tvetgraph.queries import library
from tvetgraph.viz.explorer_network import Items, Row
from tvetgraph.viz.picture import Line, Text
from tvetgraph.viz.reading import local

_FAR = 3
_Key = TypeVar("_Key", str, tuple[str, str])


def starts(known: Items) -> list[Row]:
    """Write what to try: title and sentence in both languages, and the hash it leads to."""
    found = (*_routes(known), *_pair(known), *_findings(known), *_question(), *_chain(known))
    return [[title.zh, title.en, text.zh, text.en, address] for title, text, address in found]


Start = tuple[Text, Text, str]


def _routes(known: Items) -> Iterator[Start]:
    """Find the school from which most ways lead on."""
    ways = Counter(line.source for line in _lines(known, "feedsInto") for _ in line.evidence)
    for school, count in _top(ways):
        name = known.graph.known.name(school)
        yield (
            Text("一所学校的升学路径", "Where a school leads on to"),
            Text(f"{name.zh}：{count} 条衔接贯通", f"{name.english}: {count} pathways"),
            _address(known, "routes", school=school),
        )


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
                f"{one.english} and {other.english}: {count} facts",
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
                Text(f"{one.zh}……{other.zh}", f"{one.english} … {other.english}"),
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
    """Choose the first saved question that needs no value and whose rows say the most."""
    free = [q for q in library().values() if all(p.default is not None for p in q.parameters)]
    for question in sorted(free, key=lambda q: (len(q.parameters), -len(q.description), q.name))[
        :1
    ]:
        yield (
            Text("问一个 SPARQL 问题", "Ask a question in SPARQL"),
            Text(question.summary_zh, question.summary),
            f"#/sparql?question={quote(question.name)}",
        )


def _lines(known: Items, relation: str) -> Iterable[Line]:
    return (line for line in known.lines if local(line.relation) == relation)


def _both_organisations(known: Items, line: Line) -> bool:
    roles = {known.graph.role(line.source), known.graph.role(line.target)}
    return roles == {"organisation"}


def _top(counts: "Counter[_Key]") -> list[tuple[_Key, int]]:
    """Give the commonest, the first in order of those equally common."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1]


def _address(known: Items, view: str, **things: str) -> str:
    named = sorted((key, known.graph.short(iri)) for key, iri in things.items())
    return f"#/{view}?" + "&".join(f"{key}={quote(value)}" for key, value in named)
