"""Read a report into facts: the one call behind `tvetgraph extract`. It never writes over a person.

Rows that a person wrote (method `curated`) are kept when a report is read again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tvetgraph.loaders.authority import (
    Authority,
    all_names,
    propose,
    read_additions,
    read_authority,
    write_authority,
)
from tvetgraph.loaders.cells import Knowledge
from tvetgraph.loaders.diagnosis import diagnose
from tvetgraph.loaders.errors import ReportError
from tvetgraph.loaders.facts import (
    REPORT_FILE,
    Certainty,
    Fact,
    Method,
    Report,
    ReportFacts,
    bundled_data,
    make_fact,
    read_reports,
    write_report,
)
from tvetgraph.loaders.furniture import page_furniture
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.loaders.masthead import read_masthead
from tvetgraph.loaders.misread import Misread
from tvetgraph.loaders.observations import normal_title, scope_of, table_observations
from tvetgraph.loaders.outline import Outline, decimal_headings, read_outline
from tvetgraph.loaders.profiles import Profile, profiles
from tvetgraph.loaders.prose import read_prose
from tvetgraph.loaders.rawcells import raw_cells
from tvetgraph.loaders.review import ReviewItem, write_review
from tvetgraph.loaders.reviewpage import FindingRow, write_review_page
from tvetgraph.loaders.sources import named_sources
from tvetgraph.loaders.tables import Table, TableReader, UnknownTable
from tvetgraph.loaders.text import Document, read_document
from tvetgraph.loaders.tokens import normal
from tvetgraph.loaders.yields import table_facts

_OUTLINE_KINDS = frozenset({"sections", "cases", "pages"})


@dataclass(frozen=True)
class Extraction:
    """What was read from one report, what was not understood, and names not known before.

    `review` is what a person should look at in the prose.
    """

    facts: ReportFacts
    misunderstood: tuple[Misread, ...]
    proposals: Authority
    document: Document
    review: tuple[ReviewItem, ...] = ()


def known_names(out: Path) -> Authority:
    """Return the packaged names and those that earlier readings left in a folder."""
    names = read_authority(bundled_data())
    beside = out.is_dir() and out.resolve() != bundled_data().resolve()
    return names.merged(read_additions(out)) if beside and any(out.glob("*.csv")) else names


def extract(
    path: Path,
    *,
    report_id: str | None = None,
    authority: Authority | None = None,
    known_profiles: Iterable[Profile] | None = None,
) -> Extraction:
    """Read a report's text; raise ReportError for what is no report.

    Source of the meanings: the profiles; of known names: `authority`, or the packaged one.
    """
    names = read_authority(bundled_data()) if authority is None else authority
    document = read_document(path)
    skip = page_furniture(document)
    known = tuple(known_profiles or profiles()), knowledge_of(document, names)
    reader = TableReader(document, skip, *known, headings=decimal_headings(document, skip))
    tables = reader.read_all()
    skip = skip.union(*({*table.lines, table.caption.line} for table in tables))
    outline = read_outline(document, skip)
    if not tables and not outline.sections and not outline.cases:
        raise ReportError(
            problem="没有表格、章节和案例，不像质量年度报告 / no table, section or case in it",
            remedy="请给出质量年度报告的全文 / give the text of an annual quality report",
            file=str(path),
        )
    report = read_masthead(document, report_id=report_id)
    read = _read(document, tables, str(report.data_year))
    facts = [item for item in read if isinstance(item, Fact)]
    prose = read_prose(document, skip=skip, outline=outline, authority=names, report=report)
    facts += [*_outline_facts(outline), *_page_facts(document), *prose.facts]
    order = list(KINDS)
    facts.sort(key=lambda fact: order.index(fact.kind))
    missed = tuple(item for item in read if isinstance(item, Misread))
    places = [report.region] if report.region else []
    proposals = propose(facts, names, places=places)
    return Extraction(ReportFacts(report, tuple(facts)), missed, proposals, document, prose.review)


def write_extraction(
    extraction: Extraction, out: Path, *, findings: Iterable[FindingRow] = ()
) -> tuple[Path, ...]:
    """Write OUT/<report id>/*.csv, the proposals beside it, and OUT/review/<report id>/.

    Rows that a person wrote there are kept. Where a person has read the prose, what patterns read
    in it is left out: the person's rows say it already, and better. Raise ReportError where the
    folder holds another report under the same id.
    """
    report = extraction.facts.report
    _require_same(report, out / report.id)
    kept = [f for f in _facts_in(out / report.id) if f.method is Method.CURATED]
    fresh = [f for f in extraction.facts.facts if not (kept and is_prose(f))]
    order = list(KINDS)
    facts = sorted([*fresh, *kept], key=lambda fact: order.index(fact.kind))
    review = out / "review" / report.id
    return (
        *write_report(ReportFacts(report, tuple(facts)), out),
        *_write_proposals(extraction.proposals, out),
        write_review(extraction.review, review, file=extraction.document.name),
        write_review_page(extraction.review, extraction.document, folder=review, findings=findings),
    )


def _require_same(report: Report, home: Path) -> None:
    """Refuse to write over another report that bears the same file name."""
    if not (home / REPORT_FILE).is_file():
        return
    there = read_reports(home)[0].report
    if there.sha256 != report.sha256 and there.title != report.title:
        raise ReportError(
            problem=f"编号 {report.id} 已属另一份报告 / another report has the id: {there.title}",
            remedy="用 --id 另取一个编号 / give this one another id with --id",
            file=str(home),
        )


def is_prose(fact: Fact) -> bool:
    """Tell whether patterns read a fact in running text; the outline is no prose."""
    return fact.method is Method.PATTERN and fact.kind not in _OUTLINE_KINDS


def _write_proposals(proposals: Authority, out: Path) -> tuple[Path, ...]:
    """Add proposals to those that earlier readings left in the folder."""
    known = read_additions(out) if any(out.glob("*.csv")) else None
    return write_authority(known.merged(proposals) if known else proposals, out)


def _facts_in(home: Path) -> tuple[Fact, ...]:
    return read_reports(home)[0].facts if (home / "report.csv").is_file() else ()


def knowledge_of(document: Document, authority: Authority) -> Knowledge:
    """Return what helps to tell names: those of the authority, and what stands elsewhere again."""
    text = normal("".join(document.lines))

    @cache
    def elsewhere(part: str) -> bool:
        return len(part) >= 3 and text.count(part) > 1

    return Knowledge(
        organisations=frozenset(
            normal(n) for entry in authority.organisations.values() for n in all_names(entry)
        ),
        majors=frozenset(
            normal(n) for entry in authority.majors.values() for n in all_names(entry)
        ),
        countries=frozenset(
            normal(n) for entry in authority.places.values() for n in all_names(entry)
        ),
        elsewhere=elsewhere,
    )


def _read(
    document: Document, tables: Iterable[Table | UnknownTable], year: str
) -> list[Fact | Misread]:
    found: list[Fact | Misread] = []
    for table in tables:
        found.append(_table_fact(table))
        found += diagnose(table, document.name)
        if isinstance(table, UnknownTable):
            found += raw_cells(document, table)
        else:
            found += table_facts(table, file=document.name, data_year=year)
            found += table_observations(table, data_year=year)
    return found


def _table_fact(table: Table | UnknownTable) -> Fact:
    known = table if isinstance(table, Table) else None
    lines = sorted({*table.lines, table.caption.line})
    return make_fact(
        "tables",
        {
            "number": table.caption.number,
            "title": normal_title(table.title),
            "profile": known.header.profile.name if known else "",
            "note": scope_of(table.notes),
            "source": ";".join(named_sources(table.notes)),
            "rows": str(len(known.rows)) if known else "",
        },
        where=table.caption.number,
        row="",
        lines=((lines[0], lines[-1]),),
        method=Method.TABLE,
        certainty=Certainty.HIGH if known else Certainty.LOW,
    )


def _outline_facts(outline: Outline) -> Iterator[Fact]:
    for section in outline.sections:
        yield make_fact(
            "sections",
            {"level": str(section.level), "number": section.number, "title": section.title},
            where=section.number,
            row="",
            lines=((section.first, section.last),),
            method=Method.PATTERN,
            certainty=Certainty.HIGH,
        )
    for case in outline.cases:
        yield make_fact(
            "cases",
            {"number": case.number, "title": case.title, "section": case.section},
            where=case.number,
            row="",
            lines=((case.first, case.last),),
            method=Method.PATTERN,
            certainty=Certainty.HIGH,
        )


def _page_facts(document: Document) -> Iterator[Fact]:
    ends = [*(start - 1 for start in document.pages[1:]), len(document.lines)]
    for number, (first, last) in enumerate(zip(document.pages, ends, strict=False), start=1):
        if last >= first:
            yield make_fact(
                "pages",
                {"page_number": str(number)},
                where=f"第{number}页",
                row="",
                lines=((first, last),),
                method=Method.PATTERN,
                certainty=Certainty.HIGH,
            )
