"""What stands beside the links: coordinates, websites and English names, each with its source.

The sources themselves are a table too: what each is, its licence and the credit it asks for. This
module must not say who is who.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tvetgraph.loaders.errors import LinkError, TvetgraphError, raise_problems
from tvetgraph.loaders.linkcells import (
    comment_fault,
    confidence_fault,
    source_fault,
    subject_fault,
)
from tvetgraph.loaders.sheets import SheetReader
from tvetgraph.loaders.values import SLUG, SLUG_FAULT, Fault

COORDINATES = "coordinates.csv"
DETAILS = "details.csv"
SOURCES = "link_sources.csv"

COORDINATE_HEADER = (
    "id",
    "latitude",
    "longitude",
    "precision",
    "source",
    "source_version",
    "note",
)
DETAIL_HEADER = ("id", "what", "value", "confidence", "source", "source_version", "note")
SOURCE_HEADER = ("id", "title", "licence", "credit")

#: How near a point is to its thing, nearest first: what area or town it is the middle of.
PRECISIONS = ("city", "district", "county", "prefecture", "region", "province", "country")
#: A supposed name is one that a person reads out of a Chinese spelling by its sound.
DETAIL_KINDS = ("name_en", "website", "supposed_name")

Faults = Iterator[Fault]
Check = Callable[[str], Fault | None]

_DEGREES = re.compile(r"-?(?:0|[1-9][0-9]{0,2})(?:\.[0-9]+)?")
_WEBSITE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, kw_only=True)
class Coordinate:
    """Where an entry lies, in degrees of WGS 84; `note` says of what the point is the middle."""

    id: str
    latitude: str
    longitude: str
    precision: str
    source: str
    source_version: str
    note: str
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Detail:
    """A website or an official English name of an entry; `what` is one of DETAIL_KINDS."""

    id: str
    what: str
    value: str
    confidence: str
    source: str
    source_version: str
    note: str
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class LinkSource:
    """A source of links and coordinates; `credit` is what its licence asks to be said."""

    id: str
    title: str
    licence: str
    credit: str = ""
    origin: str = field(default="", compare=False)


def read_coordinates(path: Path) -> tuple[Coordinate, ...]:
    """Read a table of coordinates; raise Problems with every fault."""
    rows = _read(path, COORDINATE_HEADER, _coordinate_faults)
    found = tuple(Coordinate(**cells, origin=origin) for cells, origin in rows)
    raise_problems(_repeated((one.id, one.origin) for one in found))
    return found


def read_details(path: Path) -> tuple[Detail, ...]:
    """Read a table of websites and English names; raise Problems with every fault."""
    rows = _read(path, DETAIL_HEADER, _detail_faults)
    found = tuple(Detail(**cells, origin=origin) for cells, origin in rows)
    raise_problems(_repeated((f"{one.id} {one.what} {one.value}", one.origin) for one in found))
    return found


def read_sources(path: Path) -> tuple[LinkSource, ...]:
    """Read a table of sources; raise Problems with every fault."""
    rows = _read(path, SOURCE_HEADER, _source_row_faults, optional=("credit",))
    found = tuple(LinkSource(**cells, origin=origin) for cells, origin in rows)
    raise_problems(_repeated((one.id, one.origin) for one in found))
    return found


def row_error(origin: str, *, problem: str, remedy: str) -> LinkError:
    """Make the error of a row that stands at "FILE:LINE"."""
    file, _, line = origin.rpartition(":")
    return LinkError(problem=problem, remedy=remedy, file=file, line=int(line or 0))


def _read(
    path: Path,
    header: tuple[str, ...],
    faults_in: Callable[[Mapping[str, str]], Faults],
    *,
    optional: tuple[str, ...] = (),
) -> list[tuple[dict[str, str], str]]:
    sheet = SheetReader(header, LinkError).read(path)
    errors: list[TvetgraphError] = list(sheet.errors)
    rows: list[tuple[dict[str, str], str]] = []
    for row in sheet.rows:
        missing = (n for n in header if n not in row.cells and n not in optional)
        faults = [(f"{name}: 空 / is empty", "填上 / fill it in") for name in missing]
        faults = faults or list(faults_in(row.cells))
        errors += (
            LinkError(problem=problem, remedy=remedy, file=sheet.file, line=row.line)
            for problem, remedy in faults
        )
        rows.append((dict(row.cells), f"{sheet.file}:{row.line}"))
    raise_problems(errors)
    return rows


def _told(cells: Mapping[str, str], checks: Mapping[str, Check]) -> Faults:
    for name, check in checks.items():
        if fault := check(cells[name]):
            yield f'{name} "{cells[name]}": {fault[0]}', fault[1]


def _coordinate_faults(cells: Mapping[str, str]) -> Faults:
    return _told(cells, _COORDINATE_CHECKS)


def _detail_faults(cells: Mapping[str, str]) -> Faults:
    yield from _told(cells, _DETAIL_CHECKS)
    if cells["what"] == "website" and _WEBSITE.fullmatch(cells["value"]) is None:
        problem = f'value "{cells["value"]}": 不是网址 / is not a web address'
        yield problem, "以 http:// 或 https:// 开头 / begin it with http:// or https://"


def _source_row_faults(cells: Mapping[str, str]) -> Faults:
    return _told(cells, {"id": lambda cell: None if SLUG.fullmatch(cell) else SLUG_FAULT})


def _degrees_fault(most: int) -> Check:
    def check(cell: str) -> Fault | None:
        if _DEGREES.fullmatch(cell) and abs(float(cell)) <= most:
            return None
        return (
            "不是度数 / is not in degrees",
            f"写 -{most} 到 {most} 的数 / write -{most} to {most}",
        )

    return check


def _one_of(allowed: tuple[str, ...]) -> Check:
    def check(cell: str) -> Fault | None:
        if cell in allowed:
            return None
        return "没有这一种 / is no such value", "可用 / use " + ", ".join(allowed)

    return check


_COORDINATE_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "id": subject_fault,
        "latitude": _degrees_fault(90),
        "longitude": _degrees_fault(180),
        "precision": _one_of(PRECISIONS),
        "source": source_fault,
        "note": comment_fault,
    }
)
_DETAIL_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "id": subject_fault,
        "what": _one_of(DETAIL_KINDS),
        "confidence": confidence_fault,
        "source": source_fault,
        "note": comment_fault,
    }
)


def _repeated(rows: Iterable[tuple[str, str]]) -> Iterator[LinkError]:
    first: dict[str, str] = {}
    for key, origin in rows:
        if (known := first.setdefault(key, origin)) != origin:
            problem = f"重复 / repeated: {key} ({known.rpartition(':')[2]})"
            yield row_error(origin, problem=problem, remedy="删去一行 / delete one row")
