"""Stand-ins for Wikidata on this machine: a SPARQL server with small data, and one that misbehaves.

The server is the program `oxigraph` of the package of that name; without it the tests fail.
"""

import csv
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tvetgraph.graph.linking.items import ENTITY
from tvetgraph.graph.linking.subjects import Knowledge, Subject, to_subjects
from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.loaders.links import LinkSet
from tvetgraph.loaders.opendata import OpenData, read_open_data

CASES = Path(__file__).parent / "cases" / "linking"
STANDIN = CASES / "standin.ttl"
JSON = "application/sparql-results+json"
EMPTY: Mapping[str, object] = {"head": {"vars": ["item"]}, "results": {"bindings": []}}


@contextmanager
def sparql_server(*data: Path) -> Generator[str]:
    """Serve Turtle files on a free port; yield the address of the endpoint."""
    program = Path(sys.executable).with_name("oxigraph")
    port = _free_port()
    command = (str(program), "serve", "--bind", f"127.0.0.1:{port}")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = server.stderr.readline() if server.stderr else ""
            assert "Listening" in said, said
            for path in data:
                _load(f"http://127.0.0.1:{port}/store?default", path)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as free:
        return int(free.server_address[1])


def _load(address: str, path: Path) -> None:
    headers = {"Content-Type": "text/turtle"}
    request = urllib.request.Request(  # noqa: S310 - the server on this machine
        address, data=path.read_bytes(), headers=headers, method="POST"
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 204


@dataclass(frozen=True)
class Reply:
    """What a server says to one request; `cut` breaks the body off, `silent` says nothing."""

    status: int = 200
    body: str = json.dumps(EMPTY)
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    cut: bool = False
    silent: bool = False


@dataclass
class Script:
    """The replies of a server, the last one for ever, and the requests that it got."""

    replies: list[Reply]
    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def next(self) -> Reply:
        """Take the next reply."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def scripted(*replies: Reply) -> Generator[Script]:
    """Serve replies in order on a free port."""
    script = Script(list(replies))
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.answer(parse_qs(self.rfile.read(length).decode()))

        def answer(self, query: dict[str, list[str]]) -> None:
            script.asked.append((self.command, self.headers["User-Agent"], query["query"][0]))
            reply = script.next()
            if reply.silent:
                over.wait()
                return
            body = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            if reply.cut:
                self.send_header("Content-Length", str(2 * len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        script.address = f"http://127.0.0.1:{http.server_address[1]}/sparql"
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield script
        over.set()
        http.shutdown()


@cache
def _open_data() -> OpenData:
    return read_open_data(bundled_data())


def bundled_links() -> LinkSet:
    """Give the links that come with the package."""
    return _open_data().links


@cache
def subjects(*registers: str) -> tuple[Subject, ...]:
    """Describe the bundled entries, knowing of their links to some registers only."""
    known = tuple(link for link in bundled_links().accepted if link.register in registers)
    data = bundled_data()
    knowledge = Knowledge(read_authority(data), read_reports(data), known, _open_data().details)
    return to_subjects(knowledge)


@cache
def truth() -> Mapping[tuple[str, str], str]:
    """Read which item is whose and how, by (entry, IRI of the item)."""
    with (CASES / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {(r["subject"], ENTITY + r["item"]): r["kind"] for r in csv.DictReader(file)}
