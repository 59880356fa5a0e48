"""Numbers in running text as observations: what is counted, how much, in which unit.

It reads only numbers with a unit; what a number counts is the noun behind or the phrase before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tvetgraph.loaders.mentions import Mention
from tvetgraph.loaders.shapes import SHAPES

_PRINTED = re.compile(
    r"(?P<value>[\d,]+(?:\.\d+)?|[两一二三四五六七八九十]+)(?P<more>余|多)?(?P<unit>(?:万|亿)?)(?P<more2>余|多)?(?P<what>.*)"
)
_AFTER = re.compile(
    r"[\u4e00-\u9fffA-Za-z“”+]{2,14}?(?=[，。；、：（(]|等|的|与|和|及|参|开|进|在|是|为|均|已|获|到|入|$)"
)
_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z“”+]{2,26}$")
# Nouns that are counted; they are looked for before any other end of a phrase.
_NOUN = re.compile(
    r"[\u4e00-\u9fffA-Za-z“”+]{0,10}?(?:院校|学校|专业群|专业|课程|项目|基地|企业|教师|学生|选手|代表队|"
    r"单位|教材|标准|团队|工作室|学院|证书|讲座|活动|人员|志愿者|家庭|国家|地区|社区|家长|专家|干部|学员|作品|"
    r"论文|专利|方案|制度|环节|岗位|品牌|平台|微课|视频|资源|赛项|新生|毕业生|职工|居民|官兵|干警|课题|案例)"
)
# Phrases that say nothing of what is counted.
_BAD = re.compile(
    r"(?:与|和|项|个|名|人日|以|者|及|其).*|.*(?:的|全国|两国|来自|的是|分别|选派|派出|其中)|参加|遴选|学科|"
    r"[一二两三四五六七八九十]+[门个项所].*|.{0,1}"
)
_LONGEST = 30
_SHORT_ENDINGS = ("率", "额", "值", "奖", "生", "费", "比", "训", "数", "计", "师")
_LINK = re.compile(
    r"(?:达到|高达|达|共计|累计|总计|合计|共有|共|总|为|至|近|约|超过|有|了|是|出|到|已|不低于|不少于|增长|"
    r"增加|提高|下降|完成|人数|占|的|仅|高出)+$"
)
_HEAD = re.compile(r"^(?:所|其中|目前|今年|分别|同时|并|共|累计|先后|年|月|日|等|的|名|个|余|多)+")
_SKIP_UNITS = frozenset({"级", "届", "层"})
_HAN = {char: str(value) for value, char in enumerate("零一二三四五六七八九十")} | {"两": "2"}
_GROWTH = re.compile(
    r"[，、（(]?(?:与|比|较|同比|相比|环比)?[^，。；]{0,14}?"
    r"(?P<word>增长|提高|下降|减少|增加|上升|降低|提升|增幅|降幅)(?:了|率为|幅度为|为|达|约|近)*$"
)
_MEASURED = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,16}?)(?:达到|达|共计|共|为|是|约|近|有)*"
    r"(?:[\d.,]+[万亿]?(?:人次|[\u4e00-\u9fff%％]{0,3}))?$"
)
_WITHOUT_NOUN = frozenset(
    {"人次", "%", "％", "万元", "亿元", "课时", "学时", "个百分点", "人日", ""}
)
# Behind a number these begin what was done, not what was counted.
_VERB = re.compile(
    r"赴|到|来|去|参加|获|入|进|开|在|为|被|担任|承担|前往|组成|完成|达|占|用于|通过|分别|支教"
)
# A slip such as 08.6 is still a number.
_LEADING = re.compile(r"^0+(?=\d)")
_CLAUSE = re.compile(r"[，。；：、（(]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence: [start, end) of its text, and the cells of its observation."""

    start: int
    end: int
    indicator: str
    value: str
    printed: str
    unit: str
    note: str


def quantities(text: str, mentions: Sequence[Mention]) -> Iterator[Quantity]:
    """Return the numbers of a sentence that say what they count, in order."""
    names = [m.text for m in mentions if m.tag in ("school", "collective", "body", "home")]
    for mention in mentions:
        found = _PRINTED.fullmatch(mention.text) if mention.tag == "number" else None
        if found and not _is_ordinal(found):
            indicator = _indicator(text, mention, found["what"])
            for name in names:
                indicator = indicator.removeprefix(name)
            if _says_something(indicator):
                yield _quantity(mention, found, indicator)


def _is_ordinal(found: re.Match[str]) -> bool:
    """Tell what numbers things from what counts them: a few 条 are articles of a document."""
    return found["what"] in _SKIP_UNITS or (found["what"] == "条" and len(found["value"]) <= 2)


def _quantity(mention: Mention, found: re.Match[str], indicator: str) -> Quantity:
    more = found["more"] or found["more2"] or ""
    unit = found["unit"] + found["what"].removeprefix("余").removeprefix("多")
    printed = found["value"] + more
    value = _LEADING.sub("", _digits(found["value"].replace(",", "")))
    return Quantity(
        mention.start, mention.end, indicator, value, printed, unit.replace("％", "%"), more
    )


def _digits(value: str) -> str:
    """Write Han numerals below a hundred in digits."""
    if value in _HAN:
        return _HAN[value]
    if "十" not in value:
        return "".join(_HAN.get(char, char) for char in value)
    tens, _, ones = value.partition("十")
    return _HAN.get(tens, "1") + _HAN.get(ones, "0")


def _indicator(text: str, mention: Mention, unit: str) -> str:
    if unit not in _WITHOUT_NOUN and not _VERB.match(text, mention.end):
        after = _NOUN.match(text, mention.end) or _AFTER.match(text, mention.end)
        if after:
            return f"{after.group()}数"
    growth = _grown(text[: mention.start])
    if growth:
        return growth
    before = _BEFORE.search(_clause(text[: mention.start]))
    if not before:
        return ""
    phrase = _HEAD.sub("", _LINK.sub("", before.group()))
    return phrase if len(phrase) >= 2 else ""


def _says_something(indicator: str) -> bool:
    bare = indicator.removesuffix("数")
    if _BAD.fullmatch(bare) or SHAPES.place.fullmatch(bare.removesuffix("市")):
        return False
    return 3 <= len(indicator) <= _LONGEST or indicator.endswith(_SHORT_ENDINGS)


def _grown(text: str) -> str:
    """Name what a text that ends with 增长 or the like says has grown; empty if it does not."""
    growth = _GROWTH.search(text)
    measured = _MEASURED.search(text[: growth.start()]) if growth else None
    if not growth or not measured:
        return ""
    return _HEAD.sub("", measured["name"]) + growth["word"]


def _clause(text: str) -> str:
    """Return the last clause of a text that says something."""
    bare = _LINK.sub("", text).rstrip("，、：")
    return _CLAUSE.split(bare)[-1]
