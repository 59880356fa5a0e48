"""One school, firm or alliance under two names: a likeness only, so never more than a notice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.printednames import Name, names_in_facts, printed_names
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.facts import bundled_data

_VOCATIONAL = ("职业", "技术", "职教")
_ENDINGS = ("专业群", "专业", "工程师学院", "大师工作室", "工作室")
_LEAST = 4
_FEW = 2
_ALIKE = 0.75
_NEAR = 0.6
# How the list of names gives for its reason that a person knows the two to be two.
_TWO = "不同"


def two_names(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find names that differ only in words which names gain and lose, or in their order."""
    groups: dict[tuple[str, ...], list[Name]] = {}
    for name in printed_names(book):
        groups.setdefault(name.key, []).append(name)
    for members in groups.values():
        if len({m.text for m in members}) > 1 and _may_be_one(members):
            yield from _told(book, members)
    for pair in (*_turned(book), *_near_units(book), *_near_alliances(groups)):
        yield from _told(book, pair)


@cache
def _held_apart() -> Mapping[frozenset[str], str]:
    """Return the pairs of names that the packaged list does not merge, with its reason."""
    pairs = read_authority(bundled_data()).forbidden
    return {frozenset({pair.name_a, pair.name_b}): pair.reason for pair in pairs}


def _told(book: Book, members: Sequence[Name]) -> Iterator[Outcome]:
    """Hold names against each other, but for those that a person has found to be two things.

    Where the list of names leaves open whether they are one, the cause says so.
    """
    names = list(dict.fromkeys(m.text for m in members))
    reasons = {pair: _held_apart().get(frozenset(pair), "") for pair in combinations(names, 2)}
    if not any(_TWO in reason for reason in reasons.values()):
        outcome = _outcome(book, members)
        yield replace(outcome, cause="undecided") if any(reasons.values()) else outcome


def _may_be_one(members: Sequence[Name]) -> bool:
    """Tell whether all endings are the same, or vocational: a 学院 is no 职业学院."""
    endings = {m.ending for m in members}
    return len(endings) == 1 or all(any(v in end for v in _VOCATIONAL) for end in endings)


def _turned(book: Book) -> Iterator[tuple[Name, Name]]:
    """Yield names of a school's groups of majors with the same characters in another order."""
    for one, two in combinations(
        names_in_facts(book, "major_groups", name="group", host="school"), 2
    ):
        own = [_own(name.text) for name in (one, two)]
        turned = own[0] != own[1] and sorted(own[0]) == sorted(own[1])
        if one.key == two.key and turned and len(own[0]) >= _LEAST:
            yield one, two


def _near_units(book: Book) -> Iterator[tuple[Name, Name]]:
    """Yield names of one school's units that begin with the same partner and are nearly alike."""
    for one, two in combinations(names_in_facts(book, "units", name="name", host="host"), 2):
        first, second = _own(one.text), _own(two.text)
        kinds = {one.text.removeprefix(first), two.text.removeprefix(second)}
        same = one.key == two.key and len(kinds) == 1 and "" not in kinds
        near = (
            first[:_FEW] == second[:_FEW] and SequenceMatcher(None, first, second).ratio() >= _NEAR
        )
        if same and near and first != second and one.where != two.where:
            yield one, two


def _near_alliances(
    groups: Mapping[tuple[str, ...], Sequence[Name]],
) -> Iterator[tuple[Name, ...]]:
    """Yield alliances whose names in quotes are as long and have most characters in common."""
    alliances = [key for key in groups if key[0] == "alliance"]
    for one, two in combinations(alliances, 2):
        quoted = [key[1].strip("“”") for key in (one, two)]
        common = sum((Counter(quoted[0]) & Counter(quoted[1])).values())
        as_long = len(quoted[0]) == len(quoted[1]) >= _LEAST
        if one[2] == two[2] and as_long and common >= _ALIKE * len(quoted[0]):
            yield (*groups[one], *groups[two])


def _own(text: str) -> str:
    """Return a name without the word for what it is."""
    ending = next((e for e in _ENDINGS if text.endswith(e) and text != e), "")
    return text.removesuffix(ending)


def _outcome(book: Book, members: Sequence[Name]) -> Outcome:
    """Hold the rarer names against the one printed most often, each where it first stands."""
    counts = Counter(m.text for m in members)
    usual = max(counts, key=lambda text: (counts[text], -list(counts).index(text)))
    others = [text for text in counts if text != usual]
    first = {text: next(m for m in members if m.text == text) for text in (*others, usual)}
    return Outcome(
        severity=Severity.NOTICE,
        what=usual,
        statements=tuple(_statement(book, name) for name in first.values()),
        arithmetic=f"{'、'.join(others)} ≠ {usual}",
        expected=usual,
        found="、".join(others),
        cause="name",
    )


def _statement(book: Book, name: Name) -> Statement:
    return Statement(book.report.id, name.where, name.lines, "名称", "", Decimal(0), name.text)
