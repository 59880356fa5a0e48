"""What a drawing shows, before it is laid out or written: nodes, lines and their evidence.

Plain records and how they are read as text; no HTML, no engine, no place on a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from tvetgraph.graph.texts import Text

_FACTS = Text("线越粗所依据的事实越多", "a thicker line stands on more facts")
_TOLD = 5
_FEW = 6


@dataclass(frozen=True)
class Node:
    """A thing: its IRI (or any key), its name and the local name of its ontology class."""

    key: str
    name: Text
    kind: str = ""


@dataclass(frozen=True)
class Evidence:
    """A fact that a line stands on, as a sentence, and where the report states it."""

    fact: str
    label: Text
    source: Text


@dataclass(frozen=True)
class Line:
    """A line between two nodes; `relation` is a key of the picture's relations."""

    source: str
    target: str
    relation: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Relation:
    """A kind of line, and whether it has an arrow."""

    name: Text
    directed: bool = False


@dataclass(frozen=True)
class Picture:
    """All that a page draws and says; `kinds` names the classes of the nodes.

    A line is as thick as it has evidence; `thicker` says what that tells.
    """

    title: Text
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    relations: Mapping[str, Relation]
    kinds: Mapping[str, Text]
    thicker: Text = _FACTS

    def graph(self) -> "nx.DiGraph[str]":
        """Give the nodes and lines as a network; parallel lines become one."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(node.key for node in self.nodes)
        graph.add_edges_from((line.source, line.target) for line in self.lines)
        return graph

    def is_directed(self) -> bool:
        """Tell whether every line has an arrow."""
        return all(relation.directed for relation in self.relations.values())

    def hub(self) -> str | None:
        """Find the node that every line touches, if there are enough lines to stand around it."""
        if len(self.nodes) <= _FEW:
            return None
        first, *others = ({line.source, line.target} for line in self.lines)
        return next(iter(sorted(first.intersection(*others))), None)

    def around(self, hub: str) -> tuple[str, ...]:
        """List the neighbours of the hub, those of one relation and class side by side."""
        kinds = {node.key: (node.kind, node.name.zh) for node in self.nodes}
        order: dict[str, tuple[str, str, str]] = {}
        for line in self.lines:
            other = line.target if line.source == hub else line.source
            key = (line.relation, *kinds[other])
            order[other] = min(order.get(other, key), key)
        return tuple(sorted(order, key=lambda node: (order[node], node)))

    def degrees(self) -> Mapping[str, int]:
        """Count the distinct neighbours of each node."""
        return dict(self.graph().to_undirected().degree())


def tell_reading(picture: Picture) -> Text:
    """Tell how to read a picture on a page."""
    return Text(
        f"颜色和形状表示类别，{picture.thicker.zh}。点选节点或连线可读出处；"
        "滚轮或双指缩放，放大后显示更多名称。",
        f"Colour and shape show the class; {picture.thicker.english}. Pick a node or a line to"
        " read its evidence; zoom by wheel or two fingers, and more names appear.",
    )


def tell_node(picture: Picture, node: Node, *, neighbours: int) -> Text:
    """Describe a node: name, class, how many neighbours."""
    kind = picture.kinds.get(node.kind, Text(""))
    zh = " · ".join(filter(None, (node.name.zh, kind.zh, f"连接 {neighbours} 个")))
    other = node.name.en if node.name.en != node.name.zh else ""
    en = " · ".join(filter(None, (node.name.english, kind.english, f"{neighbours} neighbours")))
    return Text("\n".join(filter(None, (zh, other))), en)


def tell_line(picture: Picture, line: Line) -> Text:
    """Describe a line: both ends, the relation and its first facts with their evidence."""
    names = {node.key: node.name for node in picture.nodes}
    a, b, relation = names[line.source], names[line.target], picture.relations[line.relation]
    sign = "→" if relation.directed else "—"
    first = line.evidence[:_TOLD]
    more = len(line.evidence) - len(first)
    zh = [f"{a.zh} {sign} {relation.name.zh} {sign} {b.zh}"]
    zh += [_joined(e.label.zh, e.source.zh, "（{}）") for e in first]
    en = [f"{a.english} {sign} {relation.name.english} {sign} {b.english}"]
    en += [_joined(e.label.english, e.source.english, " ({})") for e in first]
    if more:
        zh.append(f"……另有 {more} 条")
        en.append(f"… and {more} more")
    return Text("\n".join(zh), "\n".join(en))


def _joined(label: str, source: str, form: str) -> str:
    return "• " + label + (form.format(source) if source and label else source)
