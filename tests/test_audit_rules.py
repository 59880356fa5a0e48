"""The rules of the audit are data that can be trusted, and rounding is allowed for as printed."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.engine import audit
from tvetgraph.graph.audit.findings import Severity
from tvetgraph.graph.audit.printed import Range, printed_range, written
from tvetgraph.graph.audit.rules import RuleError, packaged_rules, parse_rules
from tvetgraph.graph.audit.tables import lines_of
from tvetgraph.graph.audit.words import core
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.ontology import CONCEPT, read_turtle

HOME = Path(__file__).parent / "cases" / "audit"
RULE = """
[[rule]]
id = "total"
check = "totals.labelled_totals"
severity = "error"
title = { zh = "合计", en = "totals" }
says = { zh = "不符", en = "wrong" }
holds = { zh = "相符", en = "right" }
suggestion = { zh = "核对", en = "check" }
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[rule]", "not valid TOML"),
        (RULE + RULE, "two rules are called total"),
        (RULE.replace('check = "totals.labelled_totals"', ""), "lacks check"),
        (RULE.replace('severity = "error"', 'severity = "grave"'), "must use severity"),
        (RULE.replace('en = "totals"', 'fr = "totaux"'), "total.title must be worded in zh and en"),
        (RULE + 'colour = "red"\n', "colour"),
    ],
)
def test_a_bad_rule_file_is_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(RuleError, match=problem) as raised:
        parse_rules(text, "own.toml")
    assert str(raised.value).startswith("own.toml: ")


def test_a_rule_without_a_check_is_a_sentence() -> None:
    rules = parse_rules(RULE.replace("labelled_totals", "guessed_totals"), "own.toml")
    with pytest.raises(RuleError, match=r"no check totals\.guessed_totals for rule total"):
        audit([Book.of(read_reports(bundled_data())[0])], rules)


@pytest.mark.parametrize("rule", packaged_rules().rules, ids=lambda rule: rule.id)
def test_a_rule_names_a_check_and_words_that_can_be_filled(rule: object) -> None:
    known = next(own for own in packaged_rules().rules if own is rule)
    module, _, name = known.check.partition(".")
    assert callable(getattr(import_module(f"tvetgraph.graph.audit.{module}"), name))
    for text in (*known.says.values(), *known.holds.values()):
        places = {place for _, place, _, _ in Formatter().parse(text) if place}
        assert {"what"} <= places <= {"what", "expected", "found", "here", "there"}


def test_rules_and_severities_are_the_concepts_of_the_schemes() -> None:
    schemes = Graph().parse(data=read_turtle("schemes.ttl"), format="turtle")

    def notations(scheme: str) -> set[str]:
        found = schemes.subjects(SKOS.inScheme, URIRef(CONCEPT[scheme]))
        return {str(schemes.value(concept, SKOS.notation)) for concept in found}

    assert notations("audit-rule") == {rule.id for rule in packaged_rules().rules}
    assert notations("audit-severity") == set(Severity) - {Severity.HOLDS}


def test_the_bundled_facts_give_these_findings() -> None:
    books = [Book.of(facts) for facts in read_reports(bundled_data())]
    found = [
        {"id": f.id, "rule": f.rule, "severity": str(f.severity), "lines": lines_of(f.statements)}
        for f in audit(books).findings
    ]
    with (HOME / "bundled.csv").open(encoding="utf-8", newline="") as stream:
        assert found == list(csv.DictReader(stream))


def test_two_names_that_the_list_leaves_open_are_told_so() -> None:
    books = [Book.of(facts) for facts in read_reports(bundled_data())]
    causes = {f.what: f.cause for f in audit(books).findings if f.rule == "names"}
    undecided = packaged_rules().causes["undecided"]
    assert causes["北京交通职业技术学院"] == undecided
    assert causes["北京工业职业技术学院"] != undecided


COUNTS = st.integers(min_value=1, max_value=10**7)
PLACES = st.integers(min_value=0, max_value=4)


@given(part=COUNTS, whole=COUNTS, places=PLACES)
def test_a_share_printed_as_it_rounds_always_agrees(part: int, whole: int, places: int) -> None:
    share = Decimal(part) / Decimal(whole) * 100
    printed = share.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    exact = Range.exactly(part) / Range.exactly(whole) * Fraction(100)
    assert exact.meets(printed_range(printed, exact=False))


@given(part=COUNTS, whole=COUNTS, places=PLACES, off=st.sampled_from((-2, 2)))
def test_a_share_two_units_of_its_last_digit_off_never_agrees(
    part: int, whole: int, places: int, off: int
) -> None:
    unit = Decimal(1).scaleb(-places)
    share = Decimal(part) / Decimal(whole) * 100
    printed = share.quantize(unit, rounding=ROUND_HALF_UP) + off * unit
    exact = Range.exactly(part) / Range.exactly(whole) * Fraction(100)
    assert not exact.meets(printed_range(printed, exact=False))


@given(numbers=st.lists(st.decimals(0, 10**6, places=3), min_size=2, max_size=8), places=PLACES)
def test_the_sum_of_rounded_parts_allows_for_each(numbers: list[Decimal], places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    parts = [number.quantize(unit, rounding=ROUND_HALF_UP) for number in numbers]
    total = sum(numbers, Decimal(0)).quantize(unit, rounding=ROUND_HALF_UP)
    added = sum((printed_range(p, exact=False) for p in parts), Range.exactly(0))
    assert added.meets(printed_range(total, exact=False))


@pytest.mark.parametrize(
    ("words", "low", "high"), [("余", 300, 330), ("近", 270, 300), ("约", 270, 330), ("", 300, 300)]
)
def test_words_beside_a_number_widen_it(words: str, low: int, high: int) -> None:
    assert printed_range(Decimal(300), exact=True, words=words) == Range(
        Fraction(low), Fraction(high)
    )


def test_figures_printed_in_neighbouring_digits_are_not_the_same() -> None:
    one, two = (printed_range(Decimal(text), exact=False) for text in ("91.14", "91.15"))
    assert not one.meets(two)
    assert written(Fraction(1, 3), like=Decimal("0.01")) == "0.33"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("毕业生升学率", "升学率"),
        ("固定资产价值", "固定资产值"),
        ("教职工总数", "教职工数"),
        ("高级专业技术职务专任教师比例", "高级职称教师占专任教师比例"),
    ],
)
def test_names_of_one_indicator_are_one(one: str, two: str) -> None:
    assert core(one) == core(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("专任教师数", "兼职教师数"), ("计划招生数", "招生专业数"), ("就业率", "对口就业率")],
)
def test_names_of_two_indicators_stay_two(one: str, two: str) -> None:
    assert core(one) != core(two)


def test_the_page_of_the_rules_lists_every_rule_and_no_other() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "audit.md").read_text("utf-8")
    listed = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert listed == [rule.id for rule in packaged_rules().rules]
