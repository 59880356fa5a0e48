"""Write the review list as one readable page in two languages; it asks for nothing from outside.

The page may show the report's lines: it lies beside a reading and is never part of the data.
"""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from tvetgraph.loaders.review import ReviewItem
from tvetgraph.loaders.text import Document

PAGE_FILE = "review.html"
_MOST_LINES = 12
_HEADINGS = {
    "sentence": "有名称而无事实的句子 / Sentences that name something and yielded no fact",
    "unknown": "名录中没有的机构 / Organisations that no authority entry names",
    "ambiguous": "一名多指 / Names that several entries go by",
}
_COLUMNS = (
    "行 / lines",
    "名称 / name",
    "相近 / nearest",
    "分 / score",
    "原因 / reason",
    "原文 / text",
)
_STYLE = (
    "body{font:16px/1.6 sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c2430}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #c6ccd6;padding:.3rem .5rem;"
    "text-align:left;vertical-align:top}th{background:#eef1f6}td:first-child{white-space:nowrap}"
)


def review_page(items: Iterable[ReviewItem], document: Document) -> str:
    """Return the page: a table for each sort of item, with the lines it stands in."""
    listed = list(items)
    title = f"待人核对 / To review: {document.name}"
    body = "".join(
        _table(what, [i for i in listed if i.what == what], document) for what in _HEADINGS
    )
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def write_review_page(items: Iterable[ReviewItem], document: Document, *, folder: Path) -> Path:
    """Write folder/review.html and return its path."""
    path = folder / PAGE_FILE
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(review_page(items, document), "utf-8", newline="\n")
    return path


def _table(what: str, items: list[ReviewItem], document: Document) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in _COLUMNS)
    rows = "".join(f"<tr>{''.join(_cells(item, document))}</tr>" for item in items)
    heading = escape(f"{_HEADINGS[what]} ({len(items)})")
    return f"<h2>{heading}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(item: ReviewItem, document: Document) -> Iterator[str]:
    last = min(item.last, item.line + _MOST_LINES)
    lines = str(item.line) if item.line == item.last else f"{item.line}-{item.last}"
    text = " ".join(document.line(n).strip() for n in range(item.line, last + 1))
    score = str(item.score) if item.score else ""
    for cell in (lines, item.name, "; ".join(item.nearest), score, item.reason, text):
        yield f"<td>{escape(cell)}</td>"
