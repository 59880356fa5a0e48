"""Judge how well a text suits a column: the scores that the alignment of tokens adds up.

Scores are points of likelihood: about +2 for what can only be such a cell, 0 for what may be, and
-4 for what hardly can. They rest on the shape of names, so that names never seen before work.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tokens import normal, width
from tvetgraph.loaders.units import is_unit

IMPOSSIBLE = float("-inf")

_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?[%‰]?|-?\d+(\.\d+)?:\d+(\.\d+)?")
_DASH = re.compile(r"[-－—–―/]{1,3}|无")
_SERIAL = re.compile(r"(\d{1,3})[.、]?")
_YEAR = re.compile(r"(19|20)\d{2}年?")
_SCHOOL = "学校|学院|大学|职高|高中|中专|技校|中学|小学|幼儿园|分校|分院|校区|教育中心|职教中心"
_COMPANY = (
    "公司|集团|厂|企业|银行|酒店|饭店|医院|研究院|研究所|协会|学会|商会|基金会|联盟|中心|局|馆|院"
)
_ORGANISATION = re.compile(rf".+({_SCHOOL}|{_COMPANY}|(学校|中专|学院)[（(].+[）)])")
_NO_START = re.compile(r"^([）)、，。；：:·校院司]|学校|学院|公司|有限|分校|中心)")
_HALF_START = re.compile(r"^[学业术技]")
_TWO_SCHOOLS = re.compile(
    rf"({_SCHOOL})(?!艺术|分|附|继续|应用|国际|（|\()[^（(]{{2,}}({_SCHOOL})$"
)
_ENUMERATOR = re.compile(r"[（(]?[\d一二三四五六七八九十]+[）).、]?")
_TOTAL = re.compile(r"(合|小|总)\s*计")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What may help to judge a text: names already known, and whether a text stands elsewhere.

    `prefixes` are what several organisations of the same table begin with, `labels` what several
    of its rows are called, `whole` what rows of its repeated blocks are called.
    """

    organisations: frozenset[str] = frozenset()
    majors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    elsewhere: Callable[[str], bool] = field(default=lambda _: False)


def is_total(text: str) -> bool:
    """Tell whether a label marks a total (合计, 小计, 总计)."""
    return bool(_TOTAL.match(normal(text)))


def is_dash(text: str) -> bool:
    """Tell whether a cell says that there is nothing (—)."""
    return bool(_DASH.fullmatch(normal(text)))


def is_number(text: str) -> bool:
    """Tell whether a cell is a number, a percentage or a ratio."""
    return bool(_NUMBER.fullmatch(normal(text)))


def score(column: ColumnSpec, text: str, *, knowledge: Knowledge) -> float:
    """Return how well `text` suits `column`."""
    if column.optional and is_dash(text):
        return 0.5
    return _SCORES[column.type](column, text, knowledge)


def _serial(_column: ColumnSpec, text: str, _knowledge: Knowledge) -> float:
    return 2.0 if _SERIAL.fullmatch(normal(text)) else IMPOSSIBLE


@lru_cache(maxsize=1 << 14)
def serial_value(text: str) -> int:
    """Return the number of a serial cell such as `12.`, or 0."""
    found = _SERIAL.fullmatch(normal(text))
    return int(found[1]) if found else 0


def _number(column: ColumnSpec, text: str, _knowledge: Knowledge) -> float:
    if not text:
        return 0.5 if column.optional else -2.0
    if is_number(text):
        return 2.0
    if is_dash(text):
        return 1.0
    return IMPOSSIBLE


def _year(_column: ColumnSpec, text: str, _knowledge: Knowledge) -> float:
    return 2.0 if _YEAR.fullmatch(normal(text)) else IMPOSSIBLE


def _choice(column: ColumnSpec, text: str, _knowledge: Knowledge) -> float:
    return 2.0 if re.fullmatch(column.pattern, normal(text)) else -6.0


def _unit(_column: ColumnSpec, text: str, _knowledge: Knowledge) -> float:
    plain = normal(text)
    if is_unit(plain) or is_dash(plain):
        return 1.5
    return -0.5 if len(plain) <= 5 and not re.search(r"\d{2,}", plain) else -6.0


