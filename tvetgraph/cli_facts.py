"""The verbs that make facts and the graph: extract, build, reach.

A verb imports its part of the library when it runs, so that --help needs none of it. Verbs must
not catch errors but to go on with the next report.
"""

from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_audit import audit_of, tell_findings, write_findings
from tvetgraph.cli_output import complain, say, sentence, table, working, write_result
from tvetgraph.cli_words import OUTPUT, ROWS, UsageError, Verb, report_texts, takes
from tvetgraph.loaders.errors import TvetgraphError

if TYPE_CHECKING:
    from tvetgraph.loaders.extract import Extraction


def _extract(options: Namespace) -> int:
    """Read reports into fact CSVs; a report that cannot be read does not stop the others."""
    if options.id and len(options.report) > 1:
        problem = "--id 只能用于一份报告 / --id goes with one report"
        raise UsageError(problem=problem, remedy="分别读取 / extract them one by one")
    read = [_extract_one(Path(name), options) for name in options.report]
    return 0 if all(read) else 1


def _extract_one(path: Path, options: Namespace) -> bool:
    from tvetgraph.graph.audit.tables import review_rows
    from tvetgraph.loaders.extract import extract, known_names, write_extraction
    from tvetgraph.viz.glossary import glossary

    out = Path(options.out)
    try:
        with working(f"读取 / reading {path}"):
            extraction = extract(path, report_id=options.id, authority=known_names(out))
            findings = audit_of(extraction)
            write_extraction(extraction, out, findings=review_rows(findings, tell=glossary().told))
            write_findings(findings, out / "review" / extraction.facts.report.id)
    except (TvetgraphError, OSError) as error:
        complain(sentence(error))
        return False
    _tell_extraction(extraction, out)
    tell_findings(findings)
    return True


def _tell_extraction(extraction: "Extraction", out: Path) -> None:
    from tvetgraph.loaders.kinds import KINDS

    report, facts = extraction.facts.report, extraction.facts.facts
    counts = Counter(fact.kind for fact in facts)
    say(f"{report.id}: {len(facts)} 条事实 / facts → {out / report.id}")
    for name, kind in KINDS.items():
        if counts[name]:
            say(f"{counts[name]:6}  {kind.label_zh} / {kind.label_en}")
    page = out / "review" / report.id / "review.html"
    say(f"待人核对 {len(extraction.review)} 处 / to review: {len(extraction.review)} → {page}")
    missed = extraction.misunderstood
    if missed:
        complain(f"未读懂 {len(missed)} 处 / not understood: {len(missed)}")
    for misread in missed:
        complain(str(misread))


def _build(options: Namespace) -> int:
    """Build the graph from fact CSVs."""
    from tvetgraph.graph.build import BASE, build

    facts = Path(options.facts) if options.facts else None
    with working("建图 / building the graph"):
        texts = report_texts(options.reports)
        result = build(facts, Path(options.out), base=options.base or BASE, reports=texts)
    graphs = len(result.graphs)
    say(f"{result.quads} 条四元组 / quads, {graphs} 个命名图 / named graphs → {result.out}")
    if result.unquoted:
        names = ", ".join(result.unquoted)
        say(f"没有原文，未附引文 / built without the report's text, so without quotes: {names}")
        say("把原文放进用 --reports 指明的文件夹 / put it into the folder that --reports names")
    return 0


def _reach(options: Namespace) -> int:
    """Compare what patterns read in the prose with what people wrote."""
    from tvetgraph.loaders.facts import bundled_data
    from tvetgraph.loaders.measure import HEADER, measure, to_rows

    reports = report_texts(options.reports)
    if reports is None or not any(reports.glob("*.txt")):
        problem = "没有报告原文 / there are no report texts"
        raise UsageError(problem=problem, remedy="用 --reports 指定 / name them with --reports")
    with working("重读报告 / reading the reports again"):
        found = measure(reports, Path(options.facts) if options.facts else bundled_data())
    rows = [[row[name] for name in HEADER] for row in to_rows(found)]
    write_result(table(HEADER, rows), options.format, target=options.output)
    return 0


EXTRACT = Verb(
    "extract REPORT... --out DIR [--id ID]",
    "把报告读成事实表（CSV），并指出未读懂之处"
    " / read reports into fact CSVs and say what was not understood",
    "extract report.txt --out facts --id bj-secondary-2021",
    _extract,
    (
        takes("report", metavar="REPORT", nargs="+", help="报告文件 / the report's file"),
        takes("--out", metavar="DIR", required=True, help="写到这里 / the folder to write to"),
        takes(
            "--id",
            metavar="ID",
            help="报告的 id，默认取自文件名 / the report's id; by default from the file name",
        ),
    ),
)

BUILD = Verb(
    "build [--facts DIR] [--out DIR] [--reports DIR] [--base IRI]",
    "由事实建图：推导、校验、存储、转储 / build the graph: rules, validation, store, dumps",
    "build --facts facts --out build",
    _build,
    (
        takes(
            "--facts",
            metavar="DIR",
            help="事实表文件夹，默认用自带数据 / fact CSVs; by default the bundled data",
        ),
        takes(
            "--out",
            metavar="DIR",
            default="build",
            help="写到这里，默认 build / the folder to write to; build by default",
        ),
        takes(
            "--reports",
            metavar="DIR",
            help="报告原文文件夹（用于引文），默认 $TVETGRAPH_REPORTS 或 ../shared/reports"
            " / report texts to quote from; by default $TVETGRAPH_REPORTS or ../shared/reports",
        ),
        takes("--base", metavar="IRI", help="IRI 前缀 / what every IRI starts with"),
    ),
)

REACH = Verb(
    "reach [--facts DIR] [--reports DIR] [--format table|csv|json] [-o FILE]",
    "句式读到多少：与人工所记逐类比较准确率和召回率"
    " / how far patterns reach: precision and recall against what people wrote, by kind",
    "reach --reports ../shared/reports",
    _reach,
    (
        takes(
            "--facts",
            metavar="DIR",
            help="人工所记所在文件夹，默认用自带数据"
            " / the folder of what people wrote; by default the bundled data",
        ),
        takes(
            "--reports",
            metavar="DIR",
            help="报告原文文件夹，默认 $TVETGRAPH_REPORTS 或 ../shared/reports"
            " / report texts; by default $TVETGRAPH_REPORTS or ../shared/reports",
        ),
        ROWS,
        OUTPUT,
    ),
)
