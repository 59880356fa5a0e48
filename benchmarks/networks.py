"""How many times faster networkit measures a network than networkx, both in one run.

python benchmarks/networks.py [NODES]: a network of so many nodes (2000 by default) with four edges
a node, most of them to the best connected, as partner networks have them. Each measure is taken by
turns three times; the ratio of the medians is printed. Copying into networkit counts as its time.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any, cast

import networkx as nx

from tvetgraph.graph.networks.engine import Engine, find_engine

ROUNDS = 3
SEED = 20201122
Measure = Callable[[Engine, "nx.Graph[int]"], object]
MEASURES: dict[str, Measure] = {
    "betweenness": lambda engine, graph: engine.betweenness(graph),
    "communities": lambda engine, graph: engine.communities(graph, SEED),
}


def main() -> None:
    """Print a line for each measure: the ratio, and both medians in milliseconds."""
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    graph: nx.Graph[int] = cast("Any", nx).barabasi_albert_graph(nodes, 4, seed=SEED)
    for edge in graph.edges:
        graph.edges[edge]["weight"] = 1
    slow, fast = find_engine(), find_engine("networkit")
    print(f"{len(graph)} nodes, {graph.number_of_edges()} edges")  # noqa: T201
    for name, measure in MEASURES.items():
        measure(fast, graph)  # networkit loads at its first call
        taken = [(_time(measure, slow, graph), _time(measure, fast, graph)) for _ in range(ROUNDS)]
        theirs, ours = (median(times) for times in zip(*taken, strict=True))
        told = f"{1000 * theirs:.0f} ms / {1000 * ours:.1f} ms"
        print(f"{name}: {theirs / ours:.0f} times ({told})")  # noqa: T201


def _time(measure: Measure, engine: Engine, graph: "nx.Graph[int]") -> float:
    start = perf_counter()
    measure(engine, graph)
    return perf_counter() - start


if __name__ == "__main__":
    main()
