"""Numbers printed in running text: value, printed form and unit; what they count is not asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_COUNTED = (
    "人名位个所家项门支种类件册篇场期次届份套部本节台张枚倍批组间天年村户讲堂轮字步幅首辆亩吨元"
)
_UNIT = (
    "(?:万|亿|百|千)?(?:余|多)?(?:人次|人日|人天|人时|场次|课次|节次|批次|课时|学时|小时|分钟|个?百分点|个月|平方米|"
    f"公里|公斤|毫升|周(?!年)|对(?![口接外应])|学分|工位|条款|[{_COUNTED}]|条)|%|％|‰|GB|TB|万|亿"
)
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.\-—–+＋〔\[第图表例:：︰])(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    rf"(?:[-—–~～至到](?P<high>\d+(?:\.\d+)?))?(?P<more>余|多)?(?P<unit>{_UNIT})(?!月)"
)
_HAN_NUMBER = re.compile(
    r"(?<![一二三四五六七八九十]、)(?<![第\d一二三四五六七八九十百千之星“初前这那该此各每])(?P<value>两|[二三四五六七八九]?十[一二三四五六七八九]?|[三四五六七八九]|百|千)(?P<more>余|多)?"
    r"(?P<unit>个月|批次|个|(?<!十七|十八|十九)大(?=[\u4e00-\u9fff])|名|位(?!一体)|所|项|门|次(?!产业)|类|种|期|家|年(?![级代制])|节|支|套|章|周(?!年)|天|轮|批|场|条)"
    r"(?!以上|等奖)"
)
# 由90增加到131人: two levels, of which one may leave out the unit.
_CHANGE = re.compile(
    r"由(?:\d{4}年的?)?(?P<first>\d+(?:\.\d+)?)(?P<unit1>(?!\d)[^\d，。；]{0,3}?)(?:增加|增长|增|提高|提升|上升|升|下降|降低|降|减少|减|扩大|回升)?[到至为](?:\d{4}年的?)?"
    rf"(?P<last>\d+(?:\.\d+)?)(?P<unit2>{_UNIT})?"
)
_RATIO = re.compile(r"(?<![\d.:：︰])(?P<value>\d+(?:\.\d+)?)[:：︰]1(?![\d.:：︰])")
_YEARS = re.compile(r"(?:19|20)\d\d")
# A stretch of time that something is told of, as in 近5年; no figure of its own.
_LATELY = re.compile(r"(?:近|未来|今后|过去|最近|此后|前|后|每|头)$")
# The bound of a class, as in 在校生3000人以上的学校.
_CLASS = re.compile(r"(?:及|或)?(?:以上|以下|以内)(?:的|至|、|到)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
# What numbers things instead of counting them.
_ORDINAL = frozenset({"届"})
# A slip such as 08.6 is still a number.
_LEADING = re.compile(r"^0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its unit at [start, end) of a text; `bound` is 下限 or 上限 in a range.

    `step` is 由 or 到 for the two levels of a change.
    """

    start: int
    end: int
    value: str
    printed: str
    unit: str
    note: str = ""
    bound: str = ""
    step: str = ""


def numerals(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Numeral]:
    """Return the numbers of a text in order, but those inside the names at `taken`.

    >>> [(n.value, n.unit) for n in numerals("生师比为15.2:1，教师3万余人，十门课")]
    [('15.2', ':1'), ('3', '万人'), ('10', '门')]
    """
    changes = [*_changes(text)]
    spans = [(n.start, n.end) for n in changes]
    plain = [*_ratios(text), *_digits(text), *_han(text)]
    found = [*changes, *(n for n in plain if all(n.end <= a or b <= n.start for a, b in spans))]
    free = (
        n
        for n in found
        if all(n.end <= a or b <= n.start for a, b in taken)
        and not (n.unit in ("年", "天", "周", "个月") and _LATELY.search(text[: n.start]))
        and not _CLASS.match(text, n.end)
    )
    return sorted(free, key=lambda n: (n.start, n.bound == "上限"))


def _changes(text: str) -> Iterator[Numeral]:
    for match in _CHANGE.finditer(text):
        unit = (match["unit2"] or match["unit1"]).replace("％", "%")
        ends = ("first", "由", match.end("unit1")), ("last", "到", match.end())
        for name, step, end in ends:
            yield Numeral(match.start(name), end, match[name], match[name], unit, step=step)


def _ratios(text: str) -> Iterator[Numeral]:
    for match in _RATIO.finditer(text):
        yield Numeral(*match.span(), match["value"], match.group(), ":1")


def _digits(text: str) -> Iterator[Numeral]:
    for match in _NUMBER.finditer(text):
        value, unit = match["value"].replace(",", ""), match["unit"]
        year = unit == "年" and _YEARS.fullmatch(value)
        article = unit == "条" and len(value) < 3
        if year or article or unit in _ORDINAL:
            continue
        more = match["more"] or next((char for char in "余多" if char in unit), "")
        unit = unit.replace("余", "").replace("多", "").replace("％", "%")
        if match["high"]:
            yield from _range(match, unit)
        else:
            plain = _LEADING.sub("", value)
            yield Numeral(*match.span(), plain, match["value"] + more, unit, more)


def _range(match: re.Match[str], unit: str) -> Iterator[Numeral]:
    """Read a range as its two ends."""
    printed = _printed_range(match)
    for bound, value in (("下限", match["value"]), ("上限", match["high"])):
        yield Numeral(*match.span(), value, printed, unit, f"{printed}，{bound}", bound)


def _printed_range(match: re.Match[str]) -> str:
    """Return a range as printed, without its unit."""
    return match.group()[: match.end("high") - match.start()]


def _han(text: str) -> Iterator[Numeral]:
    for match in _HAN_NUMBER.finditer(text):
        more = match["more"] or ""
        printed = match["value"] + more
        yield Numeral(*match.span(), _han_value(match["value"]), printed, match["unit"], more)


def _han_value(text: str) -> str:
    """Return a Han numeral up to a hundred, or a round hundred or thousand, in digits."""
    if text in ("百", "千"):
        return "100" if text == "百" else "1000"
    tens, ten, ones = text.rpartition("十")
    value = _DIGITS.get(ones, 0) + (10 * _DIGITS.get(tens, 1) if ten else 0)
    return str(value)
