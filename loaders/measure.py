"""Read reports anew and measure their patterns against the curated rows; it writes nothing."""

from collections.abc import Iterable
from pathlib import Path

from tvetgraph.loaders.authority import Authority, read_authority
from tvetgraph.loaders.extract import knowledge_of
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.loaders.furniture import page_furniture
from tvetgraph.loaders.outline import read_outline
from tvetgraph.loaders.profiles import profiles
from tvetgraph.loaders.prose import ProseReading, read_prose
from tvetgraph.loaders.reach import Reach, curated_facts, reach, together
from tvetgraph.loaders.records import Report
from tvetgraph.loaders.tables import TableReader
from tvetgraph.loaders.text import Document, read_document

HEADER = ("kind", "curated", "found", "recall", "read", "confirmed", "precision")


def measure(reports: Path, facts: Path, *, authority: Authority | None = None) -> tuple[Reach, ...]:
    """Measure the patterns on the reports of a folder whose facts another folder holds.

    A report belongs to its facts by the SHA-256 of its text; the last row adds up all kinds.
    """
    names = read_authority(bundled_data()) if authority is None else authority
    known = {part.report.sha256: part for part in read_reports(facts)}
    documents = [read_document(path) for path in sorted(reports.glob("*.txt"))]
    pairs = [
        (document, known[document.sha256]) for document in documents if document.sha256 in known
    ]
    curated = curated_facts(facts)
    return together(
        reach(prose_of(document, part.report, authority=names).facts, curated[part.report.id])
        for document, part in pairs
    )


def prose_of(document: Document, report: Report, *, authority: Authority) -> ProseReading:
    """Read the running text of a document: what is no table and no page furniture."""
    skip = page_furniture(document)
    known = knowledge_of(document, authority)
    tables = TableReader(document, skip, tuple(profiles()), known).read_all()
    lines = skip.union(*({*table.lines, table.caption.line} for table in tables))
    outline = read_outline(document, lines)
    return read_prose(document, skip=lines, outline=outline, authority=authority, report=report)


def to_rows(table: Iterable[Reach]) -> list[dict[str, str]]:
    """Write a measurement as rows of HEADER, shares with two decimals."""
    return [
        {
            "kind": row.kind,
            "curated": str(row.curated),
            "found": str(row.found),
            "recall": f"{row.recall:.2f}" if row.curated else "",
            "read": str(row.read),
            "confirmed": str(row.confirmed),
            "precision": f"{row.precision:.2f}" if row.read else "",
        }
        for row in table
    ]
