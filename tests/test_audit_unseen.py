"""Reports of other provinces and wordings, read automatically: no false alarm, most slips found."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.test_audit import HOME, audited

UNSEEN = HOME / "unseen"
SLIPS: list[dict[str, Any]] = tomllib.loads((UNSEEN / "slips.toml").read_text(encoding="utf-8"))[
    "slip"
]


def text_of(report: str) -> str:
    """Return the text of an invented report."""
    return (UNSEEN / f"{report}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("report", sorted(path.stem for path in UNSEEN.glob("*.txt")))
def test_a_report_with_correct_figures_gives_no_findings(tmp_path: Path, report: str) -> None:
    result = audited(tmp_path, text_of(report))
    assert [(finding.rule, finding.arithmetic) for finding in result.findings] == []
    assert len(result.checks) > 10


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip['report']}: {slip['new']}")
def test_a_slip_gives_these_findings(tmp_path: Path, slip: dict[str, Any]) -> None:
    text = text_of(slip["report"])
    assert text.count(slip["old"]) == 1
    findings = audited(tmp_path, text.replace(slip["old"], slip["new"])).findings
    assert [[f.rule, str(f.severity), f.arithmetic] for f in findings] == slip["findings"]


def test_slips_of_ten_kinds_are_planted() -> None:
    assert len({slip["kind"] for slip in SLIPS}) >= 10


# Sentences that say less, or something else, than their numbers seem to.
FITTING = (
    "全省有职教集团 36 个，其中国家级 3 个，覆盖行业协会 85 个、企业 3120 家。",
    "年生均拨款 15108.44 元，比上年提高 456.14 元，其中专项经费 3345.80 元。",
    "在岗教职工 45630 人，比上年增加 818 人，专任教师占在岗教职工的 76.40%。",
    "专任教师 3412 人，其中研究生学历 1206 人、高级职称 1318 人、双师型教师 1102 人。",
    "全省专业布点 3120 个，其中加工制造类 912 个、信息技术类 845 个、财经商贸类 803 个。",
    "招收留学生 2136 人，较上年的 1684 人有所增加，其中学历生 865 人、非学历生 1271 人。",
    "毕业生 14985 人。文化课合格率 96.8%，技能合格率 98.1%，毕业率 99.2%。",
    "建设联合体 9 个（其中国家级 2 个）、共同体 21 个（国家级 3 个、省级 18 个）。",
    "全省高职专业 2022 年新增 8 个、停招 5 个、撤销 3 个专业。",
    "落实资助 6.48 亿元，惠及学生 21.6 万人次。其中国家奖学金 420 人，每人 8000 元。",
    "普高毛入学率 92.5%，比上年提高 0.5 个百分点。\n\n中职巩固率 98%，比上年提高 0.6 个百分点。",
)


@pytest.mark.parametrize("sentence", FITTING)
def test_what_no_figure_decides_is_left_alone(tmp_path: Path, sentence: str) -> None:
    text = f"{text_of('lingxi-2019')}\n\n（三）其他\n\n{sentence}\n"
    assert [(f.rule, f.arithmetic) for f in audited(tmp_path, text).findings] == []


def test_the_same_parts_of_two_things_are_not_compared(tmp_path: Path) -> None:
    tables = [
        f"表1-{n} 云州市中等职业学校{what}情况（单位：人）\n学校类别 2030 2031\n{rows}\n"
        for n, what, rows in (
            (1, "招生", "普通中专 100 120\n职业高中 200 210\n合计 300 330"),
            (2, "毕业生", "普通中专 90 91\n职业高中 190 180\n合计 280 271"),
        )
    ]
    text = "云州市中等职业教育质量年度报告\n（2031年）\n一、规模\n" + "\n".join(tables)
    told = audited(tmp_path, text)
    assert [finding.arithmetic for finding in told.findings] == []
    again = audited(tmp_path, text.replace("职业高中 190", "职业高中 200"))
    assert {f.arithmetic for f in again.findings if f.rule == "same-series"} == {
        "表1-1 100 ≠ 表1-2 90",
        "表1-1 120 ≠ 表1-2 91",
        "表1-1 210 ≠ 表1-2 180",
    }
