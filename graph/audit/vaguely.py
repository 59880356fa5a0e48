"""Fractions told in words, 近九成 or 过半, and ranks, 最多的三个, against the tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.claims import found_labels, near_levels, plain_names
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level
from tvetgraph.graph.audit.printed import Range
from tvetgraph.graph.audit.statements import PERIOD, Statement
from tvetgraph.loaders.marks import han_number
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.tokens import normal

_FRACTION = re.compile(
    r"(?P<near>超过|超|逾|突破|接近|将近|近|不足|不到|过)?"
    r"(?:(?P<tenths>[一二三四五六七八九])成(?P<more>半|[一二三四五六七八九])?|一?半数?(?=[，。；、以）]))"
    r"(?P<above>以上|多)?(?=[，。；、（）]|$)"
)
_BRACKET = re.compile(r"（(?:约|占|达|为)?(?P<value>\d+(?:\.\d+)?)%）")
_JOINED = re.compile(r"(?:比例|占比|比重)?[也均都已]?(?:达到?了?|为|占|约|连续.{1,4}年)*")
_OVER = frozenset({"超过", "超", "逾", "突破", "过"})
_CLOSE = frozenset({"接近", "将近", "近"})
_UNDER = frozenset({"不足", "不到"})
_STEP = 10
_CLAUSE = re.compile(r"[，；。：]")
_MOST = re.compile(
    r"最(?P<way>[多高大少低小])的?(?:前)?(?P<count>[一二三四五六七八九十两]|\d{1,2})?[个项所类种门家]?"
    r"(?P<noun>[^，。；、为是\d]{0,10}?)(?:依次|分别)*[为是]：?(?P<list>[^。；（]+)"
)
_NEAR_LINES = 60


def fractions_in_words(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check 近九成, 过半 and the like by the share printed behind them, or by the row they name."""
    near = near_levels(book)
    for sentence in book.sentences:
        for found in _FRACTION.finditer(sentence.text):
            if not (found["tenths"] or found["near"] or found["above"]):
                continue
            claim = _claim(book, sentence, found.span())
            behind = _BRACKET.match(sentence.text, found.end())
            if behind:
                told = _claim(book, sentence, behind.span("value"))
                yield _fraction(claim, found, told, Range.exactly(Fraction(behind["value"])))
            elif not sentence.case:
                yield from _by_row(claim, found, sentence, known=near(sentence))


def _by_row(
    claim: Statement, found: re.Match[str], sentence: Sentence, *, known: Sequence[Level]
) -> Iterator[Outcome]:
    clause = plain_names(_CLAUSE.split(sentence.text[: found.start()])[-1])
    for label in filter(None, found_labels(clause, known)):
        level, year = label.level, claim.period
        if level.share and level.has(year) and _JOINED.fullmatch(clause, label.end):
            yield _fraction(claim, found, level.series[year][0], level.range(year))


def _fraction(claim: Statement, found: re.Match[str], told: Statement, share: Range) -> Outcome:
    low, high = _bounds(found)
    holds = share.high >= low and share.low <= high
    expected = f"{low}%—{high}%"
    return Outcome(
        Severity.HOLDS if holds else Severity.WARNING,
        f"{claim.where} {found.group()}",
        (claim, told),
        f"{told.printed.rstrip('%')}% {'∈' if holds else '∉'} {expected}",
        f"{told.printed.rstrip('%')}%",
        found.group(),
        cause="" if holds else "word",
        group=claim.where,
    )


def _bounds(found: re.Match[str]) -> tuple[int, int]:
    """Give what a fraction in words allows, in per cent."""
    tenths = han_number(found["tenths"]) * _STEP if found["tenths"] else 5 * _STEP
    more = found["more"]
    point = tenths + (5 if more == "半" else han_number(more) if more else 0)
    if found["near"] in _CLOSE:
        return point - _STEP, point
    if found["near"] in _UNDER:
        return 0, point
    if found["near"] in _OVER or found["above"]:
        return point, 100
    return point - _STEP // 2, point + _STEP // 2


def ranks(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check «the three most … are A, B and C» by the column of a table that has A, B and C."""
    for sentence in book.sentences:
        for found in _MOST.finditer(sentence.text):
            count = han_number(found["count"].replace("两", "二")) if found["count"] else 1
            for column in _columns(book, sentence):
                told = _told(column, normal(found["list"]))
                if len(told) == count < len(column):
                    yield _ranked(_claim(book, sentence, found.span()), found["way"], told, column)


def _columns(book: Book, sentence: Sentence) -> Iterator[Sequence[Statement]]:
    """Yield the numbers of each near table that has no more than one column of them."""
    line = sentence.lines[-1]
    for number, cells in book.tables.items():
        caption = book.captions.get(number)
        near = caption is not None and abs(caption.lines[0][0] - line) <= _NEAR_LINES
        if near and len({(c.indicator, c.axis(PERIOD), len(c.dims)) for c in cells}) == 1:
            yield cells


def _told(column: Sequence[Statement], text: str) -> list[Statement]:
    """Return the rows that a text names, without the words that all of their names end with."""
    labels = [_label(cell) for cell in column]
    ends = takewhile(
        lambda chars: len(set(chars)) == 1, zip(*(n[::-1] for n in labels), strict=False)
    )
    ending = sum(1 for _ in ends)
    own = [label[: len(label) - ending] for label in labels]
    return [c for c, name in zip(column, own, strict=True) if name and name in text]


def _label(cell: Statement) -> str:
    return normal(next((value for _, value in cell.dims), cell.label))


def _ranked(
    claim: Statement, way: str, told: Sequence[Statement], column: Sequence[Statement]
) -> Outcome:
    sign = 1 if way in "多高大" else -1
    last = min(told, key=lambda cell: sign * cell.value)
    best = max((c for c in column if c not in told), key=lambda cell: sign * cell.value)
    holds = sign * last.value >= sign * best.value
    mark = {(True, 1): "≥", (True, -1): "≤", (False, 1): "<", (False, -1): ">"}[holds, sign]
    return Outcome(
        Severity.HOLDS if holds else Severity.WARNING,
        f"{claim.where} 最{way}",
        (claim, *told, best),
        f"{_label(last)} {last.printed} {mark} {_label(best)} {best.printed}",
        _label(best),
        _label(last),
        cause="" if holds else "word",
        group=f"{claim.where}／{best.where}",
    )


def _claim(book: Book, sentence: Sentence, span: tuple[int, int]) -> Statement:
    lines = ((sentence.lines[span[0]], sentence.lines[span[1] - 1]),)
    printed = sentence.text[span[0] : span[1]]
    year = str(book.report.data_year)
    return Statement(book.report.id, sentence.where, lines, "说法", year, Decimal(0), printed)
