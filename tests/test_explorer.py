"""The explorer's data: whole blocks of the small graph, escaping, sameness, and what is missing."""

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.cli import main
from tvetgraph.graph.routes import all_routes
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import TVET
from tvetgraph.queries import library
from tvetgraph.viz import explorer_page as page
from tvetgraph.viz.explorer_facts import facts_block
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import Items, Row, items, network_block
from tvetgraph.viz.explorer_places import places
from tvetgraph.viz.explorer_starts import starts

CASES = Path(__file__).parent / "cases"
EXPECTED = CASES / "explorer"
HOSTILE = "</script><img src=x onerror=alert(1)>&\u2028<!--"
TEMPLATE = "<title><!--data:title--></title><!--data:network--><script>1</script><!--data:packed-->"


@pytest.fixture(scope="module")
def known(mini: Path) -> Items:
    return items(read_graph(open_store(mini)))


@pytest.fixture(scope="module")
def offered(mini: Path, known: Items) -> list[Row]:
    return starts(known, all_routes(open_store(mini)))


@pytest.fixture(scope="module")
def network(known: Items) -> dict[str, Any]:
    return network_block(known)


def drawn(network: dict[str, Any], relation: str) -> set[tuple[str, str, int]]:
    """Give the edges of a relation by the names of their ends, with the number of their facts."""
    number = [row[0] for row in network["relations"]].index(relation)
    names = [row[2] for row in network["nodes"]]
    return {
        (names[source], names[target], len(facts))
        for source, target, kind, facts, *_ in network["edges"]
        if kind == number
    }


def test_the_ties_of_the_small_graph_are_all_there(network: dict[str, Any]) -> None:
    assert drawn(network, "feedsInto") == {
        ("虚甲职业学校", "虚乙职业学院", 2),
        ('虚"某"校', "虚丙职业学院", 1),
        ("虚丙职业学院", "虚丁大学", 1),
    }


