"""The findings page cannot go stale: its code runs, its figures and line numbers are true."""

import doctest
import re
from pathlib import Path

import pytest

from tvetgraph.cli_parser import make_parsers
from tvetgraph.graph.networks.asking import sources
from tvetgraph.graph.store import open_store
from tvetgraph.ontology import BASE
from tvetgraph.queries.library import library

PAGE = Path(__file__).resolve().parent.parent / "docs" / "findings.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = re.split(r"^## \d+\. ", TEXT, flags=re.MULTILINE)[1:]
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
ROW = re.compile(r"^\| `(?P<fact>[^`]+)` \| [^|]+ \| (?P<where>[^|]+) \| (?P<lines>[^|]+) \|$")


def title(section: str) -> str:
    """Take the heading of a section."""
    return section.splitlines()[0].partition(" / ")[0]


def rows(section: str) -> list[dict[str, str]]:
    """Read the evidence of a section."""
    return [found.groupdict() for line in section.splitlines() if (found := ROW.match(line))]


def test_the_code_of_the_page_gives_what_it_says(in_build: Path) -> None:
    assert in_build.is_dir()
    runner = doctest.DocTestRunner(verbose=False)
    test = doctest.DocTestParser().get_doctest(TEXT, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)
    assert runner.tries > 30


def test_there_are_five_findings_or_more() -> None:
    assert len(SECTIONS) >= 5


@pytest.mark.parametrize("section", SECTIONS, ids=title)
def test_every_figure_of_the_text_is_computed(section: str) -> None:
    examples = doctest.DocTestParser().get_examples("".join(CODE.findall(section)))
    computed = set(re.findall(r"\d+", "".join(example.want for example in examples)))
    prose = CODE.sub("", section).partition("\n")[2]
    lines = [line for line in prose.splitlines() if not line.startswith("|")]
    told = re.sub(r"`[^`]*`", "", "\n".join(lines))
    assert set(re.findall(r"\d+", told)) <= computed
    assert re.search(r"\d", told)


@pytest.mark.parametrize("section", SECTIONS[:-1], ids=title)
def test_every_finding_has_evidence(section: str, built: Path) -> None:
    known = sources(open_store(built))
    found = rows(section)
    assert found
    for row in found:
        spans = known[f"{BASE}fact/{row['fact']}"]
        lines = ", ".join("–".join(map(str, dict.fromkeys(span.lines))) for span in spans)
        assert (row["where"], row["lines"]) == (spans[0].where, lines)


@pytest.mark.parametrize("section", SECTIONS, ids=title)
def test_every_finding_names_commands_that_exist(section: str) -> None:
    commands = re.findall(r"`tvetgraph ([^`]+)`", section)
    assert commands
    for command in commands:
        verb, first, *_ = command.split()
        assert verb in make_parsers()
        assert verb != "query" or first in library()
