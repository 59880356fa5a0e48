"""Findings as plain rows, for CSV and JSON and for the review page; it words nothing."""

from collections.abc import Callable, Iterable, Sequence

from tvetgraph.graph.audit.findings import Finding
from tvetgraph.graph.audit.rules import packaged_rules
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.facts import Span
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


def review_rows(
    findings: Iterable[Finding], *, tell: Callable[[str], str] = str
) -> list[FindingRow]:
    """Write findings for the review page of a reading; `tell` puts Chinese words into English."""
    return [
        FindingRow(
            severity=f"{finding.severity.zh} / {finding.severity}",
            told=f"{finding.message['zh']} / {tell(finding.message['en'])}",
            arithmetic=finding.arithmetic,
            lines=_widest(span for s in finding.statements for span in s.lines),
            printed=tuple(dict.fromkeys(s.printed for s in finding.statements)),
            cause=_cause(finding),
        )
        for finding in findings
    ]


def _widest(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return lines in order, each once, without those that stand within others."""
    told = list(dict.fromkeys(spans))
    return tuple(
        one for one in told if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in told)
    )


def _cause(finding: Finding) -> str:
    """Word a suspected cause in both languages; an empty text where none is suspected."""
    unknown = packaged_rules().causes.get("unknown", {})
    known = finding.cause and finding.cause != unknown
    return f"{finding.cause['zh']} / {finding.cause['en']}" if known else ""


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
