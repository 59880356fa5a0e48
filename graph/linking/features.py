"""What speaks for and against an entry of ours being a certain item, each by its name.

A feature agrees, differs or is unknown, and says what was compared. This module must not weigh
features against each other: that is the verdict's work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from tvetgraph.graph.linking.items import CODES, GBT, Item
from tvetgraph.graph.linking.names import name_form, stem, without
from tvetgraph.graph.linking.subjects import CHINA, Subject
from tvetgraph.graph.linking.types import families, fitting


class Says(StrEnum):
    """What a feature says; the last four are how far a name that agrees reaches."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    LABEL = "label"
    ALIAS = "alias"
    STEM = "stem"
    SUPPOSED = "supposed"


@dataclass(frozen=True)
class Feature:
    """What was found, and what was compared with what."""

    says: Says = Says.UNKNOWN
    detail: str = ""

    def __str__(self) -> str:
        """Show the finding and its detail, nothing where nothing is known."""
        return "" if self.says is Says.UNKNOWN else f"{self.says}: {self.detail}"


@dataclass(frozen=True, kw_only=True)
class Features:
    """All features of one pair, in the order in which they are shown."""

    code: Feature
    name: Feature
    english: Feature
    type: Feature
    country: Feature
    place: Feature
    website: Feature
    founded: Feature
    ended: Feature
    forbidden: Feature


FEATURES = tuple(f.name for f in fields(Features))


def compare(subject: Subject, item: Item) -> Features:
    """Compare an entry with an item in every feature."""
    return Features(
        code=_code(subject, item),
        name=_name(subject, item),
        english=_english(subject, item),
        type=_type(subject, item),
        country=_country(subject, item),
        place=_place(subject, item),
        website=_shared(subject.websites, item.websites),
        founded=_shared(map(str, subject.founded), map(str, item.founded)),
        ended=_ended(subject, item),
        forbidden=_forbidden(subject, item),
    )


def _code(subject: Subject, item: Item) -> Feature:
    differs = Feature()
    for name in CODES:
        ours, theirs = subject.codes.get(name, ()), item.codes.get(name, ())
        if same := sorted(set(ours) & set(theirs)):
            return Feature(Says.AGREES, f"{name} {same[0]}")
        if ours and theirs:
            differs = Feature(Says.DIFFERS, f"{name} {'; '.join(ours)} ≠ {'; '.join(theirs)}")
    return differs


def _chinese(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (text for text, language in names if language.startswith("zh") or language == "ja")


def _name(subject: Subject, item: Item) -> Feature:
    labels, aliases = tuple(_chinese(item.labels)), tuple(_chinese(item.aliases))
    own, also = (subject.name,), subject.aliases
    inner = tuple(without(subject.name, subject.prefixes))
    for says, ours, theirs in (
        (Says.LABEL, (*own, *inner), labels),
        (Says.ALIAS, (*own, *inner), aliases),
        (Says.ALIAS, also, (*labels, *aliases)),
    ):
        if pair := _same(ours, theirs):
            return Feature(says, pair)
    if subject.is_place and (pair := _same_stem((*own, *inner, *also), (*labels, *aliases))):
        return Feature(Says.STEM, pair)
    return Feature(Says.DIFFERS, f"{subject.name} ≠ {labels[0]}") if labels else Feature()


def _same(ours: Iterable[str], theirs: Iterable[str]) -> str:
    forms = {name_form(name): name for name in reversed(tuple(theirs))}
    same = (f"{name} = {forms[name_form(name)]}" for name in ours if name_form(name) in forms)
    return next(same, "")


def _same_stem(ours: Iterable[str], theirs: Iterable[str]) -> str:
    forms = {name_form(stem(name)): name for name in reversed(tuple(theirs))}
    stems = ((name, name_form(stem(name))) for name in ours)
    return next((f"{name} ~ {forms[form]}" for name, form in stems if form in forms), "")


def _english(subject: Subject, item: Item) -> Feature:
    def english(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        return tuple(text for text, language in names if language.startswith("en"))

    labels, aliases = english(item.labels), english(item.aliases)
    for says, theirs in ((Says.LABEL, labels), (Says.ALIAS, aliases)):
        if pair := _same(subject.names_en, theirs):
            return Feature(says, pair)
    if subject.is_place and (pair := _same_stem(subject.names_en, labels)):
        return Feature(Says.STEM, pair)
    if pair := _same(subject.supposed, (*labels, *aliases)):
        return Feature(Says.SUPPOSED, pair)
    if subject.names_en and labels:
        return Feature(Says.DIFFERS, f"{subject.names_en[0]} ≠ {labels[0]}")
    return Feature()


def _type(subject: Subject, item: Item) -> Feature:
    fits = fitting(subject.cls, coded=bool(subject.is_place and subject.country not in {"", CHINA}))
    found = families(item.types)
    shown = "; ".join(item.types)
    if not found or not fits:
        return Feature()
    return Feature(Says.AGREES if found & fits else Says.DIFFERS, f"{subject.cls} / {shown}")


def _country(subject: Subject, item: Item) -> Feature:
    if not subject.country or not item.countries:
        return Feature()
    theirs = "; ".join(sorted(item.countries))
    if subject.country in item.countries:
        return Feature(Says.AGREES, subject.country)
    return Feature(Says.DIFFERS, f"{subject.country} ≠ {theirs}")


def _place(subject: Subject, item: Item) -> Feature:
    """Compare areas by their codes: equal as far as both reach, province by province at least."""
    own = set(subject.codes.get(GBT, ()))
    theirs = sorted(item.areas - own) if subject.is_place else sorted(item.areas)
    if not subject.area or not theirs:
        return Feature()
    wanted = subject.area[:-2] if own and len(subject.area) > 2 else subject.area
    deep = 6 if subject.is_place else 2
    for code in theirs:
        reach = min(len(code), len(wanted), deep)
        if code[:reach] == wanted[:reach]:
            return Feature(Says.AGREES, f"{wanted} ~ {code}")
    return Feature(Says.DIFFERS, f"{wanted} ≠ {'; '.join(theirs)}")


def _shared(ours: Iterable[str], theirs: Iterable[str]) -> Feature:
    left, right = set(ours), set(theirs)
    if not left or not right:
        return Feature()
    if same := sorted(left & right):
        return Feature(Says.AGREES, same[0])
    return Feature(Says.DIFFERS, f"{'; '.join(sorted(left))} ≠ {'; '.join(sorted(right))}")


def _ended(subject: Subject, item: Item) -> Feature:
    """Say whether the item had ended before the first year that the reports are about."""
    if not item.ended:
        return Feature()
    last = max(item.ended)
    over = bool(subject.year) and last < subject.year
    return Feature(Says.AGREES if over else Says.DIFFERS, f"{last} / {subject.year}")


def _forbidden(subject: Subject, item: Item) -> Feature:
    labels = tuple(text for text, _ in item.labels)
    pair = _same(subject.forbidden, labels)
    return Feature(Says.AGREES, pair) if pair else Feature()
