"""The verb explore: the whole graph as one page.

A verb imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from pathlib import Path

from tvetgraph.cli_output import working, write_out
from tvetgraph.cli_words import BUILT, Verb, takes


def _explore(options: Namespace) -> int:
    """Write the explorer."""
    from tvetgraph.viz.explorer_page import explorer_page

    with working("写探索页 / writing the explorer"):
        page = explorer_page(Path(options.build))
    write_out(page, options.output)
    return 0


EXPLORE = Verb(
    "explore -o FILE [--build DIR]",
    "把整个图写成一个可离线打开的探索网页：网络、路径、出处、数据与 SPARQL"
    " / write the whole graph as one offline page: network, routes, evidence, figures, SPARQL",
    "explore -o build/explorer.html",
    _explore,
    (
        takes("-o", "--output", metavar="FILE", required=True, help="写入文件 / the file to write"),
        BUILT,
    ),
)
