"""On request: the explorer in Firefox and in WebKit, the engine of Safari.

`make check-browsers` installs what drives them (the extra `browsers`); elsewhere these tests are
skipped. Everything is tested at length in Chromium; here, that each engine draws and answers.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.elsewhere import Elsewhere, Firefox, WebKit, firefox, until, webkit

pytestmark = pytest.mark.browsers

SCHOOL = "org/xu-jia-xuexiao"
LISTEN = """(() => {
  window.complaints = [];
  for (const name of ['error', 'unhandledrejection', 'securitypolicyviolation'])
    window.addEventListener(name, (event) => complaints.push(
      String(event.reason ?? event.error?.stack ?? event.message ?? event.violatedDirective)));
  console.error = (...said) => complaints.push(said.join(' '));
})()"""
COLOURS = """(() => {
  const canvas = document.querySelector('canvas.canvas, .canvas canvas');
  if (!canvas?.width) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 20;
})()"""


def _shown(selector: str) -> str:
    return f"document.querySelectorAll({json.dumps(selector)}).length"


VIEWS = {
    "network": COLOURS,
    "routes": _shown(".view-routes svg path"),
    "figures": _shown(".view-figures svg path"),
    "map": _shown(".view-map svg path"),
    "contradictions": _shown(".view-contradictions .empty, .view-contradictions h2"),
    "sparql": _shown(".answer-count"),
}


@pytest.fixture(scope="module", autouse=True)
def asked(request: pytest.FixtureRequest) -> None:
    """Run on request only: these browsers need a screen, and more time than the others."""
    if "browsers" not in str(request.config.option.markexpr):
        pytest.skip("make check-browsers runs them")


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, explorer: Path
) -> Iterator[Elsewhere]:
    started = _started(request.param, tmp_path_factory.mktemp("profile"))
    if started is None:
        pytest.skip(f"no {request.param} on this machine")
    started.go(explorer.as_uri())
    until(started, _shown("main > *"))
    started.see(LISTEN)
    yield started
    started.close()


def _started(name: str, profile: Path) -> Elsewhere | None:
    if name == "firefox":
        found = firefox()
        return Firefox(found, profile) if found else None
    engine = webkit()
    return WebKit(*engine) if engine else None


def _go(browser: Elsewhere, address: str) -> None:
    for there in ("#/nowhere", address):
        browser.see(f"void (location.hash = {json.dumps(there)})")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_drawn(browser: Elsewhere, view: str, language: str) -> None:
    other = "en" if language == "zh-CN" else "zh-CN"
    browser.see(f"document.querySelector('header button[lang=\"{language}\"]')?.click()")
    assert until(browser, _shown(f"header button[lang='{other}']"))
    _go(browser, f"#/{view}")
    until(browser, _shown(f".view-{view}"))
    until(browser, VIEWS[view])
    assert browser.see("complaints") == []


def test_a_name_is_found_by_its_initials(browser: Elsewhere) -> None:
    _go(browser, "#/network")
    browser.see(
        """(() => {
          const box = document.querySelector('[role=search] [role=combobox]');
          box.value = 'xjzyxx';
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
          box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        })()"""
    )
    assert until(browser, f"location.hash.includes('{SCHOOL}')")
    assert browser.see("complaints") == []


def test_a_click_on_a_mark_opens_its_card(browser: Elsewhere, explorer: Path) -> None:
    text = explorer.read_text(encoding="utf-8")
    data = re.search(r'id="block-network">(.*?)</script>', text)
    assert data
    x, y = next(row[6:8] for row in json.loads(data[1])["nodes"] if row[0] == SCHOOL)
    _go(browser, f"#/network?at={x},{y},1")
    until(browser, f"!document.querySelector('aside.card h2') && {COLOURS}")
    left, top, width, height = browser.see(
        """(() => {
          const box = document.querySelector('.canvas').getBoundingClientRect();
          return [box.left, box.top, box.width, box.height];
        })()"""
    )
    browser.click(int(left + width / 2), int(top + height / 2))
    assert until(browser, f"location.hash.includes('card={SCHOOL}')")
    assert browser.see("complaints") == []


def test_a_long_query_in_the_address_is_packed_and_unpacked(browser: Elsewhere) -> None:
    query = "SELECT ?x WHERE { ?x a tvet:Enterprise } " + "# " + "长" * 200
    _go(browser, "#/sparql?q=t." + query)
    until(browser, "document.querySelector('.cm-content')?.textContent.includes('长长')")
    assert browser.see("complaints") == []
