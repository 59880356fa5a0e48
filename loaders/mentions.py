"""Recognise the names in a sentence: listed ones by the authority, others by their shape.

It never decides that two names are one; an ambiguous alias is a mention that resolves to nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tvetgraph.loaders.authority import Authority, all_names
from tvetgraph.loaders.boundaries import Boundaries, after_stops, is_brand
from tvetgraph.loaders.register import NO_NAMES, Mention, Register, place_words
from tvetgraph.loaders.shapes import SHAPES

__all__ = ["EACH", "ORGANISATION_TAGS", "Mention", "Recogniser"]

ORGANISATION_TAGS = frozenset({"school", "firm", "body", "group", "foreign"})
_DOCUMENT = re.compile(r"《(?P<title>[^《》]{2,80}(?:《[^《》]*》[^《》]*)?)》")
_BY = re.compile(r"(?P<by>[\u4e00-\u9fff、]{2,60}?)(?=关于|印发)")
# A shorter title such as 《意见》 repeats one that was given in full before.
_SHORTEST_TITLE = 6
_QUOTED = re.compile(
    r"[“\"](?P<text>[^“”\"，。；]{2,30}|[^“”\"，。；]{2,14}，[^“”\"，。；]{2,14})[”\"]"
)
# “3+2” and “1+X” are forms of schooling, not names.
_FORM = re.compile(r"\d(?:[+＋][\dXxＸ])+")
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.\-—+〔\[第])(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<more>余|多)?"
    r"(?P<unit>(?:万|亿)?(?:余|多)?(?:人次|人日|人天|课时|学时|个百分点|个月|万元|亿元|平方米|[人名位元所个家项门支种类件"
    r"册篇场期次届份套部本节台张枚倍条批组间天年届对村户]|周(?!年))|%|％|万|GB|TB|分钟|小时|亩)(?!月|\d)"
)
_HAN_NUMBER = re.compile(
    r"(?<![第\d一二三四五六七八九十百、之星“])(?:两|[二三四五六七八九]?十[一二三四五六七八九]?|[三四五六七八九])"
    r"(?:个(?!月)|(?<!十七|十八|十九)大(?=[\u4e00-\u9fff])|名|所|项|门|次(?!产业)|类|种|期|家|年(?![级代制])|节|支|套|章)"
    r"(?!以上|等奖)"
)
_QUOTED_UNITS = ("学院", "工作室", "实验室", "基地", "中心", "孔子课堂", "工坊", "学堂")
_QUOTED_CONTESTS = ("大赛", "比赛", "竞赛", "运动会")
# Names that may begin with schools as a whole: 云州市职业院校技能大赛.
_FIRMER = frozenset({"contest", "unit", "document", "work", "group"})
_FIRMS = re.compile(
    r"(?P<list>[^，。；：、（）()“”《》]{2,20}(?:、[^，。；：、（）()“”《》与和及的]{2,8})+)等"
    r"(?:[\u4e00-\u9fff]{0,3}家)?(?:知名|著名|大型|龙头|优质|优秀|重点|行业|合作|国内外|国内|国际|世界|本地|民族|的){0,3}"
    r"(?:企业|公司)"
)
# Of no named place: 各中等职业学校.
EACH = "各"
_RANKS = ("省", "自治区", "地区", "新区")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百\d]+|首)届$")
_YEARS = re.compile(r"(?:19|20)\d\d")
_MAJOR = re.compile(r"专业(?![课教技性建设布结化人群素能知水点对标培发师学实目镇])")
# 护理和养老两大专业 are two majors, and 两大 is part of no name.
_HOW_MANY = re.compile(r"等?[两三四五六七八九十\d]+[大个类]$")
_LISTED = re.compile(r"[、和及与]$")
_MAJOR_BODY = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:（[^（）]{1,16}）|\([^()]{1,16}\))?$")


class Recogniser:
    """Finds the mentions of sentences of one document."""

    def __init__(self, authority: Authority, text: str, home: str = "") -> None:
        self._home = home.removesuffix("市").removesuffix("省")
        self._register = Register(authority, text, self._home)
        self._majors = {n for e in authority.majors.values() for n in all_names(e) if len(n) > 1}
        self._boundaries = Boundaries(text, home)

    def mentions(self, text: str) -> list[Mention]:
        """Return the mentions of a sentence in order; they do not overlap."""
        found = [self._issued(document) for document in _documents(text)]
        found += _free(self._register.listed(text), found)
        found += _free(self._shaped(text, found), found)
        found += _free(_firms_listed(text), found)
        found = _in_quotes(text, found)
        found = _collective(text, found, self._home)
        found = _units_with_names(text, found)
        found = _whole_contests(text, found)
        found = [mention for mention in found if not self._is_home(mention)]
        found += _free(_places(text, self._home), found)
        found += _free(self._majors_in(text, found), found)
        found += _free(_numbers(text), found)
        found += _free(_quoted(text), found)
        found = [own for mention in found if (own := self._register.own(mention))]
        return _without_outer(sorted(found, key=lambda mention: mention.start))

    def _issued(self, document: Mention) -> Mention:
        """Tell who issued a document whose title says so: 云州市教育局关于职业教育的意见."""
        head = _BY.match(document.text)
        if not head or document.tag != "document":
            return document
        found = list(self._register.listed(head["by"]))
        found += _free(self._shaped(head["by"], found), found)
        bodies = [m for m in sorted(found, key=lambda m: m.start) if m.tag == "body"]
        between = sum(len(m.text) for m in bodies) + head["by"].count("、")
        whole = bodies and between == len(head["by"])
        return replace(document, issuers=tuple(m.text for m in bodies)) if whole else document

    def _shaped(self, text: str, taken: Iterable[Mention]) -> list[Mention]:
        """Find names by their endings; a name may grow out of the one right before it."""
        borders = sorted((m.start, m.end) for m in taken)
        found: list[Mention] = []
        for match in SHAPES.ending.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in borders):
                continue
            tag = SHAPES.tags[match.group()]
            floor = max([0, *(end for _, end in borders if end <= match.start())])
            start = self._grown(text, found, match) if found else None
            if start is None:
                floor = max([floor, *(m.end for m in found if m.tag != "region")])
                start = self._boundaries.left(text, floor, match, tag)
            if start is not None and not text[start : match.end()].endswith(NO_NAMES):
                found = [m for m in found if m.end <= start]
                found.append(
                    self._register.resolved(_shaped_mention(text, start, match.end(), tag))
                )
        return found

    def _is_home(self, mention: Mention) -> bool:
        """Tell whether a region is the report's own, which has a tag of its own."""
        own = self._home + mention.text[len(self._home) :]
        return bool(self._home) and own == mention.text and own.removeprefix(self._home) in _RANKS

    def _grown(self, text: str, found: list[Mention], match: re.Match[str]) -> int | None:
        last, gap = found[-1], text[found[-1].end : match.start()]
        part = match.group() in ("学院", "分院", "分校", "出版社", "医院") or gap.startswith("附属")
        if last.tag != "school" or not part or len(gap) > 10 or not gap:
            return None
        if gap in SHAPES.countries:
            return None
        return None if SHAPES.before.search(gap) or not gap.isalnum() else last.start

    def _majors_in(self, text: str, taken: Iterable[Mention]) -> Iterator[Mention]:
        borders = [m.end for m in taken]
        for match in _MAJOR.finditer(text):
            count = _HOW_MANY.search(text[: match.start()])
            end = count.start() if count else match.start()
            floor = max([0, *(border for border in borders if border <= end)])
            while span := self._major_before(text, floor, end):
                yield Mention(
                    *span, text[slice(*span)], "major", known=text[slice(*span)] in self._majors
                )
                if not _LISTED.search(text[floor : span[0]]):
                    break
                end = span[0] - 1

    def _major_before(self, text: str, floor: int, end: int) -> tuple[int, int] | None:
        for start in range(max(floor, end - 20), end - 1):
            if text[start:end] in self._majors:
                return start, end
        body = _MAJOR_BODY.search(text[floor:end])
        if not body:
            return None
        start = floor + body.start()
        cuts = [m.end() for m in SHAPES.before.finditer(text, start, end)]
        start = max([start, *cuts])
        name = text[start:end]
        return (start, end) if len(name) >= 3 and not SHAPES.generic.fullmatch(name) else None


