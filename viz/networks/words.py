"""What pages about networks say again and again: names, classes, sources, measures in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from tvetgraph.graph.networks.asking import Source, classes, sources
from tvetgraph.graph.networks.communities import Stability
from tvetgraph.graph.networks.heldout import Check, Rate
from tvetgraph.graph.networks.kinds import NETWORKS
from tvetgraph.graph.networks.suggestions import Peer
from tvetgraph.graph.networks.system import System
from tvetgraph.graph.texts import Text

#: The methods of a check, in the order in which they are shown.
METHODS = {
    "suggestions": Text("建议（共同伙伴与共同领域）", "suggestions (shared partners and fields)"),
    "shared partners": Text("只看共同伙伴", "shared partners only"),
    "degree": Text("按伙伴数排序", "by number of partners"),
    "random": Text("随机排序", "at random"),
}


@dataclass(frozen=True)
class Words:
    """Names things of a system of networks, and says where the reports state a fact."""

    system: System
    classes: Mapping[str, tuple[str, str]]
    sources: Mapping[str, tuple[Source, ...]]

    def name(self, iri: str) -> Text:
        """Name an organisation or a place."""
        told = self.system.known[iri]
        return Text(told["name"], told["name_en"])

    def kind(self, iri: str) -> Text:
        """Name the class of an organisation or a place."""
        return self.class_name(self.system.known[iri]["kind"])

    def class_name(self, kind: str) -> Text:
        """Name a class by its local name."""
        return Text(*self.classes[kind])

    def district(self, iri: str) -> Text:
        """Name the district of an organisation, if it is known."""
        name = self.system.known[iri]["district"]
        told = self.system.known.values()
        return Text(name, next((t["name_en"] for t in told if name and t["name"] == name), ""))

    def field(self, field: str) -> Text:
        """Name a field: a major or a printed category."""
        return Text(*self.system.fields.names[field])

    def names(self, iris: Iterable[str], *, most: int = 6) -> Text:
        """List names, and how many more there are."""
        return listed([self.name(iri) for iri in iris], most=most)

    def source(self, facts: Iterable[str], *, most: int = 2) -> Text:
        """Say where the reports state the first of some facts."""
        found = [_place(self.sources[fact]) for fact in facts if fact in self.sources]
        return listed(list(dict.fromkeys(found)), most=most)

    def reason(self, peer: Peer) -> Text:
        """Say what makes a peer one: shared partners and fields."""
        partners = self.names(peer.partners, most=3)
        fields = listed([self.field(field) for field in peer.fields], most=4)
        zh = [f"共同伙伴：{partners.zh}"] * bool(peer.partners)
        en = [f"shared partners: {partners.english}"] * bool(peer.partners)
        zh += [f"共同领域：{fields.zh}"] * bool(peer.fields)
        en += [f"shared fields: {fields.english}"] * bool(peer.fields)
        return Text("；".join(zh), "; ".join(en))


def read_words(store: ox.Store, system: System) -> Words:
    """Read the words for a system of a store."""
    return Words(system, classes(store), sources(store))


def title(network: str) -> Text:
    """Name a network."""
    return Text(*NETWORKS[network].title)


def listed(texts: list[Text], *, most: int) -> Text:
    """Join texts, and say how many more there are."""
    more = len(texts) - most
    zh, en = "、".join(t.zh for t in texts[:most]), ", ".join(t.english for t in texts[:most])
    return Text(f"{zh}等 {len(texts)} 个", f"{en} and {more} more") if more > 0 else Text(zh, en)


def share(value: float) -> str:
    """Write a share as a whole percentage."""
    return f"{100 * value:.0f}%"


def stability_told(found: Stability) -> Text:
    """Say how far communities depend on the seed."""
    count = str(found.fewest) if found.fewest == found.most else f"{found.fewest}–{found.most}"
    return Text(
        f"用 {found.runs} 个随机种子划分，得到 {count} 个社区，模块度平均"
        f" {found.modularity:.2f}；任意两次划分的调整兰德指数平均 {found.rand:.2f}"
        f"（最低 {found.least_rand:.2f}），归一化互信息平均 {found.information:.2f}，"
        "1 为完全一致。",
        f"With {found.runs} seeds there are {count} communities, modularity {found.modularity:.2f}"
        f" on average; any two runs agree by an adjusted Rand index of {found.rand:.2f} on average"
        f" ({found.least_rand:.2f} at least) and a normalised mutual information of"
        f" {found.information:.2f}, 1 being equal.",
    )


def check_told(check: Check | None) -> Text:
    """Say how often suggestions find hidden ties again, and whether that is worth anything."""
    if check is None:
        return Text(
            "检验：没有任何合作方有两家同类机构，藏起的边谁也找不回，建议无从检验，只当线索。",
            "Check: no partner has two of the same kind, so nobody could find a hidden tie again;"
            " the suggestions cannot be checked. Take them as hints.",
        )
    rates = {name: _rate(check.rates[name]) for name in METHODS}
    verdict = _verdict(check)
    zh = (
        f"检验：{check.ties} 条边中只有 {check.testable} 条的对方另有别的同类相连，"
        f"藏起后才可能找回。{check.splits} 次各随机藏起 {check.hidden} 条，"
        f"排进前 {check.top} 名的比例（括号内为中间 95%）：建议 {rates['suggestions']}，"
        f"按伙伴数 {rates['degree']}，"
        f"随机 {rates['random']}。{verdict.zh}"
    )
    en = (
        f"Check: of {check.ties} ties only {check.testable} have a partner that another of the same"
        f" kind has too, so that they can be found again. {check.hidden} of them were hidden"
        f" {check.splits} times; among the first {check.top} were (in brackets the middle 95%):"
        f" by suggestions {rates['suggestions']}, by number of partners {rates['degree']},"
        f" at random {rates['random']}. {verdict.en}"
    )
    return Text(zh, en)


def _verdict(check: Check) -> Text:
    if check.is_better:
        return Text(
            "建议胜过按伙伴数排序。", "The suggestions beat the order by number of partners."
        )
    if check.gain.mean < 0:
        return Text(
            "简单地按伙伴数排序找回更多：建议的用处在理由，不在名次，请只当线索。",
            "The plain order by number of partners finds more: these suggestions are worth their"
            " reasons, not their ranks. Take them as hints.",
        )
    return Text(
        "建议没有可靠地胜过按伙伴数排序，请只当线索。",
        "The suggestions do not reliably beat the order by number of partners: take them as hints.",
    )


def _place(spans: Sequence[Source]) -> Text:
    """Say a place in a report; a fact is read from one report."""
    first = spans[0]
    lines = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in (s.lines for s in spans))
    many = "" if lines.isdecimal() else "s"
    return Text(
        f"《{first.report}》{first.where}，第 {lines} 行",
        f"{first.report}, {first.where}, line{many} {lines}",
    )


def _rate(rate: Rate) -> str:
    return f"{share(rate.mean)} ({share(rate.low)}–{share(rate.high)})"
