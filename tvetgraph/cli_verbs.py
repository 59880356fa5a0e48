"""The verbs of the command line: each opens, calls one library function, and writes the answer.

A verb imports its part of the library when it runs, so that --help needs none of it. Verbs must
not catch errors but to go on with the next report.
"""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_output import (
    ROW_FORMATS,
    STANDARD,
    complain,
    say,
    sentence,
    working,
    write_out,
    write_result,
)
from tvetgraph.loaders.errors import TvetgraphError

if TYPE_CHECKING:
    from networkx import Graph

    from tvetgraph.graph.networks import Measure
    from tvetgraph.loaders.extract import Extraction
    from tvetgraph.queries.library import Question
    from tvetgraph.queries.results import Result

NETWORK_FORMATS = ("graphml", "gexf", "csv")
REPORTS_VARIABLE = "TVETGRAPH_REPORTS"
REPORTS_FOLDER = Path("..", "shared", "reports")


class UsageError(TvetgraphError):
    """The command line is not one that tvetgraph knows."""


def extract(options: Namespace) -> int:
    """Read reports into fact CSVs; a report that cannot be read does not stop the others."""
    if options.id and len(options.report) > 1:
        problem = "--id 只能用于一份报告 / --id goes with one report"
        raise UsageError(problem=problem, remedy="分别读取 / extract them one by one")
    read = [_extract_one(Path(name), options) for name in options.report]
    return 0 if all(read) else 1


def _extract_one(path: Path, options: Namespace) -> bool:
    from tvetgraph.loaders.extract import extract, known_names, write_extraction

    out = Path(options.out)
    try:
        with working(f"读取 / reading {path}"):
            extraction = extract(path, report_id=options.id, authority=known_names(out))
            write_extraction(extraction, out)
    except (TvetgraphError, OSError) as error:
        complain(sentence(error))
        return False
    _tell_extraction(extraction, out)
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


def build(options: Namespace) -> int:
    """Build the graph from fact CSVs."""
    from tvetgraph.graph.build import BASE, build

    facts = Path(options.facts) if options.facts else None
    with working("建图 / building the graph"):
        result = build(
            facts, Path(options.out), base=options.base or BASE, reports=_reports(options.reports)
        )
    graphs = len(result.graphs)
    say(f"{result.quads} 条四元组 / quads, {graphs} 个命名图 / named graphs → {result.out}")
    if result.unquoted:
        names = ", ".join(result.unquoted)
        say(f"没有原文，未附引文 / built without the report's text, so without quotes: {names}")
    return 0


def _reports(given: str | None) -> Path | None:
    named = given or os.environ.get(REPORTS_VARIABLE)
    if named:
        return Path(named)
    return REPORTS_FOLDER if REPORTS_FOLDER.is_dir() else None


def reach(options: Namespace) -> int:
    """Compare what patterns read in the prose with what people wrote."""
    from tvetgraph.loaders.facts import bundled_data
    from tvetgraph.loaders.measure import HEADER, measure, to_rows

    reports = _reports(options.reports)
    if reports is None or not any(reports.glob("*.txt")):
        problem = "没有报告原文 / there are no report texts"
        raise UsageError(problem=problem, remedy="用 --reports 指定 / name them with --reports")
    with working("重读报告 / reading the reports again"):
        found = measure(reports, Path(options.facts) if options.facts else bundled_data())
    rows = [[row[name] for name in HEADER] for row in to_rows(found)]
    write_result(_result(HEADER, rows), options.format, target=options.output)
    return 0


def query(options: Namespace) -> int:
    """Run a query on the build or at an endpoint; without a query, list the saved ones."""
    if options.list or options.query is None:
        write_result(_listing(), options.format, target=options.output)
    else:
        write_result(_answer(options), options.format, target=options.output)
    return 0


def _listing() -> "Result":
    from tvetgraph.queries.library import library

    rows = (
        (name, f"{asked.summary_zh} / {asked.summary}", " ".join(p.name for p in asked.parameters))
        for name, asked in library().items()
    )
    return _result(("query", "summary", "parameters"), rows)


