"""Where queries meet the engines: rdflib datasets and Oxigraph stores answer in the same cells.

The one module of this layer that knows both engines' terms; it must not know any question.
"""

import re
import warnings
from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.query import Result as Answer
from rdflib.term import Identifier

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries.results import Cell, CellKind, Result, Row

Store = Dataset | ox.Store
_Substitute = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_PLACE = re.compile(r"error at (\d+):(\d+)")
_TRIPLE = ("subject", "predicate", "object")


def solve(store: Store, text: str, *, bindings: Mapping[str, Cell]) -> Result:
    """Answer a query over the union of all graphs; rows come in the engine's order."""
    if isinstance(store, ox.Store):
        return _solve_oxigraph(store, text, bindings)
    return _solve_rdflib(store, text, bindings)


def check(text: str, *, name: str = "", added_lines: int = 0) -> None:
    """Refuse text that is no SPARQL query, naming the line; updates are no queries."""
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) - added_lines if place else 0
        # An unfinished query breaks after its last line.
        shown = "".join(text.splitlines()[line + added_lines - 1 :][:1]).strip() if line > 0 else ""
        raise QueryError(
            problem="不是可读的 SPARQL 查询 / not a readable SPARQL query",
            remedy=f"请改正这一行 / correct this line: {shown}" if shown else "",
            file=name or "query",
            line=max(line, 0),
        ) from error


def _solve_oxigraph(store: ox.Store, text: str, bindings: Mapping[str, Cell]) -> Result:
    given: dict[ox.Variable, _Substitute] = {
        ox.Variable(name): _to_ox(cell) for name, cell in bindings.items()
    }
    try:
        answer = store.query(text, use_default_graph_as_union=True, substitutions=given)
        if isinstance(answer, ox.QueryBoolean):
            return Result((), (), bool(answer))
        if isinstance(answer, ox.QueryTriples):
            triples = ((t.subject, t.predicate, t.object) for t in answer)
            return Result(_TRIPLE, tuple(_ox_row(triple) for triple in triples))
        columns = tuple(variable.value for variable in answer.variables)
        return Result(columns, tuple(_ox_row(solution) for solution in answer))
    except (RuntimeError, ValueError, OSError) as error:
        raise _failed(error) from error


def _solve_rdflib(dataset: Dataset, text: str, bindings: Mapping[str, Cell]) -> Result:
    given = {name: _to_rdflib(cell) for name, cell in bindings.items()}
    try:
        with warnings.catch_warnings():
            # rdflib 7.6 still calls what it calls deprecated.
            warnings.filterwarnings("ignore", r"Dataset\.\w+ is deprecated", DeprecationWarning)
            return _rdflib_result(dataset.query(text, initBindings=given))
    except (RuntimeError, ValueError, OSError, NotImplementedError) as error:
        raise _failed(error) from error


def _rdflib_result(answer: Answer) -> Result:
    if answer.type == "ASK":
        return Result((), (), bool(answer.askAnswer))
    if answer.type != "SELECT":
        return Result(_TRIPLE, tuple(map(_rdflib_row, answer.graph or ())))
    variables = answer.vars or []
    rows = tuple(_rdflib_row([b.get(v) for v in variables]) for b in answer.bindings)
    return Result(tuple(map(str, variables)), rows)


def _failed(error: Exception) -> QueryError:
    return QueryError(
        problem=f"查询无法执行 / the query cannot be run: {error}",
        remedy="请检查查询 / check the query",
    )


def _ox_row(terms: Iterable[object]) -> Row:
    return tuple(None if term is None else _from_ox(term) for term in terms)


def _from_ox(term: object) -> Cell:
    match term:
        case ox.Literal():
            return _literal(term.value, term.language, term.datatype.value)
        case ox.NamedNode():
            return Cell(term.value, CellKind.IRI)
        case ox.BlankNode():
            return Cell(term.value, CellKind.BLANK)
        case _:
            return Cell(str(term))


def _to_ox(cell: Cell) -> ox.NamedNode | ox.Literal:
    if cell.kind is CellKind.IRI:
        return ox.NamedNode(cell.value)
    datatype = ox.NamedNode(cell.datatype) if cell.datatype else None
    return ox.Literal(cell.value, datatype=datatype, language=cell.language or None)


def _rdflib_row(terms: Iterable[object]) -> Row:
    return tuple(None if term is None else _from_rdflib(term) for term in terms)


def _from_rdflib(term: object) -> Cell:
    match term:
        case Literal():
            return _literal(str(term), term.language, str(term.datatype or _STRING))
        case BNode():
            return Cell(str(term), CellKind.BLANK)
        case URIRef():
            return Cell(str(term), CellKind.IRI)
        case _:
            return Cell(str(term))


def _to_rdflib(cell: Cell) -> Identifier:
    if cell.kind is CellKind.IRI:
        return URIRef(cell.value)
    datatype = URIRef(cell.datatype) if cell.datatype else None
    return Literal(cell.value, lang=cell.language or None, datatype=datatype)


def _literal(value: str, language: str | None, datatype: str) -> Cell:
    if datatype == _DECIMAL:
        value = _canonical(value)
    plain = datatype in {_STRING, _LANGUAGE}
    return Cell(value, language=language or "", datatype="" if plain else datatype)


def _canonical(decimal: str) -> str:
    """Drop zeros that say nothing, as Oxigraph does when it stores a decimal."""
    whole, point, fraction = decimal.partition(".")
    fraction = fraction.rstrip("0")
    return whole + (point + fraction if fraction else "")
