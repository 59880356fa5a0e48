"""Make facts of a table's rows by its profile's templates; it makes no observation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tvetgraph.loaders import templates
from tvetgraph.loaders.cells import is_dash, is_total
from tvetgraph.loaders.errors import FactError
from tvetgraph.loaders.evidence import row_spans
from tvetgraph.loaders.facts import Certainty, Fact, Method, Span, make_fact
from tvetgraph.loaders.gaps import missing_cells
from tvetgraph.loaders.kinds import KINDS, ColumnType
from tvetgraph.loaders.misread import Misread
from tvetgraph.loaders.numbers import decimal, single_year, split_unit
from tvetgraph.loaders.profiles import CellType, ColumnSpec, Profile, Yield
from tvetgraph.loaders.tables import Row, Table
from tvetgraph.loaders.tokens import normal


@dataclass(frozen=True, slots=True)
class _Draft:
    values: Mapping[str, str]
    row: str
    lines: tuple[Span, ...]
    whole: bool


def table_facts(table: Table, *, file: str, data_year: str) -> Iterator[Fact | Misread]:
    """Yield the facts of a recognised table in the order of its rows, and rows that make none."""
    context = _context(table.header.profile, table.title, data_year)
    for item in table.header.profile.yields:
        drafts = [draft for row in table.rows for draft in _drafts(table, item, row, context)]
        if item.once or item.gather:
            drafts = _merged(drafts, item.gather)
        for draft in drafts:
            yield _fact(table, item, draft, file)


def _fact(table: Table, item: Yield, draft: _Draft, file: str) -> Fact | Misread:
    where = table.caption.number
    try:
        return make_fact(
            item.kind,
            draft.values,
            where=where,
            row=draft.row,
            lines=draft.lines,
            method=Method.TABLE,
            certainty=Certainty.HIGH if draft.whole else Certainty.MEDIUM,
        )
    except FactError as error:
        span = draft.lines[0] if draft.lines else (table.caption.line, table.caption.line)
        return Misread(file, span, f"{where} {table.title}", f"{item.kind}: {error}")


def _context(profile: Profile, title: str, data_year: str) -> dict[str, str]:
    """Return what the caption says: the year and the profile's captures."""
    plain = normal(title)
    context = dict(profile.defaults) | {"year": single_year(title) or data_year}
    for pattern in profile.capture:
        found = re.search(pattern, plain)
        if found:
            context |= {name: text for name, text in found.groupdict().items() if text}
    return context


def _drafts(table: Table, item: Yield, row: Row, context: Mapping[str, str]) -> Iterator[_Draft]:
    columns = {column.role: column for column in table.header.columns}
    values = dict(context) | {role: cell_value(columns[role], row.text(role)) for role in columns}
    if row.section or any(is_total(row.text(role)) for role in columns):
        return
    if item.when and not any(re.search(item.when, value) for value in values.values()):
        return
    for variant in _variants(table, item, row, values):
        filled = {name: _filled(item, name, text, variant) for name, text in item.values.items()}
        # A serial number that is merged over rows numbers the group, not the row.
        serial = columns.get("row")
        number = decimal(row.text("row")) if serial and not serial.merged else ""
        yield _Draft(filled, number, row_spans(row), whole=not missing_cells(table, row))


def cell_value(column: ColumnSpec, text: str) -> str:
    """Return a cell's text as a value: the pattern's group, a plain number, nothing for a dash."""
    if is_dash(text):
        return ""
    if column.type in (CellType.NUMBER, CellType.SERIAL):
        return decimal(text)
    found = re.fullmatch(column.pattern, normal(text)) if column.pattern else None
    return found[1] if found and found.re.groups else text


def _variants(
    table: Table, item: Yield, row: Row, values: dict[str, str]
) -> Iterator[dict[str, str]]:
    if item.split:
        for member in templates.members(values.get(item.split, "")):
            yield values | {item.split: member}
    elif item.melt:
        yield from (values | melted for melted in melted_cells(table, row))
    else:
        yield values


def melted_cells(table: Table, row: Row) -> Iterator[dict[str, str]]:
    """Yield level, stage and count of each filled number column that is to be observed."""
    groups = group_names(table)
    for column in table.header.columns:
        count = decimal(row.text(column.role))
        if column.observe and count:
            level, _ = split_unit(column.headings[0])
            stage = groups.get(column.group, "") if column.dimension else ""
            yield {"level": level, "stage": stage, "count": count}


def group_names(table: Table) -> dict[str, str]:
    """Return the printed names of column groups, without words about results (获奖情况)."""
    groups = dict.fromkeys(column.group for column in table.header.columns if column.group)
    printed = [re.sub(r"获奖(情况|统计)$", "", name) for name in table.header.groups]
    return dict(zip(groups, printed, strict=True)) if len(groups) == len(printed) else {}


def _filled(item: Yield, name: str, template: str, values: Mapping[str, str]) -> str:
    text = templates.fill(template, values)
    if name in item.replace:
        text = templates.replaced(text, item.replace[name])
    types = {column.name: column.type for column in KINDS[item.kind].columns}
    return templates.without_empty_pairs(text) if types[name] is ColumnType.PAIRS else text


def _merged(drafts: Iterable[_Draft], gather: str) -> list[_Draft]:
    """Join drafts that say the same, or agree in all but the gathered column, with their lines."""
    found: dict[tuple[tuple[str, str], ...], _Draft] = {}
    for draft in drafts:
        key = tuple((n, v) for n, v in draft.values.items() if n != gather)
        known = found.get(key)
        found[key] = _joined(known, draft, gather) if known else draft
    return list(found.values())


def _joined(first: _Draft, second: _Draft, gather: str) -> _Draft:
    values = dict(first.values)
    if gather:
        parts = [*values[gather].split(";"), *second.values[gather].split(";")]
        values[gather] = ";".join(dict.fromkeys(part for part in parts if part))
    lines = tuple(dict.fromkeys((*first.lines, *second.lines)))
    row = first.row if first.row == second.row else ""
    return _Draft(values, row, lines, whole=first.whole and second.whole)
