"""Facts in, graph out: maps, derives, validates, and only then writes.

Nothing is written before everything is known to be right, and what is written replaces the previous
build at the end: a build that fails leaves the one before untouched.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.engine import audit
from tvetgraph.graph.audit.findings import Finding
from tvetgraph.graph.audit.quads import audit_statements, fact_nodes
from tvetgraph.graph.columns import Context
from tvetgraph.graph.cube import Cube
from tvetgraph.graph.entities import authority_statements
from tvetgraph.graph.evidence import Source, find_source
from tvetgraph.graph.iris import Iris
from tvetgraph.graph.links import link_origins, link_statements
from tvetgraph.graph.linksets import linkset_statements
from tvetgraph.graph.mapping import MappedReport, map_report
from tvetgraph.graph.metadata import metadata_statements
from tvetgraph.graph.named import NamedThings
from tvetgraph.graph.rules import derive
from tvetgraph.graph.store import NQUADS, STORE, TRIG
from tvetgraph.graph.terms import Node, Statement
from tvetgraph.graph.validation import validate, violation_errors
from tvetgraph.graph.vocabulary import vocabulary
from tvetgraph.graph.writer import Quad, to_nquads, to_trig
from tvetgraph.loaders.authority import Authority, read_authority
from tvetgraph.loaders.errors import BuildError, Problems, TvetgraphError, raise_problems
from tvetgraph.loaders.facts import ReportFacts, bundled_data, read_reports
from tvetgraph.loaders.opendata import OpenData, open_data_errors, read_open_data
from tvetgraph.loaders.text import Document
from tvetgraph.ontology import BASE, read_turtle

__all__ = ["BASE", "BuildResult", "build"]

#: The Turtle files that stand beside a build's dumps, by the name they have there.
TURTLE = {"ontology.ttl": "tvet.ttl", "schemes.ttl": "schemes.ttl", "shapes.ttl": "shapes.ttl"}


@dataclass(frozen=True)
class BuildResult:
    """A finished build: quads by named graph; `unquoted` are the reports without their text."""

    out: Path
    quads: int
    graphs: Mapping[str, int]
    reports: tuple[str, ...]
    unquoted: tuple[str, ...]


@dataclass(frozen=True)
class _Graph:
    quads: frozenset[Quad]
    sources: tuple[Source, ...]


def build(
    facts: Path | None, out: Path, *, base: str = BASE, reports: Path | None = None
) -> BuildResult:
    """Build the graph of a folder of facts, or of the bundled ones, into a folder.

    With the folder of the report texts, evidence quotes the lines it names. Raise Problems naming
    files and rows if anything is wrong; then `out` stays as it was.
    """
    _require_own(out)
    iris = Iris(base)
    read = read_reports(facts or bundled_data())
    folders = _authority_folders(facts)
    authority, found = read_authority(*folders), read_open_data(*folders)
    raise_problems(open_data_errors(found, authority))
    made = _make(read, (authority, found), iris, reports)
    _write(made.quads, out)
    sizes = Counter(graph.value for _, _, _, graph in made.quads)
    return BuildResult(
        out=out,
        quads=len(made.quads),
        graphs=dict(sorted(sizes.items())),
        reports=tuple(source.report.id for source in made.sources),
        unquoted=tuple(source.report.id for source in made.sources if not source.lines),
    )


def _authority_folders(facts: Path | None) -> tuple[Path, ...]:
    """Name the folders of authority files and links: the bundled one, the one beside the facts."""
    if facts is None:
        return (bundled_data(),)
    home = facts.resolve()
    beside = home.parent if (home / "report.csv").is_file() else home
    return tuple(dict.fromkeys((bundled_data().resolve(), beside)))


def _make(
    read: tuple[ReportFacts, ...],
    known: tuple[Authority, OpenData],
    iris: Iris,
    texts: Path | None,
) -> _Graph:
    words = vocabulary()
    authority, found = known
    context = Context(iris, authority, words, NamedThings(iris))
    cube = Cube(context)
    sources = tuple(find_source(facts, texts) for facts in read)
    mapped = _map_all(read, sources, context, cube)
    quads = {
        *_in(iris.graph("ontology"), words.statements),
        *_in(iris.graph("authority"), authority_statements(authority, iris)),
        *_in(iris.graph("authority"), context.named.statements()),
        *_in(iris.graph("authority"), cube.statements()),
        *_in(iris.graph("links"), link_statements(found, authority, iris=iris)),
    }
    for part in mapped:
        quads.update(_in(iris.graph("report", part.report.id), part.statements))
    audited = audit_statements(_audited(read, sources), iris, facts=fact_nodes(read, iris))
    quads.update(_in(iris.graph("audit"), audited))
    rows = {**_entry_origins(authority, iris), **link_origins(found, iris), **_origins(mapped)}
    quads.update(_derived(quads, iris, rows))
    told = metadata_statements(quads, [part.report for part in mapped], iris=iris)
    described = [*told, *linkset_statements(found, iris)]
    quads.update(_in(iris.graph("metadata"), described))
    return _Graph(frozenset(quads), sources)


def _audited(read: Iterable[ReportFacts], sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Audit the reports, with their texts where those lie at hand."""
    books = [
        Book.of(facts, Document(facts.report.id, source.lines, facts.report.sha256))
        if source.lines
        else Book.of(facts)
        for facts, source in zip(read, sources, strict=True)
    ]
    result = audit(books)
    return (*result.findings, *result.checks)


