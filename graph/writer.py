"""N-Quads, TriG, Turtle and JSON-LD, the same bytes for the same graph every time.

Everything is sorted and written by this module, because rdflib's writers for named graphs depend
on the hash seed. It must not read files or know any vocabulary beyond the prefixes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from tvetgraph.graph.terms import Node, Statement, Term, node
from tvetgraph.ontology import PREFIXES

Quad = tuple[Node, Node, Term, Node]

_TYPE = node(RDF.type)
_STRING = str(XSD.string)
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def to_nquads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Write N-Quads, one sorted line a quad, each once."""
    for line in sorted({f"{s} {p} {o} {g} .\n" for s, p, o, g in quads}):
        yield line.encode("utf-8")


def to_trig(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Write TriG: a block a named graph."""
    yield _prefix_lines()
    for graph, found in _by_graph(quads):
        yield f"\n<{graph}> {{\n".encode()
        yield "\n".join(_subject(group, "    ") for group in _by_subject(found)).encode("utf-8")
        yield b"}\n"


def to_turtle(statements: Iterable[Statement]) -> Iterator[bytes]:
    """Write Turtle: all statements, whatever graph they stand in."""
    yield _prefix_lines()
    for group in _by_subject(statements):
        yield ("\n" + _subject(group, "")).encode("utf-8")


def to_jsonld(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Write JSON-LD: the context, then one object a named graph."""
    context = json.dumps(dict(PREFIXES), indent=1)
    yield f'{{"@context": {context},\n"@graph": ['.encode()
    for number, (graph, found) in enumerate(_by_graph(quads)):
        yield b",\n" if number else b"\n"
        nodes = [json.dumps(_object(group), ensure_ascii=False) for group in _by_subject(found)]
        head = json.dumps(graph)
        yield f'{{"@id": {head}, "@graph": [\n'.encode()
        yield ",\n".join(nodes).encode("utf-8") + b"\n]}"
    yield b"\n]}\n"


_Group = tuple[Node, Mapping[Node, list[Term]]]


def _by_graph(quads: Iterable[Quad]) -> Iterator[tuple[str, list[Statement]]]:
    found: dict[str, list[Statement]] = {}
    for s, p, o, g in quads:
        found.setdefault(g.value, []).append((s, p, o))
    return iter(sorted(found.items()))


def _by_subject(statements: Iterable[Statement]) -> Iterator[_Group]:
    """Group by subject and predicate: types first, the rest in the order of IRIs and terms."""
    found: dict[Node, dict[Node, set[Term]]] = {}
    for s, p, o in statements:
        found.setdefault(s, {}).setdefault(p, set()).add(o)
    for subject in sorted(found, key=_iri):
        predicates = sorted(found[subject], key=lambda p: "" if p == _TYPE else p.value)
        yield subject, {p: sorted(found[subject][p], key=str) for p in predicates}


def _iri(term: Node) -> str:
    return term.value


def _prefix_lines() -> bytes:
    lines = (f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
    return "".join(lines).encode()


def _subject(group: _Group, margin: str) -> str:
    subject, predicates = group
    lines = [
        f"{margin}    {'a' if p == _TYPE else _short(p)} " + " , ".join(_turtle(o) for o in terms)
        for p, terms in predicates.items()
    ]
    return f"{margin}{_short(subject)}\n" + " ;\n".join(lines) + " .\n"


def _turtle(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return _short(term)
    if term.language or term.datatype.value == _STRING:
        return str(term)
    return f"{ox.Literal(term.value)}^^{_short(term.datatype)}"


def _short(iri: Node) -> str:
    name = _compact(iri.value)
    return str(iri) if name == iri.value else name


@cache
def _compact(iri: str) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else iri


_PREFIX_OF = {iri: name for name, iri in PREFIXES.items()}


def _object(group: _Group) -> Mapping[str, object]:
    subject, predicates = group
    written: dict[str, object] = {"@id": subject.value}
    for predicate, terms in predicates.items():
        if predicate == _TYPE:
            written["@type"] = [_compact(term.value) for term in terms]
        else:
            written[_compact(predicate.value)] = [_value(term) for term in terms]
    return written


def _value(term: Term) -> Mapping[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _compact(term.datatype.value)}
