"""Things that only their names identify: indicators, competitions, certificates and the like.

They are met while facts are mapped and stated once, after all of them. The same name is the same
thing, however its brackets and spaces are printed; this module must not resolve any other name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib.namespace import RDF, SKOS

from tvetgraph.graph.entities import names
from tvetgraph.graph.iris import Iris
from tvetgraph.graph.terms import Node, Statement, Term, node
from tvetgraph.ontology import TVET

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass
class _Thing:
    cls: str
    forms: set[str] = field(default_factory=set[str])
    aliases: set[str] = field(default_factory=set[str])
    more: set[tuple[Node, Term]] = field(default_factory=set[tuple[Node, Term]])


class NamedThings:
    """Collects named things; the order in which they come does not show in the statements."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self._things: dict[Node, _Thing] = {}

    def add(
        self,
        cls: str,
        name: str,
        *,
        path: str = "",
        aliases: Iterable[str] = (),
        more: Iterable[tuple[Node, Term]] = (),
    ) -> Node:
        """Name the thing of a class that bears a name; `more` is what else is true of it."""
        subject = self._iris.named(path or _HUMP.sub("-", cls).lower(), name)
        thing = self._things.setdefault(subject, _Thing(cls))
        thing.forms.add(name)
        thing.aliases.update(aliases)
        thing.more.update(more)
        return subject

    def statements(self) -> Iterator[Statement]:
        """State what has been collected so far."""
        for subject, thing in self._things.items():
            label, *others = sorted(thing.forms)
            yield subject, node(RDF.type), node(TVET[thing.cls])
            yield from names(subject, label, aliases=[*others, *sorted(thing.aliases)])
            for predicate, term in thing.more:
                yield subject, predicate, term


def under_scheme(scheme: Node) -> tuple[Node, Term]:
    """Say that a concept belongs to a scheme."""
    return node(SKOS.inScheme), scheme
