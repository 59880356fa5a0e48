"""Measure how far the patterns reach: their facts against the rows that people wrote.

The rule, for each kind: a pattern fact and a curated row meet if their lines overlap and their
names tie. Names tie if, of the cells that name things (organisations, majors, places, titles), the
subject of the row is the subject of the fact and at least one other name of the row stands in the
fact; rows with a subject only need that. A name equals another after folding widths, signs and
spaces, or if one (of three characters or more) contains the other. Observations meet by value,
documents by their title; who is said to have issued one is confirmed by the row of the document.
Recall asks how many curated rows of a kind are met by a fact of that kind; precision asks how many
pattern facts of a kind meet a curated row of any kind on overlapping lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tvetgraph.loaders.facts import Fact, Method, read_reports
from tvetgraph.loaders.kinds import KINDS, ColumnType
from tvetgraph.loaders.reachnames import named
from tvetgraph.loaders.registry import name_key

_NOT_NAMES = frozenset(
    {"relation", "subject", "note", "level", "stage", "policy_status", "category"}
)
_NAMING = frozenset(
    {
        ColumnType.ORG,
        ColumnType.ORGS,
        ColumnType.ACTOR,
        ColumnType.PLACE,
        ColumnType.TEXT,
        ColumnType.MAJOR,
        ColumnType.MAJORS,
    }
)
_SIGNS = re.compile(r"[\W_]+")
_SHORTEST_PART = 3
PROSE_KINDS = (
    *("case_schools", "cooperations", "memberships", "units", "exchanges", "aid", "policies"),
    *("pilots", "plans", "brands", "awards", "activities", "observations"),
)
# The observations once more, those that agree in indicator, year and dimensions as well.
NAMED = "observations_named"


@dataclass(frozen=True)
class Reach:
    """One kind's counts: curated rows and those found, pattern facts and those confirmed."""

    kind: str
    curated: int
    found: int
    read: int
    confirmed: int

    @property
    def recall(self) -> float:
        """Return the share of curated rows that the patterns found."""
        return self.found / self.curated if self.curated else 0.0

    @property
    def precision(self) -> float:
        """Return the share of pattern facts that a curated row confirms."""
        return self.confirmed / self.read if self.read else 0.0


@dataclass(frozen=True)
class _Row:
    """What is compared of a fact."""

    kind: str
    lines: frozenset[int]
    subject: frozenset[str]
    others: frozenset[str]
    value: str


def reach(read: Iterable[Fact], curated: Iterable[Fact]) -> tuple[Reach, ...]:
    """Compare the facts of one report, kind by kind in the order of PROSE_KINDS, then NAMED."""
    read_facts, written = list(read), list(curated)
    facts = [_row(fact) for fact in read_facts if fact.kind in PROSE_KINDS]
    rows = [_row(fact) for fact in written if fact.kind in PROSE_KINDS]
    by_line_facts, by_line_rows = _by_line(facts), _by_line(rows)
    kinds = tuple(
        Reach(
            kind,
            sum(row.kind == kind for row in rows),
            sum(_met(row, by_line_facts, same_kind=True) for row in rows if row.kind == kind),
            sum(fact.kind == kind for fact in facts),
            sum(_met(fact, by_line_rows, same_kind=False) for fact in facts if fact.kind == kind),
        )
        for kind in PROSE_KINDS
    )

    return (*kinds, _named(read_facts, written))


def _named(read: Iterable[Fact], curated: Iterable[Fact]) -> Reach:
    """Compare the observations by name, year and dimensions; see reachnames."""
    facts = [fact for fact in read if fact.kind == "observations"]
    rows = [row for row in curated if row.kind == "observations"]
    found, confirmed = named(facts, rows)
    return Reach(NAMED, len(rows), found, len(facts), confirmed)


def _row(fact: Fact) -> _Row:
    if fact.kind == "observations":
        return _Row(fact.kind, _lines(fact), frozenset(), frozenset(), fact.values["value"])
    if fact.kind == "policies":
        title, issuers = _names(fact.values["policy_title"]), _names(fact.values.get("issuers", ""))
        return _Row(fact.kind, _lines(fact), title, issuers, "")
    cells = list(_name_cells(fact))
    subject = cells[0] if cells else frozenset[str]()
    others = frozenset[str]().union(*cells[1:])
    return _Row(fact.kind, _lines(fact), subject, others, "")


def _name_cells(fact: Fact) -> Iterator[frozenset[str]]:
    """Return the names of each cell that names things, the subject's first."""
    for column in KINDS[fact.kind].columns:
        cell = fact.values.get(column.name, "")
        naming = column.type in _NAMING or column.scheme in ("pilot-scheme", "plan")
        if cell and naming and column.name not in _NOT_NAMES:
            yield _names(cell)


def _names(cell: str) -> frozenset[str]:
    return frozenset(_SIGNS.sub("", name_key(name)) for name in cell.split(";") if name)


def _lines(fact: Fact) -> frozenset[int]:
    return frozenset(line for first, last in fact.lines for line in range(first, last + 1))


def _by_line(rows: Iterable[_Row]) -> Mapping[int, list[_Row]]:
    places: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        for line in row.lines:
            places[line].append(row)
    return places


def _met(row: _Row, places: Mapping[int, list[_Row]], *, same_kind: bool) -> bool:
    near = {id(other): other for line in row.lines for other in places.get(line, ())}
    return any(
        _tied(row, other)
        for other in near.values()
        if other.kind == row.kind
        or (not same_kind and "observations" not in (row.kind, other.kind))
    )


def _tied(one: _Row, other: _Row) -> bool:
    if one.value or other.value:
        return one.value == other.value
    if one.kind == "policies":
        return _share(one.subject, other.subject | other.others)
    if not (one.others and other.others):
        return _share(one.subject, other.subject | other.others)
    both = _share(one.subject, other.subject) and _share(one.others, other.others)
    crossed = _share(one.subject, other.others) and _share(one.others, other.subject)
    return both or crossed


def _share(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(_same(a, b) for a in some for b in others)


def _same(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORTEST_PART and (a in b or b in a)


def together(parts: Iterable[tuple[Reach, ...]]) -> tuple[Reach, ...]:
    """Add up the counts of several reports, and a row `all`, which leaves NAMED behind it out."""
    totals: dict[str, list[int]] = {}
    for one in (one for part in parts for one in part):
        for name in (one.kind,) if one.kind == NAMED else (one.kind, "all"):
            counts = totals.setdefault(name, [0, 0, 0, 0])
            for index, count in enumerate((one.curated, one.found, one.read, one.confirmed)):
                counts[index] += count
    order = [*(kind for kind in PROSE_KINDS if kind in totals), "all", NAMED]
    return tuple(Reach(name, *totals[name]) for name in order if name in totals)


def curated_facts(folder: Path) -> Mapping[str, tuple[Fact, ...]]:
    """Read the rows that people wrote, by report id."""
    return {
        part.report.id: tuple(fact for fact in part.facts if fact.method is Method.CURATED)
        for part in read_reports(folder)
    }
