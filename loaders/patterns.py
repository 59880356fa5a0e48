"""Read and apply declared patterns: what relation a tagged sentence states. No name stands here.

A pattern speaks of names by slot: `{partners:firm|body+}` is a list of firms and bodies bound to
`partners`, `{firm}` one firm, `{..8}` up to eight characters of one clause. Templates of its
values take `{slot}`, `{subject}`, `{year}`, `{slot|table}` for what cues make of it, and
`{slot_issuers}` for the bodies that a document's title begins with.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import product
from typing import Any

from tvetgraph.loaders.records import Certainty
from tvetgraph.loaders.tagging import Tagged, block, printed

_SLOT = re.compile(
    r"\{(?:\.\.(?P<gap>\d+)|(?P<name>[a-z]\w*)(?::(?P<tags>[\w|]+))?(?P<many>\+)?)\}"
)
_WORDED = re.compile(r"\(\?P<(\w+)>")
_TEMPLATE = re.compile(r"\{(?P<name>\w+)(?:\|(?P<table>\w+))?\}")
_DIGITS = re.compile(r"\d+")
_ASKS = "提出"
# Who holds contests wins none.
_BODIES = ("厅", "局", "委", "委员会", "政府")
_LAST = re.compile(r"以及|和|及")
# Members of a list may have a note in brackets: 《意见》（教职成〔2031〕7号）和《通知》.
_NOTED = r"(?:（[^（）\ue000-\uf8ff]{1,24}）)?"
_JOINER = rf"{_NOTED}(?:[、，]?(?:以及|及|与|和)|[、，])?"
_QUOTES = {"quoted": ("“", "”"), "document": ("《", "》"), "work": ("《", "》")}
_ORGANISATIONS = "school|firm|body|group|foreign"
_ALIASES = {"org": _ORGANISATIONS, "partner": "firm|body|foreign|group", "n": "number"}


@dataclass(frozen=True)
class Pattern:
    """A declared pattern; `each` names the list slots that give one fact a member."""

    id: str
    kind: str
    match: str
    values: Mapping[str, str]
    each: tuple[str, ...]
    certainty: Certainty
    unless: str
    schools_only: bool
    own_subject: bool
    example: str
    expected: tuple[Mapping[str, str], ...]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compile the pattern for tagged texts."""
        return re.compile(_SLOT.sub(_slot, self.match))

    @cached_property
    def worded(self) -> frozenset[str]:
        """Return the slots that hold words with the names in them, not a list of names."""
        return frozenset(_WORDED.findall(self.match))

    @cached_property
    def stops(self) -> re.Pattern[str] | None:
        """Compile what keeps the pattern from a sentence."""
        return re.compile(self.unless) if self.unless else None


@dataclass(frozen=True)
class Cue:
    """A word and the notation that it stands for."""

    pattern: re.Pattern[str]
    notation: str


@dataclass(frozen=True)
class Library:
    """All patterns in order, and the tables of cues by name."""

    patterns: tuple[Pattern, ...]
    cues: Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True)
class Finding:
    """What a pattern makes of a sentence: values, and the stretch of the text it read."""

    pattern: Pattern
    values: Mapping[str, str]
    start: int
    end: int


def _slot(found: re.Match[str]) -> str:
    if found["gap"]:
        return f"[^；。]{{0,{found['gap']}}}?"
    tags = found["tags"] or found["name"]
    flat = "|".join(_ALIASES.get(tag, tag) for tag in tags.split("|"))
    signs = f"[{''.join(block(tag) for tag in flat.split('|'))}]"
    listed = f"{signs}(?:{_JOINER}{signs})*" if found["many"] else signs
    return f"(?P<{found['name']}>{listed})"


@dataclass(frozen=True)
class Given:
    """What is known before a sentence: whom it is about, the year, the contest last named.

    What is only `asked` for in a document is a relation of another wording, and no other fact.
    """

    subjects: tuple[str, ...] = ()
    year: str = ""
    contest: str = ""
    title: str = ""
    ruling: bool = False
    own: bool = True
    asked: bool = False


def find(library: Library, tagged: Tagged, *, given: Given) -> Iterator[Finding]:
    """Return what the patterns find in a tagged sentence."""
    for pattern in library.patterns:
        if pattern.stops and pattern.stops.search(tagged.text):
            continue
        if not _stands(pattern, given):
            continue
        for found in pattern.expression.finditer(tagged.text):
            slots = _slots(found, tagged, pattern)
            subject = () if "subject" in slots else given.subjects
            sentence = printed(tagged)
            for chosen in _chosen(pattern, slots, subject):
                chosen |= {
                    "year": given.year,
                    "sentence": sentence,
                    "about": given.title + sentence,
                }
                chosen |= {"match": printed(tagged, start=found.start(), end=found.end())}
                chosen |= {"near_contest": _contest(tagged, found.start()) or given.contest}
                values = _filled(library, pattern, chosen)
                if values and given.asked:
                    values = _asked(pattern, values)
                if values:
                    yield Finding(
                        pattern, values, tagged.places[found.start()], tagged.places[found.end()]
                    )


def _asked(pattern: Pattern, values: dict[str, str]) -> dict[str, str] | None:
    """Say of a relation that it is asked for; a document is itself all the same."""
    if "subject" in pattern.expression.groupindex or pattern.kind == "policies":
        return values
    return values | {"relation": _ASKS + values["relation"]} if "relation" in values else None


