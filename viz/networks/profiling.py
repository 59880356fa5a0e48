"""A profile as a document: one page about an organisation."""

from collections.abc import Iterable

from tvetgraph.graph.networks.heldout import Check
from tvetgraph.graph.networks.profile import Place, Profile, Tie
from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    number,
    same,
)
from tvetgraph.viz.networks.words import Words, check_told, listed, title

_MOST = 10
#: What a tie out of an organisation is called in each directed network, and one into it.
_DIRECTIONS = {
    "pipelines": (
        Text("学生升入", "its pupils go on to"),
        Text("学生来自", "its pupils come from"),
    ),
    "aid": (Text("帮扶", "aids"), Text("受帮扶于", "is aided by")),
}
PLACE_COLUMNS = (
    Text("网络", "network"),
    Text("相连者", "degree"),
    Text("权重", "strength"),
    Text("名次", "rank"),
    Text("中介名次", "rank by betweenness"),
    Text("约束", "constraint"),
    Text("核数", "core"),
    Text("分量大小", "component size"),
    Text("没有它时", "without it"),
)


def profile_document(found: Profile, words: Words, *, check: Check | None) -> Document:
    """Write the profile of an organisation in words."""
    subtitle, district = words.kind(found.node), words.district(found.node)
    return Document(
        (
            Heading(1, words.name(found.node)),
            Paragraph(
                Text(
                    " · ".join(filter(None, (subtitle.zh, district.zh))),
                    " · ".join(filter(None, (subtitle.english, district.english))),
                )
            ),
            *_place(found),
            *_partners(found, words),
            *_bridges(found, words),
            *_ties(found, words),
            *_peers(found, words),
            *_gaps(found, words),
            *_suggestions(found, words, check),
        )
    )


def place_row(place: Place) -> tuple[Text, ...]:
    """Write one line of the table of places."""
    measure = place.measure
    return (
        title(place.network),
        same(measure.degree),
        same(measure.strength),
        same(f"{place.rank} / {place.of}"),
        same(f"{place.bridging_rank} / {place.of}"),
        number(measure.constraint, 2),
        same(measure.core),
        same(place.component_size),
        same(_parts(place.parts)),
    )


def _parts(sizes: tuple[int, ...]) -> str:
    """Write the sizes of parts; single organisations are counted together."""
    alone = sizes.count(1)
    shown = [str(size) for size in sizes if size > 1] + ([f"{alone}×1"] if alone else [])
    return " + ".join(shown)


def _place(found: Profile) -> Iterable[Block]:
    yield Heading(2, Text("在网络中的位置", "Place in the networks"))
    if found.places:
        yield Table(PLACE_COLUMNS, tuple(map(place_row, found.places)))
    yield Paragraph(
        Text(
            "名次按权重，1 为最强；约束低说明相连者彼此无关、由它牵线；"
            "末列是没有它时它所在的分量会散成多大的几块。",
            "Rank is by strength, 1 the strongest; a low constraint says that those it is joined to"
            " have nothing to do with one another, so that it links them; the last column"
            " gives the sizes of the parts into which its component falls without it.",
        ),
        note=True,
    )


def _partners(found: Profile, words: Words) -> Iterable[Block]:
    yield Heading(2, Text("合作方", "Partners"))
    if not found.partners:
        yield Paragraph(Text("报告没有写明它的合作方。", "The reports name no partner of it."))
        return
    columns = (
        Text("合作方", "partner"),
        Text("类别", "class"),
        Text("事实", "facts"),
        Text("还与谁合作", "who else has it"),
        Text("出处", "source"),
    )
    yield Table(
        columns,
        tuple(
            (
                words.name(partner.node),
                words.kind(partner.node),
                same(len(partner.facts)),
                words.names(partner.others, most=3),
                words.source(partner.facts),
            )
            for partner in found.partners
        ),
    )


