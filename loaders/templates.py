"""Fill a profile's templates: `{role}`, `{role;}` for members, `{form:1}` for a part of 3+2."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{(?P<name>\w+)(?P<members>;)?(?::(?P<part>\d+))?\}")
_MEMBER_MARK = re.compile(r"[、；;，,]")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its places filled; empty if all of its places are empty.

    >>> fill("{form:0}年 {a;}", {"form": "3+2", "a": "甲、乙"})
    '3年 甲;乙'
    """
    places = list(_PLACE.finditer(template))
    if places and not any(values.get(place["name"]) for place in places):
        return ""
    return _PLACE.sub(lambda place: _value(place, values), template)


def _value(place: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(place["name"], "")
    if place["members"]:
        return ";".join(members(value))
    if place["part"]:
        parts = value.split("+")
        index = int(place["part"])
        return parts[index] if index < len(parts) else ""
    return value


def members(text: str) -> list[str]:
    """Split a printed list at its enumeration marks, brackets respected."""
    parts: list[str] = [""]
    depth = 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and _MEMBER_MARK.match(char):
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def without_empty_pairs(text: str) -> str:
    """Drop `name=` pairs that have no value."""
    return ";".join(pair for pair in text.split(";") if not pair.endswith("="))


def replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    """Return the text rewritten by the first rule whose pattern matches it whole, else as it is."""
    for pattern, new in rules:
        found = re.fullmatch(pattern, text)
        if found:
            return found.expand(new)
    return text
