"""A page of the explorer in the browser, and what a reader does there.

For the browser tests; it must not know any view's content.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

WIDE, PHONE = (1440, 900), (390, 800)
WAIT = 30_000
expect.set_options(timeout=WAIT)
#: What a page does after a click, it has done two frames and a turn later.
SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
#: Goes to a hash; done when the page has heard of it.
GO = """(hash) => new Promise((done) => {
  if (new URL(hash, location.href).href === location.href) return done();
  addEventListener('hashchange', () => setTimeout(done), { once: true });
  location.hash = hash;
})"""


@dataclass
class Opened:
    """A page in the browser, and what it said and asked for."""

    at_once: Page
    said: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

    @property
    def page(self) -> Page:
        """The page, once it has done what the last click or key set off."""
        self.at_once.evaluate(SETTLED)
        return self.at_once

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""
        return self.page.evaluate(expression)

    def go(self, address: str) -> None:
        """Go to a hash and wait until the page has heard of it."""
        self.page.evaluate(GO, address)

    def params(self) -> str:
        """Give the hash."""
        return str(self.see("decodeURIComponent(location.hash)"))

    def text(self, selector: str) -> str:
        """Give the text of what a selector finds first, its spaces as one."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def texts(self, selector: str) -> list[str]:
        """Give the texts of all that a selector finds now."""
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def ask(self, query: str) -> None:
        """Write a query in the place of the one that stands there, and run it."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("ControlOrMeta+Enter")

    def saved(self, button: str) -> str:
        """Give the text of the file that a button saves."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button).first.click()
        return Path(download.value.path()).read_text(encoding="utf-8-sig")


class Visits:
    """Opens the explorer at addresses, once for each kind of reader, as for one who stays."""

    def __init__(self, browser: Browser, explorer: Path) -> None:
        """Visit a page in a browser."""
        self._browser = browser
        self._explorer = explorer
        self._open: dict[tuple[object, ...], Opened] = {}

    def __call__(
        self,
        address: str = "#/",
        *,
        until: str = "main > *",
        fresh: bool = False,
        **reader: Any,  # noqa: ANN401 - what `listening` takes
    ) -> Opened:
        """Go to an address; `fresh` forgets what a reader before has switched and hidden."""
        kind = tuple(sorted(reader.items()))
        if fresh and kind in self._open:
            self._open.pop(kind).page.context.close()
        if kind in self._open:
            found = self._open[kind]
            for there in ("#/nowhere", address):
                found.go(there)
        else:
            found = self._open[kind] = listening(self._browser, **reader)
            found.page.goto(self._explorer.as_uri() + address)
        found.page.wait_for_selector(until, state="attached")
        return found

    def assert_silent(self) -> None:
        """Assert that no page has complained or asked for anything."""
        for found in self._open.values():
            assert_silent(found)

    def close(self) -> None:
        """Close every page."""
        for found in self._open.values():
            found.page.context.close()


def listening(
    browser: Browser,
    *,
    size: tuple[int, int] = WIDE,
    language: str = "zh-CN",
    dark: bool = False,
    touch: bool = False,
) -> Opened:
    """Make a page that keeps what is said and asked for."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale=language,
        has_touch=touch,
        offline=True,
    )
    found = Opened(context.new_page())
    found.at_once.set_default_timeout(WAIT)
    found.at_once.on("console", lambda message: found.said.append(message.text))
    found.at_once.on("pageerror", lambda error: found.said.append(str(error)))
    found.at_once.on("request", lambda request: found.asked.append(request.url))
    return found


def assert_silent(found: Opened) -> None:
    """Assert that nothing was said, nor anything beyond the file asked for, since the last time."""
    (said, found.said), (asked, found.asked) = (found.said, []), (found.asked, [])
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
