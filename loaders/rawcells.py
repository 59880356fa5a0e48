"""Read a table that no profile knows as far as it goes: its cells, line by line, as printed."""

from collections.abc import Iterator

from tvetgraph.loaders.facts import Certainty, Fact, Method, make_fact
from tvetgraph.loaders.tables import UnknownTable
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import tokens_of

# A chart leaves a caption and nothing else; a table at least a header and two rows.
_LEAST_LINES = 3


def raw_cells(document: Document, table: UnknownTable) -> Iterator[Fact]:
    """Yield the cells of an unknown table; nothing where the caption stands over a chart."""
    lines = [tokens_of(document, [number]) for number in table.lines]
    if len(lines) < _LEAST_LINES or not any(len(line) > 1 for line in lines):
        return
    headings = [token.text for token in lines[0]]
    for row, line in enumerate(lines[1:], start=1):
        for column, token in enumerate(line, start=1):
            heading = headings[column - 1] if len(line) == len(headings) else ""
            yield make_fact(
                "cells",
                {"column": str(column), "heading": heading, "text": token.text},
                where=table.caption.number,
                row=str(row),
                lines=((token.line, token.line),),
                method=Method.TABLE,
                certainty=Certainty.LOW,
            )
