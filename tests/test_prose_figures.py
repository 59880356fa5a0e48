"""Figures of an invented report: what they count, of whom, of which year, and how sure it is."""

import csv
from pathlib import Path

import pytest

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.facts import Fact, Report
from tvetgraph.loaders.numerals import numerals
from tvetgraph.loaders.outline import read_outline
from tvetgraph.loaders.prose import read_prose
from tvetgraph.loaders.quantities import Said, quantities
from tvetgraph.loaders.text import read_document

HOME = Path(__file__).parent / "cases" / "prose"
REPORT = Report("yunzhou-2031", "云州市职业教育质量年度报告", "secondary", "云州市", 2031)
COLUMNS = ("line", "indicator", "dimensions", "period", "value", "printed", "unit", "certainty")


def row(fact: Fact) -> dict[str, str]:
    where = {"line": str(fact.lines[0][0]), "certainty": fact.certainty.value}
    values = {**fact.values, **where}
    return {name: values.get(name, "") for name in COLUMNS}


def test_figures_are_named_and_placed() -> None:
    document = read_document(HOME / "figures.txt")
    nothing = frozenset[int]()
    outline = read_outline(document, nothing)
    read = read_prose(document, skip=nothing, outline=outline, authority=Authority(), report=REPORT)
    with (HOME / "figures.csv").open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    assert [row(fact) for fact in read.facts if fact.kind == "observations"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "1+X证书",
        "第33届大赛",
        "表3-6",
        "案例3-6组建集团",
        "2031年5月11日",
        "近5年参加培训",
        "四位一体",
        "建校70周年",
        "这两个指标",
    ],
)
def test_these_are_no_figures(text: str) -> None:
    assert numerals(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3万余人", [("3", "3余", "万人")]),
        ("十余门", [("10", "十余", "门")]),
        ("1,234所", [("1234", "1,234", "所")]),
        ("生师比15.2:1", [("15.2", "15.2:1", ":1")]),
        ("由9增加到13人", [("9", "9", "人"), ("13", "13", "人")]),
        ("1-3名", [("1", "1-3", "名"), ("3", "1-3", "名")]),
        ("增长0.33个百分点", [("0.33", "0.33", "个百分点")]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, read: list[tuple[str, str, str]]) -> None:
    assert [(n.value, n.printed, n.unit) for n in numerals(text)] == read


@pytest.mark.parametrize("text", ["项目分为3个方面。", "工作2次。", "增长了525人。", "共8人。"])
def test_a_figure_that_says_nothing_is_left_out(text: str) -> None:
    assert quantities(text, [], said=Said())[0] == []
