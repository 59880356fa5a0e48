"""What the data set is: VoID and DCAT, with counts that follow from the graph.

No time of building stands here, so that the same facts give the same bytes. This module must not
count itself: its own graph is not part of the figures.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS, VOID

from tvetgraph import __version__
from tvetgraph.graph.iris import Iris
from tvetgraph.graph.store import NQUADS, TRIG
from tvetgraph.graph.terms import Node, Statement, en, integer, node, plain, zh
from tvetgraph.graph.writer import Quad
from tvetgraph.loaders.facts import Report
from tvetgraph.ontology import PREFIXES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MEDIA = "https://www.iana.org/assignments/media-types/application/"
_FILES = {NQUADS: "n-quads", TRIG: "trig"}
_TITLE = ("职业教育知识图谱", "Knowledge graph of vocational education")
_DESCRIPTION = (
    "从官方职业教育质量年度报告读出的院校、专业、合作与数据，每条事实都指明出处行。",
    "Institutions, majors, partners and figures from official reports, each with its lines.",
)
_GRAPHS = {
    "ontology": ("本体与词表", "Ontology and concept schemes"),
    "authority": ("机构、专业、地点与具名之物", "Organisations, majors, places and named things"),
    "audit": ("审计：矛盾与相符之处", "Audit: what contradicts and what reconciles"),
    "direct": ("由事实导出的直接关系", "Direct relations derived from the facts"),
    "links": ("外部链接与坐标", "Links to other registers and coordinates"),
}


def metadata_statements(
    quads: Iterable[Quad], reports: Iterable[Report], *, iris: Iris
) -> Iterator[Statement]:
    """Describe a data set by the quads and reports it holds."""
    sizes, classes = _counts(quads)
    dataset = iris.under("dataset")
    yield from _description(dataset)
    yield dataset, node(VOID.triples), integer(str(sizes.total()))
    for name, iri in PREFIXES.items():
        if name not in ("rdf", "xsd"):
            yield dataset, node(VOID.vocabulary), node(iri)
    titles = {iris.graph(name): title for name, title in _GRAPHS.items()}
    for report in reports:
        yield dataset, node(DCTERMS.source), iris.report(report.id)
        titles[iris.graph("report", report.id)] = (report.title, report.title)
    for graph, size in sizes.items():
        yield from _graph(dataset, graph, size, titles[graph])
    for cls, size in classes.items():
        yield from _class(dataset, cls, size)


def _counts(quads: Iterable[Quad]) -> tuple[Counter[Node], Counter[Node]]:
    sizes: Counter[Node] = Counter()
    classes: Counter[Node] = Counter()
    for _, predicate, term, graph in quads:
        sizes[graph] += 1
        if predicate == node(RDF.type) and isinstance(term, type(graph)):
            classes[term] += 1
    return sizes, classes


def _description(dataset: Node) -> Iterator[Statement]:
    yield dataset, node(RDF.type), node(VOID.Dataset)
    yield dataset, node(RDF.type), node(DCAT.Dataset)
    for predicate, (chinese, english) in (
        (DCTERMS.title, _TITLE),
        (RDFS.label, _TITLE),
        (DCTERMS.description, _DESCRIPTION),
    ):
        yield dataset, node(predicate), zh(chinese)
        yield dataset, node(predicate), en(english)
    yield dataset, node(DCTERMS.license), node(LICENCE)
    yield dataset, node(DCTERMS.creator), plain("tvetgraph contributors")
    yield dataset, node(OWL.versionInfo), plain(__version__)
    for name, media in _FILES.items():
        file = node(f"{dataset.value}/{name}")
        yield dataset, node(DCAT.distribution), file
        yield file, node(RDF.type), node(DCAT.Distribution)
        yield file, node(DCTERMS.title), plain(name)
        yield file, node(DCAT.mediaType), node(_MEDIA + media)


def _graph(dataset: Node, graph: Node, size: int, title: tuple[str, str]) -> Iterator[Statement]:
    yield dataset, node(VOID.subset), graph
    yield graph, node(RDF.type), node(VOID.Dataset)
    yield graph, node(VOID.triples), integer(str(size))
    yield graph, node(DCTERMS.title), zh(title[0])
    if title[1] != title[0]:
        yield graph, node(DCTERMS.title), en(title[1])


def _class(dataset: Node, cls: Node, size: int) -> Iterator[Statement]:
    name = cls.value.rpartition("#")[2].rpartition("/")[2]
    part = node(f"{dataset.value}/class/{name}")
    yield dataset, node(VOID.classPartition), part
    yield part, node(VOID["class"]), cls
    yield part, node(VOID.entities), integer(str(size))
