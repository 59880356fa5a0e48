"""Page numbers in every usual form and contents belong to the page, a table's numbers do not."""

import pytest

from tvetgraph.loaders.furniture import page_furniture
from tvetgraph.loaders.text import Document

PAGES = 6
NAMES = "甲乙丙丁戊己庚"
LINES_A_PAGE = 30


def numbered(form: str, first: int) -> Document:
    """Return a text with a page number in some form after each page, and a table's serials."""
    lines: list[str] = []
    for page in range(1, PAGES + 1):
        lines += [f"云州市各学校第{page}项工作的第{n}个方面。" for n in range(LINES_A_PAGE)]
        lines += ["1", f"{NAMES[page]}城学校", "2", f"{NAMES[-page]}江学校"]
        lines.append(form.format(page + first - 1))
    return Document("x.txt", tuple(lines), "")


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("- {} -", 1),
        ("— {} —", 4),
        ("第 {} 页 共 6 页", 1),
        ("{} / 6", 1),
        ("  {}", 3),
        ("{}", 1),
    ],
)
def test_page_numbers_are_found_and_serials_are_not(form: str, first: int) -> None:
    a_page = LINES_A_PAGE + 5
    expected = {page * a_page for page in range(1, PAGES + 1)}
    assert page_furniture(numbered(form, first)) == expected


def test_lines_of_contents_are_no_headings() -> None:
    lines = ("一、学生发展............3", "（一）招生……………… 4", "一、学生发展", "学生增加。")
    assert page_furniture(Document("x.txt", lines, "")) == {1, 2}


def test_ratios_and_single_numbers_stay() -> None:
    lines = ("表1-1 比例", "学校 比例", "甲 ", "1/2", "乙", "1/3", "丙", "7")
    assert page_furniture(Document("x.txt", lines, "")) == frozenset()
