"""SELECT questions of the graph layer's own, answered as rows of plain text.

The one way in which this layer asks a store by SPARQL; what users may ask lives in queries/.
"""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from tvetgraph.ontology import PREFIXES


def select(store: ox.Store, text: str) -> Iterator[Mapping[str, str]]:
    """Ask the union of a store's graphs; each row by column, unbound columns as ""."""
    answer = store.query(text, use_default_graph_as_union=True, prefixes=dict(PREFIXES))
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query answers with solutions")
    columns = [variable.value for variable in answer.variables]
    for solution in answer:
        terms = (solution[column] for column in columns)
        yield dict(zip(columns, ("" if t is None else t.value for t in terms), strict=True))
