"""The explorer's cards tell each link with what it says, how surely, and why."""

from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.store import open_store
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.links import LINKS, read_links
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import items


@pytest.fixture(scope="module")
def links(built: Path) -> list[list[Any]]:
    known = items(read_graph(open_store(built)))
    rows: Any = facts_block(known)["links"]
    return [[known.nodes[row[0]], *row[1:]] for row in rows]


def test_every_link_reaches_a_card(links: list[list[Any]]) -> None:
    accepted = read_links(bundled_data() / LINKS)
    judged = [row for row in links if row[7]]
    assert len(judged) == len(accepted)
    assert all(row[5] and row[6] and row[9] for row in judged)


def test_a_successor_does_not_look_like_the_same(links: list[list[Any]]) -> None:
    said = {(row[0].rpartition("/")[2], row[4], row[7], row[8]) for row in links}
    school = "beijing-dianzi-keji-zhiye-xueyuan"
    assert {relation for thing, _, relation, _ in said if thing == school} >= {"同一", "后继"}
    assert ("Beijing Polytechnic University", "后继", "succeeded by") in {
        (label, zh, en) for thing, label, zh, en in said if thing == school
    }
