"""The explorer's glossary: words of tables in English, each once, and used where there is none."""

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.store import open_store
from tvetgraph.graph.texts import Text
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import items
from tvetgraph.viz.glossary import english, titles, units


@pytest.fixture(scope="module")
def block(built: Path) -> dict[str, Any]:
    return facts_block(items(read_graph(open_store(built))))


def test_each_word_is_there_once_and_in_both_languages() -> None:
    text = files("tvetgraph.viz").joinpath("glossary.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [key for key, n in Counter((r["zh"], r["use"]) for r in rows).items() if n > 1] == []
    assert {row["use"] for row in rows} == {"", "unit"}
    assert [row for row in rows if row["zh"].isascii() or not row["en"].isprintable()] == []


def test_a_name_that_has_its_english_keeps_it() -> None:
    assert english(Text("招生")) == Text("招生", "intake")
    assert english(Text("招生", "admission")) == Text("招生", "admission")
    assert english(Text("某词")) == Text("某词")
    assert units()["人"] == "persons"
    assert titles({"计分卡", "某表"}) == {"计分卡": "Scorecard"}


def test_most_figures_of_tables_are_told_in_english(block: dict[str, Any]) -> None:
    said = {row[2]: row[3] for row in block["words"] if row[1] == "Indicator"}
    assert said["在校生"] == "students"
    assert {row[1]: row[2] for row in block["properties"]}["类别"] == "category"
    assert block["english"]["国际影响表"] == "International influence"
    assert block["english"]["平方米/生"] == "m² per student"
