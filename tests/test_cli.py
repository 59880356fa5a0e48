"""The command line as a person meets it: help, answers, formats, one sentence for each error."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.invented import report
from tvetgraph.cli import main
from tvetgraph.cli_grammar import VERBS
from tvetgraph.cli_parser import parse
from tvetgraph.cli_words import Verb
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.queries.library import library

COUNT = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a tvet:Pipeline }"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give its exit code, standard output and standard error."""

    def _run(*argv: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([str(argument) for argument in argv])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return _run


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run a command that must fail with exit code 1 and sentences only; give the sentences."""

    def _refused(*argv: str | Path) -> str:
        code, out, err = run(*argv)
        assert (code, out) == (1, "")
        assert "Traceback" not in err
        assert err.endswith("\n")
        return err

    return _refused


def _verb_id(verb: Verb) -> str:
    return verb.name


@pytest.mark.parametrize("verb", VERBS, ids=_verb_id)
def test_help_shows_an_example_in_both_languages(
    verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([verb.name, "--help"])
    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert f"示例 / example:\n  tvetgraph {verb.name}" in text
    assert all(" / " in argument.settings["help"] for argument in verb.arguments)


@pytest.mark.parametrize("verb", VERBS, ids=_verb_id)
def test_usage_names_every_argument(verb: Verb) -> None:
    shown = [a.flags[0] if a.flags[0].startswith("-") else a for a in verb.arguments]
    missing = [flag for flag in shown if isinstance(flag, str) and flag not in verb.usage]
    assert missing == []


@pytest.mark.parametrize("verb", VERBS, ids=_verb_id)
def test_the_example_of_the_help_can_be_typed(verb: Verb) -> None:
    options = parse(verb.example.split())
    assert options.run is verb.run
    if verb.name == "query":
        assert options.query in library()


def test_no_verb_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 0
    assert all(f"\n    {verb.name} " in capsys.readouterr().out for verb in VERBS[:1])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dance", "invalid choice: 'dance'"),
        ("extract report.txt", "required: --out; 用法见 / see tvetgraph extract --help"),
        ("extract a.txt b.txt --out x --id y", "--id goes with one report"),
        ("export --format word", "invalid choice: 'word'"),
        ("--build x query y", "--build：选项写在动词之后 / options go behind the verb"),
        ("query certificates --param school", "written K=V"),
        ("network beauty", "invalid choice: 'beauty'"),
        ("network degree --top many", "invalid count value: 'many'"),
        ("network degree --top -1", "invalid count value: '-1'"),
    ],
)
def test_wrong_usage_is_one_sentence(typed: str, said: str, refused: Callable[..., str]) -> None:
    sentence = refused(*typed.split())
    assert said in sentence
    assert sentence.count("\n") == 1


def test_extract_goes_on_after_a_report_it_cannot_read(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "letter.txt").write_text("Dear Sir,\n\nthank you.\n", encoding="utf-8")
    names = ("missing.txt", "empty.txt", "folder.txt", "letter.txt")
    paths = [tmp_path / name for name in names]
    lines = refused("extract", *paths, "--out", tmp_path / "facts").splitlines()
    assert [next(n for n in names if n in line) for line in lines] == list(names)
    assert not (tmp_path / "facts").exists()


@pytest.mark.slow
def test_a_new_report_goes_all_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hz-2031.txt").write_text("\n".join(report(1)), encoding="utf-8")
    facts, build = tmp_path / "facts", tmp_path / "build"
    code, out, _ = run("extract", tmp_path / "hz-2031.txt", "--out", facts, "--id", "hz-2031")
    assert code == 0
    counted = {what: int(n) for n, what in re.findall(r"^ +(\d+) .* / (.+)$", out, re.MULTILINE)}
    assert run("build", "--facts", facts, "--out", build)[0] == 0
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    _, answer, _ = run("query", tmp_path / "count.rq", "--build", build, "--format", "csv")
    assert int(answer.split()[1]) == counted["through-training pipelines"] > 0


@pytest.mark.parametrize("verb", ["query", "export", "network", "draw", "summary"])
def test_a_verb_without_a_build_says_to_build(
    verb: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    arguments = {
        "query": ("--param", "org=x", "--", "-"),
        "export": ("--format", "nquads"),
        "network": ("degree",),
        "draw": ("org", "x", "-o", tmp_path / "x.html"),
        "summary": (),
    }[verb]
    if verb == "query":
        (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
        arguments = (tmp_path / "count.rq",)
    assert "tvetgraph build" in refused(verb, *arguments, "--build", tmp_path / "none")


def test_build_refuses_a_table_with_an_unknown_column(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    folder = tmp_path / "facts" / "xx-secondary-2020"
    folder.mkdir(parents=True)
    (folder / "report.csv").write_text("id,colour\nxx-secondary-2020,red\n", encoding="utf-8")
    sentences = refused("build", "--facts", tmp_path / "facts", "--out", tmp_path / "build")
    assert f"{folder / 'report.csv'}:1: " in sentences
    assert "colour" in sentences


def test_build_says_what_it_made(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", "--out", tmp_path / "build")
    quads = (tmp_path / "build" / "tvetgraph.nq").read_text("utf-8").count("\n")
    assert (code, err) == (0, "")
    assert out.startswith(f"{quads} 条四元组 / quads")


def test_query_lists_the_saved_questions(run: Run) -> None:
    code, out, _ = run("query", "--list", "--format", "csv")
    listed = {row["query"]: row["parameters"] for row in csv.DictReader(io.StringIO(out))}
    assert (code, list(listed)) == (0, list(library()))
    usage = [listed[name] for name in ("facts-about", "plan-without-unit", "brands")]
    assert usage == ["name=…", "[plan=特高计划] [unit=工程师学院]", "[school=…]"]


@pytest.mark.usefixtures("in_build")
@pytest.mark.parametrize("fmt", ["table", "csv", "json"])
def test_query_answers_a_file_in_each_format(run: Run, tmp_path: Path, fmt: str) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    code, out, err = run("query", tmp_path / "count.rq", "--format", fmt)
    assert (code, err) == (0, "")
    if fmt == "json":
        out = json.loads(out)["results"]["bindings"][0]["n"]["value"]
    assert int(out.split()[-1]) > 0


@pytest.mark.usefixtures("in_build")
def test_query_writes_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    target = tmp_path / "n.csv"
    code, out, err = run("query", tmp_path / "count.rq", "--format", "csv", "-o", target)
    assert (code, out) == (0, "")
    assert str(target) in err
    assert target.read_text("utf-8").startswith("n\n")


@pytest.mark.usefixtures("in_build")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?s WHERE { ?s ?p", "bad.rq"),
        ("DELETE WHERE { ?s ?p ?o }", "bad.rq"),
        ("", "bad.rq"),
    ],
    ids=["cut off", "an update", "empty"],
)
def test_a_bad_query_is_refused(
    text: str, said: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / "bad.rq").write_text(text, encoding="utf-8")
    assert said in refused("query", tmp_path / "bad.rq")


@pytest.mark.usefixtures("in_build")
def test_an_unknown_query_is_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "no saved query or file is called dance" in refused("query", "dance")
    assert str(tmp_path) in refused("query", tmp_path)


@pytest.mark.usefixtures("in_build")
@pytest.mark.parametrize("fmt", ["nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "csv"])
def test_export_writes_every_format(run: Run, tmp_path: Path, fmt: str) -> None:
    code, out, _ = run("export", "--format", fmt, "-o", tmp_path / "file")
    assert (code, out) == (0, "")
    assert (tmp_path / "file").read_text("utf-8").strip()


def test_exported_quads_are_those_of_the_build(run: Run, in_build: Path) -> None:
    code, out, err = run("export", "--format", "nquads", "-o", "-")
    assert (code, err) == (0, "")
    assert out == (in_build / "build" / "tvetgraph.nq").read_text("utf-8")
    assert list(ox.parse(out, format=ox.RdfFormat.N_QUADS))


@pytest.mark.usefixtures("in_build")
def test_a_folder_that_is_not_there_is_one_sentence(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    target = tmp_path / "none" / "all.nq"
    sentence = refused("export", "--format", "nquads", "-o", target)
    assert sentence.startswith(f"{target}: ")
    assert sentence.count("\n") == 1


@pytest.mark.usefixtures("in_build")
def test_network_measures_and_groups(run: Run) -> None:
    _, degrees, _ = run("network", "degree", "--format", "csv")
    ranked = [int(row["degree"]) for row in csv.DictReader(io.StringIO(degrees))]
    _, groups, _ = run("network", "communities", "--format", "csv")
    sizes = [int(row["size"]) for row in csv.DictReader(io.StringIO(groups))]
    assert ranked == sorted(ranked, reverse=True)
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(ranked) > 0
    _, first, _ = run("network", "components", "--top", "1", "--format", "csv")
    assert len(first.splitlines()) == 2


@pytest.mark.usefixtures("in_build")
def test_a_whole_network_carries_its_measures(run: Run, tmp_path: Path) -> None:
    run("network", "communities", "--format", "graphml", "-o", tmp_path / "net.graphml")
    written = (tmp_path / "net.graphml").read_text("utf-8")
    assert "<edge " in written
    assert all(f'attr.name="{key}"' in written for key in ("name", "degree", "community"))


@pytest.mark.usefixtures("in_build")
@pytest.mark.parametrize(
    "what",
    [("org", "北京农业职业学院"), ("relation", "feedsInto"), ("query", "partners-of-school")],
    ids=lambda what: str(what[0]),
)
def test_draw_writes_a_page(what: tuple[str, str], run: Run, tmp_path: Path) -> None:
    code, out, err = run("draw", *what, "-o", tmp_path / "page.html")
    assert (code, out) == (0, "")
    assert str(tmp_path / "page.html") in err
    assert "北京农业职业学院" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.usefixtures("in_build")
@pytest.mark.parametrize("what", ["org", "relation", "query"])
def test_draw_refuses_what_it_does_not_know(
    what: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    assert "霍格沃茨" in refused("draw", what, "霍格沃茨", "-o", tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


@pytest.mark.usefixtures("in_build")
def test_the_summary_counts_every_fact(run: Run) -> None:
    code, out, _ = run("summary")
    parts = {head: lines for head, *lines in (part.split("\n") for part in out.split("\n\n"))}
    counted = sum(int(line.split()[0].replace(",", "")) for line in parts["事实 / facts"])
    assert code == 0
    assert out.count("\n") <= 66
    assert counted == sum(len(read.facts) for read in read_reports(bundled_data()))
    assert f"\n  {Path('build', 'tvetgraph.nq')} " in out
