"""Say what the numbers of a plain grid count: the words over and beside them, else the title.

Which word is a count is judged by its ending. It knows no report and no table.
"""

import re
from collections.abc import Iterator, Sequence

from tvetgraph.loaders.figures import Dimensions, Figure, figure_unit
from tvetgraph.loaders.numbers import caption_unit, decimal, split_unit, years_in
from tvetgraph.loaders.profiles import CellType
from tvetgraph.loaders.tables import Table
from tvetgraph.loaders.tokens import normal

_COUNT = re.compile(
    r"(?:[数量率比额值费]|比例|比重|面积|人次|收入|支出|经费|成绩|得分|满意度|工资|薪酬)$"
)
# Words that say how something is counted, not what.
_HOW = frozenset(
    {"人数", "数量", "数", "总数", "数值", "金额", "所数", "比例", "占比", "比重", "百分比", "比率"}
)
_CHANGE = re.compile(r"(?:增减|增长|增加|变化|增幅|差值|同比)(?:[数值量率幅度]*|情况)?$")
_YEARS = re.compile(r"\d{4}(?:[-—–~～至]\d{4})?(?:学?年度?)?")
_TITLE_TAIL = re.compile(
    r"(?:情况|基本|统计|一览|汇总|分布|对比|变化|比较|构成|结构(?=统计|一览|分布|情况|表)|明细|表)+$"
)


def grid_figures(table: Table, year: str) -> Iterator[Figure]:
    """Yield the figures in reading order; `year` stands where the table names none."""
    count = table.header.numbers
    words = [c for c in table.header.columns[:-count] if c.type is not CellType.SERIAL]
    for row in table.rows:
        beside = [(column.headings[0], row.text(column.role)) for column in words]
        label = beside[-1][1]
        for column in table.header.columns[-count:]:
            printed = "".join(row.text(column.role).split())
            if not decimal(printed):
                continue
            heading = column.headings[0]
            indicator, dimensions = _meaning(table, beside, heading)
            named = (split_unit(heading)[1], split_unit(label)[1], *_units(table.title))
            yield Figure(
                row=row,
                roles=(*(word.role for word in words), column.role),
                indicator=indicator,
                label=label,
                dimensions=dimensions,
                period=next(iter(years_in(heading) or years_in(label)), year),
                printed=printed,
                unit=figure_unit(printed, *named),
            )


def _units(title: str) -> tuple[str, str]:
    return caption_unit(title), split_unit(title)[1]


def _meaning(
    table: Table, beside: Sequence[tuple[str, str]], heading: str
) -> tuple[str, Dimensions]:
    """Return what a number counts and of what: the word that is a count names the indicator."""
    over = "" if years_in(heading) else split_unit(heading)[0]
    *others, (stub, label) = beside
    word = "" if years_in(label) else split_unit(label)[0]
    rest = [(_dimension(name), value) for name, value in others]
    side, top = (_dimension(stub), word), ("类别", over)
    if word and _CHANGE.match(over):
        return _counted(table, word) + over, _filled(*rest)
    if over and (rest or _COUNT.search(over)):
        return _counted(table, over), _filled(*rest, side)
    if word and (_COUNT.search(word) or split_unit(label)[1] or not over):
        return _counted(table, word), _filled(*rest, (_dimension(stub), over))
    return title_core(table.title) or over or word, _filled(side, top)


def _dimension(heading: str) -> str:
    return heading.removesuffix("名称") or "类别"


def _counted(table: Table, word: str) -> str:
    """Name an indicator: 人数 and 比例 say only of what the title speaks."""
    core = title_core(table.title) if word in _HOW else ""
    return core if core.endswith(word[-1]) else core + word


def _filled(*pairs: tuple[str, str]) -> Dimensions:
    return tuple(pair for pair in pairs if pair[1])


def title_core(title: str) -> str:
    """Return what a table's title says is counted.

    >>> title_core("2019—2021年云州市学校数（单位：所）"), title_core("2031年毕业生去向统计表")
    ('云州市学校数', '毕业生去向')
    """
    plain = re.sub(r"[（(][^（）()]*[）)]|单位[:：].*$", "", normal(title))
    return _TITLE_TAIL.sub("", _YEARS.sub("", plain)).strip()
