"""A finished build in the formats that others read; the networks' formats are in networks.

The same build gives the same bytes. This module must not change a build.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tvetgraph.graph.store import NQUADS, TRIG, read_quads, require
from tvetgraph.graph.writer import to_jsonld, to_turtle
from tvetgraph.loaders.errors import BuildError


def export(folder: Path, name: str) -> Iterator[bytes]:
    """Write a build as nquads, trig, turtle or jsonld, in pieces."""
    if name not in FORMATS:
        problem = f"不认识的格式 / unknown format: {name}"
        raise BuildError(problem=problem, remedy="可用 / use " + ", ".join(FORMATS))
    return FORMATS[name](folder)


def _file(name: str) -> Callable[[Path], Iterator[bytes]]:
    def read(folder: Path) -> Iterator[bytes]:
        with require(folder, name).open("rb") as file:
            yield from file

    return read


def _turtle(folder: Path) -> Iterator[bytes]:
    return to_turtle((s, p, o) for s, p, o, _ in read_quads(folder))


def _jsonld(folder: Path) -> Iterator[bytes]:
    return to_jsonld(read_quads(folder))


#: The writers of the formats, by name.
FORMATS: Mapping[str, Callable[[Path], Iterator[bytes]]] = MappingProxyType(
    {"nquads": _file(NQUADS), "trig": _file(TRIG), "turtle": _turtle, "jsonld": _jsonld}
)
