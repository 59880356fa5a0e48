"""The explorer's block of what the audit found, and of what it checked and found to hold.

Reads the graph only. Rows are arrays in the order that viz/explorer/src/views/audit/finding.ts
reads; a statement that is a fact is named by the fact's number, so that its lines can be shown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from rdflib.namespace import DCTERMS, RDFS

from tvetgraph.graph.audit.findings import Severity
from tvetgraph.graph.texts import Text
from tvetgraph.loaders.values import to_lines_cell
from tvetgraph.ontology import OA, TVET
from tvetgraph.viz.explorer_graph import Graph
from tvetgraph.viz.explorer_network import Items, Row
from tvetgraph.viz.reading import local

_FINDING, _CHECK = "Finding", "Check"
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
#: A statement as graph/audit/tables.py cites it: what = printed (where Llines).
_CITED = re.compile(r"(.*) = (.*?) \((.*) L([\d;-]*)\)", re.DOTALL)
_PLAIN = (TVET.arithmetic, TVET.expectedValue, TVET.foundValue)
_WORDED = (RDFS.label, DCTERMS.description, TVET.suspectedCause, TVET.suggestion)

_Place = tuple[str, str, str]


def audit_block(known: Items) -> dict[str, object]:
    """Write findings, gravest first, then checks; rules and severities by name."""
    graph = known.graph
    found = sorted(_of(graph, _FINDING), key=lambda iri: _rank(known, iri))
    checks = sorted(_of(graph, _CHECK), key=lambda iri: _rank(known, iri))
    told = [*found, *checks]
    rules = sorted({_rule(graph, iri) for iri in told})
    severities = sorted({_severity(graph, iri) for iri in found}, key=_weight)
    findings = [
        _finding(known, iri, rules.index(_rule(graph, iri)), _index(graph, iri, severities))
        for iri in told
    ]
    return {
        "rules": [_concept(graph, iri) for iri in rules],
        "severities": [_concept(graph, iri) for iri in severities],
        "findings": findings,
        "english": _english(graph, findings),
    }


def _english(graph: Graph, findings: Iterable[Row]) -> Mapping[str, str]:
    """Tell the sums, values and statements of findings in English, as far as the glossary goes."""
    texts = {
        text
        for _, _, _, _, *plain, statements in findings
        for part in (plain[: len(_PLAIN)], *(row[:3] for row in cast("list[Row]", statements)))
        for text in map(str, part)
    }
    told = {text: graph.known.glossary.told(text) for text in sorted(texts)}
    return {text: english for text, english in told.items() if english != text}


def _of(graph: Graph, kind: str) -> Iterable[str]:
    cls = str(TVET) + kind
    return (iri for iri in graph.said if cls in graph.known.classes.get(iri, ()))


def _rule(graph: Graph, iri: str) -> str:
    return graph.value(iri, TVET.auditRule)


def _severity(graph: Graph, iri: str) -> str:
    return graph.value(iri, TVET.severity)


def _weight(severity: str) -> int:
    return list(map(str, Severity)).index(local(severity))


def _index(graph: Graph, iri: str, severities: list[str]) -> int:
    """Give the number of the severity; what holds has none."""
    severity = _severity(graph, iri)
    return severities.index(severity) if severity else -1


def _rank(known: Items, iri: str) -> tuple[int, str, str]:
    """Put the gravest first, then by report and name."""
    graph = known.graph
    severity = _severity(graph, iri)
    return _weight(severity) if severity else -1, graph.value(iri, DCTERMS.source), iri


def _concept(graph: Graph, iri: str) -> Row:
    name = graph.known.name(iri)
    return [local(iri), name.zh, name.en]


def _finding(known: Items, iri: str, rule: int, severity: int) -> Row:
    graph = known.graph
    texts = [_in_english(graph, graph.text(iri, predicate)) for predicate in _WORDED]
    reports = [known.reports.index(it) for it in graph.values(iri, DCTERMS.source)]
    return [
        local(iri),
        severity,
        rule,
        reports,
        *(graph.value(iri, predicate) for predicate in _PLAIN),
        *(word for text in texts for word in _both(text)),
        list(_statements(known, iri)),
    ]


def _in_english(graph: Graph, text: Text) -> Text:
    return Text(text.zh, graph.known.glossary.told(text.en))


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _statements(known: Items, iri: str) -> Iterable[Row]:
    """Write the statements, the one under suspicion first: name, printed, where, lines, fact."""
    graph = known.graph
    facts = _by_place(known, graph.iris(iri, OA.hasTarget))
    suspect = known.fact.get(graph.value(iri, TVET.suspects), -1)
    rows = [_statement(text, facts) for text in graph.values(iri, TVET.cites)]
    return sorted(rows, key=lambda row: row[-1] != suspect or suspect < 0)


def _statement(text: str, facts: Mapping[_Place, list[int]]) -> Row:
    cited = _CITED.fullmatch(text)
    if cited is None:
        return [text, "", "", [], -1]
    name, printed, where, lines = cited.groups()
    fitting = facts.get((where, lines, _number(printed)), [])
    spans = [int(number) for span in lines.split(";") for number in _span(span)]
    return [name, printed, where, spans, fitting[0] if fitting else -1]


def _span(span: str) -> tuple[str, ...]:
    first, _, last = span.partition("-")
    return (first, last or first) if first else ()


def _by_place(known: Items, targets: Iterable[str]) -> Mapping[_Place, list[int]]:
    """Map where a fact stands and the number it prints to the facts that fit, in order."""
    graph = known.graph
    found: dict[_Place, list[int]] = defaultdict(list)
    for fact in sorted(targets & known.fact.keys()):
        spans = sorted(
            (int(graph.value(s, TVET.firstLine)), int(graph.value(s, TVET.lastLine)))
            for s in graph.iris(fact, _DERIVED)
        )
        printed = _number(graph.value(fact, TVET.printed))
        place = (graph.value(fact, TVET.where), to_lines_cell(tuple(spans)), printed)
        found[place].append(known.fact[fact])
    return found


def _number(printed: str) -> str:
    """Keep the number of a printed value, which may be followed by its unit."""
    number = re.match(r"-?[\d.,]+", printed)
    return number[0] if number else printed
