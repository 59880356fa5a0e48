"""Pictures for print: the networks, routes and relations as SVG and PNG, and as pages."""

import importlib.util
import itertools
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from tvetgraph.cli import main
from tvetgraph.cli_words import NETWORK_NAMES
from tvetgraph.graph.build import build
from tvetgraph.graph.networks import make_network
from tvetgraph.graph.routes import routes_from
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.errors import QueryError
from tvetgraph.viz.draw import query_picture, relation_picture
from tvetgraph.viz.draw_network import network_picture, routes_picture
from tvetgraph.viz.labelling import Label, placed
from tvetgraph.viz.page import page
from tvetgraph.viz.picture import tell_line
from tvetgraph.viz.picture_svg import to_svg
from tvetgraph.viz.svg import text, width_of, wrapped

CASES = Path(__file__).parent / "cases"
HOSTILE = "<img src=x onerror=alert(1)> href"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store(mini: Path) -> ox.Store:
    return open_store(mini)


def words(svg: str) -> list[str]:
    """Read the text of an SVG."""
    root = ET.fromstring(svg.encode())  # noqa: S314 - our own text
    return [it.text or "" for it in root.iter(f"{SVG}text")]


def joined(svg: str) -> str:
    """Read the text of an SVG as one, so that a name in two lines is found."""
    return "".join(words(svg)).replace(" ", "")


def test_a_picture_names_every_node_class_and_relation(store: ox.Store) -> None:
    picture = relation_picture(store, "partnerOf")
    svg = to_svg(picture)
    said = joined(svg)
    assert [
        node.name.zh for node in picture.nodes if node.name.zh.replace(" ", "") not in said
    ] == []
    assert words(svg)[:2] == ["合作关系图", "Relation: partner of"]
    assert {"企业 enterprise 3", "合作 partner of 9"} <= set(words(svg))
    assert "<img" not in svg
    assert svg.count("<path") == len(picture.lines)
    assert "<polygon" in svg
    assert to_svg(picture) == svg


def test_a_directed_picture_has_an_arrow_for_each_line(store: ox.Store) -> None:
    picture = network_picture(store, "pipelines")
    root = ET.fromstring(to_svg(picture))  # noqa: S314 - our own text
    heads = [it for it in root.iter(f"{SVG}polygon") if "stroke" not in it.attrib]
    assert len(heads) == len(picture.lines) == 3


@pytest.mark.parametrize("name", NETWORK_NAMES)
def test_each_network_is_drawn_as_it_is(store: ox.Store, name: str) -> None:
    graph = make_network(store, name)
    if not graph:
        with pytest.raises(QueryError, match="nothing to draw"):
            network_picture(store, name)
        return
    picture = network_picture(store, name)
    assert {node.key for node in picture.nodes} == set(graph)
    assert {(it.source, it.target) for it in picture.lines} == set(graph.edges)
    assert all(
        len(it.evidence) == graph.edges[it.source, it.target]["weight"] for it in picture.lines
    )
    assert picture.is_directed() == graph.is_directed()


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        (
            "shared-partners",
            "线越粗，共同合作方的个数越多",
            "the thicker a line, the more partners in common",
        ),
        ("partners", "连接两者的不同事实的条数越多", "the more distinct facts that tie the two"),
    ],
)
def test_a_network_says_what_its_thick_lines_mean(
    store: ox.Store, name: str, zh: str, en: str
) -> None:
    picture = network_picture(store, name)
    for said in (" ".join(words(to_svg(picture))), page(picture)):
        assert (zh in said, en in said) == (True, True)
        assert "stands on more" not in said


def test_other_pictures_say_what_their_thick_lines_stand_on(store: ox.Store) -> None:
    drawn = (relation_picture(store, "partnerOf"), query_picture(store, "partners-of-school"))
    said = [" ".join(words(to_svg(picture))) for picture in drawn]
    assert ["stands on more facts" in it for it in said] == [True, False]
    assert ["stands on more rows" in it for it in said] == [False, True]


def test_what_is_shared_is_told_by_name(store: ox.Store) -> None:
    picture = network_picture(store, "shared-partners")
    told = {tell_line(picture, line).zh.replace("\n", " ") for line in picture.lines}
    assert any("虚丙职业学院" in it and "• 虚戊公司" in it for it in told)


