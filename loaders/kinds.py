"""The kinds of fact, read from kinds.toml: their columns, classes and labels.

The one place that says what columns a fact CSV has. It must not know any single kind by name.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any

FIRST_COLUMNS = ("id",)
LAST_COLUMNS = ("where", "row", "lines", "method", "certainty")


class ColumnType(StrEnum):
    """How a cell is read, checked and turned into RDF; kinds.toml explains each."""

    ORG = "org"
    ORGS = "orgs"
    ACTOR = "actor"
    MAJOR = "major"
    MAJORS = "majors"
    PLACE = "place"
    CONCEPT = "concept"
    TEXT = "text"
    YEAR = "year"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PAIRS = "pairs"
    STAGES = "stages"


@dataclass(frozen=True)
class Column:
    """A column of one kind; `property` is the local name of its ontology property."""

    name: str
    type: ColumnType
    required: bool
    scheme: str
    property: str


@dataclass(frozen=True)
class Kind:
    """A kind of fact; `class_name` is the local name of its ontology class."""

    name: str
    class_name: str
    label_zh: str
    label_en: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Name all columns of the kind's CSV in order."""
        return FIRST_COLUMNS + tuple(column.name for column in self.columns) + LAST_COLUMNS

    def column(self, name: str) -> Column | None:
        """Find one of the kind's own columns."""
        return next((column for column in self.columns if column.name == name), None)


def property_name(column: str) -> str:
    """Turn a column name into the camelCase local name of its property."""
    first, *rest = column.split("_")
    return first + "".join(part.capitalize() for part in rest)


def read_kinds(text: str) -> Mapping[str, Kind]:
    """Read the kinds from TOML in the form that kinds.toml explains, in its order."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(text)
    return MappingProxyType({name: _kind(name, table) for name, table in tables.items()})


def _kind(name: str, table: dict[str, Any]) -> Kind:
    columns = tuple(_column(key, entry) for key, entry in table["columns"].items())
    return Kind(name, table["class"], table["label"]["zh"], table["label"]["en"], columns)


def _column(name: str, entry: dict[str, Any]) -> Column:
    return Column(
        name=name,
        type=ColumnType(entry["type"]),
        required=entry.get("required", False),
        scheme=entry.get("scheme", ""),
        property=property_name(name),
    )


KINDS = read_kinds(files("tvetgraph.loaders").joinpath("kinds.toml").read_text("utf-8"))
