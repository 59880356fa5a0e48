"""What networks ask a store: the queries of this folder, answered as plain strings.

The one module of networks that knows Oxigraph; it must not make a network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

#: What is known of a node: name, name_en, kind (local name of its class) and district.
Description = dict[str, str]


@dataclass(frozen=True)
class Source:
    """A place in a report: its title, table or section as printed, first and last line from 1."""

    report: str
    where: str
    lines: tuple[int, int]


def ask(store: ox.Store, name: str) -> list[tuple[str, ...]]:
    """Answer a query of this folder, sorted, so that no engine decides the order."""
    answer = store.query(_query(name), use_default_graph_as_union=True)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query answers with solutions")
    return sorted({tuple(term.value for term in solution) for solution in answer})


def describe(store: ox.Store) -> Mapping[str, Description]:
    """Describe every organisation and place by its IRI."""
    found: dict[str, Description] = {}
    for node, kind, name, language, district in ask(store, "nodes"):
        data = found.setdefault(node, {"name": "", "name_en": "", "kind": "", "district": ""})
        data["name_en" if language == "en" else "name"] = name
        data |= {"kind": kind.rpartition("#")[2], "district": district}
    return found


def facts(store: ox.Store) -> Mapping[str, tuple[str, str]]:
    """Give the kind (local name of its class) and the year, if stated, of every fact."""
    return {fact: (kind.rpartition("#")[2], year) for fact, kind, year in ask(store, "facts")}


def classes(store: ox.Store) -> Mapping[str, tuple[str, str]]:
    """Name the classes of organisations and places, by local name, in Chinese and English."""
    return {kind.rpartition("#")[2]: (zh, en) for kind, zh, en in ask(store, "classes")}


def sources(store: ox.Store) -> Mapping[str, tuple[Source, ...]]:
    """Say where the reports state each fact, one place for each span of lines."""
    found: dict[str, list[Source]] = {}
    for fact, report, where, first, last in ask(store, "sources"):
        found.setdefault(fact, []).append(Source(report, where, (int(first), int(last))))
    return {fact: tuple(sorted(spans, key=lambda s: s.lines)) for fact, spans in found.items()}


@cache
def _query(name: str) -> str:
    return files(__name__.rpartition(".")[0]).joinpath(f"{name}.rq").read_text("utf-8")
