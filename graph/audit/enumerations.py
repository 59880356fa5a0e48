"""Lists and points of running text against the number that the text gives for them.

Only where the text lies at hand. Each check needs one sentence or paragraph and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import found_statement
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.sentences import Sentence

_LISTED = re.compile(
    r"(?P<list>[^，。；：:（）()、\d]{1,24}(?:、[^，。；：:（）()、\d]{1,24}?)+)"
    r"(?P<count>[\d]+|[两二三四五六七八九十]+)(?:个|大|项|种|所|家|类|门)(?P<noun>环节|国家|省份|"
    r"地区|方面|专业|步骤|阶段|维度|模块|主题|部分|学校|院校|单位|语种|篇章|平台|赛项|层次|领域|城市|县)"
)
# What goes on from a number, 停招5个、撤销3个专业, lists other numbers and no names.
_COUNTED = re.compile(r"[个大项种所家类门名人]、")
_JOINTS = re.compile(r"、|和|以及")
_WITHIN = re.compile(r"与|(?<!以)及")
# Lists of names are told from any other words, however many are missing.
_NAMED = frozenset({"国家", "省份", "语种", "城市"})
_CLOSE = 2
_ORDINALS = tuple("一二三四五六七八九十")
_STATED = re.compile(
    r"(?P<count>[两二三四五六七八九十]|十[一二三四]|\d{1,2})(?:个|大|项|方面的?|点|条|步|类|种)"
    r"(?P<noun>[\u4e00-\u9fff“”]{1,12})"
)
_ACTION = re.compile("进行|开展|实施|如下")
_FIRST = re.compile(r"(?:^|[：:。；，])(?:一是|第一[，、是]|第一步|首先)")


def listed_items(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the length of a list such as 甲、乙、丙三个环节 with the number behind it."""
    for sentence in book.sentences:
        for found in _LISTED.finditer(sentence.text):
            stated = found_statement(sentence, found, book=book, name="count")
            least = found["list"].count("、") + 1
            most = len(_JOINTS.split(found["list"]))
            near = abs(most - stated.value) <= _CLOSE or found["noun"] in _NAMED
            numbered = _COUNTED.match(found["list"])
            if "等" not in found["list"] and near and not numbered:
                yield _listing(stated, (least, most), found)


def _listing(stated: Statement, listed: tuple[int, int], found: re.Match[str]) -> Outcome:
    """Compare a number with a list whose 和 may join two items or stand within one."""
    holds = listed[0] <= stated.value <= listed[1]
    # 与 and 及 join words within an item more often than they join two items, but they may.
    joined = listed[0] <= stated.value <= listed[1] + len(_WITHIN.findall(found["list"]))
    bad = Severity.NOTICE if joined else Severity.WARNING
    return Outcome(
        Severity.HOLDS if holds else bad,
        f"{stated.where} {found['count']}个{found['noun']}",
        (replace(stated, indicator=found["noun"]),),
        f"{stated.printed if holds else listed[1]} {'=' if holds else '≠'} {stated.printed}",
        str(listed[1]),
        stated.printed,
        cause="" if holds else "joined" if joined else "miscounted",
        group=stated.where,
    )


def ordinals(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare «five …:» with the points 一是, 二是 … that the paragraph goes on to name."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in book.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        for sentence, _ in pairwise([*sentences, sentences[-1]]):
            stated = _stated_before_list(sentence)
            if stated:
                later = sentences[sentences.index(sentence) :]
                points = _points("".join(s.text for s in later))
                if points > 1:
                    yield _point_outcome(book, sentence, stated, points)


def _stated_before_list(sentence: Sentence) -> re.Match[str] | None:
    """Return the number that stands right before the first point of a list."""
    first = _FIRST.search(sentence.text)
    if not first:
        return None
    clause = sentence.text[max(0, first.start() - 26) : first.start() + 1]
    found = list(_STATED.finditer(sentence.text, max(0, first.start() - 26), first.start()))
    return found[-1] if found and clause.endswith(("：", ":")) else None


def _points(text: str) -> int:
    """Count the points 一是, 二是 … in order."""
    place = count = 0
    for ordinal in _ORDINALS:
        found = re.compile(rf"{ordinal}是|第{ordinal}(?:步|[，、是])").search(text, place)
        if not found:
            break
        count, place = count + 1, found.end()
    return count


def _point_outcome(book: Book, sentence: Sentence, stated: re.Match[str], points: int) -> Outcome:
    statement = found_statement(sentence, stated, book=book, name="count")
    holds = statement.value == points
    return Outcome(
        Severity.HOLDS if holds else Severity.WARNING,
        f"{sentence.where} {_ACTION.split(stated.group())[0]}",
        (replace(statement, indicator=_ACTION.split(stated["noun"])[0]),),
        f"{points} {'=' if holds else '≠'} {statement.printed}",
        str(points),
        statement.printed,
        cause="" if holds else "miscounted",
        group=sentence.where,
    )
