"""Growth told with its two figures, and shares of age bands that rows of a table make up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tvetgraph.graph.audit.beside import shares_beside, shares_of_rows
from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.claims import near_levels
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.levels import Level, only_whole
from tvetgraph.graph.audit.printed import Range, written
from tvetgraph.graph.audit.readings import UNIT, found_statement, last_year_named, tells_change
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.twice import is_change
from tvetgraph.graph.audit.words import core, core_in, words
from tvetgraph.loaders.sentences import Sentence

_N = r"\d[\d,]*(?:\.\d+)?"
_UP = "增长|增加|提高|提升|上升|增幅"
_DOWN = "下降|减少|降低|下滑|降幅"
_BY = rf"(?P<verb>{_UP}|{_DOWN})(?:了|达到?|为|约)*(?P<by>{_N})(?P<unit>%|％|{UNIT})"
_YEAR = r"(?:(?:19|20)\d\d(?:年度?|届|学年)|上一?年度?|去年|上届|前一年)"
_AGAINST = re.compile(
    rf"(?<![\d.])(?P<later>{_N})(?P<u1>{UNIT})[，,]?(?:相?比|较|与|同)(?:于)?{_YEAR}的?"
    rf"(?P<before>{_N})(?P<u2>{UNIT})(?:相比)?[，,]?(?:同比)?{_BY}"
)
_FROM = re.compile(
    rf"[由从](?:{_YEAR}的?)?(?P<before>{_N})(?P<u1>{UNIT})[，,]?(?:增|升|提|降|减|下|上|扩)[^，。；\d]{{0,3}}"
    rf"[到至为](?:{_YEAR}的?)?(?P<later>{_N})(?P<u2>{UNIT})[，,](?:同比)?{_BY}"
)
_THEN = re.compile(rf"[，,、](?:同比)?{_BY}")
_BAND = re.compile(
    rf"(?P<low>\d\d)(?:[—–－~-]+|[至到])(?P<high>\d\d)岁[^，。；\d]{{0,14}}?占比?[^，。；\d]{{0,6}}?"
    rf"(?P<share>{_N})[%％]"
)
# Between a number and its share stands no other subject: 共有45630人，专任教师占教职工的76%.
_ASIDE = "其|数量|人数|总数|规模|合计|共计?|约|大约|近|仅|已|均|总体|总共"
_SHARE = re.compile(
    rf"(?<![\d.])(?P<part>{_N})(?P<unit>{UNIT})，(?:{_ASIDE})*占(?P<whole>[^，。；\d]{{2,16}}?)"
    rf"(?:总数|总量)?的?(?:比例|比重)?(?:为|达到?)?(?P<share>{_N})[%％]"
)
_OF_ALL = frozenset({"范围", "主体", "学校", "时点", "截止"})
_ROW = re.compile(r"(\d\d)(?:[—–－~-]+|[至到])(\d\d)岁")


def told_growth(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check growth by the two figures that the sentence itself compares."""
    for sentence in book.sentences:
        for pattern in (_AGAINST, _FROM):
            for found in pattern.finditer(sentence.text):
                for by in (found, _THEN.match(sentence.text, found.end())):
                    if by and found["u1"] == found["u2"] and _comparable(by["unit"], found["u1"]):
                        yield from _grown(book, sentence, found, by)


def _comparable(unit: str, level: str) -> bool:
    """Tell whether a change in a unit may be of figures in another: % of 人, 百分点 of %."""
    share = level in {"%", "％"}
    return unit in {level, "%", "％"} or (share and unit.endswith("百分点"))


def _grown(
    book: Book, sentence: Sentence, found: re.Match[str], by: re.Match[str]
) -> Iterator[Outcome]:
    """Compare a change, told with two figures or right behind a first change, with the two."""
    later, before = (
        found_statement(sentence, found, book=book, name=name, unit=found["u1"].replace("％", "%"))
        for name in ("later", "before")
    )
    claim = found_statement(sentence, by, book=book, name="by", unit=by["unit"].replace("％", "%"))
    claim = replace(claim, indicator=f"{later.indicator}{by['verb']}", period=later.period)
    since = last_year_named(found.group(), later.period) or before.period
    before = replace(before, indicator=later.indicator, period=since)
    share = claim.share and not later.share
    if before.range.low <= 0:
        return
    change = later.range - before.range
    value = change / before.range * Fraction(100) if share else change
    sign = 1 if by["verb"] in _UP.split("|") else -1
    shown = f"{later.printed} − {before.printed}"
    yield _judged(
        claim,
        (later, before),
        value=value * Fraction(1, claim.scale),
        sign=sign,
        shown=f"({shown}) ÷ {before.printed}" if share else shown,
    )


