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


def test_a_table_fits_the_terminal(in_build: Path) -> None:
    ours, theirs = pty.openpty()
    wide = "SELECT ('1[red]X' AS ?name) (CONCAT('字', '很长', '的一行字') AS ?text) WHERE {}"
    (in_build / "wide.rq").write_text(wide, encoding="utf-8")
    subprocess.run(
        (*COMMAND, "query", "wide.rq"),
        cwd=in_build,
        env=os.environ | {"COLUMNS": "20", "TERM": "xterm"},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode("utf-8")
    os.close(ours)
    assert "1[red]X" in shown and "\x1b[" in shown  # noqa: PT018 - one line of the terminal
