"""Networks of organisations, made on purpose, and what can be measured on them.

`kinds` makes them, the other modules measure them; nothing here changes a store, draws or writes.
"""

from tvetgraph.graph.networks.communities import SEED, communities, stability
from tvetgraph.graph.networks.kinds import NETWORKS, NetworkKind, make_network, network_kind
from tvetgraph.graph.networks.measures import Measure, components, measures

__all__ = [
    "NETWORKS",
    "SEED",
    "Measure",
    "NetworkKind",
    "communities",
    "components",
    "make_network",
    "measures",
    "network_kind",
    "stability",
]
