"""What several test files share: the folder of report texts, one built graph, the browser.

Nothing here is imported by a test; pytest hands the fixtures over by name.
"""

import os
import shutil
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.opened import Visits

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOCK_SECONDS = 300.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what failed in the browser once more; the closing line counts it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def reports() -> Path:
    """Return the folder of the report texts, which are no part of the checkout."""
    folder = Path(os.environ.get("TVETGRAPH_REPORTS") or ROOT.parent / "shared" / "reports")
    if not any(folder.glob("*.txt")):
        pytest.skip(f"no report texts in {folder}; set TVETGRAPH_REPORTS to their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the Chromium on this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine; install the package chromium")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> "Iterator[Browser]":
    """Start a browser; two at a time do not go together, so each module has its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visits(browser: "Browser", explorer: Path) -> "Iterator[Visits]":
    """Keep the pages that a module's tests go about in; the module says which explorer."""
    from tests.opened import Visits  # noqa: PLC0415 - few tests need it

    visits = Visits(browser, explorer)
    yield visits
    visits.close()


@pytest.fixture
def visit(visits: "Visits") -> "Iterator[Visits]":
    """Go to an address; afterwards the pages have neither complained nor asked for anything."""
    yield visits
    visits.assert_silent()


@pytest.fixture(scope="session")
def template() -> Path:
    """Return the explorer's page without data; there is none where npm could not be reached."""
    page = ROOT / "viz" / "templates" / "explorer.html"
    if not page.is_file():
        pytest.skip("the explorer's page has not been built; run make explorer")
    return page


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of the bundled facts, one for all workers; read it, never write."""
    return _built_once(None, _common(tmp_path_factory) / "built")


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of the small invented report, one for all workers; read it, never write."""
    return _built_once(ROOT / "tests" / "cases" / "mini", _common(tmp_path_factory) / "mini")


@pytest.fixture(scope="session")
def explorer(template: Path, mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the explorer of the small report; a module may have one of its own."""
    from tvetgraph.viz.explorer_page import explorer_page  # noqa: PLC0415 - few tests need it

    assert template.is_file()
    page = tmp_path_factory.mktemp("explorer") / "explorer.html"
    page.write_text(explorer_page(mini), encoding="utf-8")
    return page


@pytest.fixture
def in_build(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that holds build/, where the commands look for it."""
    folder = tmp_path / "standing"
    folder.mkdir()
    (folder / "build").symlink_to(built)
    monkeypatch.chdir(folder)
    return folder


def _common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(facts: Path | None, folder: Path) -> Path:
    from tvetgraph.graph.build import build  # noqa: PLC0415 - slow; few tests need it

    done = folder.with_suffix(".done")
    with _alone(folder.with_suffix(".lock")):
        if not done.exists():
            build(facts, folder)
            done.touch()
    return folder


@contextmanager
def _alone(lock: Path) -> Generator[None, None, None]:
    # Making a folder is the one step that two processes cannot both do.
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.rmdir()
