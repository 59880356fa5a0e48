"""Say of each table what was not understood: gaps, leftovers, missing cells, unknown headers."""

from collections.abc import Iterator
from itertools import pairwise

from tvetgraph.loaders.evidence import row_spans
from tvetgraph.loaders.gaps import missing_cells
from tvetgraph.loaders.misread import Misread
from tvetgraph.loaders.numbers import decimal
from tvetgraph.loaders.tables import Row, Table, UnknownTable, is_matrix
from tvetgraph.loaders.tokens import joined

_MOST_SHOWN = 24


def diagnose(table: Table | UnknownTable, file: str) -> Iterator[Misread]:
    """Yield what a person should look at in a table."""
    here = (table.caption.line, table.caption.line)
    where = f"{table.caption.number} {table.title}"
    if isinstance(table, UnknownTable):
        yield Misread(file, here, where, _unknown(table))
        return
    if not table.rows:
        yield Misread(
            file, here, where, "有表头而没有行 / a header without rows: is the text cut off?"
        )
        return
    for token in table.noise:
        reason = f"未理解的文字 / text not understood: {token.text}"
        yield Misread(file, (token.line, token.line), where, reason)
    if table.rest:
        text = joined([token.text for token in table.rest])[:_MOST_SHOWN]
        span = (table.rest[0].line, table.rest[-1].line)
        yield Misread(file, span, where, f"表后未读的文字 / text left after the table: {text}")
    yield from (Misread(file, _span(row), where, reason) for row, reason in _row_faults(table))


def _unknown(table: UnknownTable) -> str:
    if len(table.lines) < 2:
        return "图，没有表格文字 / a chart without a table in the text"
    return "没有模板认识它的表头 / no profile knows its header: add one, see docs/profiles.md"


def _span(row: Row) -> tuple[int, int]:
    spans = row_spans(row)
    return spans[0] if spans else (1, 1)


def _row_faults(table: Table) -> Iterator[tuple[Row, str]]:
    for row in table.rows:
        missing = missing_cells(table, row)
        if missing:
            yield row, f"行内缺少 / the row lacks: {'、'.join(missing)}"
    if not is_matrix(table):
        yield from _serial_faults(table)


def _serial_faults(table: Table) -> Iterator[tuple[Row, str]]:
    """Report serial numbers that are repeated or left out; a merged serial numbers groups."""
    numbered = [(row, row.cells["row"]) for row in table.rows if "row" in row.cells]
    serials = [(row, int(decimal(cell.text) or 0)) for row, cell in numbered if cell.fresh]
    for (_, before), (row, after) in pairwise(serials):
        if after == before:
            yield row, f"序号重复 / serial number twice: {after}"
        elif after != before + 1:
            yield row, f"序号从 {before} 跳到 {after} / serial numbers go from {before} to {after}"
