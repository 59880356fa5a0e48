"""Chinese names in Latin letters, for readers who know no Chinese.

A romanisation is a reading aid, never a name: whoever shows one says what it is, and what has an
English name needs none.
"""

import re
import unicodedata

from tvetgraph.graph.pinyin import POLYPHONES
from tvetgraph.loaders.slugs import slug

_HAN = re.compile(r"[\u3400-\u9fff]+")
_POLYPHONE = re.compile("(" + "|".join(sorted(POLYPHONES, key=len, reverse=True)) + ")")
_INWARDS = re.compile(r"(?<=[(“‘]) | (?=[)”’,.:;])")
_QUOTED = re.compile(r'" ([^"]*) "')


def romanised(name: str) -> str:
    """Write the Chinese of a name in pinyin, each word with a capital; empty where it has none."""
    if not _HAN.search(name):
        return ""
    plain = unicodedata.normalize("NFKC", name).replace("、", ", ")
    read = _HAN.sub(lambda run: f" {_pinyin(run.group())} ", plain)
    return _QUOTED.sub(r'"\1"', _INWARDS.sub("", " ".join(read.split())))


def _pinyin(run: str) -> str:
    """Read a run of Chinese."""
    return " ".join(_read(piece) for piece in _POLYPHONE.split(run) if piece)


def _read(piece: str) -> str:
    """Read what holds no other polyphone; pinyin for typing has v for ü, and no v of its own."""
    known = POLYPHONES.get(piece)
    words = ["".join(known)] if known else slug(piece).split("-")
    return " ".join(word.replace("v", "ü").capitalize() for word in words)