def _bridges(found: Profile, words: Words) -> Iterable[Block]:
    if not found.partners:
        return
    yield Heading(2, Text("桥梁", "Bridges"))
    leading = [partner for partner in found.partners if partner.others]
    if not leading:
        yield Paragraph(
            Text(
                "它的合作方都只和它合作：没有一条路通向别的院校。",
                "None of its partners has anyone else: no way leads from it to other institutions.",
            )
        )
        return
    names = words.names([partner.node for partner in leading])
    yield Paragraph(
        Text(
            f"{len(found.partners)} 个合作方中有 {len(leading)} 个通向别处：{names.zh}。",
            f"Of {len(found.partners)} partners {len(leading)} lead on to others: {names.english}.",
        )
    )


def _ties(found: Profile, words: Words) -> Iterable[Block]:
    if not found.ties:
        return
    yield Heading(2, Text("衔接与帮扶", "Pipelines and aid"))
    columns = (
        Text("关系", "relation"),
        Text("对方", "other end"),
        Text("类别", "class"),
        Text("事实", "facts"),
        Text("出处", "source"),
    )
    rows = (
        (
            direction(tie),
            words.name(tie.node),
            words.kind(tie.node),
            same(len(tie.facts)),
            words.source(tie.facts),
        )
        for tie in found.ties
    )
    yield Table(columns, tuple(rows))


def direction(tie: Tie) -> Text:
    """Say which way a tie of a directed network goes."""
    return _DIRECTIONS[tie.network][0 if tie.outward else 1]


def _peers(found: Profile, words: Words) -> Iterable[Block]:
    yield Heading(2, Text("最像它的机构", "Those most like it"))
    if not found.peers:
        yield Paragraph(
            Text(
                "没有与它共享合作方或专业领域的同类机构。",
                "No organisation of its kind shares a partner or a field with it.",
            )
        )
        return
    columns = (Text("机构", "organisation"), Text("相似", "likeness"), Text("因为", "because of"))
    rows = ((words.name(p.node), number(p.likeness, 2), words.reason(p)) for p in found.peers)
    yield Table(columns, tuple(rows))


def _gaps(found: Profile, words: Words) -> Iterable[Block]:
    yield Heading(2, Text("缺口", "Gaps"))
    items = [
        Text(
            f"不在{title(network).zh}中，而最像它的 {len(found.peers)} 个机构中有 {count} 个在。",
            f"Not in the {title(network).english}; {count} of the {len(found.peers)} most like it"
            " are.",
        )
        for network, count in found.absent.items()
    ]
    for gap in found.field_gaps[:_MOST]:
        field, others = words.field(gap.field), words.names(gap.others, most=4)
        items.append(
            Text(
                f"{field.zh}：没有写明该领域的合作方，而有的是{others.zh}。",
                f"{field.english}: no partner is named in this field; {others.english} have some.",
            )
        )
    none = Text("按这些尺度没有缺口。", "None by these yardsticks.")
    yield Bullets(tuple(items)) if items else Paragraph(none)
    yield Paragraph(
        Text(
            "报告没有写，不等于没有。",
            "What the reports do not say may exist all the same.",
        ),
        note=True,
    )


def _suggestions(found: Profile, words: Words, check: Check | None) -> Iterable[Block]:
    if not found.suggestions:
        return
    yield Heading(2, Text("可以考虑的合作方", "Partners to think of"))
    columns = (
        Text("合作方", "partner"),
        Text("类别", "class"),
        Text("得分", "score"),
        Text("通过谁", "through"),
        Text("理由", "reason"),
        Text("出处", "source"),
    )
    rows = tuple(
        (
            words.name(suggested.node),
            words.kind(suggested.node),
            number(suggested.score, 2),
            listed([words.name(peer.node) for peer in suggested.through], most=3),
            words.reason(suggested.through[0]),
            words.source(suggested.facts),
        )
        for suggested in found.suggestions[:_MOST]
    )
    yield Table(columns, rows)
    yield Paragraph(check_told(check), note=True)
