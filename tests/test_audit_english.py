"""What a reader of English meets of the audit: on the terminal, in its page and in the review."""

import csv
import re
from pathlib import Path

import pytest

from tests.test_audit import SLIPS, with_slip
from tvetgraph.cli import main
from tvetgraph.graph.audit.findings import Severity

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def slipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a report that has a slip."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TVETGRAPH_REPORTS", raising=False)
    Path("hz-2031.txt").write_text(with_slip(SLIPS[0]), encoding="utf-8")


def test_the_table_names_what_it_is_about_in_both_languages(capsys: Captured) -> None:
    assert main(["audit", "hz-2031.txt", "--rule", "total"]) == 0
    chinese, english, line, *rows = capsys.readouterr().out.splitlines()
    starts = [found.start() for found in re.finditer("-+", line)]
    assert "同左，英文" in chinese
    assert english.split()[5:] == ["what", "what", "en", "arithmetic"]
    assert len(starts) == 8
    assert "  表2-1 小计 招生 2030  Table 2-1 subtotal, intake, 2030  " in rows[0]


def test_csv_keeps_its_columns(capsys: Captured) -> None:
    assert main(["audit", "hz-2031.txt", "--format", "csv"]) == 0
    assert "what_en" not in next(csv.reader(capsys.readouterr().out.splitlines()))


def test_the_page_tells_figures_places_and_report_in_english(capsys: Captured) -> None:
    assert main(["audit", "hz-2031.txt", "--rule", "total", "--format", "html"]) == 0
    page = capsys.readouterr().out
    english = re.findall(r'<span lang="en">([^<]*)</span>', page)
    assert [text for text in english if re.fullmatch(r"Table [\d-]+", text)]
    assert [text for text in english if re.fullmatch(r"[\d,]+ persons", text)]
    assert "error" in english
    assert 'lang="zh">错误<' in page


def test_extract_says_its_findings_in_both_languages(capsys: Captured) -> None:
    assert main(["extract", "hz-2031.txt", "--out", "facts"]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert any(" / Table 2-1 subtotal, intake, 2030: " in line for line in said)
    page = Path("facts/review/hz-2031/review.html").read_text(encoding="utf-8")
    assert "错误 / error" in page


def test_every_severity_has_a_name_in_chinese() -> None:
    assert [it.zh for it in Severity] == ["错误", "可疑", "须知", "相符"]
