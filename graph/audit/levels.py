"""Figures by what they count, wherever they stand: what a claim about an indicator is checked by.

It must not judge a claim.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvetgraph.graph.audit.books import Book, Series, rows_of
from tvetgraph.graph.audit.printed import Range
from tvetgraph.graph.audit.statements import INDICATOR, Statement
from tvetgraph.graph.audit.totals import PARENT, is_total
from tvetgraph.graph.audit.twice import is_change, is_whole
from tvetgraph.graph.audit.words import core, words

_POPULATION = ("范围", "主体")
_PART = "项"


@dataclass(frozen=True, eq=False)
class Level:
    """One indicator by period: its name, the table or section, and its figures."""

    core: str
    where: str
    table: bool
    share: bool
    series: Mapping[str, tuple[Statement, ...]]

    def range(self, period: str) -> Range:
        """Give the value of a period: one figure, or several added up."""
        first, *rest = self.series[period]
        return sum((s.range for s in rest), first.range)

    def has(self, *periods: str) -> bool:
        """Tell whether it is known for all of some periods."""
        return all(period in self.series for period in periods)


@lru_cache(maxsize=16)
def levels(book: Book) -> tuple[Level, ...]:
    """Return the indicators of a report: rows of tables first, then the prose."""
    return (*_table_levels(book), *_unions(book), *_prose_levels(book))


def _table_levels(book: Book) -> Iterator[Level]:
    for number, cells in book.tables.items():
        for row in rows_of(cells).values():
            first = next(iter(row.values()))
            name = _row_name(first)
            if name:
                yield _level(name, number, row, table=True)


def _row_name(first: Statement) -> str:
    """Return the name of a row that speaks of all: its total, or a category of a composition."""
    if is_change(first):
        return ""
    rest = [(n, v) for n, v in first.dims if n not in {PARENT, _PART} and not is_total(v)]
    if not rest:
        return core(first.indicator)
    own = [v for _, v in rest]
    return core(own[0]) if len(rest) == 1 and own[0] == first.indicator else ""


def _level(name: str, where: str, row: Series, *, table: bool) -> Level:
    first = next(iter(row.values()))
    series = {period: (statement,) for period, statement in row.items()}
    return Level(name, where, table, first.share, series)


def _unions(book: Book) -> Iterator[Level]:
    """Yield what words.toml puts together from categories of one table: 高级职称 of two ranks."""
    for name, members in words().unions.items():
        for number, cells in book.tables.items():
            rows = [r for r in rows_of(cells).values() if next(iter(r.values())).share]
            found = [r for r in rows if next(iter(r.values())).indicator in members]
            if len(found) == len(members):
                periods = [p for p in found[0] if all(p in r for r in found)]
                series = {p: tuple(r[p] for r in found) for p in periods}
                yield Level(core(name), number, table=True, share=True, series=series)


def _prose_levels(book: Book) -> Iterator[Level]:
    rows: dict[tuple[str, str, bool], dict[str, tuple[Statement, ...]]] = {}
    for statement in book.prose:
        whole = all(is_whole(v, book.report.region) for n, v in statement.dims if n in _POPULATION)
        others = [n for n, _ in statement.dims if n not in _POPULATION and n not in _ASIDE]
        if statement.curated and whole and not others and not is_change(statement):
            key = (core(statement.indicator), statement.base, statement.share)
            rows.setdefault(key, {}).setdefault(statement.period, (statement,))
    for (name, _, share), series in rows.items():
        first = next(iter(series.values()))[0]
        yield Level(name, first.where, table=False, share=share, series=series)


_ASIDE = frozenset({"截止", "时点", "届", "限定", "类型"})


def find_level(
    found: Sequence[Level], name: str, *, periods: tuple[str, ...], share: bool | None = None
) -> Level | None:
    """Find the indicator of a name that is known for some periods; None if there is none."""
    for level in found:
        if level.core == name and level.has(*periods) and share in {None, level.share}:
            return level
    return None


def only_whole(statement: Statement, region: str) -> bool:
    """Tell whether a figure is of all schools, not of one."""
    return all(
        is_whole(value, region) or name not in {*_POPULATION, "学校", INDICATOR}
        for name, value in statement.dims
    )
