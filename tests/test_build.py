"""A build is the same bytes every time and replaces the one before only if it is right."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tvetgraph.cli import main
from tvetgraph.graph.build import BASE, BuildResult, build
from tvetgraph.graph.evidence import find_source
from tvetgraph.graph.export import FORMATS
from tvetgraph.graph.store import open_store, read_quads
from tvetgraph.loaders.errors import BuildError, FactError, Problems
from tvetgraph.loaders.facts import bundled_data, read_reports

CASE = Path(__file__).parent / "cases" / "graph"
REPORT = "yunzhou-2020"
#: The made-up report's text, line 1 to line 80; report.csv has its SHA-256.
TEXT = "云州市的报告，为测试而编，全无其事。\n" * 80
WRITE_ALL = """
import sys
from pathlib import Path
from tvetgraph.graph.build import build
from tvetgraph.graph.export import FORMATS, export
out = Path(sys.argv[2])
build(Path(sys.argv[1]), out)
for name in FORMATS:
    (out / f"all.{name}").write_bytes(b"".join(export(out, name)))
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Return a copy of the made-up facts, to be changed."""
    return Path(shutil.copytree(CASE, tmp_path / "facts"))


def _change(facts: Path, kind: str, old: str, new: str) -> Path:
    path = facts / REPORT / f"{kind}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def _files(folder: Path) -> dict[str, str]:
    """Give the hash of every file but the store's, whose bytes Oxigraph decides."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def test_a_build_is_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    found: list[dict[str, str]] = []
    for seed in ("0", "4242"):
        out = tmp_path / seed
        command = [sys.executable, "-c", WRITE_ALL, str(CASE), str(out)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        found.append(_files(out))
    assert found[0] == found[1]
    assert {f"all.{name}" for name in FORMATS} <= set(found[0])


def test_a_build_says_what_it_holds(tmp_path: Path) -> None:
    result = build(CASE, tmp_path / "out")
    sizes = Counter(quad[3].value for quad in read_quads(result.out))
    names = ("authority", "direct", "links", "metadata", "ontology", f"report/{REPORT}")
    assert result == BuildResult(
        out=tmp_path / "out",
        quads=sizes.total(),
        graphs=dict(sorted(sizes.items())),
        reports=(REPORT,),
        unquoted=(REPORT,),
    )
    assert set(sizes) == {f"{BASE}graph/{name}" for name in names}
    assert sorted(path.name for path in result.out.iterdir()) == sorted(
        ["ontology.ttl", "schemes.ttl", "shapes.ttl", "store", "tvetgraph.nq", "tvetgraph.trig"]
    )


def test_building_again_changes_nothing_and_keeps_other_files(tmp_path: Path) -> None:
    build(CASE, tmp_path)
    (tmp_path / "own.html").write_text("mine", encoding="utf-8")
    before = _files(tmp_path)
    build(CASE, tmp_path)
    assert _files(tmp_path) == before
    assert len(list(open_store(tmp_path))) == len(list(read_quads(tmp_path)))


@pytest.mark.parametrize(
    ("kind", "change", "line", "said"),
    [
        ("offerings", (",added,", ",opened,"), 2, "offering-status/opened"),
        ("offerings", ("云州市第一职校", "云州市第九职校"), 3, "云州市第九职校"),
        ("awards", (",2,2020,", ",-2,2020,"), 2, "-2"),
        ("pipelines", (" > 云州职业学院||2", ""), 3, "at least two stages"),
        ("apprenticeships", ("第二年=25", "第二年=约25"), 2, "约25"),
        ("observations", ("情况,招生", "比例,招生"), 2, "tables.csv"),
    ],
)
def test_a_wrong_row_stops_the_build_and_is_named(
    kind: str, change: tuple[str, str], line: int, said: str, facts: Path
) -> None:
    out = facts.parent / "out"
    build(CASE, out)
    before = _files(out), len(list(open_store(out)))
    if kind == "observations":
        _forget_place(facts)
    path = _change(facts, kind, *change)
    with pytest.raises(Problems) as caught:
        build(facts, out)
    (error,) = caught.value.errors
    assert (error.file, error.line) == (str(path), line)
    assert said in str(error)
    assert " / " in error.problem
    assert error.remedy
    assert (_files(out), len(list(open_store(out)))) == before
    assert not list(out.glob(".building-*"))


def _forget_place(facts: Path) -> None:
    """Let the first observation stand in no table that tables.csv lists."""
    _change(facts, "observations", "表1-1,1,14", "表9-9,1,14")


def test_every_wrong_row_is_named_in_order(facts: Path, tmp_path: Path) -> None:
    _change(facts, "awards", ",2,2020,", ",-2,2020,")
    _change(facts, "offerings", ",added,", ",opened,")
    _change(facts, "plans", "special-high", "very-high")
    with pytest.raises(Problems) as caught:
        build(facts, tmp_path / "out")
    named = [(Path(error.file).name, error.line) for error in caught.value.errors]
    assert named == [("awards.csv", 2), ("offerings.csv", 2), ("plans.csv", 2)]
    assert not (tmp_path / "out").exists()


def test_a_report_folder_finds_the_authority_files_beside_it(tmp_path: Path) -> None:
    assert build(CASE / REPORT, tmp_path).reports == (REPORT,)


def test_facts_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises((FactError, Problems), match="no report"):
        build(tmp_path / "nowhere", tmp_path / "out")


def test_a_folder_that_holds_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "bicycle").touch()
    with pytest.raises(BuildError, match="cannot build here"):
        build(CASE, tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match="cannot build here"):
        build(CASE, tmp_path / "file")
    assert (tmp_path / "store" / "bicycle").exists()


