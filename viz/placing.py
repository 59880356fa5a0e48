"""Where the nodes of a picture stand: around a hub, in columns, or by stress, as suits it.

Chooses among the layouts; it must not compute one.
"""

from collections.abc import Mapping

from tvetgraph.viz import layout
from tvetgraph.viz.picture import Picture


def places(picture: Picture, *, aspect: float) -> tuple[layout.Places, Mapping[str, str]]:
    """Place the nodes; where names belong on one side of them, say on which."""
    graph, hub = picture.graph(), picture.hub()
    if hub is not None:
        found = layout.fan(hub, picture.around(hub), aspect=aspect)
        return found, {n: "left" if x < 0 else "right" for n, (x, _) in found.items() if n != hub}
    columns = layout.columns(graph, aspect=aspect) if picture.is_directed() else None
    if columns is not None:
        first = min(x for x, _ in columns.values())
        return columns, {n: "left" if x == first else "right" for n, (x, _) in columns.items()}
    return layout.positions(graph.to_undirected(), aspect=aspect), {}
