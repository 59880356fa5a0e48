"""What a check found: figures that contradict each other, or that reconcile, with the arithmetic.

A finding never changes what is printed. This module must not check anything itself.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tvetgraph.graph.audit.statements import Statement


class Severity(StrEnum):
    """How sure it is that something is wrong; `HOLDS` is for what was checked and reconciles."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    HOLDS = "holds"

    @property
    def zh(self) -> str:
        """Name it in Chinese; its value names it in English."""
        return _IN_CHINESE[self]


_IN_CHINESE: Mapping[str, str] = {
    "error": "错误",
    "warning": "可疑",
    "notice": "须知",
    "holds": "相符",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check of some figures gave; the first statement is the one under suspicion.

    `cause` names a cause in rules.toml; `group` is what passing checks are put together under.
    """

    severity: Severity
    what: str
    statements: tuple[Statement, ...]
    arithmetic: str
    expected: str = ""
    found: str = ""
    cause: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome under its rule, worded in Chinese and English, with an id that follows from it."""

    id: str
    rule: str
    severity: Severity
    statements: tuple[Statement, ...]
    what: str
    arithmetic: str
    expected: str
    found: str
    title: Mapping[str, str]
    message: Mapping[str, str]
    cause: Mapping[str, str]
    suggestion: Mapping[str, str]

    @property
    def report(self) -> str:
        """Name the report of the figure under suspicion."""
        return self.statements[0].report if self.statements else ""

    @property
    def holds(self) -> bool:
        """Tell whether it reconciles."""
        return self.severity is Severity.HOLDS

    @property
    def where(self) -> str:
        """Name the tables, cases and sections of its statements, each once, in order."""
        return ";".join(dict.fromkeys(s.where for s in self.statements if s.where))


def finding_id(rule: str, outcome: Outcome) -> str:
    """Derive an id from what was compared, not from lines, which wrapping moves."""
    stated = sorted(
        [s.report, s.where, s.indicator, sorted(s.dims), s.period, s.printed, s.row]
        for s in outcome.statements
    )
    text = json.dumps([rule, outcome.what, stated], ensure_ascii=False, sort_keys=True)
    return f"{rule}-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:10]}"
