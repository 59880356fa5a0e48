"""Open the reports that an audit reads: fact folders, and the texts where they lie at hand.

A text belongs to a report by its SHA-256 alone, so that no other text is ever read for it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from tvetgraph.graph.audit.books import Book
from tvetgraph.loaders.facts import ReportFacts, read_reports
from tvetgraph.loaders.text import Document, read_document

SUFFIXES = (".txt", ".pdf")


def open_books(folders: Iterable[Path], texts: Sequence[Path]) -> tuple[Book, ...]:
    """Open the reports of fact folders with their texts, if those are in one of some folders."""
    read = [facts for folder in folders for facts in read_reports(folder)]
    return tuple(Book.of(facts, find_text(facts, texts)) for facts in read)


def find_text(facts: ReportFacts, folders: Sequence[Path]) -> Document | None:
    """Find the very text that a report was read from; None where it is not at hand."""
    wanted = facts.report.sha256
    for path in _candidates(facts.report.id, folders) if wanted else ():
        if hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
            return read_document(path)
    return None


def _candidates(report: str, folders: Sequence[Path]) -> list[Path]:
    """Return the texts of some folders, those named after the report first."""
    found = [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    return sorted(found, key=lambda path: path.stem != report)
