"""The report on all networks as a document, with pictures and what each measure says in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvetgraph.graph.networks.communities import Stability
from tvetgraph.graph.networks.heldout import Check
from tvetgraph.graph.networks.kinds import NETWORKS
from tvetgraph.graph.networks.measures import Measure
from tvetgraph.graph.networks.mixing import Mixing, mixing
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks.charts import Bar, Range, bars, ranges, shades
from tvetgraph.viz.networks.document import (
    Block,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    number,
    same,
)
from tvetgraph.viz.networks.map import network_map
from tvetgraph.viz.networks.sharing import sharing_sections
from tvetgraph.viz.networks.words import METHODS, Words, check_told, share, stability_told, title
from tvetgraph.viz.style import style

_TOP = 12
_BRIDGES = 10
_LEAST_DEGREE = 3
# A coefficient on fewer ties than this says nothing.
_FEW = 20


@dataclass(frozen=True)
class Reckoned:
    """What a report needs beside the system: how stable communities are, what a check found."""

    stability: Stability
    checks: Mapping[str, Check | None]


def report_document(words: Words, reckoned: Reckoned) -> Document:
    """Write the report on the whole system."""
    heading = Text("职业教育网络报告", "The networks of vocational education: a report")
    return Document(
        (
            Heading(1, heading),
            *_overview(words),
            *_map(words),
            *_strongest(words),
            *_bridges(words),
            *_groups(words, reckoned.stability),
            *_mixing(words),
            *sharing_sections(words),
            *_checks(reckoned.checks),
        )
    )


def _overview(words: Words) -> Iterable[Block]:
    yield Paragraph(
        Text(
            "网络是年度质量报告中事实的投影：每条边都由可查的事实支持，没有边只说明报告没有写。",
            "Networks are projections of the facts in annual quality reports: facts that can be"
            " looked up stand behind every edge, and a missing edge only says that the reports are"
            " silent.",
        )
    )
    columns = (
        Text("网络", "network"),
        Text("边", "an edge joins"),
        Text("权重", "its weight counts"),
        Text("节点", "nodes"),
        Text("边数", "edges"),
        Text("分量", "components"),
        Text("最大分量", "largest"),
    )
    yield Table(columns, tuple(_summary(words, name) for name in NETWORKS))


def _summary(words: Words, name: str) -> tuple[Text, ...]:
    kind, graph = NETWORKS[name], words.system.graphs[name]
    sizes = Counter(m.component for m in words.system.measured[name].values())
    return (
        Text(*kind.title),
        Text(*kind.edge),
        Text(*kind.weight),
        same(len(graph)),
        same(graph.number_of_edges()),
        same(len(sizes)),
        same(max(sizes.values(), default=0)),
    )


def _map(words: Words) -> Iterable[Block]:
    graph = words.system.partners
    names = {node: words.name(node) for node in graph}
    caption = Text(
        "合作网络全图：颜色表示类别，线越粗所依据的事实越多，只写出相连最多者的名称。",
        "The whole partner network: colour shows the class, a thicker line stands on more facts,"
        " and only those with most neighbours are named.",
    )
    yield Figure(
        network_map(graph, names=names, classes=_class_names(words), title=title("partners")),
        caption,
    )


def _strongest(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("谁的合作最多", "Who has most partners"))
    ranked = sorted(_measured(words).values(), key=lambda m: (-m.degree, -m.strength, m.node))
    rows = [
        Bar(words.name(m.node), m.degree, same(m.degree), style(m.kind).colour)
        for m in ranked[:_TOP]
    ]
    caption = Text("合作方最多的机构及其合作方个数", "Those with most partners, and how many")
    yield Figure(bars(rows, title=caption), caption)
    alone = sum(m.degree == 1 for m in ranked)
    yield Paragraph(
        Text(
            f"合作网络的 {len(ranked)} 个机构中，{alone} 个只有一个合作方"
            f"（{share(alone / max(1, len(ranked)))}）。",
            f"Of the {len(ranked)} organisations in the partner network {alone} have one partner"
            f" only ({share(alone / max(1, len(ranked)))}).",
        )
    )


def _bridges(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("谁在牵线", "Who bridges groups"))
    yield Paragraph(
        Text(
            "中介度是经过某机构的最短路径所占比例；约束低说明它的合作方彼此没有往来，由它牵线。",
            "Betweenness is the share of shortest paths that pass through an organisation; a low"
            " constraint says that its partners have nothing to do with one another, so that it"
            " links them.",
        )
    )
    measured = [m for m in _measured(words).values() if m.betweenness > 0]
    ranked = sorted(measured, key=lambda m: (-m.betweenness, m.node))[:_BRIDGES]
    columns = (
        Text("机构", "organisation"),
        Text("类别", "class"),
        Text("中介度", "betweenness"),
        Text("约束", "constraint"),
        Text("合作方", "partners"),
    )
    yield Table(columns, tuple(_bridge(words, measure) for measure in ranked))
    small = [m for m in ranked if m.degree < _LEAST_DEGREE]
    if small:
        names = words.names([m.node for m in small])
        yield Paragraph(
            Text(
                f"其中{names.zh}只有不到 {_LEAST_DEGREE} 个合作方，位置却在几片网络之间。",
                f"Of these, {names.english} have fewer than {_LEAST_DEGREE} partners and yet stand"
                " between parts of the network.",
            )
        )


def _bridge(words: Words, measure: Measure) -> tuple[Text, ...]:
    return (
        words.name(measure.node),
        words.kind(measure.node),
        number(measure.betweenness),
        number(measure.constraint, 2),
        same(measure.degree),
    )


def _groups(words: Words, stability: Stability) -> Iterable[Block]:
    yield Heading(2, Text("社区", "Communities"))
    yield Paragraph(stability_told(stability))
    groups: dict[int, list[Measure]] = {}
    for measure in _measured(words).values():
        groups.setdefault(measure.community, []).append(measure)
    columns = (
        Text("社区", "community"),
        Text("机构数", "size"),
        Text("相连最多者", "best connected"),
        Text("其他成员", "other members"),
    )
    rows: list[tuple[Text, ...]] = []
    for community, members in sorted(groups.items())[:_TOP]:
        ranked = sorted(members, key=lambda m: (-m.degree, -m.strength, m.node))
        others = words.names([m.node for m in ranked[1:]], most=5)
        rows.append((same(community), same(len(ranked)), words.name(ranked[0].node), others))
    yield Table(columns, tuple(rows))


def _mixing(words: Words) -> Iterable[Block]:
    yield Heading(2, Text("谁与谁合作", "Which classes work together"))
    found = mixing(words.system.partners, "kind")
    names = _class_names(words)
    caption = Text(
        "各类机构之间的合作边数；列的编号与行相同。",
        "Ties between classes of organisation; columns are numbered as rows.",
    )
    yield Figure(shades(names, found.pairs, title=caption), caption)
    district = mixing(words.system.partners, "district")
    yield Paragraph(_mixed(found, Text("类别", "class")))
    yield Paragraph(_mixed(district, Text("所在区", "district")))


def _mixed(found: Mixing, what: Text) -> Text:
    known = f"{found.edges} / {found.of}"
    if found.coefficient is None or found.edges < _FEW:
        return Text(
            f"按{what.zh}：两端都知道的边只有 {known} 条，不足以计算同配系数。",
            f"By {what.english}: known at both ends of {known} ties only, too few for a"
            " coefficient.",
        )
    return Text(
        f"按{what.zh}的同配系数为 {found.coefficient:.2f}（两端都知道的边 {known} 条）；"
        "1 表示只与同类相连，0 如同随机，负数表示多与异类相连。",
        f"Assortativity by {what.english} is {found.coefficient:.2f} (known at both ends of"
        f" {known} ties): 1 where all are joined to their own, 0 as if by chance, negative where"
        " unlike ones are joined.",
    )


def _checks(checks: Mapping[str, Check | None]) -> Iterable[Block]:
    yield Heading(2, Text("建议可信吗", "How far suggestions can be trusted"))
    for name, check in checks.items():
        yield Heading(3, title(name))
        if check is not None:
            rows = [
                Range(METHODS[m], check.rates[m].mean, check.rates[m].low, check.rates[m].high)
                for m in METHODS
            ]
            caption = Text(
                f"藏起的边排进前 {check.top} 名的比例：点为平均，线为中间 95%",
                f"Hidden ties among the first {check.top}: mean, and the middle 95% of the splits",
            )
            yield Figure(ranges(rows, title=caption), caption)
        yield Paragraph(check_told(check))


def _measured(words: Words) -> Mapping[str, Measure]:
    return words.system.measured["partners"]


def _class_names(words: Words) -> Mapping[str, Text]:
    """Name the classes of the partner network, the most usual first."""
    counts = Counter(m.kind for m in _measured(words).values())
    return {kind: words.class_name(kind) for kind in sorted(counts, key=lambda k: (-counts[k], k))}
