"""What an audit found as statements of the graph: annotations whose targets are facts.

A finding's printed values stay where they are, on the facts; here stands what follows from them.
"""

from collections.abc import Iterable, Iterator, Mapping

from rdflib.namespace import DCTERMS, RDF, RDFS

from tvetgraph.graph.audit.findings import Finding
from tvetgraph.graph.audit.tables import told
from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.outline import Outline
from tvetgraph.graph.terms import Node, Statement, en, node, plain, zh
from tvetgraph.loaders.facts import ReportFacts
from tvetgraph.ontology import OA, TVET

RULE_SCHEME = "audit-rule"
SEVERITY_SCHEME = "audit-severity"


FactNodes = Mapping[tuple[str, str], Node]


def fact_nodes(read: Iterable[ReportFacts], iris: Iris) -> FactNodes:
    """Name the node of each fact by report and id; tables are named after their numbers."""
    found: dict[tuple[str, str], Node] = {}
    for facts in read:
        outline = Outline(facts, iris)
        found |= {(facts.report.id, fact.id): outline.node(fact) for fact in facts.facts}
    return found


def audit_statements(
    findings: Iterable[Finding], iris: Iris, *, facts: FactNodes
) -> Iterator[Statement]:
    """State findings and passing checks, each a node named after its id."""
    for finding in findings:
        subject = iris.finding(finding.id)
        cls = TVET.Check if finding.holds else TVET.Finding
        yield subject, node(RDF.type), node(cls)
        yield subject, node(TVET.auditRule), concept(RULE_SCHEME, finding.rule)
        yield from _worded(subject, finding)
        yield from _stated(subject, finding, iris, facts)
        if not finding.holds:
            yield subject, node(TVET.severity), concept(SEVERITY_SCHEME, str(finding.severity))
            yield subject, node(TVET.foundValue), plain(finding.found)
            if finding.expected:
                yield subject, node(TVET.expectedValue), plain(finding.expected)


def _worded(subject: Node, finding: Finding) -> Iterator[Statement]:
    yield subject, node(RDFS.label), zh(f"{finding.title['zh']}：{finding.what}")
    yield subject, node(RDFS.label), en(f"{finding.title['en']}: {finding.what}")
    for predicate, texts in (
        (DCTERMS.description, finding.message),
        (TVET.suspectedCause, finding.cause),
        (TVET.suggestion, finding.suggestion),
    ):
        if texts:
            yield subject, node(predicate), zh(texts["zh"])
            yield subject, node(predicate), en(texts["en"])


def _stated(subject: Node, finding: Finding, iris: Iris, facts: FactNodes) -> Iterator[Statement]:
    yield subject, node(TVET.arithmetic), plain(finding.arithmetic)
    for statement in finding.statements:
        yield subject, node(TVET.cites), plain(told(statement))
        yield subject, node(DCTERMS.source), iris.report(statement.report)
        if statement.fact:
            yield subject, node(OA.hasTarget), facts[statement.report, statement.fact]
    accused = finding.statements[0] if finding.statements else None
    if accused and accused.fact and not finding.holds:
        yield subject, node(TVET.suspects), facts[accused.report, accused.fact]
