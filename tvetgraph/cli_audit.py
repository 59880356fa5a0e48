"""The verb that looks for figures of a report that contradict each other: audit.

It imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_output import ROW_FORMATS, complain, table, working, write_out, write_result
from tvetgraph.cli_words import OUTPUT, UsageError, Verb, chosen, report_texts, takes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tvetgraph.graph.audit.books import Book
    from tvetgraph.graph.audit.engine import Audit
    from tvetgraph.graph.audit.findings import Finding
    from tvetgraph.loaders.extract import Extraction
    from tvetgraph.queries.results import Result

FORMATS = (*ROW_FORMATS, "html")
SEVERITIES = ("error", "warning", "notice")
_SHORT = ("severity", "rule", "report", "where", "lines", "what", "what_en", "arithmetic")


def _audit(options: Namespace) -> int:
    """List the findings of reports, or of the bundled facts, and what could not be checked."""
    if options.build:
        return _of_build(options)
    from tvetgraph.graph.audit.engine import audit

    with working("审计 / auditing"):
        books = open_chosen(options)
        result = audit(books)
    chosen_ones = _chosen(result, options)
    _write(chosen_ones, books, options)
    complain(f"所审报告 / reports audited: {', '.join(book.report.id for book in books)}")
    _tell(result)
    return 0


def _of_build(options: Namespace) -> int:
    """List the findings that a build holds."""
    from tvetgraph.graph.store import open_store
    from tvetgraph.queries.runner import run

    if options.format == "html" or options.passed or options.report or options.facts:
        problem = "--build 只列出图中的发现 / --build lists the findings of a build, nothing else"
        remedy = "不用 --build / leave --build out, or ask tvetgraph query audit-checks"
        raise UsageError(problem=problem, remedy=remedy)
    result = run(open_store(Path(options.build)), "audit-findings")
    asked = (options.severity or (), options.rule or ())
    kept = [
        row
        for row in result.rows
        if all(not own or str(cell) in own for own, cell in zip(asked, row[:2], strict=True))
    ]
    write_result(replace(result, rows=tuple(kept)), options.format, target=options.output)
    return 0


def open_chosen(options: Namespace) -> "tuple[Book, ...]":
    """Open the reports named on the command line: fact folders or texts; else the bundled facts."""
    from tvetgraph.graph.audit.sources import open_books
    from tvetgraph.loaders.facts import bundled_data
    from tvetgraph.loaders.originals import SUFFIXES

    named = [Path(name) for name in options.report]
    texts = [path for path in named if path.suffix.lower() in SUFFIXES]
    folders = [path for path in named if path not in texts]
    folders += [Path(options.facts)] if options.facts else []
    if not named and not folders:
        folders = [bundled_data()]
    given = report_texts(options.reports)
    beside = [near for folder in folders for near in (folder, folder.resolve().parent)]
    places = [*([given] if given else []), *beside, Path()]
    return (*open_books(folders, places), *(_read(path) for path in texts))


def _read(path: Path) -> "Book":
    from tvetgraph.graph.audit.books import Book
    from tvetgraph.loaders.extract import extract

    extraction = extract(path)
    return Book.of(extraction.facts, extraction.document)


def audit_of(extraction: "Extraction") -> "tuple[Finding, ...]":
    """Audit what was just read from a report, with its text."""
    from tvetgraph.graph.audit.books import Book
    from tvetgraph.graph.audit.engine import audit

    return audit([Book.of(extraction.facts, extraction.document)]).findings


def write_findings(findings: "Iterable[Finding]", folder: Path) -> None:
    """Write FOLDER/audit.csv, the findings of one reading."""
    from tvetgraph.graph.audit.tables import HEADER, to_rows
    from tvetgraph.loaders.sheets import write_sheet

    rows = [dict(zip(HEADER, row, strict=True)) for row in to_rows(findings)]
    write_sheet(folder / "audit.csv", rows, header=HEADER)


def tell_findings(findings: "Iterable[Finding]") -> None:
    """Say each finding of a reading in a line of its own."""
    from tvetgraph.viz.glossary import glossary

    listed = list(findings)
    if listed:
        complain(f"互相矛盾 {len(listed)} 处 / contradictions: {len(listed)}")
    for finding in listed:
        english = glossary().told(finding.what)
        told = finding.what if english == finding.what else f"{finding.what} / {english}"
        complain(f"{finding.severity}: {told}: {finding.arithmetic}")


def _chosen(result: "Audit", options: Namespace) -> "list[Finding]":
    listed = [*result.findings, *(result.checks if options.passed else ())]
    return [
        finding
        for finding in listed
        if (not options.rule or finding.rule in options.rule)
        and (not options.severity or str(finding.severity) in options.severity)
    ]


def _write(findings: "list[Finding]", books: "tuple[Book, ...]", options: Namespace) -> None:
    from tvetgraph.graph.audit.tables import HEADER, to_rows

    if options.format == "html":
        from tvetgraph.viz.audit import audit_page

        write_out(audit_page(findings, books), options.output)
        return
    if options.format == "table":
        write_result(_short(findings), options.format, target=options.output)
        return
    write_result(table(HEADER, to_rows(findings)), options.format, target=options.output)


def _short(findings: "list[Finding]") -> "Result":
    """Lay findings out for the eye; what they are about is told in English as well."""
    from tvetgraph.graph.audit.tables import HEADER, to_rows
    from tvetgraph.viz.glossary import glossary

    words = glossary()
    rows = (dict(zip(HEADER, row, strict=True)) for row in to_rows(findings))
    told = (row | {"what_en": words.told(row["what"])} for row in rows)
    return table(_SHORT, ([row[name] for name in _SHORT] for row in told))


def _tell(result: "Audit") -> None:
    """Say what was found and which rules could not run, apart from the result."""
    counts = [sum(str(f.severity) == name for f in result.findings) for name in SEVERITIES]
    told = ", ".join(f"{n} {name}" for n, name in zip(counts, SEVERITIES, strict=True))
    complain(
        f"发现 {len(result.findings)} 处，相符 {len(result.checks)} 组"
        f" / {len(result.findings)} findings ({told}), {len(result.checks)} groups that reconcile"
    )
    for report in dict.fromkeys(report for report, _ in result.not_run):
        rules = ", ".join(rule for name, rule in result.not_run if name == report)
        complain(f"{report}: 没有原文，未检查 / without the text, not checked: {rules}")


AUDIT = Verb(
    "audit [FACTS|REPORT ...] [--facts DIR | --build DIR] [--reports DIR] [--passed]\n"
    "                       [--rule R] [--severity S] [--format table|csv|json|html] [-o FILE]",
    "审计：报告中互相矛盾的数字，两处并列，附算式"
    " / audit: figures of a report that contradict each other, side by side with the arithmetic",
    "audit --format csv -o audit.csv",
    _audit,
    (
        takes(
            "report",
            metavar="FACTS|REPORT",
            nargs="*",
            help="事实表文件夹或报告原文，默认用自带数据"
            " / fact folders or report texts; by default the bundled data",
        ),
        takes("--facts", metavar="DIR", help="事实表文件夹 / a folder of fact CSVs"),
        takes(
            "--build",
            metavar="DIR",
            help="列出已建好的图中的发现 / list the findings that a build holds",
        ),
        takes(
            "--reports",
            metavar="DIR",
            help="报告原文文件夹，默认 $TVETGRAPH_REPORTS 或 ../shared/reports"
            " / report texts; by default $TVETGRAPH_REPORTS or ../shared/reports",
        ),
        takes(
            "--passed",
            action="store_true",
            help="也列出相符之处 / list what reconciles as well",
        ),
        takes("--rule", metavar="R", action="append", help="只看这条规则 / this rule only"),
        chosen(SEVERITIES, "--severity", action="append", help="只看这一级 / this severity only"),
        chosen(FORMATS, default="table", help="输出格式 / output format"),
        OUTPUT,
    ),
)
