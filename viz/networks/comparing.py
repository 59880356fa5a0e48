"""A comparison as a document: two organisations side by side."""

from collections.abc import Iterable

from tvetgraph.graph.networks.comparison import Comparison
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks.document import Block, Document, Heading, Paragraph, Table, number
from tvetgraph.viz.networks.profiling import PLACE_COLUMNS, direction, place_row
from tvetgraph.viz.networks.words import Words, listed

_MOST = 30


def comparison_document(found: Comparison, words: Words) -> Document:
    """Write a comparison of two organisations in words."""
    a, b = (words.name(side.node) for side in found.sides)
    heading = Text(f"{a.zh}与{b.zh}", f"{a.english} and {b.english}")
    return Document((Heading(1, heading), *_apart(found, words), *_shared(found, words)))


def _apart(found: Comparison, words: Words) -> Iterable[Block]:
    yield Heading(2, Text("在网络中的位置", "Places in the networks"))
    rows = [
        (words.name(side.node), *place_row(place)) for side in found.sides for place in side.places
    ]
    if rows:
        yield Table((Text("机构", "organisation"), *PLACE_COLUMNS), tuple(rows))
    yield Paragraph(_distance(found, words))
    a, b = (words.name(side.node) for side in found.sides)
    for tie in found.ties:
        way, source = direction(tie), words.source(tie.facts)
        yield Paragraph(
            Text(
                f"{a.zh} — {way.zh} — {b.zh}，{len(tie.facts)} 条事实：{source.zh}。",
                f"{a.english} — {way.english} — {b.english}, on {len(tie.facts)} facts:"
                f" {source.english}.",
            )
        )


def _distance(found: Comparison, words: Words) -> Text:
    if not found.path:
        return Text("合作网络中没有路连通两者。", "No path of the partner network joins the two.")
    names = [words.name(node) for node in found.path]
    steps = len(names) - 1
    zh, en = " — ".join(n.zh for n in names), " — ".join(n.english for n in names)
    return Text(f"合作网络中相距 {steps} 步：{zh}。", f"{steps} steps apart: {en}.")


def _shared(found: Comparison, words: Words) -> Iterable[Block]:
    yield Heading(2, Text("共有与独有", "What they share and what only one has"))
    first, second = found.sides
    columns = (
        Text("", ""),
        Text("两者都有", "both"),
        *(
            Text(f"只有{words.name(side.node).zh}", f"only {words.name(side.node).english}")
            for side in found.sides
        ),
    )
    partners = [found.partners, first.partners, second.partners]
    fields = [found.fields, first.fields, second.fields]
    yield Table(
        columns,
        (
            (Text("合作方", "partners"), *(words.names(p, most=_MOST) for p in partners)),
            (
                Text("领域", "fields"),
                *(listed(list(map(words.field, f)), most=_MOST) for f in fields),
            ),
        ),
    )
    yield Table(
        (Text("相似", "likeness"), Text("值", "value")),
        (
            (Text("Jaccard（伙伴）", "Jaccard (partners)"), number(found.jaccard)),
            (Text("余弦（按权重）", "cosine (by weight)"), number(found.cosine)),
        ),
    )
