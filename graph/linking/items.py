"""An entry of other people's data, as far as linking looks at it.

Made of flat rows (item, property, value), the same from an endpoint, a dump or a table. This module
must not ask anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

ENTITY = "http://www.wikidata.org/entity/"
DIRECT = "http://www.wikidata.org/prop/direct/"
ROR = "https://ror.org/"
GEONAMES = "https://sws.geonames.org/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
REDIRECT = "http://www.w3.org/2002/07/owl#sameAs"
# Wikidata's properties; each was seen in use where the research on identifiers says so.
TYPE, COUNTRY, WITHIN, SEAT = "P31", "P17", "P131", "P159"
ISO, GBT, GEONAME, RORID = "P297", "P442", "P1566", "P6782"
WEBSITE, FOUNDED, ENDED = "P856", "P571", "P576"
REPLACES, REPLACED_BY = "P1365", "P1366"
OWN_PROPERTIES = (
    ISO, GBT, GEONAME, RORID, WEBSITE, FOUNDED, ENDED, REPLACES, REPLACED_BY,
)  # fmt: skip
# No property: what an entry is linked to already, and what a ROR record names as its item.
QID = "wikidata"
CODES = (ISO, GBT, GEONAME, RORID, QID)
# What is asked of an item's neighbours: the labels of its types, the codes of where it is.
STEPS = ((TYPE, LABEL), (COUNTRY, ISO), (WITHIN, GBT), (SEAT, GBT))


@dataclass(frozen=True)
class Fact:
    """One row: what an item is said to have, by a property or by two in a row."""

    item: str
    property: str
    value: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A candidate: names as (text, language), codes by property, years, where it is."""

    iri: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    websites: frozenset[str] = frozenset()
    founded: frozenset[int] = frozenset()
    ended: frozenset[int] = frozenset()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    redirect: str = ""

    @property
    def label(self) -> str:
        """Choose the label to show: Chinese first, then English, then any, then the id."""
        by_language = sorted(self.labels, key=lambda pair: (_rank(pair[1]), pair[1], pair[0]))
        return by_language[0][0] if by_language else self.iri.rpartition("/")[2]


def _rank(language: str) -> int:
    ranks = ("zh-hans", "zh-cn", "zh", "zh-hant", "zh-tw", "zh-hk", "en")
    return ranks.index(language) if language in ranks else len(ranks)


def to_items(facts: Iterable[Fact]) -> Mapping[str, Item]:
    """Gather rows into items, by IRI, sorted."""
    rows: dict[str, set[Fact]] = defaultdict(set)
    for fact in facts:
        rows[fact.item].add(fact)
    return {iri: _item(iri, rows[iri]) for iri in sorted(rows)}


def _item(iri: str, facts: set[Fact]) -> Item:
    values: dict[str, list[str]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (f.property, f.value)):
        values[fact.property].append(fact.value)
    if iri.startswith(ENTITY):
        values[QID].append(iri)
    if iri.startswith(ROR):
        values[RORID].append(iri)
    if iri.startswith(GEONAMES):
        values[GEONAME].append(iri)
    own = {name: tuple(plain_code(name, v) for v in values[name]) for name in CODES if values[name]}
    places = (*values[WITHIN], *values[SEAT], *values[GBT])
    return Item(
        iri=iri,
        labels=_named(facts, LABEL),
        aliases=_named(facts, ALIAS),
        types=tuple(dict.fromkeys(values[TYPE])),
        countries=frozenset(values[COUNTRY]) | frozenset(values[ISO]),
        areas=frozenset(plain_code(GBT, code) for code in places),
        codes=own,
        websites=frozenset(map(host, values[WEBSITE])) - {""},
        founded=frozenset(_years(values[FOUNDED])),
        ended=frozenset(_years(values[ENDED])),
        replaces=tuple(values[REPLACES]),
        replaced_by=tuple(values[REPLACED_BY]),
        redirect=values[REDIRECT][0] if values[REDIRECT] else "",
    )


def _named(facts: set[Fact], what: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((f.value, f.language) for f in facts if f.property == what))


def _years(values: Iterable[str]) -> Iterator[int]:
    for value in values:
        year = value.removeprefix("+").partition("-")[0]
        if year.isdecimal():
            yield int(year)


def plain_code(name: str, value: str) -> str:
    """Write a code as it is compared: P442 without spaces and cut at its level, others bare."""
    if name == GBT:
        digits = "".join(value.split())[:6]
        while len(digits) > 2 and digits.endswith("00"):
            digits = digits[:-2]
        return digits
    for namespace in (ENTITY, ROR, GEONAMES):
        value = value.removeprefix(namespace)
    return value.strip().rstrip("/")


def host(address: str) -> str:
    """Take the host of a web address, without www."""
    place = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return place.removeprefix("www.")
