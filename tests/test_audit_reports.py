"""Rules that read several reports at once, and findings that are told more mildly, with reason."""

import re
from pathlib import Path

import pytest

from tests.test_audit import TEXT, audited
from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.engine import Audit, audit
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.extract import extract

EARLIER = """2030 年禾州市中等职业教育质量年度报告

第一部分 发展与质量

一、发展概况

2030 年，禾州市教育局评选第二批“一校一特”德育品牌。

表 1-1 2029—2030 年禾州市中等职业学校学生数量情况（单位：人）
类别 2029 年 2030 年
招生
普通中专（人） 3010 3250
职业高中（人） 4120 4380
技工学校（人） 1870 1990
小计 9000 9620
"""
HOURS = """
表 2-8 2029—2031 年禾州市中等职业学校教师周学时情况
类别 2029 年 2030 年 2031 年
教师平均周学时 14.90 17.60 16.70
"""


def both(folder: Path, earlier: str, later: str) -> Audit:
    """Audit two reports together."""
    books: list[Book] = []
    for name, text in (("hz-2030", earlier), ("hz-2031", later)):
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        extraction = extract(path, authority=Authority())
        books.append(Book.of(extraction.facts, extraction.document))
    return audit(books)


def told(result: Audit) -> list[tuple[str, str, str]]:
    """Write findings as rule, severity and arithmetic."""
    return [(f.rule, str(f.severity), f.arithmetic) for f in result.findings]


def test_two_reports_that_agree_give_no_findings_and_say_so(tmp_path: Path) -> None:
    result = both(tmp_path, EARLIER, TEXT)
    assert told(result) == []
    agreed = next(check for check in result.checks if check.rule == "between")
    assert "表1-1 9620 = 表2-1 9620" in agreed.arithmetic


def test_a_figure_that_two_reports_print_differently_is_found(tmp_path: Path) -> None:
    slipped = EARLIER.replace("1990", "1890").replace("9620", "9520")
    assert told(both(tmp_path, slipped, TEXT)) == [
        ("between", "warning", "表1-1 1890 ≠ 表2-1 1990"),
        ("between", "warning", "表1-1 9520 ≠ 表2-1 9620"),
    ]


def test_reports_of_two_regions_are_not_compared(tmp_path: Path) -> None:
    slipped = EARLIER.replace("1990", "1890").replace("9620", "9520").replace("禾州", "临浦")
    assert told(both(tmp_path, slipped, TEXT)) == []


def test_the_batch_of_the_year_before_decides_which_of_two_is_odd(tmp_path: Path) -> None:
    slipped = TEXT.replace("评选第三批", "评选第二批")
    found = "第三批 ≠ 第二批（2030: 第二批）"
    assert told(both(tmp_path, EARLIER, slipped)) == [("batch", "warning", found)]


def test_two_batches_named_in_one_sentence_are_no_finding(tmp_path: Path) -> None:
    both_named = TEXT.replace("评选第三批", "评选第二批“一校一特”、第三批")
    assert told(audited(tmp_path, both_named)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("大赛分为组队、制定方案、实施、总结四个环节。", []),
        ("大赛分为组队、制定方案、实施与总结四个环节。", [("listed", "notice", "3 ≠ 四")]),
        ("大赛分为组队、制定方案、总结四个环节。", [("listed", "warning", "3 ≠ 四")]),
    ],
)
def test_a_list_that_may_join_two_items_is_told_mildly(
    tmp_path: Path, sentence: str, found: list[tuple[str, str, str]]
) -> None:
    assert told(audited(tmp_path, f"{TEXT}\n{sentence}\n")) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("有所下降", []),
        ("逐渐增加", [("words", "notice", "2031: 16.70 < 2030: 17.60")]),
    ],
)
def test_a_word_that_is_right_over_a_longer_span_is_a_notice(
    tmp_path: Path, words: str, found: list[tuple[str, str, str]]
) -> None:
    text = f"{TEXT}\n2031 年，禾州市中职教师平均周学时{words}。\n{HOURS}"
    result = audited(tmp_path, text)
    assert told(result) == found
    assert {f.cause["zh"][:7] for f in result.findings} <= {"只在更长的时期"}


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("44.00", []),
        ("74.00", [("per-head-near", "warning", "1306360平方米 ÷ 29690 = 44.00 ≉ 74.00")]),
    ],
)
def test_a_value_per_head_far_from_the_total_in_prose_is_found(
    tmp_path: Path, printed: str, found: list[tuple[str, str, str]]
) -> None:
    alone = re.sub(r"表 2-2 2029.*?编。\n\n", "", TEXT, count=1, flags=re.DOTALL)
    alone = alone.replace("见表 2-2、表 2-3", "见表 2-3")
    text = alone.replace("43.00 43.00 44.00", f"43.00 43.00 {printed}")
    assert told(audited(tmp_path, text)) == found


@pytest.mark.parametrize(
    ("share", "change", "found"),
    [
        ("60.00", "5.00", []),
        ("66.00", "5.00", [("read-level", "error", "表2-5 60.00% ≠ 2.6 66.00")]),
        ("60.00", "5.50", [("read-change", "error", "60.00% − 55.00% = 5.00% ≠ 5.50%")]),
    ],
)
def test_a_telling_name_means_its_row_however_far_off_it_is_printed(
    tmp_path: Path, share: str, change: str, found: list[tuple[str, str, str]]
) -> None:
    between = "禾州市继续推进职业教育发展。\n\n" * 70
    said = f"2031 年，禾州市“双师型”教师占比为 {share}%，比上年提高 {change}%。\n"
    result = audited(tmp_path, f"{TEXT}\n{between}{said}")
    assert told(result) == found
