"""A page of the explorer in the browser, and what a reader does there.

For the browser tests; it must not know any view's content.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page


@dataclass
class Opened:
    """A page in the browser, and what it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

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


def listening(browser: Browser, size: tuple[int, int], language: str) -> Opened:
    """Make a page that keeps what is said and asked for."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, offline=True
    )
    found = Opened(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    return found


def assert_silent(found: Opened) -> None:
    """Assert that nothing was said and nothing beyond the file asked for."""
    assert found.said == []
    assert [url for url in found.asked if not url.startswith(("file:", "blob:", "data:"))] == []
