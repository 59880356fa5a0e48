"""Facts become quads: a whole made-up report, and the parts that need a closer look."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvetgraph.graph.build import build
from tvetgraph.graph.columns import duration
from tvetgraph.graph.cube import count_alias
from tvetgraph.graph.evidence import selector
from tvetgraph.graph.iris import Iris
from tvetgraph.graph.labels import TEMPLATES, template_fields
from tvetgraph.graph.outline import Outline
from tvetgraph.graph.store import read_quads
from tvetgraph.graph.writer import Quad, to_trig
from tvetgraph.loaders.facts import (
    Certainty,
    Fact,
    Method,
    Report,
    ReportFacts,
    make_fact,
    read_reports,
)
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.ontology import BASE

CASE = Path(__file__).parent / "cases" / "graph"
#: What the made-up report adds to the authority graph; the rest comes with the package.
OWN = re.compile(
    f"{BASE}(?:(?:org|major|place)/(?:yunzhou|beichen|nandou|hedun|jichuang|chaye|jixie).*"
    "|(?:indicator|dimension|codelist|structure|plan-batch|competition|certificate|population|topic)/.*)"
)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Quad]:
    """Return what the made-up report alone adds to a graph."""
    out = tmp_path_factory.mktemp("quads")
    build(CASE, out)
    return frozenset(quad for quad in read_quads(out) if _is_own(quad))


def _is_own(quad: Quad) -> bool:
    graph = quad[3].value.removeprefix(f"{BASE}graph/")
    return graph.startswith(("report/", "direct")) or (
        graph == "authority" and OWN.fullmatch(quad[0].value) is not None
    )


def test_a_whole_report_becomes_these_quads(quads: frozenset[Quad]) -> None:
    written = b"".join(to_trig(quads)).decode("utf-8")
    assert written == (CASE / "expected.trig").read_text(encoding="utf-8")


def test_the_made_up_report_has_every_kind_and_every_column() -> None:
    (report,) = read_reports(CASE)
    used = {(fact.kind, name) for fact in report.facts for name in fact.values}
    assert used == {(kind.name, c.name) for kind in KINDS.values() for c in kind.columns}


def test_no_quad_has_a_blank_node(quads: frozenset[Quad]) -> None:
    assert not [q for q in quads if any(isinstance(term, ox.BlankNode) for term in q)]


@given(st.integers(1, 60), st.integers(0, 20))
def test_a_selector_counts_positions_between_lines(first: int, more: int) -> None:
    lines = [f"line {number}" for number in range(1, 90)]
    match = re.fullmatch(r"line=(\d+),(\d+)", selector((first, first + more)))
    assert match is not None
    # RFC 5147, section 2.2.2: position 0 is before the first line.
    assert lines[int(match[1]) : int(match[2])] == lines[first - 1 : first + more]


def test_every_kind_has_a_label_made_of_its_own_columns() -> None:
    assert set(TEMPLATES) == set(KINDS)
    for name, templates in TEMPLATES.items():
        columns = {"where", *(column.name for column in KINDS[name].columns)}
        for template in templates:
            assert set(template_fields(template)) <= columns


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三年", "P3Y"),
        ("3", "P3Y"),
        ("四年制", "P4Y"),
        ("两年半", ""),
        ("三年或四年", ""),
        ("", ""),
    ],
)
def test_years_of_study_are_a_duration_only_if_that_is_certain(text: str, written: str) -> None:
    assert duration(text) == written


@pytest.mark.parametrize(
    ("indicator", "unit", "aliases"),
    [
        ("招生", "人", ("招生数",)),
        ("招生数", "人", ()),
        ("一等奖", "项", ("一等奖数",)),
        ("就业率", "%", ()),
        ("占地面积", "平方米", ()),
        ("图书量", "册", ()),
    ],
)
def test_a_head_count_is_also_known_as_a_number(
    indicator: str, unit: str, aliases: tuple[str, ...]
) -> None:
    assert count_alias(indicator, unit) == aliases


def _table(title: str, lines: tuple[int, int]) -> Fact:
    return make_fact(
        "tables",
        {"number": "表1", "title": title},
        where="表1",
        row="",
        lines=[lines],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )


def _number(where: str, table: str, line: int) -> Fact:
    return make_fact(
        "observations",
        {"indicator": "招生", "value": "1", "printed": "1"} | ({"table": table} if table else {}),
        where=where,
        row="",
        lines=[(line, line)],
        method=Method.TABLE,
        certainty=Certainty.HIGH,
    )


@pytest.mark.parametrize(
    ("where", "table", "line", "whole", "data_set"),
    [
        ("表1", "", 12, "report/r/table/biao-1", "report/r/table/biao-1"),
        ("表1", "", 22, "report/r/table/biao-1-2", "report/r/table/biao-1-2"),
        ("表1", "", 99, "report/r/table/biao-1", "report/r/table/biao-1"),
        ("2.1", "乙", 99, "report/r", "report/r/table/biao-1-2"),
        ("2.1", "丙", 99, "report/r", "report/r/table/unknown"),
        ("2.1", "", 99, "report/r", None),
    ],
)
def test_of_two_tables_with_one_number_a_fact_stands_in_the_one_that_holds_its_line(
    where: str, table: str, line: int, whole: str, data_set: str | None
) -> None:
    report = Report("r", "云州市报告", "secondary", "云州市", 2020, "2021")
    fact = _number(where, table, line)
    facts = (_table("甲", (10, 14)), _table("乙", (20, 24)), fact)
    outline = Outline(ReportFacts(report, facts), Iris())
    found = outline.table_of(fact)
    assert outline.whole_of(fact).value == BASE + whole
    assert (found and found.value) == (data_set and BASE + data_set)
