"""Names as they are compared with other people's data: one script, one case, bare endings.

Traditional characters become simplified ones by OpenCC. The endings of schools (大学, 学院,
职业学院) are never dropped: they tell schools apart. This module must not decide anything.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol, cast

from tvetgraph.loaders.authority import name_key
from tvetgraph.loaders.errors import QueryError

# GB/T 2260 and Wikidata write one place with and without these; ethnic names stand before 自治.
_ENDING = re.compile(
    r"(?P<stem>.{2,}?)(?:(?:维吾尔|壮族|回族|[一-龥]{1,3}族)*自治[区州县旗]|地区|[省市县区盟旗州])"
)
_ENGLISH_ENDING = re.compile(
    r"(?P<stem>.{3,}?)(?: (?:\w+ )?autonomous (?:region|county|prefecture|banner)"
    r"| (?:county|city|district|province|banner|prefecture|municipality))"
)
ENDINGS = ("省", "市", "县", "区", "自治县", "自治旗", "自治区", "自治州", "地区", "盟", "旗")
_MARKS = re.compile(r"[\s\-‐-―·•・.,'’‘`\"“”()/]+")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(config: str) -> _Converter:
    try:
        from opencc import OpenCC  # noqa: PLC0415 - an extra, needed for linking alone
    except ImportError as error:
        problem = "缺少简繁转换包 OpenCC / linking needs the package OpenCC"
        remedy = "请安装 / install it with: pip install 'tvetgraph[link]'"
        raise QueryError(problem=problem, remedy=remedy) from error
    return cast("_Converter", OpenCC(config))


@cache
def to_simplified(text: str) -> str:
    """Write Chinese text in simplified characters."""
    return _converter("t2s").convert(text)


@cache
def scripts(text: str) -> tuple[str, ...]:
    """List the ways a Chinese name may be written elsewhere: as it is, simplified, traditional."""
    forms = (text, to_simplified(text), *(_converter(c).convert(text) for c in ("s2t", "s2tw")))
    return tuple(dict.fromkeys(forms))


@cache
def japanese(text: str) -> str:
    """Write a Chinese name in the characters that Japan uses."""
    return _converter("t2jp").convert(_converter("s2t").convert(text))


@cache
def name_form(name: str) -> str:
    """Write a name as it is compared: simplified, lower case, no marks, accents or article."""
    plain = unicodedata.normalize("NFKD", name_key_with_spaces(to_simplified(name))).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " and ")
    return _MARKS.sub("", re.sub(r"^the ", "", bare))


def name_key_with_spaces(name: str) -> str:
    """Unify brackets and quotes word by word, since English needs its spaces."""
    return " ".join(name_key(word) for word in name.split())


def stem(name: str) -> str:
    """Take the ending of an administrative unit off a place's name; two characters must stay."""
    chinese = _ENDING.fullmatch(to_simplified(name))
    english = _ENGLISH_ENDING.fullmatch(name.casefold())
    found = chinese or english
    return found["stem"] if found else name


def without(name: str, prefixes: Iterable[str]) -> Iterator[str]:
    """Yield a name without each country or place that stands before it, if enough is left."""
    for prefix in prefixes:
        rest = name.removeprefix(prefix)
        if prefix and rest != name and len(rest) > 2:
            yield rest
