"""The verb network: networks of organisations, their measures, and pages about them.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_network_ask import class_words, show_similar, show_suggestions
from tvetgraph.cli_network_pages import write_comparison, write_profile, write_report
from tvetgraph.cli_output import ROW_FORMATS, complain, table, working, write_out, write_result
from tvetgraph.cli_words import (
    BUILT,
    NETWORK_NAMES,
    OUTPUT,
    UsageError,
    Verb,
    chosen,
    count,
    takes,
)

if TYPE_CHECKING:
    from networkx import Graph

    from tvetgraph.graph.networks import Measure
    from tvetgraph.graph.networks.engine import Engine
    from tvetgraph.queries.results import Result

#: What is asked of how many organisations by name; every other measure is of the whole network.
_ABOUT: Mapping[str, tuple[int, Callable[[Namespace], None]]] = {
    "similar": (1, show_similar),
    "suggest": (1, show_suggestions),
    "profile": (1, write_profile),
    "compare": (2, write_comparison),
    "report": (0, write_report),
}
_COLUMNS = {
    "degree": ("name", "kind", "degree", "strength", "node"),
    "betweenness": ("name", "kind", "betweenness", "degree", "node"),
    "bridges": ("name", "kind", "constraint", "betweenness", "degree", "node"),
    "core": ("name", "kind", "core", "degree", "node"),
}
_GROUPS = {"components": "component", "communities": "community"}
_ATTRIBUTES = ("kind", "district")


def _network(options: Namespace) -> int:
    """Measure a network, tell of an organisation in it, or write it whole with its measures."""
    wanted, run = _ABOUT.get(options.measure, (0, _show_measure))
    if len(options.names) != wanted:
        raise UsageError(
            problem=f"network {options.measure} 需要 {wanted} 个机构名"
            f" / network {options.measure} takes {wanted} names of organisations",
            remedy="用法见 / see tvetgraph network --help",
        )
    run(options)
    return 0


def make_network(build: Path, of: str) -> "Graph[str]":
    """Make the network of a build that a name stands for."""
    from tvetgraph.graph import networks
    from tvetgraph.graph.store import open_store

    return networks.make_network(open_store(build), of)


def to_file(graph: "Graph[str]", fmt: str) -> bytes:
    """Write a network in an exchange format: graphml, gexf or csv."""
    from tvetgraph.graph import network_formats
    from tvetgraph.viz.style import style

    return network_formats.to_file(graph, fmt, colour=lambda kind: style(kind).colour)


def _show_measure(options: Namespace) -> None:
    from tvetgraph.graph import networks
    from tvetgraph.graph.networks.engine import find_engine

    engine = find_engine(options.backend)
    seed = networks.SEED if options.seed is None else options.seed
    with working("度量网络 / measuring the network"):
        graph = make_network(Path(options.build), options.of)
        found = networks.measures(graph, seed=seed, engine=engine)
    if options.format in ROW_FORMATS:
        table = _mixed(graph) if options.measure == "assortativity" else _told(options, found)
        table = replace(table, rows=table.rows[: options.top])
        write_result(table, options.format, target=options.output)
        if options.measure == "communities":
            complain(_stability(graph, seed, engine))
    else:
        for measure in found:
            graph.nodes[measure.node].update(asdict(measure))
        write_out(to_file(graph, options.format), options.output)


def _told(options: Namespace, found: Sequence["Measure"]) -> "Result":
    if options.measure in _GROUPS:
        return _grouped(_GROUPS[options.measure], found)
    from tvetgraph.graph.store import open_store

    columns = _COLUMNS[options.measure]
    words = class_words(open_store(Path(options.build)), options)
    shown = (replace(m, kind=words(m.kind)) for m in _ranked(options, found))
    return table(columns, ([getattr(m, c) for c in columns] for m in shown))


def _ranked(options: Namespace, found: Sequence["Measure"]) -> Sequence["Measure"]:
    """Put measures in the order of what is asked; bridges join two or more."""
    match options.measure:
        case "degree":
            return sorted(found, key=lambda m: (-m.degree, -m.strength, m.node))
        case "betweenness":
            return sorted(found, key=lambda m: (-m.betweenness, m.node))
        case "bridges":
            joining = (m for m in found if m.degree > 1)
            return sorted(joining, key=lambda m: (m.constraint, -m.betweenness, m.node))
        case "core":
            return sorted(found, key=lambda m: (-m.core, -m.degree, m.node))
        case _:
            return found


def _grouped(group: str, found: Sequence["Measure"]) -> "Result":
    names: dict[int, list[str]] = {}
    for member in found:
        names.setdefault(getattr(member, group), []).append(member.name)
    rows = ((number, len(members), "; ".join(members)) for number, members in sorted(names.items()))
    return table((group, "size", "members"), rows)


def _mixed(graph: "Graph[str]") -> "Result":
    from tvetgraph.graph.networks.mixing import mixing

    rows: list[tuple[object, ...]] = []
    for found in (mixing(graph, attribute) for attribute in _ATTRIBUTES):
        value = "" if found.coefficient is None else f"{found.coefficient:.6f}"
        rows.append((found.attribute, value, found.edges, found.of))
    return table(("attribute", "coefficient", "edges", "of"), rows)


def _stability(graph: "Graph[str]", seed: int, engine: "Engine") -> str:
    from tvetgraph.graph.networks import stability
    from tvetgraph.viz.networks.words import stability_told

    told = stability_told(stability(graph, seed=seed, engine=engine))
    return f"{told.zh}\n{told.en}"


NETWORK = Verb(
    "network degree|betweenness|bridges|core|components|communities|assortativity\n"
    "                         [--of NETWORK] [--top N] [--seed N] [--backend NAME]\n"
    "                         [--format table|csv|json|graphml|gexf] [-o FILE] [--build DIR]\n"
    "       tvetgraph network similar|suggest ORG [--of NETWORK] [--top N]\n"
    "       tvetgraph network profile ORG [-o FILE.html|.md] [--lang zh|en]\n"
    "       tvetgraph network compare ORG ORG [-o FILE.html|.md] [--lang zh|en]\n"
    "       tvetgraph network report -o FILE.html|.md [--lang zh|en]",
    "机构网络：量度、社区、相似与建议、机构画像、报告"
    " / networks of organisations: measures, communities, suggestions, profiles, a report",
    "network profile 北京信息职业技术学院",
    _network,
    (
        chosen(
            (*_COLUMNS, *_GROUPS, "assortativity", *_ABOUT),
            "measure",
            help="量度或页面 / what to measure or to write",
        ),
        takes(
            "names",
            metavar="ORG",
            nargs="*",
            help="机构名：similar、suggest、profile 一个，compare 两个"
            " / an organisation for similar, suggest, profile; two for compare",
        ),
        chosen(
            NETWORK_NAMES,
            "--of",
            default="partners",
            help="哪个网络，默认合作网络 / which network; the partner network by default",
        ),
        takes("--top", metavar="N", type=count, help="只列前 N 行 / the first N rows only"),
        takes(
            "--seed",
            metavar="N",
            type=count,
            help="划分社区与检验的随机种子 / the seed for communities and checks",
        ),
        takes(
            "--backend",
            metavar="NAME",
            default="",
            help="计算引擎：networkx（默认）、networkit 或已安装的 networkx 后端"
            " / networkx (default), networkit or an installed networkx backend",
        ),
        chosen(
            (*ROW_FORMATS, "graphml", "gexf"),
            default="table",
            help="输出格式；graphml 与 gexf 写出整个网络"
            " / output format; graphml and gexf write the whole network",
        ),
        chosen(
            ("zh", "en"),
            "--lang",
            default="",
            help="页面只用一种语言，默认两种 / pages in one language; both by default",
        ),
        OUTPUT,
        BUILT,
    ),
)
