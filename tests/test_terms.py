"""Terms cross between the libraries unchanged, and are written as Oxigraph keeps them."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from tvetgraph.graph.iris import Iris, concept, name_slug
from tvetgraph.graph.pinyin import POLYPHONES, search_keys
from tvetgraph.graph.terms import (
    Node,
    Statement,
    Term,
    decimal,
    en,
    from_ox,
    integer,
    node,
    pinyin,
    plain,
    to_ox,
    typed,
    year,
    zh,
)
from tvetgraph.loaders.errors import BuildError
from tvetgraph.ontology import BASE, TVET

TERMS: tuple[Term, ...] = (
    node(TVET.Fact),
    plain("三年"),
    plain('“a"\n\\'),
    zh("北京"),
    en("Beijing"),
    pinyin("bj"),
    integer("-7"),
    decimal("60.00"),
    decimal("0.10"),
    decimal("-1200"),
    year("2020"),
    typed("2020-12-31", XSD.date),
    typed("P3Y", XSD.duration),
)


def _kept(term: Term) -> object:
    """Give a term as the store gives it back."""
    statement: Statement = (node("urn:s"), node("urn:p"), term)
    store = ox.Store()
    store.add(ox.Quad(*statement))
    return next(iter(store)).object


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_a_term_comes_back_from_rdflib_and_from_the_store(term: Term) -> None:
    assert to_ox(from_ox(term)) == term
    assert _kept(term) == term


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
    )
)
def test_a_decimal_is_written_as_the_store_keeps_it(number: object) -> None:
    text = f"{number:f}"
    assert _kept(decimal(text)) == decimal(text)


def test_rdflib_terms_turn_over() -> None:
    assert from_ox(zh("北京")) == Literal("北京", lang="zh")
    assert from_ox(plain("北京")) == Literal("北京")
    assert from_ox(year("2020")) == Literal("2020", datatype=XSD.gYear)
    assert from_ox(node("urn:a")) == URIRef("urn:a")


def test_blank_nodes_do_not_turn_over() -> None:
    with pytest.raises(TypeError, match="not a term of this graph"):
        from_ox(ox.BlankNode("b"))


def test_iris_follow_from_ids_and_names() -> None:
    iris = Iris("https://example.org/kg/")
    found = [
        iris.org("a-b"),
        iris.graph("report", "r-1"),
        iris.table("r-1", "biao-2-1"),
        iris.fact("r-1", "f-1"),
        iris.evidence("r-1", (12, 15)),
        iris.evidence("r-1", (12, 12)),
    ]
    assert [_under(iri, iris) for iri in found] == [
        "org/a-b",
        "graph/report/r-1",
        "report/r-1/table/biao-2-1",
        "fact/r-1/f-1",
        "evidence/r-1/L12-15",
        "evidence/r-1/L12",
    ]


def _under(iri: Node, iris: Iris) -> str:
    return iri.value.removeprefix(iris.base)


def test_concepts_keep_their_iris_and_quote_what_no_iri_may_hold() -> None:
    assert concept("pipeline-form", "3+2").value == f"{BASE}concept/pipeline-form/3+2"
    assert concept("plan", "双 高").value == f"{BASE}concept/plan/%E5%8F%8C%20%E9%AB%98"


def test_homophones_have_slugs_of_their_own_and_variants_one() -> None:
    assert name_slug("一级") != name_slug("乙级")
    assert name_slug("会计（智能）") == name_slug("会计 (智能)")
    assert name_slug("会计（智能）").isascii()


@pytest.mark.parametrize(
    "base", ["", "example.org/", "https://example.org/a b/", "https://e.org/x"]
)
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(BuildError, match="not a usable base"):
        Iris(base)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("北京市商业学校", ("beijingshishangyexuexiao", "bjssyxx")),
        ("北京市劲松职业高中", ("beijingshijinsongzhiyegaozhong", "bjsjszygz")),
        ("12333中心", ("12333zhongxin", "12333zx")),
        ("TAFE教学模式", ("tafejiaoxuemoshi", "tjxms")),
        ("机床", ("jc", "jichuang")),
        ("abc", ("a",)),
    ],
)
def test_names_are_found_by_pinyin_and_by_initials(name: str, keys: tuple[str, ...]) -> None:
    assert search_keys(name) == keys


@pytest.mark.parametrize("word", POLYPHONES)
def test_a_polyphone_is_listed_only_where_pypinyin_reads_it_otherwise(word: str) -> None:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only this test needs it

    assert tuple(lazy_pinyin(word)) != POLYPHONES[word]
    assert "".join(POLYPHONES[word]) in search_keys(word)
