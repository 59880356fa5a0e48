"""Figures of tables that no profile knows, from their cells; a table read badly gives none."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.cells import is_number
from tvetgraph.loaders.facts import Fact
from tvetgraph.loaders.numbers import decimal, single_year, split_unit, value_unit, years_in

_SERIAL = re.compile(r"序号|编号|No\.?")
ROW = "行"


def raw_statements(report: str, facts: Iterable[Fact]) -> Iterator[Statement]:
    """Yield a figure for each number in the cells of tables not understood."""
    titles: dict[str, str] = {}
    rows: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind == "tables":
            titles[fact.where] = fact.values["title"]
        elif fact.kind == "cells":
            rows.setdefault((fact.where, fact.row), []).append(fact)
    for (where, _), cells in rows.items():
        yield from _row(report, cells, titles.get(where, ""))


def _row(report: str, cells: list[Fact], title: str) -> Iterator[Statement]:
    texts = [c for c in cells if not is_number(c.values["text"])]
    label = texts[0].values["text"] if texts else ""
    if not label:
        return
    name, own_unit = split_unit(label)
    for cell in cells:
        heading = cell.values.get("heading", "")
        number = decimal(cell.values["text"]) if is_number(cell.values["text"]) else ""
        if not number or _SERIAL.search(heading):
            continue
        column, unit = split_unit(heading)
        years = years_in(heading)
        yield Statement(
            report=report,
            where=cell.where,
            lines=cell.lines,
            indicator=name if years else column or name,
            period=years[0] if years else single_year(title),
            value=Decimal(number),
            printed=cell.values["text"],
            unit=value_unit(cell.values["text"]) or unit or own_unit,
            dims=() if years else ((ROW, name),),
            table=True,
            fact=cell.id,
            row=cell.row,
            label=label,
            title=title,
        )
