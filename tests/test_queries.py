"""The saved questions on real builds: every row, on rdflib's own engine and on Oxigraph."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from tvetgraph.graph.build import build
from tvetgraph.graph.store import memory_dataset, open_build, open_store
from tvetgraph.loaders.errors import QueryError
from tvetgraph.loaders.kinds import KINDS
from tvetgraph.queries import Cell, CellKind, Question, Result, library, parse, run
from tvetgraph.queries.library import FEDERATED

CASES = Path(__file__).parent / "cases"
ENGINES = ("rdflib", "oxrdflib", "pyoxigraph")
SMALL = ("mini", "graph")
# These have no case of their own: their rows are ids, or everything there is.
ELSEWHERE = {"evidence-of-fact", "facts", "links-coverage", "names"}
# These count or list all triples or links, which takes rdflib's own engine seconds.
LONG = set((CASES / "long_on_rdflib.txt").read_text(encoding="utf-8").split())
# Beside the columns of a case stand at most these.
BESIDE = {"fact", "report", "statement_en"}
Store = Dataset | ox.Store


def cases(name: str) -> list[dict[str, Any]]:
    """Read the cases of a file."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return found


def case_name(case: Mapping[str, Any]) -> str:
    """Name a case after its question and what it asks for."""
    return "-".join((case["question"], *case.get("parameters", {}).values()))


def local() -> dict[str, Question]:
    """Choose the questions that need no network."""
    return {name: q for name, q in library().items() if FEDERATED not in q.tags}


def check(result: Result, case: Mapping[str, Any]) -> None:
    """Compare with all `rows`, with `count` and what it `starts_with`, or what it `includes`."""
    rows = shown(result, case["columns"])
    if "includes" in case:
        assert [row for row in case["includes"] if row not in rows] == []
    elif "count" in case:
        head = case["starts_with"]
        assert (len(rows), rows[: len(head)]) == (case["count"], head)
    else:
        assert rows == case["rows"]


def shown(result: Result, columns: list[str]) -> list[list[str]]:
    """Take some columns of a result as plain text."""
    return [[record[column] for column in columns] for record in result.records()]


def opened(folder: Path) -> Mapping[str, Store]:
    """Open a build on every engine."""
    stores = (memory_dataset(folder), open_build(folder), open_store(folder))
    return dict(zip(ENGINES, stores, strict=True))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Store]]:
    folders = {name: tmp_path_factory.mktemp(name) for name in SMALL}
    for name, folder in folders.items():
        build(CASES / name, folder)
    return {name: opened(folder) for name, folder in folders.items()}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(engine: str, small: Mapping[str, Mapping[str, Store]]) -> Store:
    return small["mini"][engine]


@pytest.fixture(scope="module", params=ENGINES[1:])
def bundled(request: pytest.FixtureRequest, built: Path) -> Store:
    return open_build(built) if request.param == "oxrdflib" else open_store(built)


@pytest.fixture(scope="module")
def plain(built: Path) -> Dataset:
    return memory_dataset(built)


@pytest.mark.parametrize("case", cases("mini.toml"), ids=case_name)
def test_a_question_gives_every_row(case: dict[str, Any], store: Store) -> None:
    result = run(store, case["question"], **case.get("parameters", {}))
    check(result, case)
    assert set(result.columns) - set(case["columns"]) <= BESIDE


@pytest.mark.parametrize("case", cases("graph.toml"), ids=case_name)
def test_a_question_reaches_every_kind(
    case: dict[str, Any], engine: str, small: Mapping[str, Mapping[str, Store]]
) -> None:
    result = run(small["graph"][engine], case["question"], **case.get("parameters", {}))
    check(result, case)


def test_every_question_has_a_case_that_finds_something() -> None:
    found = [
        case["question"]
        for name in (*SMALL, "bundled")
        for case in cases(f"{name}.toml")
        if case.get("rows") or case.get("starts_with") or case.get("includes")
    ]
    assert set(local()) - set(found) == ELSEWHERE


