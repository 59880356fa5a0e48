"""Whom a sentence is about: carried over from a case, told from objects, named behind clauses."""

import pytest

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.facts import Fact, Report
from tvetgraph.loaders.outline import read_outline
from tvetgraph.loaders.prose import read_prose
from tvetgraph.loaders.text import Document

ACTED = "，开展了“晨星行动”主题教育活动。"


def facts(*lines: str, region: str = "云州市") -> tuple[Fact, ...]:
    """Return what is read from the lines of a report."""
    document = Document("x.txt", lines, "")
    report = Report("x", "x", "secondary", region, 2031)
    read = read_prose(
        document,
        skip=frozenset(),
        outline=read_outline(document, ()),
        authority=Authority(),
        report=report,
    )
    return read.facts


def activities(*lines: str, region: str = "云州市") -> list[Fact]:
    """Return the activities among it."""
    return [fact for fact in facts(*lines, region=region) if fact.kind == "activities"]


def actors(*lines: str, region: str = "云州市") -> list[tuple[int, str]]:
    """Return the lines and subjects of the activities, each once."""
    found = activities(*lines, region=region)
    return list(dict.fromkeys((f.lines[0][0], f.values["subject_organisation"]) for f in found))


def test_a_case_s_title_is_about_the_school_that_its_text_names_first() -> None:
    title, text = "【案例 1-1】打造“晨星行动”德育品牌。", "云州市机械学校历史悠久。"
    assert actors(title, text) == [(1, "云州市机械学校")]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("云州市教育局重视德育。各中等职业学校精心组织" + ACTED, "各中等职业学校"),
        ("云州市教育局重视德育。各中等职业学校可选派师生" + ACTED, "云州市教育局"),
        ("云州市教育局重视德育。在全市和各中等职业学校宣传" + ACTED, "云州市教育局"),
        ("为统筹发展，加强衔接，畅通升学，云州市教育局积极组织师生" + ACTED, "云州市教育局"),
        (
            "云州市机械学校争先。大赛汇聚云州市春晖学校、云州市临水职业高中" + ACTED,
            "云州市机械学校",
        ),
    ],
)
def test_the_subject_of_a_sentence(sentence: str, subject: str) -> None:
    assert actors(sentence) == [(1, subject)]


@pytest.mark.parametrize(
    ("region", "last"), [("云海省", "石桥县职业高中"), ("云州市", "云州市机械学校")]
)
def test_a_province_has_counties_of_its_own(region: str, last: str) -> None:
    case = "【案例 1-1】育人为先。云州市机械学校历史悠久。石桥县职业高中精心组织" + ACTED
    assert actors(case, region=region) == [(1, last)]


def test_what_a_document_asks_for_is_asked_by_who_issued_it_and_not_done() -> None:
    issued = "2031年，云州市教育局发布《云州市职业教育改革实施意见》。云州市机械学校认真学习。"
    asked = "《意见》提出，打造“晨星课堂”德育模式。成立云州市课程指导委员会。"
    found = [
        (fact.values["subject_organisation"], fact.values["relation"], fact.values["object_name"])
        for fact in activities("一、政策", issued, asked, "二、成效", "很好。")
        if fact.lines[0][0] == 3
    ]
    assert found == [
        ("云州市教育局", "提出打造", "“晨星课堂”德育模式"),
        ("云州市教育局", "提出成立", "云州市课程指导委员会"),
    ]


def test_of_two_wordings_around_a_quoted_name_the_longer_stays() -> None:
    found = activities("云州市机械学校推进职业院校德育“晨星引路”创建评选活动。")
    names = [fact.values["object_name"] for fact in found]
    assert names == ["职业院校德育“晨星引路”创建评选活动"]


def test_a_body_wins_no_prize() -> None:
    held = "云州市教育局举办全市职业院校技能大赛，评出一等奖12个。"
    won = "云州市机械学校在全国职业院校技能大赛中获一等奖2项。"
    awards = [f.values["recipient"] for f in facts("一、赛事", held, won) if f.kind == "awards"]
    assert awards == ["云州市机械学校"]
