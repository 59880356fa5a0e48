"""Search keys for Chinese names: whole pinyin and initials, for skos:hiddenLabel.

A key is for finding, never for naming; ids come from loaders.slugs.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pypinyin import lazy_pinyin

#: Names whose characters pypinyin reads as another word.
POLYPHONES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "朝阳": ("chao", "yang"),
        "劲松": ("jin", "song"),
        "装调": ("zhuang", "tiao"),
        "便宜坊": ("bian", "yi", "fang"),
        "给排水": ("ji", "pai", "shui"),
        "调律": ("tiao", "lv"),
        "调酒": ("tiao", "jiu"),
        "调饮": ("tiao", "yin"),
        "大夫": ("dai", "fu"),
        "单县": ("shan", "xian"),
        "什刹海": ("shi", "cha", "hai"),
    }
)
_POLYPHONE = re.compile("|".join(sorted(POLYPHONES, key=len, reverse=True)))
_HAN = re.compile(r"[\u3400-\u9fff]")
_RUNS = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_KEPT = re.compile(r"[a-z]+|[0-9]+")


@cache
def search_keys(name: str) -> tuple[str, ...]:
    """Give the pinyin and the initials of a name; 北京市商业学校 has bjssyxx."""
    parts = syllables(name)
    initials = "".join(part[0] if part.isalpha() else part for part in parts)
    return tuple(sorted({"".join(parts), initials} - {"", name}))


def syllables(name: str) -> list[str]:
    """Read a name: one syllable a character, words and numbers whole, no signs."""
    return [part for run in _RUNS.findall(name) for part in _parts(run)]


def _parts(run: str) -> list[str]:
    """Give one reading a character of a Chinese run, and the words and numbers of any other."""
    if not _HAN.match(run):
        return _KEPT.findall(run.lower())
    read: list[str] = lazy_pinyin(run)
    if len(read) == len(run):
        for match in _POLYPHONE.finditer(run):
            read[match.start() : match.end()] = POLYPHONES[match.group()]
    return read