def _shaped_mention(text: str, start: int, end: int, tag: str) -> Mention:
    name = text[start:end]
    foreign = next((c for c in SHAPES.countries if name.startswith(c)), "")
    if tag in ORGANISATION_TAGS and foreign and len(name) > len(foreign) + 2:
        tag = "foreign"
    return Mention(start, end, name, tag)


def _free(new: Iterable[Mention], taken: Iterable[Mention]) -> list[Mention]:
    """Keep the mentions that overlap no earlier one, first come first served."""
    borders = [(m.start, m.end) for m in taken]
    kept: list[Mention] = []
    for mention in new:
        if all(end <= mention.start or mention.end <= start for start, end in borders):
            kept.append(mention)
            borders.append((mention.start, mention.end))
    return kept


def _documents(text: str) -> Iterator[Mention]:
    for match in _DOCUMENT.finditer(text):
        title = re.sub(r"[（(][^（）()]*[）)]$", "", match["title"])
        formal = title.endswith(SHAPES.documents) and len(title) >= _SHORTEST_TITLE
        tag = "document" if formal else "work"
        yield Mention(*match.span(), match["title"], tag)


def _firms_listed(text: str) -> Iterator[Mention]:
    """Find the firms that a list names by their brands alone: 长风、星河等企业."""
    for match in _FIRMS.finditer(text):
        end = match.end("list")
        start = after_stops(text, start=match.start(), end=end)
        members = list(re.finditer(r"[^、]+", text[start:end]))
        if len(members) > 1 and all(is_brand(member.group()) for member in members):
            for member in members:
                span = start + member.start(), start + member.end()
                yield Mention(*span, member.group(), "firm")


