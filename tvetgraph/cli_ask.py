"""The verbs that ask the graph: query, summary, export.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_federated import COPY, answer_federated
from tvetgraph.cli_network import make_network, to_file
from tvetgraph.cli_online import CONTACT
from tvetgraph.cli_output import STANDARD, table, working, write_out, write_result
from tvetgraph.cli_words import (
    BUILT,
    NETWORK_NAMES,
    OUTPUT,
    PARAMETERS,
    ROWS,
    Verb,
    asked_question,
    chosen,
    given_values,
    takes,
)

if TYPE_CHECKING:
    from networkx import Graph

    from tvetgraph.queries.library import Parameter
    from tvetgraph.queries.results import Result


NETWORK_FORMATS = ("graphml", "gexf", "csv")


def _query(options: Namespace) -> int:
    """Run a query on the build or at an endpoint; without a query, list the saved ones."""
    if options.list or options.query is None:
        write_result(_listing(options.tag), options.format, target=options.output)
    else:
        write_result(_answer(options), options.format, target=options.output)
    return 0


def _listing(tag: str | None) -> "Result":
    from tvetgraph.queries.library import library, tagged

    rows = (
        (name, f"{asked.summary_zh} / {asked.summary}", " ".join(map(_usage, asked.parameters)))
        for name, asked in (tagged(tag) if tag else library()).items()
    )
    return table(("query", "summary", "parameters"), rows)


def _usage(parameter: "Parameter") -> str:
    """Write a parameter as usage lines do: what may be left out in brackets, with its default."""
    if parameter.default is None:
        return f"{parameter.name}=…"
    return f"[{parameter.name}={parameter.default or '…'}]"


def _answer(options: Namespace) -> "Result":
    from tvetgraph.queries.library import FEDERATED

    asked = asked_question(options.query)
    values = given_values(options.param)
    if options.endpoint:
        from tvetgraph.queries.remote import ask

        with working(f"询问 / asking {options.endpoint}"):
            return ask(options.endpoint, asked, **values)
    if FEDERATED in asked.tags:
        return answer_federated(asked, options, values=values)
    from tvetgraph.graph.store import open_store
    from tvetgraph.queries.runner import run

    store = open_store(Path(options.build))
    with working("查询 / querying"):
        return run(store, asked, **values)


def _export(options: Namespace) -> int:
    """Write the graph or one of its networks in a format that others read."""
    from tvetgraph.graph import export as formats

    build = Path(options.build)
    with working(f"导出 / exporting {options.format}"):
        if options.format in NETWORK_FORMATS:
            content = _network(make_network(build, options.of), options)
        else:
            content = b"".join(formats.export(build, options.format))
        write_out(content, options.output)
    return 0


def _network(graph: "Graph[str]", options: Namespace) -> bytes:
    from tvetgraph.graph.network_formats import nodes_csv
    from tvetgraph.viz.style import style

    if options.nodes and options.format == "csv":
        return nodes_csv(graph, colour=lambda kind: style(kind).colour)
    return to_file(graph, options.format)


def _summary(options: Namespace) -> int:
    """Say what is in the graph, who has most partners and where to look next."""
    from tvetgraph.summary import summarise, to_text

    with working("汇总 / summing up"):
        text = to_text(summarise(Path(options.build)))
    write_out(text, STANDARD)
    return 0


SUMMARY = Verb(
    "summary [--build DIR]",
    "图中有什么、谁的伙伴最多、接下来看哪里"
    " / what is in the graph, who has most partners, where to look next",
    "summary",
    _summary,
    (BUILT,),
)

QUERY = Verb(
    "query NAME|FILE|- [--param K=V ...] [--endpoint URL] [--list [--tag T]]\n"
    "                       [--copy FILE | --contact WHO] [--format table|csv|json] [-o FILE]\n"
    "                       [--build DIR]",
    "运行现成的或自己的 SPARQL 查询 / run a saved SPARQL query or one of your own",
    "query partners-of-school --param school=北京电子科技职业学院 --format csv",
    _query,
    (
        takes(
            "query",
            metavar="NAME|FILE|-",
            nargs="?",
            help="现成查询名、.rq 文件或标准输入 / a saved query, a file or standard input",
        ),
        PARAMETERS,
        takes(
            "--endpoint",
            metavar="URL",
            help="改问这个 SPARQL 端点 / ask this SPARQL endpoint instead",
        ),
        CONTACT,
        COPY,
        takes("--list", action="store_true", help="列出现成查询 / list the saved queries"),
        takes("--tag", metavar="T", help="只列带此标签的 / with --list: only those so tagged"),
        ROWS,
        OUTPUT,
        BUILT,
    ),
)

EXPORT = Verb(
    "export --format FORMAT [--of NETWORK] [--nodes] -o FILE [--build DIR]",
    "导出整图或其中一个网络 / export the graph, or one of its networks",
    "export --format gexf --of pipelines -o build/pipelines.gexf",
    _export,
    (
        chosen(
            ("nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "csv"),
            required=True,
            help="后三种写出一个网络，可用 Gephi 打开"
            " / the last three write a network, as Gephi opens it",
        ),
        chosen(
            NETWORK_NAMES,
            "--of",
            default="partners",
            help="哪个网络，默认合作网络 / which network; the partner network by default",
        ),
        takes(
            "--nodes",
            action="store_true",
            help="csv：写节点而不是连线 / csv: write the nodes instead of the edges",
        ),
        OUTPUT,
        BUILT,
    ),
)
