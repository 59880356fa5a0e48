"""A figure of a table: one number and what it is about, before it becomes an observation."""

from dataclasses import dataclass

from tvetgraph.loaders.numbers import value_unit
from tvetgraph.loaders.tables import Row
from tvetgraph.loaders.tokens import normal

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `label` is its row's or column's printed name, `roles` the cells it rests on."""

    row: Row
    roles: tuple[str, ...]
    indicator: str
    label: str
    dimensions: Dimensions
    period: str
    printed: str
    unit: str


def figure_unit(printed: str, *named: str) -> str:
    """Return the unit a number carries itself, or the first one named for it; a dash names none."""
    own = value_unit(printed)
    return own or next((unit for unit in named if normal(unit).strip("-—–")), "")