def test_nodes_edges_and_facts_are_as_they_were(
    known: Items, network: dict[str, Any], offered: list[Row]
) -> None:
    nodes, facts = network["nodes"], facts_block(known)
    told = {
        "nodes": [[*row[:1], *row[2:5], *row[6:10]] for row in nodes],
        "edges": [[nodes[row[0]][0], nodes[row[1]][0], *row[3:]] for row in network["edges"]],
        "facts": facts["facts"],
        "starts": [row for row in offered if "#/sparql" not in str(row[4])],
    }
    expected = json.loads((EXPECTED / "mini.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(told)) == expected


def test_main_relations_tie_organisations_and_places_only(network: dict[str, Any]) -> None:
    roles = [network["classes"][row[1]][7] for row in network["nodes"]]
    for source, target, relation, *_ in network["edges"]:
        if network["relations"][relation][5]:
            assert {roles[source], roles[target]} <= {"organisation", "place"}
    assert {row[0] for row in network["relations"] if not row[5]} >= {"offersMajor"}


def test_each_fact_stands_under_its_narrowest_relation(network: dict[str, Any]) -> None:
    abroad, partners = drawn(network, "foreignPartnerOf"), drawn(network, "partnerOf")
    assert abroad
    assert not {(a, b) for a, b, _ in abroad} & {(a, b) for a, b, _ in partners}


def test_a_stage_is_a_part_of_its_pipeline(known: Items) -> None:
    facts: Any = facts_block(known)
    names = [row[0] for row in facts["properties"]]
    cells = _by_property(names, _pipeline(facts, "pipelines-33fd3e4b96")[10])
    stages: list[dict[str, list[Any]]] = [_by_property(names, s[3]) for s in cells["stages"]]
    schools = [known.nodes[int(stage["organization"][0])] for stage in stages]
    assert [known.graph.known.name(school).zh for school in schools] == [
        '虚"某"校',
        "虚丙职业学院",
        "虚丁大学",
    ]
    assert [stage["years"] for stage in stages] == [["3"], ["2"], ["2"]]
    assert (cells["planned"], cells["actual"]) == (["40"], ["38"])


def _pipeline(facts: dict[str, list[list[Any]]], name: str) -> list[Any]:
    return next(row for row in facts["facts"] if row[0].endswith(name))


def _by_property(names: list[str], cells: list[list[Any]]) -> dict[str, list[Any]]:
    return {names[number]: values for number, *values in cells}


def test_only_names_without_english_are_romanised(network: dict[str, Any]) -> None:
    read = dict(zip((row[2] for row in network["nodes"]), network["romanised"], strict=True))
    assert read["虚己公司"] == "Xuji Gongsi"
    english = {row[2] for row in network["nodes"] if row[3]}
    assert english
    assert {read[name] for name in english} == {""}


def test_every_node_stands_somewhere_and_no_two_in_one_place(network: dict[str, Any]) -> None:
    spots = [(row[6], row[7]) for row in network["nodes"]]
    assert len(set(spots)) == len(spots)


def test_what_hangs_on_a_thing_stands_near_it() -> None:
    found = places([("a", "b"), ("b", "c")], alone=["z"], hanging=[("a", "award"), ("y", "x")])
    assert set(found) == {"a", "b", "c", "z", "award", "x", "y"}
    (ax, ay), (bx, by) = found["award"], found["a"]
    assert abs(ax - bx) + abs(ay - by) < 150


def test_a_block_holds_no_markup() -> None:
    text = page.block("network", page.to_json({"name": HOSTILE}), media="application/json")
    (inside,) = re.findall(
        r"^<script type=\"application/json\" id=\"block-network\">(.*)</script>$", text
    )
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside) == {"name": HOSTILE}


def test_a_packed_block_is_what_was_packed() -> None:
    text = page.packed(HOSTILE.encode())
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", text)
    assert gzip.decompress(base64.b64decode(text)).decode() == HOSTILE


def test_the_page_is_filled_in_its_places() -> None:
    data = {"title": "题", "network": "网", "packed": "包"}
    assert page.filled(TEMPLATE, data) == "<title>题</title>网<script>1</script>包"


def test_a_page_of_another_time_is_refused() -> None:
    with pytest.raises(BuildError, match="out of date: packed"):
        page.filled(
            "<!--data:title--><!--data:network-->", {"title": "", "network": "", "packed": ""}
        )


def test_without_a_template_one_sentence_says_what_to_do() -> None:
    with pytest.raises(BuildError, match=r"has not been built.*make explorer"):
        page.read_template("absent.html")


def test_the_command_writes_one_page(mini: Path, template: Path, tmp_path: Path) -> None:
    assert template.is_file()
    target = tmp_path / "explorer.html"
    assert main(["explore", "--build", str(mini), "-o", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert "<!--data:" not in text
    blocks = re.findall(r'<script type="[a-z/]+" id="block-(\w+)">', text)
    assert set(blocks) >= {"network", "facts", "questions", "quads", "oxigraph", "licences"}
    shell = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!data:)[^"]*', shell) == []


def test_all_saved_questions_are_handed_over() -> None:
    block: Any = page.questions_block()
    assert [row[0] for row in block["questions"]] == list(library())
    assert [row[1] for row in block["questions"]] == [q.text for q in library().values()]


def test_the_page_is_the_same_under_every_hash_seed(mini: Path, template: Path) -> None:
    assert template.is_file()
    code = (
        "import hashlib, sys; from pathlib import Path;"
        "from tvetgraph.viz.explorer_page import explorer_page as write;"
        "print(hashlib.sha256(write(Path(sys.argv[1])).encode()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, str(mini)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_the_words_come_from_the_ontology(known: Items, network: dict[str, Any]) -> None:
    labels = known.graph.known.names
    for name, zh, en, *_ in network["classes"]:
        text = labels.get(str(TVET) + name)
        assert text is None or (text.zh, text.en) == (zh, en)
