"""What docs/prose.md says of the patterns' reach is what measuring them gives."""

from dataclasses import replace
from pathlib import Path

import pytest

from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.measure import HEADER, measure, to_rows


def reach_table(rows: list[dict[str, str]]) -> str:
    """Return a measurement as it stands in the page."""
    lines = [HEADER, ["---"] * len(HEADER), *([row[name] for name in HEADER] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_the_page_says_how_far_patterns_reach(root: Path, reports: Path) -> None:
    found = measure(reports, bundled_data())
    if len({row.kind for row in found if row.curated}) < 2:
        pytest.skip(f"the texts in {reports} are not those of the bundled facts")
    page = (root / "docs" / "prose.md").read_text(encoding="utf-8")
    assert reach_table(to_rows(found)) in page


def test_names_that_nobody_has_listed_are_read_nearly_as_well(root: Path, reports: Path) -> None:
    names = read_authority(bundled_data())
    aliases = tuple(alias for alias in names.aliases if alias.what != "organisation")
    unlisted = replace(names, organisations={}, aliases=aliases, forbidden=())
    found = {row.kind: row for row in measure(reports, bundled_data(), authority=unlisted)}
    if not any(row.curated for row in found.values()):
        pytest.skip(f"the texts in {reports} are not those of the bundled facts")
    page = " ".join((root / "docs" / "prose.md").read_text(encoding="utf-8").split())
    overall, firms = found["all"], found["cooperations"]
    assert f"recall is {overall.recall:.2f} and precision {overall.precision:.2f}" in page
    assert f"to {firms.recall:.2f} and {firms.precision:.2f}, since brands" in page


def test_patterns_are_right_far_more_often_than_not(reports: Path) -> None:
    (overall,) = [row for row in measure(reports, bundled_data()) if row.kind == "all"]
    assert overall.precision >= 0.95
