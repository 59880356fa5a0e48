"""The fields that organisations work in: majors, what they are directions of, printed categories.

Each field of an organisation rests on facts, so that it can be shown, or left out with them.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log

import pyoxigraph as ox

from tvetgraph.graph.networks.asking import ask


@dataclass(frozen=True)
class Fields:
    """The facts behind each field of each organisation, and the fields' names (zh, en)."""

    of: Mapping[str, Mapping[str, frozenset[str]]]
    names: Mapping[str, tuple[str, str]]

    def without(self, facts: Collection[str]) -> "Fields":
        """Leave out the fields that only these facts tell of."""
        hidden = frozenset(facts)
        kept = {
            organisation: {field: left for field, by in found.items() if (left := by - hidden)}
            for organisation, found in self.of.items()
        }
        return Fields(kept, self.names)

    def shared(self, a: str, b: str) -> frozenset[str]:
        """Give the fields that two organisations share."""
        return frozenset(self.of.get(a, {}).keys() & self.of.get(b, {}).keys())

    def likeness(self, a: str, b: str) -> float:
        """Compare two organisations by field, from 0 to 1: what they share over what they have.

        A field that n organisations work in counts 1 / ln(1 + n), so that a rare one says more.
        """
        first, second = self.of.get(a, {}), self.of.get(b, {})
        common = first.keys() & second.keys()
        if not common:
            return 0.0
        # fsum: the same to the last digit in whatever order.
        weigh = self._weights.__getitem__
        return fsum(map(weigh, common)) / fsum(map(weigh, first.keys() | second.keys()))

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        usage = Counter(field for found in self.of.values() for field in found)
        return {field: 1 / log(1 + n) for field, n in usage.items()}


def read_fields(store: ox.Store) -> Fields:
    """Read the fields of every organisation that a fact names with a major."""
    names: dict[str, tuple[str, str]] = {}
    of_major: dict[str, set[str]] = {}
    for major, field, zh, en in ask(store, "fields"):
        names[field] = (zh, en)
        of_major.setdefault(major, set()).add(field)
    found: dict[str, dict[str, set[str]]] = {}
    for organisation, major, fact in ask(store, "majors"):
        fields = found.setdefault(organisation, {})
        for field in of_major.get(major, ()):
            fields.setdefault(field, set()).add(fact)
    frozen = {
        organisation: {field: frozenset(by) for field, by in sorted(fields.items())}
        for organisation, fields in found.items()
    }
    return Fields(frozen, names)
