"""The verb link: propose links to Wikidata, ROR and GeoNames, and take in what a person decides.

Offline unless told otherwise. It imports its part of the library when it runs, so that --help needs
none of it.
"""

import re
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_link_decisions import decide, decided_links, folders
from tvetgraph.cli_online import CONTACT, FRESH_DAYS, answers, now, offline, online
from tvetgraph.cli_output import ROW_FORMATS, STANDARD, complain, table, working, write_result
from tvetgraph.cli_words import OUTPUT, UsageError, Verb, chosen, count, takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tvetgraph.graph.linking.review import Row
    from tvetgraph.graph.linking.subjects import Knowledge
    from tvetgraph.loaders.links import LinkSet
    from tvetgraph.queries.linking.askers import Remembered
    from tvetgraph.queries.linking.sources import Source
    from tvetgraph.queries.results import Result

TARGETS = ("wikidata", "ror", "geonames")
DECISIONS = ("accept", "refuse")
_SHORT = ("id", "verdict", "subject", "object", "label", "reason", "features")


def _link(options: Namespace) -> int:
    """Propose links, or take in decisions."""
    if not options.words:
        return _propose(options)
    if options.words[0] in DECISIONS and len(options.words) > 1:
        return decide(options)
    problem = f"link 不认识 / link does not know: {' '.join(options.words)}"
    remedy = "写 link、link accept FILE [ID ...] 或 link refuse FILE [ID ...]"
    raise UsageError(problem=problem, remedy=f"{remedy} / write one of these")


def _propose(options: Namespace) -> int:
    from tvetgraph.graph.linking.review import write_review
    from tvetgraph.graph.linking.subjects import to_subjects
    from tvetgraph.queries.linking.proposing import Task, propose

    if options.links and not Path(options.links).is_dir():
        complain(f"还没有这个文件夹 / there is no such folder yet: {options.links}")
    decided = decided_links(options)
    source, memory, named = _source(options)
    subjects = to_subjects(_knowledge(options, decided))
    with working(f"比对 / matching with {options.target}"):
        rows = propose(source, Task(subjects, options.target, decided))
    rows = tuple(_dated(row, named) for row in rows)
    fmt = options.format or ("csv" if options.output.endswith(".csv") else "table")
    if fmt == "csv" and options.output != STANDARD:
        write_review(rows, Path(options.output))
        complain(f"已写入 / written: {options.output}")
    else:
        write_result(_as_result(rows, fmt), fmt, target=options.output)
    _tell(rows, memory)
    return 0


def _knowledge(options: Namespace, decided: "LinkSet") -> "Knowledge":
    from tvetgraph.graph.linking.subjects import Knowledge
    from tvetgraph.loaders.authority import read_authority
    from tvetgraph.loaders.facts import bundled_data, read_reports
    from tvetgraph.loaders.opendata import read_open_data

    return Knowledge(
        authority=read_authority(*folders(options.facts)),
        reports=read_reports(Path(options.facts) if options.facts else bundled_data()),
        links=decided.accepted,
        details=read_open_data(*folders(options.facts, options.links)).details,
    )


def _source(options: Namespace) -> "tuple[Source, Remembered | None, str]":
    """Choose where candidates come from: the files named, else the cache, filled if online."""
    from tvetgraph.queries.linking.files import open_source
    from tvetgraph.queries.linking.sources import Several, Sparql

    if options.source:
        if options.online:
            problem = "--source 和 --online 只用其一 / --source and --online do not go together"
            raise UsageError(problem=problem, remedy="去掉一个 / leave one out")
        paths = [Path(name) for name in options.source]
        with working("读取 / reading"):
            return Several(tuple(map(open_source, paths))), None, _slug(paths[0].stem)
    memory = _memory(options)
    return Sparql(memory), memory, "wikidata"


def _memory(options: Namespace) -> "Remembered":
    from tvetgraph.queries.linking.polite import WIKIDATA

    address, folder = options.endpoint or WIKIDATA, answers(options.cache)
    if options.online:
        return online(address, options.contact, folder=folder, days=options.age)
    if not any(folder.glob("*.json")):
        problem = "本机没有候选来源 / there is nothing on this machine to look in"
        remedy = (
            "用 --source 给出文件，或用 --online --contact 联网"
            " / name a file with --source, or go online with --online --contact"
        )
        raise UsageError(problem=problem, remedy=remedy)
    return offline(address, folder=folder, days=options.age)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "file"


