"""Readable ASCII ids out of Chinese names: pinyin, one part a word.

An id is made once and then kept in a file; this module must not look at which ids are taken
except where it is told.
"""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_HAN = re.compile(r"([\u3400-\u9fff]+)")
_WORD_LENGTH = 4


@dataclass(frozen=True)
class _Lexicon:
    """Words that stand as a part of their own, and parts that are read in another way."""

    words: frozenset[str]
    readings: Mapping[str, str]


def _read_lexicon() -> _Lexicon:
    text = files("tvetgraph.loaders").joinpath("slug_words.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    readings: dict[str, str] = tables.pop("readings")
    return _Lexicon(frozenset(readings).union(*tables.values()), readings)


_LEXICON = _read_lexicon()


def slug(name: str) -> str:
    """Write a name in a-z, 0-9 and "-", so that 北京市商业学校 is beijing-shi-shangye-xuexiao."""
    parts = [part for run in _HAN.split(_plain(name)) for part in _run_parts(run)]
    return "-".join(parts) or "n-" + hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]


def unique_slug(name: str, taken: Collection[str]) -> str:
    """Write a name as a slug that is not taken, numbering it from 2 where it must be."""
    base = slug(name)
    number = 1
    candidate = base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).lower()


def _run_parts(run: str) -> Iterator[str]:
    if _HAN.fullmatch(run) is None:
        yield from re.findall(r"[a-z0-9]+", run)
        return
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - slow to load and seldom needed

    syllables: list[str] = lazy_pinyin(run, errors="ignore", v_to_u=False)
    if len(syllables) != len(run):
        yield from syllables
        return
    start = 0
    for word in _words_of(run):
        yield _LEXICON.readings.get(word) or "".join(syllables[start : start + len(word)])
        start += len(word)


def _words_of(run: str) -> Iterator[str]:
    """Cut a run at the longest known words; what lies between two of them is one word."""
    between = ""
    start = 0
    while start < len(run):
        word = _known_word(run, start)
        if word:
            if between:
                yield between
            yield word
            between = ""
        else:
            between += run[start]
        start += len(word) or 1
    if between:
        yield between


def _known_word(run: str, start: int) -> str:
    lengths = range(min(_WORD_LENGTH, len(run) - start), 0, -1)
    return next(
        (run[start : start + n] for n in lengths if run[start : start + n] in _LEXICON.words), ""
    )