def _map_all(
    read: Iterable[ReportFacts], sources: Iterable[Source], context: Context, cube: Cube
) -> list[MappedReport]:
    errors: list[TvetgraphError] = []
    mapped: list[MappedReport] = []
    for facts, source in zip(read, sources, strict=True):
        try:
            mapped.append(map_report(facts, context, cube=cube, source=source))
        except Problems as problems:
            errors.append(problems)
    raise_problems(errors)
    return mapped


def _derived(quads: set[Quad], iris: Iris, origins: Mapping[str, str]) -> list[Quad]:
    """Validate the quads and give the direct layer; raise Problems for every broken shape."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(s, p, o, g) for s, p, o, g in quads)
    raise_problems(violation_errors(validate(store), origins))
    return list(_in(iris.graph("direct"), derive(store)))


def _in(graph: Node, statements: Iterable[Statement]) -> Iterator[Quad]:
    return ((s, p, o, graph) for s, p, o in statements)


def _origins(mapped: Iterable[MappedReport]) -> dict[str, str]:
    return {iri: origin for part in mapped for iri, origin in part.origins.items()}


def _entry_origins(authority: Authority, iris: Iris) -> dict[str, str]:
    origins = {iris.org(key).value: entry.origin for key, entry in authority.organisations.items()}
    origins |= {iris.major(key).value: entry.origin for key, entry in authority.majors.items()}
    origins |= {iris.place(key).value: entry.origin for key, entry in authority.places.items()}
    return origins


def _write(quads: frozenset[Quad], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with _workshop(out) as fresh:
        (fresh / NQUADS).write_bytes(b"".join(to_nquads(quads)))
        # Oxigraph loads outside the interpreter's lock, while TriG is written.
        with ThreadPoolExecutor(1) as pool:
            filled = pool.submit(_fill_store, fresh / STORE, fresh / NQUADS)
            (fresh / TRIG).write_bytes(b"".join(to_trig(quads)))
        filled.result()
        for name, source in TURTLE.items():
            (fresh / name).write_text(read_turtle(source), encoding="utf-8", newline="\n")
        for name in (NQUADS, TRIG, *TURTLE, STORE):
            _replace(fresh / name, out / name)


def _require_own(out: Path) -> None:
    """Refuse a target that is no folder, or whose store is not one that a build made."""
    store = out / STORE
    if (out.exists() and not out.is_dir()) or (store.exists() and not (store / "CURRENT").exists()):
        problem = f"不能在此建图 / cannot build here: {store if out.is_dir() else out}"
        remedy = "用 --out 另选文件夹 / choose another folder by --out"
        raise BuildError(problem=problem, remedy=remedy)


def _fill_store(path: Path, dump: Path) -> None:
    store = ox.Store(str(path))
    store.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    store.flush()


@contextmanager
def _workshop(out: Path) -> Generator[Path, None, None]:
    """Lend a folder on the same disk, so that what is made there can be moved in one step."""
    fresh = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh)


def _replace(fresh: Path, target: Path) -> None:
    """Put a file or folder in the place of another; other files beside them stay."""
    if target.is_dir():
        target.rename(fresh.with_name(f"old-{fresh.name}"))
    fresh.rename(target)
