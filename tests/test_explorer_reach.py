"""The explorer by fingers, by keyboard, and for who reads no Chinese, in headless Chromium."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.opened import PHONE, WIDE, Opened

pytestmark = pytest.mark.browser

SCHOOL, COLLEGE = "org/xu-jia-xuexiao", "org/xu-yi-xueyuan"
UNNAMED = "org/xu-ji-gongsi"
Visit = Callable[..., Opened]
Point = tuple[float, float]


@pytest.fixture
def at(explorer: Path) -> Callable[[str], str]:
    """Give where a thing stands in the network, as the address has it."""
    data = re.search(r'id="block-network">(.*?)</script>', explorer.read_text(encoding="utf-8"))
    assert data
    places = {row[0]: (row[6], row[7]) for row in json.loads(data[1])["nodes"]}
    return lambda name: "{},{},1".format(*places[name])


class Fingers:
    """Fingers on the screen, moved in steps as a hand moves them."""

    def __init__(self, opened: Opened) -> None:
        """Touch a page."""
        self._cdp: Any = opened.page.context.new_cdp_session(opened.page)

    def move(self, *ways: tuple[Point, Point]) -> None:
        """Move one finger along each way, all at once."""
        for step in range(7):
            points = [_between(way, step / 6) for way in ways]
            self._touch("touchMove" if step else "touchStart", points)
        self._touch("touchEnd", [])

    def _touch(self, kind: str, points: list[Point]) -> None:
        touched = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})


def _between(way: tuple[Point, Point], share: float) -> Point:
    (x1, y1), (x2, y2) = way
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def place(opened: Opened) -> list[float]:
    """Wait until the hash names where the picture stands; give its middle and scale."""
    opened.page.wait_for_url(re.compile(r"at=[-\d.,]+"))
    opened.page.wait_for_timeout(400)
    found = re.search(r"at=([-\d.,]+)", opened.params())
    assert found
    return [float(number) for number in found[1].split(",")]


@pytest.mark.parametrize(("view", "picture"), [("network", ".canvas"), ("map", "svg.map")])
def test_two_fingers_zoom_and_one_moves(visit: Visit, view: str, picture: str) -> None:
    opened = visit(f"#/{view}?at=0,0,1", size=PHONE, touch=True, until=picture)
    opened.page.locator(picture).scroll_into_view_if_needed()
    box: Any = opened.page.locator(picture).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 130)
    fingers = Fingers(opened)
    fingers.move(((x - 30, y), (x - 90, y)), ((x + 30, y), (x + 90, y)))
    near = place(opened)
    assert near[2] == pytest.approx(3, rel=0.05)
    fingers.move(((x, y), (x + 60, y + 30)))
    moved = place(opened)
    assert moved[2] == near[2]
    assert moved[0] == pytest.approx(near[0] - 20, abs=3)
    assert moved[1] == pytest.approx(near[1] - 10, abs=3)
    assert opened.see("visualViewport.scale") == 1


def test_a_tap_opens_the_card(visit: Visit, at: Callable[[str], str]) -> None:
    opened = visit(f"#/network?at={at(SCHOOL)}", fresh=True, size=WIDE, touch=True)
    box: Any = opened.page.locator(".canvas").bounding_box()
    opened.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert opened.text("aside h2") == "虚甲职业学校"


def test_on_a_phone_the_filters_open_and_close(visit: Visit) -> None:
    opened = visit(fresh=True, size=PHONE, touch=True)
    opener, column = opened.page.locator(".side-opener"), opened.page.locator(".side")
    for close, spot in ((".side-close", (10, 10)), (".canvas", (370, 300))):
        opener.click()
        expect(column).to_be_visible()
        assert opener.get_attribute("aria-expanded") == "true"
        opened.page.locator(close).click(position={"x": spot[0], "y": spot[1]})
        expect(column).not_to_be_visible()


def test_a_second_click_grows_although_the_card_lies_over_the_node(
    visit: Visit, at: Callable[[str], str]
) -> None:
    x, y, _ = at(SCHOOL).split(",")
    opened = visit(f"#/network?at={int(x) - 350},{y},1", fresh=True)
    box: Any = opened.page.locator(".canvas").bounding_box()
    opened.page.mouse.dblclick(box["x"] + box["width"] / 2 + 350, box["y"] + box["height"] / 2)
    opened.page.wait_for_selector("aside.card")
    assert f"around={SCHOOL}" in opened.params()
    assert f"card={SCHOOL}" in opened.params()


def test_a_button_grows_what_is_shown(visit: Visit) -> None:
    opened = visit(f"#/network?around={SCHOOL}&card={COLLEGE}")
    opened.page.get_by_role("button", name="再展开它的周围").click()
    assert f"around={SCHOOL},{COLLEGE}" in opened.params()
    assert opened.page.get_by_role("button", name="再展开它的周围").count() == 0


def test_years_and_reports_are_chips_and_stand_in_the_hash(visit: Visit) -> None:
    opened = visit()
    for name, key, value in (("年份", "year", "2031"), ("报告", "report", "xu-secondary-2031")):
        chips = opened.page.get_by_role("group", name=name).get_by_role("button")
        chips.nth(1).focus()
        opened.page.keyboard.press("Enter")
        assert f"{key}={value}" in opened.params()
        assert opened.see("document.activeElement.name") == f"{key}-{value}"
        pressed = [chip.get_attribute("aria-pressed") for chip in chips.all()]
        assert pressed == ["false", "true"]


def test_the_order_of_a_table_is_in_the_hash(visit: Visit) -> None:
    opened = visit("#/network?show=table", until=".tables table")
    head = opened.page.locator(".tables table").first.locator("th button", has_text="终点")
    head.click()
    head.click()
    assert "order=-3" in opened.params()
    opened.page.reload()
    opened.page.wait_for_selector(".tables table")
    sorted_by = opened.page.locator(".tables table").first.locator("th[aria-sort=descending]")
    assert sorted_by.inner_text() == "终点"
    first = opened.page.locator(".tables table").first.locator("tbody tr td:nth-child(3)")
    names = first.all_inner_texts()
    collated = opened.page.evaluate(
        "(names) => names.sort(new Intl.Collator('zh-Hans-CN', {numeric: true}).compare).reverse()",
        list(names),
    )
    assert names == collated


def test_what_was_unfolded_stays_when_a_card_opens(visit: Visit) -> None:
    opened = visit(f"#/routes?school={SCHOOL}", until="article.route")
    opened.page.locator("article.route summary").first.click()
    link = opened.page.locator("article.route .evidence details a").first
    link.focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("aside.card h2")
    expect(link).to_be_visible()
    opened.page.keyboard.press("Escape")
    assert link.evaluate("(link) => link === document.activeElement")


def test_tabs_and_switches_keep_the_focus(visit: Visit) -> None:
    opened = visit(fresh=True, language="zh-SG")
    opened.page.get_by_role("link", name="地图").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("svg.map")
    assert opened.see("document.activeElement.getAttribute('aria-current')") == "page"
    opened.page.get_by_role("button", name="English").focus()
    opened.page.keyboard.press("Enter")
    assert opened.see("document.activeElement.textContent") == "中文"


def test_who_reads_no_chinese_sees_how_a_name_is_read(visit: Visit) -> None:
    opened = visit(f"#/network?card={UNNAMED}", language="en-GB")
    head = opened.page.locator(".card-head")
    assert head.locator("h2").get_attribute("lang") == "zh-CN"
    assert head.locator("[lang=zh-Latn]").inner_text() == "Xuji Gongsi"
    assert "pinyin" in head.inner_text()
    opened.page.get_by_role("search").get_by_role("combobox").fill("xjgs")
    found = opened.page.locator("[role=option]").first
    assert found.locator("[lang=zh-Latn]").inner_text() == "Xuji Gongsi"
    chinese = visit(f"#/network?card={UNNAMED}", fresh=True)
    assert chinese.page.locator("[lang=zh-Latn]").count() == 0


@pytest.mark.parametrize(
    "address", ["#/", "#/network?show=table", "#/routes", "#/figures", "#/map", "#/sparql"]
)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_view_has_one_heading_and_names_for_its_tables(
    visit: Visit, address: str, size: tuple[int, int]
) -> None:
    opened = visit(address, size=size, until="main h1")
    assert opened.page.locator("main h1").count() == 1
    tables = opened.page.locator("table.data")
    captions = opened.page.locator("table.data > caption").all_text_contents()
    assert len(set(captions)) == tables.count()


def test_paper_is_white_whatever_the_screen_is(visit: Visit) -> None:
    opened = visit("#/routes", dark=True, fresh=True, until="main h1")
    ink = "getComputedStyle(document.querySelector('main h1')).color"
    on_screen = opened.see(ink)
    opened.page.emulate_media(media="print")
    on_paper = opened.see(ink)
    opened.page.emulate_media(media="screen")
    assert (on_screen, on_paper) == ("rgb(231, 235, 241)", "rgb(26, 35, 48)")
