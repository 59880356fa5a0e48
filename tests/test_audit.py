"""The audit of an invented report: each planted slip is found by its rule, and nothing else is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.engine import Audit, audit
from tvetgraph.graph.audit.findings import Finding
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.extract import Extraction, extract
from tvetgraph.loaders.facts import Certainty, Fact, Method, Report, ReportFacts, make_fact

HOME = Path(__file__).parent / "cases" / "audit"
TEXT = (HOME / "hezhou.txt").read_text(encoding="utf-8")
SLIPS: list[dict[str, Any]] = tomllib.loads((HOME / "slips.toml").read_text(encoding="utf-8"))[
    "slip"
]
REPORT = Report("hz-2031", "禾州市中等职业教育质量年度报告", "secondary", "禾州市", 2031)


def read(folder: Path, text: str) -> Extraction:
    """Extract a report of the given text with no name known beforehand."""
    path = folder / "hz-2031.txt"
    path.write_text(text, encoding="utf-8")
    return extract(path, authority=Authority())


def audited(folder: Path, text: str) -> Audit:
    """Audit a text as `tvetgraph extract` does."""
    extraction = read(folder, text)
    return audit([Book.of(extraction.facts, extraction.document)])


def rests_on(finding: Finding, line: int) -> bool:
    """Tell whether a finding rests on a line."""
    spans = [span for statement in finding.statements for span in statement.lines]
    return any(first <= line <= last for first, last in spans)


def with_slip(slip: dict[str, Any]) -> str:
    """Return the report with one slip planted."""
    lines = TEXT.split("\n")
    place, old, new = int(slip["line"]) - 1, str(slip["old"]), str(slip["new"])
    assert lines[place].count(old) == 1
    lines[place] = lines[place].replace(old, new)
    return "\n".join(lines)


def test_a_report_without_slips_gives_no_findings(tmp_path: Path) -> None:
    result = audited(tmp_path, TEXT)
    assert result.findings == ()
    assert {check.rule for check in result.checks} >= {
        *("total", "share", "ratio", "per-head", "read-change", "read-level", "rows", "repeated"),
    }


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: str(slip["what"]))
def test_a_planted_slip_is_found_by_its_rule_and_nothing_else_is(
    tmp_path: Path, slip: dict[str, Any]
) -> None:
    findings = audited(tmp_path, with_slip(slip)).findings
    assert slip["rule"] in {finding.rule for finding in findings}
    assert [f.what for f in findings if not rests_on(f, slip["line"])] == []


def test_slips_of_ten_kinds_are_planted() -> None:
    assert len({slip["rule"] for slip in SLIPS}) >= 10


def test_all_slips_at_once_are_all_found(tmp_path: Path) -> None:
    apart = {int(slip["line"]): (str(slip["old"]), str(slip["new"])) for slip in SLIPS}
    lines = TEXT.split("\n")
    for line, (old, new) in apart.items():
        lines[line - 1] = lines[line - 1].replace(old, new)
    findings = audited(tmp_path, "\n".join(lines)).findings
    assert [n for n in apart if not any(rests_on(f, n) for f in findings)] == []


def test_without_the_text_the_rules_that_need_it_are_told(tmp_path: Path) -> None:
    extraction = read(tmp_path, with_slip(SLIPS[0]))
    result = audit([Book.of(extraction.facts)])
    assert "total" in {finding.rule for finding in result.findings}
    assert ("hz-2031", "reference") in result.not_run


def test_the_printed_value_is_kept_and_the_arithmetic_written_out(tmp_path: Path) -> None:
    findings = audited(tmp_path, with_slip(SLIPS[0])).findings
    found = next(finding for finding in findings if finding.rule == "total")
    assert (found.arithmetic, found.expected, found.found) == (
        "3250 + 4380 + 1990 = 9620 ≠ 9602",
        "9620",
        "9602",
    )
    assert [s.printed for s in found.statements] == ["9602", "3250", "4380", "1990"]
    assert [s.where for s in found.statements] == ["表2-1"] * 4
    for text in (found.title, found.message, found.cause, found.suggestion):
        assert set(text) == {"zh", "en"}


def test_the_same_facts_give_the_same_findings(tmp_path: Path) -> None:
    one, two = (audited(tmp_path, with_slip(SLIPS[1])) for _ in range(2))
    assert one == two
    assert len({finding.id for finding in one.findings}) == len(one.findings)


def cell(row: int, column: int, heading: str, text: str) -> Fact:
    """Make a cell of a table that no profile knows."""
    return make_fact(
        "cells",
        {"column": str(column), "heading": heading, "text": text},
        where="表9-1",
        row=str(row),
        lines=((row, row),),
        method=Method.TABLE,
        certainty=Certainty.LOW,
    )


def test_a_table_that_no_profile_knows_is_added_up_too() -> None:
    rows = (("渔港", "12"), ("山区", "30"), ("合计", "43"))
    cells = [
        cell(n, column, heading, text)
        for n, row in enumerate(rows, start=1)
        for column, (heading, text) in enumerate(zip(("地区", "人数"), row, strict=True), start=1)
    ]
    findings = audit([Book.of(ReportFacts(REPORT, tuple(cells)))]).findings
    assert [(f.rule, f.arithmetic) for f in findings] == [("total", "12 + 30 = 42 ≠ 43")]
