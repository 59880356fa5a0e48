"""Propose links: find candidates for entries in a source, judge them, and make review rows.

What has been decided is never proposed again. This module must not write and must not decide
anything that graph/linking has no rule for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tvetgraph.graph.linking.features import compare
from tvetgraph.graph.linking.items import (
    CODES,
    ENTITY,
    GEONAME,
    GEONAMES,
    QID,
    ROR,
    RORID,
    Item,
    to_items,
)
from tvetgraph.graph.linking.names import ENDINGS, japanese, scripts, stem, without
from tvetgraph.graph.linking.review import Row, to_row
from tvetgraph.graph.linking.subjects import Subject, unlinked
from tvetgraph.graph.linking.verdict import (
    CLOSE,
    EXACT,
    MERGED,
    RULES,
    Decision,
    Pair,
    Rule,
    Verdict,
    decide,
    successors,
)
from tvetgraph.loaders.links import Link, LinkSet
from tvetgraph.queries.linking.sources import Code, Source

#: What can be linked to: the start of its IRIs and the Wikidata property that holds its ids.
TARGETS: Mapping[str, tuple[str, str]] = {
    "wikidata": (ENTITY, QID),
    "ror": (ROR, RORID),
    "geonames": (GEONAMES, GEONAME),
}


@dataclass(frozen=True)
class Task:
    """What to link: entries, to which target, and what has been decided before."""

    subjects: tuple[Subject, ...]
    target: str
    decided: LinkSet


def find(source: Source, subjects: Iterable[Subject]) -> Mapping[str, tuple[Item, ...]]:
    """Find the candidates of each entry by code and by name, by the entry's id."""
    wanted = tuple(subjects)
    iris: dict[str, set[str]] = defaultdict(set)
    by_code, by_name = _wanted_codes(wanted), _wanted_names(wanted)
    for iri, code in source.with_codes(by_code):
        for identity in by_code.get(code, ()):
            iris[identity].add(iri)
    for iri, name in source.with_names(by_name):
        for identity in by_name.get(name, ()):
            iris[identity].add(iri)
    items = _described(source, {iri for found in iris.values() for iri in found})
    return {
        identity: tuple(items[iri] for iri in sorted(found) if iri in items)
        for identity, found in sorted(iris.items())
    }


def judge(source: Source, subjects: Iterable[Subject]) -> tuple[Decision, ...]:
    """Judge every candidate of every entry, and what replaced those that are not refused."""
    wanted = tuple(subjects)
    found = find(source, wanted)
    judged = {s.id: decide(s, found.get(s.id, ())) for s in wanted}
    later = {iri for decisions in judged.values() for d in decisions for iri in _later(d)}
    items = _described(source, later)
    return tuple(
        decision
        for subject in wanted
        for decision in (*judged[subject.id], *successors(judged[subject.id], items))
    )


def propose(source: Source, task: Task) -> tuple[Row, ...]:
    """Make the review rows of a task: what is open, without what was decided before."""
    accepted = task.decided.accepted
    open_ids = set(unlinked(task.subjects, accepted, register=task.target))
    decisions = judge(source, (s for s in task.subjects if s.id in open_ids))
    made = [row for decision in decisions for row in _rows(decision, task.target)]
    made += _merged(source, task)
    refused = set(_refused(task.decided))
    done = {(link.subject_id, link.object_id) for link in accepted}
    left = {row.id: row for row in made if row.key not in refused and row.key[::2] not in done}
    return tuple(sorted(left.values(), key=Row.order))


def _refused(decided: LinkSet) -> Iterator[tuple[str, str, str]]:
    """Say what is not proposed again: who refused "the same" need not refuse "nearly" as well."""
    for who, predicate, what in (link.key for link in decided.refused):
        yield who, predicate, what
        if predicate == EXACT:
            yield who, CLOSE, what


