"""The command line at its streams: standard input, closed pipes, terminals, foreign locales."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tvetgraph.queries.library import library

COMMAND = (sys.executable, "-m", "tvetgraph")
COUNT = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a tvet:Pipeline }"


def test_query_reads_standard_input(in_build: Path) -> None:
    asked = (*COMMAND, "query", "-", "--format", "csv")
    answer = subprocess.run(
        asked, input=COUNT, cwd=in_build, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.startswith("n\n")


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"} | locale
    answer = subprocess.run(
        (*COMMAND, "query", "--list"),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    shown = answer.stdout.decode("utf-8")
    assert all(asked.summary_zh in shown for asked in library().values())


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_closed_pipe_is_no_error(in_build: Path, unbuffered: str) -> None:
    with subprocess.Popen(
        (*COMMAND, "export", "--format", "nquads", "-o", "-"),
        cwd=in_build,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert not process.stderr.read()
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("target", ["-", "/dev/full"])
def test_a_full_disk_is_one_sentence(in_build: Path, target: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            (*COMMAND, "export", "--format", "nquads", "-o", target),
            cwd=in_build,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "磁盘已满，请腾出空间 / the disk is full; make room\n",
    )


def on_a_terminal(folder: Path, query: str, *, columns: int) -> tuple[str, str]:
    """Ask on a terminal so wide; give what it shows and what goes to standard error."""
    ours, theirs = pty.openpty()
    (folder / "own.rq").write_text(query, encoding="utf-8")
    done = subprocess.run(
        (*COMMAND, "query", "own.rq"),
        cwd=folder,
        env=os.environ | {"COLUMNS": str(columns), "TERM": "xterm"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode("utf-8")
    os.close(ours)
    return shown, done.stderr


def test_a_table_fits_the_terminal(in_build: Path) -> None:
    wide = "SELECT ('1[red]X' AS ?name) (CONCAT('字', '很长', '的一行字') AS ?text) WHERE {}"
    shown, _ = on_a_terminal(in_build, wide, columns=20)
    assert "1[red]X" in shown and "\x1b[" in shown  # noqa: PT018 - one line of the terminal


def test_a_terminal_shows_no_empty_columns_and_short_iris(in_build: Path) -> None:
    query = "SELECT (tvet:Major AS ?term) ?nothing ('字' AS ?text) WHERE {}"
    shown, said = on_a_terminal(in_build, query, columns=60)
    assert "tvet:Major" in shown
    assert "nothing" not in shown
    assert said == "空列未列出 / columns with nothing in them are left out: nothing\n"
    assert "true" in on_a_terminal(in_build, "ASK { ?fact a tvet:Award }", columns=60)[0]
