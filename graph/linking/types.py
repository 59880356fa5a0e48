"""The kinds of thing that others' type labels speak of, and which of them fit our classes.

The words stand in types.toml, so that no identifier of anybody's classes is written down here.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tvetgraph.graph.linking.names import to_simplified


@dataclass(frozen=True)
class Family:
    """A kind of thing, its label "中文 / English" and the pattern of the labels that mean it."""

    name: str
    label: str
    words: re.Pattern[str]


@dataclass(frozen=True)
class Types:
    """The families in the order in which they are tried, and those that fit each class."""

    families: tuple[Family, ...]
    fits: Mapping[str, frozenset[str]]


@cache
def types() -> Types:
    """Read types.toml."""
    text = files("tvetgraph.graph.linking").joinpath("types.toml").read_text("utf-8")
    data = tomllib.loads(text)
    families = tuple(
        Family(entry["name"], entry["label"], re.compile(entry["words"]))
        for entry in data["family"]
    )
    return Types(families, {cls: frozenset(names) for cls, names in data["fits"].items()})


@cache
def family(label: str) -> str:
    """Name the family that a type's label belongs to, or nothing."""
    plain = to_simplified(label).casefold()
    return next((f.name for f in types().families if f.words.search(plain)), "")


def families(labels: Iterable[str]) -> frozenset[str]:
    """Name the families that some type labels belong to."""
    return frozenset(filter(None, map(family, labels)))


def fitting(cls: str, *, coded: bool = False) -> frozenset[str]:
    """Name the families that fit a class; a place with a country code may be called a country."""
    fits = types().fits.get(cls, frozenset())
    return fits | {"country", "state"} if coded and fits else fits
