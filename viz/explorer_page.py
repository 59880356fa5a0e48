"""The explorer: one HTML page that holds the whole graph and opens offline.

Sets the data into the page that viz/explorer is built into; it must not write a file.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from tvetgraph.graph.route import Route
from tvetgraph.graph.routes import all_routes
from tvetgraph.graph.store import TRIG, open_store, require
from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import PREFIXES
from tvetgraph.queries import library
from tvetgraph.queries.library import TOPICS, USERS, Question
from tvetgraph.viz.explorer_audit import audit_block
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_map import map_block
from tvetgraph.viz.explorer_network import Items, Row, items, network_block
from tvetgraph.viz.explorer_routes import routes_block
from tvetgraph.viz.explorer_starts import starts

TEMPLATE = "explorer.html"


def explorer_page(build: Path) -> str:
    """Write the explorer of a build as one page."""
    template = read_template()
    store = open_store(build)
    known, routes = items(read_graph(store)), all_routes(store)
    network = network_block(known) | {"starts": starts(known, routes)}
    blocks = _packed(known, routes, build)
    data = {
        "title": escape(known.graph.title.zh),
        "network": block("network", to_json(network), media="application/json"),
        "packed": "\n".join(block(name, packed(data)) for name, data in blocks),
    }
    return filled(template, data)


def _packed(known: Items, routes: Sequence[Route], build: Path) -> Iterable[tuple[str, bytes]]:
    """List the blocks that the page unpacks when they are first asked for."""
    yield "facts", to_json(facts_block(known)).encode()
    yield "questions", to_json(questions_block()).encode()
    yield "routes", to_json(routes_block(known, routes)).encode()
    yield "audit", to_json(audit_block(known)).encode()
    yield "map", to_json(map_block(known)).encode()
    yield "quads", require(build, TRIG).read_bytes()


def read_template(name: str = TEMPLATE) -> str:
    """Read the page that the TypeScript is built into; raise BuildError where there is none."""
    file = files("tvetgraph.viz").joinpath("templates", name)
    if not file.is_file():
        raise BuildError(
            problem="没有探索页的模板 / the explorer's page has not been built",
            remedy="在源码目录运行 make explorer / run make explorer in the checkout",
        )
    return file.read_text("utf-8")


def filled(template: str, data: Mapping[str, str]) -> str:
    """Set each piece of data in its place; raise BuildError where the template has none for it."""
    for name, text in data.items():
        before, place, after = template.partition(f"<!--data:{name}-->")
        if not place:
            raise BuildError(
                problem=f"探索页的模板已过时 / the explorer's page is out of date: {name}",
                remedy="在源码目录运行 make explorer / run make explorer in the checkout",
            )
        template = before + text + after
    return template


def block(name: str, text: str, *, media: str = "text/plain") -> str:
    """Write a data block; the text must not hold `<`, as that of the functions below does not."""
    return f'<script type="{media}" id="block-{name}">{text}</script>'


def to_json(value: object) -> str:
    """Write JSON that HTML cannot misread and that no line separator breaks."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def packed(data: bytes) -> str:
    """Pack bytes as gzip in base64, the same every time."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def questions_block() -> dict[str, object]:
    """Write the saved questions and the prefixes that every query may use."""
    return {
        "prefixes": dict(PREFIXES),
        "questions": [_question(question) for question in library().values()],
        "tags": [[tag, *words.split(" / ", 1)] for tag, words in {**USERS, **TOPICS}.items()],
    }


def _question(question: Question) -> Row:
    return [
        question.name,
        question.text,
        question.summary_zh,
        question.summary,
        question.description_zh,
        question.description,
        [[p.name, p.type.value, p.default] for p in question.parameters],
        list(question.tags),
        [[column.name, column.zh, column.en] for column in question.columns],
        question.picture.value,
    ]
