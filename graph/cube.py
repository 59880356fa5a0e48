"""Observations as an RDF Data Cube: tables are data sets, and every dimension is a property.

The dimensions of a report's tables are not known beforehand, so their properties, code lists and
structures are made from the observations and stand in the authority graph.
"""

import hashlib
from collections.abc import Iterator, Mapping

from rdflib.namespace import OWL, QB, RDF, RDFS, SKOS

from tvetgraph.graph.columns import Context
from tvetgraph.graph.terms import Node, Statement, node, zh
from tvetgraph.loaders.facts import pairs
from tvetgraph.ontology import TVET

#: Units that count things one by one, so that "招生" may be asked for as "招生数".
COUNT_UNITS = frozenset(
    ("人", "名", "个", "所", "项", "家", "种", "门", "本", "册", "台", "套", "间", "位", "支", "批")
) | {"人次", "人天", "人日", "场", "场次"}
_NOT_COUNTS = ("数", "率", "比", "量", "额", "值", "度", "费", "例")
# The components that every structure has beside the dimensions of its table.
_COMPONENTS: Mapping[str, tuple[str, str]] = {
    "indicator": (QB.dimension, TVET.indicator),
    "period": (QB.dimension, TVET.period),
    "value": (QB.measure, TVET.value),
    "unit": (QB.attribute, TVET.unit),
}


def count_alias(indicator: str, unit: str) -> tuple[str, ...]:
    """Give the name under which a head count is also known: 招生 in 人 is 招生数."""
    counts = unit in COUNT_UNITS and not indicator.endswith(_NOT_COUNTS)
    return (f"{indicator}数",) if counts else ()


class Cube:
    """Collects the dimensions met while observations are mapped; the order does not show."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._dimensions: dict[Node, str] = {}
        self._of_table: dict[Node, set[Node]] = {}

    def observation(
        self, subject: Node, values: Mapping[str, str], *, table: Node | None
    ) -> Iterator[Statement]:
        """State the dimensions of an observation, what they name, and its data set."""
        dimensions = pairs(values.get("dimensions", ""))
        if table is not None:
            yield subject, node(QB.dataSet), table
            self._of_table.setdefault(table, set())
        self._context.named.add(
            "Indicator",
            values["indicator"],
            aliases=count_alias(values["indicator"], values.get("unit", "")),
        )
        for name, value in dimensions:
            dimension, member = self._dimension(name, value)
            yield subject, node(TVET.dimensions), member
            yield subject, dimension, member
            if table is not None:
                self._of_table[table].add(dimension)
            yield from ((subject, node(TVET.about), thing) for thing in self._known(value))

    def table_structures(self, report: Node) -> Iterator[Statement]:
        """State which structure each table of a report has."""
        for table, dimensions in self._of_table.items():
            if table.value.startswith(f"{report.value}/"):
                yield table, node(QB.structure), self._structure(dimensions)

    def statements(self) -> Iterator[Statement]:
        """State the dimensions and structures met so far."""
        for dimension, name in self._dimensions.items():
            yield from self._dimension_statements(dimension, name)
        for dimensions in self._of_table.values():
            yield from self._structure_statements(dimensions)

    def _dimension(self, name: str, value: str) -> tuple[Node, Node]:
        dimension = self._context.iris.named("dimension", name)
        self._dimensions[dimension] = min(name, self._dimensions.get(dimension, name))
        codes = self._codes(dimension)
        member = self._context.named.add(
            "DimensionValue",
            value,
            path=f"codelist/{codes.value.rpartition('/')[2]}",
            more=[(node(SKOS.inScheme), codes)],
        )
        return dimension, member

    def _codes(self, dimension: Node) -> Node:
        return self._context.iris.under("codelist", dimension.value.rpartition("/")[2])

    def _known(self, value: str) -> Iterator[Node]:
        """Name the organisation or major that a value is the name of; an ambiguous one is none."""
        authority, iris = self._context.authority, self._context.iris
        organisations = authority.organisation_names.candidates(value)
        majors = authority.major_names.candidates(value)
        if len(organisations) == 1:
            yield iris.org(organisations[0].id)
        if len(majors) == 1:
            yield iris.major(majors[0].id)

    def _dimension_statements(self, dimension: Node, name: str) -> Iterator[Statement]:
        codes = self._codes(dimension)
        yield dimension, node(RDF.type), node(QB.DimensionProperty)
        yield dimension, node(RDF.type), node(OWL.ObjectProperty)
        yield dimension, node(RDFS.subPropertyOf), node(TVET.dimensions)
        yield dimension, node(RDFS.range), node(TVET.DimensionValue)
        yield dimension, node(RDFS.label), zh(name)
        yield dimension, node(QB.codeList), codes
        yield codes, node(RDF.type), node(SKOS.ConceptScheme)
        yield codes, node(SKOS.prefLabel), zh(name)

    def _structure(self, dimensions: set[Node]) -> Node:
        slugs = sorted(dimension.value.rpartition("/")[2] for dimension in dimensions)
        digest = hashlib.sha256(" ".join(slugs).encode()).hexdigest()[:10]
        return self._context.iris.under("structure", digest)

    def _structure_statements(self, dimensions: set[Node]) -> Iterator[Statement]:
        structure = self._structure(dimensions)
        names = "、".join(sorted(self._dimensions[dimension] for dimension in dimensions))
        yield structure, node(RDF.type), node(QB.DataStructureDefinition)
        yield structure, node(RDFS.label), zh(f"指标、时期{'、' if names else ''}{names}")
        components = dict(_COMPONENTS) | {
            dimension.value.rpartition("/")[2]: (QB.dimension, dimension.value)
            for dimension in dimensions
        }
        for name, (role, what) in components.items():
            part = node(f"{structure.value}/{name}")
            yield structure, node(QB.component), part
            yield part, node(RDF.type), node(QB.ComponentSpecification)
            yield part, node(role), node(what)
