"""Routes: the very ones that the reports list, chained ones said to be, names found or refused."""

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tvetgraph.graph.build import build
from tvetgraph.graph.route import Route, named
from tvetgraph.graph.route_silence import no_routes
from tvetgraph.graph.routes import all_routes, route_records, routes_from, routes_to
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import BASE, TVET
from tvetgraph.viz.route_text import spans

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parent.parent / "data"
ASKED: list[dict[str, Any]] = tomllib.loads((CASES / "routes.toml").read_text("utf-8"))["case"]
ASK: dict[str, Callable[..., tuple[Route, ...]]] = {"from": routes_from, "to": routes_to}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("routes")
    build(CASES / "routes", folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return open_store(folder)


@pytest.fixture(scope="module")
def real(built: Path) -> ox.Store:
    return open_store(built)


def stages(route: Route) -> str:
    """Tell the stages of a route: organisation, majors, years."""
    told = (
        (named(it.organisations).zh, named(it.majors).zh, it.printed or "?")
        for it in (step.stage for step in route.steps)
    )
    return " > ".join(" ".join(stage) for stage in told)


def told(route: Route) -> str:
    """Tell a route as the cases do."""
    total = "?" if route.total_years is None else str(route.total_years)
    evidence = (f"{it.where} {spans(it)}" for p in route.pipelines for it in p.sources)
    marks = {"chained": route.chained, "withdrawn": route.withdrawn}
    said = [f"{stages(route)} = {total}", "; ".join(evidence)]
    return " | ".join(said + [mark for mark, holds in marks.items() if holds])


@pytest.mark.parametrize("case", ASKED, ids=lambda case: f"{case['ask']} {case['name']}")
def test_every_route_is_found_and_no_other(case: dict[str, Any], store: ox.Store) -> None:
    wishes = {key: case[key] for key in ("to", "start", "major", "shortest") if key in case}
    found = ASK[case["ask"]](store, case["name"], **wishes)
    assert [told(route) for route in found] == case["routes"]


def test_a_chained_route_says_what_does_not_fit(store: ox.Store) -> None:
    (route,) = routes_from(store, "虚甲职业学校", to="虚戊大学")
    secondary, higher = (f"虚市{kind}等职业教育质量年度报告" for kind in "中高")
    assert [note.zh for note in route.notes] == [
        "由两项事实在虚丙职业学院相接，没有报告把它们写成一条路径",
        "两项事实的年份不同：2031 / 2030",
        f"两项事实出自不同报告：《{secondary} 2031》《{higher} 2030》",
        "两项事实中虚丙职业学院的年数不同（2、3），总年数按前者计",
        "两项事实中虚丙职业学院的专业不完全相同（护理、护理（老年方向））",
    ]
    assert [note.en for note in route.notes] == [
        "chained from two facts at Bing College; no report states them as one route",
        "the two facts are of different years: 2031 / 2030",
        f"the two facts are of two reports: {secondary} 2031; {higher} 2030",
        "the years at Bing College differ (2, 3); the total takes the former",
        "the majors at Bing College are not quite the same (nursing; 护理（老年方向）)",
    ]


def test_other_routes_say_what_to_know_of_them(store: ox.Store) -> None:
    assert {
        (told(route).partition(" = ")[0], note.zh)
        for route in (*routes_from(store, "虚丁职业学院"), *routes_to(store, "虚丁职业学院"))
        for note in route.notes
    } == {
        (
            "虚丁职业学院 云雾管理 2 > 虚戊大学 云雾管理 2",
            '该项目始于虚"庚"<b>校，这里从第2阶段算起',
        ),
        (
            '虚"庚"<b>校 会计、云雾管理 3 > 虚丁职业学院 云雾管理 2',
            "该项目此后还升入虚戊大学",
        ),
    }
    notes = {note.en for route in routes_to(store, "虚丙职业学院") for note in route.notes}
    assert notes == {"withdrawn", "案例1-1 gives no year and is taken for the same pipeline"}


def test_a_stage_that_several_organisations_run_keeps_them_all(store: ox.Store) -> None:
    shared = ox.Store()
    shared.extend(store)
    route = routes_from(store, "虚丁职业学院")[0]
    stage = ox.NamedNode(f"{route.pipelines[0].key}/stage/2")
    partner = ox.NamedNode(f"{BASE}org/xu-bing-xueyuan")
    shared.add(ox.Quad(stage, ox.NamedNode(str(TVET.organization)), partner))
    expected = "虚丙职业学院、虚丁职业学院 云雾管理 2 > 虚戊大学 云雾管理 2"
    for name in ("虚丙职业学院", "虚丁职业学院"):
        assert expected in [stages(it) for it in routes_from(shared, name)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "虚甲职业学小",
            r"no school, major or field is called 虚甲职业学小; .*nearest: 虚甲职业学校",
        ),
        ("财经", r"is called 财经; .*nearest: .*财经商贸类"),
        ("???", r"is called \?\?\?; 请写全名 / write it whole"),
    ],
)
def test_a_name_that_nothing_bears_is_refused_with_the_nearest(
    name: str, message: str, store: ox.Store
) -> None:
    with pytest.raises(QueryError, match=message):
        routes_from(store, name)


