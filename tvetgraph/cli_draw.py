"""The verb draw: pictures that open offline.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from pathlib import Path

from tvetgraph.cli_output import working, write_out
from tvetgraph.cli_words import (
    BUILT,
    PARAMETERS,
    Verb,
    asked_question,
    chosen,
    count,
    given_values,
    takes,
)


def _draw(options: Namespace) -> int:
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
        return query_page(store, asked_question(options.name), **given_values(options.param))
    return neighbourhood_page(
        store, options.name, radius=options.radius, relations=options.relation
    )


DRAW = Verb(
    "draw org|relation|query NAME -o FILE [--radius N] [--relation R ...]\n"
    "                      [--param K=V ...] [--build DIR]",
    "画成可离线打开的网页：一家机构的周围、一种关系或一个查询"
    " / draw an offline page: around an organisation, a relation or a query",
    "draw org 北京信息职业技术学院 -o build/xinxi.html",
    _draw,
    (
        chosen(("org", "relation", "query"), "what", help="画什么 / what to draw"),
        takes(
            "name",
            metavar="NAME",
            help="机构名、关系名（如 partnerOf）、查询名或文件"
            " / an organisation, a relation such as partnerOf, a query or its file",
        ),
        takes("-o", "--output", metavar="FILE", required=True, help="写入文件 / the file to write"),
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
