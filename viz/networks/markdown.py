"""A document as Markdown, in one language or first the Chinese and then the English whole.

Pictures become files beside it, which `pictures` gives; nothing in a text can become markup.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

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

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
LANGUAGES = ("zh", "en")


def to_markdown(
    document: Document, *, languages: Sequence[str] = LANGUAGES, folder: str = ""
) -> str:
    """Write the document in each language; without a folder for them, pictures are left out."""
    parts = ("\n\n".join(_blocks(document, language, folder)) for language in languages)
    return "\n\n---\n\n".join(parts) + "\n"


def pictures(document: Document, *, languages: Sequence[str] = LANGUAGES) -> Mapping[str, str]:
    """Give the files that the Markdown of a document links to: name → SVG in one language."""
    return {
        _file(number, language): _in(figure.svg, language)
        for language in languages
        for number, figure in _figures(document)
    }


def _figures(document: Document) -> Iterable[tuple[int, Figure]]:
    return enumerate((b for b in document.blocks if isinstance(b, Figure)), start=1)


def _file(number: int, language: str) -> str:
    return f"figure-{number}-{language}.svg"


def _in(svg: str, language: str) -> str:
    other = "en" if language == "zh" else "zh"
    style = f"<style>.{other} {{ display: none; }} svg {{ background: #fff; color: #222; }}</style>"
    return svg.replace(">", f">{style}", 1) + "\n"


def _blocks(document: Document, language: str, folder: str) -> Iterable[str]:
    numbers = count(1)
    for block in document.blocks:
        if not isinstance(block, Figure):
            yield _block(block, language)
        elif folder:
            caption = _said(block.caption, language)
            yield f"![{caption}]({folder}/{_file(next(numbers), language)})"


def _block(block: Block, language: str) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_said(block.text, language)}"
        case Paragraph():
            return _said(block.text, language)
        case Bullets():
            return "\n".join(f"- {_said(item, language)}" for item in block.items)
        case Table():
            rule = "|" + " --- |" * len(block.columns)
            rows = [_row(row, language) for row in block.rows]
            return "\n".join([_row(block.columns, language), rule, *rows])
        case Figure():
            return ""


def _row(cells: Row, language: str) -> str:
    return "| " + " | ".join(_said(cell, language) for cell in cells) + " |"


def _said(text: Text, language: str) -> str:
    shown = text.zh if language == "zh" else text.english
    return _MARKUP.sub(r"\\\1", " ".join(shown.split()))
