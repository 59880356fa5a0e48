"""The kinds of fact: what kinds.toml may say and what becomes of it."""

import re

import pytest

from tvetgraph.loaders.kinds import KINDS, Column, ColumnType, Kind, property_name, read_kinds

SMALL = """
[fairs]
class = "Fair"
label = { zh = "双选会", en = "job fairs" }
columns.school = { type = "org", required = true }
columns.fair_kind = { type = "concept", scheme = "fair-kind" }
columns.year = { type = "year" }

[bells]
class = "Bell"
label = { zh = "钟", en = "bells" }
"""


def test_a_kind_is_read_with_its_columns_in_order() -> None:
    columns = (
        Column("school", ColumnType.ORG, required=True, scheme="", property="school"),
        Column(
            "fair_kind", ColumnType.CONCEPT, required=False, scheme="fair-kind", property="fairKind"
        ),
        Column("year", ColumnType.YEAR, required=False, scheme="", property="year"),
    )
    bells = SMALL + "columns.tone = { type = 'text' }"
    tone = Column("tone", ColumnType.TEXT, required=False, scheme="", property="tone")
    assert list(read_kinds(bells).items()) == [
        ("fairs", Kind("fairs", "Fair", "双选会", "job fairs", columns)),
        ("bells", Kind("bells", "Bell", "钟", "bells", (tone,))),
    ]


def test_the_header_puts_the_kinds_columns_between_the_common_ones() -> None:
    fairs = read_kinds(SMALL + "columns.tone = { type = 'text' }")["fairs"]
    assert ",".join(fairs.header) == "id,school,fair_kind,year,where,row,lines,method,certainty"


def test_a_column_is_found_by_name() -> None:
    fairs = read_kinds(SMALL + "columns.tone = { type = 'text' }")["fairs"]
    assert (fairs.column("year"), fairs.column("where")) == (fairs.columns[2], None)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="'colour' is not a valid ColumnType"):
        read_kinds(SMALL + "columns.tone = { type = 'colour' }")


@pytest.mark.parametrize(
    ("column", "expected"),
    [("year", "year"), ("school_quota", "schoolQuota"), ("a_b_c", "aBC")],
)
def test_a_property_is_the_column_in_camel_case(column: str, expected: str) -> None:
    assert property_name(column) == expected


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_each_kind_is_whole(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.name)
    assert re.fullmatch(r"([A-Z][a-z]+)+", kind.class_name)
    assert re.fullmatch(r"[\u4e00-\u9fff]+", kind.label_zh)
    assert re.fullmatch(r"[A-Za-z -]+", kind.label_en)
    assert len(set(kind.header)) == len(kind.header)
    assert any(column.required for column in kind.columns)
    schemes = [bool(column.scheme) for column in kind.columns]
    assert schemes == [column.type is ColumnType.CONCEPT for column in kind.columns]


def test_no_two_kinds_share_a_class() -> None:
    classes = [kind.class_name for kind in KINDS.values()]
    assert sorted(set(classes)) == sorted(classes)


def test_the_kinds_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        KINDS["awards"] = KINDS["cases"]  # type: ignore[index] # pyright: ignore[reportIndexIssue]
