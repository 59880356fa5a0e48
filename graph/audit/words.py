"""Which indicators are the same under other words: a small table of words, used with care.

Two names are one only if nothing is left of either that the other has not; nothing is guessed.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tvetgraph.loaders.tokens import normal

_MARKS = re.compile(r"[“”\"'‘’·、,，.。:：;；《》（）()\s]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class Words:
    """The words of words.toml, longest first."""

    prefixes: tuple[str, ...]
    leavers: tuple[str, ...]
    suffixes: tuple[str, ...]
    same: Mapping[str, str]
    scope: tuple[str, ...]
    vague: frozenset[str]
    unions: Mapping[str, tuple[str, ...]]
    short: Mapping[str, str]
    wholes: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]


@cache
def words() -> Words:
    """Read the packaged words."""
    text = files("tvetgraph.graph.audit").joinpath("words.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return Words(
        prefixes=_longest(table["prefixes"]),
        leavers=_longest(table["leavers"]),
        suffixes=_longest(table["suffixes"]),
        same=table["same"],
        scope=_longest(table["scope"]["words"]),
        vague=frozenset(table["vague"]["words"]),
        unions={name: tuple(members) for name, members in table["unions"].items()},
        short=table["short"],
        wholes={stem: tuple(names) for stem, names in table["wholes"].items()},
        parts={stem: tuple(names) for stem, names in table["parts"].items()},
    )


def _longest(found: list[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1 << 14)
def core(indicator: str) -> str:
    """Return what an indicator counts, without the words around it.

    >>> core("毕业生升学率"), core("中职在校生"), core("固定资产价值"), core("在校生总数")
    ('升学率', '在校生', '固定资产值', '在校生')
    """
    text = _MARKS.sub("", _BRACKETS.sub("", normal(indicator)))
    for old, new in words().same.items():
        text = text.replace(old, new)
    text = _without(text, words().prefixes)
    for leaver in words().leavers:
        rest = text.removeprefix(leaver)
        if rest != text and re.search(r"率|度|收入|占比", rest):
            text = rest
    for suffix in words().suffixes:
        if text.endswith(suffix) and len(text) - len(suffix) >= 2:
            return text.removesuffix(suffix)
    return text


def core_in(indicator: str, region: str) -> str:
    """Return what an indicator counts, without the name of the region that the report is about.

    >>> core_in("禾州市中等职业学校招生数", "禾州市")
    '招生'
    """
    text = _MARKS.sub("", _BRACKETS.sub("", normal(indicator)))
    for name in (region, region.removesuffix("市").removesuffix("省")):
        if name and text.startswith(name):
            return core(text.removeprefix(name).lstrip("市省"))
    return core(text)


def _without(text: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if text.startswith(prefix) and len(text) - len(prefix) >= 2:
            return _without(text.removeprefix(prefix), prefixes)
    return text


def scope_words(text: str) -> frozenset[str]:
    """Return the words of a text that say which population or which measure it is."""
    plain = normal(text)
    return frozenset(word for word in words().scope if word in plain)
