"""Figures as a report states them, in one form whatever they were read from; judges nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tvetgraph.graph.audit.printed import Range, printed_range
from tvetgraph.loaders.facts import Fact, Method, Span, pairs

INDICATOR = "指标"
PERIOD = "年份"
SAID = "语句"
Axes = tuple[tuple[str, str], ...]

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNIT = re.compile(r"(?P<scale>[十百千万亿]*)(?P<base>.*)")
_PEOPLE = re.compile(r"[名位人]")
_COUNTED = re.compile(
    r"[人名位个所门册台项件种本套处次场家条批届份支类期张枚间辆篇部项]|人次|场次|课次|次数|工位"
)
_SHARE = re.compile(r"%|％|个?百分点|成")
# Where a whole number is a mean, its last digit is rounded.
_MEAN = re.compile(r"平均|人均|生均|校均|率$|比$|比例$|占比$|均值")
_NOTE_PARTS = re.compile(r"[；;，,、]")
_LOOSE = re.compile(
    r"(?:余|多|以上|超过|不少于|不低于|至少|近|不足|以下|约|左右|下限|上限|上百|余多)+"
)
# Dimensions that say how something is told; the indicator says it too.
_TELLING = frozenset({"对比", "比较", "变化", "性质", SAID})
_COUNT_NAME = re.compile(r"(?:人数|数|总数|数量)$")


@dataclass(frozen=True)
class Statement:
    """One printed figure: what it counts, of whom, when, how much, and where it stands.

    `axes` are its dimensions, its indicator (unless a dimension says the same) and its period.
    `fact` is empty for what was read in the text alone; `words` are printed beside the number.
    """

    report: str
    where: str
    lines: tuple[Span, ...]
    indicator: str
    period: str
    value: Decimal
    printed: str
    unit: str = ""
    dims: Axes = ()
    note: str = ""
    table: bool = False
    curated: bool = False
    fact: str = ""
    row: str = ""
    label: str = ""
    title: str = field(default="", compare=False)

    @cached_property
    def axes(self) -> Axes:
        """Give all that tells the figure from the others of its table."""
        own = () if any(v == self.indicator for _, v in self.dims) else self.indicator
        named = ((INDICATOR, own),) if own else ()
        return (*self.dims, *named, (PERIOD, self.period))

    @cached_property
    def base(self) -> str:
        """Give the unit without its scale: 人 for 万人, % for 百分点."""
        if _SHARE.fullmatch(self.unit):
            return "%"
        base = _UNIT.fullmatch(self.unit)
        plain = base["base"] if base else self.unit
        return "人" if _PEOPLE.fullmatch(plain) else plain

    @cached_property
    def scale(self) -> int:
        """Give what the unit multiplies by: 10000 for 万人, 10 for 成."""
        found = None if self.share else _UNIT.fullmatch(self.unit)
        factor = 10 if self.unit == "成" else 1
        for char in found["scale"] if found else "":
            factor *= _SCALES[char]
        return factor

    @property
    def share(self) -> bool:
        """Tell whether it is a percentage."""
        return self.base == "%"

    @cached_property
    def exact(self) -> bool:
        """Tell whether the number is a count that is not rounded."""
        if self.value != self.value.to_integral_value() or self.scale != 1:
            return False
        if _MEAN.search(self.indicator):
            return False
        return bool(_COUNTED.fullmatch(self.base) or (not self.unit and self._counts))

    @property
    def _counts(self) -> bool:
        return bool(_COUNT_NAME.search(self.indicator))

    @property
    def _loosely(self) -> str:
        """Give the words of the note that say that the number is not exact."""
        parts = _NOTE_PARTS.split(self.note)
        return "".join(part for part in parts if _LOOSE.fullmatch(part))

    @cached_property
    def range(self) -> Range:
        """Give what the printed number may stand for, in the unit without its scale."""
        words = self.printed.lstrip("-0123456789.,") + self._loosely
        return printed_range(self.value, exact=self.exact, words=words) * Fraction(self.scale)

    @property
    def name(self) -> str:
        """Name it as a reader would look for it."""
        named = [v for n, v in self.dims if v and n != INDICATOR and n not in _TELLING]
        said = [v for v in dict.fromkeys((*named, self.indicator)) if not _within(v, named)]
        return " ".join(part for part in (*said, self.period) if part)

    def axis(self, name: str) -> str:
        """Give the value on an axis, or an empty text."""
        return dict(self.axes).get(name, "")

    def beside(self, *names: str) -> Axes:
        """Give its axes but some, sorted: what figures along these axes have in common."""
        return tuple(sorted((name, value) for name, value in self.axes if name not in names))


def _within(text: str, others: Iterable[str]) -> bool:
    """Tell whether a longer text says the same and more: 高职院校 in 24所高职院校."""
    plain = text.replace("的", "")
    return any(plain != o.replace("的", "") and plain in o.replace("的", "") for o in others)


def read_statements(report: str, facts: Iterable[Fact]) -> tuple[Statement, ...]:
    """Read the observations of a report, in order; other facts state no figures of their own."""
    return tuple(to_statement(report, fact) for fact in facts if fact.kind == "observations")


def to_statement(report: str, fact: Fact) -> Statement:
    """Read an observation."""
    values = fact.values
    return Statement(
        report=report,
        where=fact.where,
        lines=fact.lines,
        indicator=values["indicator"],
        period=values.get("period", ""),
        value=Decimal(values["value"]),
        printed=values["printed"],
        unit=values.get("unit", ""),
        dims=tuple(pairs(values.get("dimensions", ""))),
        note=values.get("note", ""),
        table=fact.method is Method.TABLE,
        curated=fact.method is Method.CURATED,
        fact=fact.id,
        row=fact.row,
        label=values.get("printed_label", ""),
        title=values.get("table", ""),
    )