def test_a_name_of_two_things_is_refused(store: ox.Store) -> None:
    twice = ox.Store()
    twice.extend(store)
    alias = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    school = ox.NamedNode(f"{BASE}org/xu-ji-xuexiao")
    twice.add(ox.Quad(school, alias, ox.Literal("护理", language="zh")))
    with pytest.raises(QueryError, match=r"护理 stands for more than one thing: .*huli, .*xu-ji"):
        routes_from(twice, "护理")


def test_a_major_is_no_school(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="is called 虚丙职业学院"):
        routes_from(store, "虚甲职业学校", major="虚丙职业学院")


def test_where_there_is_no_route_the_reports_are_named(store: ox.Store) -> None:
    text = str(no_routes(store, "虚己职业学校"))
    assert "no such route was found for 虚己职业学校" in text
    assert "xu-higher-2030 图表2-1; xu-secondary-2031 表1-1、案例1-1、表1-2" in text
    assert text.endswith("see also: 表1-3")
    others = routes_from(store, "虚甲职业学校")
    text = str(no_routes(store, "虚甲职业学校", other="虚丁职业学院", others=others))
    assert "没有找到“虚甲职业学校”与“虚丁职业学院”之间的这种路径" in text
    assert text.endswith("lead from 虚甲职业学校 (护理, 会计) to 虚丙职业学院, 虚戊大学")
    empty = ox.Store()
    empty.extend(q for q in store if "pipelines-" not in str(q.subject))
    assert "no pipeline was read" in str(no_routes(empty, "虚己职业学校"))


def test_records_are_plain(store: ox.Store) -> None:
    records = list(route_records(all_routes(store)))
    assert json.loads(json.dumps(records)) == records
    assert [it["chained"] for it in records] == [False] * 7 + [True]
    assert [it["total_years"] for it in records] == [5, 4, 5, 5, 5, 7, None, 7]
    assert [stage["pipeline"] for stage in json.loads(json.dumps(records))[-1]["stages"]] == [
        0,
        0,
        1,
    ]


def test_a_record_is_whole(store: ox.Store) -> None:
    (route,) = routes_from(store, "虚甲职业学校", major="会计")
    first, second = route.pipelines[0].sources
    evidence = {"report": "xu-secondary-2031", "title": "虚市中等职业教育质量年度报告 2031"}
    (record,) = route_records([route])
    assert record["pipelines"] == [
        {
            "form": "3+2",
            "form_name": {"zh": "3+2中高职衔接", "en": "3+2 secondary to higher vocational"},
            "programme": "",
            "status": "new",
            "year": 2031,
            "school_quota": 60,
            "planned": 40,
            "actual": 38,
            "evidence": [
                evidence
                | {"fact": first.fact, "where": "表1-1", "lines": [[12, 13]], "year": 2031},
                evidence
                | {"fact": second.fact, "where": "案例1-1", "lines": [[31, 33]], "year": None},
            ],
        }
    ]


