"""The verdict on each candidate, by readable rules over named features.

The first rule that holds decides. Rules that refuse come first, then those that leave the choice
to a person, then those that accept: no sum of points decides anything. A rule that looks at rivals
counts the other candidates of the same entry that no rule refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tvetgraph.graph.linking.features import Features, Says, compare
from tvetgraph.graph.linking.items import Item
from tvetgraph.graph.linking.subjects import CHINA, Subject
from tvetgraph.graph.linking.types import families

# How the full name of a company ends.
_FULL = ("公司", "集团", "厂")
EXACT, CLOSE, SUCCESSOR = "skos:exactMatch", "skos:closeMatch", "dcterms:isReplacedBy"


class Verdict(StrEnum):
    """What is proposed to the person who decides."""

    ACCEPT = "accept"
    REVIEW = "review"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Pair:
    """An entry and a candidate with all that the rules look at."""

    subject: Subject
    item: Item
    features: Features
    rivals: tuple["Pair", ...] = ()
    successor_of: str = ""

    @property
    def named(self) -> bool:
        """Tell whether the whole name agrees, as the label of either side, in either language."""
        return Says.LABEL in (self.features.name.says, self.features.english.says)

    @property
    def also_named(self) -> bool:
        """Tell whether any name agrees, be it an alias or without its ending."""
        found = (self.features.name.says, self.features.english.says)
        return any(says in found for says in (Says.LABEL, Says.ALIAS, Says.STEM))

    @property
    def tied(self) -> bool:
        """Tell whether anything ties the two: a code, a name, be it only a supposed one."""
        supposed = self.features.english.says is Says.SUPPOSED
        return self.also_named or supposed or self.features.code.says is Says.AGREES

    @property
    def vouched(self) -> bool:
        """Tell whether something that is no name speaks for it beside type and country."""
        features = self.features
        return Says.AGREES in (features.place.says, features.website.says, features.founded.says)

    @property
    def strength(self) -> tuple[bool, bool, bool]:
        """Rank a pair among its rivals: by code, by its own name, by living on."""
        return (
            self.features.code.says is Says.AGREES,
            self.named,
            self.features.ended.says is not Says.AGREES,
        )


@dataclass(frozen=True)
class Rule:
    """A rule: when it holds, what it says and with which predicate, and why in zh and en."""

    name: str
    verdict: Verdict
    when: Callable[[Pair], bool]
    zh: str
    en: str
    predicate: str = EXACT

    @property
    def reason(self) -> str:
        """Give the reason as "中文 / English"."""
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True)
class Decision:
    """A pair and the rule that decided it."""

    pair: Pair
    rule: Rule

    @property
    def verdict(self) -> Verdict:
        """Return the rule's verdict."""
        return self.rule.verdict


def _both_named(p: Pair) -> bool:
    return p.features.name.says is Says.LABEL and p.features.english.says is Says.LABEL


def _names_clash(p: Pair) -> bool:
    """Names abroad are translated in many ways; at home a different Chinese label is a sign."""
    clash = p.features.name.says is Says.DIFFERS and p.subject.country == CHINA
    return clash or (
        p.features.name.says is Says.LABEL
        and p.features.english.says is Says.DIFFERS
        and not p.vouched
    )


def _stronger_rival(p: Pair) -> bool:
    return any(rival.also_named and rival.strength > p.strength for rival in p.rivals)


def _equal_rival(p: Pair) -> bool:
    return any(rival.strength >= p.strength for rival in p.rivals)


def _differs(name: str) -> Callable[[Pair], bool]:
    return lambda p: getattr(p.features, name).says is Says.DIFFERS


def _agrees(name: str) -> Callable[[Pair], bool]:
    return lambda p: getattr(p.features, name).says is Says.AGREES


def _fits(p: Pair) -> bool:
    """Ask for a fitting kind, in the same country or, where none is known, with the same site."""
    where = (p.features.country.says, p.features.website.says)
    return p.features.type.says is Says.AGREES and Says.AGREES in where


def _short_name(p: Pair) -> bool:
    return p.subject.cls == "Enterprise" and not p.subject.name.endswith(_FULL)


def _only_a_brand(p: Pair) -> bool:
    found = families(p.item.types)
    return p.subject.cls == "Enterprise" and "brand" in found and "company" not in found


_R, _A, _N = Verdict.REVIEW, Verdict.ACCEPT, Verdict.REFUSE

#: Refusals: each is enough by itself, whatever the names say.
REFUSALS: tuple[Rule, ...] = (
    Rule(
        "forbidden", _N, _agrees("forbidden"),
        "权威文件规定两名不可合并", "the authority files keep these two names apart",
    ),
    Rule("type", _N, _differs("type"), "类型不符", "it is another kind of thing"),
    Rule("country", _N, _differs("country"), "国家不符", "it is in another country"),
    Rule(
        "code", _N, _differs("code"),
        "同一种代码而值不同", "it bears another code of the same kind",
    ),
    Rule("place", _N, _differs("place"), "在另一地", "it is in another place"),
    Rule(
        "nothing", _N, lambda p: not p.tied,
        "代码和名称都不相合", "neither a code nor a name agrees",
    ),
)  # fmt: skip

