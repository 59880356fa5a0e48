"""Reports that do not exist are read whole: other names, figures, widths, page breaks, numbers."""

from collections import Counter
from pathlib import Path

import pytest

from tests.invented import Expected, report, stories
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.extract import Extraction, extract
from tvetgraph.loaders.facts import Fact

NOBODY = Authority()
_BESIDE = {"table", "printed", "printed_label"}


def read(folder: Path, lines: list[str]) -> Extraction:
    """Extract a report of the given lines with no name known beforehand."""
    path = folder / "hz-2031.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return extract(path, authority=NOBODY)


def stated(facts: list[Fact]) -> Counter[str]:
    """Return facts by kind and content, without what the expectation leaves open."""
    return Counter(
        repr((fact.kind, sorted((k, v) for k, v in fact.values.items() if k not in _BESIDE)))
        for fact in facts
    )


def expected(facts: list[Expected]) -> Counter[str]:
    """Return expectations in the same form; an empty value is no value."""
    return Counter(repr((k, sorted((n, v) for n, v in vs.items() if v))) for k, vs in facts)


@pytest.mark.parametrize("seed", range(5))
def test_every_row_of_an_invented_report_is_read(tmp_path: Path, seed: int) -> None:
    extraction = read(tmp_path, report(seed))
    want = [fact for story in stories(seed) for fact in story.facts]
    kinds = {kind for kind, _ in want}
    got = [f for f in extraction.facts.facts if f.kind in kinds and "学制" not in f.values.values()]
    numbers = {"招生人数"}  # observations that repeat what an apprenticeship row says
    got = [f for f in got if f.values.get("indicator") not in numbers]
    assert stated(got) == expected(want)
    assert extraction.misunderstood == ()


def test_evidence_points_at_the_lines_of_the_row(tmp_path: Path) -> None:
    lines = report(3)
    extraction = read(tmp_path, lines)
    pipelines = [fact for fact in extraction.facts.facts if fact.kind == "pipelines"]
    assert pipelines
    for fact in pipelines:
        (first, last) = fact.lines[0]
        text = "".join("".join(lines[first - 1 : last]).split())
        school = fact.values["stages"].split("|")[0]
        assert school[:6] in text
        assert fact.row in text


def test_what_stands_in_no_profile_is_kept_and_listed(tmp_path: Path) -> None:
    lines = [
        "海州市职业教育质量年度报告 2031",
        "一、渔业",
        "表 4-9 2031 年渔港实习船只一览表",
        "船名 吨位 船长室",
        "海鸥号 120 有",
        "海燕号 80 无",
        "以上船只都在近海航行，学生轮流上船。",
    ]
    extraction = read(tmp_path, lines)
    cells = [dict(f.values) for f in extraction.facts.facts if f.kind == "cells"]
    assert cells[:3] == [
        {"column": "1", "heading": "船名", "text": "海鸥号"},
        {"column": "2", "heading": "吨位", "text": "120"},
        {"column": "3", "heading": "船长室", "text": "有"},
    ]
    assert len(cells) == 6
    assert [(m.lines, m.where) for m in extraction.misunderstood] == [
        ((3, 3), "表4-9 2031 年渔港实习船只一览表")
    ]


def test_names_nobody_knows_are_proposed(tmp_path: Path) -> None:
    extraction = read(tmp_path, report(5))
    names = {entry.name for entry in extraction.proposals.organisations.values()}
    pipelines = [fact for fact in extraction.facts.facts if fact.kind == "pipelines"]
    for fact in pipelines:
        for stage in fact.values["stages"].split(" > "):
            assert stage.split("|")[0] in names


@pytest.mark.parametrize(
    ("groups", "labels"),
    [
        (("招生", "在校生", "毕业生"), ("公办", "民办", "合计")),
        (("招生数", "在校生数"), ("公办", "民办", "合计")),
        (("招生", "在校生"), ("普通中专", "职业高中", "小计")),
        (("学校数", "教职工", "专任教师"), ("甲类学校", "乙类学校", "小计")),
    ],
)
def test_blocks_of_a_matrix_keep_their_headings(
    tmp_path: Path, groups: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    blocks = [
        [group, *(f"{label} {n}1 {n}2" for n, label in enumerate(labels, start=1))]
        for group in groups
    ]
    lines = [
        "2031 年海州市中等职业教育质量年度报告",
        "一、规模",
        "表1-1 2030—2031 年海州市中等职业学校学生数量情况",
        "类别 2030 年 2031 年",
        *(line for block in blocks for line in block),
        "数据来源：海州市教育局。",
    ]
    read_rows = [
        (f.values["indicator"], f.values["dimensions"], f.values["period"], f.values["value"])
        for f in read(tmp_path, lines).facts.facts
        if f.kind == "observations"
    ]
    assert read_rows == [
        (group, f"类别={label}", year, f"{n}{last}")
        for group in groups
        for n, label in enumerate(labels, start=1)
        for year, last in (("2030", "1"), ("2031", "2"))
    ]


WORDED_OTHERWISE = [
    "2031 年海州市职业教育质量年度报告",
    "一、竞赛",
    "表1-1 2031 年全国职业院校技能大赛获奖情况",
    "序号 学校 一等奖 二等奖 三等奖 合计",
    "1 海州市云台职业学校 1 2 3 6",
    "二、招生",
    "表2-1 2030、2031 年招生录取情况",
    "年份 计划招生数（人） 实际录取数（人） 实际报到数（人）",
    "2030 年 900 880 860",
    "2031 年 950 940 930",
    "三、专业",
    "表3-1 2031 年海州市中等职业学校新增专业一览表",
    "序号 学校 专业类别 专业代码 专业名称 学制（年）",
    "1 海州市云台职业学校 交通运输类 700301 船舶驾驶 三",
]


def test_headings_may_be_worded_otherwise(tmp_path: Path) -> None:
    facts = read(tmp_path, WORDED_OTHERWISE).facts.facts
    awards = [f.values for f in facts if f.kind == "awards"]
    assert {values["competition"] for values in awards} == {"全国职业院校技能大赛"}
    assert [(values["level"], values["count"]) for values in awards] == [
        ("一等奖", "1"),
        ("二等奖", "2"),
        ("三等奖", "3"),
        ("合计", "6"),
    ]
    enrolled = [f.values for f in facts if f.where == "表2-1" and f.kind == "observations"]
    figures = [(values["period"], values["value"]) for values in enrolled]
    assert figures == [
        *(("2030", value) for value in ("900", "880", "860")),
        *(("2031", value) for value in ("950", "940", "930")),
    ]
    assert [f.values["major"] for f in facts if f.kind == "offerings"] == ["船舶驾驶"]
