"""A report as the audit reads it: its figures by table and prose, its facts, and its text, if any.

It must not judge; what it cannot find it leaves out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tvetgraph.graph.audit.rawtables import raw_statements
from tvetgraph.graph.audit.statements import PERIOD, Axes, Statement, read_statements
from tvetgraph.loaders.facts import Fact, Report, ReportFacts
from tvetgraph.loaders.furniture import page_furniture
from tvetgraph.loaders.marks import is_prose
from tvetgraph.loaders.outline import Case, Outline, Section
from tvetgraph.loaders.sentences import Sentence, read_sentences
from tvetgraph.loaders.text import Document

Series = Mapping[str, Statement]
_BOUND = r"(?:及?以[上下内]|[至到—-]\d)[^，。；、]{0,2}的"


@dataclass(frozen=True)
class Book:
    """A report, its facts and, where it lies at hand, its text."""

    report: Report
    facts: tuple[Fact, ...]
    document: Document | None = None

    @classmethod
    def of(cls, facts: ReportFacts, document: Document | None = None) -> "Book":
        """Open the facts of a report."""
        return cls(facts.report, facts.facts, document)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Give all figures, in the order of the facts; 3000人以上 is a class's bound, no figure."""
        read = read_statements(self.report.id, self.facts)
        told = (s for s in read if s.table or s.curated or not self._is_bound(s))
        return (*told, *raw_statements(self.report.id, self.facts))

    @cached_property
    def tables(self) -> Mapping[str, tuple[Statement, ...]]:
        """Give the figures of each table, in reading order."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.table:
                found.setdefault(statement.where, []).append(statement)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def prose(self) -> tuple[Statement, ...]:
        """Give the figures of the running text."""
        return tuple(s for s in self.statements if not s.table)

    def _is_bound(self, told: Statement) -> bool:
        bound = re.compile(rf"{re.escape(told.printed)}{re.escape(told.unit)}{_BOUND}")
        lines = {n for first, last in told.lines for n in range(first, last + 1)}
        return any(bound.search(text) for n in lines for text in self._texts.get(n, ()))

    @cached_property
    def _texts(self) -> Mapping[int, list[str]]:
        """Give the sentences of each line."""
        found: dict[int, list[str]] = {}
        for sentence in self.sentences:
            for line in dict.fromkeys(sentence.lines):
                found.setdefault(line, []).append(sentence.text)
        return found

    @cached_property
    def captions(self) -> Mapping[str, Fact]:
        """Give the tables' captions by their numbers."""
        return {f.values["number"]: f for f in self.of_kind("tables")}

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """Give the facts of a kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)

    @cached_property
    def outline(self) -> Outline:
        """Give the sections and cases that the facts tell of."""
        sections = [
            Section(int(v["level"]), v["number"], v.get("title", ""), *f.lines[0])
            for f in self.of_kind("sections")
            for v in (f.values,)
        ]
        cases = [
            Case(v["number"], v["title"], v.get("section", ""), *f.lines[0])
            for f in self.of_kind("cases")
            for v in (f.values,)
        ]
        return Outline(tuple(sections), tuple(cases))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Give the sentences of the running text; none where the text is not at hand."""
        if self.document is None:
            return ()
        skip = page_furniture(self.document) | self._table_lines(self.document)
        return tuple(read_sentences(self.document, skip=skip, outline=self.outline))

    def _table_lines(self, document: Document) -> frozenset[int]:
        lines: set[int] = set()
        for fact in self.of_kind("tables"):
            first, last = fact.lines[0]
            inside = range(first, min(last, len(document.lines)) + 1)
            lines.update(n for n in inside if not is_prose(document.line(n)))
        for fact in self.facts:
            if fact.method == "table" and fact.kind != "tables":
                lines.update(n for top, end in fact.lines for n in range(top, end + 1))
        return frozenset(lines)


def rows_of(statements: Iterable[Statement]) -> Mapping[Axes, Series]:
    """Put figures together that differ in their period only, by that period, in order."""
    rows: dict[Axes, dict[str, Statement]] = {}
    for statement in statements:
        rows.setdefault(statement.beside(PERIOD), {}).setdefault(statement.period, statement)
    return rows
