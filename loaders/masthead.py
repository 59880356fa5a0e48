"""Read what a report says about itself: title, level, region, the year of its data."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tvetgraph.loaders.errors import ReportError
from tvetgraph.loaders.facts import Report
from tvetgraph.loaders.numbers import years_in
from tvetgraph.loaders.slugs import slug
from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import normal
from tvetgraph.loaders.values import SLUG, SLUG_FAULT

_TITLE = re.compile(r"^[^，。；、]{4,40}(年度报告|年报)([（(]?\d{4}(年度?版?)?[）)]?)?$")
_YEAR_OF = re.compile(r"((?:19|20)\d{2})\s*年度?")
_REGION = re.compile(
    r"^(?:(?:19|20)\d{2}年?度?)?(?P<region>[\u4e00-\u9fff]{2,8}?)(?:中等|高等|职业|中职|高职)"
)
_LEVELS = {"secondary": ("中等职业", "中职"), "higher": ("高等职业", "高职")}


def read_masthead(document: Document, *, report_id: str | None = None) -> Report:
    """Return the report's own record; its id is the file's name in Latin letters, unless given."""
    title = _title(document)
    data_year = _data_year(document)
    stated = [year for year in years_in(title) if year != str(data_year)]
    return Report(
        id=slug(Path(document.name).stem) if report_id is None else _checked(report_id, document),
        title=title,
        level=_level(document),
        region=_region(title),
        data_year=data_year,
        published=stated[0] if stated else "",
        sha256=document.sha256,
        line_count=len(document.lines),
    )


def _title(document: Document) -> str:
    solid = [line.strip() for line in document.lines if line.strip()]
    titles = Counter(line for line in solid if _TITLE.match(normal(line)))
    if titles:
        return " ".join(max(titles, key=lambda title: titles[title]).split())
    return " ".join(solid[0].split())


def _data_year(document: Document) -> int:
    """Return the year that the text speaks of most."""
    years = Counter(year for line in document.lines for year in _YEAR_OF.findall(line))
    if not years:
        raise ReportError(
            problem="文中没有年份 / the text names no year",
            remedy="请检查是否为质量年度报告 / check that it is an annual quality report",
            file=document.name,
        )
    return int(max(years, key=lambda year: (years[year], year)))


def _level(document: Document) -> str:
    text = "".join(document.lines)
    return max(_LEVELS, key=lambda level: _mentions(text, _LEVELS[level]))


def _mentions(text: str, words: Iterable[str]) -> int:
    return sum(text.count(word) for word in words)


def _region(title: str) -> str:
    found = _REGION.match(normal(title))
    return found["region"] if found else ""


def _checked(report_id: str, document: Document) -> str:
    """Return an id that may name a folder and stand in IRIs; raise ReportError for another."""
    if SLUG.fullmatch(report_id) is None:
        problem, remedy = SLUG_FAULT
        raise ReportError(problem=f'id "{report_id}": {problem}', remedy=remedy, file=document.name)
    return report_id
