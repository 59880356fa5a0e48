"""The title of a quality report in English, made of the parts that such titles have.

It must not know any report: year, region or school, and level are read off the title itself.
"""

import re
from collections.abc import Mapping

from tvetgraph.viz.romanise import romanised

_LEVELS = {
    "高等职业教育": "Higher Vocational Education",
    "中等职业教育": "Secondary Vocational Education",
    "职业教育": "Vocational Education",
    "人才培养": "Training",
}
_TITLE = re.compile(
    rf"(?:(?P<year>\d{{4}})\s*年?度?)?(?P<of>[^\d\s，。：；、]{{2,40}}?)?(?P<level>{'|'.join(_LEVELS)})"
    r"(?:人才培养)?质量(?:年度)?报告\s*[(（]?(?P<later>\d{4})?(?:\s*年度?)?(?:年报)?[)）]?"
)


def report_title(title: str, names: Mapping[str, str]) -> str:
    """Give a title in English, its region by name or in pinyin; empty for what is no such title."""
    found = _TITLE.fullmatch(title.strip("《》 "))
    if not found:
        return ""
    year, of = found["later"] or found["year"] or "", found["of"] or ""
    where = f" in {names.get(of) or romanised(of)}" if of else ""
    return f"Annual Quality Report on {_LEVELS[found['level']]}{where} {year}".strip()