def _dated(row: "Row", source: str) -> "Row":
    from dataclasses import replace

    return replace(row, source=source, date=now().date().isoformat())


def _as_result(rows: "Iterable[Row]", fmt: str) -> "Result":
    from tvetgraph.graph.linking.review import REVIEW_HEADER, to_cells

    if fmt != "table":
        return table(
            REVIEW_HEADER, ([to_cells(row)[name] for name in REVIEW_HEADER] for row in rows)
        )
    return table(_SHORT, (_short(row) for row in rows))


def _short(row: "Row") -> tuple[str, ...]:
    found = (f"{name} {said.partition(':')[0]}" for name, said in row.features.items() if said)
    return (
        row.id,
        row.verdict,
        row.subject_label,
        row.object_id,
        row.object_label,
        row.reason,
        ", ".join(found),
    )


def _tell(rows: "Sequence[Row]", memory: "Remembered | None") -> None:
    counts = Counter(row.verdict.value for row in rows)
    shown = ", ".join(f"{name} {counts[name]}" for name in ("accept", "review", "refuse"))
    complain(f"{len(rows)} 个候选 / candidates: {shown}")
    if memory and memory.old:
        complain(f"{memory.old} 个回答较旧 / answers are older than --age: use --online")
    if memory and memory.missing:
        complain(
            f"{memory.missing} 个问题本机没有回答 / questions have no answer here: use --online"
        )


LINK = Verb(
    "link [--target wikidata|ror|geonames] [--source FILE ...]\n"
    "                      [--online --contact WHO [--endpoint URL] [--cache DIR] [--age DAYS]]\n"
    "                      [--format table|csv|json] [-o FILE] [--facts DIR] [--links DIR]\n"
    "       tvetgraph link accept|refuse FILE [ID ...] --author NAME --links DIR\n"
    "                      [--confidence C] [--comment TEXT]",
    "为机构和地点找外部链接，人来定夺 / find links to Wikidata, ROR and GeoNames; a person decides",
    "link --source dump.ttl -o review.csv",
    _link,
    (
        takes(
            "words",
            metavar="accept|refuse FILE [ID ...]",
            nargs="*",
            help="把待核表的行移入链接文件；不写 ID 则取判词相同的各行"
            " / move rows of a review table into the link files; without ID those of that verdict",
        ),
        chosen(TARGETS, "--target", default="wikidata", help="链接到哪里 / what to link to"),
        takes(
            "--source",
            metavar="FILE",
            action="append",
            default=[],
            help="候选来源，可重复：维基数据形状的 .nt .ttl .csv，ROR 的 .json，GeoNames 的 .txt"
            " / where to look, may be repeated: RDF or CSV in Wikidata's shape, ROR's .json,"
            " GeoNames' .txt",
        ),
        takes("--online", action="store_true", help="联网查询 / ask online"),
        CONTACT,
        takes(
            "--endpoint",
            metavar="URL",
            help="SPARQL 端点，默认维基数据 / the SPARQL endpoint; Wikidata's by default",
        ),
        takes(
            "--cache",
            metavar="DIR",
            help="存放回答的文件夹，默认 ~/.cache/tvetgraph/sparql"
            " / the folder of answers; ~/.cache/tvetgraph/sparql by default",
        ),
        takes(
            "--age",
            metavar="DAYS",
            type=count,
            default=FRESH_DAYS,
            help="回答多少天内算新，默认 30 / how many days an answer stays fresh; 30 by default",
        ),
        takes(
            "--facts",
            metavar="DIR",
            help="事实表文件夹，默认用自带数据 / fact CSVs; by default the bundled data",
        ),
        takes(
            "--links",
            metavar="DIR",
            help="链接文件所在，默认同事实表 / the folder of the link files; by default the facts'",
        ),
        takes("--author", metavar="NAME", help="谁作的决定 / who decides"),
        takes(
            "--confidence",
            metavar="0..1",
            default="0.9",
            help="有多确定，默认 0.9 / how sure you are; 0.9 by default",
        ),
        takes(
            "--comment",
            metavar="TEXT",
            help="理由，写成“中文 / English”，默认取表中理由"
            " / the reason in both languages; by default that of the row",
        ),
        chosen(ROW_FORMATS, default=None, help="输出格式 / output format"),
        OUTPUT,
    ),
)
