"""Drawings without a browser: which lines, what they say, and the same bytes every time."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tvetgraph.graph.build import build
from tvetgraph.graph.store import memory_dataset, open_store
from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import run
from tvetgraph.viz import neighbourhood_page, query_page, relation_page
from tvetgraph.viz.style import style, symbol

MINI = Path(__file__).parent / "cases" / "mini"
REPORT = "虚市职业教育质量年度报告 2031"
PROGRAMME = "虚乙职业学院 造梦技术 现代学徒制：虚戊公司、虚己公司、虚庚中心"
HOSTILE = "<img src=x onerror=alert(1)> href"


class Text(HTMLParser):
    """Read the cells of the table, the entries of the legend and the headings as text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"td": [], "li": [], "h1": [], "summary": []}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self.found:
            self._open.append(tag)
            self.found[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open[-1]][-1] += data

    def rows(self) -> list[tuple[str, ...]]:
        """Give the table row by row."""
        cells = self.found["td"]
        return [tuple(cells[i : i + 5]) for i in range(0, len(cells), 5)]


def drawn(html: str, name: str) -> list[dict[str, Any]]:
    """Read the nodes or edges that pyvis gives to vis-network."""
    found = re.search(rf"{name} = new vis\.DataSet\((\[.*?\])\);\n", html)
    assert found
    items: list[dict[str, Any]] = json.loads(found[1])
    return items


def lines(html: str) -> set[tuple[str, str]]:
    """Give the lines by the names of their ends."""
    names = {node["id"]: node["label"] for node in drawn(html, "nodes")}
    return {(names[edge["from"]], names[edge["to"]]) for edge in drawn(html, "edges")}


@pytest.fixture(scope="module")
def store(mini: Path) -> ox.Store:
    return open_store(mini)


@pytest.fixture(scope="module")
def partners(store: ox.Store) -> str:
    return relation_page(store, "partnerOf")


def test_a_symmetric_relation_is_drawn_once_without_arrows(partners: str) -> None:
    assert lines(partners) == {
        ("虚乙职业学院", "虚戊公司"),
        ("虚乙职业学院", "虚己公司"),
        ("虚乙职业学院", "虚庚中心"),
        ("虚乙职业学院", "虚辛学院"),
        ("虚丙职业学院", "虚戊公司"),
        ("虚丙职业学院", "虚庚中心"),
        ("虚丙职业学院", "虚辛学院"),
        ("虚甲职业学校", HOSTILE),
        ("虚戊公司", "虚甲职业学校"),
    }
    assert {edge["arrows"] for edge in drawn(partners, "edges")} == {""}


def test_a_line_is_as_thick_as_its_facts_and_tells_their_evidence(partners: str) -> None:
    edges = sorted(drawn(partners, "edges"), key=lambda edge: edge["width"])
    assert edges[-2]["width"] < edges[-1]["width"]
    assert edges[-1]["about"].splitlines() == [
        "虚乙职业学院 — 合作 — 虚戊公司",
        f"• 虚乙职业学院 云雾管理 现代学徒制：虚戊公司（《{REPORT}》表1-3，第 31, 34 行）",
        f"• {PROGRAMME}（《{REPORT}》表1-3，第 31–33 行）",
    ]
    assert edges[-1]["aboutEn"].splitlines()[:2] == [
        "Yi College — partner of — Wu Company",
        (
            "• Yi College 云雾管理 apprenticeship with Wu Company (Annual Quality Report on "
            "Vocational Education in Xu Shi 2031, Table 1-3, lines 31, 34)"
        ),
    ]


def test_the_table_holds_every_line_with_every_fact(partners: str) -> None:
    text = Text(partners)
    assert len(text.rows()) == 10
    assert {row[::2][:2] for row in text.rows()} == lines(partners)
    assert {row[1] for row in text.rows()} == {"合作 partner of"}
    assert all(row[3] and "虚市职业教育质量年度报告 2031" in row[4] for row in text.rows())
    assert text.found["summary"] == ["全部连线与出处 All lines with their evidence (9)"]
    assert text.found["h1"] == ["合作关系图Relation: partner of"]


def test_the_legend_names_each_class_and_relation_in_both_languages(partners: str) -> None:
    assert Text(partners).found["li"] == [
        "企业 enterprise 3",
        "高等职业院校 higher vocational college 2",
        "境外院校 foreign institution 1",
        "公共用人单位 public employer 1",
        "中等职业学校 secondary vocational school 1",
        "合作 partner of 9",
    ]


def test_colours_and_shapes_follow_the_class(partners: str) -> None:
    looks = {node["label"]: (node["shape"], node["color"]) for node in drawn(partners, "nodes")}
    college, school = style("HigherVocationalCollege"), style("SecondaryVocationalSchool")
    assert looks["虚乙职业学院"] == (college.shape, college.colour)
    assert looks["虚甲职业学校"] == (school.shape, school.colour)
    assert symbol(school).count("<circle") == symbol(college).count("<polygon") == 1


def test_a_hostile_name_is_text_everywhere(partners: str) -> None:
    assert HOSTILE in {node["label"] for node in drawn(partners, "nodes")}
    assert HOSTILE in {cell for row in Text(partners).rows() for cell in row}
    assert "<img" not in partners
    assert not any("title" in item for item in drawn(partners, "nodes"))


