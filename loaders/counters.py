"""What a unit tells of its figure: whether it counts things, and how the count is called."""

import re

from tvetgraph.loaders.quantity_words import WORDS

_COUNTED = re.compile(
    r"[万百千]?(?:[人名位个所家项门支种类件册篇期份套部本台张枚批组村户讲堂幅首辆大章条对维步轮场节次]|条款|批次|节次|场次)"
)
_SPAN = re.compile(r"[天年周节轮]|个月|小时|分钟|课时|学时")
_MONEY = re.compile(r"[万亿百千]*元")
_SHARE = re.compile(r"%|‰")
_PEOPLE = re.compile(r"[万百千]?[人名位]")
# Units that are no count: the measure before them says it all.
_MEASURE = re.compile(
    r"%|‰|:1|倍|分|[万亿]?(?:平方米|公顷|亩|毫升|公里|公斤|吨|GB|TB)|个?百分点|万|亿|"
)
_OF_DEEDS = {"次": "次数", "批": "批次数", "月": "月数", "个月": "月数", "轮": "轮数"}
_WHOLE = ("人次", "人天", "人日", "人时", "学时", "课时", "课次", "场次", "节次", "学分", "小时")
_IN_ITSELF = frozenset({"期", "讲", "场"})


def counts(unit: str) -> bool:
    """Tell whether a unit counts things, so that their noun may stand behind it."""
    return bool(_COUNTED.fullmatch(unit))


def spans(unit: str) -> bool:
    """Tell whether a unit measures how long something took: 3天的培训."""
    return bool(_SPAN.fullmatch(unit))


def shares(unit: str) -> bool:
    """Tell whether a unit is of a share."""
    return bool(_SHARE.fullmatch(unit))


def behind(unit: str) -> str:
    """Return what a unit puts behind the noun that it counts.

    >>> behind("名"), behind("次"), behind("天"), behind("节次")
    ('数', '次数', '天数', '节次')
    """
    if unit in _WHOLE:
        return unit
    return _OF_DEEDS.get(unit, f"{unit}数" if spans(unit) else "数")


def suffix(what: str, unit: str) -> str:
    """Return what a unit puts behind the measure before it, which may name itself.

    >>> suffix("专任教师", "人"), suffix("本地就业", "人")
    ('数', '人数')
    >>> suffix("就业率", "%"), suffix("专业覆盖", "%")
    ('', '率')
    """
    whole = next((word for word in _WHOLE if unit.endswith(word)), "")
    if unit == "次" and not what.endswith("次数"):
        return "次数"
    if what.endswith((*WORDS.measures, whole or "\0")):
        return ""
    if whole:
        return whole
    if _PEOPLE.fullmatch(unit):
        return "数" if what.endswith((*WORDS.persons, "招生")) else "人数"
    if _MONEY.fullmatch(unit):
        return "金额"
    if _MEASURE.fullmatch(unit):
        return "率" if what.endswith(WORDS.rated) else ""
    return f"{unit}数" if unit in _IN_ITSELF else behind(unit)


def of_change(what: str, unit: str) -> str:
    """Return how a change is called: 就业率提高幅度, 招生数增长率, 教师减少数, 收入提高额."""
    if shares(unit) or unit.endswith("百分点"):
        part = what.endswith(("率", "比", "比例", "比重", "度")) or not shares(unit)
        return "幅度" if part else "率"
    return "额" if _MONEY.fullmatch(unit) else "数"
