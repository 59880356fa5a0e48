"""Clauses that stand twice in a report, word for word, but with other numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome
from tvetgraph.graph.audit.readings import Reading, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import twice

_CLAUSE = re.compile(r"[，,。；：、！？（）()]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_HAN = 7
_VAGUE = re.compile(r"[一二三]等奖|优秀|奖$")


def repeated(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the numbers of clauses that are the same but for them, outside the cases."""
    least = int(parameters.get("least", _LEAST_HAN))
    first: dict[tuple[str, str], tuple[int, Statement]] = {}
    for sentence in book.sentences:
        for reading in readings(sentence) if not sentence.case else ():
            words = _words_around(reading)
            if len(_HAN.findall(words)) < least or _VAGUE.search(words) or not reading.unit:
                continue
            statement = _statement(book, reading, words)
            key = (words, statement.period)
            paragraph, known = first.setdefault(key, (sentence.paragraph, statement))
            if paragraph != sentence.paragraph:
                yield replace(twice(known, statement), group=f"{known.where}／{statement.where}")


def _words_around(reading: Reading) -> str:
    """Return the clause of a number, with a mark in its place."""
    text = reading.sentence.text
    behind = _CLAUSE.split(text[reading.end :])[0]
    return f"{reading.before}#{reading.unit}{behind}"


def _statement(book: Book, reading: Reading, words: str) -> Statement:
    period = reading.year(str(book.report.data_year))
    return reading.statement(book, words.split("#", maxsplit=1)[0][-20:] or words[-20:], period)
