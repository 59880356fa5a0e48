"""What running text claims about the tables: read where the text lies at hand, for no other use.

The names to look for are those of the tables' rows. What a person has recorded is not read again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.changes import Claim, compare
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level, levels
from tvetgraph.graph.audit.readings import (
    NUMBER,
    UNIT,
    Reading,
    last_year_named,
    ratios,
    readings,
    without_insertions,
)
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import alike, twice
from tvetgraph.graph.audit.words import core, core_in, scope_words, words
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.tokens import normal

_AMOUNT = rf"\d[\d,]*(?:\.\d+)?(?:{UNIT})?"
_CHANGE = re.compile(
    r"(?P<verb>增长|增加|提高|提升|上升|增幅|减少|下降|降低|回落|高出|降幅)"
    r"(?:了|率为|率达到?|幅度为|幅度达|约|近|为|达到?)*"
    rf"(?P<amounts>{_AMOUNT}(?:[、，和与及以]+{_AMOUNT})*)"
)
_ONE = re.compile(rf"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{UNIT})?")
_DOWN = re.compile(r"减少|下降|降低|回落|降幅")
_SINCE = re.compile(r"(?:比|较|与|同)(?:(?:19|20)\d\d年?|上一?年度?|去年|上届|前一年)|同比")
_LINK = re.compile(
    r"(?:总?人数|总?数量?|总量|占比|比例|分别|已经?|均|共计?|合计|总计|累计|达到|增?至|[为达有是约共的：:])+$"
)
_RANGE = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_ENDS = 2
_FROM_TO = re.compile(
    rf"(?P<name>[^，。；：、\d]{{2,24}})由(?P<first>\d[\d,]*(?:\.\d+)?)(?P<first_unit>{UNIT})?"
    rf"(?:[^，。；\d]{{1,5}}?)[到至为](?P<last>\d[\d,]*(?:\.\d+)?)(?P<last_unit>{UNIT})?"
)
_REFERRED = re.compile(r"(?:图表|附表|表)\s*\d+\s*[-—–－]\s*\d+")
# A row's name that goes on like this names a share or rate of it.
_GOES_ON = re.compile(r"(?:[^，。；、\d]{0,8}?)(?:占比|比例|比重|率|占)")
_LEAST_LABEL = 2
_FAR = 120
# A name as long as this, which one row alone bears, means that row wherever it is printed.
_TELLING_NAME = 6
_QUOTES = re.compile(r"[“”]")
_AMONG = re.compile(r"在[^在]{2,12}中的?$")
_NUMBERED = re.compile(r"^\d{1,2}[.．、]")


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a table's row found in a text, and the indicator that it names."""

    start: int
    end: int
    level: Level