#: What is left after the refusals, in the order in which the rules are tried.
CHOICES: tuple[Rule, ...] = (
    Rule(
        "shared-code", _R,
        lambda p: _agrees("code")(p) and any(map(_agrees("code"), p.rivals)),
        "不止一个条目有这个代码，请选", "more than one item bears this code: choose",
    ),
    Rule("outdone", _N, _stronger_rival, "另一候选更合", "another candidate fits better"),
    Rule(
        "ended", _R, _agrees("ended"),
        "在报告年份之前已撤销或并入他校，请核",
        "it had ended before the year of the reports: check",
    ),
    Rule(
        "supposed-name", _R,
        lambda p: p.features.english.says is Says.SUPPOSED and not p.also_named,
        "仅按音译推测的外文名相合，请核",
        "only a foreign name supposed by its sound agrees: check", CLOSE,
    ),
    Rule(
        "website-differs", _R, _differs("website"),
        "网址不同，请核", "its web site is another one: check",
    ),
    Rule(
        "founded-differs", _R, _differs("founded"),
        "建立年份不同，请核", "it was founded in another year: check",
    ),
    Rule(
        "brand", _R, _only_a_brand,
        "条目是品牌，不是企业", "the item is a brand, not the company", CLOSE,
    ),
    Rule(
        "short-name", _R, _short_name,
        "企业简称可指品牌、公司或集团，请定",
        "a short name may mean a brand, a firm or a group: decide", CLOSE,
    ),
    Rule(
        "code-and-name", _A, lambda p: _agrees("code")(p) and p.also_named,
        "代码和名称都相合", "a code and a name agree",
    ),
    Rule(
        "code-only", _R, _agrees("code"),
        "代码相合而名称不合，请核", "a code agrees but no name does: check",
    ),
    Rule(
        "rivals", _R, _equal_rival,
        "几个候选不相上下，请选", "several candidates fit as well: choose",
    ),
    Rule(
        "names-clash", _R, _names_clash,
        "一种语言的名称相合，另一种不合，请核",
        "the name agrees in one language and not in the other: check",
    ),
    Rule(
        "name-and-place", _A, lambda p: p.named and _fits(p) and p.vouched,
        "名称、类型、国家相合，地点、网址或建立年份也相合",
        "name, type and country agree, and so does its place, web site or founding year",
    ),
    Rule(
        "both-names", _A, lambda p: _both_named(p) and _fits(p),
        "中英文名称、类型、国家都相合", "both names, type and country agree",
    ),
    Rule(
        "alias-and-site", _A,
        lambda p: p.also_named and _fits(p) and _agrees("website")(p) and not p.subject.is_place,
        "别名、类型、国家和网址相合", "an alias, type, country and web site agree",
    ),
    Rule(
        "name-only", _R, lambda p: p.named,
        "名称相合，其余不足以定，请核", "the name agrees; the rest does not settle it: check",
    ),
    Rule(
        "alias-only", _R, lambda _: True,
        "仅别名或去掉后缀的名称相合，请核",
        "only an alias or a name without its ending agrees: check",
    ),
)  # fmt: skip
SUCCEEDED = Rule(
    "successor", _R, lambda p: bool(p.successor_of),
    "是后继单位，不是同一单位", "it is the successor, not the same", SUCCESSOR,
)  # fmt: skip
MERGED = Rule(
    "merged", _R, lambda _: False,
    "已接受的条目被并入此条目，请改",
    "the item that was accepted has been merged into this one: change it",
)  # fmt: skip
RULES: tuple[Rule, ...] = (*REFUSALS, SUCCEEDED, *CHOICES, MERGED)


def decide(subject: Subject, items: Iterable[Item]) -> tuple[Decision, ...]:
    """Judge all candidates of an entry together, in the order of their IRIs."""
    pairs = [Pair(subject, item, compare(subject, item)) for item in _by_iri(items)]
    refused = {p.item.iri: rule for p in pairs if (rule := _first(REFUSALS, p))}
    left = [p for p in pairs if p.item.iri not in refused]
    return tuple(
        Decision(p, refused[p.item.iri]) if p.item.iri in refused else _choose(p, left)
        for p in pairs
    )


def _by_iri(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.iri)


def _first(rules: Iterable[Rule], pair: Pair) -> Rule | None:
    return next((rule for rule in rules if rule.when(pair)), None)


def _choose(pair: Pair, left: list[Pair]) -> Decision:
    rivals = tuple(other for other in left if other is not pair)
    judged = Pair(pair.subject, pair.item, pair.features, rivals)
    return Decision(judged, next(rule for rule in CHOICES if rule.when(judged)))


def successors(decisions: Iterable[Decision], items: Mapping[str, Item]) -> tuple[Decision, ...]:
    """Propose what replaced the items that are not refused, by what the items themselves say."""
    found: dict[str, Decision] = {}
    known = tuple(decisions)
    judged = {d.pair.item.iri for d in known if d.verdict is not Verdict.REFUSE}
    for decision in known:
        if decision.verdict is Verdict.REFUSE:
            continue
        for iri in decision.pair.item.replaced_by:
            if iri in items and iri not in judged:
                subject, item = decision.pair.subject, items[iri]
                features = compare(subject, item)
                pair = Pair(subject, item, features, successor_of=decision.pair.item.iri)
                found[iri] = Decision(pair, SUCCEEDED)
    return tuple(found[iri] for iri in sorted(found))
