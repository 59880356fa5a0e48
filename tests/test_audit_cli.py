"""`tvetgraph audit` in any folder, its page, and what `tvetgraph extract` says of a new report."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.test_audit import SLIPS, TEXT, with_slip
from tvetgraph.cli import main
from tvetgraph.graph.audit.tables import HEADER

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TVETGRAPH_REPORTS", raising=False)


def rows(text: str) -> list[dict[str, str]]:
    """Read the rows of a CSV."""
    return list(csv.DictReader(text.splitlines()))


def test_the_bundled_facts_are_audited_in_any_folder(capsys: Captured) -> None:
    assert main(["audit", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert tuple(out.splitlines()[0].split(",")) == HEADER
    assert {"bj-higher-2019", "bj-secondary-2020"} <= {row["report"] for row in rows(out)}
    assert "没有原文，未检查 / without the text, not checked" in err
    assert "所审报告 / reports audited: bj-higher-2019, bj-secondary-2020\n" in err


def test_rule_severity_and_passed_choose_what_is_listed(capsys: Captured) -> None:
    assert main(["audit", "--format", "json", "--rule", "total", "--passed"]) == 0
    bindings = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert {row["severity"]["value"] for row in bindings} == {"holds"}
    assert main(["audit", "--format", "csv", "--severity", "notice"]) == 0
    assert {row["severity"] for row in rows(capsys.readouterr().out)} == {"notice"}


def test_extract_puts_findings_first_in_its_review(tmp_path: Path, capsys: Captured) -> None:
    Path("hz-2031.txt").write_text(with_slip(SLIPS[0]), encoding="utf-8")
    assert main(["extract", "hz-2031.txt", "--out", "facts"]) == 0
    assert "3250 + 4380 + 1990 = 9620 ≠ 9602" in capsys.readouterr().err
    review = tmp_path / "facts" / "review" / "hz-2031"
    page = (review / "review.html").read_text(encoding="utf-8")
    headings = re.findall(r"<h2>([^<]*)", page)
    assert headings[0].startswith("互相矛盾的数字")
    found = rows((review / "audit.csv").read_text(encoding="utf-8"))
    assert {"total", "read-change"} == {row["rule"] for row in found}


def test_a_folder_of_facts_finds_the_text_beside_it(capsys: Captured) -> None:
    Path("hz-2031.txt").write_text(with_slip(SLIPS[-1]), encoding="utf-8")
    main(["extract", "hz-2031.txt", "--out", "facts"])
    capsys.readouterr()
    assert main(["audit", "facts", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert [row["rule"] for row in rows(out)] == [SLIPS[-1]["rule"]]
    assert "没有原文" not in err


def test_the_page_shows_both_sides_and_asks_for_nothing(capsys: Captured) -> None:
    text = with_slip(SLIPS[0]).replace("数据来源", "<script>alert(1)</script>数据来源")
    Path("hz-2031.txt").write_text(text, encoding="utf-8")
    assert main(["audit", "hz-2031.txt", "--passed", "--format", "html", "-o", "a.html"]) == 0
    page = Path("a.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == []
    assert "<script>alert" not in page
    assert page.count("<blockquote>") > page.count("<article")
    assert '<span lang="zh">' in page
    assert '<span lang="en">' in page
    capsys.readouterr()


def test_a_page_without_the_text_quotes_nothing(capsys: Captured) -> None:
    assert main(["audit", "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "<blockquote>" not in page
    assert "原文不在手边" in page


def test_a_report_without_slips_says_so(capsys: Captured) -> None:
    Path("hz-2031.txt").write_text(TEXT, encoding="utf-8")
    assert main(["audit", "hz-2031.txt", "--format", "html"]) == 0
    out, err = capsys.readouterr()
    assert "没有发现" in out
    assert "0 findings" in err


def test_a_build_tells_of_its_findings(built: Path, capsys: Captured) -> None:
    arguments = ["audit", "--build", str(built), "--format", "csv", "--severity", "error"]
    assert main([*arguments, "--rule", "rate"]) == 0
    found = rows(capsys.readouterr().out)
    assert {row["arithmetic"] for row in found} >= {"21558 ÷ 24792 = 86.96% ≠ 81.81%"}
    assert {(row["severity"], row["rule"]) for row in found} == {("error", "rate")}
    assert main(["audit", "--build", str(built), "--format", "html"]) == 1
    assert "--build" in capsys.readouterr().err
