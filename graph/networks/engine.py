"""What reckons on a network: networkx, one of its backends, or networkit where speed matters.

Works on graphs whose nodes are numbers from 0, so that no engine meets a name and every one counts
in the same order. It must not know what the nodes stand for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast

import networkx as nx

from tvetgraph.loaders.errors import QueryError

#: The names of the two engines that need no backend.
NETWORKX, FAST = "networkx", "networkit"
# The stubs of networkx leave most results open.
_nx: Any = nx


class Engine(Protocol):
    """The measures that an engine reckons, by node number."""

    def betweenness(self, graph: "nx.Graph[int]") -> Mapping[int, float]:
        """Give the share of all shortest paths (edges count 1) that pass through each node."""
        ...

    def constraint(self, graph: "nx.Graph[int]") -> Mapping[int, float]:
        """Give Burt's constraint by weight; nan for a node without neighbours."""
        ...

    def core(self, graph: "nx.Graph[int]") -> Mapping[int, int]:
        """Give the largest k of a k-core that holds each node."""
        ...

    def components(self, graph: "nx.Graph[int]") -> list[set[int]]:
        """List the connected components, in any order."""
        ...

    def communities(self, graph: "nx.Graph[int]", seed: int) -> list[set[int]]:
        """List communities by modularity on the weights; the same seed, the same ones."""
        ...


@dataclass(frozen=True)
class Networkx:
    """networkx itself, or whatever backend of that name its dispatch finds."""

    backend: str = ""

    def betweenness(self, graph: "nx.Graph[int]") -> Mapping[int, float]:
        """Give the share of all shortest paths that pass through each node."""
        return dict(self._call("betweenness_centrality", graph))

    def constraint(self, graph: "nx.Graph[int]") -> Mapping[int, float]:
        """Give Burt's constraint by weight."""
        return dict(self._call("constraint", graph, weight="weight"))

    def core(self, graph: "nx.Graph[int]") -> Mapping[int, int]:
        """Give the largest k of a k-core that holds each node."""
        return dict(self._call("core_number", graph))

    def components(self, graph: "nx.Graph[int]") -> list[set[int]]:
        """List the connected components."""
        return list(self._call("connected_components", graph))

    def communities(self, graph: "nx.Graph[int]", seed: int) -> list[set[int]]:
        """List Louvain communities."""
        return list(self._call("community.louvain_communities", graph, seed=seed))

    def _call(self, name: str, graph: "nx.Graph[int]", **settings: object) -> Any:  # noqa: ANN401
        function = _nx
        for part in name.split("."):
            function = getattr(function, part)
        if self.backend:
            settings["backend"] = self.backend
        try:
            return function(graph, **settings)
        except NotImplementedError as error:
            raise QueryError(
                problem=f"后端 {self.backend} 没有实现这一量度"
                f" / the backend {self.backend} does not implement {name.rpartition('.')[2]}",
                remedy=f"请去掉 --backend 或换一个 / leave --backend out or use {FAST}",
            ) from error


class Networkit(Networkx):
    """networkit where networkx is slow: betweenness, and communities by its own algorithm (PLM).

    The rest takes networkx less time than copying the network would.
    """

    def betweenness(self, graph: "nx.Graph[int]") -> Mapping[int, float]:
        """Give the share of all shortest paths that pass through each node."""
        nk, copied = _networkit(graph)
        scores: list[float] = nk.centrality.Betweenness(copied, normalized=True).run().scores()
        return dict(enumerate(scores))

    def communities(self, graph: "nx.Graph[int]", seed: int) -> list[set[int]]:
        """List communities by parallel Louvain, on one thread so that the seed decides."""
        nk, copied = _networkit(graph, weight="weight")
        threads = nk.getMaxNumberOfThreads()
        nk.setNumberOfThreads(1)
        nk.setSeed(seed=seed, useThreadId=False)
        partition = nk.community.PLM(copied, refine=True).run().getPartition()
        nk.setNumberOfThreads(threads)
        return [set(partition.getMembers(i)) for i in sorted(partition.getSubsetIds())]


def find_engine(name: str = "") -> Engine:
    """Find an engine: networkx, networkit or an installed networkx backend.

    Raises QueryError where it is not installed.
    """
    if name in {"", NETWORKX}:
        return Networkx()
    if name == FAST:
        if find_spec(FAST) is None:
            remedy = "请安装 / install it: pip install tvetgraph[fast]"
            raise QueryError(problem="未安装 networkit / networkit is not installed", remedy=remedy)
        return Networkit()
    installed = _backends()
    if name not in installed:
        raise QueryError(
            problem=f"未安装名为“{name}”的 networkx 后端"
            f" / no networkx backend called {name} is installed",
            remedy=f"可用 / use {', '.join((NETWORKX, FAST, *installed))}",
        )
    return Networkx(name)


def _backends() -> tuple[str, ...]:
    """List the backends that networkx's own dispatch has found."""
    found: Mapping[str, object] = cast("Any", nx).utils.backends.backends
    return tuple(sorted(set(found) - {NETWORKX}))


def _networkit(graph: "nx.Graph[int]", *, weight: str = "") -> tuple[Any, Any]:
    nk = cast("Any", import_module(FAST))  # an extra, and slow to load
    copied = nk.Graph(graph.number_of_nodes(), weighted=bool(weight))
    for a, b in graph.edges:
        copied.addEdge(a, b, float(graph.edges[a, b][weight]) if weight else 1.0)
    return nk, copied
