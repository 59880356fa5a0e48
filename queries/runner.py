"""Run a question on a store: find it, bind what the user gave, solve it, order its rows.

Values reach the query as bindings and are never pasted into its text. It must not print.
"""

from collections.abc import Mapping
from dataclasses import replace

from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import PREFIXES
from tvetgraph.queries import engines, syntax
from tvetgraph.queries.engines import Store
from tvetgraph.queries.library import (
    FEDERATED,
    Parameter,
    ParameterType,
    Question,
    check_columns,
    nearest,
    question,
)
from tvetgraph.queries.results import Cell, CellKind, Result

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {ParameterType.INTEGER: f"{_XSD}integer", ParameterType.YEAR: f"{_XSD}gYear"}
_LOOK_UP = (
    "请换个写法，或按名称的一部分查找 / spell it otherwise, or look a part of it up:"
    " tvetgraph query organisations --param words=…"
)
_NAMES = """\
SELECT DISTINCT ?text
WHERE {
  ?named <http://www.w3.org/2004/02/skos/core#prefLabel>
    |<http://www.w3.org/2004/02/skos/core#altLabel>
    |<https://w3id.org/tvetgraph/ontology#shortLabel> ?label .
  BIND(STR(?label) AS ?text)
}
"""


def run(store: Store, query: str | Question, /, **bindings: str) -> Result:
    """Answer a saved question, a query file or query text; bindings are its parameters by name.

    Rows come in the query's own order, or sorted where it has none. Raises QueryError, also for a
    federated question, with which an engine would go online by itself: see federated.answer.
    """
    asked = query if isinstance(query, Question) else question(query)
    _check_local(asked)
    cells = bind(asked, bindings)
    text = prepare(asked)
    bindings_by_variable = {f"_{name}": cell for name, cell in cells.items()}
    answer = engines.solve(store, text, bindings=bindings_by_variable)
    answer = _without(answer, added_columns(asked))
    if not answer.rows and answer.truth is None:
        _check_names(store, asked, cells)
    answer = replace(answer, headings=asked.headings)
    return answer if syntax.is_ordered(text) else answer.sorted()


def prepare(asked: Question) -> str:
    """Make a question's text ready for any engine: known prefixes, parameters among the columns."""
    check_columns(asked)
    text = syntax.with_prefixes(asked.text, PREFIXES)
    engines.check(text, name=asked.name, added_lines=1)
    return syntax.with_columns(text, syntax.parameters(asked.text))


def bind(asked: Question, bindings: Mapping[str, str]) -> Mapping[str, Cell]:
    """Turn what the user gave, trimmed, and the defaults into terms."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in bindings:
        if name not in known:
            raise QueryError(
                problem=f"查询没有参数“{name}” / the query has no parameter {name}",
                remedy=nearest(name, known),
                file=asked.name,
            )
    return {name: _cell(asked, known[name], bindings.get(name)) for name in known}


def added_columns(asked: Question) -> frozenset[str]:
    """Name the columns that only `prepare` put there."""
    before = set(syntax.columns(asked.text))
    return frozenset(f"_{name}" for name in syntax.parameters(asked.text)) - before


def _check_local(asked: Question) -> None:
    if FEDERATED in asked.tags:
        raise QueryError(
            problem="联邦查询会自行联网，不在此运行"
            " / a federated question would go online by itself and is not run here",
            remedy="请用 / use tvetgraph query --contact | --copy, federated.answer",
            file=asked.name,
        )


def _cell(asked: Question, parameter: Parameter, given: str | None) -> Cell:
    value = parameter.default if given is None else given.strip()
    if value is None:
        raise QueryError(
            problem=f"缺少参数“{parameter.name}” / the parameter {parameter.name} is missing",
            remedy=f"请写 / add {parameter.name}=…",
            file=asked.name,
        )
    return _term(asked, parameter, value)


def _term(asked: Question, parameter: Parameter, value: str) -> Cell:
    if parameter.type is ParameterType.IRI:
        return Cell(value, CellKind.IRI)
    datatype = _DATATYPES.get(parameter.type, "")
    if value and datatype and not value.isdecimal():
        raise QueryError(
            problem=f"“{value}”不是数字 / {parameter.name} takes digits, not {value}",
            remedy=f"例如 / for example {parameter.name}=2020",
            file=asked.name,
        )
    return Cell(value, datatype=datatype if value else "")


def _without(answer: Result, hidden: frozenset[str]) -> Result:
    kept = [i for i, column in enumerate(answer.columns) if column not in hidden]
    rows = tuple(tuple(row[i] for i in kept) for row in answer.rows)
    return Result(tuple(answer.columns[i] for i in kept), rows, answer.truth)


def _check_names(store: Store, asked: Question, cells: Mapping[str, Cell]) -> None:
    """Say so where a query finds nothing because nothing bears the name that was given."""
    wanted = [p.name for p in asked.parameters if p.type is ParameterType.NAME]
    given = [cells[name].value for name in wanted if cells[name].value]
    if not given:
        return
    names = {str(row[0]) for row in engines.solve(store, _NAMES, bindings={}).rows}
    for value in given:
        if value not in names:
            raise QueryError(
                problem=f"图谱中没有名为“{value}”的对象 / nothing in the graph is called {value}",
                remedy=nearest(value, sorted(names)) or _LOOK_UP,
            )
