"""The records of a report and its facts, made and checked without any file.

A record holds what a report states, as printed; it must not decide what a name stands for.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict, Unpack

from tvetgraph.loaders.errors import FactError
from tvetgraph.loaders.kinds import KINDS, Kind
from tvetgraph.loaders.values import (
    SLUG,
    SLUG_FAULT,
    Fault,
    Span,
    fault_in,
    lines_fault,
    spans,
    to_lines_cell,
)

LEVELS = ("secondary", "higher")
_REQUIRED = ("id", "where", "lines", "method", "certainty")


class Method(StrEnum):
    """How a fact was read."""

    TABLE = "table"
    PATTERN = "pattern"
    CURATED = "curated"


class Certainty(StrEnum):
    """How sure a reading is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Fact:
    """One statement of a report, non-empty cells only; `origin` is "FILE:LINE" of its CSV row."""

    kind: str
    id: str
    values: Mapping[str, str] = field(hash=False)
    where: str
    row: str
    lines: tuple[Span, ...]
    method: Method
    certainty: Certainty
    origin: str = field(default="", compare=False)


@dataclass(frozen=True)
class Report:
    """A report; what it does not say of itself is empty, or 0 for `line_count`.

    `published` is a year or an ISO date, `region` the name of a place.
    """

    id: str
    title: str
    level: str
    region: str
    data_year: int
    published: str = ""
    publisher: str = ""
    sha256: str = ""
    line_count: int = 0
    note: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """A report and the facts read from it, in the order of kinds and rows."""

    report: Report
    facts: tuple[Fact, ...]


class Evidence(TypedDict):
    """Where and how a fact was read."""

    where: str
    row: str
    lines: Sequence[Span]
    method: Method
    certainty: Certainty


def make_fact(kind: str, values: Mapping[str, str], **evidence: Unpack[Evidence]) -> Fact:
    """Make a fact whose id follows from its content; raise FactError for the first bad cell."""
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise FactError(
            problem=f"不认识的种类 / unknown kind: {kind}", remedy=f"可用 / use {known}"
        )
    cells = {name: value.strip() for name, value in values.items() if value.strip()}
    cells |= {"id": kind.replace("_", "-"), "lines": to_lines_cell(tuple(evidence["lines"]))}
    cells |= {"where": evidence["where"].strip(), "row": evidence["row"].strip()}
    cells |= {"method": evidence["method"], "certainty": evidence["certainty"]}
    for problem, remedy in cell_faults(KINDS[kind], cells):
        raise FactError(problem=problem, remedy=remedy)
    return to_fact(KINDS[kind], cells | {"id": fact_id(KINDS[kind], cells)})


def to_fact(kind: Kind, cells: Mapping[str, str], *, origin: str = "") -> Fact:
    """Turn checked cells into a fact."""
    return Fact(
        kind=kind.name,
        id=cells["id"],
        values={c.name: cells[c.name] for c in kind.columns if cells.get(c.name)},
        where=cells["where"],
        row=cells.get("row", ""),
        lines=spans(cells["lines"]),
        method=Method(cells["method"]),
        certainty=Certainty(cells["certainty"]),
        origin=origin,
    )


def to_cells(fact: Fact) -> dict[str, str]:
    """Turn a fact into the cells of its CSV row."""
    place = {"id": fact.id, "where": fact.where, "row": fact.row}
    tail = {"lines": to_lines_cell(fact.lines), "method": fact.method, "certainty": fact.certainty}
    return place | tail | dict(fact.values)


def fact_id(kind: Kind, cells: Mapping[str, str]) -> str:
    """Derive a fact's id from kind, place and content, not from its lines, which wrapping moves."""
    # Empty cells and the columns' order do not count, so a new column leaves old ids alone.
    content = {column.name: cells[column.name] for column in kind.columns if cells.get(column.name)}
    identity = [kind.name, cells.get("where", ""), cells.get("row", ""), content]
    written = json.dumps(identity, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(written.encode("utf-8")).hexdigest()
    return f"{kind.name.replace('_', '-')}-{digest[:10]}"


def cell_faults(kind: Kind, cells: Mapping[str, str]) -> Iterator[Fault]:
    """List what is wrong with a row: problem and remedy of each bad cell."""
    needed = [*_REQUIRED, *(column.name for column in kind.columns if column.required)]
    yield from (_unknown(name, kind) for name in cells if name not in kind.header)
    yield from (_empty(name) for name in needed if not cells.get(name))
    for name in kind.header:
        fault = _cell_fault(kind, name, cells[name]) if cells.get(name) else None
        if fault is not None:
            yield f'{name} "{cells[name]}": {fault[0]}', fault[1]


def report_faults(cells: Mapping[str, str]) -> Iterator[Fault]:
    """List what is wrong with the one row of a report.csv."""
    for name in ("id", "title", "level", "data_year"):
        if not cells.get(name):
            yield _empty(name)
    for name, (pattern, problem, remedy) in _REPORT_CELLS.items():
        if cells.get(name) and pattern.fullmatch(cells[name]) is None:
            yield f'{name} "{cells[name]}": {problem}', remedy


def _cell_fault(kind: Kind, name: str, cell: str) -> Fault | None:
    column = kind.column(name)
    if column is not None:
        return fault_in(column.type, cell)
    if name == "lines":
        return lines_fault(cell)
    pattern, problem, remedy = _COMMON_CELLS.get(name, _ANYTHING)
    return None if pattern.fullmatch(cell) else (problem, remedy)


def _unknown(name: str, kind: Kind) -> Fault:
    own = ", ".join(column.name for column in kind.columns)
    return f"不认识的列 / unknown column: {name}", f"可用 / use {own}"


def _empty(name: str) -> Fault:
    return f"{name}: 空 / is empty", "填上 / fill it in"


def _one_of(values: Sequence[str]) -> tuple[re.Pattern[str], str, str]:
    pattern = re.compile("|".join(values))
    return pattern, "不在取值范围内 / is not allowed", "可用 / use " + ", ".join(values)


_Rule = tuple[re.Pattern[str], str, str]
_SLUG: _Rule = (SLUG, *SLUG_FAULT)
_ANYTHING: _Rule = (re.compile(r".*", re.DOTALL), "", "")
_COMMON_CELLS: Mapping[str, _Rule] = {
    "id": _SLUG,
    "method": _one_of(tuple(Method)),
    "certainty": _one_of(tuple(Certainty)),
}
_REPORT_CELLS: Mapping[str, _Rule] = {
    "id": _SLUG,
    "level": _one_of(LEVELS),
    "data_year": (
        re.compile(r"[1-9][0-9]{3}"),
        "不是年份 / is not a year",
        "写四位数字 / write four digits, such as 2020",
    ),
    "published": (
        re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"),
        "不是日期 / is not a date",
        "写 2020 或 2020-12-31 / write 2020 or 2020-12-31",
    ),
    "sha256": (
        re.compile(r"[0-9a-f]{64}"),
        "不是 SHA-256 / is not a SHA-256",
        "写 64 位小写十六进制，或留空 / write 64 lowercase hex digits or leave it empty",
    ),
    "line_count": (
        re.compile(r"0|[1-9][0-9]*"),
        "不是行数 / is not a number of lines",
        "写数字，或留空 / write digits or leave it empty",
    ),
}
