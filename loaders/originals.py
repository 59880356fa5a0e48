"""Find the text that a report was read from, whatever its file is called.

A text belongs to a report by its SHA-256 alone, so that no other text is ever read for it. This
module must not look at what a text says.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tvetgraph.loaders.records import Report
from tvetgraph.loaders.text import Document, read_document

SUFFIXES = (".txt", ".pdf")


def find_text(report: Report, folders: Sequence[Path]) -> Document | None:
    """Find the very text that a report was read from; None where it is in none of some folders."""
    for path in _candidates(report.id, folders) if report.sha256 else ():
        if hashlib.sha256(path.read_bytes()).hexdigest() == report.sha256:
            return read_document(path)
    return None


def _candidates(name: str, folders: Sequence[Path]) -> list[Path]:
    """List the texts of some folders, those named after the report first."""
    found = [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    return sorted(found, key=lambda path: path.stem != name)
