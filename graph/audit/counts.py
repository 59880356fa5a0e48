"""Counts told in prose and in captions against the rows of the table that they speak of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.readings import readings
from tvetgraph.graph.audit.statements import SAID, Statement
from tvetgraph.graph.audit.tallies import Tally, tallies
from tvetgraph.graph.audit.twice import is_change
from tvetgraph.graph.audit.words import core, core_in, scope_words, words
from tvetgraph.loaders.facts import Fact
from tvetgraph.loaders.tokens import normal

_SCHOOL_UNITS = frozenset({"所", "家"})
_PEOPLE = frozenset({"人", "人次"})
_SCHOOL_HEADINGS = ("学校", "院校", "单位", "高校")
_SHARED = 3
_WELL_NAMED = 4
_RIGHT_ABOVE = 6
_COUNTRY = "country"
_LEAST = 3
_LEAST_NAME = 6
_ABOVE = 12
_WORDS = re.compile(r"[^，。；：、！？]{2,24}")


def rows_told(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare numbers in the section of a table with its rows, its schools and its sums.

    A number that is far from all of them is of something else and is left alone.
    """
    near, share = int(parameters.get("near", 2)), parameters.get("share", 0.1)
    fitting = list(_fitting(book, int(parameters.get("lines", 60))))
    right = [(told, t) for told, _, own in fitting for t in own if t.value == told.value]
    counted = {tally for _, tally in right}
    for told, caption, own in fitting:
        # What one number tells of rightly, another number near it does not tell of wrongly.
        equal = [t for t in own if t.value == told.value]
        free = [t for t in own if t not in counted and all(o is not told for o, _ in right)]
        # Beside a number that fits the table another may be far off and still be of the table.
        title = normal(caption.values["title"])
        named = len(_pairs(normal(told.indicator)) & _pairs(title)) >= _WELL_NAMED
        fits = any(_same_lines(o, told) for o, _ in right) or _close(told, caption)
        beside = named and fits and told.curated
        if equal or free:
            widest = 0.7 if beside else share
            if equal or (_of_scope(told, title) and (_close(told, caption) or _specific(told))):
                yield from _judged(told, equal or free, caption, slack=(near, widest))


def _fitting(book: Book, lines: int) -> Iterator[tuple[Statement, Fact, list[Tally]]]:
    """Yield each number near a table with what it may be a count of there."""
    for caption in book.captions.values():
        countable = tallies(book, caption)
        for told in _around(book, caption, lines):
            own = [t for t in countable if _fits(told, t, caption.values["title"])]
            if own:
                yield told, caption, own


def _of_scope(told: Statement, title: str) -> bool:
    """Tell whether a number is of no other batch than the table."""
    own = " ".join((told.indicator, *(v for n, v in told.dims if n != SAID)))
    return {word for word in scope_words(own) if "批" in word} <= scope_words(title)


def _specific(told: Statement) -> bool:
    """Tell whether a number is told of something named, not of any 学校 or 专业."""
    return told.curated or core(told.indicator) not in words().vague


def _close(told: Statement, caption: Fact) -> bool:
    """Tell whether a number stands right above a table."""
    return 0 <= caption.lines[0][0] - told.lines[-1][1] <= _RIGHT_ABOVE


def _same_lines(one: Statement, other: Statement) -> bool:
    return abs(one.lines[0][0] - other.lines[0][0]) <= 1


