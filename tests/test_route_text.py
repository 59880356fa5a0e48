"""Routes as text and picture: every format whole, and a name that looks like markup stays one."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from tvetgraph.cli import main
from tvetgraph.graph.build import build
from tvetgraph.graph.routes import all_routes, routes_from, routes_to
from tvetgraph.graph.store import open_store
from tvetgraph.queries.results import to_csv, to_table
from tvetgraph.viz.route_picture import to_svg
from tvetgraph.viz.route_text import ROWS, route_rows, route_table, to_mermaid

CASES = Path(__file__).parent / "cases"
HOSTILE = '虚"庚"<b>校'
NODE = re.compile(r'  (r\d+s\d+)\["([^"]*)"\]')
EDGE = re.compile(r'  (r\d+s\d+) (--|==|-\.) "([^"]*)" (-->|==>|\.->) (r\d+s\d+)')
NOTE = re.compile(r'  (r\d+)n>"([^"]*)"\]\n  \1s\d+ ~~~ \1n\n')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("routes")
    build(CASES / "routes", folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return open_store(folder)


def test_the_table_says_once_what_holds_for_the_whole_route(store: ox.Store) -> None:
    rows = route_table(routes_from(store, "虚甲职业学校", to="虚戊大学")).values()
    first, *others = rows
    assert first[:9] == ("1", "1", "虚甲职业学校", "护理", "3", "7", "3+2", "2031", "")
    assert first[10] == "xu-secondary-2031 表1-1 11"
    assert first[11].startswith("由两项事实在虚丙职业学院相接")
    assert others == [
        ("", "2", "虚丙职业学院", "护理", "2", *[""] * 7),
        (
            *("", "2", "虚戊大学", "护理", "2", "", "3+2-college", "2030", "", ""),
            *("xu-higher-2030 图表2-1 51", ""),
        ),
    ]
    assert "虚丙职业学院  护理" in to_table(route_table(routes_from(store, "虚甲职业学校")))


def test_rows_for_a_spreadsheet_are_each_complete(store: ox.Store) -> None:
    found = list(csv.DictReader(io.StringIO(to_csv(route_rows(routes_to(store, "虚戊大学"))))))
    assert list(found[0]) == list(ROWS)
    assert [row["route"] for row in found] == ["1", "1", "2", "2", "3", "3", "3", "4", "4", "4"]
    middle = found[5]
    facts = middle.pop("fact").split("; ")
    assert [fact.rpartition("/")[2].partition("-")[0] for fact in facts] == ["pipelines"]
    assert middle == {
        "route": "3",
        "total_years": "7",
        "chained": "no",
        "stage": "2",
        "organisation": "虚丁职业学院",
        "organisation_en": "Ding College",
        "major": "云雾管理",
        "years": "2",
        "form": "3+2+2",
        "year": "2031",
        "school_quota": "",
        "planned": "30",
        "actual": "30",
        "status": "",
        "report": "xu-secondary-2031",
        "where": "表1-2",
        "lines": "18, 21",
        "note": "",
        "note_en": "",
    }
    assert found[2]["status"] == "withdrawn"
    assert found[9]["note_en"].startswith("chained from two facts at Bing College")


def test_mermaid_has_a_chain_for_each_route_and_only_known_syntax(store: ox.Store) -> None:
    routes = all_routes(store)
    text = to_mermaid(routes)
    notes = dict(NOTE.findall(text))
    head, *lines = NOTE.sub("", text).splitlines()
    assert head == "flowchart LR"
    nodes = {it[1]: it[2] for line in lines if (it := NODE.fullmatch(line))}
    edges = [it.groups() for line in lines if (it := EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    assert len(edges) == sum(len(route.steps) - 1 for route in routes)
    assert {a for a, *_ in edges} | {edge[-1] for edge in edges} == set(nodes)
    assert "虚#34;庚#34;#60;b#62;校<br/>会计、云雾管理<br/>3 年" in nodes.values()
    drawn = {(start, said, end) for _, start, said, end, _ in edges}
    figures = "计划 planned 40 · 实际 actual 38<br/>表1-1 · 12–13<br/>案例1-1 · 31–33"
    assert ("--", f"3+2中高职衔接 · 2031<br/>{figures}", "-->") in drawn
    assert ("-.", "3+2中高职衔接 · 2031<br/>表1-1 · 14", ".->") in drawn
    assert ("==", "3+2高本衔接 · 2030<br/>图表2-1 · 51<br/>相接 chained", "==>") in drawn
    # What must be known stands in a box of its own; for the chained route, that years differ.
    told = {f"r{n}": len(route.notes) for n, route in enumerate(routes, start=1) if route.notes}
    assert {node: note.count("<br/>") + 1 for node, note in notes.items()} == {
        node: 2 * count for node, count in told.items()
    }
    assert any("two facts are of different years#58; 2031 / 2030" in it for it in notes.values())
    assert "已撤销<br/>withdrawn" in notes.values()


def words(svg: str) -> list[str]:
    """Read the text of an SVG."""
    root = ET.fromstring(svg.encode())  # noqa: S314 - our own text
    return [it.text or "" for it in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_tells_all_and_escapes_it(store: ox.Store) -> None:
    svg = to_svg(routes_to(store, "虚戊大学"))
    said = words(svg)
    assert said[:2] == ["到虚戊大学的路径", "Routes to Wu University"]
    assert said.count("虚戊大学") == 4
    assert HOSTILE in said
    assert "计划 planned 30 · 实际 actual 30" in said
    assert "图表2-1 · 51 · xu-higher-2030" in said
    assert "<b>" not in svg
    # A chained and a withdrawn route look so as well.
    assert svg.count('stroke-dasharray="6 4"') == 2
    assert "Noto Sans CJK SC" in svg


def test_a_stage_is_as_long_as_it_lasts(store: ox.Store) -> None:
    root = ET.fromstring(to_svg(routes_from(store, "虚丙职业学院")))  # noqa: S314
    boxes = [it for it in root.iter("{http://www.w3.org/2000/svg}rect") if it.get("fill-opacity")]
    assert [float(it.attrib["width"]) + 4 for it in boxes] == [600, 400, 400, 400]


def test_years_that_are_not_stated_are_said_to_be(store: ox.Store) -> None:
    said = words(to_svg(routes_from(store, "虚乙职业学校")))
    assert said.count("年数未写 / years not stated") == 2


Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(folder: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a path command; give its exit code and what it said."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["path", *arguments, "--build", str(folder)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_verb_writes_every_format(typed: Typed, tmp_path: Path, store: ox.Store) -> None:
    for name, start in (
        ("table", "路线   阶段"),
        ("csv", "route,total_years,"),
        ("json", '[\n  {\n    "chained": false'),
        ("mermaid", "flowchart LR\n"),
        ("svg", "<?xml"),
    ):
        code, out, err = typed("虚甲职校", "--format", name)
        assert (code, err, out.startswith(start)) == (0, "", True)
    path = tmp_path / "routes.svg"
    assert typed("虚甲职校", "--format", "svg", "-o", str(path))[0] == 0
    assert path.read_text("utf-8") == to_svg(routes_from(store, "虚甲职校"))


def test_an_organisation_that_only_receives_is_answered_in_reverse(typed: Typed) -> None:
    code, out, err = typed("虚戊大学", "--format", "csv")
    assert (code, out) == (0, typed("虚戊大学", "--reverse", "--format", "csv")[1])
    assert err.strip() == (
        "没有从虚戊大学出发的路径，以下是到虚戊大学的路径"
        " / no route leads from 虚戊大学; these lead to it"
    )
    assert typed("虚戊大学", "虚甲职校", "--reverse", "--format", "csv")[1].count("\n") == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("虚己职业学校",), "no such route was found for 虚己职业学校"),
        (("虚甲职校", "虚丁职业学院"), "没有找到“虚甲职校”与“虚丁职业学院”之间的这种路径"),
        (
            ("虚甲职校", "--major", "云雾管理"),
            "lead from 虚甲职业学校 (护理, 会计) to 虚丙职业学院, 虚戊大学",
        ),
        (("虚甲职校", "--reverse"), "no such route was found for 虚甲职校"),
        (("幽校",), "no school, major or field is called 幽校"),
    ],
)
def test_what_cannot_be_found_is_one_sentence(
    typed: Typed, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = typed(*arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert message in err
