"""Asking politely: waiting, backing off, halving, remembering; no test waits in real time."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.standin import STANDIN, Reply, Script, scripted, sparql_server
from tvetgraph.graph.linking.items import ENTITY, LABEL, Fact
from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries.linking import asking
from tvetgraph.queries.linking.askers import Remembered
from tvetgraph.queries.linking.cache import Cache, default_folder
from tvetgraph.queries.linking.polite import Manners, Polite, agent
from tvetgraph.queries.remote import Endpoint, Failure, NoAnswer
from tvetgraph.queries.results import Cell, Result

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASK = "SELECT ?item { ?item ?p ?o }"
HALF = '{"head": {"vars": ["item"]}, "results": {"bindings": [{"item": {"type": "uri", "val'
TRACE = HALF + "\njava.util.concurrent.TimeoutException\n\tat java.base"
GOOD = Reply(
    body=json.dumps(
        {
            "head": {"vars": ["item"]},
            "results": {"bindings": [{"item": {"type": "uri", "value": f"{ENTITY}Q956"}}]},
        }
    )
)
BUSY = Reply(status=429, headers={"Retry-After": "7"})


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.time = NOW

    def sleep(self, seconds: float) -> None:
        """Note how long, and be that much later."""
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)

    def now(self) -> datetime:
        """Tell the time."""
        return self.time


def polite(script: Script, clock: Clock) -> Polite:
    """Ask a scripted server, with a short time-out and nobody's patience."""
    return Polite(Endpoint(script.address, timeout=1, agent="a test"), clock.sleep, clock.now)


@pytest.mark.parametrize(
    ("replies", "slept"),
    [
        ((GOOD,), []),
        ((BUSY, GOOD), [7.0, 1.0]),
        ((Reply(status=429), Reply(status=429), GOOD), [60.0, 1.0, 120.0, 1.0]),
        ((Reply(status=503), Reply(status=502), GOOD), [5.0, 1.0, 10.0, 1.0]),
        (
            (Reply(status=503, headers={"Retry-After": "Sun, 22 Nov 2026 12:00:30 GMT"}), GOOD),
            [30.0, 1.0],
        ),
        ((Reply(status=503, headers={"Retry-After": "soon"}), GOOD), [5.0, 1.0]),
        ((Reply(body="Rate limit exceeded", content_type="text/plain"), GOOD), [5.0, 1.0]),
        ((Reply(body="<html>busy</html>", content_type="text/html"), GOOD), [5.0, 1.0]),
        ((Reply(status=500, body="out of memory"), GOOD), [5.0, 1.0]),
    ],
)
def test_it_waits_as_it_is_told_and_asks_again(
    replies: Sequence[Reply], slept: list[float]
) -> None:
    clock = Clock()
    with scripted(*replies) as script:
        answer = polite(script, clock).ask(ASK)
    assert [str(row[0]) for row in answer.rows] == [f"{ENTITY}Q956"]
    assert (clock.slept, len(script.asked)) == (slept, len(replies))


@pytest.mark.parametrize(
    ("reply", "failure", "times"),
    [
        (Reply(status=429), Failure.BUSY, 5),
        (Reply(status=503), Failure.BUSY, 5),
        (Reply(body="Too many", content_type="text/plain"), Failure.BUSY, 5),
        (Reply(status=429, headers={"Retry-After": "86400"}), Failure.BUSY, 1),
        (Reply(status=403, body="name yourself"), Failure.FINAL, 1),
        (Reply(status=400, body="malformed"), Failure.FINAL, 1),
        (Reply(status=404), Failure.FINAL, 1),
        (Reply(status=504), Failure.LARGE, 1),
        (Reply(status=500, body="java.util.concurrent.TimeoutException"), Failure.LARGE, 1),
        (Reply(body=HALF), Failure.LARGE, 1),
        (Reply(body=HALF, cut=True), Failure.LARGE, 1),
        (Reply(body=TRACE), Failure.LARGE, 1),
        (Reply(silent=True), Failure.LARGE, 1),
    ],
)
def test_it_knows_when_to_give_up(reply: Reply, failure: Failure, times: int) -> None:
    clock = Clock()
    with scripted(reply) as script, pytest.raises(NoAnswer) as raised:
        polite(script, clock).ask(ASK)
    assert (raised.value.failure, len(script.asked)) == (failure, times)
    assert "\n" not in str(raised.value)


def test_the_longest_pause_is_kept() -> None:
    clock = Clock()
    with scripted(Reply(status=429)) as script:
        asker = polite(script, clock)
        asker.manners = Manners(longest=100.0)
        with pytest.raises(NoAnswer):
            asker.ask(ASK)
    assert clock.slept == [60.0, 1.0, 100.0, 1.0, 100.0, 1.0, 100.0, 1.0]


@pytest.mark.parametrize("reply", [Reply(body=HALF), Reply(status=504), Reply(body=HALF, cut=True)])
def test_too_much_at_once_is_asked_for_in_halves(reply: Reply) -> None:
    clock = Clock()
    with scripted(reply, Reply()) as script:
        assert list(asking.having_names(polite(script, clock), ["甲", "乙"])) == []
    sent = [text for _, _, text in script.asked]
    assert len(sent) == 3
    names = [{line for line in text.split('"') if line in {"甲", "乙"}} for text in sent]
    assert names == [{"甲", "乙"}, {"甲"}, {"乙"}]


def test_one_value_that_is_too_much_is_an_error() -> None:
    with scripted(Reply(body=HALF)) as script, pytest.raises(NoAnswer):
        list(asking.describe(polite(script, Clock()), [f"{ENTITY}Q956"]))


