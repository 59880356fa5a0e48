"""One cell of a fact CSV as statements, by the type that kinds.toml gives its column.

A name is resolved by the authority and kept as printed where the two differ. This module must not
know any kind of fact.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from rdflib.namespace import RDF, RDFS, SDO, XSD

from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.named import NamedThings
from tvetgraph.graph.terms import (
    Node,
    Statement,
    Term,
    decimal,
    integer,
    node,
    plain,
    typed,
    year,
    zh,
)
from tvetgraph.graph.vocabulary import Vocabulary
from tvetgraph.loaders.authority import Authority, Major, Organisation, Place, actor
from tvetgraph.loaders.facts import Stage, members, pairs, stages
from tvetgraph.loaders.kinds import Column, ColumnType
from tvetgraph.ontology import TVET

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_YEARS = re.compile(r"([1-9]|[一二三四五六七八九])年?制?")
_NUMERALS = "零一二三四五六七八九"
_LITERALS: Mapping[ColumnType, Callable[[str], Term]] = MappingProxyType(
    {ColumnType.YEAR: year, ColumnType.INTEGER: integer, ColumnType.DECIMAL: decimal}
)


@dataclass(frozen=True)
class Context:
    """What a cell is read against: who is who, the vocabulary, and the named things met so far."""

    iris: Iris
    authority: Authority
    words: Vocabulary
    named: NamedThings


def column_statements(
    subject: Node, column: Column, *, cell: str, context: Context
) -> Iterator[Statement]:
    """State what a non-empty cell says of its fact."""
    match column.type:
        case ColumnType.ORG | ColumnType.ORGS:
            return _organisations(subject, column, cell, context)
        case ColumnType.ACTOR:
            return _actor(subject, column.property, cell, context)
        case ColumnType.MAJOR | ColumnType.MAJORS:
            return _majors(subject, column, cell, context)
        case ColumnType.PLACE:
            return _place(subject, column.property, cell, context)
        case ColumnType.CONCEPT:
            return iter([(subject, node(TVET[column.property]), concept(column.scheme, cell))])
        case ColumnType.PAIRS:
            return _pairs(subject, column.property, cell)
        case ColumnType.STAGES:
            return _stages(subject, column.property, cell, context)
        case ColumnType.TEXT:
            return _text(subject, column.property, cell, context)
        case _:
            return iter([(subject, node(TVET[column.property]), _LITERALS[column.type](cell))])


def duration(text: str) -> str:
    """Write years of study such as 三年 or 3 as an XSD duration; any other text gives nothing."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return ""
    digit = match[1] if match[1].isascii() else str(_NUMERALS.index(match[1]))
    return f"P{digit}Y"


def years_statements(subject: Node, text: str) -> Iterator[Statement]:
    """State years of study as printed and, where it can be told, as a duration."""
    yield subject, node(TVET.years), plain(text)
    if duration(text):
        yield subject, node(SDO.timeToComplete), typed(duration(text), XSD.duration)


def printed_property(name: str) -> Node:
    """Name the property that keeps the printed form of the names under another property."""
    return node(TVET[f"printed{name[0].upper()}{name[1:]}"])


def _named(
    entries: Sequence[tuple[str, Organisation | Major | Place]], iri: Callable[[str], Node]
) -> Callable[[Node, str], Iterator[Statement]]:
    """Link a fact to authority entries, each with the name it is printed by."""

    def link(subject: Node, name: str) -> Iterator[Statement]:
        for _, entry in entries:
            yield subject, node(TVET[name]), iri(entry.id)
        printed = "、".join(form for form, _ in entries)
        if [printed] != [entry.name for _, entry in entries]:
            yield subject, printed_property(name), plain(printed)

    return link


def _organisations(
    subject: Node, column: Column, cell: str, context: Context
) -> Iterator[Statement]:
    forms = members(cell) if column.type is ColumnType.ORGS else [cell]
    entries = [(form, context.authority.organisation(form)) for form in forms]
    return _named(entries, context.iris.org)(subject, column.property)


def _actor(subject: Node, name: str, cell: str, context: Context) -> Iterator[Statement]:
    entry = actor(context.authority, cell)
    iri = context.iris.place if isinstance(entry, Place) else context.iris.org
    return _named([(cell, entry)], iri)(subject, name)


def _majors(subject: Node, column: Column, cell: str, context: Context) -> Iterator[Statement]:
    forms = members(cell) if column.type is ColumnType.MAJORS else [cell]
    entries = [(form, context.authority.major(form)) for form in forms]
    return _named(entries, context.iris.major)(subject, column.property)


def _place(subject: Node, name: str, cell: str, context: Context) -> Iterator[Statement]:
    entries = [(cell, context.authority.place(cell))]
    return _named(entries, context.iris.place)(subject, name)


def _text(subject: Node, name: str, cell: str, context: Context) -> Iterator[Statement]:
    if name in context.words.named_ranges:
        cls = context.words.named_ranges[name]
        yield subject, node(TVET[name]), context.named.add(cls, cell)
    elif TVET[name] == TVET.years:
        yield from years_statements(subject, cell)
    else:
        yield subject, node(TVET[name]), plain(cell)


def _pairs(subject: Node, column: str, cell: str) -> Iterator[Statement]:
    """State each pair as a node of its own; the pairs of observations are dimensions instead."""
    for number, (name, value) in enumerate(pairs(cell), start=1):
        part = node(f"{subject.value}/{column}/{number}")
        yield subject, node(TVET[column]), part
        yield part, node(RDF.type), node(TVET.NamedValue)
        yield part, node(RDFS.label), zh(f"{name}：{value}")
        yield part, node(TVET.name), plain(name)
        yield part, node(TVET.printed), plain(value)
        if _NUMBER.fullmatch(value):
            yield part, node(TVET.amount), decimal(value)


def _stages(subject: Node, name: str, cell: str, context: Context) -> Iterator[Statement]:
    parts = stages(cell)
    nodes = [node(f"{subject.value}/stage/{order}") for order in range(1, len(parts) + 1)]
    for order, (part, stage) in enumerate(zip(nodes, parts, strict=True), start=1):
        yield subject, node(TVET[name]), part
        yield part, node(RDF.type), node(TVET.Stage)
        yield part, node(TVET.order), integer(str(order))
        yield from _stage(part, stage, context)
    for part, following in pairwise(nodes):
        yield part, node(TVET.nextStage), following


def _stage(part: Node, stage: Stage, context: Context) -> Iterator[Statement]:
    majors = members(stage.major)
    label = " ".join(filter(None, (stage.organisation, "、".join(majors))))
    yield part, node(RDFS.label), zh(label)
    organisation = context.authority.organisation(stage.organisation)
    yield from _named([(stage.organisation, organisation)], context.iris.org)(part, "organization")
    if majors:
        entries = [(form, context.authority.major(form)) for form in majors]
        yield from _named(entries, context.iris.major)(part, "major")
    if stage.years:
        yield from years_statements(part, stage.years)
