"""The documents tell the truth: sessions run, generated pages are fresh, links lead somewhere.

A session is a fenced block marked `console`; a line `...` in it stands for any lines.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from tvetgraph.cli_docs import PAGES
from tvetgraph.loaders.profiles import CellType, ColumnSpec, Profile, Yield

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def _sessions(name: str) -> list[tuple[str, str]]:
    commands = [part for body in _blocks(name, "console") for part in body.split("$ ")[1:]]
    return [(line, shown) for line, _, shown in (part.partition("\n") for part in commands)]


@pytest.fixture(scope="module")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a build/ in it, as a reader has after `make run`."""
    place = tmp_path_factory.mktemp("reader")
    (place / "build").mkdir()
    for entry in built.iterdir():
        (place / "build" / entry.name).symlink_to(entry)
    return place


@pytest.mark.parametrize("name", READMES)
def test_sessions_run_and_print_what_is_pasted(name: str, folder: Path) -> None:
    sessions = _sessions(name)
    assert len(sessions) >= 3
    for line, shown in sessions:
        program, *arguments = shlex.split(line)
        assert program == "tvetgraph"
        printed = _run([sys.executable, "-m", "tvetgraph", *arguments], folder)
        assert re.fullmatch(_pattern(shown), printed), printed


def _run(command: list[str], folder: Path) -> str:
    answer = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout
    return answer.stdout


def _pattern(shown: str) -> str:
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in shown.split("\n")
    ]
    return "".join(lines[:-1])


@pytest.mark.parametrize("name", READMES)
def test_python_examples_run(name: str, folder: Path) -> None:
    (code,) = _blocks(name, "python")
    assert _run([sys.executable, "-c", code], folder)


def test_both_readmes_show_the_same_sessions() -> None:
    english, chinese = map(_sessions, READMES)
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_make_targets_are_there(name: str) -> None:
    named = set(re.findall(r"^make (\w+)", "\n".join(_blocks(name, "")), re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert named == {"run", "test"}
    assert named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_generated_pages_are_fresh(page: str) -> None:
    stale = f"docs/{page} is stale; run make docs"
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == PAGES[page](), stale


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_profile_page_explains_every_key() -> None:
    text = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    keys = {field.name for record in (Profile, ColumnSpec, Yield) for field in fields(record)}
    renamed = {"headings": "heading"}
    assert explained == {renamed.get(key, key) for key in keys} | {str(kind) for kind in CellType}


def test_the_readmes_are_short() -> None:
    assert all((ROOT / name).read_text("utf-8").count("\n") <= 190 for name in READMES)
