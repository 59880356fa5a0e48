"""Say which cells a row ought to have and has not; the row is kept, and doubted."""

from tvetgraph.loaders.cells import is_total
from tvetgraph.loaders.profiles import CellType, ColumnSpec
from tvetgraph.loaders.tables import Row, Table, is_matrix


def missing_cells(table: Table, row: Row) -> list[str]:
    """Return the headings of cells that a row lacks; totals and headings in a stub lack none."""
    columns = table.header.columns
    numbers = [c.role for c in columns if c.type is CellType.NUMBER]
    if row.section or any(is_total(cell.text) for cell in row.cells.values()):
        return []
    if is_matrix(table) and not any(row.text(role) for role in numbers):
        return []
    return [_name(c) for c in columns if not c.optional and c.role not in row.cells]


def _name(column: ColumnSpec) -> str:
    return (column.headings[0] if column.headings else "") or column.role
