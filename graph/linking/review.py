"""The review table: a row a candidate, with the verdict, the reason and every feature.

A person reads it, and moves rows into the files of accepted and refused links. This module must not
find candidates.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tvetgraph.graph.linking.features import FEATURES
from tvetgraph.graph.linking.verdict import Decision, Verdict
from tvetgraph.loaders.errors import LinkError, TvetgraphError, raise_problems
from tvetgraph.loaders.sheets import SheetReader, SheetRow, write_sheet

_OWN = (
    "id",
    "verdict",
    "rule",
    "subject_id",
    "subject_label",
    "class",
    "predicate_id",
    "object_id",
    "object_label",
    "reason",
)
REVIEW_HEADER = (*_OWN, *FEATURES, "source", "date")
_VERDICTS = tuple(Verdict)
_REQUIRED = (*_OWN[:-2], "reason")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One candidate; `reason` is "中文 / English", `source` an id and a version, as in a link."""

    verdict: Verdict
    rule: str
    subject_id: str
    subject_label: str
    cls: str
    predicate_id: str
    object_id: str
    object_label: str
    reason: str
    features: Mapping[str, str] = field(default_factory=dict[str, str])
    source: str = ""
    date: str = ""
    #: What a table printed as its id; another one than `id` once a person has changed the row.
    printed: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the row proposes, as the key of a link."""
        return self.subject_id, self.predicate_id, self.object_id

    @property
    def id(self) -> str:
        """Name the row by what it proposes, so that it keeps its name from run to run."""
        return hashlib.sha256("\t".join(self.key).encode()).hexdigest()[:8]

    def order(self) -> tuple[str, int, str, str]:
        """Sort by entry, what may be accepted first."""
        return self.subject_id, _VERDICTS.index(self.verdict), self.object_id, self.predicate_id


def to_row(decision: Decision, *, register: str, code: str) -> Row:
    """Make the row of a decision on an identifier of a register."""
    pair, rule = decision.pair, decision.rule
    return Row(
        verdict=rule.verdict,
        rule=rule.name,
        subject_id=pair.subject.id,
        subject_label=pair.subject.name,
        cls=pair.subject.cls,
        predicate_id=rule.predicate,
        object_id=f"{register}:{code}" + ("/" if register == "geonames" else ""),
        object_label=pair.item.label,
        reason=rule.reason,
        features={name: str(getattr(pair.features, name)) for name in FEATURES},
    )


def to_cells(row: Row) -> dict[str, str]:
    """Turn a row into the cells of the table."""
    own = {name: str(getattr(row, "cls" if name == "class" else name)) for name in _OWN}
    return own | dict(row.features) | {"source": row.source, "date": row.date}


def write_review(rows: Iterable[Row], path: Path) -> Path:
    """Write the table as CSV, in order."""
    ordered = sorted(rows, key=Row.order)
    return write_sheet(path, map(to_cells, ordered), header=REVIEW_HEADER)


def read_review(path: Path) -> tuple[Row, ...]:
    """Read a table, which a person may have edited; raise Problems with every faulty row."""
    sheet = SheetReader(REVIEW_HEADER, LinkError).read(path)
    errors: list[TvetgraphError] = list(sheet.errors)
    rows: list[Row] = []
    for row in sheet.rows:
        if problem := _fault(row.cells):
            remedy = "改正或删去这一行 / correct the row or delete it"
            errors.append(LinkError(problem=problem, remedy=remedy, file=sheet.file, line=row.line))
        else:
            rows.append(_row(row))
    raise_problems(errors)
    return tuple(rows)


def _fault(cells: Mapping[str, str]) -> str:
    if empty := [name for name in _REQUIRED if name not in cells]:
        return f"{empty[0]}: 空 / is empty"
    if cells["verdict"] not in _VERDICTS:
        return f"verdict: 没有这一种 / is no such verdict: {cells['verdict']}"
    return ""


def _row(row: SheetRow) -> Row:
    cells = row.cells
    return Row(
        verdict=Verdict(cells["verdict"]),
        rule=cells["rule"],
        subject_id=cells["subject_id"],
        subject_label=cells["subject_label"],
        cls=cells["class"],
        predicate_id=cells["predicate_id"],
        object_id=cells["object_id"],
        object_label=cells.get("object_label", ""),
        reason=cells["reason"],
        features={name: cells.get(name, "") for name in FEATURES},
        source=cells.get("source", ""),
        date=cells.get("date", ""),
        printed=cells["id"],
    )