# What the reports list, read here from the facts' own files --------------------------------------


def listed(*tables: str) -> Iterator[dict[str, str]]:
    """Read the rows of pipeline tables, with their stages as the routes tell them."""
    authority = read_authority(DATA)
    with (DATA / "bj-secondary-2020" / "pipelines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["where"] in tables:
                parts = [part.split("|") for part in row["stages"].split(" > ")]
                names = [
                    (
                        authority.organisation(at).name,
                        sorted(authority.major(m).name for m in majors.split(";")),
                        years,
                    )
                    for at, majors, years in parts
                ]
                yield row | {"told": repr(names)}


def comparable(route: Route) -> tuple[str, ...]:
    """Tell of a route what a row of the tables tells."""
    (pipeline,) = route.pipelines
    names = [
        (named(s.organisations).zh, sorted(m.name.zh for m in s.majors), s.printed)
        for s in (step.stage for step in route.steps)
    ]
    figures = (pipeline.school_quota, pipeline.planned, pipeline.actual, pipeline.year)
    plain = ("" if number is None else str(number) for number in figures)
    return (repr(names), pipeline.form, pipeline.status, *plain)


def expected(row: dict[str, str]) -> tuple[str, ...]:
    columns = ("told", "form", "status", "school_quota", "planned", "actual", "year")
    return tuple(row[column] for column in columns)


def test_a_school_s_routes_are_its_rows_of_the_two_tables(real: ox.Store) -> None:
    school = "北京市昌平职业学校"
    rows = [row for row in listed("表2-16", "表2-17") if row["stages"].startswith(f"{school}|")]
    found = routes_from(real, school)
    assert len(rows) == 6
    assert [comparable(route) for route in found] == [expected(row) for row in rows]
    assert [route.total_years for route in found] == [7, 7, 7, 7, 5, 5]
    lines = [
        ";".join(f"{a}-{b}" if a != b else str(a) for a, b in s.lines) for s in evidence(found)
    ]
    assert [sorted(it.split(";")) for it in lines] == [
        sorted(row["lines"].split(";")) for row in rows
    ]


def test_a_university_s_routes_are_the_rows_that_lead_to_it(real: ox.Store) -> None:
    rows = [row for row in listed("表2-16", "表2-17") if " > 北京联合大学|" in row["stages"]]
    found = routes_to(real, "北京联合大学")
    assert len(rows) == 12
    assert Counter(map(comparable, found)) == Counter(map(expected, rows))
    assert {where for route in found for where in wheres(route)} == {"表2-16", "案例2-26"}
    assert routes_from(real, "北京联合大学") == ()


def test_every_row_of_the_two_tables_is_a_route(real: ox.Store) -> None:
    rows = list(listed("表2-16", "表2-17"))
    found = [it for it in all_routes(real) if {"表2-16", "表2-17"} & set(wheres(it))]
    assert len(rows) == 75
    assert Counter(map(comparable, found)) == Counter(map(expected, rows))


def test_the_figures_stand_on_the_lines_that_are_cited(real: ox.Store, reports: Path) -> None:
    text = (reports / "bj-secondary-2020.txt").read_text("utf-8").splitlines()
    found = [it for it in all_routes(real) if "表2-16" in wheres(it)]
    assert len(found) == 16
    for route in found:
        (pipeline,) = route.pipelines
        first, last = pipeline.sources[0].lines[-1]
        assert f"{pipeline.planned} {pipeline.actual}" in " ".join(text[first - 1 : last])


def evidence(routes: tuple[Route, ...]) -> Iterator[Any]:
    return (source for route in routes for p in route.pipelines for source in p.sources)


def wheres(route: Route) -> list[str]:
    return [source.where for source in evidence((route,))]