def test_every_kind_of_fact_is_asked_for() -> None:
    asked = " ".join(q.text for q in local().values())
    unasked = [k.class_name for k in KINDS.values() if f"tvet:{k.class_name}" not in asked]
    # cases-about finds these by their property.
    assert (unasked, "tvet:ofCase" in asked) == (["CaseMention"], True)


def whole() -> list[str]:
    """Name the questions that answer without being given anything, but for the long ones."""
    named = {n for n, q in local().items() if all(p.default is not None for p in q.parameters)}
    return sorted(named - LONG)


@pytest.mark.parametrize("name", whole())
def test_the_engines_agree_on_every_term_and_say_it_once(
    name: str, small: Mapping[str, Mapping[str, Store]]
) -> None:
    rows = {engine: run(store, name).rows for engine, store in small["graph"].items()}
    assert rows["rdflib"] == rows["oxrdflib"] == rows["pyoxigraph"]
    assert len(set(rows["rdflib"])) == len(rows["rdflib"])


@pytest.mark.parametrize("case", cases("bundled.toml"), ids=case_name)
def test_the_bundled_facts_answer(case: dict[str, Any], bundled: Store) -> None:
    check(run(bundled, case["question"], **case.get("parameters", {})), case)


@pytest.mark.parametrize("case", cases("bundled.toml"), ids=case_name)
def test_rdflib_answers_the_same(case: dict[str, Any], plain: Dataset) -> None:
    if case["question"] in LONG:
        pytest.skip("rdflib's own engine takes long for this one; the small graphs test it")
    check(run(plain, case["question"], **case.get("parameters", {})), case)


def test_the_evidence_of_a_fact_is_found_by_its_id_and_by_its_iri(store: Store) -> None:
    (row,) = run(store, "majors-added-withdrawn", school="虚甲职校").rows[:1]
    iri = str(row[-1])
    expected = [
        ["虚甲职校 撤销专业 云雾管理 (2031)", "表1-1", line, line, "表格", "高", iri]
        for line in ("11", "12")
    ]
    columns = ["statement", "where", "first_line", "last_line", "method", "certainty", "fact"]
    for name in (iri, iri.rpartition("/")[2], iri.partition("/fact/")[2]):
        assert shown(run(store, "evidence-of-fact", fact=name), columns) == expected
    assert run(store, "evidence-of-fact", fact="no-such-fact").rows == ()


def test_each_fact_has_its_evidence(store: Store) -> None:
    facts = run(store, "facts")
    stated = run(store, "SELECT DISTINCT ?fact { ?fact a/rdfs:subClassOf tvet:Fact }")
    assert {row[0] for row in facts.rows} == {row[0] for row in stated.rows}
    assert len(facts.rows) == len(set(facts.rows)) == 28


DIRECT = """\
SELECT DISTINCT ?source (STRAFTER(STR(?property), "#") AS ?relation) ?target {
  ?property rdfs:subPropertyOf+ tvet:directRelation .
  ?source ?property ?target
}"""


@pytest.mark.parametrize("case", ["mini", "graph"])
def test_relations_are_the_direct_layer(case: str, tmp_path: Path) -> None:
    build(CASES / case, tmp_path)
    for store in (open_store(tmp_path), memory_dataset(tmp_path)):
        relations = {row[:3] for row in run(store, "relations").rows}
        assert relations == set(run(store, DIRECT).rows)
        assert relations


def test_names_know_both_languages(store: Store) -> None:
    jia = [
        (str(rank), str(name), name.language)
        for thing, _, rank, name in run(store, "names").rows
        if str(thing).endswith("/org/xu-jia-xuexiao") and name is not None
    ]
    both = [("Jia School", "en"), ("虚甲职业学校", "zh")]
    assert jia == [(rank, *name) for rank in ("2", "3") for name in both]


