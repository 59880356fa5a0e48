"""Contradictions and the map in the explorer, in headless Chromium with the network off."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.opened import PHONE, Opened, Visits
from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.engine import Audit, audit
from tvetgraph.graph.build import build
from tvetgraph.loaders.facts import Certainty, Fact, Method, make_fact, read_reports, write_report
from tvetgraph.viz.explorer_page import explorer_page

pytestmark = pytest.mark.browser

MINI = Path(__file__).parent / "cases" / "mini"
HOSTILE = "<img src=x onerror=alert(1)>"
#: Two tables: the first does not add up, the second does.
FIGURES = {
    "表2-1": {"女": "30", HOSTILE: "20", "合计": "60"},
    "表2-2": {"女": "31", "男": "24", "合计": "55"},
}
SOURCE = "tvetsource:natural-earth,1,说明 / note"
PLACED = (
    "tvetorg:xu-jia-xuexiao,40.2,116.2,district",
    "tvetorg:xu-ren-gongsi,39.9,116.4,district",
    "tvetorg:xu-yi-xueyuan,39.9,116.4,district",
    "tvetorg:xu-xin-xueyuan,51.5,-0.1,city",
    "tvetplace:xushi,39.5,115.5,prefecture",
)


def figures() -> Iterator[Fact]:
    """Make the tables and their cells."""
    for number, (where, cells) in enumerate(FIGURES.items()):
        table, line = f"学生数{where}", 100 + 10 * number
        about = {"number": where, "title": table, "rows": str(len(cells))}
        yield _fact("tables", about, where, (line, line + len(cells)))
        for row, (label, printed) in enumerate(cells.items(), start=1):
            told = {"table": table, "indicator": "学生", "dimensions": f"性别={label}"}
            value = {"period": "2031", "value": printed, "printed": printed, "unit": "人"}
            yield _fact("observations", told | value, where, (line + row, line + row))


def _fact(kind: str, values: dict[str, str], where: str, span: tuple[int, int]) -> Fact:
    evidence: dict[str, Any] = {"method": Method.TABLE, "certainty": Certainty.HIGH}
    return make_fact(kind, values, where=where, row="", lines=(span,), **evidence)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small facts with figures that contradict each other, and coordinates."""
    folder = tmp_path_factory.mktemp("facts")
    shutil.copytree(MINI, folder, dirs_exist_ok=True)
    (report,) = read_reports(MINI)
    write_report(replace(report, facts=(*report.facts, *figures())), folder)
    with (folder / "places.csv").open("a", encoding="utf-8") as places:
        places.write("xushi,Prefecture,虚市,Xu City,,,,\nxuqu,District,虚区,,xushi,,,\n")
    organisations = folder / "organisations.csv"
    text = organisations.read_text(encoding="utf-8")
    district = text.replace("虚丁大学,Ding University,", "虚丁大学,Ding University,xuqu")
    assert district != text
    organisations.write_text(district, encoding="utf-8")
    head = "id,latitude,longitude,precision,source,source_version,note"
    rows = [head, *(f"{row},{SOURCE}" for row in PLACED)]
    (folder / "coordinates.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def audited(facts: Path) -> Audit:
    return audit([Book.of(report) for report in read_reports(facts)])


@pytest.fixture(scope="module")
def explorer(template: Path, facts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert template.is_file()
    folder = tmp_path_factory.mktemp("explorer")
    build(facts, folder / "build")
    page = folder / "explorer.html"
    page.write_text(explorer_page(folder / "build"), encoding="utf-8")
    return page


Visit = Callable[..., Opened]


@pytest.fixture
def visit(visits: Visits) -> Iterator[Visit]:
    """Go to an address; afterwards the page has neither complained nor asked for anything."""
    yield partial(visits, until="main table.data")
    visits.assert_silent()


def test_the_counts_are_those_of_the_audit(visit: Visit, audited: Audit) -> None:
    assert audited.findings
    assert audited.checks
    opened = visit("#/contradictions")
    severities = [str(it.severity) for it in audited.findings]
    for severity in set(severities):
        chip = opened.text(f"button[name=severity-{severity}]")
        assert int(chip.split()[-1]) == severities.count(severity)
    assert opened.text("button[name='severity-passed']").split()[-1] == str(len(audited.checks))
    found = opened.page.locator("article.finding").all()
    assert sorted(str(it.get_attribute("data-finding")) for it in found) == sorted(
        it.id for it in audited.findings
    )


def test_a_finding_shows_its_figures_side_by_side_with_the_arithmetic(
    visit: Visit, audited: Audit
) -> None:
    finding = next(it for it in audited.findings if it.rule == "total")
    opened = visit(f"#/contradictions?id={finding.id}")
    card = opened.page.locator(f"article#{finding.id}")
    assert card.locator(".sum").inner_text() == finding.arithmetic
    assert (finding.found, finding.expected) == ("60", "50")
    assert card.locator(".pair dd").all_inner_texts() == ["60", "50"]
    assert card.locator(".side .value").all_inner_texts() == ["60人", "20人", "30人"]
    assert "存疑之数" in card.locator(".side").first.inner_text()
    assert "第 103 行" in card.locator(".side").first.inner_text()
    assert finding.message["zh"] in card.inner_text()
    assert finding.suggestion["zh"] in card.inner_text()


def test_a_figure_leads_to_the_figures_view(visit: Visit) -> None:
    opened = visit("#/contradictions")
    opened.page.locator("article .side a", has_text="看此处的数据").first.click()
    opened.page.wait_for_selector(".view-figures h1")
    assert "表2-1" in opened.text(".view-figures h1")


def test_what_holds_can_be_counted_and_opened(visit: Visit, audited: Audit) -> None:
    opened = visit("#/contradictions?severity=passed")
    rows = list(csv.reader(io.StringIO(opened.saved("下载 CSV"))))[1:]
    assert sorted(row[4] for row in rows) == sorted(it.arithmetic for it in audited.checks)
    opened.page.locator("td details summary", has_text="表2-2").first.click()
    assert "31 + 24 = 55" in opened.text("td details[open] .sum")


def test_findings_are_narrowed_by_rule_and_report(visit: Visit, audited: Audit) -> None:
    rule, report = audited.findings[0].rule, audited.findings[0].report
    opened = visit("#/contradictions")
    opened.page.locator("select[name=rule]").select_option(rule)
    opened.page.locator("select[name=report]").select_option(report)
    fitting = [it.id for it in audited.findings if (it.rule, it.report) == (rule, report)]
    assert opened.page.locator("article.finding").count() == len(fitting)
    opened.page.locator("button[name='severity-passed']").click()
    assert opened.page.locator("article.finding").count() == 0


def arcs(opened: Opened) -> int:
    """Count the arcs that have a line."""
    return opened.page.locator(".arc .line[d^=M]").count()


def test_an_arc_is_drawn_for_each_located_tie(visit: Visit) -> None:
    opened = visit("#/map")
    rows = list(csv.DictReader(io.StringIO(opened.saved("下载 CSV"))))
    drawn = {(row["起点"], row["关系"], row["终点"]) for row in rows if row["在图上"] == "弧线"}
    assert drawn == {
        ("虚甲职业学校", "升入", "虚乙职业学院"),
        ("虚辛学院", "中外合作", "虚乙职业学院"),
        ("虚丙职业学院", "中外合作", "虚辛学院"),
        ("虚甲职业学校", "合作", f"{HOSTILE} href"),
    }
    assert arcs(opened) == len(drawn)
    assert opened.page.locator(".arc .line[stroke-dasharray]").count() == 1
    assert {row["在图上"] for row in rows} == {"弧线", "同一处", "位置不明"}


def test_a_relation_is_switched_off_and_the_hash_keeps_it(visit: Visit) -> None:
    opened = visit("#/map")
    opened.page.locator("button[name=relation-foreignPartnerOf]").click()
    assert "off=foreignPartnerOf" in opened.page.url
    opened.page.reload()
    opened.page.wait_for_selector(".arc .line[d^=M]")
    assert arcs(opened) == 2


def test_names_on_the_map_are_text_and_lead_to_the_card(visit: Visit) -> None:
    opened = visit("#/map")
    point = opened.page.locator(".dot", has_text="onerror")
    point.focus()
    assert HOSTILE in opened.text(".map-tip")
    opened.page.keyboard.press("Enter")
    assert opened.text("aside h2") == f"{HOSTILE} href"
    assert opened.page.locator("img").count() == 0


def test_the_map_is_moved_and_zoomed_by_keys_and_keeps_its_place(visit: Visit) -> None:
    opened = visit("#/map")
    before = opened.page.locator(".land").get_attribute("transform")
    opened.page.locator(".map-box").focus()
    opened.page.keyboard.press("+")
    opened.page.keyboard.press("ArrowLeft")
    expect(opened.page).to_have_url(re.compile("at="))
    moved = opened.page.locator(".land").get_attribute("transform")
    assert moved != before
    opened.page.get_by_role("button", name="世界").click()
    assert "zoom=world" in opened.page.url
    assert opened.page.locator(".land").get_attribute("transform") not in (before, moved)


def test_the_map_is_saved_as_svg(visit: Visit) -> None:
    saved = visit("#/map").saved("下载 SVG")
    assert saved.startswith("<svg")
    assert HOSTILE not in saved
    assert "&lt;img" in saved


@pytest.mark.parametrize(
    "address", ["#/map", "#/contradictions", "#/contradictions?severity=passed"]
)
def test_nothing_is_wider_than_a_phone(visit: Visit, address: str) -> None:
    for language in ("zh-CN", "en-GB"):
        opened = visit(address, size=PHONE, language=language)
        wide = "document.documentElement.scrollWidth - innerWidth"
        inner = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)"
        assert opened.page.evaluate(wide) <= 0
        assert opened.page.evaluate(f"{inner}(document.querySelector('main'))") <= 0


@pytest.mark.parametrize(
    ("address", "heading"),
    [("#/map", "Map"), ("#/contradictions", "Contradictions"), ("#/routes", "Routes")],
)
def test_every_view_speaks_english(visit: Visit, address: str, heading: str) -> None:
    opened = visit(address, language="en-GB")
    assert opened.text("main h1") == heading
    assert opened.text("nav a[aria-current]") == heading
