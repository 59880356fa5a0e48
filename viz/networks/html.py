"""A document as one HTML page that opens offline: no script, no request, every text escaped.

With both languages the page has a switch made of two radio buttons and style rules alone.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import Literal

from tvetgraph.graph.texts import Text
from tvetgraph.viz.networks.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
)

Language = Literal["zh", "en", ""]
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
    " form-action 'none'"
)
_SWITCH = """\
<input type="radio" name="language" id="show-en"><label for="show-en" lang="en">English</label>
<input type="radio" name="language" id="show-zh" checked><label for="show-zh">中文</label>
"""


def to_html(document: Document, *, language: Language = "") -> str:
    """Write the page in one language, or in both with a switch."""
    title = document.title
    shown = {"zh": title.zh, "en": title.english, "": f"{title.zh} / {title.english}"}[language]
    style = files("tvetgraph.viz").joinpath("networks", "page.css").read_text("utf-8")
    body = "\n".join(_blocks(document.blocks, _writer(language)))
    return f"""<!DOCTYPE html>
<html lang="{"en" if language == "en" else "zh-CN"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(shown)}</title>
<style>{style}{_only(language)}</style>
</head>
<body>
{"" if language else _SWITCH}<main>
{body}
</main>
</body>
</html>
"""


_Writer = Callable[[Text], str]


def _writer(language: Language) -> _Writer:
    """Give the function that writes a text in one language, or in both for the switch."""
    if language == "zh":
        return lambda text: escape(text.zh)
    if language == "en":
        return lambda text: escape(text.english)
    return _both


def _both(text: Text) -> str:
    if text.zh == text.english:
        return escape(text.zh)
    return (
        f'<span class="zh">{escape(text.zh)}</span>'
        f'<span class="en" lang="en">{escape(text.english)}</span>'
    )


def _only(language: Language) -> str:
    """Hide the other language's texts in pictures, which always bear both."""
    other = {"zh": ".en", "en": ".zh", "": ""}[language]
    return f"\n{other} {{ display: none; }}" if other else ""


def _blocks(blocks: Iterable[Block], write: _Writer) -> Iterable[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"<h{block.level}>{write(block.text)}</h{block.level}>"
            case Paragraph():
                yield f"<p{' class=note' * block.note}>{write(block.text)}</p>"
            case Bullets():
                items = "".join(f"<li>{write(item)}</li>" for item in block.items)
                yield f"<ul>{items}</ul>"
            case Figure():
                caption = f"<figcaption>{write(block.caption)}</figcaption>"
                yield f"<figure>{block.svg}{caption}</figure>"
            case Table():
                yield _table(block, write)


def _table(table: Table, write: _Writer) -> str:
    right = [_is_numbers([row[i] for row in table.rows]) for i in range(len(table.columns))]
    head = _row(table.columns, right, write=write, tag="th")
    rows = "\n".join(_row(row, right, write=write, tag="td") for row in table.rows)
    return f'<div class="table"><table>\n<thead>{head}</thead>\n<tbody>{rows}</tbody></table></div>'


def _row(cells: Row, right: Sequence[bool], *, write: _Writer, tag: str) -> str:
    written = (
        f"<{tag}{' class=number' * to_right}>{write(cell)}</{tag}>"
        for cell, to_right in zip(cells, right, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _is_numbers(cells: Sequence[Text]) -> bool:
    plain = (cell.zh.replace(".", "", 1).lstrip("-−").rstrip("%") for cell in cells)
    return bool(cells) and all(text.isdecimal() or not text for text in plain)
