"""The saved questions: each .rq file of this folder and what its grlc-style head says of it.

Reads and describes questions, saved ones and the user's own; it must not run any.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import syntax

_HEAD = re.compile(r"^#\+ ?(?P<body>.*)$")
_FIELD = re.compile(r"^(?P<indent>\s*(?:- )?)(?P<key>\w+):\s*(?P<value>.*)$")
_TEXTS = ("summary", "summary_zh", "description", "description_zh")


class ParameterType(StrEnum):
    """What a parameter stands for, and so which RDF term its value becomes."""

    TEXT = "text"
    NAME = "name"
    INTEGER = "integer"
    YEAR = "year"
    IRI = "iri"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question; without a default it must be given, an empty default means any."""

    name: str
    type: ParameterType = ParameterType.TEXT
    default: str | None = None


@dataclass(frozen=True)
class Question:
    """A query with its description in both languages; `name` is a file's path for a user's own."""

    name: str
    text: str
    summary: str = ""
    summary_zh: str = ""
    description: str = ""
    description_zh: str = ""
    parameters: tuple[Parameter, ...] = ()


@cache
def library() -> Mapping[str, Question]:
    """Read all saved questions, by name, in alphabetical order."""
    folder = files("tvetgraph.queries")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return MappingProxyType(
        {
            name.removesuffix(".rq"): parse(
                folder.joinpath(name).read_text("utf-8"), name.removesuffix(".rq")
            )
            for name in names
        }
    )


def question(source: str) -> Question:
    """Find a question: a saved name, the path of a file, or SPARQL text itself."""
    if source in library():
        return library()[source]
    if "{" in source:
        return parse(source, "")
    path = Path(source)
    if path.is_file():
        return read(path)
    raise QueryError(
        problem=f"没有名为“{source}”的查询或文件 / no saved query or file is called {source}",
        remedy=nearest(source, library()),
    )


def read(path: Path) -> Question:
    """Read a question from a file in UTF-8."""
    try:
        return parse(path.read_text("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise QueryError(
            problem="查询文件不是 UTF-8 编码 / the query file is not UTF-8",
            remedy="请另存为 UTF-8 / save it as UTF-8",
            file=str(path),
        ) from error


def parse(text: str, name: str) -> Question:
    """Read a question's head; a parameter that it does not tell of is text without default."""
    fields: dict[str, str] = dict.fromkeys(_TEXTS, "")
    described: list[dict[str, str]] = []
    for line, indent, key, value in _head(text, name):
        if not indent:
            fields[key] = value
        elif "-" in indent:
            described.append({key: value})
        elif described:
            described[-1][key] = value
        else:
            raise _head_error(name, line)
    declared = {p.name: p for p in (_parameter(entry, name) for entry in described)}
    names = dict.fromkeys((*declared, *syntax.parameters(text)))
    parameters = tuple(declared.get(n, Parameter(n)) for n in names)
    texts = {key: fields[key] for key in _TEXTS}
    return Question(name=name, text=text, parameters=parameters, **texts)


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Say which of the names are nearest to the wanted one, or all where none is near."""
    known = tuple(names)
    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    if near:
        return f"最接近的 / nearest: {', '.join(near)}"
    return f"可用 / choose from: {', '.join(known)}" if known else ""


def _head(text: str, name: str) -> Iterator[tuple[int, str, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        head = _HEAD.match(line)
        if head is None or not head["body"].strip():
            continue
        field = _FIELD.match(head["body"])
        if field is None:
            raise _head_error(name, number)
        yield number, field["indent"], field["key"], _unquoted(field["value"])


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _parameter(entry: Mapping[str, str], name: str) -> Parameter:
    kinds = [kind.value for kind in ParameterType]
    kind = entry.get("type", "text")
    if "name" not in entry or kind not in kinds:
        raise QueryError(
            problem=f"参数说明有误 / a parameter is described wrongly: {dict(entry)}",
            remedy=f"请写 name 和 type / give name and type ({', '.join(kinds)})",
            file=name,
        )
    return Parameter(entry["name"], ParameterType(kind), entry.get("default"))


def _head_error(name: str, line: int) -> QueryError:
    return QueryError(
        problem="查询说明行无法理解 / this line of the head cannot be understood",
        remedy="请写成“#+ 键: 值” / write it as “#+ key: value”",
        file=name,
        line=line,
    )
