"""Reach compares what patterns read with what people wrote, by names and lines."""

import pytest

from tvetgraph.loaders.facts import Certainty, Fact, Method, make_fact
from tvetgraph.loaders.reach import Reach, reach, together


def fact(kind: str, line: int, method: Method, **values: str) -> Fact:
    return make_fact(
        kind,
        values,
        where="1",
        row="",
        lines=((line, line + 1),),
        method=method,
        certainty=Certainty.HIGH,
    )


def cooperation(line: int, method: Method, school: str, partners: str) -> Fact:
    values = {"school": school, "partners": partners, "cooperation_form": "other"}
    return fact("cooperations", line, method, **values)


def counts(kind: str, table: tuple[Reach, ...]) -> tuple[int, int, int, int]:
    row = next(row for row in table if row.kind == kind)
    return row.curated, row.found, row.read, row.confirmed


@pytest.mark.parametrize(
    ("line", "school", "partners", "met"),
    [
        (5, "甲学校", "长风公司;星河医院", 1),
        (6, "甲学校", "星河医院", 1),
        (9, "甲学校", "星河医院", 0),
        (5, "乙学校", "星河医院", 0),
        (5, "甲学校", "天鹅饭店", 0),
        (5, "云州甲学校", "星河医院", 1),
    ],
)
def test_facts_meet_by_names_and_lines(line: int, school: str, partners: str, met: int) -> None:
    read = [cooperation(line, Method.PATTERN, school, partners)]
    curated = [cooperation(5, Method.CURATED, "甲学校", "星河医院")]
    assert counts("cooperations", reach(read, curated)) == (1, met, 1, met)


def test_a_relation_noted_as_another_kind_confirms_but_is_not_found() -> None:
    read = [cooperation(5, Method.PATTERN, "甲学校", "星河医院")]
    values = {"subject_organisation": "甲学校", "object_organisation": "星河医院"}
    curated = [fact("activities", 5, Method.CURATED, relation="实习", **values)]
    table = reach(read, curated)
    assert counts("cooperations", table) == (0, 0, 1, 1)
    assert counts("activities", table) == (1, 0, 0, 0)


@pytest.mark.parametrize(("issuer", "met"), [("云州市教育局", 1), ("云州市财政局", 0)])
def test_who_issued_a_document_is_confirmed_by_its_row(issuer: str, met: int) -> None:
    values = {"subject_organisation": issuer, "object_name": "云州市发展规划"}
    read = [fact("activities", 5, Method.PATTERN, relation="发布", **values)]
    row = {"policy_title": "云州市发展规划", "issuers": "云州市教育局"}
    curated = [fact("policies", 5, Method.CURATED, **row)]
    assert counts("activities", reach(read, curated)) == (0, 0, 1, met)


def test_observations_meet_by_value() -> None:
    read = [
        fact("observations", 5, Method.PATTERN, indicator="a", value=value, printed=value)
        for value in ("45", "46")
    ]
    curated = [
        fact("observations", 5, Method.CURATED, indicator="b", value="45", printed="45"),
    ]
    assert counts("observations", reach(read, curated)) == (1, 1, 2, 1)


def test_reports_add_up() -> None:
    table = together([(Reach("aid", 4, 2, 3, 3),), (Reach("aid", 1, 1, 1, 0),)])
    assert table == (Reach("aid", 5, 3, 4, 3), Reach("all", 5, 3, 4, 3))
    assert (table[0].recall, table[0].precision) == (0.6, 0.75)


@pytest.mark.parametrize(
    ("indicator", "dimensions", "period", "met"),
    [
        ("引进课程数", "学校=甲学校;专业=会计", "2031", 1),
        ("引进课程数", "学校=甲学校", "2031", 0),
        ("课程", "学校=甲学校;专业=会计", "2031", 0),
        ("引进课程数", "学校=甲学校;专业=会计", "2030", 0),
    ],
)
def test_observations_are_named_by_indicator_year_and_dimensions(
    indicator: str, dimensions: str, period: str, met: int
) -> None:
    cells = {"value": "45", "printed": "45"}
    told = {"indicator": indicator, "dimensions": dimensions, "period": period}
    row = {"indicator": "引进课程数", "dimensions": "专业=会计;变化=增加", "period": "2031"}
    read = [fact("observations", 5, Method.PATTERN, **told, **cells)]
    curated = [fact("observations", 5, Method.CURATED, **row, **cells)]
    assert counts("observations_named", reach(read, curated)) == (1, met, 1, met)
