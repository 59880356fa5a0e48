"""What a sentence says without a number, 略低于 or 稳中有增, against the figures it speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.changes import sum_text
from tvetgraph.graph.audit.claims import found_labels, near_levels, plain_names
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level
from tvetgraph.graph.audit.readings import last_year_named
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.sentences import Sentence

_RISES = "增加|增长|提高|提升|上升|回升"
_FALLS = "减少|下降|降低|下滑|回落"
_SAID = re.compile(
    rf"(?:(?:略微?|明显|稍|远|均|都|仍)?[低高]于(?=(?:上一?年|去年|上届|(?:19|20)\d\d))"
    rf"|(?:有所|略有|逐渐|逐步|稳步|明显|大幅|持续)(?:{_RISES}|{_FALLS})(?![到至为了]?\s*\d)"
    r"|骤[减增]|稳中有[升增降减])"
)
_DOWN = re.compile(r"低|减|降|落|下")
_SUMMARY = re.compile(r"稳中有[升增降减]|稳步(?:增长|提高|提升|上升|增加)")
_TOLD = re.compile(rf"有所(?:{_RISES}|{_FALLS})|[增升降]至|(?:{_RISES}|{_FALLS})[了到至]?(?=\d)")
# What may follow the name of what rises or falls; 招生 in 招生职普比 is not what does.
_ENDS = re.compile(
    r"(?:总?人数|总?数量?|总量|总额|规模|水平)?(?:$|以及|[、和与及分均都也为是达这较比同呈有由从（(\d])"
)
_CLAUSE = re.compile(r"[，；。：]")


def words_and_years(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check what is said to have risen or fallen by the years of the row that it names."""
    near = near_levels(book)
    for sentence in book.sentences:
        if sentence.case:
            continue
        for said in _SAID.finditer(sentence.text):
            known = [level for level in near(sentence) if len(level.series) > 1]
            for level in _subjects(sentence.text[: said.start()], known):
                outcome = _judged(book, sentence, said, level)
                if outcome:
                    yield outcome


def _subjects(before: str, known: Sequence[Level]) -> list[Level]:
    """Find the rows that the clause right before some words names; the one before it, if empty."""
    clauses = _CLAUSE.split(before)[-2:]
    own = clauses[-1] if clauses[-1].strip() or len(clauses) == 1 else clauses[0]
    own = plain_names(own)
    labels = [label for label in found_labels(own, known) if label]
    return [label.level for label in labels if _ENDS.match(own, label.end)]


def _judged(book: Book, sentence: Sentence, said: re.Match[str], level: Level) -> Outcome | None:
    year = str(book.report.data_year)
    periods = sorted(level.series)
    behind = sentence.text[said.start() : said.end() + 5]
    since = (
        last_year_named(behind, year) or periods[periods.index(year) - 1] if level.has(year) else ""
    )
    if not level.has(year, since) or since >= year:
        return None
    falls = bool(_DOWN.search(said.group()))
    first = periods[0]
    holds = _goes(level, since, year, falls=falls)
    over_all = not holds and first != since and _goes(level, first, year, falls=falls)
    bad = Severity.NOTICE if over_all else Severity.WARNING
    claim = _claim(book, sentence, said, name=level.core)
    last, before = sum_text(level, year), sum_text(level, since)
    cited = (year, since, first) if over_all else (year, since)
    sign = "<" if _goes(level, since, year, falls=True) else ">"
    if not _goes(level, since, year, falls=sign == "<"):
        sign = "="
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=f"{sentence.where} {level.core} {said.group()}",
        statements=(claim, *(s for period in cited for s in level.series[period])),
        arithmetic=f"{year}: {last} {sign} {since}: {before}",
        expected=f"{'<' if falls else '>'} {before}",
        found=last,
        cause="" if holds else "span" if over_all else "word",
        group=f"{sentence.where}／{level.where}",
    )


def _goes(level: Level, before: str, after: str, *, falls: bool) -> bool:
    one, two = level.range(before).middle, level.range(after).middle
    return two < one if falls else two > one


def _claim(book: Book, sentence: Sentence, said: re.Match[str], *, name: str) -> Statement:
    """Make the statement of words that stand in for a number."""
    span = sentence.lines[said.start()], sentence.lines[said.end() - 1]
    year = str(book.report.data_year)
    return Statement(book.report.id, sentence.where, (span,), name, year, Decimal(0), said.group())


def opposed(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find sentences that sum up as rising what they go on to tell as falling, or the reverse."""
    for sentence in book.sentences:
        for summary in _SUMMARY.finditer(sentence.text):
            later = list(_TOLD.finditer(sentence.text, summary.end()))
            if later:
                yield _told_after(book, sentence, summary, later)


def _told_after(
    book: Book, sentence: Sentence, summary: re.Match[str], later: Sequence[re.Match[str]]
) -> Outcome:
    falls = bool(_DOWN.search(summary.group()))
    against = [told for told in later if bool(_DOWN.search(told.group())) is not falls]
    holds = len(against) < len(later)
    name = _CLAUSE.split(sentence.text[: summary.start()])[-1].strip()[-12:]
    shown = "、".join(told.group() for told in (later if holds else against))
    claims = tuple(
        _claim(book, sentence, match, name=name) for match in (summary, *([] if holds else against))
    )
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{sentence.where} {name}{summary.group()}",
        statements=claims,
        arithmetic=f"{summary.group()} {'=' if holds else '≠'} {shown}",
        expected=shown,
        found=summary.group(),
        cause="" if holds else "word",
        group=sentence.where,
    )
