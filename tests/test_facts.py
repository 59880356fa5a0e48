"""Facts: what makes one, what its id follows from, and how its cells are split."""

import pickle

import pytest

from tvetgraph.loaders.errors import FactError
from tvetgraph.loaders.facts import (
    Certainty,
    Fact,
    Method,
    Stage,
    make_fact,
    members,
    number_duplicates,
    pairs,
    stages,
    to_stages_cell,
)
from tvetgraph.loaders.kinds import KINDS, ColumnType
from tvetgraph.loaders.values import CellNames, names_of, spans, to_lines_cell

AWARD = {"recipient": "明市第一职业学校", "competition": "明市技能大赛", "level": "一等奖"}


def _award(values: dict[str, str] | None = None, *, where: str = "表3-1", row: str = "1") -> Fact:
    return make_fact(
        "awards",
        AWARD | (values or {}),
        where=where,
        row=row,
        lines=[(12, 15), (9, 9)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )


def test_the_id_follows_from_place_and_content() -> None:
    fact = _award()
    other = [_award(where="表3-2"), _award(row="2"), _award({"count": "1"}), _award({"stage": "1"})]
    assert fact.id == "awards-7459b1a091"
    assert len({fact.id, *(fact.id for fact in other)}) == 5
    moved = make_fact(
        "awards",
        dict(reversed(AWARD.items())) | {"count": " "},
        where="表3-1",
        row="1",
        lines=[(1, 1)],
        method=Method.CURATED,
        certainty=Certainty.LOW,
    )
    assert moved.id == fact.id


def test_an_id_of_two_words_is_one_slug() -> None:
    fact = make_fact(
        "major_groups",
        {"school": "明市第一职业学校", "group": "会计专业群"},
        where="表1",
        row="",
        lines=[(1, 1)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )
    assert fact.id.rpartition("-")[0] == "major-groups"


def test_the_same_fact_twice_gets_two_ids() -> None:
    fact, other = _award(), _award(row="2")
    ids = [numbered.id for numbered in number_duplicates([fact, other, fact, fact])]
    assert ids == [fact.id, other.id, f"{fact.id}-2", f"{fact.id}-3"]


def test_an_unknown_kind_or_column_makes_no_fact() -> None:
    with pytest.raises(FactError) as caught:
        make_fact(
            "rewards",
            AWARD,
            where="表1",
            row="",
            lines=[(1, 1)],
            method=Method.TABLE,
            certainty=Certainty.HIGH,
        )
    known = ", ".join(KINDS)
    assert str(caught.value) == f"不认识的种类 / unknown kind: rewards; 可用 / use {known}"
    with pytest.raises(FactError) as caught:
        _award({"colour": "红"})
    assert str(caught.value) == (
        "不认识的列 / unknown column: colour; "
        "可用 / use recipient, competition, stage, level, count, year"
    )


def test_a_fact_travels_between_processes() -> None:
    fact = _award()
    assert pickle.loads(pickle.dumps(fact)) == fact  # noqa: S301 - our own bytes
    assert {fact} == {_award()}


def test_cells_are_split() -> None:
    assert members("甲 ; 乙") == ["甲", "乙"]
    assert pairs("性别=女; 式=a=b") == [("性别", "女"), ("式", "a=b")]
    assert to_stages_cell(stages("甲|会计|3  >  乙||")) == "甲|会计|3 > 乙||"
    assert stages("甲|会计|3 > 乙||") == [Stage("甲", "会计", "3"), Stage("乙", "", "")]
    assert spans("12;14-20") == ((12, 12), (14, 20))
    assert to_lines_cell(((12, 12), (14, 20))) == "12;14-20"
    assert (members(""), pairs(""), stages(""), spans("")) == ([], [], [], ())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("音乐教育、科学教育", ("音乐教育", "科学教育")),
        ("数字媒体（动画、游戏方向）、会计", ("数字媒体（动画、游戏方向）", "会计")),
        ("数字媒体(动画、游戏方向)", ("数字媒体(动画、游戏方向)",)),
        ("", ()),
    ],
)
def test_a_stage_names_each_of_its_majors(cell: str, expected: tuple[str, ...]) -> None:
    assert Stage("甲", cell, "").majors == expected


STAGES = "明市学校|会计、护理|3 > 明市学院||2"


@pytest.mark.parametrize(
    ("column_type", "cell", "expected"),
    [
        (ColumnType.ORG, "甲公司", CellNames(organisations=("甲公司",))),
        (ColumnType.ORGS, "甲公司;乙公司", CellNames(organisations=("甲公司", "乙公司"))),
        (ColumnType.ACTOR, "明国", CellNames(actors=("明国",))),
        (ColumnType.MAJOR, "会计", CellNames(majors=("会计",))),
        (ColumnType.MAJORS, "会计;护理", CellNames(majors=("会计", "护理"))),
        (ColumnType.PLACE, "英国", CellNames(places=("英国",))),
        (ColumnType.STAGES, STAGES, CellNames(("明市学校", "明市学院"), ("会计", "护理"))),
        (ColumnType.TEXT, "甲公司", CellNames()),
        (ColumnType.PAIRS, "学校=甲", CellNames()),
    ],
)
def test_a_cell_tells_the_names_it_holds(
    column_type: ColumnType, cell: str, expected: CellNames
) -> None:
    assert names_of(column_type, cell) == expected
