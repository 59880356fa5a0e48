"""Where an organisation lies, as far as its own name says so.

北京市昌平职业学校 and 昌平区教委 tell a district, 北京市商业学校 tells none. A firm may bear the
name of a place that it has left, so of firms and partners abroad nothing is told. This module must
not know any place that the authority files do not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tvetgraph.loaders.registry import Place, all_names, name_key

_SMALL = frozenset({"Prefecture", "County", "District"})
_TELLING = frozenset(
    {
        "SecondaryVocationalSchool",
        "HigherVocationalCollege",
        "University",
        "GovernmentBody",
        "PublicEmployer",
        "EducationGroup",
        "Organization",
    }
)
_ENDING = re.compile(r"(?P<stem>.+?)(?:自治[区州县旗]|地区|[省市县区盟旗])")
_CAMPUS = re.compile(r"(?P<head>.+)(?:分校|校区)")


@dataclass(frozen=True)
class _Form:
    """One way to write a place; one that is not `whole` lacks its ending."""

    text: str
    place: str
    whole: bool


@dataclass(frozen=True)
class Districts:
    """The places that names may begin with, by id."""

    places: Mapping[str, Place]

    def told(self, name: str, cls: str) -> str:
        """Name the smallest place that begins a name, or whose campus it is; "" if none is certain.

        Places follow each other from the larger to the smaller. Without its ending a place counts
        only behind one that holds it, since 朝阳 may be a district or a city.
        """
        if cls not in _TELLING:
            return ""
        key = name_key(name)
        return self._smallest(self._first(key, "")) or self._smallest(self._campus(key))

    @cached_property
    def _forms(self) -> tuple[_Form, ...]:
        return tuple(form for place in self.places.values() for form in _forms(place))

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        return {identity: tuple(self._holders(identity)) for identity in self.places}

    def _holders(self, identity: str) -> Iterator[str]:
        """Yield the places that hold a place, the nearest first; a ring of parents ends."""
        seen = {identity}
        place = self.places.get(identity)
        while place is not None and place.parent and place.parent not in seen:
            seen.add(place.parent)
            yield place.parent
            place = self.places.get(place.parent)

    def _first(self, rest: str, above: str) -> Iterator[str]:
        for form in self._forms:
            fits = above in self._above[form.place] if above else form.whole
            if fits and rest.startswith(form.text) and rest != form.text:
                yield form.place
                yield from self._first(rest[len(form.text) :], form.place)

    def _campus(self, name: str) -> Iterator[str]:
        campus = _CAMPUS.fullmatch(name)
        head = campus["head"] if campus else ""
        ends = (form for form in self._forms if head.endswith(form.text) and head != form.text)
        yield from (form.place for form in ends)

    def _smallest(self, found: Iterator[str]) -> str:
        small = {one for one in found if self.places[one].cls in _SMALL}
        smallest = small.difference(*(self._above[one] for one in small))
        return next(iter(smallest)) if len(smallest) == 1 else ""


def _forms(place: Place) -> Iterator[_Form]:
    for name in map(name_key, all_names(place)):
        ended = _ENDING.fullmatch(name)
        yield _Form(name, place.id, whole=bool(ended) or place.cls not in _SMALL)
        if ended and len(ended["stem"]) > 1:
            yield _Form(ended["stem"], place.id, whole=False)
