"""The reference pages of docs/, made from what they describe: commands, kinds, questions, terms.

`python -m tvetgraph.cli_docs docs` writes them and a test refuses stale ones. No prose stands here
that one of those sources could say.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from tvetgraph.cli_grammar import VERBS
from tvetgraph.cli_output import complain
from tvetgraph.cli_parser import make_parsers
from tvetgraph.loaders.kinds import FIRST_COLUMNS, KINDS, LAST_COLUMNS, Column, ColumnType, Kind
from tvetgraph.ontology import TVET, VOCABULARY, read_turtle
from tvetgraph.queries.library import FEDERATED, TOPICS, USERS, Question, library

Row = tuple[str, ...]

MADE = "<!-- 由 make docs 生成，请勿手改 / made by `make docs`; do not edit -->"
TYPES = {
    ColumnType.ORG: "机构名 / an organisation's name",
    ColumnType.ORGS: "机构名，以 `;` 相连 / organisations' names, joined by `;`",
    ColumnType.ACTOR: "机构名，或作为一方的地名 / an organisation's name, or a place's that acts",
    ColumnType.MAJOR: "专业名 / a major's name",
    ColumnType.MAJORS: "专业名，以 `;` 相连 / majors' names, joined by `;`",
    ColumnType.PLACE: "国家或地区名 / a country's or region's name",
    ColumnType.CONCEPT: "代码，见 ontology.md / a code, see ontology.md",
    ColumnType.TEXT: "文本 / text",
    ColumnType.YEAR: "四位年份 / a year of four digits",
    ColumnType.INTEGER: "整数 / a whole number",
    ColumnType.DECIMAL: "小数 / a decimal number",
    ColumnType.PAIRS: "`名=值`，以 `;` 相连 / `name=value`, joined by `;`",
    ColumnType.STAGES: "各段 `机构\\|专业\\|年数`，以 ` > ` 相连"
    " / stages `organisation\\|major\\|years`, joined by ` > `",
}


def commands_page() -> str:
    """Give the --help of every verb."""
    parsers = make_parsers()
    parts = [_code(parsers[""].format_help())]
    for verb in VERBS:
        parts += [f"## {verb.name}", _code(parsers[verb.name].format_help())]
    return _page("命令 / Commands", parts)


def kinds_page() -> str:
    """Give every kind of fact with its columns: the data dictionary."""
    everywhere = ", ".join(f"`{name}`" for name in (*FIRST_COLUMNS, *LAST_COLUMNS))
    intro = (
        f"每张表另有 / every table also has {everywhere}. "
        "由 [loaders/kinds.toml](../loaders/kinds.toml) 定义 / defined there."
    )
    return _page("数据字典 / Data dictionary", [intro, *map(_kind, KINDS.values())])


def _kind(kind: Kind) -> str:
    head = f"## {kind.name}\n\n{kind.label_zh} / {kind.label_en}; class `tvet:{kind.class_name}`"
    columns = ("列 / column", "必填 / required", "内容 / content", "属性 / property")
    return f"{head}\n\n{_table(columns, map(_column, kind.columns))}"


def _column(column: Column) -> Row:
    scheme = f" (`{column.scheme}`)" if column.scheme else ""
    required = "是 / yes" if column.required else ""
    return f"`{column.name}`", required, TYPES[column.type] + scheme, f"`tvet:{column.property}`"


def questions_page() -> str:
    """Give the questions that each user asks, then every saved one with tags and columns."""
    intro = (
        "`tvetgraph query NAME --param K=V`; `tvetgraph query --list --tag T`. 每位用户的问题，"
        "再逐一说明 / what each user asks, then each question in full."
    )
    parts = [f"## {label}\n\n{_asked_by(tag)}" for tag, label in USERS.items()]
    topics = _table(("标签 / tag", "话题 / topic"), ((f"`{t}`", n) for t, n in TOPICS.items()))
    questions = map(_question, library().values())
    title = "## 全部查询 / All questions"
    return _page("现成查询 / Saved questions", [intro, *parts, title, topics, *questions])


def _asked_by(tag: str) -> str:
    columns = ("问题 / question", "查询 / query")
    asked = (q for q in library().values() if tag in q.tags)
    return _table(columns, ((f"{q.summary_zh} / {q.summary}", _link(q.name)) for q in asked))


def _link(name: str) -> str:
    return f"[`{name}`](#{name})"


def _question(asked: Question) -> str:
    texts = (asked.summary_zh, asked.summary, asked.description_zh, asked.description)
    lines = [f"### {asked.name}", *filter(None, texts), _facets(asked)]
    columns = ("参数 / parameter", "类型 / type", "默认 / default")
    rows = [(f"`{p.name}`", p.type.value, _default(p.default)) for p in asked.parameters]
    heads = [(f"`{c.name}`", c.zh, c.en) for c in asked.columns]
    tables = [
        *([_table(columns, rows)] if rows else []),
        *([_table(("列 / column", "中文", "English"), heads)] if heads else []),
    ]
    return "\n\n".join([*lines, *tables])


def _facets(asked: Question) -> str:
    tags = ", ".join(f"`{tag}`" for tag in asked.tags)
    alone = f"。{TOPICS[FEDERATED]}" if FEDERATED in asked.tags else ""
    return f"标签 / tags: {tags}; 图 / picture: {asked.picture}{alone}"


def _default(value: str | None) -> str:
    if value is None:
        return "必填 / required"
    return f"`{value}`" if value else "不限 / any"


def ontology_page() -> str:
    """Give every class, property and concept of the ontology."""
    graph = Graph()
    for name in VOCABULARY:
        graph.parse(data=read_turtle(name), format="turtle")
    classes = _table(("类 / class", "中文", "English"), _terms(graph, OWL.Class))
    properties = [
        row for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for row in _terms(graph, kind)
    ]
    parts = [
        "## 类 / Classes",
        classes,
        "## 属性 / Properties",
        _table(("属性 / property", "中文", "English"), sorted(properties)),
        "## 代码表 / Concept schemes",
        *filter(None, (_scheme(graph, s) for s in sorted(_iris(graph, SKOS.ConceptScheme)))),
    ]
    return _page("本体 / Ontology", parts)


def _scheme(graph: Graph, scheme: URIRef) -> str:
    concepts = [c for c in graph.subjects(SKOS.inScheme, scheme) if isinstance(c, URIRef)]
    rows = [
        (f"`{graph.value(c, SKOS.notation)}`", *_labels(graph, c, SKOS.prefLabel)) for c in concepts
    ]
    name = str(scheme).rsplit("/", 1)[-1]
    if not rows:  # the majors of a catalogue come with the facts
        return ""
    return f"### {name}\n\n{_table(('代码 / code', '中文', 'English'), sorted(rows))}"


def _terms(graph: Graph, kind: URIRef) -> list[Row]:
    own = [term for term in sorted(_iris(graph, kind)) if term in TVET]
    return [(f"`tvet:{term.fragment}`", *_both(graph, term)) for term in own]


def _both(graph: Graph, term: URIRef) -> tuple[str, str]:
    labels = _labels(graph, term, RDFS.label)
    comments = _labels(graph, term, RDFS.comment)
    zh, en = (" — ".join(filter(None, pair)) for pair in zip(labels, comments, strict=True))
    return zh, en


def _labels(graph: Graph, term: URIRef, label: URIRef) -> tuple[str, str]:
    found = {getattr(text, "language", None): str(text) for text in graph.objects(term, label)}
    return found.get("zh", ""), found.get("en", "")


def _iris(graph: Graph, kind: URIRef) -> Iterator[URIRef]:
    return (term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef))


def _page(title: str, parts: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", MADE, *parts]) + "\n"


def _code(text: str) -> str:
    return f"```\n{text.rstrip()}\n```"


def _table(columns: Row, rows: Iterable[Row]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


PAGES = {
    "cli.md": commands_page,
    "data.md": kinds_page,
    "questions.md": questions_page,
    "ontology.md": ontology_page,
}


def write_pages(folder: Path) -> None:
    """Write every page into the folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")
        complain(f"已写入 / written: {folder / name}")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