HOSTILE = [
    '" } #',
    '"@zh } ; DROP ALL',
    "\\",
    "\\u0022",
    "'\n'",
    "?school",
    "<http://e/>",
    "$_school",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_is_bound_and_never_pasted(name: str, store: Store) -> None:
    echo = parse("SELECT ?said { BIND(STR(?_name) AS ?said) }", "")
    assert run(store, echo, name=name) == Result(("said",), ((Cell(name.strip()),),))


def test_a_quote_in_a_name_does_not_matter(store: Store) -> None:
    found = run(store, "things-called", name='虚"某"校')
    assert [str(row[0]).rpartition("/")[2] for row in found.rows] == ["xu-mou-xuexiao"]


def test_a_name_that_nothing_bears_is_refused_with_the_nearest(store: Store) -> None:
    with pytest.raises(QueryError, match=r"虚乙学校.*nearest: .*虚乙学院"):
        run(store, "partners-of-school", school="虚乙学校")
    assert run(store, "partners-of-school", school="虚丁大学").rows == ()


def test_a_name_far_from_all_is_refused_without_listing_them(store: Store) -> None:
    with pytest.raises(QueryError, match=r"called qqqqq; .*query organisations --param words=…$"):
        run(store, "partners-of-school", school="qqqqq")


def test_parameters_are_checked(store: Store) -> None:
    with pytest.raises(
        QueryError, match=r"partners-of-school: .*no parameter schol.*nearest: school"
    ):
        run(store, "partners-of-school", schol="虚乙学院")
    with pytest.raises(QueryError, match=r"facts-about: .*parameter name is missing; .*name=…"):
        run(store, "facts-about")
    head = "#+ params:\n#+   - name: year\n#+     type: year\n"
    with pytest.raises(QueryError, match="year takes digits, not soon"):
        run(store, parse(head + "SELECT ?f { ?f tvet:year ?_year }", ""), year="soon")


def test_typed_parameters_become_terms(store: Store) -> None:
    head = "#+ params:\n#+   - name: {0}\n#+     type: {1}\n"
    by_year = head.format("year", "year") + "SELECT ?f { ?f a tvet:Merger ; tvet:year ?_year }"
    assert len(run(store, parse(by_year, ""), year="2031").rows) == 1
    assert run(store, parse(by_year, ""), year="2030").rows == ()
    by_rank = head.format("rank", "integer") + "SELECT ?f { ?f tvet:rank ?_rank }"
    assert len(run(store, parse(by_rank, ""), rank="2").rows) == 1
    by_class = head.format("class", "iri") + "SELECT ?f { ?f a ?_class }"
    award = "https://w3id.org/tvetgraph/ontology#Award"
    assert len(run(store, parse(by_class, ""), **{"class": award}).rows) == 3


def test_own_text_needs_no_prefixes_and_gets_an_order(store: Store) -> None:
    found = run(store, "SELECT ?name { ?place a tvet:Country ; skos:prefLabel ?name }")
    names = [str(row[0]) for row in found.rows]
    assert names == sorted(names)
    assert {"虚国", "Xuland", "幽国"} <= set(names)


def test_an_ask_and_a_construct_are_answered(store: Store) -> None:
    assert run(store, "ASK { ?fact a tvet:Merger }").truth is True
    assert run(store, "ASK { ?fact a tvet:Nonsense }").truth is False
    by_name = parse("ASK { ?fact tvet:group ?_group }", "")
    assert [run(store, by_name, group=name).truth for name in ("云雾专业群", "云")] == [True, False]
    made = run(store, "CONSTRUCT { ?a tvet:into ?b } WHERE { ?f tvet:origin ?a ; tvet:into ?b }")
    base = "https://w3id.org/tvetgraph/"
    terms = (f"{base}org/xu-mou-xuexiao", f"{base}ontology#into", f"{base}org/xu-jia-xuexiao")
    row = tuple(Cell(term, CellKind.IRI) for term in terms)
    assert made == Result(("subject", "predicate", "object"), (row,))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a {\n  ?a tvet:partnerOf\n}",
        "SELECT ?a {\n  ?a unknown:b ?c\n}",
        "INSERT DATA {\n <http://e/a> <http://e/b> 1 }",
        "DROP ALL {}",
    ],
)
def test_what_is_no_query_is_refused_with_its_line(text: str, store: Store) -> None:
    with pytest.raises(QueryError, match=r"^query:[123]: .*not a readable SPARQL query"):
        run(store, text)
