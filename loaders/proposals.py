"""Entries proposed for names that the authority files do not know yet.

Each unknown name becomes an entry of its own, so that a new report can be built at once and a
person can put right what is one and the same. This module must never merge two names.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from tvetgraph.loaders.districts import Districts
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.loaders.records import Fact
from tvetgraph.loaders.registry import Authority, Major, Organisation, Place, by_id, name_key
from tvetgraph.loaders.shapes import SHAPES
from tvetgraph.loaders.slugs import unique_slug
from tvetgraph.loaders.values import names_of

NOTE = "proposed"
_BRACKET = re.compile(r"\([^()]*\)$")

Found = dict[str, tuple[str, set[str]]]  # by name_key: printed form, columns
Endings = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Shapes:
    """How a name's ending and the columns it stands in tell its class."""

    endings: Endings
    columns: Mapping[str, str]
    foreign_columns: frozenset[str]
    foreign_schools: frozenset[str]
    places: Endings


def _read_shapes() -> _Shapes:
    text = files("tvetgraph.loaders").joinpath("name_shapes.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return _Shapes(
        endings=_longest_first(tables["endings"]),
        columns=tables["columns"],
        foreign_columns=frozenset(tables["foreign"]["columns"]),
        foreign_schools=frozenset(tables["foreign"]["schools"]),
        places=_longest_first(tables["places"]),
    )


def _longest_first(table: Mapping[str, list[str]]) -> Endings:
    pairs = [(ending, cls) for cls, endings in table.items() for ending in endings]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


_SHAPES = _read_shapes()


def propose(
    facts: Iterable[Fact], authority: Authority, *, places: Iterable[str] = ()
) -> Authority:
    """Propose one entry for each name of facts and places that no entry of the authority goes by.

    An ambiguous name gets none. The answer holds the new entries only; their ids are free in the
    authority and do not depend on the order of the facts.
    """
    organisations: Found = {}
    majors: Found = {}
    regions: Found = {}
    for fact in facts:
        for name, cell in fact.values.items():
            column = KINDS[fact.kind].column(name)
            if column is not None:
                named = names_of(column.type, cell)
                role = f"{fact.kind}.{name}"
                _note(named.organisations, role, organisations)
                bodies = [it for it in named.actors if not authority.place_names.candidates(it)]
                _note(bodies, role, organisations)
                _note(named.majors, role, majors)
                _note(named.places, role, regions)
    _note(places, "report.region", regions)
    return Authority(
        organisations=_organisations(organisations, authority),
        majors=_majors(majors, authority),
        places=_places(regions, authority),
    )


def _note(names: Iterable[str], role: str, found: Found) -> None:
    """Keep the shortest printed form of each name, and every column it stands in."""
    for name in filter(name_key, names):
        printed, roles = found.get(name_key(name), (name, set()))
        shortest = min(printed, name, key=lambda text: (len(text), text))
        found[name_key(name)] = shortest, roles | {role}


def _unknown(
    found: Found, knows: Callable[[str], object], taken: Iterable[str]
) -> Iterable[tuple[str, str, set[str]]]:
    """Give each unknown name an id, in the order of the names."""
    ids = set(taken)
    for key in sorted(found):
        if not knows(key):
            printed, roles = found[key]
            identity = unique_slug(printed, ids)
            ids.add(identity)
            yield identity, printed, roles


def _organisations(found: Found, authority: Authority) -> Mapping[str, Organisation]:
    knows = authority.organisation_names.candidates
    new = by_id(
        Organisation(identity, organisation_class(name, roles), name, note=NOTE)
        for identity, name, roles in _unknown(found, knows, authority.organisations)
    )
    districts = Districts(authority.places)
    return by_id(replace(org, district=districts.told(org.name, org.cls)) for org in new.values())


def _majors(found: Found, authority: Authority) -> Mapping[str, Major]:
    knows = authority.major_names.candidates
    new = by_id(
        Major(identity, name, note=NOTE)
        for identity, name, _ in _unknown(found, knows, authority.majors)
    )
    known = authority.merged(Authority(majors=new))
    return by_id(replace(major, broader=_broader(major, known)) for major in new.values())


def _broader(major: Major, known: Authority) -> str:
    """Find the major that a name such as 物流管理（冷链方向） is a direction of."""
    key = name_key(major.name)
    whole = known.major_names.candidates(_BRACKET.sub("", key))
    return whole[0].id if len(whole) == 1 and whole[0].id != major.id else ""


def _places(found: Found, authority: Authority) -> Mapping[str, Place]:
    knows = authority.place_names.candidates
    return by_id(
        Place(identity, place_class(name, roles), name, note=NOTE)
        for identity, name, roles in _unknown(found, knows, authority.places)
    )


def organisation_class(name: str, roles: Iterable[str]) -> str:
    """Guess an organisation's class from its name's ending, then from the columns it stands in.

    A school whose name begins with a country is a foreign one.
    """
    told = _by_ending(name, _SHAPES.endings)
    abroad = name.startswith(tuple(SHAPES.countries)) and told in _SHAPES.foreign_schools
    partner = not _SHAPES.foreign_columns.isdisjoint(roles)
    if abroad or (partner and told in ("", *_SHAPES.foreign_schools)):
        return "ForeignInstitution"
    columns = [_SHAPES.columns[role] for role in sorted(roles) if role in _SHAPES.columns]
    return told or next(iter(columns), "Organization")


def place_class(name: str, roles: Iterable[str]) -> str:
    """Guess a place's class from its name's ending; without one a `country` column decides."""
    named_country = any(role.endswith(".country") for role in roles)
    return _by_ending(name, _SHAPES.places) or ("Country" if named_country else "Place")


def _by_ending(name: str, endings: Endings) -> str:
    bare = _BRACKET.sub("", name_key(name))
    return next((cls for ending, cls in endings if bare.endswith(ending)), "")
