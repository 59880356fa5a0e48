"""Name figures of change: by how much something grew, from what to what it went."""

import re
from collections.abc import Sequence

from tvetgraph.loaders.clauses import Part
from tvetgraph.loaders.counters import of_change
from tvetgraph.loaders.phrases import Name, phrase, without_year
from tvetgraph.loaders.quantity_words import WORDS

_GROWN = re.compile(
    rf"(?P<what>.*?)(?P<word>{WORDS.growth})"
    r"(?:了|率为|率达|率|幅度为|幅度|额为|为|达|约|近|至少)*$"
)
_LEVEL = re.compile(rf"(?P<what>.*?)(?:{WORDS.growth}|升|降|增|减)(?:到|至|为)(?:了|约|近)?$")
_SOFT = (
    "(?<![年人生校])均|都|又|也|分别|有所|略有|略微|明显|大幅度?|显著|稳步|持续|继续|净|共|整体|平均"
    "|进一步|小幅"
)
_THAN = re.compile(
    r"(?P<than>(?:较|比|与|和|同)(?:\d{4}(?:年(?:度|同期|底|末)?|届(?:毕业生)?)"
    r"|[上去前]一?(?:学|年)?年度?(?:同期)?|往年|上届|同期)(?:相比较?|同期|相比)?|同比|环比)"
    rf"(?:{_SOFT})*"
)
_BASE = re.compile(r"(?P<what>.*?)(?P<than>(?:较|比)(?:\d{4}年|[上去]年))(?:度|同期)?的?")
_SOFTLY = re.compile(rf"(?:{_SOFT})+$")


def changed(part: Part) -> bool:
    """Tell whether the words before a figure say that something grew."""
    return bool(_GROWN.fullmatch(part.left.rstrip("，、")))


def change(part: Part, before: Sequence[Name]) -> Name | None:
    """Name a change: 就业率比上年提高0.4个百分点 is 就业率提高幅度.

    What grew may stand in the clause before, or be what the figure before counts.
    """
    left = without_year(part.left.rstrip("，、"))
    level, found = _LEVEL.fullmatch(left), _GROWN.fullmatch(left)
    if level:
        what = phrase(level["what"]) or _last(before)
        return Name(what, bare=what, sure=False) if what else None
    if not found or part.right.startswith("的"):
        return None
    what = _changing(found["what"]) or _led(part) or _last(before)
    what = f"{_last(before)}{what}" if what == "年均" else what
    if not what or what in WORDS.measures:
        return None
    than, word = _THAN.search(left), found["word"]
    compared = (("对比", than["than"]),) if than else _base(before)
    kind = "" if word.endswith("幅") else of_change(what, part.numeral.unit)
    return Name(f"{what}{word}{kind}", (*compared, ("变化", word)), bare=what, sure=bool(compared))


def compared_with(part: Part, before: Sequence[Name]) -> Name | None:
    """Name what the next figure is compared with, 较上年的183人次下降5%; it is not told."""
    found = _BASE.fullmatch(part.left)
    what = phrase(found["what"]) or _last(before) if found else ""
    than = (("对比", found["than"]),) if found else ()
    return Name(what, than, bare=what, told=False) if what else None


def _base(before: Sequence[Name]) -> tuple[tuple[str, str], ...]:
    return before[-1].more if before and not before[-1].told else ()


def _changing(text: str) -> str:
    return phrase(_SOFTLY.sub("", _THAN.sub("", text)))


def _led(part: Part) -> str:
    """Return what the clause before speaks of that has no figure: 招生数明显回升，较上年增长…."""
    grown = _GROWN.fullmatch(part.lead)
    return _changing(grown["what"]) if grown else ""


def _last(before: Sequence[Name]) -> str:
    """Return what the figure before counts, without what its unit put behind it."""
    return before[-1].bare if before else ""
