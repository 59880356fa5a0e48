"""The words of the graph: own terms and prefixes as Python names, and the Turtle that defines them.

This module must not read the Turtle on import.
"""

# ruff: noqa: N815 - the local names of properties are camelCase in RDF

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from rdflib import Namespace, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    GEO,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VOID,
    XSD,
    DefinedNamespace,
)

from tvetgraph.ontology.tvet import BASE, TVET

__all__ = [
    "BASE",
    "CETERMS",
    "CONCEPT",
    "OA",
    "PREFIXES",
    "SSSOM",
    "TVET",
    "VOCABULARY",
    "read_turtle",
]

CONCEPT = Namespace(BASE + "concept/")
VOCABULARY = ("tvet.ttl", "schemes.ttl")


class OA(DefinedNamespace):
    """Web Annotation: the terms used here."""

    _fail = True
    _warn = False
    _NS = Namespace("http://www.w3.org/ns/oa#")

    FragmentSelector: URIRef
    SpecificResource: URIRef
    TextQuoteSelector: URIRef

    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    hasTarget: URIRef


class CETERMS(DefinedNamespace):
    """Credential Transparency Description Language: the terms used here."""

    _fail = True
    _warn = False
    _NS = Namespace("https://purl.org/ctdl/terms/")

    receivingOrganization: URIRef
    sendingOrganization: URIRef


class SSSOM(DefinedNamespace):
    """Simple Standard for Sharing Ontological Mappings: the terms used here."""

    _fail = True
    _warn = False
    _NS = Namespace("https://w3id.org/sssom/")

    confidence: URIRef
    mapping_justification: URIRef


#: Prefixes for queries and for what is written out, by name.
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "ceterms": str(CETERMS),
        "dcat": str(DCAT),
        "dcterms": str(DCTERMS),
        "geo": str(GEO),
        "oa": str(OA),
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "qb": str(QB),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SDO),
        "semapv": "https://w3id.org/semapv/vocab/",
        "skos": str(SKOS),
        "sssom": str(SSSOM),
        "tvet": str(TVET),
        "void": str(VOID),
        "xsd": str(XSD),
    }
)


def read_turtle(name: str) -> str:
    """Read tvet.ttl, schemes.ttl or shapes.ttl."""
    return files(__name__).joinpath(name).read_text("utf-8")
