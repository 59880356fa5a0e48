"""Headings are told by their numbers and by how the lines around them join, at any line width."""

from itertools import chain
from pathlib import Path

import pytest

from tests.paper import wrapped
from tvetgraph.loaders.extract import extract
from tvetgraph.loaders.outline import Outline, read_outline
from tvetgraph.loaders.text import Document

STORY = (
    "一、专业发展",
    "云州市各学校对应一、二、三产业设置专业，对应三、二、一产业的专业数为二十个，服务三、二、一产业的专业由企业和学校共建。",
    "（一）启动第二批工程师学院建设项目，首批工程师学院建设取得阶段成果，专业群与产业群对接更加紧密",
    "云州市各学校的专业由企业和学校共同建设，企业和学校共同培养人才，服务云州市产业发展。",
    "【案例 1-1】校企合作办学三十年。云州市机械学校与企业培养人才，共同建设专业，服务产业发展。",
    "（二）统筹安排实践性教学，线上线下相结合组织学生实习实践",
    "2031 年，云州市各学校的专业由企业和学校共同建设，企业和学校共同培养人才，服务产业发展。",
    "二、问题与展望",
    "云州市各学校的专业由企业和学校共同建设，服务云州市产业发展。",
)
SECTIONS = [
    ("1", "专业发展"),
    (
        "1.1",
        "启动第二批工程师学院建设项目，首批工程师学院建设取得阶段成果，专业群与产业群对接更加紧密",
    ),
    ("1.2", "统筹安排实践性教学，线上线下相结合组织学生实习实践"),
    ("2", "问题与展望"),
]


def outline(paragraphs: tuple[str, ...], limit: int) -> Outline:
    """Read paragraphs that are wrapped at so many characters."""
    lines = tuple(chain.from_iterable(wrapped(text, limit) for text in paragraphs))
    return read_outline(Document("x.txt", lines, ""), ())


@pytest.mark.parametrize("limit", [22, 26, 28, 30, 31, 34, 40, 46, 60])
def test_wrapping_neither_makes_headings_nor_loses_them(limit: int) -> None:
    read = outline(STORY, limit)
    assert [(section.number, section.title) for section in read.sections] == SECTIONS
    assert [(case.title, case.section) for case in read.cases] == [("校企合作办学三十年", "1.1")]


def test_a_heading_that_ends_in_a_comma_is_found_by_its_number() -> None:
    lines = (
        "一、政策",
        "1．出台《关于深化职业教育改革的若干意见》，破解重点难点问题，",
        "2031 年 5 月，云州市教育局出台了若干意见，云州市各学校积极落实",
        "各项任务。",
        "2．出台防控措施",
        "云州市教育局统筹防控。",
    )
    read = read_outline(Document("x.txt", lines, ""), ())
    assert [(section.number, section.title, section.first) for section in read.sections] == [
        ("1", "政策", 1),
        ("1.1", "出台《关于深化职业教育改革的若干意见》，破解重点难点问题", 2),
        ("1.2", "出台防控措施", 5),
    ]


def test_a_case_whose_title_fills_its_line_does_not_take_the_text_below() -> None:
    lines = (
        "案例 2-1 发扬优良作风，荣获优秀退役士兵荣誉称号的故事",
        "潘同学于 2031 年 9 月考入云州财贸职业学院，加入了护卫",
        "队，训练使他成长。",
    )
    (case,) = read_outline(Document("x.txt", lines, ""), ()).cases
    assert (case.title, case.titled) == ("发扬优良作风，荣获优秀退役士兵荣誉称号的故事", 1)


def test_headings_may_be_numbered_by_decimals() -> None:
    lines = (
        "1 学生发展",
        "1.1 立德树人",
        "2031 年，云州市各学校开展主题教育。",
        "1.2在校体验",
        "3 所学校参加调查。",
        "2 教学改革",
        "2.1 专业  建设",
        "云州市各学校建设专业。",
    )
    read = read_outline(Document("x.txt", lines, ""), ())
    assert [(s.level, s.number, s.title) for s in read.sections] == [
        (1, "1", "学生发展"),
        (2, "1.1", "立德树人"),
        (2, "1.2", "在校体验"),
        (1, "2", "教学改革"),
        (2, "2.1", "专业建设"),
    ]


def test_rows_that_begin_with_a_number_are_no_headings() -> None:
    lines = ("一、规模", "1 毕业生人数 人", "2 就业人数 人", "1.5 万人就业。", "二、质量", "很好。")
    read = read_outline(Document("x.txt", lines, ""), ())
    assert [section.title for section in read.sections] == ["规模", "质量"]


@pytest.mark.parametrize("mark", ["【案例 1-1】", "【案  例 1－1】", "【案例０１-１】"])
def test_a_case_may_be_marked_with_spaces_and_other_signs(mark: str) -> None:
    lines = ("一、育人", f"{mark}携手  育人。云州市机械学校开展活动。")
    read = read_outline(Document("x.txt", lines, ""), ())
    assert [(case.number, case.title) for case in read.cases] == [("案例1-1", "携手育人")]


def test_cases_may_be_numbered_through() -> None:
    lines = (
        "一、育人",
        "典型案例一：海上课堂",
        "云州市机械学校与春晖职业学校共同开课，课程面向全市学生，",
        "案例2 云端课堂",
        "云州市春晖职业学校与机械学校共同开课，做法与经验见案例",
        "3 所示。",
    )
    read = read_outline(Document("x.txt", lines, ""), ())
    assert [(case.number, case.title, case.last) for case in read.cases] == [
        ("案例1", "海上课堂", 3),
        ("案例2", "云端课堂", 6),
    ]


def test_a_heading_right_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "云州市中等职业教育质量年度报告\n（2031年）\n1 基本情况\n1.1 规模\n"
        "表1-1 云州市中等职业学校招生情况（单位：人）\n学校类别 2030 2031\n"
        "普通中专 100 120\n合计 300 330\n1.2 专业\n云州市机械学校开设数控技术专业。\n"
        "表1-2 云州市中等职业学校毕业生情况（单位：人）\n学校类别 2030 2031\n"
        "普通中专 90 91\n合计 280 271\n2 合作\n2.1 办学\n云州市机械学校与企业合作。\n",
        encoding="utf-8",
    )
    facts = extract(path, report_id="x").facts.facts
    read = [(f.values["indicator"], f.values["value"]) for f in facts if f.kind == "observations"]
    assert read == [
        *(("普通中专", "100"), ("普通中专", "120"), ("合计", "300"), ("合计", "330")),
        *(("普通中专", "90"), ("普通中专", "91"), ("合计", "280"), ("合计", "271")),
    ]
    titles = [f.values["title"] for f in facts if f.kind == "sections"]
    assert titles == ["基本情况", "规模", "专业", "合作", "办学"]


def test_a_value_is_no_end_of_a_label_though_a_number_stands_below(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "云州市中等职业教育质量年度报告\n（2031年）\n表1-1 招生情况（单位：人）\n"
        "学校类别 2030 2031\n普通中专 100 120\n合计 300 330\n\n"
        "2 合作\n云州市机械学校与企业合作。\n",
        encoding="utf-8",
    )
    facts = extract(path, report_id="x").facts.facts
    read = [(f.values["indicator"], f.values["value"]) for f in facts if f.kind == "observations"]
    assert read[-2:] == [("合计", "300"), ("合计", "330")]
