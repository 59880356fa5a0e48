"""All networks of a store with their measures and fields, read once for pages that need all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tvetgraph.graph.networks.asking import Description, describe
from tvetgraph.graph.networks.communities import SEED
from tvetgraph.graph.networks.fields import Fields, read_fields
from tvetgraph.graph.networks.kinds import NETWORKS, make_network, peers_of
from tvetgraph.graph.networks.measures import Measure, measures
from tvetgraph.graph.networks.suggestions import Peer, find_peers

if TYPE_CHECKING:
    import networkx as nx

#: The network whose ties are the partners that pages speak of.
PARTNERS = "partners"


@dataclass(frozen=True)
class System:
    """The networks by name, the measures of each by node, the fields, and who everyone is."""

    graphs: Mapping[str, "nx.Graph[str]"]
    measured: Mapping[str, Mapping[str, Measure]]
    fields: Fields
    known: Mapping[str, Description]

    @property
    def partners(self) -> "nx.Graph[str]":
        """Give the partner network."""
        return self.graphs[PARTNERS]

    def peers(self, node: str) -> tuple[Peer, ...]:
        """List those like the node; of a school schools, of any other those of its own kind.

        A node that is not in the partner network is compared by its fields alone.
        """
        graph, kind = self.partners, self.known[node]["kind"]
        if node not in graph:
            graph = graph.copy()
            graph.add_node(node, **self.known[node])
        return find_peers(graph, node, askers=peers_of(kind), fields=self.fields)


def read_system(store: ox.Store, *, seed: int = SEED) -> System:
    """Make and measure every network of a store."""
    graphs = {name: make_network(store, name) for name in NETWORKS}
    measured = {
        name: {measure.node: measure for measure in measures(graph, seed=seed)}
        for name, graph in graphs.items()
    }
    return System(graphs, measured, read_fields(store), describe(store))
