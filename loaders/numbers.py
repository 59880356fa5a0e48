"""Turn printed numbers, units and years into values; printed forms are kept by the caller."""

import re

from tvetgraph.loaders.cells import is_dash
from tvetgraph.loaders.marks import han_number
from tvetgraph.loaders.tokens import normal
from tvetgraph.loaders.units import is_unit

_VALUE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
# A slip such as 09.43 is still a number.
_LEADING = re.compile(r"^(-?)0+(?=\d)")
_RATIO = re.compile(r"(-?\d+(?:\.\d+)?):1")
_HAN = re.compile(r"[一二三四五六七八九十]+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_UNIT_TAIL = re.compile(r"^(?P<label>.*?)\s*[（(](?:单位[:：])?(?P<unit>[^（）()]{1,8})[）)]$")
_CAPTION_UNIT = re.compile(r"单位[:：]\s*(?P<unit>[^（）()\s，。]+)")


def decimal(text: str) -> str:
    """Return a printed number as a plain decimal, empty for a dash or no number.

    >>> decimal("58.37%"), decimal("1,234"), decimal("15.14：1"), decimal("三"), decimal("—")
    ('58.37', '1234', '15.14', '3', '')
    """
    plain = normal(text)
    if is_dash(plain):
        return ""
    if _HAN.fullmatch(plain):
        return str(han_number(plain))
    found = _VALUE.match(plain)
    return _LEADING.sub(r"\1", found.group().replace(",", "")) if found else ""


def split_unit(label: str) -> tuple[str, str]:
    """Return a label without the unit in brackets at its end, and the unit.

    >>> split_unit("占地面积(平方米)"), split_unit("公共基础课（不含思想政治课）")
    (('占地面积', '平方米'), ('公共基础课（不含思想政治课）', ''))
    """
    found = _UNIT_TAIL.match(label)
    if found and is_unit(found["unit"]):
        return found["label"], found["unit"]
    return label, ""


def caption_unit(title: str) -> str:
    """Return the unit that a caption states, as in （单位：人）."""
    found = _CAPTION_UNIT.search(title)
    return found["unit"].strip() if found else ""


def value_unit(printed: str) -> str:
    """Return the unit that a printed number carries itself: % or a ratio to one."""
    plain = normal(printed)
    if plain.endswith(("%", "‰")):
        return plain[-1]
    return ":1" if _RATIO.fullmatch(plain) else ""


def years_in(text: str) -> tuple[str, ...]:
    """Return the years named in a text, in order."""
    return tuple(_YEAR.findall(normal(text)))


def single_year(text: str) -> str:
    """Return the one year a caption is about: empty where it names none or several."""
    years = set(years_in(text))
    return years.pop() if len(years) == 1 else ""
