"""Make one observation of each number in a table: indicator, dimensions, period, value, unit."""

import re
from collections.abc import Iterable, Iterator

from tvetgraph.loaders.evidence import row_spans
from tvetgraph.loaders.facts import Certainty, Fact, Method, make_fact
from tvetgraph.loaders.figures import Figure
from tvetgraph.loaders.gridfigures import grid_figures
from tvetgraph.loaders.grids import GRID
from tvetgraph.loaders.listings import listing_figures
from tvetgraph.loaders.matrices import matrix_figures
from tvetgraph.loaders.numbers import decimal, single_year
from tvetgraph.loaders.tables import Table, is_matrix

_SCOPE = re.compile(
    r"(?P<what>[^。，；:：]*?)(?P<scope>不[含包]括?[^。，；]+?)(?:数据|等数据)?(?:[。，；]|$)"
)
_NOT_LATIN_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def table_observations(table: Table, *, data_year: str) -> Iterator[Fact]:
    """Yield an observation for each number of a table, in reading order."""
    year = single_year(table.title) or data_year
    plain = table.header.profile is GRID
    for figure in _figures(table, year):
        serial = figure.row.text("row") or figure.row.text("serial")
        yield make_fact(
            "observations",
            _values(table, figure),
            where=table.caption.number,
            row=decimal(serial),
            lines=row_spans(figure.row, figure.roles),
            method=Method.TABLE,
            certainty=Certainty.MEDIUM if plain else Certainty.HIGH,
        )


def _figures(table: Table, year: str) -> Iterator[Figure]:
    if table.header.profile is GRID:
        return grid_figures(table, year)
    return matrix_figures(table, year) if is_matrix(table) else listing_figures(table, year)


def _values(table: Table, figure: Figure) -> dict[str, str]:
    return {
        "table": normal_title(table.title),
        "indicator": figure.indicator,
        "printed_label": figure.label if figure.label != figure.indicator else "",
        "dimensions": ";".join(f"{name}={value}" for name, value in figure.dimensions if value),
        "period": figure.period,
        "value": decimal(figure.printed),
        "printed": figure.printed,
        "unit": figure.unit,
        "note": scope_of(table.notes, figure.indicator),
    }


def normal_title(title: str) -> str:
    """Return a caption's title without the spaces that a converter put around numbers.

    >>> normal_title("2020 年北京市 X 证书 TAFE class")
    '2020年北京市X证书TAFE class'
    """
    return _NOT_LATIN_SPACE.sub("", title.strip())


def scope_of(notes: Iterable[str], indicator: str = "") -> str:
    """Return what a table's notes say its numbers leave out, as 不含技工学校.

    A note that names an indicator holds for that one only.
    """
    for note in notes:
        for found in _SCOPE.finditer("".join(note.split())):
            what = found["what"].removesuffix("数据")
            if not what or (indicator and (what in indicator or indicator in what)):
                return found["scope"]
    return ""
