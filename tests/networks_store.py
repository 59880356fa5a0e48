"""A store of the invented facts in cases/networks, with the ontology, for several test files."""

from pathlib import Path

import pyoxigraph as ox

from tvetgraph.ontology import read_turtle

FACTS = Path(__file__).parent / "cases" / "networks" / "facts.ttl"
BASE = "https://example.org/"


def networks_store() -> ox.Store:
    """Load the facts and the ontology into a store in memory."""
    store = ox.Store()
    for text in (read_turtle("tvet.ttl"), FACTS.read_text("utf-8")):
        store.load(text, format=ox.RdfFormat.TURTLE)
    return store


def short(iri: str) -> str:
    """Take what stands after the base."""
    return iri.removeprefix(BASE)