def rows_of_school(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare what is told of one school with the rows that a table has of it."""
    for number, caption in book.captions.items():
        title = normal(caption.values["title"])
        title = title.replace("（", "").replace("）", "").replace("(", "").replace(")", "")
        facts = [f for f in book.facts if f.where == number and f.values.get("school")]
        rows = Counter((f.kind, f.values["school"]) for f in facts)
        for told in book.prose:
            school = told.axis("学校")
            name = core_in(told.indicator, book.report.region)
            counts = [count for (_, own), count in rows.items() if own == school]
            if counts and told.exact and len(name) >= _LEAST_NAME and name in title:
                nearest = min(counts, key=lambda count: abs(count - told.value))
                tally = Tally("rows", school, nearest)
                outcome = _outcome(told, tally, caption, holds=nearest == told.value)
                yield _one_batch(outcome, caption.values["title"], name)


def _one_batch(outcome: Outcome, title: str, name: str) -> Outcome:
    """Make it a notice where the table is of one batch and what is told names none."""
    own = scope_words(title) - scope_words(name)
    if outcome.severity is Severity.HOLDS or not any("批" in word for word in own):
        return outcome
    return replace(outcome, severity=Severity.NOTICE, cause="scope")


def _around(book: Book, caption: Fact, lines: int) -> list[Statement]:
    """Return the counts in the prose of the caption's section, not far above it or below."""
    line = caption.lines[0][0]
    home = book.outline.section_at(line)
    told = [
        s
        for s in book.prose
        if s.where == home and abs(s.lines[0][0] - line) <= lines and s.exact and not is_change(s)
    ]
    return [*(_in_context(s, book) for s in told), *_read_above(book, line, home, told=told)]


def _in_context(told: Statement, book: Book) -> Statement:
    """Put the sentence to a figure that no person has recorded: its name may be a word only."""
    first = told.lines[0][0]
    texts = [s.text for s in book.sentences if s.lines[0] <= first <= s.lines[-1]]
    said = next((text for text in texts if told.printed in text), "")
    if told.curated or not said:
        return told
    return replace(told, dims=(*told.dims, (SAID, normal(said))))


def _read_above(
    book: Book, line: int, home: str, *, told: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield numbers right above a table that no fact tells of, with the sentence that says them."""
    known = {(s.value, n) for s in told for first, last in s.lines for n in range(first, last + 1)}
    for sentence in book.sentences:
        if sentence.where != home or not 0 < line - sentence.lines[-1] <= _ABOVE:
            continue
        for reading in readings(sentence):
            behind = _WORDS.match(sentence.text, reading.end)
            name = f"{reading.before}{behind.group() if behind else ''}"
            statement = reading.statement(book, name, reading.year(str(book.report.data_year)))
            new = all(
                (reading.value, n) not in known
                for n in range(reading.lines[0][0], reading.lines[0][1] + 1)
            )
            if new and statement.exact and behind and not is_change(statement):
                yield replace(statement, dims=((SAID, normal(sentence.text)),))


def _fits(told: Statement, tally: Tally, title: str) -> bool:
    """Tell whether a number may be a count of this kind in the table, by its unit and its words."""
    name = core(told.indicator)
    if tally.kind == "schools":
        return told.unit in _SCHOOL_UNITS and len(_pairs(_words_of(told)) & _pairs(title)) >= 3
    if tally.kind == "sum":
        return told.base in _PEOPLE and _pairs(core(tally.name)) <= _pairs(_words_of(told))
    if told.unit in _SCHOOL_UNITS or told.base in _PEOPLE:
        return False
    if tally.kind == "members":
        return tally.name[-2:] in told.indicator and _shared(told, title)
    if not told.curated and _is_other(name, normal(title)):
        return False
    return name[-2:] in normal(title) and _shared(told, title)


def _is_other(name: str, title: str) -> bool:
    """Tell whether a full name is hardly in a title: what a table lists, its title names."""
    own = _pairs(name)
    return len(name) >= _LEAST_NAME and 2 * len(own & _pairs(title)) < len(own)


def _shared(told: Statement, title: str) -> bool:
    return len(_pairs(_words_of(told)) & _pairs(normal(title))) >= _SHARED


def _words_of(statement: Statement) -> str:
    return normal(statement.indicator + "，" + "，".join(v for _, v in statement.dims))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _judged(
    told: Statement, fitting: Sequence[Tally], caption: Fact, *, slack: tuple[int, float]
) -> Iterator[Outcome]:
    equal = [t for t in fitting if t.value == told.value]
    if equal:
        yield _outcome(told, equal[0], caption, holds=True)
        return
    nearest = min(fitting, key=lambda t: abs(t.value - told.value))
    off = abs(nearest.value - told.value)
    widest = max(Decimal(slack[0]), told.value * Decimal(str(slack[1])))
    if told.value >= _LEAST and off <= widest:
        yield _outcome(told, nearest, caption, holds=False)


def _outcome(told: Statement, tally: Tally, caption: Fact, *, holds: bool) -> Outcome:
    number = caption.values["number"]
    table = Statement(
        report=told.report,
        where=number,
        lines=caption.lines,
        indicator=tally.name,
        period=told.period,
        value=Decimal(tally.value),
        printed=str(tally.value),
        table=True,
        fact=caption.id,
    )
    shown = _sum_of(tally) or f"{number} {tally.name} {tally.value}"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{told.where}／{number} {told.name}",
        statements=(told, table, *tally.statements),
        arithmetic=f"{shown} {'=' if holds else '≠'} {told.printed}",
        expected=str(tally.value),
        found=told.printed,
        cause="" if holds else "miscounted",
        group=number,
    )


def _sum_of(tally: Tally) -> str:
    if not tally.statements:
        return ""
    return f"{' + '.join(s.printed for s in tally.statements)} = {tally.value}"
