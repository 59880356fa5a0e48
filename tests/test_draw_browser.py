"""Drawings in headless Chromium with the network off: drawn, readable, silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tvetgraph.graph.build import build
from tvetgraph.graph.store import open_store
from tvetgraph.viz import neighbourhood_page, relation_page

pytestmark = pytest.mark.browser

MINI = Path(__file__).parent / "cases" / "mini"
FLAGS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE = (1440, 900), (390, 844)


@dataclass
class Opened:
    """A page in the browser, and what it said and asked for."""

    page: Page
    said: list[str]
    asked: list[str]

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""
        return self.page.evaluate(expression)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    build(MINI, folder / "build")
    store = open_store(folder / "build")
    drawings = {
        "partners": relation_page(store, "partnerOf"),
        "routes": relation_page(store, "feedsInto"),
        "around": neighbourhood_page(store, "虚甲职校"),
    }
    for name, html in drawings.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


def opened(browser: Browser, path: Path, size: tuple[int, int], *, dark: bool = False) -> Opened:
    """Open a page with the network off and wait until it is drawn."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        offline=True,
    )
    shown = Opened(context.new_page(), [], [])
    shown.page.on("console", lambda message: shown.said.append(message.text))
    shown.page.on("pageerror", lambda error: shown.said.append(str(error)))
    shown.page.on("request", lambda request: shown.asked.append(request.url))
    shown.page.goto(path.as_uri())
    shown.page.wait_for_function("window.drawing && drawing.labels().length > 0")
    return shown


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["partners", "routes", "around"])
def test_a_page_is_drawn_and_asks_nobody(
    browser: Browser, pages: Path, name: str, size: tuple[int, int]
) -> None:
    path = pages / f"{name}.html"
    shown = opened(browser, path, size)
    assert (shown.said, shown.asked) == ([], [path.as_uri()])
    assert shown.see(INK) > 500
    assert shown.see("document.documentElement.scrollWidth") <= size[0]
    assert set(shown.see("drawing.labels()")) <= set(
        shown.see("drawing.nodes.get().map((node) => node.label)")
    )
    assert shown.see(OVERLAPS) == 0
    assert shown.see("document.querySelectorAll('h1').length") == 1
    assert shown.see("document.querySelectorAll('.legend li').length") >= 2
    shown.page.context.close()


# How many pixels of the canvas differ from the one in its corner.
INK = """(() => {
  const canvas = document.querySelector('#mynetwork canvas');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let ink = 0;
  for (let i = 0; i < data.length; i += 4)
    if ([0, 1, 2, 3].some((k) => data[i + k] !== data[k])) ink += 1;
  return ink;
})()"""


# How many names lie on another or reach beyond the frame.
OVERLAPS = """drawing.boxes().filter((a, i, all) =>
  a.x < 0 || a.y < 0 || a.x + a.w > frame.clientWidth || a.y + a.h > frame.clientHeight ||
  all.some((b, j) => j > i && a.x < b.x + b.w && b.x < a.x + a.w
    && a.y < b.y + b.h && b.y < a.y + a.h)
).length"""


def test_every_node_stands_in_the_window_and_most_bear_their_name(
    browser: Browser, pages: Path
) -> None:
    shown = opened(browser, pages / "partners.html", WIDE)
    spots = shown.see(
        "drawing.nodes.getIds().map((id) => drawing.network.canvasToDOM("
        "drawing.network.getPosition(id))).map((at) => [at.x, at.y])"
    )
    box = shown.see("(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(frame)")
    assert all(0 < x < box[0] and 0 < y < box[1] for x, y in spots)
    assert len(shown.see("drawing.labels()")) == len(spots)
    shown.page.context.close()


def test_a_hostile_name_is_text(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "partners.html", WIDE)
    hostile = "<img src=x onerror=alert(1)> href"
    assert hostile in shown.see("drawing.labels()")
    shown.page.fill("#search", hostile)
    shown.page.press("#search", "Enter")
    assert shown.page.inner_text("#picked").startswith(hostile)
    shown.page.click("summary")
    assert hostile in shown.page.inner_text("table")
    assert shown.see("document.images.length") == 0
    assert (shown.said, len(shown.asked)) == ([], 1)
    shown.page.context.close()


def test_search_zooms_to_a_node_and_tells_its_evidence(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "partners.html", WIDE)
    shown.page.fill("#search", "虚乙")
    shown.page.press("#search", "Enter")
    selected = shown.see("drawing.nodes.get(drawing.network.getSelectedNodes())[0].label")
    assert selected == "虚乙职业学院"
    told = shown.page.inner_text("#picked")
    assert "《虚市职业教育质量年度报告 2031》表1-3，第 31–33 行" in told
    shown.page.fill("#search", "没有这个")
    shown.page.press("#search", "Enter")
    assert shown.page.inner_text("#said") == "没有找到：没有这个"
    shown.page.context.close()


def test_names_change_to_english_where_there_are_any(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "partners.html", WIDE)
    shown.page.click("#language")
    shown.page.wait_for_function("drawing.labels().includes('Yi College')")
    assert "虚庚中心" in shown.see("drawing.labels()")
    assert shown.page.inner_text("#language") == "中文名称"
    assert shown.see("document.documentElement.lang") == "en"
    shown.page.context.close()


def test_a_tooltip_is_plain_text(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "partners.html", WIDE)
    at = shown.see(
        "(() => { const node = drawing.nodes.get().find((n) => n.label.startsWith('<img'));"
        " const spot = drawing.network.canvasToDOM(drawing.network.getPosition(node.id));"
        " const box = frame.getBoundingClientRect();"
        " return [box.left + spot.x, box.top + spot.y]; })()"
    )
    shown.page.mouse.move(*at)
    shown.page.wait_for_selector("div.vis-tooltip", state="visible")
    assert shown.page.inner_text("div.vis-tooltip").startswith("<img src=x onerror=alert(1)> href")
    assert shown.see("document.querySelectorAll('div.vis-tooltip *').length") == 0
    shown.page.context.close()


def test_columns_lead_from_left_to_right(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "routes.html", WIDE)
    x = shown.see(
        "Object.fromEntries(drawing.nodes.get().map("
        "(n) => [n.label, drawing.network.getPosition(n.id).x]))"
    )
    assert x['虚"某"校'] < x["虚丙职业学院"] < x["虚丁大学"]
    shown.page.context.close()


def test_the_dark_page_is_dark(browser: Browser, pages: Path) -> None:
    shown = opened(browser, pages / "partners.html", WIDE, dark=True)
    assert shown.see("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 31)"
    assert shown.see(INK) > 500
    shown.page.context.close()
