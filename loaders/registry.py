"""Who is who: organisations, majors and places, and the names that stand for them.

A name stands for an entry only if it is written in an authority file. This module must never match
names by likeness and must not read files.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Generic, TypeVar

from tvetgraph.loaders.errors import AmbiguousName, AuthorityError, UnknownName, raise_problems

ORGANISATION_CLASSES = (
    "Organization",
    "SecondaryVocationalSchool",
    "HigherVocationalCollege",
    "University",
    "ForeignInstitution",
    "ForeignBody",
    "GovernmentBody",
    "Enterprise",
    "PublicEmployer",
    "EducationGroup",
    "Alliance",
)
PLACE_CLASSES = ("Country", "Province", "Prefecture", "County", "District", "Place")
ALIAS_KINDS = ("organisation", "major", "place")

_SIGNS = (("(", "[{〔〖【"), (")", "]}〕〗】"), ('"', "“”„‟‘’'「」『』〝〞"))
_UNIFIED = str.maketrans({mark: sign for sign, marks in _SIGNS for mark in marks})


def name_key(name: str) -> str:
    """Write a name as it is compared: NFKC, no white space, one kind of bracket and quote."""
    plain = unicodedata.normalize("NFKC", name).translate(_UNIFIED)
    bare = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    # An accent can meet its letter only now: NFKC writes a lone accent behind a space.
    return unicodedata.normalize("NFKC", bare)


@dataclass(frozen=True)
class Organisation:
    """An organisation: `cls` names its ontology class, district and parent are ids."""

    id: str
    cls: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    district: str = ""
    parent: str = ""
    note: str = ""
    origin: str = field(default="", compare=False)


@dataclass(frozen=True)
class Major:
    """A major: `broader` is the id of the major this one is a direction of."""

    id: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    broader: str = ""
    note: str = ""
    origin: str = field(default="", compare=False)


@dataclass(frozen=True)
class Place:
    """A country or region: `parent` is the id of the place that holds it."""

    id: str
    cls: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    gbt2260: str = ""
    iso3166: str = ""
    note: str = ""
    origin: str = field(default="", compare=False)


@dataclass(frozen=True)
class ForbiddenMerge:
    """Two names that look alike and must not stand for the same organisation."""

    name_a: str
    name_b: str
    reason: str
    origin: str = field(default="", compare=False)


AnyEntry = TypeVar("AnyEntry", Organisation, Major, Place)


@dataclass(frozen=True)
class Alias:
    """A decision that a printed name stands for an entry; `what` is one of ALIAS_KINDS."""

    name: str
    what: str
    id: str
    certainty: str
    reason: str
    origin: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes two rows the same decision."""
        return self.what, self.id, name_key(self.name)


def all_names(entry: Organisation | Major | Place) -> tuple[str, ...]:
    """List the Chinese names an entry goes by, the canonical one first."""
    return (entry.name, *entry.aliases)


class Names(Generic[AnyEntry]):
    """The entries of one authority file by the names they go by."""

    def __init__(self, what: tuple[str, str], file: str, entries: Iterable[AnyEntry]) -> None:
        self._zh, self._en = what
        self._file = file
        self._entries: dict[str, dict[str, AnyEntry]] = defaultdict(dict)
        self._printed: dict[str, str] = {}
        for entry in entries:
            for name in all_names(entry):
                self._entries[name_key(name)][entry.id] = entry
                self._printed.setdefault(name_key(name), name)

    def candidates(self, name: str) -> tuple[AnyEntry, ...]:
        """List the entries that go by a name, sorted by id."""
        found = self._entries.get(name_key(name), {})
        return tuple(found[identity] for identity in sorted(found))

    def resolve(self, name: str) -> AnyEntry:
        """Find the one entry that goes by a name; raise UnknownName or AmbiguousName."""
        found = self.candidates(name)
        if len(found) == 1:
            return found[0]
        if not found:
            problem = f"不认识的{self._zh} / unknown {self._en}: {name}"
            remedy = f"加入 {self._file} 或改正名称 / add it to {self._file} or correct the name"
            raise UnknownName(problem=problem, remedy=remedy, name=name)
        raise self._ambiguous(name, found)

    def ambiguous(self) -> Iterator[AmbiguousName]:
        """List the names that several entries go by and that so stand for none."""
        for key in sorted(self._entries):
            if len(self._entries[key]) > 1:
                yield self._ambiguous(self._printed[key], self.candidates(key))

    def _ambiguous(self, name: str, found: tuple[AnyEntry, ...]) -> AmbiguousName:
        ids = tuple(entry.id for entry in found)
        return AmbiguousName(
            problem=f"{self._zh}名有歧义 / ambiguous {self._en}: {name} ({', '.join(ids)})",
            remedy=f"只留一处 / keep it in one row of aliases.csv and {self._file}",
            name=name,
            candidates=ids,
        )


def by_id(entries: Iterable[AnyEntry]) -> Mapping[str, AnyEntry]:
    """Index entries by id, in the order of their ids."""
    return MappingProxyType({entry.id: entry for entry in sorted(entries, key=lambda e: e.id)})