def _stands(pattern: Pattern, given: Given) -> bool:
    """Tell whether whom the sentence is about suits a pattern that does not name its subject."""
    if "subject" in pattern.expression.groupindex:
        return True
    if pattern.kind == "awards" and any(who.endswith(_BODIES) for who in given.subjects):
        return False
    return not ((given.ruling and pattern.schools_only) or (pattern.own_subject and not given.own))


def _contest(tagged: Tagged, before: int) -> str:
    """Return the contest that was named last before a place."""
    named = [
        mention.text
        for char in tagged.text[:before]
        if (mention := tagged.names.get(char)) and mention.tag == "contest"
    ]
    return named[-1] if named else ""


def _slots(found: re.Match[str], tagged: Tagged, pattern: Pattern) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, text in found.groupdict().items():
        if text is None:
            continue
        if name not in pattern.worded:
            names[name] = _named(tagged, text)
            names[f"{name}_issuers"] = _issuers(tagged, text)
        elif name in pattern.each:
            names[name] = tuple(_worded(tagged, member) for member in _members(text))
        else:
            names[name] = (_worded(tagged, text),)
    return names


def _members(text: str) -> tuple[str, ...]:
    """Split a list of words at 、, and its end at 和 where 、 joins the others.

    >>> _members("晨读、夜航和远足"), _members("种子和土壤")
    (('晨读', '夜航', '远足'), ('种子和土壤',))
    """
    *members, last = text.split("、")
    return (*members, *_LAST.split(last, maxsplit=1)) if members else (last,)


def _named(tagged: Tagged, text: str) -> tuple[str, ...]:
    """Return the names that the signs of a list stand for."""
    return tuple(tagged.names[char].text for char in text if char in tagged.names)


def _issuers(tagged: Tagged, text: str) -> tuple[str, ...]:
    """Return the bodies that the titles of the documents in a list begin with."""
    named = (tagged.names[char].issuers for char in text if char in tagged.names)
    return tuple(dict.fromkeys(issuer for issuers in named for issuer in issuers))


def _worded(tagged: Tagged, text: str) -> str:
    """Return a stretch of words and names as it is printed."""
    return "".join(_quoted(tagged, char) for char in text)


def _quoted(tagged: Tagged, char: str) -> str:
    """Return what a sign stands for as it is printed, with the quotes of a quoted name."""
    mention = tagged.names.get(char)
    if not mention:
        return char
    left, right = _QUOTES.get(mention.tag, ("", ""))
    return f"{left}{mention.text}{right}"


def _chosen(
    pattern: Pattern, slots: Mapping[str, tuple[str, ...]], subjects: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    """Give each choice of one member of the `each` slots; the others are joined by `;`."""
    everyone = {"subject": subjects, **slots} if subjects else dict(slots)
    single = [name for name in everyone if name in pattern.each or name == "subject"]
    rest = {name: ";".join(dict.fromkeys(m)) for name, m in everyone.items() if name not in single}
    for members in product(*(dict.fromkeys(everyone[name]) for name in single)):
        yield rest | dict(zip(single, members, strict=True))


def _filled(library: Library, pattern: Pattern, chosen: Mapping[str, str]) -> dict[str, str] | None:
    """Fill the templates; None where one that must stand (marked `!`) would be empty."""
    values: dict[str, str] = {}
    slots = (name for name in pattern.expression.groupindex if name != "subject")
    about = any("{subject}" in template for template in pattern.values.values())
    if about and any(
        chosen.get("subject", "-") in chosen.get(name, "").split(";") for name in slots
    ):
        return None
    for column, template in pattern.values.items():
        value = _TEMPLATE.sub(lambda m: _value(library, m, chosen), template.removesuffix("!"))
        if not value and template.endswith("!"):
            return None
        if value:
            values[column] = value
    return values


def _value(library: Library, place: re.Match[str], chosen: Mapping[str, str]) -> str:
    value = chosen.get(place["name"], "")
    if not place["table"] or not value:
        return value
    if place["table"] == "digits":
        return "".join(_DIGITS.findall(value)[:1])
    cues = library.cues[place["table"]]
    return next((cue.notation for cue in cues if cue.pattern.search(value)), "")


def read_library(texts: Iterable[str]) -> Library:
    """Read patterns and cues from TOML texts, in order."""
    patterns: list[Pattern] = []
    cues: dict[str, tuple[Cue, ...]] = {}
    for text in texts:
        tables: dict[str, Any] = tomllib.loads(text)
        patterns += (_pattern(entry) for entry in tables.get("pattern", ()))
        for name, rows in tables.get("cues", {}).items():
            cues[name] = tuple(Cue(re.compile(word), notation) for word, notation in rows)
    return Library(tuple(patterns), cues)


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=entry["id"],
        kind=entry["kind"],
        match=entry["match"],
        values=entry["values"],
        each=tuple(entry.get("each", ())),
        certainty=Certainty(entry.get("certainty", "medium")),
        unless=entry.get("unless", ""),
        schools_only=entry.get("schools_only", False),
        own_subject=entry.get("own_subject", False),
        example=entry["example"],
        expected=tuple(entry["expected"]),
    )


def library() -> Library:
    """Return the packaged patterns."""
    folder = files("tvetgraph.loaders").joinpath("patterns")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=str)
    return read_library(path.read_text("utf-8") for path in paths)
