"""Endpoints over HTTP, played by a server on this machine that answers as real ones do."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import Cell, CellKind, Endpoint, Result, parse, remote

JSON = "application/sparql-results+json"
ROWS = {
    "head": {"vars": ["b", "a"]},
    "results": {
        "bindings": [
            {
                "a": {"type": "literal", "value": "2", "xml:lang": "zh"},
                "b": {"type": "uri", "value": "http://e/2"},
            },
            {"b": {"type": "typed-literal", "value": "1", "datatype": "http://e/int"}},
        ]
    },
}


@dataclass
class Server:
    """What the server answers, and the requests that it got."""

    address: str = ""
    status: int = 200
    content_type: str = JSON
    body: str = json.dumps(ROWS)
    headers: dict[str, str] = field(default_factory=dict[str, str])
    asked: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


@contextmanager
def serving(server: Server) -> Generator[Server]:
    """Serve on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.answer(parse_qs(self.rfile.read(length).decode()))

        def answer(self, query: dict[str, list[str]]) -> None:
            server.asked.append((self.command, self.headers["User-Agent"], query["query"][0]))
            self.send_response(server.status)
            self.send_header("Content-Type", server.content_type)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(server.body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.address = f"http://127.0.0.1:{http.server_address[1]}/sparql"
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        http.shutdown()


def test_rows_arrive_as_from_a_store() -> None:
    with serving(Server()) as server:
        answer = remote(server.address, "SELECT ?b ?a { ?a ?p ?b }")
    assert answer == Result(
        ("b", "a"),
        (
            (Cell("1", datatype="http://e/int"), None),
            (Cell("http://e/2", CellKind.IRI), Cell("2", language="zh")),
        ),
    )
    ((method, agent, text),) = server.asked
    assert (method, text.strip()) == ("GET", "SELECT ?b ?a { ?a ?p ?b }")
    assert agent.startswith("tvetgraph")


def test_an_ordered_answer_stays_in_order_and_an_ask_is_true() -> None:
    with serving(Server()) as server:
        answer = remote(server.address, "SELECT ?b ?a { ?a ?p ?b } ORDER BY ?a")
    assert [str(row[0]) for row in answer.rows] == ["http://e/2", "1"]
    with serving(Server(body='{"head": {}, "boolean": true}')) as server:
        assert remote(server.address, "ASK {}").truth


def test_values_travel_as_terms_in_the_place_of_their_variables() -> None:
    text = 'SELECT ?a { ?a ?b ?_name . FILTER(?a != "?_name") } # ?_name'
    asked = parse(text, "")
    with serving(Server()) as server:
        remote(server.address, asked, name=' 某"校 } DROP ALL\n')
    sent = server.asked[0][2].strip()
    expected = r'SELECT ?a { ?a ?b "某\"校 } DROP ALL" . FILTER(?a != "?_name") } # ?_name'
    assert sent == expected
    with serving(Server()) as server, pytest.raises(QueryError, match="backslash"):
        remote(server.address, asked, name="\\u0022")
    assert server.asked == []


def test_a_long_query_is_posted() -> None:
    with serving(Server()) as server:
        remote(server.address, "SELECT ?b ?a { ?a ?p ?b }" + " " * 2000)
    assert server.asked[0][0] == "POST"


@pytest.mark.parametrize(
    ("server", "message"),
    [
        (
            Server(content_type="text/html; charset=utf-8", body="\n<html>Sign in</html>"),
            r"\(text/html\) is no query result: <html>Sign in</html>; .*no SPARQL endpoint",
        ),
        (Server(content_type="text/plain", body="Too many requests"), "Too many requests"),
        (Server(body='{"head": {}}'), "no query result"),
        (Server(body="[]"), "no query result"),
        (Server(body=""), "no query result"),
        (Server(status=404), r"not found \(404\); .*check the address"),
        (Server(status=400, body="line 1: no"), "the query was refused: .*"),
        (Server(status=500, body="out of memory"), "the query was refused: .*"),
        (Server(status=403, body="name yourself"), "HTTP 403 Forbidden"),
        (Server(status=429, headers={"Retry-After": "7"}), "HTTP 429 .*try again in 7 s"),
    ],
)
def test_what_is_no_answer_is_said_in_one_sentence(server: Server, message: str) -> None:
    with serving(server), pytest.raises(QueryError, match=message) as raised:
        remote(server.address, "ASK {}")
    assert str(raised.value).startswith(server.address)
    assert "\n" not in str(raised.value)


def test_no_server_and_no_web_address() -> None:
    with serving(Server()) as server:
        gone = server.address
    with pytest.raises(QueryError, match=r"no connection: .*check the address"):
        remote(gone, "ASK {}")
    with pytest.raises(QueryError, match="not a web address"):
        remote("file:///etc/passwd", "ASK {}")


def test_a_slow_server_is_left() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:
        address = f"http://127.0.0.1:{silent.server_address[1]}/"
        with pytest.raises(QueryError, match=r"no answer in 1 s|no connection: timed out"):
            remote(Endpoint(address, timeout=1), "ASK {}")


def test_a_broken_query_never_leaves() -> None:
    with serving(Server()) as server, pytest.raises(QueryError, match="not a readable SPARQL"):
        remote(server.address, "SELECT {")
    assert server.asked == []
