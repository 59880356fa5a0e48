"""English for words that the graph has in Chinese only: indicators, titles, majors, units, places.

A help to read, made by this project and never a name of anything; what is not in it stays Chinese.
No report is known here: a term that no sheet has is told by its parts, if all of them are there.
"""

import csv
import re
from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from tvetgraph.graph.texts import Text
from tvetgraph.viz.phrases import LONGEST_PART, retold, split
from tvetgraph.viz.report_title import report_title

_UNIT, _PART, _VERB = "unit", "part", "verb"
_SHEETS = ("glossary.csv", "glossary_majors.csv", "glossary_titles.csv", "glossary_prose.csv")
_CHINESE = "\u3400-\u9fff"
_PLACES = {
    "图表": "Chart",
    "表": "Table",
    "图": "Figure",
    "案例": "Case",
    "附表": "Annex table",
    "附件": "Annex",
    "专栏": "Box",
}
_PLACE = re.compile(rf"({'|'.join(_PLACES)})\s*(\d[\d.—–-]*)")
_YEARS = {"年": "", "年度": "", "届": "class of ", "学年": "school year ", "级": "intake of "}
_YEAR = re.compile(rf"((?:19|20)\d\d(?:[—–-](?:19|20)?\d\d)?)({'|'.join(_YEARS)})")
_DATE = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)(?:(\d{1,2})日)?")
_MONTHS = month_name[1:]
_FEW = {sign: str(n) for n, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
_AMOUNT = re.compile(rf"([<>≥≤≈−-]?\d[\d,]*(?:\.\d+)?|[{''.join(_FEW)}])([余多]?)(\D.*|)")
_TIMES = {"万": 10_000, "亿": 100_000_000}
_SIGNS = {"，": ", ", "、": ", ", "；": "; ", "：": ": ", "／": " / ", "（": " (", "）": ")"}
_NUMERALS = frozenset("0123456789<>≥≤≈−-") | frozenset(_FEW)
_REPORT = "报告"
_TERM = re.compile(f"[{_CHINESE}“”（）/]{{2,24}}")
#: What a field of study may be called by.
_KINDS = {"专业群": "major group", "专业": "major"}
# What ends like this may be a name, and no name is told by its parts.
_NAMED = re.compile(r"(?:学校|学院|大学|中学|小学|公司|集团|联盟|协会|学会|中心|局|厅|部|委|院)$")
# As many pieces as a name with brackets and commas may have.
_PIECES = 12


@dataclass(frozen=True)
class Glossary:
    """Words, units of figures and parts of words, each with its English; which words are verbs."""

    words: Mapping[str, str]
    units: Mapping[str, str]
    parts: Mapping[str, str]
    verbs: frozenset[str]
    names: frozenset[str] = frozenset()
    #: What was told before: sentences come again as names.
    _said: dict[str, str] = field(default_factory=dict[str, str], init=False)

    def knowing(self, names: Mapping[str, str]) -> "Glossary":
        """Add names of things, empty what has no English; the glossary's own words come first."""
        english = {zh: name for zh, name in names.items() if name}
        return replace(self, words={**english, **self.words}, names=frozenset(names))

    def whole(self, zh: str) -> str:
        """Give the English of a term; empty where there is none."""
        return self.words.get(zh, "")

    def word(self, zh: str) -> str:
        """Give the English of a term, or of all the parts it is made of; empty where none is."""
        return self.whole(zh) or self._by_parts(zh)

    def told(self, text: str) -> str:
        """Give a text with all of it in English that is known: whole terms, amounts, places."""
        if not is_chinese(text):
            return _western(text)
        if text not in self._said:
            phrases = list(retold(text, self._one, most=_PIECES))
            self._said[text] = _western("".join(self._joined(phrases)))
        return self._said[text]

    def _joined(self, phrases: Sequence[tuple[str, str]]) -> Iterable[str]:
        """Write the phrases, a comma for the space between two words, or a word and a number."""
        for n, (text, told) in enumerate(phrases):
            inside = text == " " and 0 < n < len(phrases) - 1
            apart = inside and self._are_apart(phrases[n - 1][0], phrases[n + 1])
            yield ", " if apart else told or text

    def _are_apart(self, before: str, after: tuple[str, str]) -> bool:
        text, told = after
        told_or_number = told or text[:1].isdigit()
        return bool(told_or_number) and before in self.words and not {before, text} & self.verbs

    def gloss(self, text: str) -> str:
        """Give a text as told, if no Chinese is left in it; else empty."""
        told = self.told(text)
        return "" if told == text or is_chinese(told) else told

    def amount(self, text: str) -> str:
        """Give a number and its unit; empty for what is none, or of a unit that is not known."""
        found = _AMOUNT.fullmatch(text)
        if not found or not found[3]:
            return ""
        number, more, unit = found.groups()
        number, unit = self._multiplied(_FEW.get(number, number), unit)
        # 7个国家 is seven of what is counted; 7个 alone has a unit only.
        counted = self.parts.get(unit[1:], "") if unit[:1] in self.units else ""
        noun = self.units.get(unit) or counted
        if unit and not noun:
            return ""
        told = f"{number} {_singular(noun) if number == '1' else noun}".strip()
        return f"over {told}" if more else told

    def _multiplied(self, number: str, unit: str) -> tuple[str, str]:
        """Write 3万 as 30,000, where the unit behind it is known."""
        times, rest = _TIMES.get(unit[0]), unit[1:]
        if not times or (rest and rest not in self.units):
            return number, unit
        whole = f"{Decimal(number.replace(',', '')) * times:,f}"
        return re.sub(r"\.0+$|(\.\d*?)0+$", r"\1", whole), rest

    def _one(self, text: str) -> str:
        if known := self.whole(text) or self.units.get(text):
            return known
        if text[0] in _NUMERALS and (found := _time(text) or self.amount(text)):
            return found
        if _REPORT in text:
            return report_title(text, self.words)
        return place(text) or self._by_parts(text)

    def _by_parts(self, zh: str) -> str:
        if zh in self.names or not _TERM.fullmatch(zh) or _NAMED.search(zh):
            return ""
        for end, english in _KINDS.items():
            if major := self.whole(zh.removesuffix(end)) if zh.endswith(end) else "":
                return f"{major} {english}"
        return " · ".join(filter(None, (self.parts[part] for part in split(zh, self.parts))))


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese sign."""
    return re.search(f"[{_CHINESE}]", text) is not None


def place(where: str) -> str:
    """Give a place in a report in English, such as Table 2-1; empty for what is no such place."""
    found = _PLACE.fullmatch(where)
    return f"{_PLACES[found[1]]} {found[2]}" if found else ""


def english(text: Text) -> Text:
    """Give a text its English from the glossary, where it has none."""
    return text if text.en else Text(text.zh, glossary().word(text.zh))


@lru_cache
def glossary() -> Glossary:
    """Read the glossary's sheets."""
    rows = [row for sheet in _SHEETS for row in _rows(sheet)]
    words, units, parts, verbs = (
        {row["zh"]: row["en"] for row in rows if row["use"] == use}
        for use in ("", _UNIT, _PART, _VERB)
    )
    short = {zh: en for zh, en in words.items() if len(zh) <= LONGEST_PART}
    return Glossary({**verbs, **words}, units, {**short, **parts}, frozenset(verbs))


def _rows(sheet: str) -> Iterable[Mapping[str, str]]:
    text = files(__name__.rpartition(".")[0]).joinpath(sheet).read_text("utf-8")
    return csv.DictReader(text.splitlines())


def _time(text: str) -> str:
    """Give a year, a month or a day in English; empty for what is none of them."""
    if found := _YEAR.fullmatch(text):
        return f"{_YEARS[found[2]]}{found[1]}"
    if found := _DATE.fullmatch(text):
        year, month, day = found.groups()
        return f"{f'{day} ' if day else ''}{_MONTHS[(int(month) - 1) % 12]} {year}"
    return ""


def _singular(unit: str) -> str:
    """Write a unit for one: its first noun, which stands before «per» or «as»."""
    return re.sub(r"(?:(?<=ch)es|(?<=copi)es|s)(?= per| as|$)", "", unit, count=1).replace(
        "copi", "copy"
    )


def _western(text: str) -> str:
    """Set Western signs where no Chinese stands on either side."""
    for sign, western in _SIGNS.items():
        text = re.sub(rf"(?<![{_CHINESE}])\s*{sign}\s*(?![{_CHINESE}])", western, text)
    return re.sub(rf"《([^《》{_CHINESE}]+)》", r"“\1”", text)
