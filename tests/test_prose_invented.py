"""An invented report with twelve cases is read: what is found, and what is left for a person."""

import csv
from pathlib import Path

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.facts import Method, Report
from tvetgraph.loaders.outline import read_outline
from tvetgraph.loaders.prose import ProseReading, read_prose
from tvetgraph.loaders.text import read_document

HOME = Path(__file__).parent / "cases" / "prose"
REPORT = Report("yunzhou-2031", "云州市中等职业教育质量年度报告", "secondary", "云州市", 2031)


def reading(skip: frozenset[int] = frozenset()) -> ProseReading:
    document = read_document(HOME / "yunzhou.txt")
    outline = read_outline(document, skip)
    return read_prose(document, skip=skip, outline=outline, authority=Authority(), report=REPORT)


def rows(name: str) -> list[dict[str, str]]:
    with (HOME / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_facts_of_the_cases_are_read() -> None:
    found = [
        {
            "kind": fact.kind,
            "where": fact.where,
            "lines": ";".join(f"{first}-{last}" for first, last in fact.lines),
            "values": "|".join(f"{name}={value}" for name, value in fact.values.items()),
        }
        for fact in reading().facts
    ]
    assert found == rows("yunzhou-facts.csv")


def test_the_rest_is_in_the_review_list() -> None:
    found = [
        {"line": str(item.line), "what": item.what, "name": item.name} for item in reading().review
    ]
    assert found == rows("yunzhou-review.csv")


def test_every_fact_says_how_it_was_read() -> None:
    assert {fact.method for fact in reading().facts} == {Method.PATTERN}


def test_skipped_lines_are_not_read() -> None:
    lines = range(1, len(read_document(HOME / "yunzhou.txt").lines) + 1)
    assert reading(frozenset(lines) - {33}).facts == ()