def test_routes_as_a_page_tell_major_and_evidence(tmp_path: Path) -> None:
    build(CASES / "routes", tmp_path)
    store = open_store(tmp_path)
    picture = routes_picture(store, routes_from(store, "虚甲职业学校"))
    names = {node.key: node.name.zh for node in picture.nodes}
    assert {(names[it.source], names[it.target]) for it in picture.lines} == {
        ("虚甲职业学校 护理", "虚丙职业学院 护理"),
        ("虚甲职业学校 会计", "虚丙职业学院 会计"),
        ("虚丙职业学院 护理", "虚戊大学 护理"),
    }
    told = {
        evidence.source.zh: evidence.label.zh for it in picture.lines for evidence in it.evidence
    }
    assert told["《虚市中等职业教育质量年度报告 2031》表1-1，第 12–13 行"] == (
        "3+2中高职衔接 2031 计划 40 实际 38"
    )
    withdrawn = routes_picture(store, routes_from(store, "虚乙职业学校"))
    assert "3+2中高职衔接（已撤销）" in {it.name.zh for it in withdrawn.relations.values()}
    assert page(picture).startswith("<!DOCTYPE html>")
    with pytest.raises(QueryError, match="no route to draw"):
        routes_picture(store, ())


def test_no_name_stands_over_another_or_over_a_node() -> None:
    nodes = [(float(x), float(y), 6.0) for x in range(60, 900, 40) for y in range(60, 400, 24)]
    wanted = [Label(("虚某学校",), (x, y), r) for x, y, r in nodes]
    found = placed(wanted, nodes)
    assert 0 < len(found) < len(wanted)
    boxes = [box(label) for label in found]
    circles = [(x - r, y - r, x + r, y + r) for x, y, r in nodes]
    meeting = itertools.chain(itertools.combinations(boxes, 2), itertools.product(boxes, circles))
    assert not [pair for pair in meeting if overlap(*pair)]


Box = tuple[float, float, float, float]


def box(label: Label) -> Box:
    """Give the box that a label of one line takes."""
    width, (x, y) = width_of(label.lines[0], label.size), label.anchor
    left = {"left": x, "right": x - width}.get(label.align, x - width / 2)
    return left, y, left + width, y + 16


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] - 1e-9 and b[0] < a[2] - 1e-9 and a[1] < b[3] - 1e-9 and b[1] < a[3] - 1e-9


def test_text_is_wrapped_where_a_line_may_break_and_escaped() -> None:
    assert wrapped("北京市（虚）职业学校 and more", width=60, size=10) == [
        "北京市（虚）",
        "职业学校",
        "and more",
    ]
    assert wrapped("", width=60, size=10) == []
    assert text("<b>\x07&", (1, 2.5)) == '<text x="1" y="2.5">&lt;b&gt;&amp;</text>'


@pytest.mark.parametrize("what", ["org 虚甲职校", "relation partnerOf", "network partners"])
def test_the_suffix_decides_what_is_written(mini: Path, tmp_path: Path, what: str) -> None:
    for suffix, start in ((".html", b"<!DOCTYPE html>"), (".svg", b"<?xml"), (".SVG", b"<?xml")):
        path = tmp_path / f"drawing{suffix}"
        assert main(["draw", *what.split(), "-o", str(path), "--build", str(mini)]) == 0
        assert path.read_bytes().startswith(start)


def test_another_suffix_is_refused(
    mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["draw", "network", "partners", "--build", str(mini)]
    assert main([*asked, "-o", str(tmp_path / "drawing.jpg")]) == 1
    assert "cannot write this kind of file: .jpg; 请用 / use .html, .svg, .png" in (
        capsys.readouterr().err
    )


def test_png_is_twice_the_size_of_the_svg(mini: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("resvg_py") is None:
        pytest.skip("resvg-py is not installed; install tvetgraph[print]")
    asked = ["draw", "network", "pipelines", "--build", str(mini), "-o"]
    for name in ("drawing.svg", "drawing.png"):
        assert main([*asked, str(tmp_path / name)]) == 0
    root = ET.fromstring((tmp_path / "drawing.svg").read_bytes())  # noqa: S314 - our own
    png = (tmp_path / "drawing.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width == round(2 * float(root.attrib["width"]))
    assert abs(height - 2 * float(root.attrib["height"])) <= 1


def test_png_without_its_package_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['resvg_py'] = None\n"
        "from tvetgraph.loaders.errors import BuildError\n"
        "from tvetgraph.viz.raster import to_png\n"
        "try: to_png('<svg/>')\n"
        "except BuildError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert "pip install 'tvetgraph[print]'" in done.stdout
