"""The same indicator, period and population printed twice: in prose and table, or in prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import PARENT, is_total
from tvetgraph.graph.audit.words import core, core_in, scope_words, words

_POPULATION = ("范围", "主体", "学校")
_WHOLE = re.compile(
    r"(?:全市|我市|本市|各|所有|\d+所|独立设置的?|市属)*(?:中等职业|高等职业|职业|中职|高职|中高职)*"
    r"(?:教育|院校|学校|学院|学历教育|毕业生|应届毕业生|学生)*(?:[（(].*[）)])?"
)
# How a wording tells which of several counts it is: 24 colleges or 25, with or without a kind.
_COUNTED_SCOPE = re.compile(r"\d+所|不?含[^，；）)]*")
# Dimensions that say how something is told, not of what.
_TELLING = frozenset({"对比", "比较", "变化", "截止", "时点", "发布", "性质", "计划简称", "又称"})
_LEAST_CORE = 3
_TELLING_DIGITS = 4
_SCHOOL_UNITS = frozenset({"所", "家"})
_CHANGED = ("变化", "对比", "比较")
_CHANGE_NAME = re.compile(r"(?:增长|增加|减少|提高|下降|增)(?:率|量|额|数|幅度|幅)?$|之比$|倍数?$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about, in a form that can be compared; units are compared apart."""

    core: str
    period: str
    rest: frozenset[tuple[str, str]]
    case: str


def subject_of(statement: Statement, region: str) -> Subject:
    """Tell what a figure is about."""
    rest = {
        (name, value)
        for name, value in statement.dims
        if name not in _TELLING
        and name != PARENT
        and not is_total(value)
        and not (name in _POPULATION and is_whole(value, region))
    }
    case = statement.where if statement.where.startswith("案例") and not rest else ""
    return Subject(core_in(statement.indicator, region), statement.period, frozenset(rest), case)


def is_whole(text: str, region: str) -> bool:
    """Tell whether a text names all that the report is about: the region, its schools."""
    if text.startswith("不含"):
        return True
    plain = text.replace(region, "").replace(region.removesuffix("市").removesuffix("省"), "")
    return bool(_WHOLE.fullmatch(plain.removeprefix("市").removeprefix("省")))


def scope_of(statement: Statement) -> frozenset[str]:
    """Return the words that tell which population a figure is of: 24所, 不含…, 中位数."""
    told = " ".join((statement.note, statement.indicator, *(v for _, v in statement.dims)))
    return frozenset(_COUNTED_SCOPE.findall(told)) | (
        scope_words(statement.indicator) - {"高职", "中职"}
    )


def printed_twice(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare figures of the same subject: prose with tables, and prose with prose."""
    region = book.report.region
    groups: dict[Subject, list[Statement]] = {}
    for statement in book.statements:
        subject = subject_of(statement, region)
        if is_change(statement) or not _specific(statement, subject):
            continue
        if book.document and not (statement.table or statement.curated):
            continue  # with the text at hand the claims in it are read anew, and better
        groups.setdefault(subject, []).append(statement)
    for members in groups.values():
        if any(not m.table for m in members):
            yield from _compared(members)


def other_year(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find figures in prose that a table has for the same indicator, but for another year."""
    region = book.report.region
    cells: dict[str, list[Statement]] = {}
    for cell in (c for rows in book.tables.values() for c in rows):
        cells.setdefault(core(cell.indicator), []).append(cell)
    for told in book.prose:
        row = cells.get(core_in(told.indicator, region), ())
        alone = told.curated and not is_change(told) and not subject_of(told, region).rest
        if not alone or len(told.value.as_tuple().digits) < _TELLING_DIGITS:
            continue
        if told.period and all(cell.period != told.period for cell in row):
            same = next((c for c in row if c.value == told.value and alike(c, told)), None)
            if same is not None and same.period:
                yield _another_year(told, same)


def _another_year(told: Statement, cell: Statement) -> Outcome:
    return Outcome(
        severity=Severity.WARNING,
        what=f"{cell.where}／{told.where} {told.name}",
        statements=(told, cell),
        arithmetic=f"{cell.where} {cell.period}: {cell.printed} ≠ {told.period}: {told.printed}",
        expected=cell.period,
        found=told.period,
        cause="copied-period",
    )


def is_change(statement: Statement) -> bool:
    """Tell whether a figure says how much something has changed."""
    if any(name in _CHANGED for name, _ in statement.dims):
        return statement.axis("比较") != "上年" or statement.unit == "倍"
    return bool(_CHANGE_NAME.search(statement.indicator))


def _specific(statement: Statement, subject: Subject) -> bool:
    """Tell whether a name is of one thing only: words such as 学校数 count anything."""
    if statement.table or statement.curated:
        return len(subject.core) >= 2
    return (
        statement.fact != ""
        and len(subject.core) >= _LEAST_CORE
        and subject.core not in words().vague
    )


def _compared(members: Sequence[Statement]) -> Iterator[Outcome]:
    """Compare each later member with the first; a table goes first."""
    ordered = sorted(members, key=lambda m: not m.table)
    told: set[str] = set()
    for one, two in combinations(ordered, 2):
        known = (one.table or (one.curated and two.curated)) and alike(one, two)
        if two.table or two.lines == one.lines or two.fact in told or not known:
            continue
        told.add(two.fact)
        agreeing = (m for m in ordered if m.table and alike(m, two) and m.range.meets(two.range))
        yield twice(next(agreeing, one), two)


def alike(one: Statement, two: Statement) -> bool:
    """Tell whether the units of two figures allow to compare them; a table may print none."""
    return one.base == two.base or ("" in {one.base, two.base} and one.share == two.share)


def twice(one: Statement, two: Statement) -> Outcome:
    """Tell whether two figures of the same subject are the same."""
    holds = one.range.meets(two.range)
    apart = scope_of(one) ^ scope_of(two)
    # Sections speak of the schools that they have data of: two numbers of them are two scopes.
    schools = not one.table and one.unit in _SCHOOL_UNITS
    bad = Severity.NOTICE if apart or schools else Severity.ERROR
    sign = "=" if holds else "≠"
    group = one.where if one.table else f"{one.where}／{two.where}"
    return Outcome(
        severity=Severity.HOLDS if holds else bad,
        what=two.name,
        statements=(two, one),
        arithmetic=f"{one.where} {_amount(one, two)} {sign} {two.where} {_amount(two, one)}",
        expected=_amount(one, two),
        found=_amount(two, one),
        cause="" if holds or not (apart or schools) else "scope",
        group=group,
    )


def _amount(one: Statement, other: Statement) -> str:
    """Write a figure with its unit where the other one is in thousands, millions or other units."""
    return one.printed if one.scale == other.scale else f"{one.printed}{one.unit}"