def age_bands(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check the share of several age bands by the rows of a table that make it up."""
    near = near_levels(book)
    for sentence in book.sentences:
        for found in _BAND.finditer(sentence.text):
            claim = found_statement(sentence, found, book=book, name="share", unit="%")
            rows = _bands(near(sentence), (int(found["low"]), int(found["high"])), claim.period)
            cells = [level.series[claim.period][0] for level in rows]
            if len(cells) > 1:
                value = sum((c.range for c in cells[1:]), cells[0].range)
                text = " + ".join(cell.printed for cell in cells)
                yield _judged(claim, tuple(cells), value=value, shown=text)


def _bands(known: Sequence[Level], span: tuple[int, int], period: str) -> list[Level]:
    """Return the rows that make up a span of ages without a gap; none if they do not."""
    found = [(row, level) for level in known if (row := _ROW.search(level.core))]
    own = [
        (int(row[1]), int(row[2]), level)
        for row, level in found
        if level.share and level.has(period) and span[0] <= int(row[1]) and int(row[2]) <= span[1]
    ]
    own = sorted((band for band in own if band[2].where == own[0][2].where), key=lambda b: b[0])
    ends = [span[0] - 1, *(band[1] for band in own)]
    whole = [band[0] - 1 for band in own] == ends[:-1] and ends[-1] == span[1]
    return [band[2] for band in own] if whole else []


def _judged(
    claim: Statement, sides: tuple[Statement, ...], *, value: Range, shown: str, sign: int = 1
) -> Outcome:
    """Compare a value with what is told of it; a fall is told without its sign."""
    holds = (value * Fraction(claim.scale)).meets(claim.range * sign)
    given = written(value.middle, like=claim.value).replace("-", "−")
    mark = claim.unit if claim.share else ""
    told = f"{'−' if sign < 0 else ''}{claim.printed}{mark}"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.ERROR,
        what=f"{claim.where} {claim.name}",
        statements=(claim, *sides),
        arithmetic=f"{shown} = {given}{mark} {'=' if holds else '≠'} {told}",
        expected=written(value.middle * sign, like=claim.value),
        found=claim.printed,
        group=claim.where,
    )


def told_shares(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check «7所，占高职院校的28%» by its paragraph and by what the report counts in any place."""
    yield from shares_beside(book)
    yield from shares_of_rows(book)
    region = book.report.region
    levels = (s for s in book.statements if s.exact and not is_change(s))
    wholes = [s for s in levels if only_whole(s, region) and not _of_a_kind(s)]
    for sentence in book.sentences:
        for found in _SHARE.finditer(sentence.text) if not sentence.case else ():
            unit = found["unit"]
            claim = found_statement(sentence, found, book=book, name="share", unit="%")
            part = found_statement(sentence, found, book=book, name="part", unit=unit)
            if tells_change(part.indicator):
                continue
            name = core_in(found["whole"], region)
            known = [
                s
                for s in wholes
                if s.unit == unit and s.period == claim.period and s.value > part.value
            ]
            same = [s for s in known if core_in(s.indicator, region) == name]
            near = [s for s in known if core_in(s.indicator, region).endswith(name)]
            yield from _of_wholes(claim, part, same, near)


def _of_a_kind(told: Statement) -> bool:
    """Tell whether patterns read a figure as one of a kind: schools of the category 普通中专."""
    return not (told.table or told.curated) and any(n not in _OF_ALL for n, _ in told.dims)


def _of_wholes(
    claim: Statement, part: Statement, same: Sequence[Statement], near: Sequence[Statement]
) -> Iterator[Outcome]:
    """Yield the one that fits; where none does, that of the very name, if all agree on its number.

    A name that counts one thing here and another there accuses in its own section only.
    """
    told = [
        quotient_outcome(claim, (part, whole), value=share, group=claim.where)
        for whole in (*same, *near)
        for share in (part.range / whole.range * Fraction(100),)
    ]
    holds = [outcome for outcome in told if outcome.severity is Severity.HOLDS]
    if holds:
        yield holds[0]
        return
    sure = [s for s in same if s.where == claim.where or core(s.indicator) not in words().vague]
    if sure and len({s.value for s in same}) == 1:
        yield replace(told[same.index(sure[0])], severity=Severity.WARNING)
