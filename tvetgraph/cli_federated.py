"""How the verb query answers a question that joins the graph with Wikidata.

It imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_online import answers, online
from tvetgraph.cli_output import complain, working
from tvetgraph.cli_words import UsageError, takes

if TYPE_CHECKING:
    from tvetgraph.queries.library import Question
    from tvetgraph.queries.linking.askers import Asker
    from tvetgraph.queries.results import Result

COPY = takes(
    "--copy",
    metavar="FILE",
    help="联邦查询改问这份本地副本（.ttl .nt .nq）"
    " / for a federated query: ask this local copy instead of the network",
)


def answer_federated(
    asked: "Question", options: Namespace, *, values: Mapping[str, str]
) -> "Result":
    """Answer a federated question: the graph's part here, the rest from a copy or online."""
    from tvetgraph.graph.store import open_store
    from tvetgraph.queries.federated import ENDPOINT, answer
    from tvetgraph.queries.runner import bind

    address = bind(asked, values)[ENDPOINT].value
    asker = _copy(Path(options.copy)) if options.copy else _online(address, options)
    with working(f"询问 / asking {options.copy or address}"):
        return answer(open_store(Path(options.build)), asked, asker=asker, **values)


def _copy(path: Path) -> "Asker":
    from tvetgraph.queries.linking.files import open_source
    from tvetgraph.queries.linking.sources import Sparql

    source = open_source(path)
    if not isinstance(source, Sparql):
        problem = f"--copy 须是 RDF / --copy takes RDF: {path}"
        raise UsageError(problem=problem, remedy="用 .ttl、.nt 或 .nq / use .ttl, .nt or .nq")
    return source.asker


def _online(address: str, options: Namespace) -> "Asker":
    if not options.contact:
        problem = "这个查询要问另一个端点 / this query asks another endpoint as well"
        remedy = (
            "用 --contact 联网，或用 --copy 给出本地副本"
            " / go online with --contact, or name a local copy with --copy"
        )
        raise UsageError(problem=problem, remedy=remedy)
    complain(f"联网 / going online: {address}")
    return online(address, options.contact, folder=answers(None))
