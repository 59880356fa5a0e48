"""SPARQL and figures in the explorer, in headless Chromium with the network off."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.opened import PHONE, WIDE, Opened, assert_silent, listening
from tvetgraph.graph.store import open_store
from tvetgraph.queries.results import to_csv
from tvetgraph.queries.runner import run

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> href"
SCHOOL = "https://w3id.org/tvetgraph/org/xu-jia-xuexiao"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


Visit = Callable[..., Opened]


ANSWERED = ".answer-count"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("partners-of-school", {}),
        ("partners-of-school", {"school": "虚甲学校"}),
        ("schools-by-partners", {}),
        ("indicator-series", {"indicator": "在校生"}),
        ("facts", {}),
        ("relations", {}),
    ],
)
def test_a_saved_question_gives_the_rows_of_the_command_line(
    visit: Visit, mini: Path, name: str, values: dict[str, str]
) -> None:
    address = "".join(f"&v.{key}={quote(value)}" for key, value in values.items())
    opened = visit(f"#/sparql?ask={name}&show=table{address}", until=ANSWERED)
    answer = json.loads(opened.saved("下载 JSON"))
    columns = answer["head"]["vars"]
    cells = [
        [row.get(c, {}).get("value", "") for c in columns] for row in answer["results"]["bindings"]
    ]
    expected = run(open_store(mini), name, **values)
    assert [columns, *cells] == list(csv.reader(io.StringIO(to_csv(expected))))
    assert len(cells) > 0
    assert opened.text(ANSWERED).startswith(f"{len(cells)} 行")


@pytest.mark.parametrize("value", ['x" ) } #', "\\u0022 ) } #", "虚甲学校\\", '") UNION {?s ?p ?o'])
def test_a_value_is_never_read_as_a_query(visit: Visit, value: str) -> None:
    opened = visit(f"#/sparql?ask=partners-of-school&v.school={quote(value)}", until=ANSWERED)
    opened.page.wait_for_selector(".no-name")
    assert opened.text(ANSWERED) == "查询可以运行，但没有符合的行。"
    assert f"“{value}”" in opened.text(".no-name")


def test_a_name_that_nobody_bears_is_offered_again_as_it_should_be(visit: Visit) -> None:
    opened = visit("#/sparql?ask=partners-of-school&v.school=虚甲职效", until=".no-name button")
    opened.page.locator(".no-name button", has_text="虚甲职校").first.click()
    opened.page.wait_for_selector("table.data")
    assert opened.page.locator("input[name=school]").input_value() == "虚甲职校"


def test_a_heavy_query_leaves_the_page_alive_and_is_stopped(visit: Visit) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    opened.ask(HEAVY)
    opened.page.wait_for_selector("button.stop")
    opened.page.locator(".examples input[type=search]").fill("某校与伙伴")
    assert opened.texts(".question") == ["自己的查询", "某校与伙伴合作做什么"]
    opened.page.get_by_role("button", name="停止").click()
    assert opened.text(".fault") == "已停止。查询引擎正在重新启动。"
    opened.ask("ASK { ?s ?p ?o }")
    opened.page.wait_for_selector(".truth")
    assert opened.text(".truth") == "是"


def test_another_question_takes_the_place_of_one_that_runs(visit: Visit) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    opened.ask(HEAVY)
    opened.page.wait_for_selector("button.stop")
    opened.page.locator(".question", has_text="某校的合作伙伴").click()
    opened.page.wait_for_selector(ANSWERED)
    assert opened.text("h1") == "某校的合作伙伴"


def test_a_hostile_name_in_an_answer_is_text(visit: Visit) -> None:
    opened = visit("#/sparql?ask=partners-of-school&show=network", until=".pairs")
    assert HOSTILE in opened.texts("table.data a")
    opened.page.locator("table.data a", has_text="<img").first.click()
    assert opened.text("aside h2") == HOSTILE
    assert opened.page.locator("img").count() == 0
    assert HOSTILE in opened.page.locator(".pairs text").all_text_contents()


def test_all_graphs_are_asked_at_once_and_each_alone(visit: Visit) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    counts: list[str] = []
    for where in ("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }"):
        opened.ask(f"SELECT (COUNT(*) AS ?n) WHERE {where}")
        opened.page.wait_for_selector("td")
        counts.append(opened.text("td"))
    assert counts[0] == counts[1]
    assert int(counts[0]) > 1000


def test_numbers_are_what_sparql_means_by_them(visit: Visit, mini: Path) -> None:
    query = "SELECT (10 - 3 - 2 AS ?a) (8 / 4 * 2 AS ?b) (ROUND(-2.7) AS ?c) WHERE {}"
    opened = visit("#/sparql", until=ANSWERED)
    opened.ask(query)
    opened.page.wait_for_selector("td")
    assert tuple(opened.texts("td")) == run(open_store(mini), query).values()[0]


def test_triples_are_given_as_turtle(visit: Visit) -> None:
    address = quote(f"t.DESCRIBE <{SCHOOL}>")
    opened = visit(f"#/sparql?q={address}&show=turtle", until=".turtle")
    assert f"<{SCHOOL}>\n    a tvet:SecondaryVocationalSchool ;" in opened.saved("下载 Turtle")


@pytest.mark.parametrize(
    ("query", "said", "line"),
    [
        ("SELECT *\nWHERE { ?s foo:bar ?o }", "第 2 行用了没有声明的前缀。", "2"),
        ("SELECT *\nWHERE { ?s ?p ?o", "查询在末尾断了，可能少了括号", "2"),
        ("ASK {\n ?s ?p ; }", "第 2 行第 10 列读不懂", "2"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "此页只能查询", "1"),
        ("LOAD <http://example.org/>", "此页只能查询", "1"),
        ("SELECT * {\n SERVICE <http://example.org/> { ?s ?p ?o } }", "此页不连网", "2"),
    ],
)
def test_a_query_that_cannot_run_is_explained_in_a_sentence(
    visit: Visit, query: str, said: str, line: str
) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    opened.ask(query)
    opened.page.wait_for_selector(".cm-at-fault")
    assert opened.text(".fault").startswith(said)
    assert opened.page.evaluate(MARKED) == int(line)


MARKED = """[...document.querySelectorAll('.cm-line')]
  .findIndex((line) => line.classList.contains('cm-at-fault')) + 1"""


def test_the_address_keeps_a_query_of_ones_own(visit: Visit) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    query = "SELECT ?x WHERE { ?x a tvet:Enterprise } " + "# 很长 " * 60
    opened.ask(query)
    opened.page.wait_for_url(lambda url: "q=z." in url)
    again = Opened(opened.page.context.new_page())
    again.page.goto(opened.page.url)
    again.page.wait_for_selector(ANSWERED)
    assert again.text(".cm-content") == " ".join(query.split())
    again.page.close()
    opened.page.go_back()
    opened.page.wait_for_url(lambda url: "q=z." not in url)
    opened.page.wait_for_selector("h1")
    opened.page.wait_for_selector(".cm-content:not(:has-text('# 很长'))")


def test_the_keyboard_completes_and_leaves_the_editor(visit: Visit) -> None:
    opened = visit("#/sparql", until=ANSWERED)
    opened.ask("ASK { ?x a ")
    opened.page.keyboard.type("企业")
    opened.page.wait_for_selector(".cm-tooltip-autocomplete li[aria-selected]")
    opened.page.wait_for_timeout(100)  # The list takes no key in its first 75 ms.
    opened.page.keyboard.press("Tab")
    assert "tvet:Enterprise" in opened.text(".cm-content")
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_the_figures_show_a_known_series_with_its_lines(visit: Visit) -> None:
    opened = visit("#/figures", until=".chart-svg")
    assert opened.text("h1") == "表1-9 虚市学生数"
    told = opened.page.locator(".chart .point").evaluate_all("(all) => all.map((p) => p.ariaLabel)")
    assert told == [
        "职高, 2030, 1200 人, 表1-9 · 第 91 行",
        "职高, 2031, 1350.50 人, 表1-9 · 第 92 行",
        "中专, 2031, 80 人, 表1-9 · 第 93 行",
    ]
    rows = opened.page.locator("table.data tbody tr").all_inner_texts()
    assert [row.split("\t")[:5] for row in rows] == [
        ["在校生", "职高", "2030", "1200", "人"],
        ["在校生", "职高", "2031", "1350.50", "人"],
        ["在校生", "中专", "2031", "80", "人"],
    ]
    opened.page.locator(".chart .point").first.press("Enter")
    assert "第 91 行" in opened.text(".evidence .fact-source")
    assert opened.saved("下载 SVG").startswith("<svg")
    assert opened.saved("下载 CSV").splitlines()[1].startswith("在校生,职高,2030,1200,人")


def test_a_year_and_a_dimension_narrow_the_figures(visit: Visit) -> None:
    opened = visit("#/figures", until=".chart-svg")
    opened.page.locator("select[name=year]").select_option("2031")
    opened.page.wait_for_selector(".bar-mark")
    assert opened.page.locator(".chart .name").all_text_contents() == ["职高", "中专"]
    assert "year=2031" in opened.page.url


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_both_views_fit_the_screen_in_both_languages(
    browser: Browser, explorer: Path, size: tuple[int, int]
) -> None:
    found = listening(browser, size=size, language="en-GB")
    found.page.goto(explorer.as_uri() + "#/sparql")
    for view, until, english in (("sparql", ANSWERED, "Run"), ("figures", ".chart-svg", "Year")):
        found.go(f"#/{view}")
        found.page.wait_for_selector(until)
        assert english in found.text(f".view-{view} .work")
        assert found.page.evaluate(WIDTH) <= size[0]
        found.page.get_by_role("button", name="中文").click()
        found.page.wait_for_selector(until)
        assert english not in found.text(f".view-{view} .bar")
        assert found.page.evaluate(WIDTH) <= size[0]
        found.page.get_by_role("button", name="English").click()
    assert_silent(found)
    found.page.context.close()


WIDTH = "Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth)"
