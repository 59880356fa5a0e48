"""Facts to statements: every fact becomes a node with its cells, its place and its evidence.

The columns of loaders.kinds.KINDS drive it; what only one kind needs stands in a module of its own.
Rules and validation come later; this module must not derive anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SDO, SKOS

from tvetgraph.graph.columns import Context, column_statements
from tvetgraph.graph.cube import Cube
from tvetgraph.graph.evidence import Source, evidence_statements, report_statements
from tvetgraph.graph.iris import concept
from tvetgraph.graph.labels import fact_label
from tvetgraph.graph.outline import Outline
from tvetgraph.graph.terms import Node, Statement, en, integer, node, plain, zh
from tvetgraph.loaders.errors import AuthorityError, raise_problems
from tvetgraph.loaders.facts import Fact, Report, ReportFacts
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.ontology import TVET


@dataclass(frozen=True)
class MappedReport:
    """A report's statements, and the CSV row that each fact node came from."""

    report: Report
    statements: tuple[Statement, ...]
    origins: dict[str, str]


def map_report(facts: ReportFacts, context: Context, *, cube: Cube, source: Source) -> MappedReport:
    """Map a report and its facts; raise Problems for every name that does not resolve."""
    outline = Outline(facts, context.iris)
    statements = list(report_statements(facts.report, context.iris))
    statements += _spatial(facts.report, context)
    errors: list[AuthorityError] = []
    for fact in facts.facts:
        try:
            statements += _fact(fact, outline, context, cube)
        except AuthorityError as error:
            errors.append(_at(error, fact))
    raise_problems(errors)
    statements += cube.table_structures(context.iris.report(facts.report.id))
    spans = (span for fact in facts.facts for span in fact.lines)
    statements += evidence_statements(spans, source, iris=context.iris)
    origins = {outline.node(fact).value: fact.origin for fact in facts.facts}
    return MappedReport(facts.report, tuple(statements), origins)


def _at(error: AuthorityError, fact: Fact) -> AuthorityError:
    file, _, line = fact.origin.rpartition(":")
    error.file, error.line = file, int(line or 0)
    return error


def _spatial(report: Report, context: Context) -> Iterator[Statement]:
    found = context.authority.place_names.candidates(report.region)
    if len(found) == 1:
        yield context.iris.report(report.id), node(DCTERMS.spatial), context.iris.place(found[0].id)


def _fact(fact: Fact, outline: Outline, context: Context, cube: Cube) -> Iterator[Statement]:
    subject, kind = outline.node(fact), KINDS[fact.kind]
    yield subject, node(RDF.type), node(TVET[kind.class_name])
    yield subject, node(RDFS.label), zh(fact_label(fact, language="zh", context=context))
    yield subject, node(RDFS.label), en(fact_label(fact, language="en", context=context))
    yield from _standing(fact, subject, outline, context)
    for column in kind.columns:
        cell = fact.values.get(column.name)
        if cell and not (fact.kind == "observations" and column.name == "dimensions"):
            yield from column_statements(subject, column, cell=cell, context=context)
    yield from _names(fact, subject, context)
    case = outline.part(fact, fact.values.get("case_number", ""))
    if case is not None:
        yield subject, node(TVET.ofCase), case
    if fact.kind == "observations":
        yield from cube.observation(subject, fact.values, table=outline.table_of(fact))
    if "plan" in fact.values and "batch" in fact.values:
        yield from _plan_batch(subject, fact, context)


def _standing(fact: Fact, subject: Node, outline: Outline, context: Context) -> Iterator[Statement]:
    """State where a fact stands and how it was read."""
    yield subject, node(DCTERMS.isPartOf), outline.whole_of(fact)
    yield subject, node(TVET.where), plain(fact.where)
    yield subject, node(TVET.method), concept("method", fact.method)
    yield subject, node(TVET.certainty), concept("certainty", fact.certainty)
    if fact.row:
        yield (
            subject,
            node(TVET.row),
            integer(fact.row) if fact.row.isdecimal() else plain(fact.row),
        )
    for span in fact.lines:
        yield subject, node(PROV.wasDerivedFrom), context.iris.evidence(outline.report, span)


def _names(fact: Fact, subject: Node, context: Context) -> Iterator[Statement]:
    """State the name of a fact whose class says that one of its texts is a name."""
    kind = KINDS[fact.kind]
    named_by = context.words.named_by.get(kind.class_name)
    for column in kind.columns:
        if column.property == named_by and column.name in fact.values:
            yield subject, node(SDO.name), zh(fact.values[column.name])


def _plan_batch(subject: Node, fact: Fact, context: Context) -> Iterator[Statement]:
    """State the batch of a plan, named by the plan's short name: 特高 and 第一批."""
    plan = concept("plan", fact.values["plan"])
    # The shapes refuse a plan that is not in the scheme; a batch of it would only be said twice.
    if plan in context.words.labels:
        short = context.words.short_labels.get(plan) or context.words.label(plan, "zh")
        more = [(node(SKOS.broader), plan)]
        batch = context.named.add("PlanBatch", short + fact.values["batch"], more=more)
        yield subject, node(TVET.planBatch), batch
