"""The summary counts what the facts of a build speak of, not all that the authority files know."""

import os
import shutil
from pathlib import Path

from tvetgraph.graph.build import build
from tvetgraph.graph.store import open_store
from tvetgraph.queries.runner import run
from tvetgraph.summary import summarise, to_text

MINI = Path(__file__).parent / "cases" / "mini"


def test_an_organisation_that_no_fact_names_is_not_counted(mini: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(MINI, facts)
    with (facts / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write("xu-wu-ren-shi,Enterprise,无人提及公司,,,,\n")
    with (facts / "majors.csv").open("a", encoding="utf-8") as file:
        file.write("wu-ren-xue,无人所学,,,\n")
    build(facts, tmp_path / "build")
    assert summarise(tmp_path / "build").counts == summarise(mini).counts
    named = run(open_store(tmp_path / "build"), "organisations")
    assert named == run(open_store(mini), "organisations")


def test_each_count_is_told_in_both_languages(mini: Path) -> None:
    text = to_text(summarise(mini))
    assert "院校" in text
    assert all(f"{c.things:,}  {c.zh} / {c.en}" in text for c in summarise(mini).counts)


def test_a_page_is_listed_only_if_it_shows_this_graph(tmp_path: Path) -> None:
    build(MINI, tmp_path)
    page, command = f"  {tmp_path / 'explorer.html'} ", "  tvetgraph explore -o explorer.html "
    before = to_text(summarise(tmp_path))
    (tmp_path / "explorer.html").write_text("<!doctype html>", encoding="utf-8")
    after = to_text(summarise(tmp_path))
    os.utime(tmp_path / "explorer.html", (0, 0))
    stale = to_text(summarise(tmp_path))
    told = [(page in text, command in text) for text in (before, after, stale)]
    assert told == [(False, True), (True, False), (False, True)]
