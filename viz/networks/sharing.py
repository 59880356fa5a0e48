"""The parts of the report on what is shared: firms, schools, routes, aid and partners abroad."""

from collections.abc import Iterable, Sequence

from tvetgraph.graph.networks.kinds import FIRMS, SCHOOLS
from tvetgraph.graph.networks.similarity import popularity
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks.charts import Bar, bars
from tvetgraph.viz.networks.document import Block, Figure, Heading, Paragraph, Table, same
from tvetgraph.viz.networks.words import Words
from tvetgraph.viz.style import style

_TOP = 12


def sharing_sections(words: Words) -> Iterable[Block]:
    """Write the sections on what organisations share."""
    yield from _firms(words)
    yield from _schools(words)
    yield from _routes(words)
    yield from _aid(words)
    yield from _foreign(words)


def _firms(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("同时与几所院校合作的企业", "Firms that work with several institutions"))
    graph = words.system.partners
    found = {
        node: sorted(n for n in graph.adj[node] if graph.nodes[n]["kind"] in SCHOOLS)
        for node in sorted(graph)
        if graph.nodes[node]["kind"] in FIRMS
    }
    several = {firm: schools for firm, schools in found.items() if len(schools) > 1}
    yield Paragraph(
        Text(
            f"{len(found)} 家企业和用人单位中，{len(several)} 家与不止一所院校合作。",
            f"Of {len(found)} firms and employers {len(several)} work with more than one"
            " institution.",
        )
    )
    yield from _shared_table(words, several, Text("企业", "firm"))


def _shared_table(
    words: Words, found: dict[str, list[str]], first: Text, *, network: str = "partners"
) -> Iterable[Block]:
    if not found:
        return
    graph = words.system.graphs[network]
    columns = (first, Text("院校", "institutions"), Text("出处", "source"))
    ordered = sorted(found, key=lambda node: (-len(found[node]), node))
    rows: list[tuple[Text, ...]] = []
    for node in ordered:
        edges = [graph.edges[school, node]["facts"].split()[0] for school in found[node]]
        named, source = words.names(found[node], most=8), words.source(edges, most=3)
        rows.append((words.name(node), named, source))
    yield Table(columns, tuple(rows))


def _schools(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("共享合作方的院校", "Institutions that share partners"))
    graph = words.system.graphs["shared-partners"]
    ranked = sorted(graph.edges, key=lambda e: (-graph.edges[e]["weight"], e))[:_TOP]
    columns = (
        Text("院校", "institution"),
        Text("院校", "institution"),
        Text("共同合作方", "partners in common"),
    )
    yield Table(
        columns,
        tuple(
            (words.name(a), words.name(b), words.names(graph.edges[a, b]["through"].split()))
            for a, b in ranked
        ),
    )


def _routes(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("谁衔接最多学校", "Who takes pupils from most schools"))
    rows = _popular(words, "pipelines")
    caption = Text(
        "作为下一阶段接收学生的院校，及来源学校个数",
        "Institutions of a following stage, by the number of schools that lead to them",
    )
    yield Figure(bars(rows, title=caption), caption)


def _aid(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("谁受到几家帮扶", "Who is aided by several"))
    graph = words.system.graphs["aid"]
    rows = _popular(words, "aid")
    caption = Text("受援地区与单位，按帮扶方个数", "Regions and bodies by the number of donors")
    yield Figure(bars(rows, title=caption), caption)
    aided = [node for node in graph if popularity(graph, node)]
    several = sum(popularity(graph, node) > 1 for node in aided)
    yield Paragraph(
        Text(
            f"{len(aided)} 个受援地区和单位中，{several} 个有不止一个帮扶方。",
            f"Of {len(aided)} regions and bodies that are aided {several} have more than one"
            " donor.",
        )
    )


def _foreign(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("国际合作", "Partners abroad"))
    graph = words.system.graphs["foreign"]
    found = {
        node: sorted(n for n in graph.adj[node] if graph.nodes[n]["kind"] in SCHOOLS)
        for node in sorted(graph)
        if graph.nodes[node]["kind"].startswith("Foreign")
    }
    several = {body: schools for body, schools in found.items() if len(schools) > 1}
    yield Paragraph(
        Text(
            f"报告点名的外方机构 {len(found)} 个，其中 {len(several)} 个与不止一所院校合作。",
            f"The reports name {len(found)} bodies abroad; {len(several)} of them work with more"
            " than one institution.",
        )
    )
    yield from _shared_table(words, several, Text("外方机构", "body abroad"), network="foreign")


def _popular(words: Words, network: str) -> Sequence[Bar]:
    """Give the nodes to which most others lead."""
    graph = words.system.graphs[network]
    counts = {node: popularity(graph, node) for node in sorted(graph) if popularity(graph, node)}
    ranked = sorted(counts, key=lambda node: (-counts[node], node))[:_TOP]
    return [
        Bar(words.name(n), counts[n], same(counts[n]), style(graph.nodes[n]["kind"]).colour)
        for n in ranked
    ]
