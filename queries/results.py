"""The answer to a query, and its forms as text: a table, CSV and SPARQL JSON.

Knows no engine: both engines' terms arrive here as cells. It must not print.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from rich.cells import cell_len

from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import BASE, PREFIXES

_GAP = "  "


class CellKind(StrEnum):
    """The kinds of RDF term, named as in the SPARQL 1.1 Query Results JSON Format."""

    IRI = "uri"
    LITERAL = "literal"
    BLANK = "bnode"


@dataclass(frozen=True)
class Cell:
    """One RDF term; a plain string has neither language nor datatype."""

    value: str
    kind: CellKind = CellKind.LITERAL
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        """Show the value alone, as the CSV results format does."""
        return self.value


Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Result:
    """Columns and rows; an ASK query sets `truth` instead; `headings` are for the eye only."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None = None
    headings: tuple[tuple[str, str], ...] = ()

    def values(self) -> tuple[tuple[str, ...], ...]:
        """Give the rows as plain strings, an unbound cell as an empty one."""
        return tuple(tuple(str(cell or "") for cell in row) for row in self.rows)

    def records(self) -> Iterator[dict[str, str]]:
        """Yield each row as column → value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values())

    def sorted(self) -> "Result":
        """Put the rows in the one order that no engine decides."""
        return replace(self, rows=tuple(sorted(self.rows, key=_sort_key)))


def _sort_key(row: Row) -> tuple[tuple[str, ...], ...]:
    return tuple((c.kind, c.value, c.language, c.datatype) if c else () for c in row)


def to_csv(result: Result) -> str:
    """Write CSV: a header, then a line a row; an ASK's answer stands alone under `answer`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns, rows = _grid(result, str)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def to_json(result: Result) -> str:
    """Write the SPARQL 1.1 Query Results JSON Format."""
    if result.truth is not None:
        return _dump({"head": {}, "boolean": result.truth})
    bindings = [
        {name: _to_json(c) for name, c in zip(result.columns, row, strict=True) if c is not None}
        for row in result.rows
    ]
    return _dump({"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}})


def to_table(result: Result) -> str:
    """Write a table for the eye: a Chinese character is two places wide, IRIs are shortened.

    Where the question tells of its columns, their headings stand above them, zh over en.
    """
    heads, rows = for_the_eye(result)
    widths = [max(map(cell_len, column)) for column in zip(*heads, *rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "".join(_line(row, widths) for row in (*heads, rule, *rows))


def for_the_eye(
    result: Result,
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Give the lines of the head, zh over en where the question tells them, and the short cells."""
    columns, rows = _grid(result, _shown)
    return tuple(zip(*result.headings, strict=True)) if result.headings else (columns,), rows


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    padded = (v + " " * (width - cell_len(v)) for v, width in zip(row, widths, strict=True))
    return _GAP.join(padded).rstrip() + "\n"


def _grid(
    result: Result, show: Callable[[Cell], str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    if result.truth is not None:
        return ("answer",), (("true" if result.truth else "false",),)
    return result.columns, tuple(tuple(show(c) if c else "" for c in row) for row in result.rows)


def _shown(cell: Cell) -> str:
    """Shorten an IRI by a known prefix or by the base; put any text on one line."""
    if cell.kind is not CellKind.IRI:
        return " ".join(cell.value.split())
    for prefix, iri in PREFIXES.items():
        if cell.value.startswith(iri):
            return f"{prefix}:{cell.value.removeprefix(iri)}"
    return cell.value.removeprefix(BASE)


def _to_json(cell: Cell) -> dict[str, str]:
    extra = {"xml:lang": cell.language, "datatype": cell.datatype}
    return {"type": cell.kind.value, "value": cell.value} | {k: v for k, v in extra.items() if v}


def _dump(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"table": to_table, "csv": to_csv, "json": to_json}
)


def to_text(result: Result, fmt: str) -> str:
    """Write the result in one of FORMATS."""
    if fmt not in FORMATS:
        raise QueryError(
            problem=f"没有“{fmt}”这种格式 / no such format: {fmt}",
            remedy=f"可用 / use {', '.join(FORMATS)}",
        )
    return FORMATS[fmt](result)
