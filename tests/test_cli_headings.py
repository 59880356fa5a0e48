"""The commands' own tables are headed in Chinese and English, whatever the columns."""

from pathlib import Path

import pytest

from tvetgraph.cli import main
from tvetgraph.cli_headings import headed
from tvetgraph.queries.results import Result

ORGANISATION = "北京市商业学校"


@pytest.mark.parametrize(
    "command",
    [
        ["path", ORGANISATION],
        ["query", "--list"],
        ["audit"],
        *(["network", measure] for measure in ("degree", "betweenness", "bridges", "core")),
        *(["network", measure] for measure in ("components", "communities", "assortativity")),
        ["network", "similar", ORGANISATION],
        ["network", "suggest", ORGANISATION],
    ],
    ids=" ".join,
)
def test_every_column_is_headed_in_both_languages(
    command: list[str], in_build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_build.is_dir()
    assert main(command) == 0
    zh, en = capsys.readouterr().out.splitlines()[:2]
    assert len(zh.split()) > 1
    assert zh.isascii() is False
    assert [head for head in zh.split() if head.isascii()] == []
    assert [head for head in en.split() if not head.isascii()] == []


def test_a_column_without_a_word_keeps_its_name() -> None:
    result = headed(Result(("total_years", "new_one"), ()))
    assert result.headings == (("总年数", "total years"), ("new_one", "new one"))
