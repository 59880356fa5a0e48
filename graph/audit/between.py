"""The same indicator, period and schools printed in two reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import Subject, alike, is_change, scope_of, subject_of, twice
from tvetgraph.graph.audit.words import words


def between_reports(books: Sequence[Book], _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the figures that two reports of one region and one kind of school print of a year.

    Reports of two kinds of school count other schools under the same words: they are not compared.
    """
    for one, two in combinations(sorted(books, key=lambda b: b.report.data_year), 2):
        kinds = {(book.report.region, book.report.level) for book in (one, two)}
        if len(kinds) == 1:
            first, second = _subjects(one), _subjects(two)
            for subject in (s for s in second if s in first):
                if alike(first[subject], second[subject]):
                    yield _compared(first[subject], second[subject])


def _subjects(book: Book) -> Mapping[Subject, Statement]:
    """Return what the report states once and for all: its tables before its recorded prose."""
    found: dict[Subject, Statement] = {}
    stated = (s for s in book.statements if (s.table or s.curated) and s.period)
    for statement in sorted(stated, key=lambda s: not s.table):
        subject = subject_of(statement, book.report.region)
        known = len(subject.core) > 1 and subject.core not in words().vague
        if known and not subject.case and not is_change(statement):
            found.setdefault(subject, statement)
    return found


def _compared(earlier: Statement, later: Statement) -> Outcome:
    """Compare two figures; a later report may correct an earlier one, so it is no more than odd."""
    outcome = twice(earlier, later)
    apart = bool(scope_of(earlier) ^ scope_of(later))
    group = f"{earlier.report}／{later.report}"
    if outcome.severity is Severity.HOLDS:
        return replace(outcome, group=group)
    bad = Severity.NOTICE if apart else Severity.WARNING
    return replace(outcome, severity=bad, cause="scope" if apart else "revised", group=group)
