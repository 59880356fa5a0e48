"""All that ties the graph to open data: links, coordinates, details and their sources, by folder.

Each folder adds to the ones before it, as the authority files do. This module must not read a cell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import TypeVar

from tvetgraph.loaders.errors import LinkError
from tvetgraph.loaders.linkcells import SUBJECTS
from tvetgraph.loaders.links import LinkSet, link_errors, read_link_set
from tvetgraph.loaders.registry import Authority, Organisation, Place
from tvetgraph.loaders.sourced import (
    COORDINATES,
    DETAILS,
    SOURCES,
    Coordinate,
    Detail,
    LinkSource,
    read_coordinates,
    read_details,
    read_sources,
    row_error,
)

Record = TypeVar("Record")


@dataclass(frozen=True)
class OpenData:
    """What is known of the entries from elsewhere."""

    links: LinkSet = field(default_factory=LinkSet)
    coordinates: tuple[Coordinate, ...] = ()
    details: tuple[Detail, ...] = ()
    sources: tuple[LinkSource, ...] = ()

    def merged(self, other: "OpenData") -> "OpenData":
        """Add another folder's; where both say where a thing lies, the other decides."""
        placed = {one.id for one in other.coordinates}
        kept = (one for one in self.coordinates if one.id not in placed)
        return OpenData(
            links=self.links.merged(other.links),
            coordinates=(*kept, *other.coordinates),
            details=tuple(dict.fromkeys(self.details + other.details)),
            sources=tuple({one.id: one for one in self.sources + other.sources}.values()),
        )

    def source_text(self, curie: str, version: str) -> str:
        """Say a source in one line: what it is, its version and the place in it."""
        identity = curie.partition(":")[2]
        title = next((one.title for one in self.sources if one.id == identity), identity)
        return f"{title}, {version}"


def read_open_data(*folders: Path) -> OpenData:
    """Read what the folders have; raise Problems with every fault of the first bad file."""
    return reduce(OpenData.merged, map(_read_folder, folders), OpenData())


def entry_of(curie: str, authority: Authority) -> Organisation | Place | None:
    """Find the entry of an id such as "tvetplace:beijing-shi", if there is one."""
    prefix, _, identity = curie.partition(":")
    entry = authority.entries(SUBJECTS[prefix]).get(identity)
    return entry if isinstance(entry, Organisation | Place) else None


def open_data_errors(found: OpenData, authority: Authority) -> Iterator[LinkError]:
    """List what is said of entries that do not exist, and of names that are not theirs."""
    yield from link_errors(found.links, authority)
    rows: tuple[Coordinate | Detail, ...] = (*found.coordinates, *found.details)
    for row in rows:
        if entry_of(row.id, authority) is None:
            problem = f"没有这个条目 / there is no such entry: {row.id}"
            remedy = "改正或先加上这一条 / correct it or add that entry first"
            yield row_error(row.origin, problem=problem, remedy=remedy)
    for detail in (row for row in found.details if row.what == "name_en"):
        entry = entry_of(detail.id, authority)
        if entry is not None and entry.name_en != detail.value:
            problem = f"英文名与条目不同 / not the English name of {detail.id}: {detail.value}"
            remedy = "两处写成一样 / write the same in both files"
            yield row_error(detail.origin, problem=problem, remedy=remedy)


def _read_folder(folder: Path) -> OpenData:
    return OpenData(
        links=read_link_set(folder),
        coordinates=_if_there(folder / COORDINATES, read_coordinates),
        details=_if_there(folder / DETAILS, read_details),
        sources=_if_there(folder / SOURCES, read_sources),
    )


def _if_there(path: Path, read: Callable[[Path], tuple[Record, ...]]) -> tuple[Record, ...]:
    return read(path) if path.exists() else ()
