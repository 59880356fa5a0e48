"""Where candidates come from: whoever answers SPARQL, or rows of a table in memory.

Both answer the same three questions. This module must not compare names beyond finding them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from tvetgraph.graph.linking.items import (
    ALIAS,
    CODES,
    ENTITY,
    GEONAMES,
    LABEL,
    ROR,
    Fact,
    plain_code,
    to_items,
)
from tvetgraph.queries.linking import asking
from tvetgraph.queries.linking.askers import Asker

Code = tuple[str, str]


class Source(Protocol):
    """Data in which items are found by code and by name, and described."""

    def with_codes(self, codes: Iterable[Code]) -> Iterator[tuple[str, Code]]:
        """Yield (item, code) for each code, as (property, plain code), that an item bears."""
        ...

    def with_names(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (item, name) for each name that an item bears."""
        ...

    def facts(self, iris: Iterable[str]) -> Iterator[Fact]:
        """Yield what is said of items."""
        ...


def is_item(iri: str) -> bool:
    """Tell whether an IRI is that of a thing in Wikidata, ROR or GeoNames."""
    return iri.startswith((f"{ENTITY}Q", ROR, GEONAMES))


@dataclass(frozen=True)
class Sparql:
    """Data in Wikidata's shape behind whoever answers SPARQL."""

    asker: Asker

    def with_codes(self, codes: Iterable[Code]) -> Iterator[tuple[str, Code]]:
        """Yield (item, code) for each code, as (property, plain code), that an item bears."""
        wanted = sorted(set(codes))
        yield from ((item, code) for code in wanted if (item := asking.item_of(code)))
        for item, name, value in asking.having_codes(self.asker, wanted):
            if is_item(item):
                yield item, (name, plain_code(name, value))

    def with_names(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (item, name) for each name that an item bears."""
        found = asking.having_names(self.asker, sorted(set(names)))
        yield from ((item, name) for item, name in found if is_item(item))

    def facts(self, iris: Iterable[str]) -> Iterator[Fact]:
        """Yield what is said of items."""
        yield from asking.describe(self.asker, iris)


@dataclass(frozen=True)
class Table:
    """Rows in memory, as a CSV, a ROR dump or a GeoNames table gives them."""

    rows: tuple[Fact, ...]

    @cached_property
    def _by_code(self) -> dict[Code, set[str]]:
        found: dict[Code, set[str]] = defaultdict(set)
        for item in to_items(self.rows).values():
            for name in CODES:
                for value in item.codes.get(name, ()):
                    found[name, value].add(item.iri)
        return found

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.rows:
            if fact.property in {LABEL, ALIAS}:
                found[fact.value].add(fact.item)
        return found

    @cached_property
    def _by_item(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.rows:
            found[fact.item].append(fact)
        return found

    def with_codes(self, codes: Iterable[Code]) -> Iterator[tuple[str, Code]]:
        """Yield (item, code) for each code, as (property, plain code), that an item bears."""
        for code in sorted(set(codes)):
            yield from ((item, code) for item in sorted(self._by_code.get(code, ())))

    def with_names(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (item, name) for each name that an item bears."""
        for name in sorted(set(names)):
            yield from ((item, name) for item in sorted(self._by_name.get(name, ())))

    def facts(self, iris: Iterable[str]) -> Iterator[Fact]:
        """Yield what is said of items."""
        for iri in sorted(set(iris)):
            yield from self._by_item.get(iri, ())


@dataclass(frozen=True)
class Several:
    """Several sources as one."""

    parts: tuple[Source, ...]

    def with_codes(self, codes: Iterable[Code]) -> Iterator[tuple[str, Code]]:
        """Yield (item, code) from every part."""
        wanted = tuple(codes)
        return (found for part in self.parts for found in part.with_codes(wanted))

    def with_names(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (item, name) from every part."""
        wanted = tuple(names)
        return (found for part in self.parts for found in part.with_names(wanted))

    def facts(self, iris: Iterable[str]) -> Iterator[Fact]:
        """Yield what every part says of items."""
        wanted = tuple(iris)
        return (fact for part in self.parts for fact in part.facts(wanted))
