"""The verb link on the command line: a review table, and the way from it into the link files."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.standin import CASES, Reply, scripted
from tvetgraph.cli import main
from tvetgraph.graph.linking.review import read_review, write_review
from tvetgraph.loaders.errors import Problems
from tvetgraph.loaders.facts import REPORT_FILE
from tvetgraph.loaders.links import LINKS, REFUSED, read_links

FEW = str(CASES / "few.csv")
AGRICULTURE = "cda16f5f"
WHO = ("--author", "某人")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("made") / "review.csv"
    assert main(["link", "--source", FEW, "-o", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def review(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "review.csv"
    path.write_bytes(made)
    return path


def test_the_table_says_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", "--source", FEW, "--format", "csv"]) == 0
    said = capsys.readouterr()
    rows = [row[:-1] for row in csv.reader(io.StringIO(said.out))]
    with (CASES / "few-review.csv").open(encoding="utf-8", newline="") as expected:
        assert rows == list(csv.reader(expected))
    assert said.err == "5 个候选 / candidates: accept 2, review 1, refuse 2\n"


def test_on_a_terminal_it_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", "--source", FEW]) == 0
    heads, _, _, first, *_ = capsys.readouterr().out.splitlines()
    assert heads.split()[:6] == ["编号", "判定", "本图条目", "外部标识", "名称", "理由"]
    assert first.split()[:5] == [
        "259a4602",
        "accept",
        "北京财贸职业学院",
        "wikidata:Q9000000801",
        "北京財貿職業學院",
    ]
    assert (
        "名称、类型、国家相合，地点、网址或建立年份也相合 / name, type and country agree" in first
    )
    assert first.endswith("name label, type agrees, country agrees, place agrees, website agrees")


def test_a_table_is_read_as_it_was_written(review: Path, tmp_path: Path) -> None:
    rows = read_review(review)
    assert read_review(write_review(reversed(rows), tmp_path / "again.csv")) == rows
    text = review.read_text("utf-8")
    review.write_text(text.replace("review,name-only", "perhaps,name-only"), "utf-8")
    with pytest.raises(Problems, match="no such verdict: perhaps"):
        read_review(review)
    review.write_text(text.replace("wikidata:Q9000000803", ""), "utf-8")
    with pytest.raises(Problems, match="object_id: 空"):
        read_review(review)


def test_rows_move_into_the_files(
    review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--links", str(tmp_path))
    assert main(["link", "accept", str(review), *WHO, *home]) == 0
    assert main(["link", "refuse", str(review), *WHO, *home]) == 0
    accepted, refused = read_links(tmp_path / LINKS), read_links(tmp_path / REFUSED)
    assert [link.object_id[-3:] for link in accepted] == ["801", "802"]
    assert [link.object_id[-3:] for link in refused] == ["802", "804"]
    assert [row.id for row in read_review(review)] == [AGRICULTURE]
    assert main(["link", "--source", FEW, *home, "--format", "csv"]) == 0
    assert [line[:8] for line in capsys.readouterr().out.splitlines()[-1:]] == [AGRICULTURE]
    comment = ("--comment", "校名和网址核过 / name and site checked", "--confidence", "0.97")
    assert main(["link", "accept", str(review), AGRICULTURE, *WHO, *home, *comment]) == 0
    (added,) = set(read_links(tmp_path / LINKS)) - set(accepted)
    assert (added.comment, added.confidence) == (comment[1], "0.97")
    assert added.author_label == "某人"
    assert read_review(review) == ()


def test_a_decision_is_never_overwritten(
    review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--links", str(tmp_path))
    before = review.read_bytes()
    assert main(["link", "refuse", str(review), AGRICULTURE, *WHO, *home]) == 0
    refused = (tmp_path / REFUSED).read_bytes()
    review.write_bytes(before)
    assert main(["link", "accept", str(review), AGRICULTURE, *WHO, *home]) == 1
    assert f"{tmp_path / REFUSED}" in capsys.readouterr().err
    assert (tmp_path / REFUSED).read_bytes() == refused
    assert not (tmp_path / LINKS).exists()
    assert review.read_bytes() == before


def test_what_was_decided_so_is_not_decided_again(
    review: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ("--links", str(tmp_path))
    before = review.read_bytes()
    assert main(["link", "accept", str(review), *WHO, *home]) == 0
    links, left = (tmp_path / LINKS).read_bytes(), review.read_bytes()
    # As if the run had broken off between the two files.
    review.write_bytes(before)
    assert main(["link", "accept", str(review), *WHO, *home]) == 0
    assert ((tmp_path / LINKS).read_bytes(), review.read_bytes()) == (links, left)
    assert "2 行早已如此决定 / rows had been decided so before\n" in capsys.readouterr().out
    assert main(["link", "accept", str(review), *WHO, *home]) == 0
    assert "no rows with the verdict accept" in capsys.readouterr().out


def test_a_run_that_breaks_off_leaves_every_file_as_it_was(review: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert main(["link", "refuse", str(review), *WHO, "--links", str(home)]) == 0
    assert main(["link", "accept", str(review), *WHO, "--links", str(home)]) == 0
    before = {path: path.read_bytes() for path in (review, home / LINKS, home / REFUSED)}
    words = ["link", "accept", str(review), AGRICULTURE, *WHO, "--links", str(home)]
    # The disk is as good as full: no file may grow beyond some bytes.
    code = (
        "import resource, sys; from tvetgraph.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (800, 800));"
        f"sys.exit(main({words!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(tmp_path.rglob("*")) == sorted([home, *before])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nongye", "nongzuowu", "no such entry: tvetorg:beijing-nongzuowu-zhiye-xueyuan"),
        ("Q9000000803", "Q9000000801", "two entries match one thing: tvetorg:beijing-caimao"),
        ("Q9000000803", "banana", "is not a Wikidata item"),
    ],
)
def test_what_would_stop_the_build_is_not_accepted(
    old: str,
    new: str,
    message: str,
    review: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = ("--links", str(tmp_path))
    assert main(["link", "accept", str(review), *WHO, *home]) == 0
    review.write_text(review.read_text("utf-8").replace(old, new), "utf-8")
    links, table = (tmp_path / LINKS).read_bytes(), review.read_bytes()
    capsys.readouterr()
    assert main(["link", "accept", str(review), AGRICULTURE, *WHO, *home]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert ((tmp_path / LINKS).read_bytes(), review.read_bytes()) == (links, table)


def test_a_row_that_a_person_changed_keeps_its_id(review: Path, tmp_path: Path) -> None:
    exact, close = "skos:exactMatch,wikidata:Q9000000803", "skos:closeMatch,wikidata:Q9000000803"
    review.write_text(review.read_text("utf-8").replace(exact, close), "utf-8")
    home = ("--links", str(tmp_path))
    assert main(["link", "accept", str(review), AGRICULTURE, *WHO, *home]) == 0
    (link,) = read_links(tmp_path / LINKS)
    assert link.predicate_id == "skos:closeMatch"


def test_links_beside_one_report_go_where_the_build_reads_them(
    review: Path, tmp_path: Path
) -> None:
    report = tmp_path / "facts" / "a-report"
    report.mkdir(parents=True)
    (report / REPORT_FILE).touch()
    assert main(["link", "accept", str(review), *WHO, "--links", str(report)]) == 0
    assert [path.name for path in report.iterdir()] == [REPORT_FILE]
    assert len(read_links(report.parent / LINKS)) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["accept"], "link accept FILE"),
        (["delete", "review.csv"], "link does not know"),
        (["accept", "{review}", "--links", "."], "--author"),
        (["accept", "{review}", *WHO], "--links"),
        (["accept", "{review}", "00000000", *WHO, "--links", "."], "no such rows: 00000000"),
        (
            ["accept", "{review}", AGRICULTURE, *WHO, "--links", ".", "--comment", "好"],
            "both languages",
        ),
        (
            ["accept", "{review}", AGRICULTURE, *WHO, "--links", ".", "--confidence", "2"],
            "from 0 to 1",
        ),
        (["accept", "nowhere.csv", *WHO, "--links", "."], "nowhere.csv"),
        (["--source", "nowhere.csv"], "nowhere.csv: 没有这个文件"),
        (["--source", "nowhere.ttl"], "nowhere.ttl: 没有这个文件"),
        (["--source", "../columns.csv"], "it has no column item"),
        (["--source", "../empty.csv"], "it has no column item"),
        (["--source", "few.csv", "--online"], "do not go together"),
        (["--online"], "needs a contact"),
        (["--cache", "."], "nothing on this machine"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str],
    message: str,
    review: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (tmp_path / "columns.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "empty.csv").touch()
    capsys.readouterr()
    assert main(["link", *(word.format(review=review) for word in words)]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_online_it_asks_and_offline_it_remembers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache = ("--cache", str(tmp_path / "cache"), "--target", "geonames")
    with scripted(Reply(status=403, body="name yourself")) as script:
        where = ("--endpoint", script.address)
        contact = ("--online", "--contact", "https://xu.example/bot")
        assert main(["link", *where, *cache, *contact]) == 1
    assert "HTTP 403" in capsys.readouterr().err
    ((_, agent, _),) = script.asked
    assert "(https://xu.example/bot)" in agent
    assert not (tmp_path / "cache").exists()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "other.json").write_text("{}", "utf-8")
    assert main(["link", *where, *cache]) == 0
    assert "questions have no answer here: use --online" in capsys.readouterr().err


def test_without_the_package_for_characters_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['opencc'] = None; from tvetgraph.cli import main;"
        f"sys.exit(main(['link', '--source', {FEW!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("install it with: pip install 'tvetgraph[link]'\n")
    assert done.stderr.count("\n") == 1
