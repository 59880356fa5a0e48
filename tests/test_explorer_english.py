"""What a reader of English meets: nothing in Chinese only but names, titles and quoted lines."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.opened import Opened

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
SCHOOL = "org/xu-jia-xuexiao"
REPORT = "Annual Quality Report on Vocational Education in Xu Shi 2031"
#: Texts of the page with a Chinese sign in them, but for what is marked as Chinese or chosen from.
CHINESE = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const here = walk.currentNode.parentElement;
    const marked = here.closest("[lang^=zh], option, .starts");
    if (!marked && /[\\u3400-\\u9fff]/.test(walk.currentNode.data))
      found.push(walk.currentNode.data.trim());
  }
  return found;
}"""


def english(visit: Open, address: str, **how: str) -> Opened:
    return visit(address, language="en-GB", **how)


def test_a_fact_says_its_report_table_and_class_in_english(visit: Open) -> None:
    opened = english(visit, f"#/network?card={SCHOOL}", until=".card-facts details.kind")
    while (closed := opened.page.locator(".card-facts details.kind:not([open]) > summary")).count():
        closed.first.click()
    assert f"{REPORT}, Table 1-2, line 21" in opened.texts(".fact-source")
    expect(opened.page.locator(".card-ties")).to_contain_text("Case 1-1 造梦之路")
    label = opened.page.locator(".fact-label", has_text="first prize × 2").first
    assert label.get_attribute("title") == "虚甲职业学校 虚市大赛 一等奖 2项 (2031)"


def test_figures_are_told_with_indicator_unit_and_place(visit: Open) -> None:
    opened = english(visit, "#/figures", until=".figures-page table.data tbody tr")
    assert opened.text(".work h1").startswith("Table 1-9")
    assert opened.text(".work .lead") == REPORT
    assert {"students"} <= set(opened.texts(".figures-page table.data tbody td:first-child"))
    assert "1350.50 persons" in str(
        opened.page.locator("g.point").evaluate_all("all => all.map((one) => one.ariaLabel)")
    )


def test_only_names_are_left_in_chinese_and_pictures_tell_how_they_are_read(visit: Open) -> None:
    opened = english(visit, "#/routes", until="svg.sankey")
    invented = re.compile("虚|云雾|造梦|href")
    assert [text for text in opened.see(CHINESE) if not invented.search(text)] == []
    drawn = opened.page.locator("svg.sankey text").all_text_contents()
    assert drawn
    assert [text for text in drawn if re.search("[\u3400-\u9fff]", text)] == []
