"""Table profiles: what a table's heading and columns mean, read from profiles/*.toml.

A profile is data. This module reads it and checks it; it knows no report and no table.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from tvetgraph.loaders.errors import ProfileError
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.loaders.tokens import normal


class CellType(StrEnum):
    """How a cell's text is recognised among its neighbours."""

    SERIAL = "serial"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    TEXT = "text"
    LIST = "list"
    CHOICE = "choice"
    COUNTRY = "country"
    NUMBER = "number"
    LABEL = "label"
    UNIT = "unit"
    YEAR = "year"


class Layout(StrEnum):
    """A table of records (typed columns) or a matrix (labels against periods or scopes)."""

    RECORDS = "records"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its printed headings, its role in the templates and how its cells look.

    `merged` cells stand once for several rows; `optional` ones may be empty; `choice` cells match
    `pattern` (its first group, if any, is the value). `indicator`, `dimension`, `unit` and `within`
    say what observation a number makes; `group` is the heading printed above several columns.
    """

    role: str
    type: CellType
    headings: tuple[str, ...] = ()
    group: str = ""
    merged: bool = False
    optional: bool = False
    absent: bool = False
    pattern: str = ""
    prefer: tuple[str, ...] = ()
    unit: str = ""
    indicator: str = ""
    dimension: str = ""
    within: tuple[str, ...] = ()
    observe: bool = False


@dataclass(frozen=True, slots=True)
class Yield:
    """A template of facts of one kind: `values` hold {role} places, filled from each row.

    `split` names list roles that make one fact a member; `gather` joins a role over all rows
    that agree in the rest; `melt` makes one fact for each filled number column; `once` makes one
    fact of all rows that say the same; `when` is a pattern that a cell must have.
    """

    kind: str
    values: Mapping[str, str]
    split: str = ""
    gather: str = ""
    melt: bool = False
    once: bool = False
    when: str = ""
    replace: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict[str, tuple[tuple[str, str], ...]]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a kind of table means; `caption` and `capture` are patterns on its caption."""

    name: str
    layout: Layout
    columns: tuple[ColumnSpec, ...]
    yields: tuple[Yield, ...] = ()
    caption: str = ""
    capture: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict[str, str])
    values: str = ""
    dimension: str = ""
    blanks: bool = False


@cache
def profiles() -> tuple[Profile, ...]:
    """Return all packaged profiles: those that ask for a caption first, then by name."""
    folder = files(__name__.rpartition(".")[0]).joinpath("profiles")
    found: list[Profile] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            found += parse_profiles(entry.read_text(encoding="utf-8"), entry.name)
    return tuple(sorted(found, key=lambda profile: (not profile.caption, profile.name)))


def parse_profiles(text: str, file: str) -> tuple[Profile, ...]:
    """Return the profiles of one TOML text; raise ProfileError for what it cannot mean."""
    try:
        tables = tomllib.loads(text).get("profile", [])
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(
            problem=f"不是有效的 TOML / not valid TOML ({error})",
            remedy="请修正后重试 / mend the file",
            file=file,
        ) from error
    return tuple(_profile(table, file) for table in tables)


def _profile(table: dict[str, Any], file: str) -> Profile:
    name = str(table.get("name", "?"))
    try:
        profile = Profile(
            name=table["name"],
            layout=Layout(table.get("layout", "records")),
            columns=tuple(_column(column) for column in table.get("columns", [])),
            yields=tuple(_yield(item) for item in table.get("yields", [])),
            caption=table.get("caption", ""),
            capture=tuple(table.get("capture", ())),
            defaults=table.get("defaults", {}),
            values=table.get("values", ""),
            dimension=table.get("dimension", ""),
            blanks=table.get("blanks", False),
        )
        _check(profile)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise ProfileError(
            problem=f"表格模板“{name}”有误 / profile {name!r} is wrong: {error}",
            remedy="见 docs/profiles.md / see docs/profiles.md",
            file=file,
        ) from error
    return profile


def _column(table: dict[str, Any]) -> ColumnSpec:
    data = dict(table)
    heading = data.pop("heading", [])
    headings = (heading,) if isinstance(heading, str) else tuple(heading)
    for name in ("prefer", "within"):
        data[name] = tuple(data.get(name, ()))
    data["type"] = CellType(data["type"])
    return ColumnSpec(headings=headings, **data)


def _yield(table: dict[str, Any]) -> Yield:
    data = dict(table)
    replace = {
        column: tuple((old, new) for old, new in pairs)
        for column, pairs in data.pop("replace", {}).items()
    }
    return Yield(replace=replace, **data)


def _check(profile: Profile) -> None:
    for pattern in (profile.caption, *profile.capture, *(c.pattern for c in profile.columns)):
        re.compile(pattern)
    for item in profile.yields:
        known = {column.name for column in KINDS[item.kind].columns}
        unknown = set(item.values) - known
        if unknown:
            raise ValueError(f"{item.kind} has no column {', '.join(sorted(unknown))}")


def heading_pattern(heading: str) -> str:
    """Return the pattern of a heading: `/…/` is a pattern itself, all else is literal."""
    if len(heading) > 1 and heading.startswith("/") and heading.endswith("/"):
        return heading[1:-1]
    return re.escape(normal(heading))
