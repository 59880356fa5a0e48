"""The notebook in docs/ runs from its first cell to its last, and finds what the facts say."""

import csv
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent
CELLS: list[dict[str, Any]] = json.loads((FOLDER / "docs" / "findings.ipynb").read_text("utf-8"))[
    "cells"
]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.fixture(scope="module")
def said(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Run all cells in one process, as plain Python: the notebook uses nothing of Jupyter."""
    if importlib.util.find_spec("pandas") is None:
        pytest.skip("pandas is not installed; install tvetgraph[notebook]")
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "build").symlink_to(built)
    code = "\n".join(_source(cell) for cell in CELLS if cell["cell_type"] == "code")
    (folder / "cells.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "cells.py"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_figures_are_those_of_the_facts(said: str) -> None:
    with (FOLDER / "data" / "bj-secondary-2020" / "pipelines.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if "表" in row["where"]]
    for form in ("3+2", "3+2+2"):
        majors = [
            [re.sub("（.*）", "", part.split("|")[1]) for part in row["stages"].split(" > ")]
            for row in rows
            if row["form"] == form
        ]
        kept = sum(first == last for first, *_, last in majors)
        assert f"finding 1: {form}: {kept}/{len(majors)} " in said
    planned = sum(int(row["planned"] or 0) for row in rows)
    assert re.search(rf"^3\+2\+2 .* {planned}\.0 ", said, re.MULTILINE)


def test_three_findings_are_told_in_both_languages(said: str) -> None:
    assert {*re.findall(r"^发现 (\d) / finding \1: .* / ", said, re.MULTILINE)} == {"1", "2", "3"}


def test_the_notebook_is_kept_without_what_it_once_printed() -> None:
    code = [cell for cell in CELLS if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert len({cell["id"] for cell in CELLS}) == len(CELLS)
    assert not [cell["id"] for cell in code if re.search(r"^\s*[%!]", _source(cell), re.MULTILINE)]


def test_every_text_is_in_both_languages() -> None:
    texts = [_source(cell) for cell in CELLS if cell["cell_type"] == "markdown"]
    assert [
        it for it in texts if not (re.search("[一-鿿]", it) and re.search("[a-z]{4}", it))
    ] == []
