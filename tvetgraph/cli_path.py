"""The verb path: through-training routes from a school or a field, or to a college or university.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_headings import headed
from tvetgraph.cli_output import complain, working, write_out, write_result
from tvetgraph.cli_words import BUILT, OUTPUT, Verb, chosen, takes

if TYPE_CHECKING:
    from pyoxigraph import Store

    from tvetgraph.graph.route import Route

FORMATS = ("table", "json", "csv", "mermaid", "svg")


def _path(options: Namespace) -> int:
    """Write the routes between two ends, or from or to one."""
    from tvetgraph.graph.store import open_store

    store = open_store(Path(options.build))
    with working("寻找路径 / finding routes"):
        routes = _found(store, options)
    _write(routes, options)
    return 0


def _found(store: "Store", options: Namespace) -> Sequence["Route"]:
    """Find what was asked for; where an organisation only receives, the routes to it instead."""
    from tvetgraph.graph.route_silence import no_routes
    from tvetgraph.graph.routes import routes_from, routes_to

    wishes = {"major": options.major, "shortest": options.shortest}
    name, other = options.start, options.to
    if not options.reverse:
        routes = routes_from(store, name, to=other, **wishes)
        if routes:
            return routes
        others = routes_from(store, name)
        if others:
            raise no_routes(store, name, other=other, others=others)
    routes = routes_to(store, name, start=other, **wishes)
    if not routes:
        raise no_routes(store, name, other=other, others=routes_to(store, name))
    if not options.reverse:
        complain(
            f"没有从{name}出发的路径，以下是到{name}的路径 / no route leads from {name};"
            " these lead to it"
        )
    return routes


def _write(routes: Sequence["Route"], options: Namespace) -> None:
    import json

    from tvetgraph.graph.routes import route_records
    from tvetgraph.viz.route_picture import to_svg
    from tvetgraph.viz.route_text import route_rows, route_table, to_mermaid

    match options.format:
        case "table":
            write_result(headed(route_table(routes)), "table", target=options.output)
        case "csv":
            write_result(route_rows(routes), "csv", target=options.output)
        case "json":
            text = json.dumps(list(route_records(routes)), ensure_ascii=False, indent=2)
            write_out(f"{text}\n", options.output)
        case "mermaid":
            write_out(to_mermaid(routes), options.output)
        case _:
            write_out(to_svg(routes), options.output)


PATH = Verb(
    "path FROM [TO] [--major M] [--reverse] [--all|--shortest]\n"
    "                      [--format table|json|csv|mermaid|svg] [-o FILE] [--build DIR]",
    "升学路径：从一所学校或一个专业出发，或到一所院校"
    " / through-training routes: from a school or a field, or to a college or university",
    "path 北京市昌平职业学校 --major 学前教育",
    _path,
    (
        takes(
            "start",
            metavar="FROM",
            help="学校、专业或专业类，可用任一名称 / a school, a major or a field, by any name",
        ),
        takes(
            "to",
            metavar="TO",
            nargs="?",
            default="",
            help="到哪里：院校、专业或专业类 / where to: an organisation, a major or a field",
        ),
        takes(
            "--major",
            metavar="M",
            default="",
            help="只要起点为此专业或专业类的路径 / only routes that begin in this major or field",
        ),
        takes(
            "--reverse",
            action="store_true",
            help="反过来：到 FROM 的路径，TO 为起点 / the other way: routes to FROM, from TO",
        ),
        takes(
            "--all",
            dest="shortest",
            action="store_false",
            default=False,
            help="全部路径，默认 / all routes; the default",
        ),
        takes(
            "--shortest",
            action="store_true",
            help="同样两端之间只要年数最少的 / between the same two ends, the fewest years",
        ),
        chosen(FORMATS, default="table", help="输出格式 / output format"),
        OUTPUT,
        BUILT,
    ),
)
