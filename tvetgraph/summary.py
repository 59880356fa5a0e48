"""What is in a build, told in a screenful: counts by class, who has most partners, where to look.

Reads the build through queries only; it must not write to the screen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from tvetgraph.graph.store import open_store
from tvetgraph.queries.library import parse
from tvetgraph.queries.runner import run

MOST = 5
GROUPS = {
    "1": "事实 / facts",
    "2": "机构 / organisations",
    "3": "其他 / others",
    "4": "审计 / audit",
}
EXPLORER = "explorer.html"
FILES = {
    EXPLORER: "探索页，用浏览器打开 / the explorer, all in one; open it in a browser",
    "partners.html": "谁与谁合作，用浏览器打开 / who works with whom; open it in a browser",
    "routes.html": "衔接贯通图，用浏览器打开 / who feeds whom; open it in a browser",
    "audit.html": "审计，用浏览器打开 / what contradicts and what reconciles, for a browser",
    "tvetgraph.nq": "整图，N-Quads / the whole graph, N-Quads",
    "tvetgraph.trig": "整图，便于阅读 / the whole graph, readable",
    "partners.gexf": "合作网络，供 Gephi / the partner network, for Gephi",
}
COMMANDS = {
    "tvetgraph audit": "互相矛盾的数字 / figures that contradict each other",
    "tvetgraph query --list": "现成查询 / saved questions",
    "tvetgraph query schools-by-partners": "各校合作伙伴数 / partners of each school",
    "tvetgraph network communities": "谁与谁成群 / who groups with whom",
    "tvetgraph --help": "全部命令 / all commands",
}


@dataclass(frozen=True)
class Count:
    """How many things of one class there are; `group` is a key of GROUPS."""

    group: str
    zh: str
    en: str
    things: int


@dataclass(frozen=True)
class Summary:
    """What a build holds: counts by class, and the schools with most partners."""

    build: Path
    quads: int
    counts: tuple[Count, ...]
    partners: tuple[tuple[str, int], ...]


def summarise(build: Path) -> Summary:
    """Count what is in a build."""
    store = open_store(build)
    question = parse(
        files(__name__.rpartition(".")[0]).joinpath("counts.rq").read_text("utf-8"), "counts"
    )
    counts = (Count(group, zh, en, int(n)) for group, zh, en, n in run(store, question).values())
    most = run(store, "schools-by-partners").records()
    partners = [(row["school"], int(row["partners"])) for row in most]
    return Summary(build, len(store), tuple(counts), tuple(partners[:MOST]))


def to_text(summary: Summary) -> str:
    """Word a summary in both languages."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield f"职业教育知识图谱 / vocational education graph: {summary.quads:,} 条四元组 / quads"
    for group, counts in groupby(summary.counts, lambda count: count.group):
        yield from ("", GROUPS[group])
        yield from (f"{count.things:7,}  {count.zh} / {count.en}" for count in counts)
    yield from ("", "伙伴最多 / most partners")
    yield from (f"{number:7}  {name}" for name, number in summary.partners)
    yield from ("", "接下来看 / where to look next")
    fresh = {name: about for name, about in FILES.items() if _is_fresh(summary.build, name)}
    yield from _listed((str(summary.build / name), about) for name, about in fresh.items())
    if EXPLORER not in fresh:
        yield from _listed([(f"tvetgraph explore -o {EXPLORER}", FILES[EXPLORER])])
    yield from _listed(COMMANDS.items())


def _is_fresh(build: Path, name: str) -> bool:
    """Tell whether a file is there and no older than the graph: pages of another one mislead."""
    file, graph = build / name, build / "tvetgraph.nq"
    return file.exists() and file.stat().st_mtime >= graph.stat().st_mtime


def _listed(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"  {what:<36}  {about}" for what, about in entries)
