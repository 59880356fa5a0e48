"""A report as PDF reads as well as its text: ruled tables, page heads, merged and empty cells."""

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from tvetgraph.graph.build import build
from tvetgraph.graph.store import open_store
from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.errors import ReportError
from tvetgraph.loaders.extract import Extraction, extract, write_extraction
from tvetgraph.queries import run

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))  # pyright: ignore[reportUnknownMemberType]
STYLE = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=18, wordWrap="CJK")
TITLE = "2031 年海州市中等职业教育质量年度报告"
TEXT = "海州的学校在这一年里办学平稳，2031 年的数字见下表，其余从略。"


def text(words: str) -> Paragraph:
    """Return a paragraph that wraps as Chinese text does."""
    return Paragraph(words, STYLE)


def ruled(rows: list[list[str]], widths: list[float], *spans: tuple[int, int, int]) -> Table:
    """Return a ruled table; a span merges the cells of a column from one row to another."""
    body = [[text(cell) for cell in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    merged = [("SPAN", (column, top), (column, bottom)) for column, top, bottom in spans]
    return Table(body, colWidths=widths, repeatRows=1, style=TableStyle([*style, *merged]))


def page_head(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Put a running head and a page number on a page."""
    canvas.setFont(FONT, 9)
    canvas.drawString(200, 820, "海州市职业教育质量年度报告 2031")
    canvas.drawString(290, 20, str(document.page))


def printed(path: Path, *story: Flowable) -> Extraction:
    """Print a report to PDF and read it with no name known beforehand."""
    document = SimpleDocTemplate(str(path), pagesize=A4)
    top = [text(TITLE), text("一、升学"), text(TEXT * 6)]
    document.build([*top, *story], onFirstPage=page_head, onLaterPages=page_head)
    return extract(path, authority=Authority())


def test_a_table_over_pages_is_read_whole(tmp_path: Path) -> None:
    header = ["序号", "中职学校", "中职专业", "高职学院", "高职专业"]
    rows = [
        [f"{n}.", f"海州市第{n}航海职业高中", "港口机械运行与维护", "海州航海职业学院", "港口物流"]
        for n in range(1, 41)
    ]
    table = ruled([header, *rows], [40, 100, 90, 110, 90])
    read = printed(tmp_path / "hz.pdf", text("表 3-1 2031 年新增“3+2”衔接项目名单"), table)
    stages = [f.values["stages"] for f in read.facts.facts if f.kind == "pipelines"]
    assert stages == [
        f"海州市第{n}航海职业高中|港口机械运行与维护|3 > 海州航海职业学院|港口物流|2"
        for n in range(1, 41)
    ]
    assert read.misunderstood == ()


def test_facts_lie_on_pages(tmp_path: Path) -> None:
    header = ["序号", "中职学校", "中职专业", "高职学院", "高职专业"]
    rows = [[f"{n}.", f"海州第{n}职业高中", "航海", "海州职业学院", "航运"] for n in range(1, 61)]
    table = ruled([header, *rows], [40, 100, 90, 110, 90])
    facts = printed(tmp_path / "hz.pdf", text("表 3-1 新增“3+2”衔接项目"), table).facts.facts
    pages = {f.values["page_number"]: f.lines[0] for f in facts if f.kind == "pages"}
    last = next(f for f in facts if f.kind == "pipelines" and f.row == "60")
    assert list(pages) == ["1", "2", "3"]
    assert pages["3"][0] <= last.lines[0][0] <= pages["3"][1]


def test_merged_cells_are_inherited_and_empty_ones_are_not(tmp_path: Path) -> None:
    header = ["序号", "学校名称", "专业类别", "专业名称", "技能方向", "学制（年）", "备注"]
    rows = [
        ["1", "海州市云台职业学校", "交通运输类", "航海技术", "船舶驾驶", "三", "目录外"],
        ["2", "", "交通运输类", "港口机械", "", "三", ""],
        ["3", "海州市新浦职业高中", "农林牧渔类", "海水养殖", "", "四", ""],
    ]
    table = ruled([header, *rows], [35, 90, 70, 90, 70, 45, 60], (1, 1, 2))
    read = printed(tmp_path / "hz.pdf", text("表 2-1 2031 年新增专业一览表"), table)
    found = [
        (f.values["school"], f.values["major"], f.values.get("direction"), f.values.get("note"))
        for f in read.facts.facts
        if f.kind == "offerings"
    ]
    assert found == [
        ("海州市云台职业学校", "航海技术", "船舶驾驶", "目录外"),
        ("海州市云台职业学校", "港口机械", None, None),
        ("海州市新浦职业高中", "海水养殖", None, None),
    ]


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing here\n%%EOF")
    with pytest.raises(ReportError, match=r"damaged or locked|no text"):
        extract(path, authority=Authority())


def test_a_scan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path))
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(ReportError, match="recognition"):
        extract(path, authority=Authority())


def test_evidence_names_the_page(tmp_path: Path) -> None:
    header = ["序号", "中职学校", "中职专业", "高职学院", "高职专业"]
    rows = [[f"{n}.", f"海州第{n}职业高中", "航海", "海州职业学院", "航运"] for n in range(1, 61)]
    table = ruled([header, *rows], [40, 100, 90, 110, 90])
    read = printed(tmp_path / "hz.pdf", text("表 3-1 新增“3+2”衔接项目"), table)
    write_extraction(read, tmp_path / "facts")
    build(tmp_path / "facts", tmp_path / "build", reports=tmp_path)
    asked = """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?page ?exact {
          ?fact tvet:row ?row ; prov:wasDerivedFrom ?evidence .
          ?evidence tvet:onPage ?page ; oa:hasSelector/oa:exact ?exact .
          FILTER(STR(?row) = "60")
        }
    """
    store = open_store(tmp_path / "build")
    assert [list(row) for row in run(store, asked).values()] == [
        ["3", "60. 海州第60职业高中 航海 海州职业学院 航运"]
    ]
