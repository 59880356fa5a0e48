"""Parts against totals: along rows and columns, under a heading, and «of which»."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tvetgraph.graph.audit.books import Book, rows_of
from tvetgraph.graph.audit.causes import is_slip
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.printed import Range, written
from tvetgraph.graph.audit.statements import INDICATOR, PERIOD, Axes, Statement

_TOTAL = re.compile(r"(?:[合小总]\s*计|共计|总数|总和)(?:[（(].*)?")
_TOTAL_END = re.compile(r".*[合总]计")
_TOTAL_NAME = re.compile(r".*(?:总数|总量|总额|总计|合计|总人数|总规模|总值).*|总.+")
_NOT_ADDITIVE = re.compile(r"率|平均|人均|生均|校均|中位|[^构]比$|比例|满意度|排名")
PARENT = "上级"
_MOST_RUN = 9
# How far one wrong digit may lead, and how many digits it takes to tell.
_SLIP = Fraction(1, 10)
_LONG = 3


def is_total(text: str) -> bool:
    """Tell whether a label stands for a total."""
    return bool(_TOTAL.fullmatch(text))


def added(parts: Sequence[Statement]) -> Range:
    """Add figures up."""
    return sum((p.range for p in parts), Range.exactly(0))


def sum_text(parts: Sequence[Statement]) -> str:
    """Write the sum of figures out."""
    return " + ".join(p.printed for p in parts)


def additive(statement: Statement) -> bool:
    """Tell whether figures like this one can be added up."""
    if statement.base in {":1", "倍"} or _NOT_ADDITIVE.search(statement.indicator):
        return False
    return not statement.share


def labelled_totals(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare each cell under a label such as 合计 with the cells that it sums up."""
    for number, cells in book.tables.items():
        for total in cells:
            for axis, value in total.axes:
                if axis != PERIOD and is_total(value):
                    parts = _parts(total, axis, cells)
                    if len(parts) >= 2 and (additive(total) or total.value == 100):
                        yield compared(total, parts, group=number)


def _parts(total: Statement, axis: str, cells: Sequence[Statement]) -> list[Statement]:
    fixed = dict(total.axes)
    del fixed[axis]
    parts = _within(total, fixed, cells)
    if len(parts) < 2 and _TOTAL_END.fullmatch(fixed.get(INDICATOR, "")):
        del fixed[INDICATOR]
        parts = _within(total, fixed, cells)
    if total.axis(axis).startswith("小"):
        parts = _since_last_total(total, parts, cells)
    return parts


def _within(
    total: Statement, fixed: Mapping[str, str], cells: Sequence[Statement]
) -> list[Statement]:
    """Return the cells that agree with a total wherever it is told, and are no totals else."""
    return [
        cell
        for cell in cells
        if cell is not total
        and cell.base == total.base
        and all(cell.axis(name) == value for name, value in fixed.items())
        and not any(is_total(v) or _TOTAL_END.fullmatch(v) for n, v in cell.axes if n not in fixed)
    ]


def _since_last_total(
    total: Statement, parts: list[Statement], cells: Sequence[Statement]
) -> list[Statement]:
    """Keep the parts that stand between the subtotal before this one and it."""
    order = {id(cell): place for place, cell in enumerate(cells)}
    like = total.beside()
    before = [order[id(c)] for c in cells if c.beside() == like and order[id(c)] < order[id(total)]]
    first = max(before, default=-1)
    return [p for p in parts if first < order[id(p)] < order[id(total)]] or parts


def compared(total: Statement, parts: Sequence[Statement], *, group: str) -> Outcome:
    """Compare a total with the sum of its parts."""
    expected = added(parts)
    holds = expected.meets(total.range)
    whole = written(expected.middle / total.scale, like=_finest([total, *parts]).value)
    sign = "=" if holds else "≠"
    return Outcome(
        severity=Severity.HOLDS if holds else Severity.ERROR,
        what=f"{total.where} {total.name}",
        statements=(total, *parts),
        arithmetic=f"{sum_text(parts)} = {whole} {sign} {total.printed}",
        expected=whole,
        found=total.printed,
        group=group,
    )


def one_slip(whole: Statement, parts: Sequence[Statement]) -> bool:
    """Tell whether one wrong digit of one number, or two swapped, is all that keeps them apart.

    Only long numbers tell: two short ones are easily alike.
    """
    off = sum(Fraction(part.value) for part in parts) - Fraction(whole.value)
    wanted = [(whole, off), *((part, -off) for part in parts)]
    return abs(off) <= Fraction(whole.value) * _SLIP and any(
        len(digits) >= _LONG and len(digits) == len(told.value.as_tuple().digits)
        for told, more in wanted
        for value in (written(Fraction(told.value) + more, like=told.value),)
        for digits in (re.sub(r"\D", "", value),)
        if is_slip(told.printed, value)
    )


