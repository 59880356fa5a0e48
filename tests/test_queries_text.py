"""Query text and answers as text, without any store: heads, tokens, formats."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries import (
    Cell,
    CellKind,
    Parameter,
    ParameterType,
    Result,
    library,
    question,
    syntax,
    to_text,
)
from tvetgraph.queries.library import (
    TOPICS,
    USERS,
    Column,
    Picture,
    check_columns,
    parse,
    tagged,
)

IRI = "https://example.org/校"
# The runner sorts these, in less time than an engine takes for so many rows.
UNORDERED = {"names"}
RESULT = Result(
    ("name", "n", "iri"),
    (
        (Cell("昌平", language="zh"), Cell("2", datatype="http://e/int"), Cell(IRI, CellKind.IRI)),
        (Cell('a,"b"\nc'), None, Cell("b0", CellKind.BLANK)),
    ),
)


def test_a_table_counts_a_chinese_character_as_two() -> None:
    assert to_text(RESULT, "table") == (
        "name     n  iri\n"
        "-------  -  ---------------------\n"
        "昌平     2  https://example.org/校\n"
        'a,"b" c     b0\n'
    ).replace("---------------------", "-" * 22)


def test_csv_quotes_what_needs_it() -> None:
    assert to_text(RESULT, "csv") == f'name,n,iri\n昌平,2,{IRI}\n"a,""b""\nc",,b0\n'


def test_json_is_the_results_format_of_sparql() -> None:
    assert json.loads(to_text(RESULT, "json")) == {
        "head": {"vars": ["name", "n", "iri"]},
        "results": {
            "bindings": [
                {
                    "name": {"type": "literal", "value": "昌平", "xml:lang": "zh"},
                    "n": {"type": "literal", "value": "2", "datatype": "http://e/int"},
                    "iri": {"type": "uri", "value": IRI},
                },
                {
                    "name": {"type": "literal", "value": 'a,"b"\nc'},
                    "iri": {"type": "bnode", "value": "b0"},
                },
            ]
        },
    }


@pytest.mark.parametrize(
    ("fmt", "text"),
    [
        ("csv", "answer\ntrue\n"),
        ("table", "answer\n------\ntrue\n"),
        ("json", '{\n "head": {},\n "boolean": true\n}\n'),
    ],
)
def test_the_answer_to_an_ask_stands_alone(fmt: str, text: str) -> None:
    assert to_text(Result((), (), truth=True), fmt) == text


def test_an_empty_answer_keeps_its_columns() -> None:
    empty = Result(("a", "b"), ())
    assert (to_text(empty, "csv"), to_text(empty, "table")) == ("a,b\n", "a  b\n-  -\n")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match="table, csv, json"):
        to_text(RESULT, "xml")


def test_rows_without_an_order_get_one() -> None:
    rows = ((Cell("b"), None), (Cell("a"), Cell("x")), (Cell("a"), None))
    expected = ((Cell("a"), None), (Cell("a"), Cell("x")), (Cell("b"), None))
    assert Result(("p", "q"), rows).sorted().rows == expected


TRAPS = """\
# ?_comment ORDER BY
SELECT ?a # WHERE {
WHERE { ?a <http://e/?_iri#ORDER> "?_text \\" ORDER BY ?_x" . { SELECT ?b
{ ?b ?c ?_b } ORDER BY ?b }
FILTER(?a < 3 && ?_y>2) }"""


def test_only_variables_are_parameters() -> None:
    assert syntax.parameters(TRAPS) == ("b", "y")


def test_tokens_joined_are_the_text() -> None:
    assert "".join(token.text for token in syntax.tokens(TRAPS)) == TRAPS


def test_an_inner_order_is_no_order() -> None:
    assert not syntax.is_ordered(TRAPS)
    assert syntax.is_ordered(TRAPS + " order\nby ?a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?a { ?a ?b ?_x }", "SELECT ?_x ?a { ?a ?b ?_x }"),
        (
            "SELECT DISTINCT ?a WHERE { ?a ?b ?_x }",
            "SELECT DISTINCT ?_x ?a WHERE { ?a ?b ?_x }",
        ),
        (
            "SELECT (COUNT(?a) AS ?n) { ?a ?b ?_x } GROUP BY ?b HAVING (COUNT(?a) > 1)",
            "SELECT ?_x (COUNT(?a) AS ?n) { ?a ?b ?_x } GROUP BY ?_x ?b HAVING (COUNT(?a) > 1)",
        ),
        (
            "SELECT (COUNT(?a) AS ?n) { { ?a ?b ?_x } } LIMIT 1",
            "SELECT ?_x (COUNT(?a) AS ?n) { { ?a ?b ?_x } } GROUP BY ?_x LIMIT 1",
        ),
        ("SELECT ?_x ?a { ?a ?b ?_x }", "SELECT ?_x ?a { ?a ?b ?_x }"),
        ("SELECT * { ?a ?b ?_x }", "SELECT * { ?a ?b ?_x }"),
        ("ASK { ?a ?b ?_x }", "ASK { ?a ?b ?_x }"),
    ],
)
def test_parameters_are_named_among_the_columns(text: str, expected: str) -> None:
    assert syntax.with_columns(text, ("x",)) == expected


def test_known_prefixes_are_declared_where_used_and_missing() -> None:
    text = "PREFIX b: <http://own/>\nSELECT ?x { ?x a:p b:q . ?x c:r 'd:s' } # d:t"
    known = {name: f"http://known/{name}/" for name in "abcd"}
    declared = "PREFIX a: <http://known/a/> PREFIX c: <http://known/c/>\n"
    assert syntax.with_prefixes(text, known) == declared + text


HEAD = """\
#+ summary: What is asked
#+ summary_zh: 问什么
#+ description: "More: in detail"
#+ description_zh: 详细说明
#+ params:
#+   - name: year
#+     type: year
#+     default: 2020
#+   - name: school
#+     type: name
#+ tags: [pupil, routes]
#+ picture: bar
#+ columns:
#+   a: 甲 / the first
SELECT ?a WHERE { ?a ?b ?_year , ?_school , ?_other }
"""


def test_a_head_is_read_whole() -> None:
    asked = parse(HEAD, "x.rq")
    assert (asked.summary, asked.summary_zh) == ("What is asked", "问什么")
    assert (asked.description, asked.description_zh) == ("More: in detail", "详细说明")
    assert asked.parameters == (
        Parameter("year", ParameterType.YEAR, "2020"),
        Parameter("school", ParameterType.NAME),
        Parameter("other"),
    )
    assert (asked.tags, asked.picture) == (("pupil", "routes"), Picture.BAR)
    assert asked.columns == (Column("a", "甲", "the first"),)
    listed = "#+ tags:\n#+   - pupil\n#+   - routes\nASK {}"
    assert parse(listed, "").tags == ("pupil", "routes")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("#+ nonsense\nASK {}", r"x\.rq:1: .*head"),
        ("#+   name: a\nASK {}", r"x\.rq:1: .*head"),
        ("#+ params:\n#+   - name: a\n#+     type: colour\nASK {}", r"x\.rq: .*wrongly.*integer"),
        ("#+ params:\n#+   - type: text\nASK {}", r"x\.rq: .*wrongly"),
        ("#+ picture: opera\nASK {}", r"x\.rq: .*no such picture.*sankey"),
        ("#+ tags: [a]\n#+   b: c\nASK {}", r"x\.rq:2: .*head"),
    ],
)
def test_a_broken_head_is_refused_with_its_place(head: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(head, "x.rq")


def test_headings_are_those_of_the_columns() -> None:
    text = "#+ columns:\n#+   b: 乙 / second\nSELECT (COUNT(?b) AS ?n) { ?a a ?b }"
    with pytest.raises(QueryError, match=r"x\.rq: .*tells of b, the query gives n"):
        check_columns(parse(text, "x.rq"))
    check_columns(parse(text.replace("   b:", "   n:"), "x.rq"))


def test_headings_stand_above_a_table_in_both_languages() -> None:
    result = replace(RESULT, rows=(), headings=(("名", "name"), ("数", "number"), ("号", "id")))
    assert to_text(result, "table").splitlines()[:2] == ["名    数      号", "name  number  id"]


def test_questions_are_found_by_their_tag() -> None:
    assert "routes-to" in tagged("pupil")
    with pytest.raises(QueryError, match=r"no saved query is tagged pupl; .*nearest: pupil"):
        tagged("pupl")


@pytest.mark.parametrize("name", library())
def test_each_saved_question_has_users_topics_and_columns(name: str) -> None:
    asked = library()[name]
    check_columns(asked)
    assert asked.columns
    assert set(asked.tags) & USERS.keys()
    assert set(asked.tags) & TOPICS.keys()
    assert set(asked.tags) <= USERS.keys() | TOPICS.keys()


@pytest.mark.parametrize("name", library())
def test_each_saved_question_describes_itself_in_both_languages(name: str) -> None:
    asked = library()[name]
    assert all((asked.summary, asked.summary_zh, asked.description, asked.description_zh))
    assert tuple(p.name for p in asked.parameters) == tuple(
        dict.fromkeys((*(p.name for p in asked.parameters), *syntax.parameters(asked.text)))
    )
    assert set(syntax.parameters(asked.text)) == {p.name for p in asked.parameters}


@pytest.mark.parametrize("name", library())
def test_each_saved_question_is_ordered_and_formatted(name: str) -> None:
    text = library()[name].text
    assert syntax.is_ordered(text) or name in UNORDERED
    assert text.endswith("}\n") or text.splitlines()[-1].startswith(("ORDER BY", "LIMIT"))
    body = [line for line in text.splitlines() if not line.startswith("#+")]
    assert [line for line in body if len(line) > 100 or line != line.rstrip() or "\t" in line] == []
    odd = [line for line in body if (len(line) - len(line.lstrip())) % 2]
    assert odd == []


def test_a_file_is_a_question_too(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("\ufeff" + HEAD, encoding="utf-8")
    assert question(str(path)) == parse(HEAD, str(path))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_bytes("# 北京市职业学校\nASK {}".encode("gb18030"))
    with pytest.raises(QueryError, match=r"own\.rq: .*UTF-8"):
        question(str(path))


def test_an_unknown_name_lists_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"nearest: partners-of-school"):
        question("partner-of-schools")
    with pytest.raises(QueryError, match=r"choose from: activities-of, aid-by-donor"):
        question("zzz")


def test_a_path_that_leads_nowhere_is_said_to_be_no_file() -> None:
    with pytest.raises(QueryError, match=r"^own/dance\.rq: .* / there is no such file; "):
        question("own/dance.rq")
