"""Headings are told by their numbers and by how the lines around them join, at any line width."""

from itertools import chain

import pytest

from tests.paper import wrapped
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
