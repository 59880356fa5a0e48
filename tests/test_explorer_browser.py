"""The explorer in headless Chromium with the network off: what a reader does, and what it says."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.opened import PHONE, WIDE, Opened

pytestmark = pytest.mark.browser

SCHOOL, COLLEGE, UNIVERSITY = "org/xu-jia-xuexiao", "org/xu-bing-xueyuan", "org/xu-ding-daxue"


Open = Callable[..., Opened]


def test_it_opens_in_the_readers_language_and_theme(visit: Open) -> None:
    english, chinese = visit(language="en-GB", dark=True), visit()
    assert english.text(".brand") == "Knowledge graph of vocational education"
    assert chinese.text(".brand") == "职业教育知识图谱"
    themes = [it.see("document.documentElement.dataset.theme") for it in (english, chinese)]
    assert themes == ["dark", "light"]


def test_language_and_theme_are_switched_and_remembered(visit: Open) -> None:
    opened = visit(fresh=True, language="zh-TW")
    opened.page.get_by_role("button", name="English").click()
    opened.page.get_by_role("button", name="Dark").click()
    assert opened.text("nav a[aria-current]") == "Network"
    opened.page.reload()
    opened.page.wait_for_selector("main > *", state="attached")
    assert opened.text("nav a[aria-current]") == "Network"
    assert opened.see("document.documentElement.dataset.theme") == "dark"
    assert opened.see("document.documentElement.lang") == "en"


@pytest.mark.parametrize("typed", ["虚甲职业", "xjzyxx", "xujiazhiye", "jia school", "虚甲学校"])
def test_search_finds_by_name_pinyin_initials_english_and_alias(visit: Open, typed: str) -> None:
    opened = visit()
    opened.page.get_by_role("search").get_by_role("combobox").fill(typed)
    opened.page.keyboard.press("Enter")
    assert opened.text("aside h2") == "虚甲职业学校"
    assert f"card={SCHOOL}" in opened.params()


def test_the_card_shows_ties_and_facts_with_their_lines(visit: Open) -> None:
    opened = visit(f"#/network?card={SCHOOL}")
    opened.page.wait_for_selector(".card-facts details.kind")
    assert "升入 → 1" in opened.text("aside.card")
    while (closed := opened.page.locator(".card-facts details.kind:not([open]) > summary")).count():
        closed.first.click()
    assert "《虚市职业教育质量年度报告 2031》表1-2，第 21 行" in opened.texts(".fact-source")
    opened.page.locator("details.fact summary", has_text="造梦技术").first.click()
    expect(opened.page.locator(".fact-body").first).to_contain_text("没有报告原文")
    assert "Jia" not in opened.text(".fact-body")


def test_a_name_that_looks_like_markup_is_text(visit: Open) -> None:
    opened = visit("#/network?card=org/xu-ren-gongsi")
    opened.page.wait_for_selector(".card-facts h3")
    assert opened.text("aside h2") == "<img src=x onerror=alert(1)> href"
    opened.page.get_by_role("search").get_by_role("combobox").fill("onerror")
    assert "<img src=x onerror=alert(1)> href" in opened.text("[role=option]")
    assert opened.see("document.querySelectorAll('img').length") == 0


def test_every_shortest_tie_between_two_is_listed_with_its_evidence(visit: Open) -> None:
    opened = visit(f"#/network?from=org/xu-mou-xuexiao&to={UNIVERSITY}")
    opened.page.wait_for_selector(".way details.fact")
    assert opened.text(".verdict") == "最短经过 2 步，共 2 条关系："
    ways = opened.page.locator(".way > summary").all_inner_texts()
    assert [" ".join(way.split()) for way in ways] == [
        '虚"某"校 → 升入 → 虚丙职业学院 1',
        "虚丙职业学院 → 升入 → 虚丁大学 1",
    ]


def test_the_legend_switches_relations_off_and_the_hash_keeps_it(visit: Open) -> None:
    opened = visit()
    before = json.loads(
        opened.see(
            "JSON.stringify([...document.querySelectorAll('.side input')].map((i) => i.checked))"
        )
    )
    opened.page.locator(".side label", has_text="升入").click()
    assert "relations=" in opened.params()
    assert "feedsInto" not in opened.params()
    opened.page.go_back()
    after = json.loads(
        opened.see(
            "JSON.stringify([...document.querySelectorAll('.side input')].map((i) => i.checked))"
        )
    )
    assert before == after


def test_a_filter_narrows_picture_and_table_alike(visit: Open) -> None:
    opened = visit("#/network?major=major/xingchen-yingxiao&show=table")
    opened.page.wait_for_selector(".tables table")
    rows = opened.page.locator(".tables table").first.locator("tbody tr").all_inner_texts()
    assert sorted(row.split("\t")[:3] for row in rows) == [
        ["虚甲职业学校", "升入", "虚乙职业学院"],
        ["虚辛学院", "中外合作", "虚乙职业学院"],
    ]


def test_a_table_is_sorted_by_its_head_and_saved(visit: Open) -> None:
    opened = visit("#/network?show=table")
    opened.page.locator(".tables th button", has_text="起点").click()
    assert opened.page.locator(".tables th").first.get_attribute("aria-sort") == "ascending"
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="下载 CSV").first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "起点,关系,终点,年份,事实,出处"
    assert "虚丙职业学院,升入,虚丁大学" in text


def test_the_picture_is_saved_as_png_and_svg(visit: Open) -> None:
    opened = visit()
    for name, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with opened.page.expect_download() as download:
            opened.page.get_by_role("button", name=f"下载 {name}").click()
        assert Path(download.value.path()).read_bytes().startswith(start)


def test_a_click_opens_the_card_and_a_double_click_grows(visit: Open, explorer: Path) -> None:
    data = re.search(r'id="block-network">(.*?)</script>', explorer.read_text(encoding="utf-8"))
    assert data
    x, y = next(row[6:8] for row in json.loads(data[1])["nodes"] if row[0] == SCHOOL)
    opened = visit(f"#/network?at={x},{y},1")
    opened.page.locator(".canvas").click()
    assert opened.text("aside h2") == "虚甲职业学校"
    opened.page.keyboard.press("Escape")
    shown = visit(f"#/network?at={x},{y},1")
    shown.page.locator(".canvas").dblclick()
    assert "只显示 虚甲职业学校 的周围" in shown.text(".active")
    shown.page.locator(".active").get_by_role("button", name="显示全部").click()
    assert "around" not in shown.params()


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("address", ["", f"#/network?card={COLLEGE}", "#/network?show=table"])
def test_nothing_is_wider_than_the_screen(visit: Open, size: tuple[int, int], address: str) -> None:
    for language in ("zh-CN", "en-GB"):
        opened = visit(address, size=size, language=language)
        assert opened.see("document.documentElement.scrollWidth") <= size[0]


def test_the_licences_of_what_is_in_the_page_are_told(visit: Open) -> None:
    opened = visit()
    opened.page.get_by_role("button", name="关于此页").click()
    opened.page.wait_for_selector(".licences li")
    names = [text.split()[0] for text in opened.page.locator(".licences summary").all_inner_texts()]
    assert {"force-graph", "oxigraph"} <= set(names)
    opened.page.keyboard.press("Escape")


def test_the_keyboard_alone_finds_reads_and_closes(visit: Open) -> None:
    opened = visit(fresh=True)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("xdd")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("Enter")
    assert opened.text("aside h2") == "虚丁大学"
    assert opened.see("document.activeElement.tagName") == "ASIDE"
    opened.page.keyboard.press("Escape")
    assert "card" not in opened.params()


def test_an_address_that_leads_nowhere_says_so(visit: Open) -> None:
    assert visit("#/nowhere").text("main") == "没有这个视图。"