def test_a_batch_is_posted_and_the_asker_named() -> None:
    who = agent("link-bot@xu.example")
    with scripted(Reply()) as script:
        asker = Polite(Endpoint(script.address, agent=who), Clock().sleep, Clock().now)
        list(asking.having_names(asker, [f"虚{i}" for i in range(30)]))
    # 210 values in three batches, the last one short.
    assert [method for method, _, _ in script.asked] == ["POST", "POST", "GET"]
    assert {name for _, name, _ in script.asked} == {who}
    assert who.startswith("tvetgraph/")
    assert "(link-bot@xu.example) SPARQLWrapper/" in who


@pytest.mark.parametrize("contact", ["", " ", "me"])
def test_nobody_goes_online_without_a_contact(contact: str) -> None:
    with pytest.raises(QueryError, match=r"needs a contact; .*--contact"):
        agent(contact)


def test_a_contact_is_plain_text() -> None:
    with pytest.raises(QueryError, match=r"is plain ASCII: 张三@xu\.example"):
        agent("张三@xu.example")


@pytest.mark.parametrize(
    "address",
    ["ftp://e/", "http:///x", "http://[::1", "http://e:port/", "http://e/a b", "http://e/询问", ""],
)
def test_what_is_no_web_address_is_said_and_not_asked(address: str) -> None:
    with pytest.raises(NoAnswer, match="not a web address") as raised:
        Polite(Endpoint(address), Clock().sleep, Clock().now).ask(ASK)
    assert raised.value.failure is Failure.FINAL


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=429, headers={"Retry-After": "86400"}), "try again in 86400 s"),
        (
            Reply(status=429, headers={"Retry-After": "Mon, 23 Nov 2026 12:00:00 GMT"}),
            "try again after Mon, 23 Nov 2026 12:00:00 GMT",
        ),
        (Reply(status=301, headers={"Location": "/sparql?query=x"}), "HTTP 301 "),
        (Reply(status=400, body="line 1: no"), "; 请改正查询 / correct the query"),
        (Reply(status=403), "HTTP 403 Forbidden; 请留真实的联系方式 / leave a contact"),
        (Reply(status=503), "HTTP 503 Service Unavailable; 请稍后再试 / try again later"),
    ],
)
def test_a_refusal_is_one_sentence(reply: Reply, said: str) -> None:
    with scripted(reply) as script, pytest.raises(NoAnswer) as raised:
        polite(script, Clock()).ask(ASK)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_answer_is_kept_and_used_until_it_is_old(tmp_path: Path) -> None:
    clock = Clock()
    cache = Cache(tmp_path, timedelta(days=30), clock.now)
    with scripted(GOOD, Reply(), Reply(status=403)) as script:
        asker = Remembered(script.address, cache, polite(script, clock))
        first = asker.ask(ASK)
        assert asker.ask(ASK) == first
        assert len(script.asked) == 1
        clock.time += timedelta(days=31)
        newer = asker.ask(ASK)
        assert newer == Result(("item",), ())
        clock.time += timedelta(days=31)
        # The last good answer stays when no new one is to be had.
        assert asker.ask(ASK) == newer
        with pytest.raises(NoAnswer):
            asker.ask(ASK + " LIMIT 1")
    assert (asker.old, asker.missing, len(list(tmp_path.iterdir()))) == (1, 0, 1)


def test_offline_the_kept_answers_are_all_there_is(tmp_path: Path) -> None:
    clock = Clock()
    cache = Cache(tmp_path, timedelta(days=30), clock.now)
    answer = Result(("item",), ((Cell("甲", language="zh"),),))
    cache.put("http://e/", ASK, answer=answer)
    asker = Remembered("http://e/", cache)
    assert asker.ask(ASK) == answer
    assert asker.ask("ASK {}") == Result((), ())
    clock.time += timedelta(days=31)
    assert asker.ask(ASK) == answer
    assert (asker.old, asker.missing) == (1, 1)
    (kept,) = tmp_path.iterdir()
    assert json.loads(kept.read_text("utf-8"))["asked"] == NOW.isoformat()
    kept.write_text("{", "utf-8")
    assert cache.get("http://e/", ASK) is None


def test_the_cache_is_where_caches_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "tvetgraph" / "sparql"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "tvetgraph" / "sparql"


def test_the_questions_are_plain_sparql(tmp_path: Path) -> None:
    clock = Clock()
    with sparql_server(STANDIN) as address:
        asker = Remembered(
            address, Cache(tmp_path, timedelta(days=1), clock.now), _server(address, clock)
        )
        codes = set(asking.having_codes(asker, [("P442", "110105"), ("P297", "CN")]))
        names = set(asking.having_names(asker, ["朝陽區", 'a "quoted" name']))
        facts = set(asking.describe(asker, [f"{ENTITY}Q956"]))
    assert codes == {
        (f"{ENTITY}Q394701", "P442", "11 01 05"),
        (f"{ENTITY}Q148", "P297", "CN"),
    }
    assert names == {(f"{ENTITY}Q394701", "朝陽區"), (f"{ENTITY}Q9000000024", "朝陽區")}
    assert Fact(f"{ENTITY}Q956", LABEL, "北京市", "zh") in facts
    assert Fact(f"{ENTITY}Q956", "P31", "直辖市", "zh") in facts
    assert Fact(f"{ENTITY}Q956", "P17", "CN") in facts


def _server(address: str, clock: Clock) -> Polite:
    return Polite(Endpoint(address), clock.sleep, clock.now)


def test_a_backslash_is_refused_and_a_value_never_ends_its_string() -> None:
    text = asking.with_values(asking.BY_NAME, [(Cell('甲") } #', language="zh"),)])
    assert r'("甲\") } #"@zh)' in text
    with pytest.raises(QueryError, match="backslash"):
        asking.with_values(asking.BY_NAME, [(Cell("\\u0022"),)])
