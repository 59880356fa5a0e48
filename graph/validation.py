"""Shapes as SPARQL: every constraint of ontology/shapes.ttl becomes one query over the whole store.

That is an order of magnitude faster than walking the graph shape by shape; tests hold it against
pyshacl. Of SHACL only what the shapes use is known here, and anything else is refused, never
ignored. This module must not know the ontology.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import Namespace
from rdflib.namespace import RDF, RDFS

from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import CONCEPT, read_turtle

SH = Namespace("http://www.w3.org/ns/shacl#")
_DESCRIBING = frozenset(
    str(term)
    for term in (RDF.type, RDFS.label, SH.path, SH.name, SH.order, SH.message, SH.property)
) | {str(SH.targetClass), str(SH.sparql), str(SH.select)}
_OF_CLASS = f"?%s a ?%s_class . ?%s_class <{RDFS.subClassOf}>* %s ."

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Shapes = Mapping[Subject, Mapping[str, list[Term]]]


@dataclass(frozen=True)
class Constraint:
    """One constraint of one shape, and the query that finds the nodes that break it."""

    shape: str
    component: str
    zh: str
    en: str
    query: str


@dataclass(frozen=True)
class Violation:
    """A node that breaks a constraint; `value` is the term at fault, if there is one."""

    focus: str
    value: str
    constraint: Constraint


@cache
def constraints() -> tuple[Constraint, ...]:
    """Compile the shapes that come with the package."""
    return compile_shapes(read_turtle("shapes.ttl"))


def compile_shapes(turtle: str) -> tuple[Constraint, ...]:
    """Turn shapes into constraints; raise BuildError for SHACL that is not known here."""
    shapes = _read(turtle)
    return tuple(
        constraint
        for shape, about in shapes.items()
        for target in about.get(str(SH.targetClass), ())
        for constraint in _node_shape(shape, target, shapes)
    )


def validate(store: ox.Store, found: Iterable[Constraint] | None = None) -> tuple[Violation, ...]:
    """List what in a store's graphs breaks the constraints, sorted."""
    asked = constraints() if found is None else tuple(found)
    # Oxigraph answers outside the interpreter's lock, so that every core helps.
    with ThreadPoolExecutor() as pool:
        answers = pool.map(partial(_violations, store), asked)
        violations = {violation for answer in answers for violation in answer}
    return tuple(sorted(violations, key=lambda v: (v.focus, v.constraint.shape, v.value)))


def _violations(store: ox.Store, constraint: Constraint) -> list[Violation]:
    return [
        Violation(_text(row["this"]), _text(row["value"]) if valued else "", constraint)
        for row, valued in _rows(store, constraint.query)
    ]


def violation_errors(
    violations: Iterable[Violation], origins: Mapping[str, str]
) -> Iterator[BuildError]:
    """Say each violation once a shape, in the order of the files and rows that `origins` tells."""
    said = {(v.focus, v.constraint.shape): v for v in reversed(tuple(violations))}
    errors = [_error(violation, _origin(violation.focus, origins)) for violation in said.values()]
    yield from sorted(errors, key=lambda error: (error.file, error.line, error.problem))


def _error(violation: Violation, origin: str) -> BuildError:
    file, _, line = origin.rpartition(":")
    what = violation.constraint
    shown = violation.value.removeprefix(CONCEPT) or ("" if file else violation.focus)
    return BuildError(
        problem=f"{what.zh} / {what.en}" + (f" ({shown})" if shown else ""),
        remedy="改正后重新建图 / correct it and build again",
        file=file,
        line=int(line or 0),
    )


def _origin(iri: str, origins: Mapping[str, str]) -> str:
    """Find the row of a node; parts of a fact have its IRI as the beginning of theirs."""
    while iri and iri not in origins:
        iri = iri.rpartition("/")[0]
    return origins.get(iri, "")


def _rows(store: ox.Store, query: str) -> Iterator[tuple[ox.QuerySolution, bool]]:
    answer = store.query(query, use_default_graph_as_union=True)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a constraint is a SELECT query")
    valued = ox.Variable("value") in answer.variables
    return ((row, valued) for row in answer)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _read(turtle: str) -> Shapes:
    shapes: dict[Subject, dict[str, list[Term]]] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.Triple):
            raise TypeError(f"shapes have no triple terms: {quad}")
        about = shapes.setdefault(quad.subject, {})
        about.setdefault(quad.predicate.value, []).append(quad.object)
    return shapes


def _node_shape(shape: Subject, target: Term, shapes: Shapes) -> Iterator[Constraint]:
    yield from _sparql(shape, shapes)
    for part in shapes[shape].get(str(SH.property), ()):
        about = _about(part, shapes)
        path = _path(about[str(SH.path)][0], shapes)
        start = _OF_CLASS % ("this", "this", "this", target)
        for name, values in about.items():
            if name in _DESCRIBING:
                continue
            if name not in _COMPONENTS:
                raise _unknown(name, part)
            query = _COMPONENTS[name](start, path, _members(values[0], shapes))
            if query:
                yield Constraint(_text(part), name.rpartition("#")[2], *_messages(about), query)
    known = {*_DESCRIBING}
    for name in shapes[shape].keys() - known:
        raise _unknown(name, shape)