def read_changes(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check growth and decline told in a sentence by the rows of the table that it speaks of."""
    known = near_levels(book)
    for sentence in _told(book):
        for found in _CHANGE.finditer(sentence.text):
            before = sentence.text[: found.start()]
            since = last_year_named(before, str(book.report.data_year))
            if since and _SINCE.search(before):
                yield from _claimed(book, sentence, found, known=known(sentence), since=since)


def _told(book: Book) -> Iterator[Sentence]:
    """Yield the sentences outside the cases: a case speaks of one school, no table does."""
    return (s for s in book.sentences if not s.case)


def _claimed(
    book: Book, sentence: Sentence, found: re.Match[str], *, known: Sequence[Level], since: str
) -> Iterator[Outcome]:
    amounts = _amounts(sentence, found)
    labels = found_labels(sentence.text[: found.start()], known)[-len(amounts) :]
    if len(labels) < len(amounts):
        return
    sign = -1 if _DOWN.search(found["verb"]) else 1
    for label, amount in zip(labels, amounts, strict=True):
        if label is None:
            continue
        period = amount.year(str(book.report.data_year))
        statement = amount.statement(book, label.level.core + found["verb"], period)
        if _recorded(book, statement) or not label.level.has(since, period) or period == since:
            continue
        points = "百分点" in amount.unit
        if (statement.share and (label.level.share or not points)) or (
            label.level.share == statement.share
        ):
            claim = Claim(statement, label.level.core, period, since, sign)
            outcome = compare(claim, label.level)
            if outcome:
                yield outcome


def _amounts(sentence: Sentence, found: re.Match[str]) -> list[Reading]:
    """Read the numbers behind the verb; a unit printed once at the end is that of all."""
    parts = list(_ONE.finditer(sentence.text, found.start("amounts"), found.end("amounts")))
    last = next((p["unit"] for p in reversed(parts) if p["unit"]), "")
    return [
        Reading(
            sentence,
            part.start(),
            part.end(),
            Decimal(part["value"].replace(",", "")),
            part["value"],
            (part["unit"] or last).replace("％", "%"),
            "",
            "",
        )
        for part in parts
    ]


def _recorded(book: Book, statement: Statement) -> bool:
    """Tell whether a person has recorded the figure."""
    return any(s.fact == statement.fact and s.curated for s in book.prose if statement.fact)


def near_levels(book: Book) -> Callable[[Sentence], list[Level]]:
    """Return what gives, for a sentence, the rows of tables that it may speak of, nearest first."""
    tables = [level for level in levels(book) if level.table]
    printed = Counter(level.core for level in tables)
    at = {name: fact.lines[0][0] for name, fact in book.captions.items()}
    paragraphs: dict[int, set[str]] = {}
    for sentence in book.sentences:
        named = {normal(m).replace("—", "-") for m in _REFERRED.findall(sentence.text)}
        paragraphs.setdefault(sentence.paragraph, set()).update(named)

    def near(sentence: Sentence) -> list[Level]:
        named = paragraphs.get(sentence.paragraph, set())
        line = sentence.lines[0]

        def place(level: Level) -> tuple[bool, int]:
            return level.where not in named, abs(at.get(level.where, 10**6) - line)

        def meant(level: Level) -> bool:
            close = place(level)[1] < _FAR or not place(level)[0]
            return close or (len(level.core) >= _TELLING_NAME and printed[level.core] == 1)

        return sorted((level for level in tables if meant(level)), key=place)

    return near


def plain_names(text: str) -> str:
    """Return a text with the names of indicators as rows bear them: without quotes and brackets."""
    plain = _QUOTES.sub("", without_insertions(text))
    for old, new in words().same.items():
        plain = plain.replace(old, new)
    return plain


def found_labels(text: str, known: Sequence[Level]) -> list[Label | None]:
    """Find the names of rows in a text, the longest where several begin, the nearest table's.

    A name that goes on as a share, where no row has that share, names something else: None.
    """
    plain = plain_names(text)
    found: dict[int, Label | None] = {}
    taken: set[int] = set()
    for level in sorted(known, key=lambda v: -len(v.core)):
        if len(level.core) < _LEAST_LABEL:
            continue
        for match in re.finditer(re.escape(level.core), plain):
            share = bool(_GOES_ON.match(plain, match.end()))
            span = set(range(*match.span()))
            if found.get(match.start(), 0) is None and level.share and share:
                found[match.start()] = Label(*match.span(), level)
            elif not span & taken:
                taken |= span
                fits = level.share or not share
                found[match.start()] = Label(*match.span(), level) if fits else None
    return [found[start] for start in sorted(found)]


def read_spans(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check «from A in one year to B in another» by the row of the table that it speaks of."""
    known = near_levels(book)
    for sentence in _told(book):
        years = [found["year"] for found in _RANGE.finditer(sentence.text)]
        for found in _FROM_TO.finditer(sentence.text) if len(years) == _ENDS else ():
            yield from _ends(book, sentence, found, known=known(sentence), years=years)


def _ends(
    book: Book,
    sentence: Sentence,
    found: re.Match[str],
    *,
    known: Sequence[Level],
    years: list[str],
) -> Iterator[Outcome]:
    name = core_in(found["name"], book.report.region)
    level = next((v for v in known if v.core == name and v.has(*years)), None)
    for part, year in zip(("first", "last"), years, strict=True) if level else ():
        start, end = found.span(part)
        value = Decimal(found[part].replace(",", ""))
        unit = (found[f"{part}_unit"] or "").replace("％", "%")
        reading = Reading(sentence, start, end, value, found[part], unit, found["name"], "")
        statement = reading.statement(book, found["name"], year)
        cell = level.series[year][0] if level else statement
        if alike(cell, statement) and not _recorded(book, statement):
            yield twice(cell, statement)


def read_levels(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check figures in sentences that bear the very name of a row by that row."""
    known = near_levels(book)
    for sentence in _told(book):
        by_name: dict[str, list[Level]] = {}
        for level in known(sentence):
            by_name.setdefault(level.core, []).append(level)
        for reading in (*readings(sentence), *ratios(sentence)) if by_name else ():
            outcome = _level_outcome(book, reading, by_name)
            if outcome:
                yield outcome


def _level_outcome(
    book: Book, reading: Reading, by_name: Mapping[str, list[Level]]
) -> Outcome | None:
    if _CHANGE.search(sentence_part(reading)) or _SINCE.search(reading.before):
        return None
    name = core_in(indicator_before(reading), book.report.region)
    period = reading.year(str(book.report.data_year))
    statement = reading.statement(book, indicator_before(reading) or name, period)
    among = _AMONG.sub("", name)
    told_share = statement.share and len(among) > _LEAST_LABEL
    names = (name, *([core(f"{among}占比")] if told_share else []))
    cells = [
        level.series[period][0]
        for level in (found for own in dict.fromkeys(names) for found in by_name.get(own, ()))
        if level.has(period) and len(level.series[period]) == 1
    ]
    cells = [cell for cell in cells if alike(cell, statement)]
    if not cells or _recorded(book, statement):
        return None
    agreeing = [c for c in cells if c.range.meets(statement.range)]
    cell = (agreeing or cells)[0]
    # What a sentence leaves out it says once, in brackets behind the schools.
    said = cell.note and cell.note in reading.sentence.text
    outcome = twice(cell, replace(statement, note=cell.note) if said else statement)
    other = scope_words(cell.indicator) ^ scope_words(indicator_before(reading))
    return None if outcome.severity is Severity.NOTICE and other else outcome


def sentence_part(reading: Reading) -> str:
    """Give the sentence's words right before a number and the number."""
    return reading.sentence.text[max(0, reading.start - 8) : reading.end]


def indicator_before(reading: Reading) -> str:
    """Give the words before a number that name what it is, without the number printed before."""
    text = reading.before
    earlier = list(NUMBER.finditer(text))
    if earlier:
        text = text[earlier[-1].end() :]
    text = re.sub(r"^.*(?:19|20)\d\d[年届]", "", _NUMBERED.sub("", text))
    return _LINK.sub("", text)
