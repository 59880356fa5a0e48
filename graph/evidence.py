"""Reports and the spans of their lines that facts were read from.

A span is one node however many facts stand on it. Its selector follows RFC 5147, which counts the
positions between lines from 0; the plain numbers count lines from 1. Without the report's text
nothing is quoted; this module must not read a text whose SHA-256 is not the report's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.terms import Node, Statement, en, integer, node, plain, typed, year, zh
from tvetgraph.loaders.facts import Report, ReportFacts, Span
from tvetgraph.loaders.originals import find_text
from tvetgraph.ontology import OA, TVET

RFC5147 = "http://tools.ietf.org/rfc/rfc5147"
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@dataclass(frozen=True)
class Source:
    """A report, the spans of its pages, and, if at hand, its text; `lines[0]` is line 1."""

    report: Report
    lines: tuple[str, ...] = ()
    pages: tuple[tuple[int, Span], ...] = ()

    def quote(self, span: Span) -> str:
        """Give the words of a span; without the text, none."""
        first, last = span
        return "\n".join(self.lines[first - 1 : last])

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """Give the pages that a span stands on; none where pages are not known."""
        first, last = span
        return tuple(number for number, (top, end) in self.pages if top <= last and first <= end)


def find_source(facts: ReportFacts, folder: Path | None) -> Source:
    """Take the pages of a report and, if the folder holds the text that was read, its lines."""
    report = facts.report
    pages = tuple(
        (int(fact.values["page_number"]), fact.lines[0])
        for fact in facts.facts
        if fact.kind == "pages"
    )
    document = find_text(report, (folder,)) if folder else None
    return Source(report, document.lines if document else (), pages)


def report_statements(report: Report, iris: Iris) -> Iterator[Statement]:
    """State what is known of a report; the years of data and of publication are two."""
    subject = iris.report(report.id)
    yield subject, node(RDF.type), node(TVET.Report)
    for predicate in (DCTERMS.title, RDFS.label):
        yield subject, node(predicate), zh(report.title)
    yield subject, node(DCTERMS.identifier), plain(report.id)
    yield subject, node(TVET.educationLevel), concept("education-level", report.level)
    yield subject, node(TVET.regionName), plain(report.region)
    yield subject, node(TVET.dataYear), year(str(report.data_year))
    if report.published:
        datatype = _DATES[len(report.published)]
        yield subject, node(DCTERMS.issued), typed(report.published, datatype)
    if report.publisher:
        yield subject, node(DCTERMS.publisher), plain(report.publisher)
    if report.sha256:
        yield subject, node(TVET.sha256), plain(report.sha256)
    if report.line_count:
        yield subject, node(TVET.lineCount), integer(str(report.line_count))
    if report.note:
        yield subject, node(SKOS.note), plain(report.note)


def evidence_statements(
    spans: Iterable[Span], source: Source, *, iris: Iris
) -> Iterator[Statement]:
    """State each span once, in order."""
    for span in sorted(set(spans)):
        yield from _span(span, source, iris)


def selector(span: Span) -> str:
    """Write a span of 1-based lines as an RFC 5147 fragment: lines 12 to 15 are line=11,15."""
    first, last = span
    return f"line={first - 1},{last}"


def _span(span: Span, source: Source, iris: Iris) -> Iterator[Statement]:
    first, last = span
    subject = iris.evidence(source.report.id, span)
    yield subject, node(RDF.type), node(TVET.Evidence)
    yield from _label(subject, span, source.report)
    yield subject, node(OA.hasSource), iris.report(source.report.id)
    yield subject, node(TVET.firstLine), integer(str(first))
    yield subject, node(TVET.lastLine), integer(str(last))
    for page in source.pages_of(span):
        yield subject, node(TVET.onPage), integer(str(page))
    yield from _selector(subject, "lines", (OA.FragmentSelector, RDF.value, selector(span)))
    yield node(f"{subject.value}/lines"), node(DCTERMS.conformsTo), node(RFC5147)
    if source.lines:
        quote = (OA.TextQuoteSelector, OA.exact, source.quote(span))
        yield from _selector(subject, "quote", quote)


def _selector(subject: Node, name: str, what: tuple[str, str, str]) -> Iterator[Statement]:
    cls, predicate, text = what
    part = node(f"{subject.value}/{name}")
    yield subject, node(OA.hasSelector), part
    yield part, node(RDF.type), node(cls)
    yield part, node(predicate), plain(text)


def _label(subject: Node, span: Span, report: Report) -> Iterator[Statement]:
    first, last = span
    numbers = f"{first}" if first == last else f"{first}–{last}"
    yield subject, node(RDFS.label), zh(f"{report.title}，第 {numbers} 行")
    noun = "line" if first == last else "lines"
    yield subject, node(RDFS.label), en(f"{report.title}, {noun} {numbers}")
