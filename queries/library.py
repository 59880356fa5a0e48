"""The saved questions: each .rq file of this folder and what its grlc-style head says of it.

Reads and describes questions, saved ones and the user's own; it must not run any.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import syntax

# YAML, as far as grlc's heads go: `key: value`, or below a key `- key: value` and `- value`.
_HEAD = re.compile(r"^#\+ ?(?P<indent>\s*(?:- )?)(?:(?P<key>\w+):)?(?P<value>.*)$")
_WORDS = re.compile(r"[^\[\],\s]+")
_FEW = 99  # More names than these help nobody choose.
_TEXTS = ("summary", "summary_zh", "description", "description_zh")
# Who asks (DESIGN.md, 1), then what about; a saved question bears one of either at least.
USERS: Mapping[str, str] = MappingProxyType(
    {
        "researcher": "研究者 / policy researcher",
        "school": "学校合作部门 / a school's cooperation office",
        "pupil": "学生、家长、辅导者 / pupil, parent, adviser",
        "linked-data": "关联数据使用者 / linked-data person",
        "reader": "读新报告的人 / someone with next year's report",
    }
)
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "partners": "合作 / partners",
        "units": "共建机构 / units",
        "routes": "衔接贯通 / through-training",
        "majors": "专业 / majors",
        "plans": "建设计划 / plans",
        "abroad": "国际 / abroad",
        "aid": "帮扶 / aid",
        "awards": "获奖 / awards",
        "policies": "政策 / policies",
        "figures": "数据 / figures",
        "places": "地点 / places",
        "facts": "事实 / facts",
        "report": "报告 / the report itself",
        "graph": "图谱 / the graph itself",
        "audit": "核对 / audit",
        "links": "外部链接 / links",
        "federated": "联邦查询，须联网 / federated; needs the network",
    }
)
FEDERATED = "federated"


class ParameterType(StrEnum):
    """What a parameter stands for, and so which RDF term its value becomes."""

    TEXT = "text"
    NAME = "name"
    INTEGER = "integer"
    YEAR = "year"
    IRI = "iri"


class Picture(StrEnum):
    """The picture that suits an answer best."""

    TABLE = "table"
    BAR = "bar"
    LINE = "line"
    NETWORK = "network"
    MAP = "map"
    SANKEY = "sankey"
    NONE = "none"


@dataclass(frozen=True)
class Column:
    """A column of the answer and its heading in both languages."""

    name: str
    zh: str
    en: str


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
    tags: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    picture: Picture = Picture.TABLE

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Give the heading of each column, zh and en; nothing where the head tells of none."""
        return tuple((column.zh, column.en) for column in self.columns)


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
    if path.suffix or path.name != source:
        problem, remedy = "没有这个文件 / there is no such file", "请检查路径 / check the path"
        raise QueryError(problem=problem, remedy=remedy, file=source)
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


def tagged(tag: str) -> Mapping[str, Question]:
    """Choose the saved questions that bear a tag."""
    found = {name: asked for name, asked in library().items() if tag in asked.tags}
    if not found:
        raise QueryError(
            problem=f"没有标签为“{tag}”的查询 / no saved query is tagged {tag}",
            remedy=nearest(tag, (*USERS, *TOPICS)),
        )
    return MappingProxyType(found)


def parse(text: str, name: str) -> Question:
    """Read a question's head; a parameter that it does not tell of is text without default."""
    head = _read_head(text, name)
    texts = {key: head.fields.get(key, "") for key in _TEXTS}
    return Question(
        name=name,
        text=text,
        parameters=_parameters(head.parameters, text, name),
        tags=tuple(head.tags),
        columns=tuple(Column(key, *_labels(value)) for key, value in head.columns),
        picture=_picture(head.fields.get("picture", Picture.TABLE), name),
        **texts,
    )


def check_columns(asked: Question) -> None:
    """Refuse headings, where there are any, that are not those of the query's own columns.

    Done when a question is asked, so that one bad file does not take the others with it.
    """
    told = tuple(column.name for column in asked.columns)
    selected = syntax.columns(asked.text)
    complete = all(column.zh and column.en for column in asked.columns)
    if told and (told != selected or not complete):
        raise QueryError(
            problem=f"列的说明与查询的列不符 / columns tells of {', '.join(told)},"
            f" the query gives {', '.join(selected)}",
            remedy="请按 SELECT 的次序写“列名: 中文 / English”"
            " / write “name: 中文 / English” in the order of SELECT",
            file=asked.name,
        )


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Say which names are nearest to the wanted one, or all of them if they are few; or nothing."""
    known = tuple(names)
    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    if near:
        return f"最接近的 / nearest: {', '.join(near)}"
    return f"可用 / choose from: {', '.join(known)}" if 0 < len(known) <= _FEW else ""


@dataclass
class _Head:
    """What the head says, before it is checked: plain fields and the lists below three of them."""

    fields: dict[str, str] = field(default_factory=dict[str, str])
    parameters: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    columns: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    tags: list[str] = field(default_factory=list[str])


def _read_head(text: str, name: str) -> _Head:
    head, block = _Head(), ""
    for number, line in enumerate(text.splitlines(), start=1):
        part = _HEAD.match(line)
        if part is None:
            continue
        indent, key, value = part["indent"], part["key"], _unquoted(part["value"])
        if key and not indent:
            block = key
            head.fields[key] = value
            head.tags += _WORDS.findall(value) if key == "tags" else ()
        elif block == "columns" and key:
            head.columns.append((key, value))
        elif block == "params" and key and "-" in indent:
            head.parameters.append({key: value})
        elif block == "params" and key and head.parameters:
            head.parameters[-1][key] = value
        elif block == "tags" and "-" in indent and not key:
            head.tags.append(value)
        elif indent or value:
            raise _head_error(name, number)
    return head


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _parameters(
    entries: Iterable[Mapping[str, str]], text: str, name: str
) -> tuple[Parameter, ...]:
    declared = {p.name: p for p in (_parameter(entry, name) for entry in entries)}
    names = dict.fromkeys((*declared, *syntax.parameters(text)))
    return tuple(declared.get(n, Parameter(n)) for n in names)


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


def _labels(text: str) -> tuple[str, str]:
    zh, _, en = text.partition(" / ")
    return zh.strip(), en.strip()


def _picture(given: str, name: str) -> Picture:
    kinds = [kind.value for kind in Picture]
    if given not in kinds:
        raise QueryError(
            problem=f"没有“{given}”这种图 / no such picture: {given}",
            remedy=f"可用 / use {', '.join(kinds)}",
            file=name,
        )
    return Picture(given)


def _head_error(name: str, line: int) -> QueryError:
    return QueryError(
        problem="查询说明行无法理解 / this line of the head cannot be understood",
        remedy="请写成“#+ 键: 值” / write it as “#+ key: value”",
        file=name,
        line=line,
    )
