"""Clauses that stand twice in a report, word for word, but with other numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import Reading, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import twice
from tvetgraph.graph.audit.words import scope_words

_CLAUSE = re.compile(r"[，,。；：、！？（）()]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_HAN = 7
# A clause that accuses says itself what it counts; these leave it to the clause before them.
_LEAST_NAME = 5
_NO_SUBJECT = re.compile(
    r"^(?:占|[比较与同]|其中|分别|平均|人均|生均|校均|合计|共计|[达为]|[约共])|占[^占]*$"
)
_TIME = re.compile(r"^.*(?:19|20)\d\d[年届]|^截[至止]|^目前")
_VAGUE = re.compile(r"[一二三]等奖|优秀|奖$")
# Whose a number may be, if the text before it in its paragraph names one.
_OWNER = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:学院|学校|大学|中心|中学|中专|公司|集团|联盟|基地)|[\u4e00-\u9fff]{2,4}[区县州盟]"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with a number: its statement, its paragraph, and of whom that speaks."""

    told: Statement
    paragraph: int
    owner: str
    scope: frozenset[str]
    named: bool


def repeated(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the numbers of clauses that are the same but for them, outside the cases.

    They contradict each other only if both are of the same schools, as far as can be told.
    """
    least = int(parameters.get("least", _LEAST_HAN))
    first: dict[tuple[str, str], _Clause] = {}
    paragraph, text = -1, ""
    for sentence in book.sentences:
        text = text if sentence.paragraph == paragraph else ""
        paragraph = sentence.paragraph
        for reading in readings(sentence) if not sentence.case else ():
            words = _words_around(reading)
            if len(_HAN.findall(words)) < least or _VAGUE.search(words) or not reading.unit:
                continue
            clause = _clause(book, reading, text, words=words)
            known = first.setdefault((words, clause.told.period), clause)
            if paragraph != known.paragraph:
                outcome = twice(known.told, clause.told)
                if outcome.severity is Severity.HOLDS or _of_the_same(known, clause):
                    group = f"{known.told.where}／{clause.told.where}"
                    yield replace(outcome, group=group)
        text += sentence.text


def _of_the_same(one: _Clause, two: _Clause) -> bool:
    return one.named and (one.owner, one.scope) == (two.owner, two.scope)


def _clause(book: Book, reading: Reading, text: str, *, words: str) -> _Clause:
    before = text + reading.sentence.text[: reading.start]
    owners = _OWNER.findall(before)
    name = _TIME.sub("", reading.before)
    told = _statement(book, reading, words)
    named = len(_HAN.findall(name)) >= _LEAST_NAME and not _NO_SUBJECT.search(name)
    return _Clause(
        told,
        reading.sentence.paragraph,
        owners[-1] if owners else "",
        scope_words(before),
        named and not reading.changed,
    )


def _words_around(reading: Reading) -> str:
    """Return the clause of a number, with a mark in its place."""
    text = reading.sentence.text
    behind = _CLAUSE.split(text[reading.end :])[0]
    return f"{reading.before}#{reading.unit}{behind}"


def _statement(book: Book, reading: Reading, words: str) -> Statement:
    period = reading.year(str(book.report.data_year))
    return reading.statement(book, words.split("#", maxsplit=1)[0][-20:] or words[-20:], period)
