"""Orders of magnitude: totals against values per head, money against the people it is for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.printed import written
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import is_total
from tvetgraph.graph.audit.twice import is_change, is_whole
from tvetgraph.graph.audit.words import core

_PER_HEAD = re.compile(r"^(?:生均|人均)")
_MEAN = re.compile(r"[生人校]均|平均|每")
_PUPILS = re.compile(r"在校(?:学)?生")
_MONEY = re.compile(r"金额|经费|资金|补贴|奖助|资助")
# Dimensions that do not make a figure one of a part.
_ASIDE = frozenset({"范围", "主体", "学校", "上级"})
_WITHOUT = re.compile(r"不[含包]括?[^，；;、）)]+")
_GRANTS = re.compile(r"奖助|资助|奖学金|助学金")
_BUDGET = re.compile(r"财政性?教育(?:经费)?(?:总)?投入|教育经费总?(?:投入|额|支出)")
_FACTOR = 10
_FAR_OFF = 1.5
_SAME_UNITS = {"m2": "平方米", "㎡": "平方米", "m²": "平方米"}
_MOST_YUAN = 200_000


def per_head_order(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare totals with what a value per head and the number of pupils give, tenfold allowed."""
    factor = Fraction(parameters.get("factor", _FACTOR))
    heads = [s for s in _sure(book) if _PER_HEAD.match(s.indicator)]
    pupils = [s for s in book.statements if _of_all(s, book) and _PUPILS.search(s.indicator)]
    for total in book.prose:
        for head in heads:
            own = _fitting(total, head, pupils) if head.value and _of_all(total, book) else []
            told = [_order(total, head, pupil, factor=factor) for pupil in own]
            if told:
                yield _mildest(told)
                break


def _sure(book: Book) -> list[Statement]:
    """Return the figures of tables and recorded ones: prose gives values per head of any heads."""
    return [s for s in book.statements if s.table or s.curated]


def _of_all(statement: Statement, book: Book) -> bool:
    rest = [v for n, v in statement.dims if n in {"范围", "主体", "学校"}]
    others = [v for n, v in statement.dims if n not in _ASIDE and not is_total(v)]
    whole = all(is_whole(v, book.report.region) for v in rest)
    return whole and not others and not is_change(statement) and statement.base != "%"


def _mildest(told: Sequence[Outcome]) -> Outcome:
    """Return the first outcome that holds, or the first: of whose pupils it is need not be said."""
    return next((o for o in told if o.severity is Severity.HOLDS), told[0])


def _fitting(total: Statement, head: Statement, pupils: Sequence[Statement]) -> list[Statement]:
    """Return the numbers of pupils if the value per head is of the same thing and year."""
    what = core(_PER_HEAD.sub("", head.indicator))
    unit = head.base.split("/")[0]
    same = what and what in core(total.indicator) and total.base == _SAME_UNITS.get(unit, unit)
    if not same or _MEAN.search(total.indicator) or total.period != head.period:
        return []
    own = [p for p in pupils if p.period == total.period and p.base in {"人", ""} and p.value]
    own = [p for p in own if not _MEAN.search(p.indicator)]
    sure = [p for p in own if p.table or p.curated]
    # Of what patterns read the largest is most likely of all: others may be of one kind of school.
    return sure or sorted(own, key=lambda p: -p.value * p.scale)[:1]


def _order(total: Statement, head: Statement, pupil: Statement, *, factor: Fraction) -> Outcome:
    one = Fraction(head.value) * head.scale * Fraction(pupil.value) * pupil.scale
    ratio = Fraction(total.value) * total.scale / one
    holds = 1 / factor < ratio < factor
    expected = written(one / total.scale, like=head.value)
    about = f"{head.printed} × {pupil.printed} = {expected}{total.unit}"
    sign = "≈" if holds else "≉"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.ERROR,
        what=f"{total.where} {total.name}",
        statements=(total, head, pupil),
        arithmetic=f"{about} {sign} {total.printed}{total.unit}",
        expected=f"{expected}{total.unit}",
        found=f"{total.printed}{total.unit}",
        cause="" if holds else "scale",
        group=total.where,
    )


