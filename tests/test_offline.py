"""pyvis's page made offline: what is cut, what is added, and what stops it."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyvis.network import Network  # pyright: ignore[reportMissingTypeStubs]

from tvetgraph.loaders.errors import BuildError
from tvetgraph.viz import offline

PARTS = offline.Parts(
    title="题<目>", style="p { margin: 0; }", before="<h1>头</h1>", after="<p>尾</p>", script="1;"
)
NODES = [{"id": "a", "label": "甲</script><script>alert(1)</script>"}, {"id": "b", "label": "乙"}]
EDGES = [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]
OPTIONS = {"physics": {"enabled": False}}


class Tags(HTMLParser):
    """Collect the tags of a page, without their data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """List the attributes of each tag of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return offline.render(NODES, EDGES, options=OPTIONS, parts=PARTS)


def test_pyvis_itself_asks_a_cdn_and_writes_its_heading_twice() -> None:
    # The reason for this module; when pyvis is mended, the module can go.
    raw: str = Network(heading="H", cdn_resources="in_line").generate_html()
    tags = Tags(raw)
    fetched = [*tags.named("link"), *(tag for tag in tags.named("script") if "src" in tag)]
    assert len([tag for tag in fetched if "https://" in str(tag)]) == 2
    assert len(tags.named("h1")) == 2


def test_nothing_is_fetched_and_one_heading_stands(html: str) -> None:
    tags = Tags(html)
    assert [tag for tag in tags.named("script") if tag] == [{"type": "text/javascript"}]
    assert tags.named("link") == [{"rel": "icon", "href": "data:,"}]
    assert tags.named("img") == tags.named("iframe") == []
    assert html.count("<h1>") == 1
    assert "sourceMappingURL" not in html


def test_the_policy_forbids_every_request_and_every_other_script(html: str) -> None:
    (policy,) = [m for m in Tags(html).named("meta") if m.get("http-equiv")]
    assert re.fullmatch(
        r"default-src 'none'; script-src( 'sha256-[A-Za-z0-9+/]{43}='){4};"
        r" style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
        str(policy["content"]),
    )


def test_the_page_says_what_it_is_and_in_which_encoding(html: str) -> None:
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "<title>题&lt;目&gt;</title>" in html
    assert "width=device-width" in html


def test_names_are_data_and_never_tags(html: str) -> None:
    assert "甲</script>" not in html
    assert r"甲\u003c/script\u003e\u003cscript\u003ealert(1)" in html
    assert len(Tags(html).named("script")) == 4


def test_parallel_lines_stay(html: str) -> None:
    assert '{"from": "a", "to": "b"}, {"from": "b", "to": "a"}' in html


def test_nothing_is_written_to_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    offline.render(NODES, EDGES, options=OPTIONS, parts=PARTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_bytes_are_the_same_in_every_process(seed: str, html: str) -> None:
    code = (
        "import sys; from tvetgraph.viz import offline;"
        f"parts = offline.{PARTS!r};"
        f"html = offline.render({NODES!r}, {EDGES!r}, options={OPTIONS!r}, parts=parts);"
        "sys.stdout.buffer.write(html.encode())"
    )
    environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )
    assert done.stdout == html.encode()


CHANGES = {
    "one heading": (r"<center>\s*<h1>.*?</h1>\s*</center>", ""),
    "no comment": (r"<!-- <link.*?-->", ""),
    "no style sheet": (r'<link\s+href="https://[^>]*/>', ""),
    "another card": (r'<div class="card"', '<div class="map"'),
    "an open body": (r"</body>", ""),
    "a style sheet more": (r"</head>", '<link href="https://e/x.css"/></head>'),
    "a script more": (r"</head>", '<script async src="https://e/x.js"></script></head>'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_pyvis_writes_otherwise_is_refused(change: str) -> None:
    pattern, new = CHANGES[change]
    raw: str = Network(cdn_resources="in_line").generate_html()
    changed = re.sub(pattern, new, raw, count=1, flags=re.DOTALL)
    assert changed != raw
    with pytest.raises(BuildError, match=r"pyvis 0\.3\.2"):
        offline.clean(changed, PARTS)


def test_another_cdn_is_cut_as_well() -> None:
    raw: str = Network(cdn_resources="in_line").generate_html()
    assert "https://" not in str(Tags(offline.clean(raw.replace("jsdelivr", "e"), PARTS)).tags)


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="http://e/x.png">',
        "<img src=//e/x.png>",
        '<link rel="stylesheet" href="x.css">',
        '<iframe src="page.html"></iframe>',
        '<form action="http://e/"></form>',
        '<p style="background: url(http://e/x.png)">x</p>',
        "<style>@import 'x.css';</style>",
        "<style>p { background: url(x.png); }</style>",
    ],
)
def test_a_page_that_would_fetch_something_is_refused(tag: str) -> None:
    parts = offline.Parts(title="", style="", before=tag, after="", script="")
    with pytest.raises(BuildError, match="would make a request"):
        offline.render([], [], options=OPTIONS, parts=parts)


def test_addresses_in_text_are_no_requests() -> None:
    before = '<p title="src=http://e/">见 https://e/x.png url(http://e)</p>'
    parts = offline.Parts(title="", style="", before=before, after="", script="")
    assert before in offline.render([], [], options=OPTIONS, parts=parts)
