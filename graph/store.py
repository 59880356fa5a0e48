"""A finished build as a store: Oxigraph on disk, read only, or all in memory.

Every way of opening asks the union of the named graphs where a query names none. This module must
not change a build.
"""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph, URIRef

from tvetgraph.graph.terms import from_ox
from tvetgraph.graph.writer import Quad
from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import PREFIXES

STORE = "store"
NQUADS = "tvetgraph.nq"
TRIG = "tvetgraph.trig"


def require(folder: Path, name: str) -> Path:
    """Name a part of a build; raise BuildError if there is no build here."""
    if not (folder / name).exists():
        problem = f"这里没有建好的图 / no built graph here: {folder}"
        remedy = "先运行 tvetgraph build / run tvetgraph build first, or name the folder by --build"
        raise BuildError(problem=problem, remedy=remedy)
    return folder / name


def open_store(folder: Path) -> ox.Store:
    """Open the store of a build for reading; query it with use_default_graph_as_union=True."""
    path = require(folder, STORE)
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise _broken(path, error) from error


def open_build(folder: Path) -> Dataset:
    """Open the store of a build as an rdflib Dataset on Oxigraph."""
    return _with_prefixes(Dataset(OxigraphStore(store=open_store(folder)), default_union=True))


def memory_dataset(folder: Path) -> Dataset:
    """Read the dump of a build into rdflib's own store, to compare engines with."""
    dataset = _with_prefixes(Dataset(default_union=True))
    graphs: dict[ox.NamedNode, Graph] = {}
    for s, p, o, g in read_quads(folder):
        if g not in graphs:
            graphs[g] = dataset.graph(URIRef(g.value))
        graphs[g].add((from_ox(s), from_ox(p), from_ox(o)))
    return dataset


def read_quads(folder: Path) -> Iterator[Quad]:
    """Read the quads of a build from its dump."""
    path = require(folder, NQUADS)
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
        s, p, o, g = quad.subject, quad.predicate, quad.object, quad.graph_name
        if (
            isinstance(s, ox.NamedNode)
            and isinstance(o, (ox.NamedNode, ox.Literal))
            and isinstance(g, ox.NamedNode)
        ):
            yield s, p, o, g
        else:
            problem = f"不是本项目的转储 / not a dump of this project: {quad}"
            raise BuildError(problem=problem, remedy=_REBUILD, file=str(path))


_REBUILD = "重新建图 / run tvetgraph build again"


def _with_prefixes(dataset: Dataset) -> Dataset:
    for name, iri in PREFIXES.items():
        dataset.bind(name, iri)
    return dataset


def _broken(path: Path, error: Exception) -> BuildError:
    return BuildError(
        problem=f"图打不开 / the graph cannot be opened ({error})", remedy=_REBUILD, file=str(path)
    )