def _described(source: Source, iris: Iterable[str]) -> Mapping[str, Item]:
    wanted = tuple(iris)
    return to_items(source.facts(wanted)) if wanted else {}


def _later(decision: Decision) -> tuple[str, ...]:
    return () if decision.verdict is Verdict.REFUSE else decision.pair.item.replaced_by


def _wanted_codes(subjects: Iterable[Subject]) -> Mapping[Code, list[str]]:
    wanted: dict[Code, list[str]] = defaultdict(list)
    for subject in subjects:
        for name in CODES:
            for code in subject.codes.get(name, ()):
                wanted[name, code].append(subject.id)
    return wanted


def _wanted_names(subjects: Iterable[Subject]) -> Mapping[str, list[str]]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        for name in dict.fromkeys(_names(subject)):
            wanted[name].append(subject.id)
    return wanted


def _names(subject: Subject) -> Iterator[str]:
    """Yield each way in which an entry may be called elsewhere."""
    for name in (subject.name, *subject.aliases):
        for form in (name, *without(name, subject.prefixes)):
            yield from scripts(form)
            if subject.country == "JP":
                yield japanese(form)
            if subject.is_place and subject.cls != "Country":
                yield from scripts(stem(form))
    if subject.cls in {"County", "Place"} and stem(subject.name) == subject.name:
        for ending in ENDINGS:
            yield from scripts(subject.name + ending)
    yield from (*subject.names_en, *subject.supposed)


def _rows(decision: Decision, target: str) -> Iterator[Row]:
    """Make the rows of a decision: of the item itself, or of the ids that it has elsewhere."""
    start, name = TARGETS[target]
    item = decision.pair.item
    if item.iri.startswith(start):
        yield to_row(decision, register=target, code=item.codes[name][0])
    elif item.iri.startswith(ENTITY):
        codes = item.codes.get(name, ())
        carried = _carried(decision, target, codes)
        yield from (to_row(carried, register=target, code=code) for code in codes)


_SEVERAL = Rule(
    "several-ids",
    Verdict.REVIEW,
    lambda _: False,
    "维基数据条目有几个此类编号，请选",
    "the Wikidata item has several such ids: choose",
)
_SEAT = Rule(
    "maybe-the-seat",
    Verdict.REVIEW,
    lambda _: False,
    "维基数据所记编号可能是驻地而非政区，请核",
    "the id that Wikidata has may be that of the seat, not of the area: check",
)
ALL_RULES = (*RULES, _SEVERAL, _SEAT)


def _carried(decision: Decision, target: str, codes: tuple[str, ...]) -> Decision:
    """Be more careful with ids that an item only mentions than with the item."""
    if decision.verdict is not Verdict.ACCEPT:
        return decision
    if len(codes) > 1:
        return Decision(decision.pair, _SEVERAL)
    return Decision(decision.pair, _SEAT) if target == "geonames" else decision


def _merged(source: Source, task: Task) -> Iterator[Row]:
    """Propose what the items of accepted links have been merged into."""
    subjects = {subject.id: subject for subject in task.subjects}
    links = [
        k for k in task.decided.accepted if _is_own(k, task.target) and k.subject_id in subjects
    ]
    items = _described(source, (_iri(link) for link in links))
    moved = {_iri(k): items[_iri(k)].redirect for k in links if _iri(k) in items}
    targets = _described(source, filter(None, moved.values()))
    for link in links:
        item = targets.get(moved.get(_iri(link), ""))
        if item is not None:
            subject = subjects[link.subject_id]
            pair = Pair(subject, item, compare(subject, item))
            code = item.codes[TARGETS[task.target][1]][0]
            yield to_row(Decision(pair, MERGED), register=task.target, code=code)


def _is_own(link: Link, target: str) -> bool:
    return link.register == target and link.predicate_id == EXACT


def _iri(link: Link) -> str:
    prefix, _, local = link.object_id.partition(":")
    return TARGETS[prefix][0] + local
