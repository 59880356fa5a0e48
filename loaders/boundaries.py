"""Find where a name of unknown spelling begins; it knows what stands before names, no name."""

import re
from functools import lru_cache

from tvetgraph.loaders.shapes import SHAPES

_LONGEST = 26
_LONGEST_BRAND = 6
_SHORTEST_HEAD = 2
_BODY = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·•\-+]")
_CLOSING = {"”": "“", "）": "（", ")": "(", "’": "‘", "》": "《"}
_CONJUNCTION = re.compile(r"与|和|及|以及")
_DIGITS = re.compile(r"^[\d\-]+(?:年|月|日|所|家|个|名|次|届|余|多)*")
_HIGHER = re.compile(
    f"(?:{SHAPES.place.pattern})(?:省|市|自治区)?|[\u4e00-\u9fff]{{2,3}}(?:省|市|州)"
)
_CACHED = 1 << 14
_QUOTED = re.compile(r"“[^“”]*”")
# Units of a kind as a whole: 工程师学院及大师工作室.
_UNITS = re.compile(r"(?:学院|工作室|基地|中心)[及和与]|”型")
_UNFIT = ("首批", "第二批", "一批", "型", "中国特色")
# 省教育厅 and 市教育局 are those of the report's own region.
_OWN = ("省", "市")
_RULING = ("厅", "局", "委", "委员会", "政府")
# What is founded or joined has a name of its own: 牵头成立了石桥先进制造职教集团.
_FOUNDED = re.compile(r"(?:成立|组建|加入|创建|筹建|发起)了?$")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:省|市|县|区|旗|州)(?!级|域|属|场)")


class Boundaries:
    """Left boundaries of names in one document; a name that comes back is believed."""

    def __init__(self, document: str, home: str = "") -> None:
        self._document = document
        self._home = home.removesuffix("省").removesuffix("市") or "\0"
        self._place = re.compile(f"{re.escape(self._home)}|{SHAPES.place.pattern}")
        self._count = lru_cache(_CACHED)(self._document.count)

    def left(self, text: str, floor: int, match: re.Match[str], tag: str) -> int | None:
        """Return where the name that ends with `match` begins, or None if it is no name."""
        reach = _reach(text, floor, match.start())
        start = after_stops(text, start=reach, end=match.start())
        head = text[start : match.start()]
        start += len(found.group()) if (found := _DIGITS.match(head)) else 0
        start = self._at_place(text, start, match.start())
        if tag == "region":
            return _region(text, start, match)
        start = self._repeated(text, start, match)
        head = text[start : match.start()]
        if tag == "body" and head in _OWN and match.group().endswith(_RULING):
            return start
        branded = match.group() in SHAPES.brands and is_brand(head)
        founded = tag == "group" and _FOUNDED.search(text[:start])
        if match.group() in SHAPES.weak and not (branded or founded or self._anchored(head)):
            return None
        if head.startswith(_UNFIT) or (tag == "unit" and _UNITS.search(head)):
            return None
        if tag == "contest":
            return start if len(head) >= _SHORTEST_HEAD else None
        return start if _is_head(head, match.group()) else None

    def _at_place(self, text: str, start: int, end: int) -> int:
        """Begin a name at the place in it, if what stands before the place is short and bare."""
        found = self._place.search(text, start, end)
        if not found or found.start() == start:
            return start
        before = text[start : found.start()]
        bound = "“" in before or "中国" in before or before[-1] in "（(-·" or before.isascii()
        return start if bound else found.start()

    def _anchored(self, head: str) -> bool:
        """Tell whether a name begins with what only names begin with."""
        return bool(
            SHAPES.place.match(head)
            or head.startswith((self._home, *SHAPES.anchors))
            or "“" in head
            or _DISTRICT.match(head)
        )

    def _repeated(self, text: str, start: int, match: re.Match[str]) -> int:
        """Shorten a name that stands only once to the longest part that comes back."""
        if self._count(text[start : match.end()]) > 1 or SHAPES.place.match(text, start):
            return start
        for later in range(start + 1, match.start() - 2):
            part = text[later : match.end()]
            if not _is_head(text[later : match.start()], match.group()):
                return start
            if self._count(part) > 1 and text[later - 1] not in "、“":
                return later
        return start


def is_brand(head: str) -> bool:
    """Tell whether a short text can be a firm's own name: no trade, no place, no common word."""
    common = SHAPES.trades.fullmatch(head) or SHAPES.place.fullmatch(head)
    return 2 <= len(head) <= _LONGEST_BRAND and not common


def _reach(text: str, floor: int, end: int) -> int:
    """Go left over characters of names; brackets and quotes only in pairs."""
    place = end
    while place > floor and end - place < _LONGEST:
        char = text[place - 1]
        if char in _CLOSING:
            opening = text.rfind(_CLOSING[char], floor, place - 1)
            if char == "》" or opening < 0 or place - opening > _LONGEST // 2:
                break
            place = opening
        elif _BODY.match(char):
            place -= 1
        else:
            break
    return place


def after_stops(text: str, *, start: int, end: int) -> int:
    """Return the end of the last word that stands before names."""
    kept = [found.span() for found in SHAPES.keep.finditer(text, start, end)]
    kept += [found.span() for found in _QUOTED.finditer(text, start, end)]
    stops = [
        found
        for place in range(start, end)
        if (found := SHAPES.before.match(text, place, end))
        and not any(a <= found.start() and found.end() <= b for a, b in kept)
    ]
    cut = start
    for index, found in enumerate(stops):
        rest = text[found.end() : end]
        joins = _CONJUNCTION.fullmatch(found.group()) and index == len(stops) - 1
        if joins and rest and SHAPES.generic.fullmatch(rest):
            continue
        cut = max(cut, found.end())
    return cut


def _region(text: str, start: int, match: re.Match[str]) -> int | None:
    """Begin the name of a county behind its province and its city."""
    while found := _HIGHER.match(text, start, match.start()):
        start = found.end()
    head = text[start : match.start()]
    common = SHAPES.generic.fullmatch(head)
    whole = text[start : match.end()]
    flag = whole.endswith(SHAPES.not_regions)
    return start if 1 <= len(head) <= 5 and not common and not flag else None


def _is_head(head: str, ending: str) -> bool:
    bare = head.strip("“”（）")
    if len(bare) < _SHORTEST_HEAD and len(bare + ending) < 4:
        return False
    if not bare or SHAPES.generic.fullmatch(bare):
        return False
    # What is left behind a place must name something: 云州市中等职业学校 are schools as a whole.
    return not _whole(bare, ending)


def _whole(head: str, ending: str) -> bool:
    place = SHAPES.place.match(head)
    rest = head[place.end() :] if place else head
    rest = rest[len(found.group()) :] if (found := _DISTRICT.match(rest)) else rest
    bare = rest.removeprefix("市").removeprefix("省")
    common = bool(bare) and bool(SHAPES.collective_middle.fullmatch(bare))
    return ending in SHAPES.weak and common and (place is not None or rest != head)
