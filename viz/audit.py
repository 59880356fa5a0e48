"""The findings of an audit as one HTML page: both statements side by side, with their lines.

The page asks for nothing from outside. Lines are quoted only where the reports' texts lie at
hand. Every text passes through `escape` on its way in.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Finding, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.tokens import joined
from tvetgraph.loaders.values import Span, to_lines_cell
from tvetgraph.viz.glossary import glossary

_WORDS = {
    "title": ("审计：互相矛盾的数字", "Audit: figures that contradict each other"),
    "intro": (
        (
            "印出的数照录不改。错误：数字本身说明的矛盾；可疑：难以相容；"
            "须知：口径、名称或末位不同，或单凭报告无法定论。"
        ),
        (
            "What is printed is never changed. Error: the figures decide it. Warning: they hardly "
            "fit. Notice: another scope, name or last digit, or more than the report can decide."
        ),
    ),
    "none": ("没有发现。", "Nothing was found."),
    "cause": ("推测原因", "suspected cause"),
    "suggestion": ("建议", "suggestion"),
    "more": ("其余所涉之数", "the other figures"),
    "lines": ("行", "lines"),
    "unquoted": ("原文不在手边", "the text is not at hand"),
}
_MOST_LINES = 6
# So many statements stand side by side; the rest can be opened.
_SIDE_BY_SIDE = 4


def audit_page(findings: Iterable[Finding], books: Iterable[Book]) -> str:
    """Write the page of findings and passing checks, in the order given."""
    listed = list(findings)
    lines = {book.report.id: book.document.lines for book in books if book.document}
    names = {book.report.id: book.report.title for book in books}
    style, script = _template("audit.css"), _template("audit.js")
    cards = "".join(_card(finding, lines, names) for finding in listed)
    return Template(_template("audit.html")).substitute(
        policy=f"style-src '{_digest(style)}'; script-src '{_digest(script)}'",
        title=escape(" / ".join(_WORDS["title"])),
        heading=_both("title"),
        intro=_both("intro"),
        filters=_filters(listed),
        cards=cards or f"<p>{_both('none')}</p>",
        style=style,
        script=script,
    )


def _template(name: str) -> str:
    return files("tvetgraph.viz").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    """Return what a content security policy calls a text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _both(word: str) -> str:
    return _languages(*_WORDS[word])


def _languages(chinese: str, english: str) -> str:
    return f'<span lang="zh">{escape(chinese)}</span><span lang="en">{escape(english)}</span>'


def _told(chinese: str, english: str = "") -> str:
    """Write a text in both languages; what is Chinese in the English is told by the glossary."""
    told = glossary().told(english or chinese)
    return escape(chinese) if told == chinese else _languages(chinese, told)


def _filters(findings: Sequence[Finding]) -> str:
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    return "".join(
        f'<label class="{severity}"><input type="checkbox" value="{severity}" checked>'
        f"{_languages(severity.zh, severity)} {count}</label>"
        for severity, count in counts.items()
        if count
    )


def _card(finding: Finding, lines: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str:
    """Write one finding: what, both statements, the arithmetic, cause and suggestion."""
    quoted = [_statement(s, lines, names) for s in finding.statements]
    more = quoted[_SIDE_BY_SIDE:]
    rest = (
        f"<details><summary>{_both('more')} ({len(more)})</summary>"
        f'<div class="sides">{"".join(more)}</div></details>'
        if more
        else ""
    )
    return (
        f'<article class="{finding.severity}" id="{escape(finding.id)}">'
        f'<header><b class="badge">{_languages(finding.severity.zh, finding.severity)}</b>'
        f"<h2>{_told(finding.title['zh'], finding.title['en'])}</h2>"
        f'<a href="#{escape(finding.id)}">{escape(finding.id)}</a></header>'
        f"<p>{_told(finding.message['zh'], finding.message['en'])}</p>"
        f'<p class="sum">{_told(finding.arithmetic)}</p>'
        f'<div class="sides">{"".join(quoted[:_SIDE_BY_SIDE])}</div>{rest}'
        f"{_advice(finding)}</article>\n"
    )


def _advice(finding: Finding) -> str:
    told = [("cause", finding.cause), ("suggestion", finding.suggestion)]
    rows = "".join(
        f"<dt>{_both(word)}</dt><dd>{_told(text['zh'], text['en'])}</dd>"
        for word, text in told
        if text
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _statement(
    statement: Statement, lines: Mapping[str, Sequence[str]], names: Mapping[str, str]
) -> str:
    unit = "" if statement.unit in statement.printed else statement.unit
    report = _told(names.get(statement.report, statement.report))
    text = lines.get(statement.report)
    spans = statement.lines[:2] if text else ()
    quote = "".join(_quote(span, text or (), statement.printed) for span in spans)
    told = f"<blockquote>{quote}</blockquote>" if quote else f"<i>{_both('unquoted')}</i>"
    return (
        f"<section><h3>{_told(statement.name)}</h3>"
        f'<p class="value">{_told(statement.printed + unit)}</p>'
        f"<p>{report} · {_told(statement.where)} · "
        f"{_both('lines')} {escape(to_lines_cell(statement.lines))}</p>"
        f"{told}</section>"
    )


def _quote(span: Span, lines: Sequence[str], printed: str) -> str:
    """Quote the lines of a figure and mark the figure in them, wherever spaces stand in it."""
    first, last = span
    end = min(last, first + _MOST_LINES - 1, len(lines))
    text = joined([lines[n - 1].strip() for n in range(first, end + 1)])
    figure = r"\s*".join(re.escape(char) for char in printed if not char.isspace())
    found = re.compile(rf"(?<![\d.]){figure}(?![\d]|\.\d)" if figure else r"(?!)")
    marked, place = "", 0
    for match in found.finditer(text):
        marked += f"{escape(text[place : match.start()])}<mark>{escape(match.group())}</mark>"
        place = match.end()
    return f"<p>{marked}{escape(text[place:])}{'…' if end < last else ''}</p>"
