"""Turn a PDF into the lines that the reader reads: ruled tables row by row, text in order.

Needs pdfplumber (the extra `pdf`). It knows pages and rulings, nothing of what the words mean.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.loaders.errors import ReportError
from tvetgraph.loaders.tokens import joined

if TYPE_CHECKING:
    from pdfplumber.page import Page

# What stands for a cell that is there and empty; a merged cell that stands further up is None.
_EMPTY = "—"
_LEAST_CELLS = 2


@dataclass(frozen=True, slots=True)
class _Line:
    top: float
    text: str


def read_pages(path: Path) -> list[list[str]]:
    """Return each page's lines; raise ReportError where there is no text or no reader for it."""
    try:
        import pdfplumber  # noqa: PLC0415 - an extra, and slow to load
        from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415
        from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415
    except ImportError as error:
        raise ReportError(
            problem="读 PDF 需要 pdfplumber / reading PDF needs pdfplumber",
            remedy="运行 / run `pip install 'tvetgraph[pdf]'`",
            file=str(path),
        ) from error
    # It warns of every font that lacks a measure, which changes no text.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(path) as pdf:
            pages = [[line.text for line in _page_lines(page)] for page in pdf.pages]
    except (PdfminerException, PDFPasswordIncorrect) as error:
        raise ReportError(
            problem="PDF 打不开（损坏或有密码） / the PDF cannot be opened: damaged or locked",
            remedy="请换一份能打开的 / give one that opens without a password",
            file=str(path),
        ) from error
    if not any(pages):
        raise ReportError(
            problem="PDF 里没有文字，像是扫描件 / there is no text in the PDF, it may be scanned",
            remedy="请先做文字识别（OCR） / run text recognition (OCR) over it first",
            file=str(path),
        )
    return pages


def _page_lines(page: "Page") -> list[_Line]:
    """Return a page's lines from top to bottom, the rows of a ruled table one line each."""
    tables = [table for table in page.find_tables() if len(table.rows[0].cells) >= _LEAST_CELLS]
    rest = page
    lines: list[_Line] = []
    for table in tables:
        rest = rest.outside_bbox(table.bbox)
        tops = [row.bbox[1] for row in table.rows]
        lines += [
            _Line(top, text)
            for top, row in zip(tops, table.extract(), strict=True)
            if (text := row_text(row))
        ]
    lines += [_Line(float(line["top"]), str(line["text"])) for line in rest.extract_text_lines()]
    return sorted(lines, key=lambda line: line.top)


def row_text(cells: Iterable[str | None]) -> str:
    r"""Return a row as a line: wrapped cells joined, merged ones left out, empty ones as a dash.

    >>> row_text(["1", None, "港口\n机械", ""])
    '1 港口机械 —'
    """
    return " ".join(_cells(cells))


def _cells(cells: Iterable[str | None]) -> Iterator[str]:
    for cell in cells:
        if cell is not None:
            yield joined(cell.split()) or _EMPTY