def per_head_near(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare a value per head of all schools with their total and their number of pupils.

    A median or the mean of the schools may lie beside it; so it must be far off to be odd. Totals
    that a table has too are left to the rule that compares the two tables.
    """
    factor = Fraction(parameters.get("factor", _FAR_OFF)).limit_denominator(100)
    heads = [s for s in _sure(book) if _PER_HEAD.match(s.indicator) and _of_all(s, book)]
    pupils = [s for s in book.statements if _of_all(s, book) and _PUPILS.search(s.indicator)]
    tabled = {(core(c.indicator), c.period) for rows in book.tables.values() for c in rows}
    for total in (s for s in book.prose if _of_all(s, book)):
        if (core(total.indicator), total.period) in tabled:
            continue
        for head in heads:
            own = _fitting(total, head, pupils) if head.value and _same_thing(total, head) else []
            alike = [pupil for pupil in own if _left_out(total) == _left_out(pupil)]
            alike = [pupil for pupil in alike if pupil.table] or alike
            told = [o for p in alike for o in _beside(total, head, p, factor=factor)]
            if told:
                yield _mildest(told)


def _left_out(statement: Statement) -> frozenset[str]:
    """Return what a figure leaves out: a total without some schools is not of all their pupils."""
    told = "，".join((statement.note, statement.indicator, *(v for _, v in statement.dims)))
    return frozenset(_WITHOUT.findall(told))


def _same_thing(total: Statement, head: Statement) -> bool:
    return core(_PER_HEAD.sub("", head.indicator)) == core(total.indicator)


def _beside(
    total: Statement, head: Statement, pupil: Statement, *, factor: Fraction
) -> Iterator[Outcome]:
    value = Fraction(total.value) * total.scale / (Fraction(pupil.value) * pupil.scale)
    ratio = Fraction(head.value) * head.scale / value
    if not Fraction(1, _FACTOR) < ratio < _FACTOR:
        return  # a slip of magnitude, told by its own rule
    holds = 1 / factor < ratio < factor
    expected = written(value / head.scale, like=head.value)
    yield Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{head.where} {head.name}",
        statements=(head, total, pupil),
        arithmetic=f"{total.printed}{total.unit} ÷ {pupil.printed} = {expected}"
        f" {'≈' if holds else '≉'} {head.printed}",
        expected=expected,
        found=head.printed,
        cause="" if holds else "mean",
        group=f"{head.where}／{total.where}",
    )


def money_whole(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare what is granted to pupils, all or some, with all public money for the schools."""
    money = [s for s in book.prose if s.base == "元" and not is_change(s)]
    wholes = [s for s in money if _of_all(s, book)]
    for part in (s for s in money if _GRANTS.search(s.indicator)):
        for whole in wholes:
            if _BUDGET.search(whole.indicator) and whole.period == part.period:
                outcome = _within(part, whole)
                if part in wholes or outcome.severity is not Severity.HOLDS:
                    yield outcome  # that a school's grants are less than all money tells nothing


def _within(part: Statement, whole: Statement) -> Outcome:
    holds = part.range.low <= whole.range.high
    shown = f"{part.printed}{part.unit} {'≤' if holds else '>'} {whole.printed}{whole.unit}"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{part.where} {part.name}",
        statements=(part, whole),
        arithmetic=shown,
        expected=f"≤ {whole.printed}{whole.unit}",
        found=f"{part.printed}{part.unit}",
        cause="" if holds else "money",
        group=part.where,
    )


def money_per_head(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Divide money by the people that it is told for: each one's must stay within reason.

    Where others are told beside it for whom it would be, it is theirs.
    """
    most = Fraction(parameters.get("yuan", _MOST_YUAN))
    people = [s for s in book.prose if s.base in {"人", "人次"} and s.value > 0]
    for money in book.prose:
        if money.base != "元" or not _MONEY.search(money.indicator) or is_change(money):
            continue
        crowds = [crowd for crowd in people if _overlap(crowd, money)]
        told = [_each(money, crowd, most) for crowd in crowds if _for(money, crowd)]
        holds = [o for o in told if o.severity is Severity.HOLDS]
        if holds or all(_each(money, c, most).severity is not Severity.HOLDS for c in crowds):
            yield from holds or told


def _for(money: Statement, crowd: Statement) -> bool:
    shared = _pairs(core(money.indicator)) & _pairs(core(crowd.indicator))
    return crowd.unit.endswith("人") and bool(shared)


def _overlap(one: Statement, other: Statement) -> bool:
    return any(a - 1 <= d and c - 1 <= b for a, b in one.lines for c, d in other.lines)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _each(money: Statement, crowd: Statement, most: Fraction) -> Outcome:
    each = Fraction(money.value) * money.scale / (Fraction(crowd.value) * crowd.scale)
    holds = each <= most
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.WARNING,
        what=f"{money.where} {money.name}",
        statements=(money, crowd),
        arithmetic=f"{money.printed}{money.unit} ÷ {crowd.printed} = {written(each)}元",
        expected=f"≤ {written(most)}元",
        found=f"{written(each)}元",
        cause="" if holds else "money",
        group=money.where,
    )
