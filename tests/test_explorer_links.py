"""The explorer's cards tell each link with what it says, how surely, and why."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.store import open_store
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.links import LINKS, read_links
from tvetgraph.ontology import BASE
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import Items, items

Row = list[Any]


@pytest.fixture(scope="module")
def known(built: Path) -> Items:
    return items(read_graph(open_store(built)))


@pytest.fixture(scope="module")
def links(known: Items) -> list[Row]:
    rows: Any = facts_block(known)["links"]
    return [[known.nodes[row[0]], *row[1:]] for row in rows]


def test_every_link_of_what_the_facts_name_reaches_a_card(known: Items, links: list[Row]) -> None:
    nodes = {iri.removeprefix(BASE) for iri in known.nodes}
    subjects = [link.subject_id.removeprefix("tvet") for link in read_links(bundled_data() / LINKS)]
    paths = [subject.replace(":", "/") for subject in subjects]
    judged = [row for row in links if row[7]]
    told = Counter(row[0].removeprefix(BASE) for row in judged)
    assert told == Counter(path for path in paths if path in nodes)
    assert len(judged) > 400
    assert all(row[5] and row[6] and row[9] for row in judged)


def test_a_successor_does_not_look_like_the_same(links: list[Row]) -> None:
    said = {(row[0].rpartition("/")[2], row[4], row[7], row[8]) for row in links}
    school = "beijing-dianzi-keji-zhiye-xueyuan"
    assert {relation for thing, _, relation, _ in said if thing == school} >= {"同一", "后继"}
    assert ("Beijing Polytechnic University", "后继", "succeeded by") in {
        (label, zh, en) for thing, label, zh, en in said if thing == school
    }
