"""Firefox and WebKit, driven by the protocols that they speak themselves.

For `make check-browsers`; it must not know what stands in the explorer.
"""

import json
import re
import shutil
import socket
import subprocess
import time
from http import HTTPStatus
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

WAIT = 30.0
WEBKITS = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Elsewhere(Protocol):
    """A browser with one page."""

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""

    def click(self, x: int, y: int) -> None:
        """Press the mouse's button at a point of the page."""

    def close(self) -> None:
        """Close the browser."""


def until(browser: Elsewhere, expression: str) -> Any:  # noqa: ANN401 - as `see`
    """Give what an expression says as soon as it says something; fail where it never does."""
    deadline = time.monotonic() + WAIT
    while not (found := browser.see(expression)):
        if time.monotonic() > deadline:
            raise AssertionError(f"never true: {expression}")
        time.sleep(0.1)
    return found


class Firefox:
    """Firefox by WebDriver BiDi, which it speaks without a driver beside it."""

    def __init__(self, program: str, profile: Path) -> None:
        """Start a Firefox with a profile of its own."""
        websocket: Any = import_module("websocket")
        options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]
        self._process = subprocess.Popen(
            [program, *options, str(profile)], stderr=subprocess.PIPE, text=True
        )
        assert self._process.stderr
        address = next(filter(None, map(LISTENS.search, self._process.stderr)))[1]
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=WAIT, suppress_origin=True
        )
        self._sent = 0
        self._say("session.new", capabilities={})
        self._page: str = self._say("browsingContext.getTree")["contexts"][0]["context"]

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._say("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""
        found = self._say(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def click(self, x: int, y: int) -> None:
        """Press the mouse's button at a point of the page."""
        self._say("input.performActions", context=self._page, actions=[_click(x, y)])

    def close(self) -> None:
        """Close the browser."""
        self._say("browser.close")
        self._socket.close()
        self._process.wait(WAIT)
        assert self._process.stderr
        self._process.stderr.close()

    def _say(self, method: str, **params: object) -> dict[str, Any]:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != self._sent:
            pass
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result


class WebKit:
    """WebKitGTK by its own driver; it stands for Safari, whose engine it shares."""

    def __init__(self, driver: str, browser: Path) -> None:
        """Start WebKit's small browser; there has to be a screen."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        self._process = subprocess.Popen([driver, f"--port={port}"])
        self._server = HTTPConnection("127.0.0.1", port, timeout=WAIT)
        self._path = "/session"
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._wait_for_the_driver()
        self._path += "/" + self._ask("POST", self._path, capabilities=wanted)["sessionId"]
        self._say("window/rect", width=1280, height=800)

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._say("url", url=address)

    def see(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript gives
        """Evaluate JavaScript in the page."""
        return self._say("execute/sync", script=f"return ({expression})", args=[])

    def click(self, x: int, y: int) -> None:
        """Press the mouse's button at a point of the page."""
        self._say("actions", actions=[_click(x, y)])

    def close(self) -> None:
        """Close the browser."""
        self._ask("DELETE", self._path)
        self._server.close()
        self._process.terminate()
        self._process.wait(WAIT)

    def _wait_for_the_driver(self) -> None:
        deadline = time.monotonic() + WAIT
        while True:
            try:
                return self._server.connect()
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _say(self, command: str, **params: object) -> Any:  # noqa: ANN401 - JSON
        return self._ask("POST", f"{self._path}/{command}", **params)

    def _ask(self, method: str, path: str, **params: object) -> Any:  # noqa: ANN401 - JSON
        self._server.request(method, path, json.dumps(params))
        answer = self._server.getresponse()
        value = json.load(answer)["value"]
        assert answer.status == HTTPStatus.OK, value
        return value


def _click(x: int, y: int) -> dict[str, object]:
    steps = [
        {"type": "pointerMove", "x": x, "y": y},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    return {"type": "pointer", "id": "mouse", "actions": steps}


def firefox() -> str | None:
    """Return the Firefox of this machine, if there is one."""
    return shutil.which("firefox") or shutil.which("firefox-esr")


def webkit() -> tuple[str, Path] | None:
    """Return WebKit's driver and browser, if this machine has them."""
    driver = shutil.which("WebKitWebDriver")
    return (driver, WEBKITS[-1]) if driver and WEBKITS else None