def _in_quotes(text: str, found: list[Mention]) -> list[Mention]:
    """Take a quoted name that ends like a unit or a contest as one name, whatever stands in it."""
    whole = [
        Mention(*match.span(), match["text"], tag)
        for match in _QUOTED.finditer(text)
        for tag, endings in (("unit", _QUOTED_UNITS), ("contest", _QUOTED_CONTESTS))
        if match["text"].endswith(endings) and match["text"] not in endings
    ]
    return whole + _free(found, whole)


def _whole_contests(text: str, found: list[Mention]) -> list[Mention]:
    """Join a contest and its stage that is printed right behind it, and its number before it."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.start):
        last = kept[-1] if kept else None
        if last and last.tag == mention.tag == "contest" and last.end == mention.start:
            kept[-1] = replace(last, end=mention.end, text=text[last.start : mention.end])
        elif mention.tag == "contest":
            edition = _EDITION.search(text[: mention.start])
            start = edition.start() if edition else mention.start
            kept.append(
                replace(mention, start=start, text=text[start : mention.start] + mention.text)
            )
        else:
            kept.append(mention)
    return kept


def _units_with_names(text: str, found: list[Mention]) -> list[Mention]:
    """Begin a unit's name with the firm's name that stands right before it."""
    ends = {m.end: m for m in found if m.tag in ("firm", "body")}
    grown = [
        replace(m, start=ends[m.start].start, text=text[ends[m.start].start : m.end])
        if m.tag == "unit" and m.start in ends and text[m.start] not in '“"'
        else m
        for m in found
    ]
    eaten = {m.start for m in grown if m.tag == "unit"}
    return [m for m in grown if m.tag == "unit" or m.start not in eaten]


def _collective(text: str, found: list[Mention], home: str) -> list[Mention]:
    """Tell a place's schools as a whole, such as 北京市中等职业学校, from one school."""
    whole = list(_collectives(text, home))
    listed = [m for m in found if (m.known and m.tag == "school") or m.tag in _FIRMER]
    others = [mention for mention in found if mention not in listed]
    whole = _free(whole, listed)
    return listed + whole + _free(others, whole)


def _collectives(text: str, home: str) -> Iterator[Mention]:
    places = re.compile(f"{place_words(home)}|{EACH}")
    for match in SHAPES.collective.finditer(text):
        for place in places.finditer(text, max(0, match.start() - 14), match.start()):
            middle = text[place.end() : match.start()]
            if SHAPES.collective_middle.fullmatch(middle):
                whole = place.start(), match.end()
                if place.group() == EACH and match.group().endswith("队"):
                    break
                yield Mention(*whole, text[slice(*whole)], "collective")
                break


def _places(text: str, home: str) -> Iterator[Mention]:
    """Find listed places; the report's own region has a tag of its own."""
    listed = f"{place_words(home)}(?:省|市|自治区|新区)?"
    for match in re.finditer(listed, text):
        tag = "country" if match.group() in SHAPES.countries else "region"
        if home and match.group().startswith(home):
            tag = "home"
        yield Mention(*match.span(), match.group(), tag)


def _without_outer(found: list[Mention]) -> list[Mention]:
    """Drop a province that only says where the county right behind it lies."""
    starts = {mention.start for mention in found if mention.tag == "region"}
    return [m for m in found if m.tag != "region" or m.end not in starts]


def _numbers(text: str) -> Iterator[Mention]:
    for match in _HAN_NUMBER.finditer(text):
        yield Mention(*match.span(), match.group(), "number")
    for match in _NUMBER.finditer(text):
        if not (match["unit"] == "年" and _YEARS.fullmatch(match["value"])):
            yield Mention(*match.span(), match.group(), "number")


def _quoted(text: str) -> Iterator[Mention]:
    for match in _QUOTED.finditer(text):
        if not _FORM.fullmatch(match["text"]):
            yield Mention(*match.span(), match["text"], "quoted")
