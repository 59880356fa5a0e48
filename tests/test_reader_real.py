"""The two reports, where their texts are at hand, still read as the committed facts say."""

from collections import Counter
from pathlib import Path

import pytest

from tests.paper import Page, Sheet, lay_out
from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.extract import extract, is_prose, knowledge_of
from tvetgraph.loaders.facts import Fact, Method, bundled_data, number_duplicates, read_reports
from tvetgraph.loaders.furniture import page_furniture
from tvetgraph.loaders.observations import table_observations
from tvetgraph.loaders.profiles import profiles
from tvetgraph.loaders.registry import Authority
from tvetgraph.loaders.tables import Table, TableReader
from tvetgraph.loaders.text import Document, read_document
from tvetgraph.loaders.yields import table_facts

COMMITTED = {facts.report.id: facts for facts in read_reports(bundled_data())}
YEARS = {"bj-secondary-2020": "2020", "bj-higher-2019": "2019"}
WIDTHS = ((0, 0, 0), (0, 8, 9), (0, 7, 12))


def cells_of(fact: Fact) -> tuple[object, ...]:
    """Return all of a fact that its CSV row holds."""
    return (fact.kind, fact.id, dict(fact.values), fact.where, fact.row, fact.lines)


@pytest.mark.parametrize("report", sorted(YEARS))
def test_reading_again_gives_the_committed_facts(reports: Path, report: str) -> None:
    path = reports / f"{report}.txt"
    if not path.is_file():
        pytest.skip(f"no {path.name} in {reports}")
    fresh = extract(path, authority=read_authority(bundled_data())).facts
    read = number_duplicates(fact for fact in fresh.facts if not is_prose(fact))
    committed = [f for f in COMMITTED[report].facts if f.method is not Method.CURATED]
    assert fresh.report == COMMITTED[report].report
    assert [cells_of(fact) for fact in read] == [cells_of(fact) for fact in committed]


def tables_of(document: Document) -> list[Table]:
    """Return the tables that profiles know, read with no name known beforehand."""
    knowledge = knowledge_of(document, Authority())
    reader = TableReader(document, page_furniture(document), profiles(), knowledge)
    return [table for table in reader.read_all() if isinstance(table, Table)]


def meaning(table: Table, year: str) -> Counter[str]:
    """Return what a table says, without the words that only its layout decides."""
    found = [
        *table_facts(table, file="", data_year=year),
        *table_observations(table, data_year=year),
    ]
    assert all(isinstance(item, Fact) for item in found)
    facts = [item for item in found if isinstance(item, Fact)]
    layout = {"table", "printed_label"}
    return Counter(
        repr((f.kind, sorted((k, v) for k, v in f.values.items() if k not in layout)))
        for f in facts
    )


def on_other_paper(document: Document, table: Table, page: Page) -> Document:
    """Lay a table that was read out again on other paper, its own header above it."""
    header = [line for line in sorted(table.lines) if line > table.caption.line][:14]
    first_row = min(line for cell in table.rows[0].cells.values() for line in cell.lines)
    printed = [document.line(line).strip() for line in header if line < first_row]
    rows = [
        [cell.text if (cell := row.cells.get(c.role)) and cell.fresh else None for c in columns]
        for columns in [table.header.columns]
        for row in table.rows
    ]
    caption = f"表9-{table.caption.line} {table.title}"
    sheet = Sheet(caption, [" ".join(printed)], rows, table.notes)
    lines = [
        "海州市职业教育质量年度报告 2031",
        "一、概况",
        *lay_out(sheet, page),
        "很好，就是这样。",
    ]
    return Document("other.txt", tuple(lines), "")


@pytest.mark.parametrize("widths", WIDTHS, ids=str)
@pytest.mark.parametrize("report", sorted(YEARS))
def test_tables_read_the_same_on_other_paper(
    reports: Path, report: str, widths: tuple[float, ...]
) -> None:
    document = read_document(reports / f"{report}.txt")
    page = Page(widths=widths * 4, rows_a_page=7, head=("海州市职业教育质量年度报告 2031", "417"))
    for table in tables_of(document):
        if table.header.profile.blanks:
            continue  # blank cells stand in spaces alone, which other paper does not keep
        (again,) = tables_of(on_other_paper(document, table, page))
        assert meaning(again, YEARS[report]) == meaning(table, YEARS[report]), table.title
