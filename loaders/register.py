"""The names that the authority lists, as they stand in a report: which of them its region means.

It never decides that two names are one; an ambiguous alias is a mention that resolves to nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tvetgraph.loaders.authority import Authority, all_names
from tvetgraph.loaders.shapes import SHAPES, alternatives

# Ontology classes of organisations and the tags that patterns speak of.
_TAGS = {
    "SecondaryVocationalSchool": "school",
    "HigherVocationalCollege": "school",
    "University": "school",
    "School": "school",
    "ForeignInstitution": "foreign",
    "ForeignBody": "foreign",
    "GovernmentBody": "body",
    "PublicEmployer": "body",
    "Organization": "body",
    "Enterprise": "firm",
    "EducationGroup": "group",
    "Alliance": "group",
}
_BEFORE_SHORT = tuple("与和及同、“（对向为")
_AFTER_SHORT = tuple("、与和及等公集”）")
# 中小学 are schools of every place; 中国 acts nowhere as an organisation.
NO_NAMES = ("中小学", "中国")
# The place that a name begins with, a listed one or a city.
_PLACE = re.compile(f"{SHAPES.place.pattern}|[\u4e00-\u9fff]{{2,3}}(?=市)")
_PARTY = "省市区县"
# 市教委 and 全市职业院校 say whose they are only in a report that has said it before.
_ELLIPTIC = re.compile(r"全?(?P<rank>[市省])(?=[\u4e00-\u9fff])")
_ELLIPTIC_TAGS = frozenset({"school", "collective", "body", "group"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of a sentence's text; `id` of its entry, if one and only one fits.

    `issuers` are the bodies that a document's title begins with.
    """

    start: int
    end: int
    text: str
    tag: str
    id: str = ""
    ambiguous: bool = False
    known: bool = False
    issuers: tuple[str, ...] = ()


class Register:
    """The listed names, read for a report of one region; `home` is its name without 市 or 省."""

    def __init__(self, authority: Authority, text: str, home: str) -> None:
        self._authority = authority
        self._text = text
        self._home = home
        self._known = _known_names(authority)
        self._pattern = re.compile(alternatives(self._known)) if self._known else None
        self._place_before = re.compile(f"(?P<place>{place_words(home)})(?:省|市|自治区)?$")

    def listed(self, text: str) -> Iterator[Mention]:
        """Return the listed names in a sentence that stand for what the list says."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            if len(match.group()) == 2 and not _stands_alone(text, match):
                continue
            if self._is_elsewhere(text, match):
                continue
            tag = self._known[match.group()]
            yield self.resolved(Mention(*match.span(), match.group(), tag, known=True))

    def _is_elsewhere(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether the place before a listed name makes it the name of another organisation.

        Behind 天津市, the 商业学校 that is listed for 北京 is a school nobody knows; behind 市委, a
        listed 市政府 is a part of 市委市政府.
        """
        if match.group()[0] in _PARTY and text[: match.start()].endswith("委"):
            return True
        before = self._place_before.search(text, max(0, match.start() - 8), match.start())
        if not before:
            return False
        names = [
            name
            for entry in self._authority.organisation_names.candidates(match.group())
            for name in all_names(entry)
        ]
        places = {place.group() for name in names if (place := _PLACE.match(name))}
        return bool(places) and before["place"] not in places

    def own(self, mention: Mention) -> Mention | None:
        """Write out whose a 市教委 or 全市职业院校 is, unless it is listed for this region.

        None if it is listed for another region and this report does not say which it means.
        """
        found = _ELLIPTIC.match(mention.text) if mention.tag in _ELLIPTIC_TAGS else None
        if not found or not self._home:
            return mention
        entries = self._authority.organisation_names.candidates(mention.text)
        if any(name.startswith(self._home) for entry in entries for name in all_names(entry)):
            return mention
        place = self._home + found["rank"]
        if place in self._text:
            name = place + mention.text[found.end() :]
            return self.resolved(replace(mention, text=name, id="", known=False))
        return None if entries else mention

    def resolved(self, mention: Mention) -> Mention:
        """Return a mention with the id of the one entry that goes by its name, if one does."""
        entries = self._authority.organisation_names.candidates(mention.text)
        if len(entries) == 1:
            return replace(mention, id=entries[0].id, known=True)
        return replace(mention, ambiguous=len(entries) > 1)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Two characters are a name only beside a sign or a word that stands beside names."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in _BEFORE_SHORT or after in _AFTER_SHORT


def _known_names(authority: Authority) -> dict[str, str]:
    return {
        name: _TAGS[entry.cls]
        for entry in authority.organisations.values()
        for name in all_names(entry)
        if len(name) > 1
        and not name.endswith(NO_NAMES)
        and not SHAPES.place.fullmatch(name.removesuffix("市"))
    }


def place_words(home: str) -> str:
    """Write all listed places and the report's own region as one expression."""
    return (
        f"(?:{re.escape(home)}|{SHAPES.place.pattern})" if home else f"(?:{SHAPES.place.pattern})"
    )
