"""Reports that do not exist are read whole: other names, figures, widths, page breaks, numbers."""

from collections import Counter
from pathlib import Path

import pytest

from tests.invented import Expected, report, stories
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.extract import Extraction, extract
from tvetgraph.loaders.facts import Fact

NOBODY = Authority()
_BESIDE = {"table", "printed", "printed_label"}


def read(folder: Path, lines: list[str]) -> Extraction:
    """Extract a report of the given lines with no name known beforehand."""
    path = folder / "hz-2031.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return extract(path, authority=NOBODY)


def stated(facts: list[Fact]) -> Counter[str]:
    """Return facts by kind and content, without what the expectation leaves open."""
    return Counter(
        repr((fact.kind, sorted((k, v) for k, v in fact.values.items() if k not in _BESIDE)))
        for fact in facts
    )


def expected(facts: list[Expected]) -> Counter[str]:
    """Return expectations in the same form; an empty value is no value."""
    return Counter(repr((k, sorted((n, v) for n, v in vs.items() if v))) for k, vs in facts)


@pytest.mark.parametrize("seed", range(5))
def test_every_row_of_an_invented_report_is_read(tmp_path: Path, seed: int) -> None:
    extraction = read(tmp_path, report(seed))
    want = [fact for story in stories(seed) for fact in story.facts]
    kinds = {kind for kind, _ in want}
    got = [f for f in extraction.facts.facts if f.kind in kinds and "学制" not in f.values.values()]
    numbers = {"招生人数"}  # observations that repeat what an apprenticeship row says
    got = [f for f in got if f.values.get("indicator") not in numbers]
    assert stated(got) == expected(want)
    assert extraction.misunderstood == ()


def test_evidence_points_at_the_lines_of_the_row(tmp_path: Path) -> None:
    lines = report(3)
    extraction = read(tmp_path, lines)
    pipelines = [fact for fact in extraction.facts.facts if fact.kind == "pipelines"]
    assert pipelines
    for fact in pipelines:
        (first, last) = fact.lines[0]
        text = "".join("".join(lines[first - 1 : last]).split())
        school = fact.values["stages"].split("|")[0]
        assert school[:6] in text
        assert fact.row in text


def test_what_stands_in_no_profile_is_kept_and_listed(tmp_path: Path) -> None:
    lines = [
        "海州市职业教育质量年度报告 2031",
        "一、渔业",
        "表 4-9 2031 年渔港实习船只一览表",
        "船名 吨位 船长室",
        "海鸥号 120 有",
        "海燕号 80 无",
        "以上船只都在近海航行，学生轮流上船。",
    ]
    extraction = read(tmp_path, lines)
    cells = [dict(f.values) for f in extraction.facts.facts if f.kind == "cells"]
    assert cells[:3] == [
        {"column": "1", "heading": "船名", "text": "海鸥号"},
        {"column": "2", "heading": "吨位", "text": "120"},
        {"column": "3", "heading": "船长室", "text": "有"},
    ]
    assert len(cells) == 6
    assert [(m.lines, m.where) for m in extraction.misunderstood] == [
        ((3, 3), "表4-9 2031 年渔港实习船只一览表")
    ]


def test_names_nobody_knows_are_proposed(tmp_path: Path) -> None:
    extraction = read(tmp_path, report(5))
    names = {entry.name for entry in extraction.proposals.organisations.values()}
    pipelines = [fact for fact in extraction.facts.facts if fact.kind == "pipelines"]
    for fact in pipelines:
        for stage in fact.values["stages"].split(" > "):
            assert stage.split("|")[0] in names
