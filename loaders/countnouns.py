"""Find the noun behind a figure, what was done to the things counted, and what they did."""

import re
from collections.abc import Iterator, Sequence

from tvetgraph.loaders.clauses import Part
from tvetgraph.loaders.phrases import Name, phrase
from tvetgraph.loaders.quantity_words import WORDS

_AROUND = re.compile(r"^(?:左右|以上|以内|以下|不等|余|多)")
_ENDS = re.compile(r"[、和与及以]+$")
_CLOSING = re.compile(r"”|）|[（(][^（）()]{1,4}[）)]")
_SCHOOL = re.compile(r"[^，、的]*?(?:院校|学校|学院|大学|高校|中学|小学|幼儿园|职校|职高|中心|院)")
_EACH = re.compile(r"(?P<each>(?:平均)?每[\u4e00-\u9fff]{1,8}?)(?:由|有|为|共|配备)?$")
_SHARED_VERB = re.compile(r"[^，]{0,16}[、和与及]|的?$")
# 引进了学前教育专业的10门课程
_OBJECT = re.compile(rf"(?P<verb>{WORDS.verbs})了?[^，、]{{2,12}}的$")
_MEANWHILE = re.compile(r"^(?:[的都还均也]|分别|共同|先后|积极|共|在[^，]{2,8}?(?=[聆参观]))+")
_CONTEST = re.compile(r"参赛|同台|(?:参加|参与)了?[^，]{0,40}(?:赛|评选)")
# 来京, 来沪: to the report's own place, by its short name.
_DONE = re.compile(
    r"获奖|入围|晋级|参评|即将[\u4e00-\u9fff]{2,4}"
    r"|来[京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘][\u4e00-\u9fff]{2,6}"
)
_DID = re.compile(
    r"(?P<verb>参加|参与|聆听|观看|通过|完成|取得|获得|考取|进入)了?"
    r"(?P<what>(?![此该本这各]|学校)[\u4e00-\u9fffA-Za-z“”+]{2,14})$"
)
_NO_NOUN = ("的", "、", "和", "与", "及", "以及")
# A longer deed is joined by 的.
_SHORT = 4
# A noun without a deed behind it is taken whole up to this.
_WHOLE_NOUN = 14
# A longer text before a verb is more than who did it.
_ACTED = 10


def around(right: str) -> str:
    """Drop what says that a figure is not exact from the text behind it."""
    return _AROUND.sub("", right)


def noun(right: str, *, followed: bool = False, unit: str = "") -> str:
    """Return the noun that a text behind a figure begins with, empty if it begins with a deed.

    `followed` tells that another figure stands behind, so that a list ends here.

    >>> noun("企业实践基地和"), noun("具有特色的品牌"), noun("学生赴外地"), noun("参加培训")
    ('企业实践基地', '具有特色的品牌', '学生', '')
    """
    text = _ENDS.sub("", right)
    school = _SCHOOL.match(text) if unit == "所" else None
    if school or text.startswith(_NO_NOUN):
        return school.group() if school else ""
    text = _own(text, unit)
    stop = min(_stops(text), default=len(text))
    whole = stop == len(text) and 1 < stop <= _WHOLE_NOUN
    first, listed, _ = text[:stop].partition("、")
    ends = [found.end() for found in WORDS.head.finditer(text[:stop])]
    if listed and (followed or not ends or ends[-1] < stop):
        stop, ends, whole = len(first), [end for end in ends if end <= len(first)], False
    if ends and not whole:
        closing = _CLOSING.match(text, ends[-1])
        return text[: closing.end() if closing else ends[-1]]
    return text[:stop].removesuffix("的") if 1 < stop <= _WHOLE_NOUN else ""


def _own(text: str, unit: str) -> str:
    """Cut 环节的角逐 to 环节; keep 来自外地的学生, as people are counted and places are not."""
    owner, _, own = text.partition("的")
    person = unit in ("名", "位", "人") and own.startswith(WORDS.people)
    ends = [found.end() for found in WORDS.head.finditer(owner)]
    if not own or not ends or ends[-1] < len(owner):
        return text
    return text if person and not owner.endswith(WORDS.persons) else owner


def _stops(text: str) -> Iterator[int]:
    """Return where a noun may end: before a word of a deed that stands in no quotation marks.

    A verb right behind a noun begins a deed, 院校推广, unless a noun follows, 教师培训基地.
    """
    for stop in WORDS.stop.finditer(text):
        if text.count("“", 0, stop.start()) <= text.count("”", 0, stop.start()):
            yield stop.start()
    for head in WORDS.head.finditer(text):
        verb = WORDS.acting.match(text, head.end())
        if verb and not WORDS.head.match(verb["what"][:4]):
            yield head.end()


def done_to(part: Part, before: Sequence[Name]) -> str:
    """Return what was done to the things counted, or of what each has so many."""
    each = _EACH.search(WORDS.link.sub("", part.left))
    if each:
        return each["each"]
    if part.joined and before and before[-1].behind and _SHARED_VERB.match(part.left):
        return before[-1].verb
    found = WORDS.verb.search(part.left) or _OBJECT.search(part.left)
    if not found:
        return ""
    whole = phrase(part.left)
    return whole if whole.endswith(found["verb"]) and len(whole) <= _ACTED else found["verb"]


def done_by(part: Part) -> str:
    """Return what the things counted did, where they are the subject: 获奖(同学), 参赛(教师)."""
    tail = around(part.tail)
    deed = _MEANWHILE.sub("", tail[len(noun(tail)) :])
    if _CONTEST.match(deed):
        return "参赛"
    if _DONE.fullmatch(deed):
        return deed
    found = _DID.match(deed)
    if not found:
        return ""
    joint = "的" if len(found["what"]) > _SHORT else ""
    return f"{found['verb']}{found['what']}{joint}"
