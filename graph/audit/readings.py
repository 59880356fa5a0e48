"""The numbers of running text with the words around them, read for comparing and nothing else.

Only for a text that lies at hand. A reading keeps what stands before its number in the clause; it
does not decide what the number is of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.facts import Span
from tvetgraph.loaders.marks import han_number
from tvetgraph.loaders.sentences import Sentence

_SIMPLE = (
    "人次|人日|人天|人时|课时|学时|课次|场次|平方米|公顷|亩|GB|TB|元/月|元|册|台|套|件|门|所|家|个|名|位|"
    "人|项|种|支|篇|部|本|次|场|期|批|届|类|条|份|间|辆|张|枚|学分|小时|天|周|工位|村|倍"
)
UNIT = rf"%|％|个?百分点|(?:十|百|千|万|亿)*(?:{_SIMPLE})|[万亿]"
NUMBER = re.compile(
    rf"(?<![\dA-Za-z.\-—–－+:：∶︰第表图例])(?P<value>\d[\d,]*(?:\.\d+)?)"
    rf"(?![\d.:：∶︰])(?P<more>余|多)?(?P<unit>{UNIT})?(?!\s*[-—–－]\s*\d)"
)
_HAN = re.compile(r"[一二两三四五六七八九十]+")
_LABEL = 24
_IN_BRACKETS = re.compile(r"（[^（）]*）")
_TO_ONE = re.compile(r"(?<![\d.:：∶])(?P<value>\d+(?:\.\d+)?)[:：∶]1(?![\d.:：∶])")
_CLAUSE = re.compile(r"[，,。；：、！？（）()]")
# A word put into a name in brackets, 国（境）外, ends no clause.
_INSERTED = re.compile(r"（[\u4e00-\u9fff]{1,2}）(?=[\u4e00-\u9fff])")
_YEAR = re.compile(r"(?P<before>比|较|与|同|和|从|是)?(?P<year>(?:19|20)\d\d)(?:年|届|学年)")
_LAST_YEAR = re.compile(r"(?:比|较|与|同|是|为)?(?:上一?年度?|去年|上届|前一年)")
# A clause that tells how much something has changed, not how much it is: 比上年增加38所, 净增65个.
_CHANGED = re.compile(
    r"[比较].{0,12}?(?:增|减|升(?!学)|降|提高|扩大|下滑|回落|[多少高低长]$)|同比|环比|相[比较]|相差|差距"
    r"|^相?(?:比|较|与|同)于?(?:上|去|前|20|19)"
    r"|(?:^|其中|净|年均|又|再)(?:增[加长幅至到了]|增$|减[少至到]|减$|下降|下滑|回落|降[低至到]|提[高升]|上升"
    r"|[多少高低]出?$)"
    r"|(?:增加|增长|减少|下降|提高|提升|上升|降低|增幅|降幅|净增|净减)(?:了|达到?|为|约|近|超)*$"
)
_ROUND = re.compile(r"年|月|日|级|—|-|／|章|节|条款|号")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number in a sentence: [start, end) of its text, and the clause before it."""

    sentence: Sentence
    start: int
    end: int
    value: Decimal
    printed: str
    unit: str
    before: str
    words: str

    @property
    def lines(self) -> tuple[Span, ...]:
        """Give the lines that the number and its clause stand on."""
        first = self.sentence.lines[max(0, self.start - len(self.before))]
        return ((first, self.sentence.lines[self.end - 1]),)

    @property
    def changed(self) -> bool:
        """Tell whether its clause tells of a change: its number is no level."""
        return tells_change(self.before)

    def year(self, default: str) -> str:
        """Give the year that the sentence names for it: not one that it is compared with."""
        found = [
            m["year"]
            for m in _YEAR.finditer(self.sentence.text, 0, self.start)
            if m["before"] not in {"比", "较", "与", "同"}
        ]
        return found[-1] if found else default

    def statement(self, book: Book, indicator: str, period: str) -> Statement:
        """Make the statement that it is under a name and for a period."""
        return Statement(
            report=book.report.id,
            where=self.sentence.where,
            lines=self.lines,
            indicator=indicator,
            period=period,
            value=self.value,
            printed=self.printed,
            unit=self.unit,
            note=self.words,
            fact=_fact_of(self, book),
        )


def _fact_of(reading: Reading, book: Book) -> str:
    """Find the fact that says the same: the same number on the same lines."""
    first, last = reading.lines[0]
    for statement in book.prose:
        near = any(top <= last and first <= end for top, end in statement.lines)
        if near and statement.value == reading.value:
            return statement.fact
    return ""


def readings(sentence: Sentence) -> Iterator[Reading]:
    """Yield the numbers of a sentence that are amounts, in order."""
    text = sentence.text
    for found in NUMBER.finditer(text):
        unit = (found["unit"] or "").replace("％", "%")
        follows = text[found.end() : found.end() + 1]
        if not unit and _ROUND.match(follows):
            continue
        yield _reading(sentence, found, unit=unit, more=found["more"] or "")


def ratios(sentence: Sentence) -> Iterator[Reading]:
    """Yield the numbers printed as ratios to one, 9.87:1, in order."""
    for found in _TO_ONE.finditer(sentence.text):
        yield _reading(sentence, found, unit=":1", more="")


def _reading(sentence: Sentence, found: re.Match[str], *, unit: str, more: str) -> Reading:
    before = _CLAUSE.split(without_insertions(sentence.text[: found.start()]))[-1]
    value = Decimal(found["value"].replace(",", ""))
    printed = found["value"] + more
    return Reading(sentence, *found.span(), value, printed, unit, before, more)


def without_insertions(text: str) -> str:
    """Return a text without the words that stand in brackets within a name.

    >>> without_insertions("国（境）外留学生"), without_insertions("学校（中职）12所")
    ('国外留学生', '学校（中职）12所')
    """
    return _INSERTED.sub("", text)


def tells_change(clause: str) -> bool:
    """Tell whether the words before a number say that it is how much something has changed.

    >>> tells_change("比上年增加"), tells_change("净增"), tells_change("新增专业")
    (True, True, False)
    """
    return bool(_CHANGED.search(clause))


def last_year_named(text: str, data_year: str) -> str:
    """Return the year that a text compares with: the last one named, or the year before it.

    >>> last_year_named("2019年比上年", "2020"), last_year_named("较2018年", "2019")
    ('2018', '2018')
    """
    years = list(_YEAR.finditer(text))
    before = list(_LAST_YEAR.finditer(text))
    if before and (not years or before[-1].start() > years[-1].start()):
        return str(int(years[-1]["year"] if years else data_year) - 1)
    return years[-1]["year"] if years else ""


def found_statement(
    sentence: Sentence, found: re.Match[str], *, book: Book, name: str, unit: str = ""
) -> Statement:
    """Make the statement of a number that a pattern found, named by the words before it all."""
    number = found[name]
    before = _IN_BRACKETS.sub("", sentence.text[: found.start()])[-_LABEL:]
    label = re.split(r"[，。；：、（]", before)[-1]
    digits = number.replace("两", "二").replace(",", "")
    value = Decimal(han_number(digits) if _HAN.fullmatch(digits) else digits)
    reading = Reading(sentence, *found.span(name), value, number, unit, label, "")
    return reading.statement(book, label or number, reading.year(str(book.report.data_year)))
