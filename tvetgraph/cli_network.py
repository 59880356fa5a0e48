"""The verb network: measures of networks of organisations.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_output import ROW_FORMATS, table, working, write_out, write_result
from tvetgraph.cli_words import BUILT, OUTPUT, Verb, chosen, count, takes

if TYPE_CHECKING:
    from networkx import Graph

    from tvetgraph.graph.networks import Measure
    from tvetgraph.queries.results import Result


def _network(options: Namespace) -> int:
    """Measure a network of organisations, or write it whole with its measures."""
    from tvetgraph.graph import networks

    seed = networks.SEED if options.seed is None else options.seed
    with working("度量网络 / measuring the network"):
        graph = make_network(Path(options.build), options.of)
        found = networks.measures(graph, seed=seed)
    if options.format in ROW_FORMATS:
        table = _measured(options.measure, found)
        table = replace(table, rows=table.rows[: options.top])
        write_result(table, options.format, target=options.output)
    else:
        for measure in found:
            graph.nodes[measure.node].update(asdict(measure))
        write_out(to_file(graph, options.format), options.output)
    return 0


def make_network(build: Path, of: str) -> "Graph[str]":
    """Make the network of a build that a name stands for: partners or pipelines."""
    from tvetgraph.graph import networks
    from tvetgraph.graph.store import open_store

    make = {"partners": networks.partner_network, "pipelines": networks.pipeline_network}[of]
    return make(open_store(build))


def _measured(measure: str, found: Sequence["Measure"]) -> "Result":
    if measure == "degree":
        columns = ("name", "kind", "degree", "strength", "node")
        return table(columns, ([getattr(m, name) for name in columns] for m in found))
    group = {"components": "component", "communities": "community"}[measure]
    names: dict[int, list[str]] = {}
    for member in found:
        names.setdefault(getattr(member, group), []).append(member.name)
    rows = ((number, len(members), "; ".join(members)) for number, members in sorted(names.items()))
    return table((group, "size", "members"), rows)


def to_file(graph: "Graph[str]", fmt: str) -> bytes:
    """Write a network in an exchange format: graphml, gexf or csv."""
    from tvetgraph.graph import networks

    write = {"graphml": networks.to_graphml, "gexf": networks.to_gexf, "csv": networks.to_csv}[fmt]
    return write(graph)


NETWORK = Verb(
    "network degree|components|communities [--of partners|pipelines] [--top N] [--seed N]\n"
    "                         [--format table|csv|json|graphml|gexf] [-o FILE] [--build DIR]",
    "机构网络：度、连通分量、社区 / networks of organisations: degree, components, communities",
    "network communities --format gexf -o build/partners.gexf",
    _network,
    (
        chosen(
            ("degree", "components", "communities"),
            "measure",
            help="量度 / what to measure",
        ),
        chosen(
            ("partners", "pipelines"),
            "--of",
            default="partners",
            help="合作网络（默认）或衔接网络 / who works with whom, or who feeds whom",
        ),
        takes("--top", metavar="N", type=count, help="只列前 N 行 / the first N rows only"),
        takes(
            "--seed",
            metavar="N",
            type=count,
            help="划分社区的随机种子 / the seed for communities",
        ),
        chosen(
            (*ROW_FORMATS, "graphml", "gexf"),
            default="table",
            help="输出格式；graphml 与 gexf 写出整个网络"
            " / output format; graphml and gexf write the whole network",
        ),
        OUTPUT,
        BUILT,
    ),
)