def test_a_directed_relation_stands_in_columns_with_arrows(store: ox.Store) -> None:
    html = relation_page(store, "升入")
    assert lines(html) == {
        ("虚甲职业学校", "虚乙职业学院"),
        ('虚"某"校', "虚丙职业学院"),
        ("虚丙职业学院", "虚丁大学"),
    }
    assert {edge["arrows"] for edge in drawn(html, "edges")} == {"to"}
    sides = {node["label"]: (node["x"], node["side"]) for node in drawn(html, "nodes")}
    assert sides['虚"某"校'][0] < sides["虚丙职业学院"][0] < sides["虚丁大学"][0]
    assert (sides["虚甲职业学校"][1], sides["虚丁大学"][1]) == ("left", "right")


def test_a_neighbourhood_is_found_by_any_name(store: ox.Store) -> None:
    html = neighbourhood_page(store, " 虚甲学校 ")
    assert lines(html) == {
        ("虚甲职业学校", name)
        for name in ("云雾专业群", "虚实训基地", "特高计划", "造梦技术", "星尘营销", "云雾管理")
    } | {
        ("虚甲职业学校", "虚乙职业学院"),
        ("虚甲职业学校", "虚戊公司"),
        ("虚甲职业学校", HOSTILE),
        ("虚甲职业学校", "虚市大赛 一等奖 2项 (2031)"),
        ("虚甲职业学校", "虚市大赛 二等奖 1项 (2031)"),
        ('虚"某"校', "虚甲职业学校"),
    }
    assert Text(html).found["h1"] == ["虚甲学校的关系Around Jia School"]


def test_of_two_relations_on_the_same_facts_the_narrower_is_drawn(store: ox.Store) -> None:
    html = neighbourhood_page(store, "虚辛学院")
    assert Text(html).found["li"][-1] == "中外合作 foreign partner of 2"
    assert len(drawn(html, "edges")) == 2


def test_a_neighbourhood_reaches_as_far_as_asked(store: ox.Store) -> None:
    kept = ("partnerOf", "feedsInto")
    near = lines(neighbourhood_page(store, "虚己公司", relations=kept))
    far = lines(neighbourhood_page(store, "虚己公司", radius=2, relations=kept))
    assert {frozenset(pair) for pair in near} == {frozenset(("虚乙职业学院", "虚己公司"))}
    assert {frozenset(pair) for pair in near} < {frozenset(pair) for pair in far}
    assert {name for pair in far for name in pair} == {
        "虚乙职业学院",
        "虚己公司",
        "虚戊公司",
        "虚庚中心",
        "虚辛学院",
        "虚甲职业学校",
    }


def test_a_query_is_drawn_from_its_first_two_columns(store: ox.Store) -> None:
    html = query_page(store, "foreign-partners-by-country", country="虚国")
    assert lines(html) == {("虚国", "虚辛学院")}
    nodes = {node["label"]: node for node in drawn(html, "nodes")}
    assert nodes["虚辛学院"]["id"].endswith("/org/xu-xin-xueyuan")
    assert nodes["虚国"]["color"] == style("Country").colour
    (edge,) = drawn(html, "edges")
    assert "• college: 虚丙职业学院；kind: 机构；major: 云雾管理；where: 表1-4" in edge["about"]
    heading = "各国（地区）的中外合作办学伙伴：虚国Foreign partners by country: 虚国"
    assert Text(html).found["h1"] == [heading]


def test_a_school_is_drawn_as_one_though_a_table_has_a_value_of_its_name(tmp_path: Path) -> None:
    build(MINI.parent / "graph", tmp_path)
    store, name = open_store(tmp_path), "云州市第一职业学校"
    assert len(run(store, "things-called", name=name).rows) == 2
    html = query_page(store, f'SELECT ?a ?b {{ VALUES (?a ?b) {{ ("{name}" "甲") }} }}')
    nodes = {node["label"]: node for node in drawn(html, "nodes")}
    assert nodes[name]["color"] == style("SecondaryVocationalSchool").colour


def test_a_query_s_values_need_not_be_things(store: ox.Store) -> None:
    html = query_page(store, 'SELECT ?a ?b { VALUES (?a ?b) { ("甲/乙" 1) ("甲/乙" 2) } }')
    assert lines(html) == {("甲/乙", "1"), ("甲/乙", "2")}


@pytest.mark.parametrize(
    ("draw", "what", "message"),
    [
        (relation_page, "partnersOf", r"no relation partnersOf; .*nearest: partnerOf"),
        (neighbourhood_page, "虚甲学院", r"nothing in the graph is called 虚甲学院"),
        (neighbourhood_page, "幽国", r"nothing to draw: 幽国的关系"),
        (query_page, "ASK { ?a ?b ?c }", r"two columns or more"),
        (query_page, "SELECT ?a { ?a a ?b }", r"two columns or more"),
        (query_page, "SELECT ?a ?b { ?a ?p ?b }", r"too many lines"),
        (query_page, "SELECT ?a ?b { ?a tvet:aids ?b }", r"nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    draw: Callable[[ox.Store, str], str], what: str, message: str, store: ox.Store
) -> None:
    with pytest.raises(QueryError, match=message):
        draw(store, what)


def test_rdflib_s_own_engine_draws_the_same(mini: Path, partners: str) -> None:
    assert relation_page(memory_dataset(mini), "partnerOf") == partners


def test_the_bytes_are_the_same_in_every_process(mini: Path, partners: str) -> None:
    code = (
        "import sys; from pathlib import Path; from tvetgraph.graph.store import open_store;"
        "from tvetgraph.viz import neighbourhood_page, relation_page;"
        f"store = open_store(Path({str(mini)!r}));"
        "pages = relation_page(store, 'partnerOf'), neighbourhood_page(store, '虚甲职校');"
        "sys.stdout.buffer.write(''.join(pages).encode())"
    )
    expected = partners + neighbourhood_page(open_store(mini), "虚甲职校")
    for seed in ("0", "1"):
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=environment
        )
        assert done.stdout == expected.encode()
