"""The house rules that no linter knows: one package under one name, layers, sizes, licences."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = PROJECT["tool"]
# Each may import from those before it, and from itself; data is read as files.
LAYERS = ("ontology", "loaders", "graph", "queries", "viz")
FOLDERS = ("data", *LAYERS)
FRONT_DOOR = "tvetgraph"
MODULE_LINES = 300
FUNCTION_LINES = 40
PARAMETERS = 6
POSITIONAL = 2
# A name or a title may be long; a sentence has an end.
SENTENCE = r"[^。；：“”\"#|,]{24,}(?=。)"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


CODE = [path for path in _modules(*FOLDERS, FRONT_DOOR) if "__pycache__" not in path.parts]
TESTS = _modules("tests")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_package_links_to_the_folder(folder: str) -> None:
    assert (ROOT / FRONT_DOOR / folder).samefile(ROOT / folder)


@pytest.mark.parametrize("folder", FOLDERS)
def test_pyright_is_told_of_each_link(folder: str) -> None:
    # Pyright resolves imports through a link but never walks into one by itself.
    assert f"{FRONT_DOOR}/{folder}" in TOOLS["pyright"]["include"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_bare_import_is_banned(folder: str) -> None:
    assert folder in TOOLS["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]


def test_the_wheel_lists_every_package() -> None:
    found = {FRONT_DOOR} | {
        ".".join((FRONT_DOOR, *path.parent.relative_to(ROOT).parts))
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert set(TOOLS["setuptools"]["packages"]) == found
    assert set(TOOLS["coverage"]["run"]["source_pkgs"]) == found
    assert {f"{FRONT_DOOR}.{path}" for path in FOLDERS} == set(TOOLS["setuptools"]["package-dir"])


def test_no_folder_was_imported_bare() -> None:
    assert not set(FOLDERS) & set(sys.modules)


def test_the_extra_and_the_group_are_one_list() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    assert extra == PROJECT["dependency-groups"]["dev"]


@pytest.mark.parametrize("path", CODE + TESTS, ids=_name)
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    assert ast.get_docstring(ast.parse(text)), "a module opens with what it is for"


@pytest.mark.parametrize("path", CODE + TESTS, ids=_name)
def test_functions_are_short(path: Path) -> None:
    long = {f.name: _length(f) for f in _functions(_tree(path)) if _length(f) > FUNCTION_LINES}
    assert long == {}


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_functions_take_few_arguments(path: Path) -> None:
    greedy = [f.name for f in _functions(_tree(path)) if not _takes_few(f)]
    assert greedy == []


def _takes_few(function: Function) -> bool:
    arguments = function.args
    plain = [a for a in arguments.posonlyargs + arguments.args if a.arg not in {"self", "cls"}]
    return len(plain) + len(arguments.kwonlyargs) <= PARAMETERS


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_public_functions_take_two_arguments_by_place(path: Path) -> None:
    public = [f for f in _tree(path).body if isinstance(f, Function) and f.name[0] != "_"]
    assert [f.name for f in public if len(_by_place(f)) > POSITIONAL] == []


def _by_place(function: Function) -> list[str]:
    plain = function.args.posonlyargs + function.args.args
    return [argument.arg for argument in plain if argument.arg not in {"self", "cls"}]


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_a_layer_imports_only_from_the_layers_before_it(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    reached = {name.split(".")[1] for name in _imports(_tree(path)) if name.startswith(FRONT_DOOR)}
    if own in LAYERS:
        later = {*LAYERS[LAYERS.index(own) + 1 :], "cli", "summary"}
        assert not {name for name in reached if name in later or name.startswith("cli")}
    if own == "data":
        assert not reached


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_only_the_command_line_writes_to_the_screen_or_exits(path: Path) -> None:
    if path.parent.name == FRONT_DOOR and path.stem.startswith(("cli", "__main__")):
        return
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bprint\(|\bsys\.(exit|stdout|stderr)\b", text)


@pytest.mark.parametrize("path", TESTS, ids=_name)
def test_no_test_uses_a_mock(path: Path) -> None:
    assert not [name for name in _imports(_tree(path)) if "mock" in name.lower()]


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(
        r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    code = "import tvetgraph; print(tvetgraph.__version__)"
    here = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert (versions[0], cited and cited[1]) == (here, here)


def test_importing_the_package_is_quick() -> None:
    code = "import sys, tvetgraph; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    slow = {"rdflib", "pyoxigraph", "networkx", "pyvis", "SPARQLWrapper", "pypinyin", "rich"}
    assert not slow & set(loaded)


def test_no_sentence_of_a_report_is_copied(reports: Path) -> None:
    sentences = {sentence for report in reports.glob("*.txt") for sentence in _sentences(report)}
    assert sentences
    copied = {
        _name(path): sorted(found) for path in _texts() if (found := _sentences(path) & sentences)
    }
    assert copied == {}


def _sentences(path: Path) -> set[str]:
    return set(re.findall(SENTENCE, re.sub(r"\s+", "", path.read_text(encoding="utf-8"))))


def _texts() -> list[Path]:
    endings = {
        ".py",
        ".csv",
        ".toml",
        ".ttl",
        ".rq",
        ".md",
        ".txt",
        ".html",
        ".cff",
        ".js",
        ".ts",
        ".css",
    }
    folders = (*FOLDERS, FRONT_DOOR, "tests", "docs")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    # What npm and Vite put there is not written here.
    made = {"node_modules", "dist", "explorer.html"}
    own = (path for path in (*inside, *ROOT.glob("*")) if not made & set(path.parts))
    return [path for path in own if path.suffix in endings]