def _sparql(shape: Subject, shapes: Shapes) -> Iterator[Constraint]:
    for part in shapes[shape].get(str(SH.sparql), ()):
        about = _about(part, shapes)
        query = _text(about[str(SH.select)][0])
        yield Constraint(_text(part), "sparql", *_messages(about), query)


def _about(part: Term, shapes: Shapes) -> Mapping[str, list[Term]]:
    if isinstance(part, (ox.Literal, ox.Triple)):
        raise TypeError(f"not a part of a shape: {part}")
    return shapes[part]


def _messages(about: Mapping[str, list[Term]]) -> tuple[str, str]:
    found = {m.language: m.value for m in about[str(SH.message)] if isinstance(m, ox.Literal)}
    return found["zh"], found["en"]


def _path(path: Term, shapes: Shapes) -> str:
    if isinstance(path, ox.NamedNode):
        return str(path)
    about = _about(path, shapes)
    if set(about) != {str(SH.inversePath)}:
        raise _unknown(next(iter(about)), path)
    return f"^{about[str(SH.inversePath)][0]}"


def _members(value: Term, shapes: Shapes) -> list[Term]:
    """Give the members of a list, or a single value as a list of one."""
    if not isinstance(value, ox.BlankNode):
        return [value]
    about = shapes[value]
    rest = about[str(RDF.rest)][0]
    more = [] if rest == ox.NamedNode(str(RDF.nil)) else _members(rest, shapes)
    return [about[str(RDF.first)][0], *more]


def _unknown(name: str, shape: Term) -> BuildError:
    problem = f"不支持的 SHACL 用法 / SHACL that is not supported: {name} ({shape})"
    return BuildError(problem=problem, remedy="换一种写法 / write the shape otherwise")


def _min_count(start: str, path: str, values: list[Term]) -> str:
    least = int(_text(values[0]))
    if least == 1:
        # One look a node; MINUS would gather the path of every node there is.
        absent = f"FILTER NOT EXISTS {{ ?this {path} ?found }}"
        return f"SELECT ?this WHERE {{ {start} {absent} }}"
    having = f"GROUP BY ?this HAVING(COUNT(DISTINCT ?found) < {least})"
    return f"SELECT ?this WHERE {{ {start} OPTIONAL {{ ?this {path} ?found }} }} {having}"


def _max_count(start: str, path: str, values: list[Term]) -> str:
    having = f"GROUP BY ?this HAVING(COUNT(DISTINCT ?found) > {_text(values[0])})"
    return f"SELECT ?this WHERE {{ {start} ?this {path} ?found }} {having}"


def _each(test: str) -> Callable[[str, str, list[Term]], str]:
    """Make the query for the values that fail a test; `%s` in it is the constraint's value."""

    def query(start: str, path: str, values: list[Term]) -> str:
        held = test.replace("%s", str(values[0]))
        return f"SELECT ?this ?value WHERE {{ {start} ?this {path} ?value . FILTER(!{held}) }}"

    return query


def _node_kind(start: str, path: str, values: list[Term]) -> str:
    tests = {str(SH.IRI): "isIRI(?value)", str(SH.Literal): "isLiteral(?value)"}
    if _text(values[0]) not in tests:
        raise _unknown(_text(values[0]), values[0])
    return _each(tests[_text(values[0])])(start, path, values)


def _class(start: str, path: str, values: list[Term]) -> str:
    member = _OF_CLASS % ("value", "value", "value", values[0])
    rows = f"{start} ?this {path} ?value . MINUS {{ {member} }}"
    return f"SELECT ?this ?value WHERE {{ {rows} }}"


def _language_in(start: str, path: str, values: list[Term]) -> str:
    tests = " || ".join(f"LANGMATCHES(LANG(?value), {value})" for value in values)
    return _each(f"(isLiteral(?value) && ({tests}))")(start, path, values)


def _unique_lang(start: str, path: str, values: list[Term]) -> str:
    if _text(values[0]) != "true":
        return ""
    same = '?value != ?other && LANG(?value) = LANG(?other) && LANG(?value) != ""'
    rows = f"{start} ?this {path} ?value ; {path} ?other . FILTER({same})"
    return f"SELECT DISTINCT ?this WHERE {{ {rows} }}"


def _at_most_other(start: str, path: str, values: list[Term]) -> str:
    rows = f"{start} ?this {path} ?value ; {values[0]} ?other ."
    return f"SELECT ?this ?value WHERE {{ {rows} FILTER(!COALESCE(?value <= ?other, false)) }}"


_COMPONENTS: Mapping[str, Callable[[str, str, list[Term]], str]] = MappingProxyType(
    {
        str(SH.minCount): _min_count,
        str(SH.maxCount): _max_count,
        str(SH.datatype): _each("(isLiteral(?value) && DATATYPE(?value) = %s)"),
        str(SH["class"]): _class,
        str(SH.nodeKind): _node_kind,
        str(SH.pattern): _each("(!isBlank(?value) && REGEX(STR(?value), %s))"),
        str(SH.minInclusive): _each("COALESCE(?value >= %s, false)"),
        str(SH.uniqueLang): _unique_lang,
        str(SH.languageIn): _language_in,
        str(SH.lessThanOrEquals): _at_most_other,
    }
)
