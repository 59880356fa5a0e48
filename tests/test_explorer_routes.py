"""Routes in the explorer, in headless Chromium with the network off."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import expect

from tests.opened import PHONE, Opened, Visits
from tvetgraph.graph.build import build
from tvetgraph.graph.routes import all_routes, route_records, routes_from, routes_to
from tvetgraph.graph.store import open_store
from tvetgraph.ontology import BASE
from tvetgraph.viz.explorer_page import explorer_page

pytestmark = pytest.mark.browser

CASES = Path(__file__).parent / "cases" / "routes"
READY = ".view-routes .choose"
Record = Mapping[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("routes") / "build"
    build(CASES, folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return open_store(folder)


@pytest.fixture(scope="module")
def records(store: ox.Store) -> list[Record]:
    return list(route_records(all_routes(store)))


@pytest.fixture(scope="module")
def explorer(template: Path, folder: Path) -> Path:
    assert template.is_file()
    page = folder.parent / "explorer.html"
    page.write_text(explorer_page(folder), encoding="utf-8")
    return page


Visit = Callable[..., Opened]


@pytest.fixture
def visit(visits: Visits) -> Iterator[Visit]:
    """Go to an address; afterwards the page has neither complained nor asked for anything."""
    yield partial(visits, until=READY)
    visits.assert_silent()


def told(record: Record) -> str:
    """Tell the stages of a record as the page does to a screen reader."""
    return " → ".join(
        " ".join([_names(it["organisations"]), _names(it["majors"]), _years(it)])
        for it in record["stages"]
    )


def _names(things: list[Mapping[str, str]]) -> str:
    return "、".join(thing["zh"] for thing in things)


def _years(stage: Record) -> str:
    years = stage["years"]
    return stage["years_printed"] or "年数未写" if years is None else f"{years} 年"


def shown(opened: Opened) -> list[str]:
    """Give the routes that the page draws."""
    strips = opened.page.locator(".view-routes article .strip").all()
    return [str(strip.get_attribute("aria-label")) for strip in strips]


def things(records: list[Record], at: slice) -> dict[str, str]:
    """Map the organisations of the stages at some places to their names."""
    stages = [stage for it in records for stage in it["stages"][at]]
    return {thing["iri"]: thing["zh"] for it in stages for thing in it["organisations"]}


def test_the_routes_of_each_school_are_those_of_the_records(
    visit: Visit, store: ox.Store, records: list[Record]
) -> None:
    for iri, name in things(records, slice(0, 1)).items():
        opened = visit(f"#/routes?school={iri.removeprefix(BASE)}")
        begun = [it for it in records if iri in things([it], slice(0, 1))]
        assert set(shown(opened)) >= set(map(told, begun))
        assert len(shown(opened)) == len(routes_from(store, name))


def test_the_other_way_round_are_those_that_arrive(
    visit: Visit, store: ox.Store, records: list[Record]
) -> None:
    for iri, name in things(records, slice(1, None)).items():
        opened = visit(f"#/routes?to={iri.removeprefix(BASE)}")
        arriving = routes_to(store, name)
        assert len(shown(opened)) == len(arriving)
        starts = {text.split()[0] for text in shown(opened)}
        assert starts == {thing.name.zh for route in arriving for thing in route.start}


def test_two_clicks_lead_to_a_degree(visit: Visit, records: list[Record]) -> None:
    opened = visit("#/routes")
    ends = {it["stages"][0]["organisations"][0]["zh"]: it for it in records if _to_degree(it)}
    school = next(iter(ends))
    opened.page.locator("a.start", has_text=school).click()
    opened.page.wait_for_selector("article")
    chips = opened.page.locator(".ends button", has_text="本科")
    if chips.count():
        chips.click()
    assert shown(opened)
    assert {text.split(" → ")[-1].split()[0] for text in shown(opened)} == {"虚戊大学"}


def _to_degree(record: Record) -> bool:
    return bool(record["stages"][-1]["organisations"][0]["kind"] == "University")


def test_withdrawn_and_chained_routes_are_marked_with_their_notes(
    visit: Visit, records: list[Record]
) -> None:
    opened = visit("#/routes?to=org/xu-wu-daxue")
    chained = [it for it in records if it["chained"]]
    badges = opened.texts("article .badge")
    assert badges.count("由几项相接，报告未写成一条") == len(chained)
    notes = opened.texts("article .notes li")
    assert set(notes) >= {" ".join(note["zh"].split()) for it in chained for note in it["notes"]}
    withdrawn = [it for it in records if it["withdrawn"]]
    assert withdrawn
    for iri in things(withdrawn, slice(0, 1)):
        opened = visit(f"#/routes?school={iri.removeprefix(BASE)}")
        assert "已撤销" in opened.texts("article .badge")


def test_the_figures_and_every_line_of_evidence_are_told(visit: Visit) -> None:
    opened = visit("#/routes?school=org/xu-jia-xuexiao&major=major/kuaiji")
    (article,) = opened.page.locator("article").all()
    text = " ".join(article.inner_text().split())
    for figure in ("共 5 年", "年份 2031", "计划人数 40 人", "实际人数 38 人", "全校规模 60 人"):
        assert figure in text
    article.locator("summary").first.click()
    expect(article.locator(".evidence details.fact")).to_have_count(2)
    assert "表1-1，第 12–13 行" in article.inner_text()


def test_a_choice_narrows_the_others_and_stays_in_the_address(visit: Visit) -> None:
    opened = visit("#/routes")
    opened.page.locator("select[name=school]").select_option("org/xu-jia-xuexiao")
    opened.page.wait_for_selector("article")
    majors = opened.page.locator("select[name=major] option").all_inner_texts()
    opened.page.locator("select[name=major]").select_option("major/kuaiji")
    opened.page.reload()
    opened.page.wait_for_selector("article")
    assert len(shown(opened)) == 1
    assert any(text.startswith("会计") for text in majors)
    opened.page.go_back()
    expect(opened.page.locator("article")).not_to_have_count(1)


def test_names_that_look_like_markup_are_text(visit: Visit) -> None:
    opened = visit("#/routes")
    assert '虚"庚"<b>校' in " ".join(opened.texts(".begin a"))
    assert opened.page.locator(".view-routes b").count() == 0


def test_what_is_shown_can_be_saved(visit: Visit, records: list[Record]) -> None:
    opened = visit("#/routes")
    rows = list(csv.reader(io.StringIO(opened.saved("下载 CSV"))))
    assert len(rows) == len(records) + 1
    assert opened.saved("下载 SVG").startswith("<svg")
    opened = visit("#/routes?school=org/xu-jia-xuexiao")
    assert opened.saved("下载 SVG").count("<title") > 2


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_on_a_phone_the_table_stands_in_for_the_picture(visit: Visit, language: str) -> None:
    for address in ("#/routes", "#/routes?school=org/xu-jia-xuexiao"):
        opened = visit(address, size=PHONE, language=language)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        inner = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)"
        assert opened.page.evaluate(f"{inner}(document.querySelector('main'))") <= 0
        assert opened.page.locator(".sankey").filter(visible=True).count() == 0
        assert opened.page.locator(".view-routes table.data").is_visible()
