"""Recognise a table's header row by its column headings, however it was wrapped."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tvetgraph.loaders.profiles import (
    CellType,
    ColumnSpec,
    Layout,
    Profile,
    heading_pattern,
)
from tvetgraph.loaders.tokens import Token, normal

_YEAR = re.compile(r"\d{4}年?度?")
# Where one sub-heading ends and the next begins, as in 数量(人)占比.
_SUBHEADING = re.compile(r"(?<=.)(?=占比|比例|比重|数量|人数|金额)")
# What may be printed above a column that needs no heading.
_UNHEADED = {CellType.SERIAL: "(?:序号)?", CellType.YEAR: "(?:年份|年度|学年)?"}
# The longest header read: two reports need at most 40 tokens and 80 characters.
_MOST_TOKENS = 80
_MOST_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: its columns as they stand in this table, and the text it was read from.

    `groups` are the headings printed above several columns, in order.
    """

    profile: Profile
    columns: tuple[ColumnSpec, ...]
    text: str
    size: int
    groups: tuple[str, ...] = ()

    @property
    def numbers(self) -> int:
        """Return how many columns hold numbers."""
        return sum(column.type is CellType.NUMBER for column in self.columns)


def match_header(profile: Profile, tokens: Sequence[Token]) -> Header | None:
    """Return the longest header of `profile` that the tokens begin with, or None."""
    text = ""
    best: Header | None = None
    for size, token in enumerate(tokens[:_MOST_TOKENS], start=1):
        text += normal(token.text)
        if len(text) > _MOST_CHARACTERS:
            break
        found = _columns(profile, text)
        if found and token.last:
            best = Header(profile, found[0], text, size, found[1])
    return best


def _columns(profile: Profile, text: str) -> tuple[tuple[ColumnSpec, ...], tuple[str, ...]] | None:
    if profile.layout is Layout.MATRIX:
        return _matrix_columns(profile, text)
    found = re.fullmatch(_ordered(profile), text)
    if found:
        columns = tuple(
            _as_printed(column, found.group(f"c{index}") if column.headings else "")
            for index, column in enumerate(profile.columns)
            if not column.headings or found.group(f"c{index}") is not None
        )
        names = [name for name in found.groupdict() if name.startswith("g")]
        return columns, tuple(found[name] for name in names if found[name])
    if _letters(_YEAR.sub("", text)) in _bags(profile):
        return tuple(c for c in profile.columns if not c.absent), _literal_groups(profile)
    return None


@lru_cache(maxsize=256)
def _ordered(profile_columns: Profile) -> re.Pattern[str]:
    """Return the pattern of a header read column by column, group headings before their members."""
    upper: list[str] = []
    lower: list[str] = []
    seen: dict[str, int] = {}
    for index, column in enumerate(profile_columns.columns):
        if not column.headings:
            upper.append(_UNHEADED.get(column.type, ""))
            continue
        own = f"(?P<c{index}>{'|'.join(heading_pattern(h) for h in column.headings)})"
        own += "?" if column.absent else ""
        if not column.group:
            upper.append(own)
            continue
        if column.group not in seen:
            seen[column.group] = len(seen)
            upper.append(f"(?P<g{seen[column.group]}>{heading_pattern(column.group)})?")
        lower.append(own)
    return re.compile("".join(upper + lower))


def _as_printed(column: ColumnSpec, text: str) -> ColumnSpec:
    """Put the heading that stands in this table first."""
    printed = next((h for h in column.headings if normal(h) == text), text)
    return replace(column, headings=(printed, *column.headings)) if text else column


def _literal_groups(profile: Profile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.group for column in profile.columns if column.group))


def _letters(text: str) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(text).items())


@lru_cache(maxsize=256)
def _bags(profile: Profile) -> frozenset[frozenset[tuple[str, int]]]:
    """Return the letters of the header in no order, for headings wrapped side by side."""
    columns = [c for c in profile.columns if c.headings and not c.absent]
    words = [column.headings[0] for column in columns] + list(_literal_groups(profile))
    if any(word.startswith("/") for word in words):
        return frozenset()
    return frozenset({_letters(_YEAR.sub("", normal("".join(words))))})


def _matrix_columns(
    profile: Profile, text: str
) -> tuple[tuple[ColumnSpec, ...], tuple[str, ...]] | None:
    # The stub's heading is a word or nothing; what follows the values splits them alike.
    found = re.fullmatch(
        rf"(?P<serial>序号)?(?P<label>[^\d,。]{{0,12}}?)(?P<unit>(?<!\()单位)?"
        rf"(?P<values>(?:{profile.values})+)"
        rf"(?P<compare>与\d{{4}}年(?:比较|相比|对比))?(?P<parts>[^\d。,]*)",
        text,
    )
    if not found:
        return None
    heads = [m.group() for m in re.finditer(profile.values, found["values"])]
    parts = _equal_parts(found["parts"], len(heads))
    if parts is None or len(heads) * len(parts) > 40:
        return None
    columns = [ColumnSpec("serial", CellType.SERIAL, optional=True, merged=True)]
    columns.append(ColumnSpec("label", CellType.LABEL, headings=(found["label"],)))
    if found["unit"]:
        columns.append(ColumnSpec("unit", CellType.UNIT))
    columns += [
        ColumnSpec(f"v{i}.{j}", CellType.NUMBER, headings=(head,), indicator=part)
        for i, head in enumerate(heads)
        for j, part in enumerate(parts)
    ]
    if found["compare"]:
        columns.append(ColumnSpec("compare", CellType.NUMBER, headings=(found["compare"],)))
    return tuple(columns), ()


def _equal_parts(text: str, count: int) -> tuple[str, ...] | None:
    """Split `数量(人)占比数量(人)占比` under two years into its repeated sub-headings."""
    if not text:
        return ("",)
    piece, rest = divmod(len(text), count)
    if rest or count < 2 or text != text[:piece] * count:
        return None
    return tuple(_SUBHEADING.split(text[:piece]))
