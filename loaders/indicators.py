"""Name what a figure in prose counts, from its clause; who and when are asked elsewhere.

A counted noun stands behind its figure (引进10门课程), a measured one before it (就业率为97%).
Where a clause leaves the noun out, the figure before it has said it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tvetgraph.loaders.changes import change, changed, compared_with
from tvetgraph.loaders.clauses import Part
from tvetgraph.loaders.counters import behind, counts, shares, spans, suffix
from tvetgraph.loaders.countnouns import around, done_by, done_to, noun
from tvetgraph.loaders.phrases import Name, phrase
from tvetgraph.loaders.quantity_words import WORDS

_AWARD = re.compile(
    r"(?:(?P<group>(?:(?![获得取荣夺了的])[\u4e00-\u9fff]){1,4}(?:组|赛))的?)?(?:个人|团体)?"
    r"(?P<award>(?:特等|[一二三四]等|金|银|铜|优秀|优胜|鼓励|单项|入围|创新|最佳[\u4e00-\u9fff]{1,6}?"
    r"|(?:优秀|最佳|突出)[\u4e00-\u9fff]{2,6}?)奖|[金银铜]牌|[冠亚季]军)"
)
_AWARDS = ("奖", "牌", "军")
_WINNER = re.compile(r"(?P<who>教师|学生|师生|选手|班主任)(?:[分共]别?)?(?:荣获|获得|获|取得|夺得)")
_WON = re.compile(rf"(?:[^，]{{0,10}}?(?:荣获|获得|获|取得|夺得|摘得|斩获))?了?{_AWARD.pattern}")
_SHARED = re.compile(
    r"的(?P<noun>[^，的]{2,14}?)(?P<verb>具有|具备|拥有|取得|获得|持有|参加|选择|认为|表示)"
    r"(?P<what>[^，]{2,20})"
)
_OF = re.compile(r"(?P<part>.{2,}?)占(?P<whole>(?!比).{2,}?)(?P<of>的)?(?:比例|比重)?(?:的)?$")
# The part may be what the figure before counts, the whole what everyone knows: 3人，占20%.
_ELIDED = re.compile(r"占(?P<whole>(?!比).{2,}?)(?P<of>的)?(?:比例|比重)?|(?P<part>.*)占")
_IN = re.compile(r"(?P<part>.{2,}?)在(?P<whole>.{2,14}?)中的?(?P<share>占比|比例|比重)$")
_TIMES = re.compile(r"(?P<what>.{2,16}?)是(?P<whole>.{2,16}?)的?$")
_MEAN = re.compile(r"[人生校户]均")
_PER = re.compile(r"每[百千万]?[\u4e00-\u9fff]{1,3}")
_LISTED = ("、", "和", "及", "与")
_CHAINED = re.compile(r"[^，]{0,6}[、和]?")
_GENERIC = re.compile(
    r"(?:[\u4e00-\u9fff]|[个项名者以及]|学校|方面|问题|内容|其中|参加|人|时间|个人|本人|上年|去年|总量|总数|全国"
    r"|工作|情况|一次|之一|多个|不同|部分|统一|根本|[高低多少]于?|仍.*|.*[低高]于|\d{4}年)?(?:数|金额|额|率|人数|次数|人次|年数|天数)?"
)
_LIST_OF_NUMBERS = re.compile(r"\d、|、\d")
_GROWTH = re.compile(WORDS.growth)
_LONGEST = 34


def name_of(part: Part, before: Sequence[Name]) -> Name | None:
    """Name what a figure counts; `before` are the names of the figures before it."""
    found = _level(part, before) or compared_with(part, before) or change(part, before)
    if not found and not changed(part):
        found = (
            _times(part)
            or _award(part, before)
            or _shared(part, before)
            or _lasted(part)
            or _counted(part, before)
            or _measured(part, before)
        )
    return _closed(found) if found and _says_something(found.text) else None


def _closed(name: Name) -> Name:
    """Drop a quotation mark that has lost its other half."""
    if name.text.count("“") == name.text.count("”"):
        return name
    return replace(name, text=re.sub("[“”]", "", name.text), bare=re.sub("[“”]", "", name.bare))


def _says_something(text: str) -> bool:
    if _LIST_OF_NUMBERS.search(text):
        return False
    plain = not _GENERIC.fullmatch(text) and not _GROWTH.match(text)
    return plain and 1 < len(text) <= _LONGEST


def _level(part: Part, before: Sequence[Name]) -> Name | None:
    """Name the two levels of a change, 教师由90人增加到131人: both by what stands before 由."""
    if part.numeral.step == "到":
        return before[-1] if before else None
    return _measured(part, before) if part.numeral.step else None


def _times(part: Part) -> Name | None:
    """Name how many times one thing is another: 甲是乙的3倍."""
    found = _TIMES.fullmatch(WORDS.link.sub("", part.left)) if part.numeral.unit == "倍" else None
    what = phrase(found["what"]) if found else ""
    return Name(f"{what}是{found['whole']}的倍数", bare=what) if found and what else None


def _award(part: Part, before: Sequence[Name]) -> Name | None:
    """Name an award, printed before its number or behind it: 一等奖3项, 3名教师获一等奖."""
    left = WORDS.link.sub("", part.left)
    ahead = next((won for won in _AWARD.finditer(left) if won.end() == len(left)), None)
    found = ahead or _WON.match(part.right)
    if not found or spans(part.numeral.unit) or part.numeral.unit == "次":
        return None
    if not ahead and part.followed and found.end() == len(part.right):
        return None
    winner = _WINNER.search(part.left)
    own = [("组别", found["group"])] if found["group"] else []
    own += [("获奖者", winner["who"])] if winner else []
    award = found["award"]
    # A bare award goes on in the list of the award before.
    if left.strip("、和与及以") == award and before and before[-1].text.endswith(_AWARDS):
        own = own or [*before[-1].more]
    return Name(award, tuple(own), bare=award)


def _shared(part: Part, before: Sequence[Name]) -> Name | None:
    """Name a share: 占…的87%, 87%的教师具有…."""
    if not shares(part.numeral.unit):
        return None
    if found := _SHARED.match(part.right):
        name = f"{found['verb']}{found['what']}的{found['noun']}占比"
        return Name(name, bare=name)
    left = WORDS.link.sub("", part.left)
    if found := _ELIDED.fullmatch(left):
        part_of = phrase(found["part"] or "") or (before[-1].bare if before else "")
        name = (
            f"{part_of}占{found['whole']}{found['of'] or ''}比例"
            if found["whole"]
            else f"{part_of}占比"
        )
        return Name(name, bare=part_of) if part_of else None
    if found := _IN.fullmatch(left):
        name = f"{phrase(found['part'])}{found['share']}"
        return Name(name, (("分母", found["whole"]),), bare=name)
    if found := _OF.fullmatch(left):
        name = f"{phrase(found['part'])}占{found['whole']}{found['of'] or ''}比例"
        return Name(name, bare=name)
    return None


def _lasted(part: Part) -> Name | None:
    """Name how long something took or how much it had: 3天的培训, 5个环节20课时的方案."""
    unit, right = part.numeral.unit, around(part.right)
    whole = noun(part.tail[1:]) if part.followed and part.tail.startswith("的") else ""
    if whole and _CHAINED.fullmatch(right):
        return Name(f"{whole}{noun(right, followed=True) or unit}数", bare=whole, behind=True)
    bare = unit == "节" and not part.left
    if not spans(unit) or not (bare or right.startswith("的")):
        return None
    what = noun(right.removeprefix("的"))
    called = f"{unit}数" if behind(unit) == unit else behind(unit)
    return Name(f"{what}{called}", bare=what, behind=True) if what else None


def _counted(part: Part, before: Sequence[Name]) -> Name | None:
    """Name the noun behind a figure, with what was done to the things before it."""
    unit, right = part.numeral.unit, around(part.right)
    if not counts(unit):
        return None
    if not right and part.followed and (what := noun(around(part.tail))):
        return Name(f"{what}{unit}数", bare=what, behind=True)
    what = noun(right, followed=part.followed, unit=unit)
    if not what or (spans(unit) and unit != "节"):
        return None
    verb = done_to(part, before) or done_by(part)
    return Name(f"{verb}{what}{behind(unit)}", bare=what, verb=verb, behind=True)


def _measured(part: Part, before: Sequence[Name]) -> Name | None:
    """Name what stands before its figure: 专任教师120人, 就业率达到97%."""
    what, unit = phrase(part.left), part.numeral.unit
    if part.right.rstrip() in ("至", "到") and part.followed:
        return None
    if before and (_MEAN.fullmatch(what) or (_PER.fullmatch(what) and before[-1].bare)):
        what += before[-1].bare
    if len(what) > _LONGEST or what.startswith("来自") or WORDS.causing.fullmatch(what):
        return None
    if not what or (unit == "年" and not what.endswith(WORDS.measures)):
        return None
    listed = part.joined and part.left.startswith(_LISTED)
    if listed and before and not before[-1].behind and not WORDS.acting.match(what):
        what = before[-1].verb + what
    acting = WORDS.acting.match(what)
    verb = acting["verb"] if acting and len(acting["what"]) > 1 else ""
    called = suffix(what, unit)
    sure = called not in ("数", "金额") or not re.fullmatch(WORDS.verbs, what)
    return Name(what + called, bare=what, verb=verb, sure=sure)
