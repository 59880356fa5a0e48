"""Read mention_shapes.toml: how names look that nobody has listed; it knows no name itself."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

# What makes a firm of any name before it: 长风设计研究院有限公司.
_COMPANY = "(?:集团|控股|股份)*有限(?:责任)?公司|集团公司|股份公司"


@dataclass(frozen=True)
class Shapes:
    """The endings of names by tag, the words around names, and lists of places."""

    tags: Mapping[str, str]
    ending: re.Pattern[str]
    generic: re.Pattern[str]
    before: re.Pattern[str]
    keep: re.Pattern[str]
    provinces: frozenset[str]
    prefectures: frozenset[str]
    countries: frozenset[str]
    documents: tuple[str, ...]
    weak: frozenset[str]
    anchors: tuple[str, ...]
    brands: frozenset[str]
    trades: re.Pattern[str]
    collective: re.Pattern[str]
    collective_middle: re.Pattern[str]
    not_regions: tuple[str, ...]

    @cached_property
    def place(self) -> re.Pattern[str]:
        """Match the places that a name of an organisation may begin with."""
        return re.compile(alternatives(self.provinces | self.prefectures | self.countries))


def alternatives(words: Iterable[str]) -> str:
    """Write words as one regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def read_shapes(text: str) -> Shapes:
    """Read shapes from TOML in the form of mention_shapes.toml."""
    tables: dict[str, Any] = tomllib.loads(text)
    tags = {ending: tag for tag, endings in tables["endings"].items() for ending in endings}
    after: dict[str, str] = tables["after"]
    return Shapes(
        tags=tags,
        ending=re.compile("|".join(_ending(word, after) for word in _longest_first(tags))),
        generic=re.compile(_of_words(tables["generic"]["words"])),
        before=re.compile(_before(tables["before"])),
        keep=re.compile(alternatives(tables["before"]["keep"])),
        provinces=frozenset(tables["places"]["provinces"]),
        prefectures=frozenset(tables["places"]["prefectures"]),
        countries=frozenset(tables["places"]["countries"]),
        documents=tuple(tables["documents"]["endings"]),
        weak=frozenset(tables["weak"]["endings"]),
        anchors=tuple(tables["weak"]["anchors"]),
        brands=frozenset(tables["weak"]["brands"]),
        trades=re.compile(_of_words(tables["trades"]["words"] + tables["generic"]["words"])),
        collective=re.compile(alternatives(tables["collective"]["endings"])),
        collective_middle=re.compile(f"(?:{alternatives(tables['collective']['words'])})*"),
        not_regions=tuple(tables["places"]["not_regions"]),
    )


def _of_words(words: Iterable[str]) -> str:
    return f"(?:{alternatives(words)}|[与和及、0-9])*"


def _before(table: Mapping[str, list[str]]) -> str:
    """Write the words before names; a measure word only counts behind a number."""
    measures = (
        f"(?<=[0-9一二两三四五六七八九十百多余各几每该])(?:{alternatives(table['measures'])})"
    )
    return f"{alternatives(table['words'])}|{measures}"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _ending(word: str, after: Mapping[str, str]) -> str:
    """Write an ending that ends a name: no 公司 follows it, nor a word that `after` lists."""
    shortest = (key for key in after if word.endswith(key))
    follow = "".join(f"|{after[key]}" for key in [next(shortest, "")] if key)
    return f"{re.escape(word)}(?!{_COMPANY}{follow})"


SHAPES = read_shapes(files("tvetgraph.loaders").joinpath("mention_shapes.toml").read_text("utf-8"))
