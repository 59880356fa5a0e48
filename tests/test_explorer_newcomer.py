"""A newcomer in the explorer: by clicks alone to a route, its lines, a tie and an answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.opened import PHONE, WIDE, Opened

pytestmark = pytest.mark.browser

READERS = pytest.mark.parametrize(
    ("language", "size", "lines", "rows"),
    [("zh-CN", PHONE, "第 22–23 行", "行"), ("en-GB", WIDE, "lines 22–23", "row")],
    ids=["zh-phone", "en-wide"],
)
Visit = Callable[..., Opened]


def offer(opened: Opened, view: str) -> str:
    """Take up what the first screen offers for a view; give the sentence that offers it."""
    opened.page.locator(".brand").click()
    link = opened.page.locator(f".starts a[href^='#/{view}']").filter(visible=True).first
    said = link.locator("span").inner_text()
    link.click()
    return said


@READERS
def test_clicks_alone_lead_to_a_route_its_line_and_an_answer(
    visit: Visit, language: str, size: tuple[int, int], lines: str, rows: str
) -> None:
    opened = visit(language=language, size=size)
    school = offer(opened, "routes").split("：")[0].split(":")[0]
    article = opened.page.locator("article").first
    assert school in article.inner_text()
    article.locator("summary").first.click()
    expect(article.locator(".evidence .fact-source").first).to_contain_text(lines)

    question = offer(opened, "sparql")
    expect(opened.page.locator(".answer-count")).to_contain_text(rows)
    assert opened.text(".view-sparql h1") == question
    assert opened.page.locator("table.data tbody tr").count() > 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_closest_pair_is_joined_with_its_evidence(visit: Visit, size: tuple[int, int]) -> None:
    opened = visit(language="zh-CN", size=size)
    pair = offer(opened, "network")
    expect(opened.page.locator(".way details.fact").first).to_be_visible()
    ends = opened.texts(".way .way-ends a")
    assert len(ends) == 2
    assert all(name in pair for name in ends)


def test_a_map_without_positions_says_what_to_do(visit: Visit) -> None:
    assert "没有可画的弧线" in visit("#/map", until=".view-map svg", language="zh-CN").text("main")
    assert "coordinates.csv" in visit("#/map", until=".view-map svg", language="en-GB").text("main")
