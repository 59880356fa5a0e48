"""The wheel carries everything and works in a folder that is no checkout.

Built offline from a copy of the sources, so that nothing is left in the checkout.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGES = {"data", "graph", "loaders", "ontology", "queries", "viz"}
CARRIED = {".csv", ".html", ".js", ".css", ".py", ".rq", ".toml", ".tsv", ".ttl", ".typed"}
LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    "build",
    "dist",
    "node_modules",
    "*.egg-info",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
)
# What the explorer's page is built from is carried as the page it is built into.
NOT_CARRIED = Path("viz") / "explorer"
READ_ALL = """
from importlib.resources import files
import sys

for name in sys.stdin.read().split():
    package, _, inside = name.partition("/")
    print(name, len(files(package).joinpath(inside).read_bytes()))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = tmp_path_factory.mktemp("sources") / "tvetgraph"
    shutil.copytree(root, sources, symlinks=True, ignore=LEFT_OUT)
    out = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation")
    _run(*command, "--quiet", "--wheel-dir", str(out), str(sources), cwd=out)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def _run(*command: str, cwd: Path, path: Path | None = None, given: str = "") -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TVETGRAPH_")}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    answer = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_wheel_carries_every_file_of_the_folders(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {path for path in (root / "tvetgraph").iterdir() if path.is_file()}
    for package in PACKAGES:
        there |= set((root / "tvetgraph" / package).rglob("*"))
    wanted = {
        path.relative_to(root).as_posix()
        for path in there
        if path.suffix in CARRIED and "__pycache__" not in path.parts
        if root / "tvetgraph" / NOT_CARRIED not in path.parents
    }
    assert carried - {"tvetgraph/data/LICENSE"} == wanted


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/")[2] for name in archive.namelist()}
    assert {"licenses/LICENSE", "licenses/data/LICENSE"} <= names


def test_every_resource_is_read_from_the_wheel(root: Path, installed: Path, tmp_path: Path) -> None:
    files = [path for package in PACKAGES for path in (root / package).rglob("*")]
    resources = {
        f"tvetgraph.{path.relative_to(root).as_posix()}": path.stat().st_size
        for path in files
        if path.suffix in CARRIED - {".py"} and root / NOT_CARRIED not in path.parents
    }
    command = (sys.executable, "-c", READ_ALL)
    answer = _run(*command, cwd=tmp_path, path=installed, given="\n".join(resources))
    read = dict(line.rsplit(" ", 1) for line in answer.splitlines())
    assert {name: int(size) for name, size in read.items()} == resources


def test_the_installed_command_works_in_any_folder(installed: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "tvetgraph")
    where = "import tvetgraph; print(tvetgraph.__file__)"
    assert str(installed) in _run(sys.executable, "-c", where, cwd=tmp_path, path=installed)
    _run(*command, "build", cwd=tmp_path, path=installed)
    count = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a tvet:Pipeline }"
    (tmp_path / "count.rq").write_text(count, encoding="utf-8")
    asked = (*command, "query", "count.rq", "--format", "csv")
    header, number = _run(*asked, cwd=tmp_path, path=installed).splitlines()
    assert header == "n"
    assert int(number) > 0