@dataclass(frozen=True, kw_only=True)
class Authority:
    """All entries by id, why they go by their aliases, and the names that must never meet.

    `aliases` may hold decisions on entries that stand in another authority; `merged` applies them.
    """

    organisations: Mapping[str, Organisation] = field(default_factory=dict[str, Organisation])
    majors: Mapping[str, Major] = field(default_factory=dict[str, Major])
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])
    aliases: tuple[Alias, ...] = ()
    forbidden: tuple[ForbiddenMerge, ...] = ()

    def entries(self, what: str) -> Mapping[str, Organisation | Major | Place]:
        """Return the entries of one of ALIAS_KINDS by id."""
        return (self.organisations, self.majors, self.places)[ALIAS_KINDS.index(what)]

    @cached_property
    def organisation_names(self) -> Names[Organisation]:
        """Index the organisations by name."""
        what = ("机构", "organisation")
        return Names(what, "organisations.csv", self.organisations.values())

    @cached_property
    def major_names(self) -> Names[Major]:
        """Index the majors by name."""
        return Names(("专业", "major"), "majors.csv", self.majors.values())

    @cached_property
    def place_names(self) -> Names[Place]:
        """Index the places by name."""
        return Names(("地点", "place"), "places.csv", self.places.values())

    def organisation(self, name: str) -> Organisation:
        """Find the organisation of a name; raise UnknownName or AmbiguousName."""
        return self.organisation_names.resolve(name)

    def major(self, name: str) -> Major:
        """Find the major of a name; raise UnknownName or AmbiguousName."""
        return self.major_names.resolve(name)

    def place(self, name: str) -> Place:
        """Find the place of a name; raise UnknownName or AmbiguousName."""
        return self.place_names.resolve(name)

    def ambiguous(self) -> tuple[AmbiguousName, ...]:
        """List every name that resolves to nothing because several entries go by it."""
        indexes = (self.organisation_names, self.major_names, self.place_names)
        return tuple(error for index in indexes for error in index.ambiguous())

    def merged(self, other: "Authority") -> "Authority":
        """Add another authority's entries and aliases; raise Problems where the two disagree."""
        errors: list[AuthorityError] = []
        decided = {alias.key: alias for alias in (*other.aliases, *self.aliases)}
        aliases = tuple(sorted(decided.values(), key=lambda alias: alias.key))
        organisations = _merge(self.organisations, other.organisations, errors)
        majors = _merge(self.majors, other.majors, errors)
        places = _merge(self.places, other.places, errors)
        together = Authority(
            organisations=_named(organisations, "organisation", aliases),
            majors=_named(majors, "major", aliases),
            places=_named(places, "place", aliases),
            aliases=aliases,
            forbidden=tuple(dict.fromkeys(self.forbidden + other.forbidden)),
        )
        raise_problems([*errors, *merge_errors(together)])
        return together


def merge_errors(authority: Authority) -> Iterator[AuthorityError]:
    """List the organisations that carry two names which must not meet."""
    pairs = [(frozenset(map(name_key, (p.name_a, p.name_b))), p) for p in authority.forbidden]
    for entry in authority.organisations.values():
        keys = {name_key(name) for name in all_names(entry)}
        for pair in (pair for pair_keys, pair in pairs if pair_keys <= keys):
            who = f"{pair.name_a}, {pair.name_b} ({entry.id}): {pair.reason}"
            problem = f"不可合并 / must not be merged: {who}"
            remedy = f"删去别名 / remove an alias of {entry.id}"
            names = {name_key(pair.name_a), name_key(pair.name_b)}
            rows = (a for a in authority.aliases if a.id == entry.id and a.key[2] in names)
            origin = next((a.origin for a in rows if a.what == "organisation"), entry.origin)
            yield entry_error(origin, problem=problem, remedy=remedy)


def entry_error(origin: str, *, problem: str, remedy: str) -> AuthorityError:
    """Make the error of an entry that stands at "FILE:LINE"."""
    file, _, line = origin.rpartition(":")
    return AuthorityError(problem=problem, remedy=remedy, file=file, line=int(line or 0))


def _named(
    entries: Mapping[str, AnyEntry], what: str, aliases: Iterable[Alias]
) -> Mapping[str, AnyEntry]:
    """Give the entries the names that were decided to stand for them."""
    decided: dict[str, list[str]] = defaultdict(list)
    for alias in aliases:
        if alias.what == what:
            decided[alias.id].append(alias.name)
    return by_id(_also_named(entry, decided[entry.id]) for entry in entries.values())


def _also_named(entry: AnyEntry, names: list[str]) -> AnyEntry:
    return replace(entry, aliases=tuple(dict.fromkeys((*entry.aliases, *names))))


def _merge(
    first: Mapping[str, AnyEntry], second: Mapping[str, AnyEntry], errors: list[AuthorityError]
) -> Mapping[str, AnyEntry]:
    together = dict(first)
    for identity, entry in second.items():
        known = first.get(identity)
        together[identity] = entry if known is None else _joined(known, entry, errors)
    return by_id(together.values())


def _joined(known: AnyEntry, entry: AnyEntry, errors: list[AuthorityError]) -> AnyEntry:
    changes: dict[str, str] = {}
    for name in (f.name for f in fields(entry) if f.name not in ("aliases", "note", "origin")):
        old, new = str(getattr(known, name)), str(getattr(entry, name))
        if old and new and old != new:
            problem = f"{entry.id}: {name} 不一致 / two values: {old}, {new}"
            remedy = f"改成一致 / make it agree with {known.origin}"
            errors.append(entry_error(entry.origin, problem=problem, remedy=remedy))
        changes[name] = old or new
    notes = tuple(dict.fromkeys(note for note in (known.note, entry.note) if note))
    aliases = tuple(dict.fromkeys(known.aliases + entry.aliases))
    return replace(known, **changes, note="; ".join(notes), aliases=aliases)
