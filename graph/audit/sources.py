"""Open the reports that an audit reads: fact folders, and the texts where they lie at hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tvetgraph.graph.audit.books import Book
from tvetgraph.loaders.facts import read_reports
from tvetgraph.loaders.originals import find_text


def open_books(folders: Iterable[Path], texts: Sequence[Path]) -> tuple[Book, ...]:
    """Open the reports of fact folders with their texts, if those are in one of some folders."""
    read = [facts for folder in folders for facts in read_reports(folder)]
    return tuple(Book.of(facts, find_text(facts.report, texts)) for facts in read)
