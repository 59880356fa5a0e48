"""A page of the explorer in the browser, and what a reader does there.

For the browser tests; it must not know any view's content.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

WIDE, PHONE = (1440, 900), (390, 800)
WAIT = 15_000


@dataclass
class Opened:
    """A page in the browser, and what it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""
        return self.page.evaluate(expression)

    def params(self) -> str:
        """Give the hash."""
        return str(self.see("decodeURIComponent(location.hash)"))

    def text(self, selector: str) -> str:
        """Give the text of what a selector finds first, its spaces as one."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def texts(self, selector: str) -> list[str]:
        """Give the texts of all that a selector finds."""
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
                found.page.evaluate("(hash) => { location.hash = hash; }", there)
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
    found.page.set_default_timeout(WAIT)
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    return found


def assert_silent(found: Opened) -> None:
    """Assert that nothing was said and nothing beyond the file asked for."""
    assert found.said == []
    assert [url for url in found.asked if not url.startswith(("file:", "blob:", "data:"))] == []
