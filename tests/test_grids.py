"""A plain grid of words and numbers is read though no profile knows it; what is none is not."""

from pathlib import Path

import pytest

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.extract import extract
from tvetgraph.loaders.tokens import blank_cells

FRAME = """2031年云海省中等职业教育质量年度报告
一、规模
{caption}
{table}
二、其他
很好，就是这样。
"""
Figure = tuple[str, str, str, str, str]


def figures(path: Path, caption: str, table: str) -> list[Figure]:
    """Return indicator, dimensions, period, value and unit of the figures in one table."""
    report = path / "yunhai-2031.txt"
    report.write_text(FRAME.format(caption=caption, table=table), encoding="utf-8")
    facts = extract(report, authority=Authority()).facts.facts
    return [
        (
            fact.values["indicator"],
            fact.values.get("dimensions", ""),
            fact.values["period"],
            fact.values["value"],
            fact.values.get("unit", ""),
        )
        for fact in facts
        if fact.kind == "observations"
    ]


@pytest.mark.parametrize("number", ["表1-1", "表1.1", "表 1—1", "表１－１", "表1", "附表 1："])
def test_a_caption_may_be_numbered_in_any_way(tmp_path: Path, number: str) -> None:
    caption = f"{number} 2031年云海省各市学生情况（单位：人）"
    assert figures(tmp_path, caption, "地区 招生数\n石桥市 1,203\n新浦市 980") == [
        ("招生数", "地区=石桥市", "2031", "1203", "人"),
        ("招生数", "地区=新浦市", "2031", "980", "人"),
    ]


def test_years_in_the_stub_are_periods(tmp_path: Path) -> None:
    caption = "表1-1 2030—2031年云海省中等职业学校数\n单位：所"
    assert figures(tmp_path, caption, "年份 合计 职业高中\n2030 24 11\n2031 22 —") == [
        ("云海省中等职业学校数", "类别=合计", "2030", "24", "所"),
        ("云海省中等职业学校数", "类别=职业高中", "2030", "11", "所"),
        ("云海省中等职业学校数", "类别=合计", "2031", "22", "所"),
    ]


def test_a_change_beside_years_is_an_indicator_of_its_own(tmp_path: Path) -> None:
    table = "项目 2030年 2031年 增减\n占地面积（万平方米） 8.4 8.1 -0.3\n计算机（台） 426 441 15"
    assert figures(tmp_path, "表1-1 办学条件", table) == [
        ("占地面积", "", "2030", "8.4", "万平方米"),
        ("占地面积", "", "2031", "8.1", "万平方米"),
        ("占地面积增减", "", "2031", "-0.3", "万平方米"),
        ("计算机", "", "2030", "426", "台"),
        ("计算机", "", "2031", "441", "台"),
        ("计算机增减", "", "2031", "15", "台"),
    ]


def test_what_only_says_how_is_counted_takes_its_name_from_the_title(tmp_path: Path) -> None:
    table = "序号 去向 人数 比例\n1 升学 120 60%\n2 就业 80 40%"
    assert figures(tmp_path, "表1-1 2031年毕业生去向统计表", table) == [
        ("毕业生去向人数", "去向=升学", "2031", "120", ""),
        ("毕业生去向比例", "去向=升学", "2031", "60", "%"),
        ("毕业生去向人数", "去向=就业", "2031", "80", ""),
        ("毕业生去向比例", "去向=就业", "2031", "40", "%"),
    ]
    across = "职称 正高级 初级\n人数 15 28\n比例 35% 65%"
    assert figures(tmp_path, "表1-1 教师职称统计表", across)[2:] == [
        ("教师职称比例", "职称=正高级", "2031", "35", "%"),
        ("教师职称比例", "职称=初级", "2031", "65", "%"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "学校 负责人\n石桥学校 甲\n新浦学校 乙",
        "地区 招生数 说明\n石桥市 1203\n新浦市 980",
        "1203 980\n1 2\n3 4",
    ],
)
def test_what_is_no_grid_is_not_read_as_one(tmp_path: Path, table: str) -> None:
    assert figures(tmp_path, "表1-1 各市情况", table) == []


def test_digits_that_run_together_are_no_years(tmp_path: Path) -> None:
    """合计 36215 101120 33020 has as many digits as four years."""
    table = "地区\n招生数 在校生数 毕业生数\n石桥市 1 2\n合计 36215 101120 33020\n"
    assert figures(tmp_path, "表1-1 各市情况", table) == []


def test_bars_may_part_the_cells(tmp_path: Path) -> None:
    table = "| 地区 | 招生数 |\n|:---|---:|\n| 石桥市 | 12 |\n| 新浦市 | 9 |"
    assert figures(tmp_path, "表1 2031年各市招生数（人）", table) == [
        ("招生数", "地区=石桥市", "2031", "12", "人"),
        ("招生数", "地区=新浦市", "2031", "9", "人"),
    ]


def test_a_scope_that_no_profile_knows_is_a_column_all_the_same(tmp_path: Path) -> None:
    table = "项目 云海省 全国平均 合格标准\n生师比 17.2:1 18.1:1 20:1\n图书（册） 41 36 30"
    assert figures(tmp_path, "表1 2031年办学条件", table)[::3] == [
        ("生师比", "项目=云海省", "2031", "17.2", ":1"),
        ("图书", "项目=云海省", "2031", "41", "册"),
    ]


@pytest.mark.parametrize("wide", [False, True])
def test_a_form_feed_is_no_part_of_a_cell(*, wide: bool) -> None:
    tokens = blank_cells("\f石桥市 12\f", 7, wide=wide)
    assert [token.text for token in tokens] == ["石桥市", "12"]


def test_several_words_of_a_row_are_dimensions(tmp_path: Path) -> None:
    table = (
        "序号 学校名称 试点专业 合作企业数 学徒人数\n"
        "1 石桥机电工程学校 数控技术应用 3 85\n2 新浦旅游职业中专 饭店运营与管理 2 62"
    )
    assert figures(tmp_path, "表1-1 2031年试点学校一览表", table) == [
        ("合作企业数", "学校=石桥机电工程学校;试点专业=数控技术应用", "2031", "3", ""),
        ("学徒人数", "学校=石桥机电工程学校;试点专业=数控技术应用", "2031", "85", ""),
        ("合作企业数", "学校=新浦旅游职业中专;试点专业=饭店运营与管理", "2031", "2", ""),
        ("学徒人数", "学校=新浦旅游职业中专;试点专业=饭店运营与管理", "2031", "62", ""),
    ]