def _country(_column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    plain = normal(text)
    if plain in knowledge.countries:
        return 2.0
    if _ORGANISATION.fullmatch(plain) or not 2 <= len(plain) <= 8 or plain[-1] in "州省市":
        return -4.0
    return -0.3 * (len(plain) - 1)


def _organisation(_column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    plain = normal(text)
    if plain in knowledge.organisations:
        return 3.0
    if is_total(plain):
        return 1.5
    if not _ORGANISATION.fullmatch(plain) or not _balanced(plain):
        return -4.0
    value = 2.0 + 0.8 * any(plain.startswith(prefix) for prefix in knowledge.prefixes)
    value -= 3.0 * bool(_NO_START.match(plain)) + 1.5 * bool(_HALF_START.match(plain))
    return value - 1.5 * bool(_TWO_SCHOOLS.search(plain))


def _organisations(column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    members = re.split("[、；;，,]", text)
    scores = [_organisation(column, member, knowledge) if member else -4.0 for member in members]
    return sum(max(value, -2.0) for value in scores) / len(scores)


def _text(column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    plain = normal(text)
    if column.pattern:
        return 2.0 if re.fullmatch(column.pattern, plain) else -4.0
    if any(re.fullmatch(pattern, plain) for pattern in column.prefer):
        return 2.0
    base = 0.0 if column.optional else 1.0
    value = base + _lexical(plain, knowledge) - _faults(plain) - 1.5 * ("、" in plain)
    # A name hardly goes on behind its brackets, nor does an organisation's stand in it.
    value -= 0.5 * bool(re.search(r"\)[\u4e00-\u9fff]", plain))
    names = sum(plain.count(prefix) for prefix in knowledge.prefixes)
    return value - 2.0 * names * (not column.prefer)


def _list(column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    plain = normal(text)
    members = plain.split("、")
    known = sum(_lexical(member, knowledge) for member in members) / len(members)
    names = sum(plain.count(prefix) for prefix in knowledge.prefixes)
    return (0.0 if column.optional else 1.0) + known - _faults(plain) - 2.0 * names


def _label(_column: ColumnSpec, text: str, knowledge: Knowledge) -> float:
    plain = normal(text)
    if plain in knowledge.labels:
        return 2.5
    if _ENUMERATOR.fullmatch(plain) or is_number(plain) or is_unit(plain):
        return -3.0
    return 1.0 - _faults(plain, colon=True) - 4.0 * bool(re.search("[，。；]", plain))


def _lexical(plain: str, knowledge: Knowledge) -> float:
    if plain in knowledge.majors:
        return 1.0
    return min(1.0, 0.1 * len(plain)) if knowledge.elsewhere(plain) else 0.0


def _faults(plain: str, *, colon: bool = False) -> float:
    """Return penalty points for a text that looks cut off, overlong or of another column."""
    penalty = 0.0 if _balanced(plain) else 4.0
    penalty += 3.0 * bool(re.search("[、（(与和及]$", plain))
    penalty += 3.0 * bool(re.match("[）)、，。；：:·与及]", plain))
    penalty += 2.0 * (len(plain) < 2) + 0.5 * (len(plain) == 2) + 0.2 * max(0.0, width(plain) - 22)
    penalty += 4.0 * bool(re.fullmatch(r"[\d.%:]+", plain)) + 2.0 * ("有限" in plain)
    penalty += 3.0 * bool(plain.startswith("(") and colon and not _ENUMERATOR.match(plain))
    return penalty


def _balanced(plain: str) -> bool:
    return plain.count("(") == plain.count(")") and plain.count("“") == plain.count("”")


def is_enumerated(text: str) -> bool:
    """Tell whether a label begins with a number in brackets, as headings inside a table do."""
    return bool(re.match(r"\(\d+\)[^()\d]", normal(text)))


def is_unfinished(text: str) -> bool:
    """Tell whether a fragment cannot be a cell's end: an open bracket, a comma, a conjunction."""
    plain = normal(text)
    return not _balanced(plain) or bool(re.search("[、(]$", plain))


_Score = Callable[[ColumnSpec, str, Knowledge], float]
_SCORES: Mapping[CellType, _Score] = {
    CellType.SERIAL: _serial,
    CellType.ORGANISATION: _organisation,
    CellType.ORGANISATIONS: _organisations,
    CellType.TEXT: _text,
    CellType.LIST: _list,
    CellType.CHOICE: _choice,
    CellType.COUNTRY: _country,
    CellType.NUMBER: _number,
    CellType.LABEL: _label,
    CellType.UNIT: _unit,
    CellType.YEAR: _year,
}
