"""Measure how many figures the patterns not only find but also name and place as people do.

A figure is named if, with the value and lines of a row that a person wrote, its indicator holds
the row's, its year is the row's, and each dimension of the row stands in one of its own cells;
what only says how a figure is told (change, comparison, limit) is not asked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tvetgraph.loaders.facts import Fact, pairs
from tvetgraph.loaders.registry import name_key

_SIGNS = re.compile(r"[\W_]+")
_TELLING = frozenset({"变化", "性质", "限定", "对比", "比较", "界限", "口径"})
# A shorter text must be the same; a longer one may stand in another.
_SHORT = 3


def named(facts: Iterable[Fact], rows: Iterable[Fact]) -> tuple[int, int]:
    """Return how many rows are named by a fact, and how many facts name a row."""
    read, written = list(facts), list(rows)
    by_value = _by_value(read)
    found = [[f for f in by_value[row.values["value"]] if _names(f, row)] for row in written]
    return sum(map(bool, found)), len({id(fact) for met in found for fact in met})


def _by_value(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    places: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        places[fact.values["value"]].append(fact)
    return places


def _names(fact: Fact, row: Fact) -> bool:
    """Tell whether a fact of the same value says all that a row says."""
    overlap = any(a <= d and c <= b for a, b in fact.lines for c, d in row.lines)
    year = row.values.get("period", "")
    if not overlap or (year and fact.values.get("period") != year):
        return False
    cells = [_folded(value) for _, value in pairs(fact.values.get("dimensions", ""))]
    cells.append(_folded(fact.values["indicator"]))
    asked = [v for n, v in pairs(row.values.get("dimensions", "")) if n not in _TELLING]
    return _stands(row.values["indicator"], cells[-1:]) and all(_stands(v, cells) for v in asked)


def _stands(text: str, cells: Iterable[str]) -> bool:
    wanted = _folded(text)
    return any(wanted == cell or (len(wanted) > _SHORT and wanted in cell) for cell in cells)


def _folded(text: str) -> str:
    return _SIGNS.sub("", name_key(text))
