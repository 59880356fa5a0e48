"""Findings as plain rows, for CSV and JSON and for the review page; it words nothing."""

from collections.abc import Iterable, Sequence

from tvetgraph.graph.audit.findings import Finding
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.reviewpage import FindingRow
from tvetgraph.loaders.values import to_lines_cell

HEADER: tuple[str, ...] = (
    "id",
    "rule",
    "severity",
    "report",
    "where",
    "lines",
    "what",
    "found",
    "expected",
    "arithmetic",
    "statements",
    "message_zh",
    "message_en",
    "cause_zh",
    "cause_en",
    "suggestion_zh",
    "suggestion_en",
    "facts",
)


def to_rows(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """Write findings as rows of HEADER."""
    return [_row(finding) for finding in findings]


def review_rows(findings: Iterable[Finding]) -> list[FindingRow]:
    """Write findings for the review page of a reading."""
    return [
        FindingRow(
            severity=str(finding.severity),
            told=f"{finding.message['zh']} / {finding.message['en']}",
            arithmetic=finding.arithmetic,
            lines=tuple(dict.fromkeys(span for s in finding.statements for span in s.lines)),
        )
        for finding in findings
    ]


def _row(finding: Finding) -> tuple[str, ...]:
    texts = (finding.message, finding.cause, finding.suggestion)
    worded = (text.get(key, "") for text in texts for key in ("zh", "en"))
    return (
        finding.id,
        finding.rule,
        str(finding.severity),
        ";".join(dict.fromkeys(s.report for s in finding.statements)),
        finding.where,
        lines_of(finding.statements),
        finding.what,
        finding.found,
        finding.expected,
        finding.arithmetic,
        " | ".join(told(s) for s in finding.statements),
        *worded,
        ";".join(s.fact for s in finding.statements if s.fact),
    )


def lines_of(statements: Sequence[Statement]) -> str:
    """Write the lines of statements, each once, in order, as a `lines` cell."""
    spans = dict.fromkeys(span for s in statements for span in s.lines)
    return to_lines_cell(tuple(spans))


def told(statement: Statement) -> str:
    """Write a statement as a reader would cite it: what, printed value, place, lines."""
    known = statement.unit in statement.printed.replace("：", ":")
    value = statement.printed if known else f"{statement.printed}{statement.unit}"
    return f"{statement.name} = {value} ({statement.where} L{to_lines_cell(statement.lines)})"
