"""What a name at either end of a route stands for: an organisation, a major, or a field of majors.

A name must stand for one thing; one that stands for none or for several is refused with the
nearest names. It must not guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from tvetgraph.graph.selecting import select
from tvetgraph.loaders.errors import QueryError

ORGANISATION = "organisation"
MAJOR = "major"
FIELD = "field"

_NAMES = """\
SELECT DISTINCT ?thing ?is_major ?label ?preferred
WHERE {
  {
    ?thing a/rdfs:subClassOf* tvet:Organization .
    BIND(false AS ?is_major)
  } UNION {
    ?thing a tvet:Major .
    BIND(true AS ?is_major)
  }
  ?thing skos:prefLabel|skos:altLabel ?name .
  BIND(STR(?name) AS ?label)
  BIND(EXISTS { ?thing skos:prefLabel ?name } AS ?preferred)
}
"""
_BROADER = "SELECT DISTINCT ?major ?broader WHERE { ?major a tvet:Major ; skos:broader ?broader }"
_FIELDS = """\
SELECT DISTINCT ?category ?major
WHERE {
  ?offering a tvet:Offering ;
    tvet:category ?category ;
    tvet:major ?major .
}
"""
_NEAR = 3
_ALIKE = 60


@dataclass(frozen=True)
class Named:
    """What a name stands for: its kind, and the IRIs of the organisation or of the majors."""

    name: str
    kind: str
    iris: frozenset[str]


@dataclass(frozen=True)
class _Names:
    """All names by what they stand for; a field's name stands for its majors."""

    organisations: Mapping[str, frozenset[str]]
    majors: Mapping[str, frozenset[str]]
    fields: Mapping[str, frozenset[str]]
    narrower: Mapping[str, frozenset[str]]


def find_named(store: ox.Store, name: str, *, kinds: Sequence[str] = ()) -> Named:
    """Find what a name stands for, among all kinds or those given.

    A major stands for its directions as well. Raise QueryError if nothing or more than one thing
    bears the name.
    """
    names = _read(store)
    tables = {ORGANISATION: names.organisations, MAJOR: names.majors, FIELD: names.fields}
    wanted = {kind: tables[kind] for kind in kinds or tables}
    text = name.strip()
    found = {kind: table[text] for kind, table in wanted.items() if text in table}
    if not found:
        raise _unknown(text, wanted.values())
    kind = next(iter(found))
    if len(found) > 1 or (kind != FIELD and len(found[kind]) > 1):
        raise _ambiguous(text, found)
    iris = found[kind]
    return Named(text, kind, iris if kind == ORGANISATION else _with_directions(iris, names))


def _read(store: ox.Store) -> _Names:
    tables: dict[str, dict[str, set[str]]] = {"true": defaultdict(set), "false": defaultdict(set)}
    for row in select(store, _NAMES):
        tables[row["is_major"]][row["label"]].add(row["thing"])
    fields: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _FIELDS):
        fields[row["category"]].add(row["major"])
    narrower: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _BROADER):
        narrower[row["broader"]].add(row["major"])
    return _Names(*map(_frozen, (tables["false"], tables["true"], fields, narrower)))


def _frozen(table: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(iris) for name, iris in table.items()}


def _with_directions(majors: frozenset[str], names: _Names) -> frozenset[str]:
    found, fresh = set(majors), set(majors)
    while fresh:
        fresh = {it for major in fresh for it in names.narrower.get(major, ())} - found
        found |= fresh
    return frozenset(found)


def _unknown(name: str, tables: Iterable[Mapping[str, frozenset[str]]]) -> QueryError:
    known = sorted({known for table in tables for known in table})
    near = [it for it in known if name and name in it][:_NEAR]
    alike = process.extract(name, known, scorer=fuzz.ratio, limit=_NEAR, score_cutoff=_ALIKE)
    near = list(dict.fromkeys((*(it[0] for it in alike), *near)))[:_NEAR]
    return QueryError(
        problem=f"没有学校、专业或专业类叫“{name}” / no school, major or field is called {name}",
        remedy=f"最接近的 / nearest: {', '.join(near)}" if near else "请写全名 / write it whole",
    )


def _ambiguous(name: str, found: Mapping[str, Iterable[str]]) -> QueryError:
    bearers = ", ".join(sorted(iri for iris in found.values() for iri in iris))
    return QueryError(
        problem=f"“{name}”不只指一个对象 / {name} stands for more than one thing: {bearers}",
        remedy="请写全名 / write the full name",
    )
