"""Networks as files for other programs: GraphML and GEXF for Gephi, CSV for it and spreadsheets.

Labels, classes, weights, years and colours stand where Gephi's importers look for them. The same
network always gives the same bytes. It must not ask a store, and must not measure.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

import networkx as nx

from tvetgraph.loaders.errors import QueryError

#: Gives the colour (#rrggbb) of a class by its local name.
Colour = Callable[[str], str]

_Network = TypeVar("_Network", bound="nx.Graph[str]")


def to_graphml(graph: "nx.Graph[str]", *, colour: Colour | None = None) -> bytes:
    """Write GraphML: label, size and r, g, b of nodes, weight and years of edges by name.

    Gephi takes keys called d3 and d7, as networkx numbers them, for labels; hence named keys.
    """
    told = _dated(_sized(graph))
    if colour is not None:
        for node in told:
            data = told.nodes[node]
            data.update(zip("rgb", _rgb(colour(data["kind"])), strict=True))
    lines = cast("Any", nx).generate_graphml(told, named_key_ids=True)
    return ("\n".join(lines) + "\n").encode()


def to_gexf(graph: "nx.Graph[str]", *, colour: Colour | None = None) -> bytes:
    """Write GEXF: label, viz:color and viz:size of nodes, weight and years of edges."""
    told = _dated(_sized(graph))
    for node in told:
        data = told.nodes[node]
        shown: dict[str, object] = {"size": data.pop("size")}
        if colour is not None:
            shown["color"] = dict(zip("rgb", _rgb(colour(data["kind"])), strict=True)) | {"a": 1.0}
        data["viz"] = shown
    text = "\n".join(cast("Any", nx).generate_gexf(told)) + "\n"
    # networkx writes the day of writing into the head.
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode()


def to_csv(graph: "nx.Graph[str]") -> bytes:
    """Write the edges as CSV, under the headings that Gephi knows and then our own."""
    kind = "Directed" if graph.is_directed() else "Undirected"
    told = _dated(graph)
    columns = ("years", "first_year", "last_year")
    header = ("source", "target", "type", "weight", *columns, "source_name", "target_name")
    rows = (
        (
            a,
            b,
            kind,
            told.edges[a, b]["weight"],
            *(told.edges[a, b].get(column, "") for column in columns),
            told.nodes[a]["name"],
            told.nodes[b]["name"],
        )
        for a, b in sorted(told.edges)
    )
    return _csv(header, rows)


def nodes_csv(graph: "nx.Graph[str]", *, colour: Colour | None = None) -> bytes:
    """Write the nodes as CSV: id, label, and all that is known of them."""
    keys = dict.fromkeys(key for node in graph for key in graph.nodes[node])
    own = [key for key in keys if key != "name"]
    header = ("id", "label", *own, *(("color",) if colour else ()))
    rows = (
        (
            node,
            data["name"],
            *(data.get(key, "") for key in own),
            *((colour(data["kind"]),) if colour else ()),
        )
        for node, data in ((node, graph.nodes[node]) for node in sorted(graph))
    )
    return _csv(header, rows)


def to_file(graph: "nx.Graph[str]", fmt: str, *, colour: Colour | None = None) -> bytes:
    """Write a network in one of FORMATS."""
    if fmt not in FORMATS:
        problem = f"没有“{fmt}”这种格式 / there is no format {fmt}"
        raise QueryError(problem=problem, remedy=f"可用 / use {', '.join(FORMATS)}")
    return FORMATS[fmt](graph, colour)


def _sized(graph: _Network) -> _Network:
    """Copy a network with labels and sizes: a node's area grows with its neighbours."""
    told: _Network = graph.copy()
    for node in told:
        told.nodes[node]["label"] = told.nodes[node]["name"]
        neighbours = len(set(cast("Any", nx).all_neighbors(graph, node)))
        told.nodes[node]["size"] = round(8 + 4 * math.sqrt(neighbours), 1)
    return told


def _dated(graph: _Network) -> _Network:
    """Copy a network with the first and the last year of each edge as numbers, where stated."""
    told: _Network = graph.copy()
    for a, b in told.edges:
        years = sorted(map(int, re.findall(r"\d{4}", str(told.edges[a, b].get("years", "")))))
        if years:
            told.edges[a, b].update(first_year=years[0], last_year=years[-1])
    return told


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


#: The formats by name; each writes a network in the colours given.
FORMATS: Mapping[str, Callable[["nx.Graph[str]", Colour | None], bytes]] = MappingProxyType(
    {
        "graphml": lambda graph, colour: to_graphml(graph, colour=colour),
        "gexf": lambda graph, colour: to_gexf(graph, colour=colour),
        "csv": lambda graph, _: to_csv(graph),
    }
)
