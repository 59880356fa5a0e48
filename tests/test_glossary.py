"""The glossary: words in English, each once, found whole, in sentences, amounts and by parts."""

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.store import open_store
from tvetgraph.graph.texts import Text
from tvetgraph.viz.explorer_audit import audit_block
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import Items, items, network_block
from tvetgraph.viz.glossary import Glossary, english, glossary, is_chinese, place
from tvetgraph.viz.report_title import report_title

SMALL = Glossary(
    words={"在校生": "students", "虚甲（某）校": "Jia", "开设": "opens", "国家": "country"},
    units={"人": "persons", "册": "copies", "个": "items"},
    parts={"在校生": "students", "规模": "size", "数": "", "增长率": "growth", "国家": "countries"},
    verbs=frozenset({"开设"}),
)


def sheets() -> list[dict[str, str]]:
    """Read all rows of all sheets."""
    found = [it for it in files("tvetgraph.viz").iterdir() if it.name.startswith("glossary")]
    texts = [it.read_text("utf-8") for it in found if it.name.endswith(".csv")]
    return [row for text in texts for row in csv.DictReader(text.splitlines())]


@pytest.fixture(scope="module")
def known(built: Path) -> Items:
    return items(read_graph(open_store(built)))


@pytest.fixture(scope="module")
def block(known: Items) -> dict[str, Any]:
    return facts_block(known)


def test_each_word_is_there_once_and_in_both_languages() -> None:
    rows = sheets()
    assert [key for key, n in Counter((r["zh"], r["use"]) for r in rows).items() if n > 1] == []
    assert {row["use"] for row in rows} == {"", "unit", "part", "verb"}
    assert [row for row in rows if row["zh"].isascii() or is_chinese(row["en"])] == []
    assert [r for r in rows if not r["en"] and r["use"] != "part"] == []


def test_a_name_that_has_its_english_keeps_it() -> None:
    assert english(Text("招生")) == Text("招生", "intake")
    assert english(Text("招生", "admission")) == Text("招生", "admission")
    assert english(Text("某词")) == Text("某词")


@pytest.mark.parametrize(
    ("chinese", "told"),
    [
        ("在校生 2031", "students, 2031"),
        ("虚乙校 开设 在校生", "虚乙校 opens students"),
        ("虚甲（某）校：在校生、册", "Jia: students, copies"),
        ("虚丙（某）校", "虚丙（某）校"),
        (
            "图表3-1 在校生 ≠ 表2-2 3.5万人（在校生）",
            "Chart 3-1 students ≠ Table 2-2 35,000 persons (students)",
        ),
        ("《在校生》 (在校生)", "“students” (students)"),
        ("2031学年", "school year 2031"),
        ("2031年9月1日", "1 September 2031"),
        (
            "虚市职业教育质量年度报告 2031, 在校生",
            "Annual Quality Report on Vocational Education in Xu Shi 2031, students",
        ),
    ],
)
def test_a_text_is_told_as_far_as_its_phrases_are_known(chinese: str, told: str) -> None:
    assert SMALL.told(chinese) == told


@pytest.mark.parametrize(
    ("chinese", "told"),
    [
        ("1人", "1 person"),
        ("1册", "1 copy"),
        ("1,200余人", "over 1,200 persons"),
        ("7个国家", "7 countries"),
        ("三个", "3 items"),
        ("0.25亿人", "25,000,000 persons"),
        ("3.14万", "31,400"),
        ("5匹", ""),
        ("人", ""),
    ],
)
def test_a_number_is_told_with_its_unit(chinese: str, told: str) -> None:
    assert SMALL.amount(chinese) == told


def test_a_term_of_a_new_report_is_told_by_its_parts_and_a_name_never_is() -> None:
    assert SMALL.word("在校生规模增长率") == "students · size · growth"
    assert SMALL.word("在校生数") == "students"
    assert SMALL.word("在校生某规模") == ""
    assert [glossary().word(it) for it in ("护理专业", "会计专业群")] == [
        "nursing major",
        "accounting major group",
    ]
    assert glossary().word("合作企业学校") == ""
    named = SMALL.knowing({"在校生规模": "", "虚乙校": "Yi School"})
    assert (named.word("在校生规模"), named.told("虚乙校 2031")) == ("", "Yi School, 2031")


def test_places_are_told_and_other_texts_are_none() -> None:
    told = {
        "表2-1": "Table 2-1",
        "图表5": "Chart 5",
        "案例3.2": "Case 3.2",
        "附表1": "Annex table 1",
    }
    assert {it: place(it) for it in told} == told
    assert [place(it) for it in ("3.4.1", "代表2", "表")] == ["", "", ""]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("2031 年虚市中等职业教育质量年度报告", "Secondary Vocational Education in Xu City 2031"),
        ("虚市高等职业教育质量年度报告（2032）", "Higher Vocational Education in Xu City 2032"),
        ("虚乙学院职业教育质量报告 2031年度", "Vocational Education in Xuyi Xueyuan 2031"),
        ("职业教育质量年度报告", "Vocational Education"),
        ("年度工作总结", None),
    ],
)
def test_the_title_of_any_report_is_told_by_its_parts(title: str, told: str | None) -> None:
    expected = f"Annual Quality Report on {told}" if told else ""
    assert report_title(title, {"虚市": "Xu City"}) == expected


def test_most_figures_of_tables_are_told_in_english(block: dict[str, Any]) -> None:
    said = {row[2]: row[3] for row in block["words"] if row[1] == "Indicator"}
    assert said["在校生"] == "students"
    assert {row[1]: row[2] for row in block["properties"]}["类别"] == "category"
    assert block["english"]["国际影响表"] == "International influence"
    assert block["english"]["平方米/生"] == "m² per student"


def test_little_of_the_bundled_facts_is_in_chinese_only(
    known: Items, block: dict[str, Any]
) -> None:
    network: dict[str, Any] = network_block(known)
    kinds = [row[0] for row in block["kinds"]]
    assert [report["title"]["en"] for report in network["meta"]["reports"]] == [
        "Annual Quality Report on Higher Vocational Education in Beijing 2020",
        "Annual Quality Report on Secondary Vocational Education in Beijing 2020",
    ]
    named = {"Section", "Case", "ReportTable"}
    told = [(row[3], row[4]) for row in block["facts"] if kinds[row[1]] in named]
    assert [zh for zh, en in told if not en or is_chinese(en)] == []
    assert [field for field, en in network["fields"] if not en] == []
    classes = [row[0] for row in network["classes"]]
    majors = [row for row in network["nodes"] if classes[row[1]] == "Major"]
    assert [row[2] for row in majors if not row[3]] == []
    words = [row for row in block["words"] if row[1] in {"Indicator", "Topic", "Competition"}]
    assert len([row for row in words if row[3]]) >= 0.97 * len(words)


def test_what_the_audit_says_is_told_but_for_names(known: Items) -> None:
    block: dict[str, Any] = audit_block(known)
    network: dict[str, Any] = network_block(known)
    names = {row[2] for row in network["nodes"]}
    left = [row[10] for row in block["findings"] if is_chinese(row[10])]
    unnamed = [text for text in left if not any(name in text for name in names)]
    assert len(unnamed) <= 0.05 * len(block["findings"])
