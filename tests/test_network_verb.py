"""The verb network as it is typed: tables, files, pages, one sentence for each error."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tvetgraph.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(mini: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give its exit code, standard output and standard error."""

    def _run(*argv: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["network", *argv, "--build", str(mini)])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return _run


@pytest.mark.parametrize(
    ("measure", "header"),
    [
        ("degree", "name,kind,degree,strength,node"),
        ("betweenness", "name,kind,betweenness,degree,node"),
        ("bridges", "name,kind,constraint,betweenness,degree,node"),
        ("core", "name,kind,core,degree,node"),
        ("components", "component,size,members"),
        ("communities", "community,size,members"),
        ("assortativity", "attribute,coefficient,edges,of"),
    ],
)
def test_every_measure_is_a_table(measure: str, header: str, run: Run) -> None:
    code, out, err = run(measure, "--top", "2", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, header)
    assert 2 <= len(out.splitlines()) <= 3
    assert bool(err) == (measure == "communities")


def test_the_whole_network_is_written_as_before(run: Run) -> None:
    code, out, _ = run("communities", "--of", "partners", "--format", "gexf")
    assert (code, out.startswith("<gexf")) == (0, True)


def test_a_table_words_the_class_and_csv_keeps_its_name(run: Run) -> None:
    for command in (("degree",), ("similar", "虚戊公司"), ("suggest", "虚甲职业学校")):
        _, shown, _ = run(*command, "--top", "1")
        _, rows, _ = run(*command, "--top", "1", "--format", "csv")
        assert " / " in shown.splitlines()[3]
        assert " / " not in rows


def test_degree_ranks_by_degree(run: Run) -> None:
    _, out, _ = run("degree", "--format", "csv")
    degrees = [int(line.split(",")[2]) for line in out.splitlines()[1:]]
    assert degrees == sorted(degrees, reverse=True)


def test_one_is_asked_about_by_name(run: Run) -> None:
    code, out, _ = run("similar", "虚戊公司", "--top", "1", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, "name,kind,jaccard,cosine,shared,node")
    code, out, err = run("suggest", "虚甲职业学校", "--top", "1", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "/fact/" in out
    assert "Check: of" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("similar",), "takes 1 names"),
        (("degree", "虚戊公司"), "takes 0 names"),
        (("compare", "虚戊公司"), "takes 2 names"),
        (("similar", "虚戊公"), "虚戊公司"),
        (("similar", "虚戊公司", "--of", "aid"), "not in this network"),
        (("similar", "虚戊公司", "--format", "gexf"), "written as a table"),
        (("suggest", "虚戊公司", "--of", "shared-firms"), "nothing is suggested"),
        (("profile", "虚戊公"), "虚戊公司"),
        (("compare", "虚戊公司", "虚戊公司"), "stand for the same organisation"),
        (("profile", "造梦技术"), "not an organisation"),
        (("report", "-o", "report.pdf"), "FILE.html or FILE.md"),
        (("degree", "--backend", "moon"), "moon is installed"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(argv: tuple[str, ...], said: str, run: Run) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_pages_are_written_to_files(run: Run, tmp_path: Path) -> None:
    page, text = tmp_path / "page.html", tmp_path / "page.md"
    assert run("profile", "虚戊公司", "-o", str(page), "--lang", "zh")[0] == 0
    assert "<h1>虚戊公司</h1>" in page.read_text("utf-8")
    assert run("report", "-o", str(text))[0] == 0
    linked = re.findall(r"\(page_files/(.+?)\)", text.read_text("utf-8"))
    assert linked
    assert {path.name for path in (tmp_path / "page_files").iterdir()} == set(linked)
    code, out, _ = run("compare", "虚戊公司", "虚己公司", "--lang", "zh")
    assert (code, out.splitlines()[0]) == (0, "# 虚戊公司与虚己公司")