def _finest(statements: Sequence[Statement]) -> Statement:
    return min(statements, key=lambda s: int(s.value.as_tuple().exponent))


def named_totals(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare rows named 总… with the rows right above or below them, if those mostly add up."""
    for number, cells in book.tables.items():
        rows = list(rows_of(c for c in cells if additive(c)).items())
        for place, (axes, series) in enumerate(rows):
            if _TOTAL_NAME.fullmatch(dict(axes).get(INDICATOR, "")) and not _has_total(axes):
                run = _best_run(rows, place)
                for period, total in series.items() if run else ():
                    parts = [part[period] for part in run if period in part]
                    if len(parts) == len(run):
                        yield compared(total, parts, group=number)


def _has_total(axes: Axes) -> bool:
    return any(is_total(value) for _, value in axes)


def _best_run(
    rows: Sequence[tuple[Axes, Mapping[str, Statement]]], place: int
) -> list[Mapping[str, Statement]]:
    """Find the neighbouring rows that add up to a row in most of its columns, two at least."""
    series = rows[place][1]
    best: tuple[int, list[Mapping[str, Statement]]] = (0, [])
    for run in _runs(rows, place):
        hits = sum(
            all(p in part for part in run)
            and added([part[p] for part in run]).meets(series[p].range)
            for p in series
        )
        if hits > best[0] and hits * 2 > len(series):
            best = (hits, run)
    return best[1] if best[0] >= min(2, len(series)) else []


def _runs(
    rows: Sequence[tuple[Axes, Mapping[str, Statement]]], place: int
) -> Iterator[list[Mapping[str, Statement]]]:
    unit = next(iter(rows[place][1].values())).base
    for step in (-1, 1):
        run: list[Mapping[str, Statement]] = []
        here = place + step
        while 0 <= here < len(rows) and len(run) < _MOST_RUN:
            if next(iter(rows[here][1].values())).base != unit:
                break
            run.append(rows[here][1])
            here += step
            if len(run) >= 2:
                yield run[::step]


def of_which(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare figures under «of which» with the figure above them.

    A part is never larger than its whole; parts that once add up to it do so in every period.
    """
    for number, cells in book.tables.items():
        families = _families(cells)
        complete = {
            name for name, whole, parts in families if len(parts) > 1 and _adds_up(whole, parts)
        }
        for name, whole, parts in families:
            yield from _too_large(whole, parts, number)
            if len(parts) > 1 and name in complete:
                yield compared(whole, parts, group=number)
            elif len(parts) > 2 and added(parts).low >= whole.range.low * Fraction(
                parameters.get("nearly", 1)
            ):
                yield replace(compared(whole, parts, group=number), severity=Severity.WARNING)


_Family = tuple[Axes, Statement, list[Statement]]


def _families(cells: Sequence[Statement]) -> list[_Family]:
    found: list[_Family] = []
    for whole in cells:
        name = whole.axis(INDICATOR)
        fixed = whole.beside(INDICATOR)
        parts = [
            c
            for c in cells
            if c.axis(PARENT) == name
            and c.base == whole.base
            and set(fixed) <= set(c.axes)
            and additive(c)
        ]
        if name and parts and additive(whole):
            found.append((whole.beside(PERIOD), whole, parts))
    return found


def _adds_up(whole: Statement, parts: Sequence[Statement]) -> bool:
    return added(parts).meets(whole.range)


def _too_large(whole: Statement, parts: Sequence[Statement], group: str) -> Iterator[Outcome]:
    for part in parts:
        larger = part.range.low > whole.range.high
        sign = ">" if larger else "≤"
        yield Outcome(
            severity=Severity.ERROR if larger else Severity.HOLDS,
            what=f"{part.where} {part.name}",
            statements=(part, whole),
            arithmetic=f"{part.printed} {sign} {whole.printed}",
            expected=f"≤ {whole.printed}",
            found=part.printed,
            group=group,
        )


def group_totals(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare a number that stands for several rows with the sum of another column over them."""
    for number, cells in book.tables.items():
        names = list(dict.fromkeys(c.indicator for c in cells if additive(c)))
        for name in names:
            wide = [c for c in cells if c.indicator == name]
            others = [[c for c in cells if c.indicator == n] for n in names if n != name]
            tried = [_grouped(wide, fine, number) for fine in others]
            best = max(tried, key=_holding) if tried else []
            yield from best


def _holding(outcomes: Sequence[Outcome]) -> int:
    return sum(o.severity is Severity.HOLDS for o in outcomes)


def _grouped(wide: Sequence[Statement], fine: Sequence[Statement], number: str) -> list[Outcome]:
    found: list[Outcome] = []
    for total in wide:
        own = set(total.dims)
        parts = [f for f in fine if own < set(f.dims) and f.period == total.period]
        if not parts or parts[0].base != total.base:
            return []
        found.append(compared(total, parts, group=number))
    good = _holding(found)
    return found if good >= 2 and good * 2 > len(found) else []
