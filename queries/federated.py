"""Answer a question that joins the graph with another endpoint by SERVICE ?_endpoint { … }.

Engines differ in how they send such a join: one row at a time, or the other side's whole data. So
the graph is asked first which things it means, the endpoint is asked about these in batches, and
its rows stand in the query as VALUES when the graph answers it. The question itself stays plain
SPARQL 1.1 Federated Query. This module must not go online by itself: it is told whom to ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import PREFIXES
from tvetgraph.queries import engines, syntax
from tvetgraph.queries.engines import Store
from tvetgraph.queries.library import Question
from tvetgraph.queries.linking.askers import Asker
from tvetgraph.queries.linking.asking import in_batches
from tvetgraph.queries.remote import to_term
from tvetgraph.queries.results import Cell, Result, Row
from tvetgraph.queries.runner import bind
from tvetgraph.queries.syntax import Token, TokenKind

ENDPOINT = "endpoint"
_AT_ONCE = 50


@dataclass(frozen=True)
class Federated:
    """A question cut into what it declares, what the graph answers, and what the endpoint does."""

    prologue: str
    select: str
    before: str
    service: str
    after: str
    key: str
    columns: tuple[str, ...]

    def of_keys(self) -> str:
        """Write the query that asks the graph which things are meant."""
        where = self.before + self.after[: self.after.rindex("}") + 1]
        return f"{self.prologue}SELECT DISTINCT ?{self.key} WHERE {where}"

    def of_service(self) -> str:
        """Write the query that asks the endpoint about the things in the place of ?_values."""
        names = " ".join(f"?{name}" for name in self.columns)
        values = f"VALUES (?{self.key}) {{ ?_values }}"
        return f"{self.prologue}SELECT DISTINCT {names} WHERE {{ {values} {self.service} }}"

    def whole(self, rows: Sequence[Row]) -> str:
        """Write the question with the endpoint's rows in the place of its SERVICE."""
        names = " ".join(f"?{name}" for name in self.columns)
        lines = " ".join(f"({' '.join(map(_term, row))})" for row in rows)
        values = f"VALUES ({names}) {{ {lines} }}"
        return f"{self.prologue}{self.select}{self.before}{values}{self.after}"


def answer(store: Store, asked: Question, /, *, asker: Asker, **bindings: str) -> Result:
    """Answer a federated question: the graph's part from a store, the other from an asker."""
    cells = {f"_{n}": c for n, c in bind(asked, bindings).items() if n != ENDPOINT}
    parts = split(asked)
    keys = _solve(store, parts.of_keys(), cells).rows
    rows = tuple(in_batches(asker, parts.of_service(), values=_things(keys), size=_AT_ONCE))
    whole = replace(_solve(store, parts.whole(rows), cells), headings=asked.headings)
    return whole if syntax.is_ordered(asked.text) else whole.sorted()


def split(asked: Question) -> Federated:
    """Cut a question at its one SERVICE ?_endpoint; raise QueryError if it is not of that form."""
    text = syntax.with_prefixes(asked.text, PREFIXES)
    solid = [token for token in syntax.tokens(text) if token.kind is not TokenKind.SPACE]
    start = _index(solid, "SERVICE", asked)
    select = _index(solid, "SELECT", asked)
    opening = next(i for i, t in enumerate(solid) if t.text == "{" and i > select)
    if solid[start + 1].text != f"?_{ENDPOINT}" or solid[start + 2].text != "{":
        raise _unfit(asked)
    end, closing = _closing(solid, start + 2), _closing(solid, opening)
    inner, outer = solid[start + 3 : end], [*solid[opening:start], *solid[end:closing]]
    columns = _variables(inner)
    keys = [name for name in columns if name in _variables(outer)]
    if len(keys) != 1:
        raise _unfit(asked)
    return Federated(
        prologue=text[: solid[select].start],
        select=text[solid[select].start : solid[opening].start],
        before=text[solid[opening].start : solid[start].start],
        service=text[solid[start + 3].start : solid[end].start],
        after=text[solid[end].start + 1 :],
        key=keys[0],
        columns=columns,
    )


def _closing(solid: Sequence[Token], opening: int) -> int:
    depth = solid[opening].depth
    rest = range(opening + 1, len(solid))
    return next(i for i in rest if solid[i].text == "}" and solid[i].depth == depth)


def _variables(tokens: Sequence[Token]) -> tuple[str, ...]:
    found = (t.text[1:] for t in tokens if t.kind is TokenKind.VARIABLE and t.text[1] != "_")
    return tuple(dict.fromkeys(found))


def _index(solid: Sequence[Token], word: str, asked: Question) -> int:
    found = [i for i, t in enumerate(solid) if t.text.upper() == word]
    if len(found) != 1:
        raise _unfit(asked)
    return found[0]


def _unfit(asked: Question) -> QueryError:
    return QueryError(
        problem="联邦查询须恰有一处 SERVICE ?_endpoint，且只共用一个变量"
        " / a federated question has one SERVICE ?_endpoint that shares one variable",
        remedy="请改写查询 / write it that way",
        file=asked.name,
    )


def _solve(store: Store, text: str, cells: Mapping[str, Cell]) -> Result:
    names = tuple(name.removeprefix("_") for name in cells)
    found = engines.solve(store, syntax.with_columns(text, names), bindings=cells)
    kept = [i for i, name in enumerate(found.columns) if name not in cells]
    rows = tuple(tuple(row[i] for i in kept) for row in found.rows)
    return Result(tuple(found.columns[i] for i in kept), rows)


def _things(rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    # Sorted, so that the same things make the same batches, which the cache knows again.
    found = {cell.value: cell for row in rows for cell in row if cell is not None}
    return [(found[value],) for value in sorted(found)]


def _term(cell: Cell | None) -> str:
    return "UNDEF" if cell is None else to_term("value", cell)
