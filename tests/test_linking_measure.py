"""The matcher on pairs with known answers, traps included, asked of a SPARQL server."""

import re
from collections import Counter
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.standin import STANDIN, bundled_links, sparql_server, subjects, truth
from tvetgraph.graph.linking.features import FEATURES
from tvetgraph.graph.linking.items import ENTITY, Item
from tvetgraph.graph.linking.verdict import CLOSE, EXACT, SUCCESSOR, Decision, Verdict, decide
from tvetgraph.queries.linking.askers import Dump
from tvetgraph.queries.linking.files import open_source
from tvetgraph.queries.linking.polite import Polite
from tvetgraph.queries.linking.proposing import ALL_RULES, find, judge
from tvetgraph.queries.linking.sources import Sparql
from tvetgraph.queries.remote import Endpoint

FLOOR = 0.98
#: What the matcher says of each kind of pair, knowing of no link at all; docs/linking.md quotes it.
CONFUSION = {
    ("exact", "accept"): 130,
    ("exact", "review"): 19,
    ("close", "review"): 13,
    ("close", "refuse"): 1,
    ("broad", "review"): 1,
    ("related", "review"): 1,
    ("related", "refuse"): 3,
    ("successor", "review"): 2,
    ("successor", "refuse"): 1,
    ("wrong", "review"): 10,
    ("wrong", "refuse"): 59,
}
#: Told by transliteration alone: a foreign name that a person supposes ties them, nothing else.
BY_SOUND = {"tvetorg:gelusibi-xueyuan", "tvetorg:kabiaonila-shequ-xueyuan"}
PREDICATES = {"exact": EXACT, "close": CLOSE, "successor": SUCCESSOR}


def no_sleep(seconds: float) -> None:
    """Wait for nothing."""


@pytest.fixture(scope="module")
def source() -> Generator[Sparql]:
    with sparql_server(STANDIN) as address:
        yield Sparql(Polite(Endpoint(address), no_sleep, lambda: datetime.now(UTC)))


@pytest.fixture(scope="module")
def decisions(source: Sparql) -> tuple[Decision, ...]:
    return judge(source, subjects())


@pytest.fixture(scope="module")
def found(source: Sparql) -> Mapping[str, tuple[Item, ...]]:
    return find(source, subjects())


def kind(decision: Decision) -> str:
    """Tell how a pair is related in truth."""
    return truth().get((decision.pair.subject.id, decision.pair.item.iri), "wrong")


def test_what_it_accepts_by_itself_is_right(decisions: tuple[Decision, ...]) -> None:
    accepted = Counter(kind(d) == "exact" for d in decisions if d.verdict is Verdict.ACCEPT)
    assert accepted[True] / accepted.total() >= FLOOR
    assert accepted.total() > 100


def test_every_pair_is_judged_as_documented(decisions: tuple[Decision, ...], root: Path) -> None:
    counts = Counter((kind(d), d.verdict.value) for d in decisions)
    assert counts == CONFUSION
    text = (root / "docs" / "linking.md").read_text("utf-8")
    table = re.findall(r"^\| (\w+) \|[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert table == [
        (name, *(str(counts[name, verdict]) for verdict in ("accept", "review", "refuse")))
        for name in ("exact", "close", "broad", "related", "successor", "wrong")
    ]


def test_the_codes_of_other_registers_help(source: Sparql) -> None:
    known = judge(source, subjects("ror", "geonames", "gbt2260", "iso3166"))
    accepted = Counter(kind(d) for d in known if d.verdict is Verdict.ACCEPT)
    assert accepted == {"exact": 136}


def test_the_seeded_links_are_found_again(decisions: tuple[Decision, ...]) -> None:
    expected = {
        (link.subject_id, link.predicate_id, link.object_id.replace("wikidata:", ENTITY))
        for link in bundled_links().accepted
        if link.register == "wikidata" and link.predicate_id in PREDICATES.values()
    }
    kinds = {(pair, PREDICATES[name]) for pair, name in truth().items() if name in PREDICATES}
    assert {((who, item), predicate) for who, predicate, item in expected} <= kinds
    seen = {(d.pair.subject.id, d.pair.item.iri) for d in decisions}
    assert {(who, item) for who, _, item in expected} - seen == set()


def test_what_only_the_sound_ties_is_shown_and_left_to_a_person(
    decisions: tuple[Decision, ...],
) -> None:
    shown = {
        d.pair.subject.id: (d.rule.name, d.verdict, d.rule.predicate)
        for d in decisions
        if d.pair.subject.id in BY_SOUND and kind(d) != "wrong"
    }
    assert shown == dict.fromkeys(BY_SOUND, ("supposed-name", Verdict.REVIEW, CLOSE))
    others = {d.verdict for d in decisions if d.pair.subject.id in BY_SOUND and kind(d) == "wrong"}
    assert others == {Verdict.REFUSE}


def test_without_the_right_item_nothing_else_is_accepted(
    found: Mapping[str, tuple[Item, ...]],
) -> None:
    def wrong(identity: str) -> list[Item]:
        return [item for item in found.get(identity, ()) if (identity, item.iri) not in truth()]

    judged = Counter(d.verdict for s in subjects() for d in decide(s, wrong(s.id)))
    assert judged == {Verdict.REFUSE: 54, Verdict.REVIEW: 15}


def test_one_thing_is_never_accepted_for_two_entries(decisions: tuple[Decision, ...]) -> None:
    items = Counter(d.pair.item.iri for d in decisions if d.verdict is Verdict.ACCEPT)
    who = Counter(d.pair.subject.id for d in decisions if d.verdict is Verdict.ACCEPT)
    assert max(items.values()) == max(who.values()) == 1


def test_a_dump_answers_as_the_server_does(decisions: tuple[Decision, ...]) -> None:
    local = open_source(STANDIN)
    assert isinstance(local, Sparql)
    assert isinstance(local.asker, Dump)
    assert judge(local, subjects()) == decisions


def test_every_rule_has_its_words_in_both_languages() -> None:
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)
    assert all(rule.zh and rule.en.isascii() for rule in ALL_RULES)


def test_the_page_tells_every_rule_and_feature(root: Path) -> None:
    text = (root / "docs" / "linking.md").read_text("utf-8")
    rules = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert rules == [(r.name, r.verdict.value, r.zh, r.en) for r in ALL_RULES]
    features = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", text, re.MULTILINE)
    assert tuple(features) == FEATURES