def test_another_base_changes_the_data_and_not_the_vocabulary(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    build(CASE, tmp_path / "own", base=base)
    build(CASE, tmp_path / "usual")
    usual = (tmp_path / "usual" / "tvetgraph.nq").read_text("utf-8")
    other = (tmp_path / "own" / "tvetgraph.nq").read_text("utf-8")
    kept = (f"<{BASE}ontology", f"<{BASE}concept/")
    moved = usual.replace(f"<{BASE}", f"<{base}")
    for name in kept:
        moved = moved.replace(name.replace(BASE, base), name)
    assert sorted(moved.splitlines()) == sorted(other.splitlines())


@pytest.mark.parametrize("name", [f"{REPORT}.txt", "年度报告（公开版）.txt"])
def test_with_the_text_at_hand_evidence_quotes_its_lines(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name[:4]}.txt").write_text("另一份报告。\n", encoding="utf-8")
    (tmp_path / name).write_text(TEXT, encoding="utf-8", newline="")
    result = build(CASE, tmp_path / "out", reports=tmp_path)
    exact = "http://www.w3.org/ns/oa#exact"
    quotes = {s.value: o.value for s, p, o, _ in read_quads(result.out) if p.value == exact}
    spans = {span for facts in read_reports(CASE) for fact in facts.facts for span in fact.lines}
    assert result.unquoted == ()
    assert len(quotes) == len(spans)
    line = TEXT.splitlines()[0]
    assert quotes[f"{BASE}evidence/{REPORT}/L21-22/quote"] == f"{line}\n{line}"


def test_another_text_under_the_same_name_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / f"{REPORT}.txt").write_text(TEXT + "又一行。\n", encoding="utf-8")
    (facts,) = read_reports(CASE)
    assert find_source(facts, tmp_path).lines == ()
    assert find_source(facts, None).lines == ()


def test_the_bundled_facts_build(built: Path) -> None:
    graphs = {quad[3].value.removeprefix(f"{BASE}graph/") for quad in read_quads(built)}
    assert {"ontology", "authority", "direct", "metadata"} < graphs
    assert {f"report/{facts.report.id}" for facts in read_reports(bundled_data())} <= graphs


@pytest.mark.parametrize("name", ["nowhere", "report.txt"])
def test_a_folder_of_texts_that_is_none_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    texts, out = str(tmp_path / name), tmp_path / "out"
    code = main(["build", "--facts", str(CASE), "--out", str(out), "--reports", texts])
    said = f"--reports {texts}: 没有这个文件夹 / there is no such folder; "
    assert (code, capsys.readouterr().err.startswith(said), out.exists()) == (1, True, False)
