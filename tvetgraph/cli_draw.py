"""The verb draw: pictures that open offline, and pictures for print.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_output import working, write_out
from tvetgraph.cli_words import (
    BUILT,
    NETWORK_NAMES,
    PARAMETERS,
    UsageError,
    Verb,
    asked_question,
    chosen,
    count,
    given_values,
    takes,
)

if TYPE_CHECKING:
    from pyoxigraph import Store

    from tvetgraph.graph.route import Route
    from tvetgraph.viz.picture import Picture

SUFFIXES = (".html", ".svg", ".png")


def _draw(options: Namespace) -> int:
    """Draw what was asked for as an offline page, an SVG or a PNG, as the file is named."""
    from tvetgraph.graph.store import open_store

    suffix = Path(options.output).suffix.lower() or SUFFIXES[0]
    if suffix not in SUFFIXES:
        problem = f"不会写这种文件 / cannot write this kind of file: {suffix}"
        raise UsageError(problem=problem, remedy=f"请用 / use {', '.join(SUFFIXES)}")
    with working("画图 / drawing"):
        content = _drawing(open_store(Path(options.build)), options, suffix)
    write_out(content, options.output)
    return 0


def _drawing(store: "Store", options: Namespace, suffix: str) -> str | bytes:
    from tvetgraph.viz.page import page
    from tvetgraph.viz.picture_svg import to_svg
    from tvetgraph.viz.raster import to_png
    from tvetgraph.viz.route_picture import to_svg as routes_to_svg

    if options.what == "route" and suffix != ".html":
        svg = routes_to_svg(_routes(store, options.name))
    else:
        picture = _picture(store, options)
        if suffix == ".html":
            return page(picture)
        svg = to_svg(picture)
    return svg if suffix == ".svg" else to_png(svg)


def _picture(store: "Store", options: Namespace) -> "Picture":
    from tvetgraph.viz import draw, draw_network

    match options.what:
        case "relation":
            return draw.relation_picture(store, options.name)
        case "query":
            values = given_values(options.param)
            return draw.query_picture(store, asked_question(options.name), **values)
        case "network":
            return draw_network.network_picture(store, options.name)
        case "route":
            return draw_network.routes_picture(store, _routes(store, options.name))
        case _:
            wishes = {"radius": options.radius, "relations": options.relation}
            return draw.neighbourhood_picture(store, options.name, **wishes)


def _routes(store: "Store", name: str) -> "tuple[Route, ...]":
    """Find the routes from what was named or, if none leads from there, those to it."""
    from tvetgraph.graph.route_silence import no_routes
    from tvetgraph.graph.routes import routes_from, routes_to

    found = routes_from(store, name) or routes_to(store, name)
    if not found:
        raise no_routes(store, name)
    return found


DRAW = Verb(
    "draw org|relation|query|route|network NAME -o FILE [--radius N] [--relation R ...]\n"
    "                      [--param K=V ...] [--build DIR]",
    "画图：可离线打开的网页，或用于印刷的 SVG、PNG"
    " / draw: a page that opens offline, or SVG and PNG for print",
    "draw org 北京信息职业技术学院 -o build/xinxi.html",
    _draw,
    (
        chosen(
            ("org", "relation", "query", "route", "network"),
            "what",
            help="画什么：周围、关系、查询、路径、网络"
            " / what: around a thing, a relation, a query, routes, a network",
        ),
        takes(
            "name",
            metavar="NAME",
            help="机构名、关系名（如 partnerOf）、查询名或文件、路径的起点（或终点）、网络名（"
            f"{'、'.join(NETWORK_NAMES)}）"
            " / an organisation, a relation such as partnerOf, a query or its file, where routes"
            " begin (or end), a network",
        ),
        takes(
            "-o",
            "--output",
            metavar="FILE",
            required=True,
            help="写入文件：.html、.svg 或 .png / the file to write: .html, .svg or .png",
        ),
        takes(
            "--radius",
            metavar="N",
            type=count,
            default=1,
            help="org：画到几步之外，默认 1 / org: how many steps around; 1 by default",
        ),
        takes(
            "--relation",
            metavar="R",
            nargs="+",
            action="extend",
            default=[],
            help="org：只画这些关系 / org: draw these relations only",
        ),
        PARAMETERS,
        BUILT,
    ),
)
