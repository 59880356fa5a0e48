"""The direct layer: what follows from the facts by the CONSTRUCT queries in rules/.

Every rule reads the facts only, never what another rule made, so their order does not matter.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import pyoxigraph as ox

from tvetgraph.graph.terms import Statement


@cache
def rules() -> Mapping[str, str]:
    """Read the rules, by name."""
    folder = files(__name__.rpartition(".")[0]).joinpath("rules")
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    named = {p.name.removesuffix(".rq"): p.read_text("utf-8") for p in paths if ".rq" in p.name}
    return MappingProxyType(named)


def derive(store: ox.Store) -> frozenset[Statement]:
    """Give all that the rules make of a store's graphs; the store stays as it is."""
    return frozenset(statement for text in rules().values() for statement in apply(store, text))


def apply(store: ox.Store, rule: str) -> Iterator[Statement]:
    """Give what one rule makes of a store's graphs."""
    answer = store.query(rule, use_default_graph_as_union=True)
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError("a rule is a CONSTRUCT query")
    for triple in answer:
        subject, term = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or isinstance(term, (ox.BlankNode, ox.Triple)):
            raise TypeError(f"a rule must not make blank nodes: {triple}")
        yield subject, triple.predicate, term
