"""Asking a network about one organisation: who is like it, and which partners to think of.

Part of the verb network; imports the library when it runs.
"""

from argparse import Namespace
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_output import ROW_FORMATS, complain, table, working, write_result
from tvetgraph.cli_words import UsageError

if TYPE_CHECKING:
    from networkx import Graph
    from pyoxigraph import Store

    from tvetgraph.queries.results import Result


def show_similar(options: Namespace) -> None:
    """List those that share neighbours with an organisation."""
    from tvetgraph.graph.networks.similarity import similar

    store, graph = _opened(options)
    node, worded = member(store, graph, name=options.names[0]), class_words(store, options)
    rows = (
        (
            like.name,
            worded(like.kind),
            f"{like.jaccard:.3f}",
            f"{like.cosine:.3f}",
            "; ".join(graph.nodes[other]["name"] for other in like.shared),
            like.node,
        )
        for like in similar(graph, node)[: options.top]
    )
    _write(table(("name", "kind", "jaccard", "cosine", "shared", "node"), rows), options)


def show_suggestions(options: Namespace) -> None:
    """List partners to think of for an organisation, and say how far such lists can be trusted."""
    from tvetgraph.graph.networks import SEED, network_kind
    from tvetgraph.graph.networks.fields import read_fields
    from tvetgraph.graph.networks.heldout import check
    from tvetgraph.graph.networks.kinds import peers_of
    from tvetgraph.graph.networks.suggestions import suggest
    from tvetgraph.viz.networks.words import check_told

    if not network_kind(options.of).askers:
        raise UsageError(
            problem=f"{options.of} 网络不作建议 / nothing is suggested from {options.of}",
            remedy="请用 / use --of partners, pipelines, aid or foreign",
        )
    with working("找建议并检验 / suggesting and checking"):
        store, graph = _opened(options)
        node = member(store, graph, name=options.names[0])
        askers, fields = peers_of(graph.nodes[node]["kind"]), read_fields(store)
        found = suggest(graph, node, askers=askers, fields=fields)[: options.top]
        seed = SEED if options.seed is None else options.seed
        checked = check(graph, fields, askers=askers, seed=seed)
    names, worded = {n: graph.nodes[n]["name"] for n in graph}, class_words(store, options)
    rows = (
        (
            names[partner.node],
            worded(graph.nodes[partner.node]["kind"]),
            f"{partner.score:.3f}",
            "; ".join(names[peer.node] for peer in partner.through),
            "; ".join(names[shared] for shared in _every(p.partners for p in partner.through)),
            "; ".join(fields.names[f][0] for f in _every(p.fields for p in partner.through)),
            " ".join(partner.facts),
            partner.node,
        )
        for partner in found
    )
    columns = ("name", "kind", "score", "through", "shared_partners", "shared_fields", "facts")
    _write(table((*columns, "node"), rows), options)
    told = check_told(checked)
    complain(f"{told.zh}\n{told.en}")


def class_words(store: "Store", options: Namespace) -> Callable[[str], str]:
    """Word a class in both languages where a table is for the eye; files keep its own name."""
    from tvetgraph.graph.networks.asking import classes

    if options.format != "table":
        return str
    words = classes(store)
    return lambda kind: " / ".join(words[kind])


def member(store: "Store", graph: "Graph[str]", *, name: str) -> str:
    """Find the one node of a network that bears a name; raise UsageError or QueryError."""
    found = sorted(named(store, name) & set(graph))
    if not found:
        raise UsageError(
            problem=f"这个网络里没有“{name}” / {name} is not in this network",
            remedy="换一个网络（--of），或看 / name another network by --of, or try"
            f" tvetgraph network profile {name}",
        )
    if len(found) > 1:
        names = ", ".join(graph.nodes[node]["name"] for node in found)
        problem = f"“{name}”指不止一个机构 / {name} stands for several"
        raise UsageError(problem=problem, remedy=f"请写全名 / give the full name: {names}")
    return found[0]


def named(store: "Store", name: str) -> frozenset[str]:
    """Find what bears a name; the error for an unknown one lists the nearest names."""
    from tvetgraph.queries import run

    return frozenset(row["thing"] for row in run(store, "things-called", name=name).records())


def _opened(options: Namespace) -> tuple["Store", "Graph[str]"]:
    from tvetgraph.graph.networks import make_network
    from tvetgraph.graph.store import open_store

    if options.format not in ROW_FORMATS:
        problem = f"{options.measure} 只写成表 / {options.measure} is written as a table"
        raise UsageError(problem=problem, remedy=f"--format {'|'.join(ROW_FORMATS)}")
    store = open_store(Path(options.build))
    return store, make_network(store, options.of)


def _every(parts: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(parts)))


def _write(result: "Result", options: Namespace) -> None:
    write_result(result, options.format, target=options.output)
