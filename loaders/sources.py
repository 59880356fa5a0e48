"""Find the documents that a table names as its source: titles in 《》 and document numbers."""

import re
from collections.abc import Iterable

_TITLE = re.compile(r"《([^《》]{2,60})》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[(]?(?:19|20)\d{2}[〕\])]?第?\d+号")


def named_sources(notes: Iterable[str]) -> tuple[str, ...]:
    """Return titles and numbers in the order they are named, each once.

    >>> named_sources(["数据来源：《统计资料》（甲教〔2020〕3 号）"])
    ('统计资料', '甲教〔2020〕3号')
    """
    found: dict[str, None] = {}
    for note in notes:
        plain = "".join(note.split())
        found |= dict.fromkeys(_TITLE.findall(plain))
        found |= dict.fromkeys(_NUMBER.findall(plain))
    return tuple(found)
