"""Write the review list as one readable page in two languages; it asks for nothing from outside.

The page may show the report's lines: it lies beside a reading and is never part of the data.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tvetgraph.loaders.review import ReviewItem
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import joined
from tvetgraph.loaders.values import Span

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
_FINDINGS = "互相矛盾的数字（报告或读取有误） / Figures that contradict each other"
_FINDING_COLUMNS = (
    "程度 / severity",
    "发现 / finding",
    "算式 / arithmetic",
    "行与原文 / lines and text",
)
_ALWAYS = frozenset({"行 / lines", "名称 / name", "原文 / text"})
_STYLE = (
    "body{font:16px/1.6 sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c2430}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #c6ccd6;padding:.3rem .5rem;"
    "text-align:left;vertical-align:top}td p{margin:0 0 .3rem}.cause{color:#5a6575}"
    "mark{background:#f6d9d9;color:inherit}th{background:#eef1f6}td:first-child{white-space:nowrap}"
    "@media(max-width:44rem){h1{font-size:1.4rem}h2{font-size:1.1rem}thead{display:none}"
    "tr{display:block;border:1px solid #c6ccd6;margin:.6rem 0}td{display:block;border:0}"
    "td:empty{display:none}td::before{content:attr(data-label);display:block;color:#5a6575;"
    "font-size:.8rem}}"
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Figures that contradict each other, for the page: texts in both languages, and the lines.

    `printed` are the figures as they stand on those lines; `cause` is suspected, or empty.
    """

    severity: str
    told: str
    arithmetic: str
    lines: tuple[Span, ...]
    printed: tuple[str, ...] = ()
    cause: str = ""


def review_page(
    items: Iterable[ReviewItem], document: Document, *, findings: Iterable[FindingRow] = ()
) -> str:
    """Return the page: findings first, then a table for each sort of item, with their lines."""
    listed = list(items)
    title = f"待人核对 / To review: {document.name}"
    tables = (_table(what, [i for i in listed if i.what == what], document) for what in _HEADINGS)
    body = _findings(list(findings), document) + "".join(tables)
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def write_review_page(
    items: Iterable[ReviewItem],
    document: Document,
    *,
    folder: Path,
    findings: Iterable[FindingRow] = (),
) -> Path:
    """Write folder/review.html and return its path."""
    path = folder / PAGE_FILE
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(review_page(items, document, findings=findings), "utf-8", newline="\n")
    return path


def _findings(findings: list[FindingRow], document: Document) -> str:
    """Return the table of findings: a slip of the report and one of the reading look alike."""
    if not findings:
        return ""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in _FINDING_COLUMNS)
    body = "".join(f"<tr>{_finding(row, document)}</tr>" for row in findings)
    heading = escape(f"{_FINDINGS} ({len(findings)})")
    return f"<h2>{heading}</h2><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _finding(row: FindingRow, document: Document) -> str:
    """Return the cells of a finding; each place stands by itself, with its figures marked."""
    told = escape(row.told) + (f"<p class=cause>{escape(row.cause)}</p>" if row.cause else "")
    places = "".join(f"<p>{_marked(_shown(s, document), row.printed)}</p>" for s in row.lines)
    cells = (escape(row.severity), told, escape(row.arithmetic), places)
    named = zip(_FINDING_COLUMNS, cells, strict=True)
    return "".join(f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in named)


def _marked(text: str, printed: Iterable[str]) -> str:
    """Write a text with some figures marked, where each stands whole."""
    place, _, rest = escape(text).partition(": ")
    figures = sorted({escape(figure) for figure in printed if figure}, key=len, reverse=True)
    whole = "|".join(rf"(?<![\d.]){re.escape(figure)}(?!\.?\d)" for figure in figures)
    marked = re.sub(f"({whole})", r"<mark>\1</mark>", rest) if whole else rest
    return f"{place}: {marked}"


def _shown(span: Span, document: Document) -> str:
    first, last = span
    lines = str(first) if first == last else f"{first}-{last}"
    end = min(last, first + _MOST_LINES, len(document.lines))
    text = joined([document.line(n).strip() for n in range(first, end + 1)])
    return f"{lines}: {text}"


def _table(what: str, items: list[ReviewItem], document: Document) -> str:
    """Return a table of one sort of item, without the columns that say nothing of it."""
    rows = [_cells(item, document) for item in items]
    used = [n for n, name in enumerate(_COLUMNS) if name in _ALWAYS or any(row[n] for row in rows)]
    heads = "".join(f'<th scope="col">{escape(_COLUMNS[n])}</th>' for n in used)
    body = "".join(f"<tr>{''.join(_cell(n, row[n]) for n in used)}</tr>" for row in rows)
    heading = escape(f"{_HEADINGS[what]} ({len(items)})")
    return f"<h2>{heading}</h2><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(number: int, text: str) -> str:
    return _labelled(_COLUMNS[number], text)


def _labelled(label: str, text: str) -> str:
    return f'<td data-label="{escape(label)}">{escape(text)}</td>'


def _cells(item: ReviewItem, document: Document) -> tuple[str, ...]:
    last = min(item.last, item.line + _MOST_LINES)
    lines = str(item.line) if item.line == item.last else f"{item.line}-{item.last}"
    text = joined([document.line(n).strip() for n in range(item.line, last + 1)])
    score = str(item.score) if item.score else ""
    reason = "" if item.what == "sentence" else item.reason
    return (lines, item.name, "; ".join(item.nearest), score, reason, text)