def _answer(options: Namespace) -> "Result":
    asked = _question(options.query)
    values = _values(options.param)
    if options.endpoint:
        from tvetgraph.queries.remote import ask

        with working(f"询问 / asking {options.endpoint}"):
            return ask(options.endpoint, asked, **values)
    from tvetgraph.graph.store import open_store
    from tvetgraph.queries.runner import run

    store = open_store(Path(options.build))
    with working("查询 / querying"):
        return run(store, asked, **values)


def _question(source: str) -> "Question":
    from tvetgraph.queries.library import parse, question

    if source != STANDARD:
        return question(source)
    try:
        return parse(sys.stdin.buffer.read().decode("utf-8"), "stdin")
    except UnicodeDecodeError as error:
        problem = "标准输入不是 UTF-8 / standard input is not UTF-8"
        raise UsageError(problem=problem, remedy="请转为 UTF-8 / convert it to UTF-8") from error


def _values(given: Iterable[str]) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, equals, value in pairs:
        if not (name and equals):
            problem = f"参数应为 K=V / a parameter is written K=V, not {name}{equals}{value}"
            raise UsageError(problem=problem, remedy="例如 / for example --param year=2020")
    return {name: value for name, _, value in pairs}


def _result(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> "Result":
    from tvetgraph.queries.results import Cell, Result

    return Result(columns, tuple(tuple(Cell(str(value)) for value in row) for row in rows))


def network(options: Namespace) -> int:
    """Measure a network of organisations, or write it whole with its measures."""
    from tvetgraph.graph import networks

    seed = networks.SEED if options.seed is None else options.seed
    with working("度量网络 / measuring the network"):
        graph = _network(Path(options.build), options.of)
        found = networks.measures(graph, seed=seed)
    if options.format in ROW_FORMATS:
        table = _measured(options.measure, found)
        table = replace(table, rows=table.rows[: options.top])
        write_result(table, options.format, target=options.output)
    else:
        for measure in found:
            graph.nodes[measure.node].update(asdict(measure))
        write_out(_to_file(graph, options.format), options.output)
    return 0


def _network(build: Path, of: str) -> "Graph[str]":
    from tvetgraph.graph import networks
    from tvetgraph.graph.store import open_store

    make = {"partners": networks.partner_network, "pipelines": networks.pipeline_network}[of]
    return make(open_store(build))


def _measured(measure: str, found: Sequence["Measure"]) -> "Result":
    if measure == "degree":
        columns = ("name", "kind", "degree", "strength", "node")
        return _result(columns, ([getattr(m, name) for name in columns] for m in found))
    group = {"components": "component", "communities": "community"}[measure]
    names: dict[int, list[str]] = {}
    for member in found:
        names.setdefault(getattr(member, group), []).append(member.name)
    rows = ((number, len(members), "; ".join(members)) for number, members in sorted(names.items()))
    return _result((group, "size", "members"), rows)


def _to_file(graph: "Graph[str]", fmt: str) -> bytes:
    from tvetgraph.graph import networks

    write = {"graphml": networks.to_graphml, "gexf": networks.to_gexf, "csv": networks.to_csv}[fmt]
    return write(graph)


def export(options: Namespace) -> int:
    """Write the graph or its partner network in a format that others read."""
    from tvetgraph.graph import export as formats

    build = Path(options.build)
    with working(f"导出 / exporting {options.format}"):
        if options.format in NETWORK_FORMATS:
            content = _to_file(_network(build, "partners"), options.format)
        else:
            content = b"".join(formats.export(build, options.format))
        write_out(content, options.output)
    return 0


def draw(options: Namespace) -> int:
    """Draw a neighbourhood, a relation or a query as an offline page."""
    with working("画图 / drawing"):
        write_out(_drawing(options), options.output)
    return 0


def _drawing(options: Namespace) -> str:
    from tvetgraph.graph.store import open_store
    from tvetgraph.viz.draw import neighbourhood_page, query_page, relation_page

    store = open_store(Path(options.build))
    if options.what == "relation":
        return relation_page(store, options.name)
    if options.what == "query":
        return query_page(store, _question(options.name), **_values(options.param))
    return neighbourhood_page(
        store, options.name, radius=options.radius, relations=options.relation
    )


def summary(options: Namespace) -> int:
    """Say what is in the graph, who has most partners and where to look next."""
    from tvetgraph.summary import summarise, to_text

    with working("汇总 / summing up"):
        text = to_text(summarise(Path(options.build)))
    write_out(text, STANDARD)
    return 0
