"""Tell from a line's opening what it begins: a caption, a case, a heading, a note; no context."""

import re
from dataclasses import dataclass

from tvetgraph.loaders.tokens import normal

_DASH = r"[-－—–―‐.]"
_HAN_NUMBER = "一二三四五六七八九十"
_CAPTION = re.compile(
    rf"^\s*(?P<word>附\s*表|图\s*表|表|图)\s*(?P<a>\d+)\s*(?:{_DASH}\s*(?P<b>\d+)(?!\d)\s*[:：.]?|[:：]|(?=\s))\s*"
    rf"(?P<title>.*)$"
)
# What stands behind a lone number only in a caption or a case: 表 1 2031年云州市学校数.
_TITLE = re.compile(r"(?:\d{4}|[\u4e00-\u9fff“《])[^。；]{3,}")
# «见 / 表 2-10。» at the head of a wrapped line is the tail of a sentence, not a caption.
_SENTENCE_TAIL = re.compile(r"^(所示|可见|显示|可以看出|中的?|列出|[。，、；：）)])")
_CASE = re.compile(
    rf"^\s*(?P<open>【)?\s*(?:典\s*型)?案\s*例\s*(?P<a>\d+|[{_HAN_NUMBER}]+)\s*"
    rf"(?:{_DASH}\s*(?P<b>\d+)\s*】?|[】:：]|(?=\s))\s*(?P<title>.*)$"
)
_NOTE = re.compile(r"^\s*(数据来源|资料来源|数据说明|来源|备注|说明|注)\s*[:：①]")
_HEADINGS = (
    re.compile(rf"^\s*第(?P<number>[{_HAN_NUMBER}]+)(部分|章|篇)\s*(?P<title>.*)$"),
    re.compile(rf"^\s*(?P<number>[{_HAN_NUMBER}]+)、\s*(?P<title>.+)$"),
    re.compile(rf"^\s*[（(](?P<number>[{_HAN_NUMBER}]+)[）)]\s*(?P<title>.+)$"),
    re.compile(r"^\s*(?P<number>\d{1,2})\s*[.．、]\s*(?P<title>(?!\d).+)$"),
    re.compile(r"^\s*[（(](?P<number>\d{1,2})[）)]\s*(?P<title>.+)$"),
)
# Headings of reports that number by decimals: 1 学生发展, 1.1 立德树人.
_DECIMAL = re.compile(
    r"^\s*(?P<number>\d{1,2}(?:[.．]\d{1,2}){0,2})(?:\s+|(?<=[.．]\d)|(?<=[.．]\d\d))"
    r"(?P<title>[\u4e00-\u9fff“《（A-Z][^\d。；]{0,40})$"
)
_PROSE = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a table or figure as printed at the 1-based `line`."""

    number: str
    title: str
    line: int
    figure: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The opening of a case or a heading; `level` is 1 (part) to 5, 0 for a case."""

    number: str
    title: str
    level: int


def read_caption(text: str, line: int) -> Caption | None:
    """Return the caption that a line is, or None."""
    found = _CAPTION.match(text)
    if not found or _SENTENCE_TAIL.match(found["title"]) or "。" in found["title"]:
        return None
    number = "-".join(str(int(part)) for part in (found["a"], found["b"]) if part)
    title = found["title"].strip()
    if not found["b"] and not _TITLE.match(title):
        return None
    word = normal(found["word"])
    return Caption(word + number, title, line, word == "图")


def read_case(text: str) -> Mark | None:
    """Return the opening of a case that a line is, or None."""
    found = _CASE.match(text)
    if not found or (not found["open"] and _SENTENCE_TAIL.match(found["title"])):
        return None
    if not found["b"] and not _TITLE.match(found["title"]):
        return None
    parts = (str(han_number(normal(part))) for part in (found["a"], found["b"]) if part)
    return Mark(f"案例{'-'.join(parts)}", found["title"].strip(), 0)


def read_heading(text: str) -> Mark | None:
    """Return the heading that a line may be by its numbering, or None."""
    for level, pattern in enumerate(_HEADINGS, start=1):
        found = pattern.match(text)
        if found:
            return Mark(found["number"], found["title"].strip(), level)
    return None


def read_decimal(text: str) -> Mark | None:
    """Return the heading that a line may be where headings are numbered 1, 1.1, 1.1.1."""
    found = _DECIMAL.match(text)
    if not found:
        return None
    number = ".".join(str(int(part)) for part in re.split(r"[.．]", found["number"]))
    return Mark(number, found["title"].strip(), number.count(".") + 1)


def is_note(text: str) -> bool:
    """Tell whether a line opens a table's note or source."""
    return bool(_NOTE.match(text))


def is_prose(text: str) -> bool:
    """Tell whether a line can only be running text: it has a comma or a full stop."""
    return bool(_PROSE.search(text)) and len(normal(text)) > 1


def han_number(text: str) -> int:
    """Return the value of a Chinese numeral below one hundred, or of digits.

    >>> han_number("十二"), han_number("三"), han_number("7"), han_number("二十")
    (12, 3, 7, 20)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = {digit: index for index, digit in enumerate(_HAN_NUMBER, start=1)}
    if not ten:
        return value[ones]
    return value.get(tens, 1) * 10 + value.get(ones, 0)
