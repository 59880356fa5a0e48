"""Names as a report prints them, in running text and in tables, with what tells their bearer apart.

It corrects and merges none, and it does not know which schools there are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.words import words
from tvetgraph.loaders.facts import Span
from tvetgraph.loaders.tokens import normal

# No name of a school has these in it: 北京市教委和各职业学校 is none.
_OWN = r"[^\W\d_在与和及的为是由对向把将请等各所有共委会局年级了到从以“”、，。；：（）《》]"
_ENDING = (
    r"(?:职业|技术|教育|高级|中等|专业)*"
    r"(?:学院|学校|高中(?:学校)?|中学|(?:教育|职教)中心(?:学校)?)"
)
_KIND = re.compile(rf"(?P<own>.+?)(?P<kind>{_ENDING})")
_GENERAL = re.compile(
    r"(?:中等|高等|普通|高级|中职|高职|职业|教育|技术|优质|其他|多|民办|公办|地区|独立|设置|市|区|中|高)*"
)
_DISTRICT = re.compile(r"^(..)[区县]")
_COMPANY = re.compile(r"(?P<own>.+?)(?:股份|集团)*(?:有限责任|有限)?公司")
_ALLIANCE = re.compile(
    r"(?P<quoted>“[\u4e00-\u9fff]{2,8}”)(?P<more>[\u4e00-\u9fff]{0,10}?)(?P<head>联盟|集团|联合体)"
)
_MANY = re.compile(r"[、;；]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, where it stands, what it shares with other names of its bearer, and its ending."""

    text: str
    where: str
    lines: tuple[Span, ...]
    key: tuple[str, ...]
    ending: str = ""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text that names stand in: a sentence with the line of each character, or a fact's cell."""

    text: str
    where: str
    numbers: tuple[int, ...]
    whole: tuple[Span, ...]

    def lines(self, found: re.Match[str]) -> tuple[Span, ...]:
        if self.whole:
            return self.whole
        return ((self.numbers[found.start()], self.numbers[found.end() - 1]),)


def printed_names(book: Book) -> Iterator[Name]:
    """Yield the names of schools and companies of the region, and of alliances, in order."""
    region = book.report.region
    plain = region.removesuffix("市").removesuffix("省")
    school = re.compile(rf"{plain}[市省]?{_OWN}{{2,10}}?{_ENDING}")
    company = re.compile(rf"{plain}[市省]?{_OWN}{{2,12}}?(?:股份|集团)?(?:有限责任|有限)?公司")
    for passage in _passages(book):
        for found in school.finditer(passage.text) if plain else ():
            yield from _school(passage, found, region=plain)
        for found in company.finditer(passage.text) if plain else ():
            yield from _company(passage, found, region=plain)
        for found in _ALLIANCE.finditer(passage.text):
            key = ("alliance", found["quoted"], found["head"])
            yield Name(found.group(), passage.where, passage.lines(found), key)


def _passages(book: Book) -> Iterator[_Passage]:
    for sentence in book.sentences:
        yield _Passage(sentence.text, sentence.where, sentence.lines, ())
    for fact in book.facts:
        if fact.method == "table" or not book.sentences:
            for value in fact.values.values():
                for text in _MANY.split(value):
                    yield _Passage(normal(text), fact.where, (), fact.lines)


def _school(passage: _Passage, found: re.Match[str], *, region: str) -> Iterator[Name]:
    plain = found.group().removeprefix(region).lstrip("市省")
    parts = _KIND.fullmatch(plain)
    if parts and not _GENERAL.fullmatch(parts["own"]):
        ending = parts["kind"]
        kind = "学院" if "学院" in ending else "中心" if "中心" in ending else "学校"
        key = ("school", _DISTRICT.sub(r"\1", parts["own"]), kind)
        yield Name(found.group(), passage.where, passage.lines(found), key, ending)


def _company(passage: _Passage, found: re.Match[str], *, region: str) -> Iterator[Name]:
    parts = _COMPANY.fullmatch(found.group().removeprefix(region).lstrip("市省"))
    if parts:
        own = parts["own"]
        for long, short in words().short.items():
            own = own.replace(long, short)
        yield Name(found.group(), passage.where, passage.lines(found), ("company", own))


def names_in_facts(book: Book, kind: str, *, name: str, host: str) -> Sequence[Name]:
    """Return the names in a column of a kind of facts, under the school that they are of."""
    return [
        Name(fact.values[name], fact.where, fact.lines, (kind, fact.values[host]))
        for fact in book.of_kind(kind)
        if fact.values.get(name) and fact.values.get(host)
    ]
