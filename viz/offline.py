"""pyvis's page made fit to open anywhere: no request to anyone, no second heading, names as text.

The one place that knows how pyvis 0.3 writes HTML; where pyvis writes otherwise it stops instead
of letting a request through. It must not know what is drawn.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any, Protocol, cast

from pyvis import network as pyvis_network  # pyright: ignore[reportMissingTypeStubs]

from tvetgraph.loaders.errors import BuildError

Attributes = Mapping[str, object]

_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
_STYLE_REQUEST = re.compile(r"""@import[^;]*|url\(\s*(?!["']?data:)[^)]*\)""", re.IGNORECASE)
_FETCHING = frozenset({"src", "srcset", "href", "data", "action", "formaction", "poster", "style"})


@dataclass(frozen=True)
class Parts:
    """What is set around the drawing; `before` and `after` are HTML, already escaped."""

    title: str
    style: str
    before: str
    after: str
    script: str


class _Network(Protocol):
    """What is used of pyvis.network.Network, which carries no annotations."""

    nodes: list[Attributes]
    edges: list[Attributes]
    options: Attributes
    templateEnv: Any  # noqa: N815 - pyvis names it so

    def generate_html(self) -> str: ...


def render(
    nodes: Iterable[Attributes], edges: Iterable[Attributes], *, options: Attributes, parts: Parts
) -> str:
    """Write one HTML page, in memory only, that draws vis-network nodes and edges.

    Tooltips must not be given as `title`: pyvis turns some of them into live HTML.
    """
    # Undirected networks would drop parallel edges; add_node and add_edge search all others.
    network = cast(
        "_Network",
        pyvis_network.Network(  # pyright: ignore[reportUnknownMemberType]
            height="100%", width="100%", directed=True, cdn_resources="in_line"
        ),
    )
    network.nodes, network.edges, network.options = list(nodes), list(edges), options
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return clean(network.generate_html(), parts)


def clean(html: str, parts: Parts) -> str:
    """Turn what pyvis generates into an offline page around the same drawing."""
    html = _swap(html, r"\s*<center>\s*<h1>.*?</h1>\s*</center>", "", times=2)
    html = _swap(html, r"<!-- <link rel=.*?-->", "")
    html = _swap(html, r'<link\s+href="https://[^>]*/>', "")
    html = _swap(html, r'<script\s+src="https://[^>]*></script>', "")
    html = _swap(html, r"\n//# sourceMappingURL=[\w.-]+", "")
    drawing = '<div id="mynetwork" class="card-body"></div>'
    frame = f'{parts.before}\n<div id="frame">{drawing}</div>\n{parts.after}'
    html = _swap(html, rf'<div class="card"[^>]*>\s*{drawing}\s*</div>', frame)
    html = _swap(html, r"</body>", f"<script>{parts.script}</script>\n</body>")
    html = _swap(html, r"</head>", f"<style>{parts.style}</style>\n</head>")
    html = _swap(html, r'<html>\s*<head>\s*<meta charset="utf-8">', _head(html, parts.title))
    _refuse_requests(html)
    return html


def _head(html: str, title: str) -> str:
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in _SCRIPT.findall(html))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>"""


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _swap(html: str, pattern: str, new: str, *, times: int = 1) -> str:
    """Replace what must stand there so many times; otherwise pyvis has changed its page."""
    html, found = re.subn(pattern, lambda _: new, html, flags=re.DOTALL)
    if found != times:
        raise BuildError(
            problem=f"pyvis 的页面与预期不同 / pyvis writes another page than expected: {pattern}",
            remedy="请安装 pyvis 0.3.2 / install pyvis 0.3.2",
        )
    return html


class _Requests(HTMLParser):
    """Collect what a browser would fetch for the tags and style sheets of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = ((name, value or "") for name, value in attrs if name in _FETCHING)
        self.found += [
            f"<{tag} {name}={value}>"
            for name, value in given
            if not value.startswith(("data:", "#")) and (name != "style" or "url(" in value)
        ]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.found += _STYLE_REQUEST.findall(data)


def _refuse_requests(html: str) -> None:
    """Stop where a tag or a style sheet would still fetch something."""
    parser = _Requests()
    parser.feed(html)
    if parser.found:
        raise BuildError(
            problem=f"页面会发出网络请求 / the page would make a request: {parser.found[0]}",
            remedy="请安装 pyvis 0.3.2 / install pyvis 0.3.2",
        )
