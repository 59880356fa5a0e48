"""Tell the year of a figure from its sentence; what it is compared with is another year."""

import re

from tvetgraph.loaders.numerals import Numeral

_YEAR = re.compile(r"(?<![\d—\-])((?:19|20)\d\d)(?=年)")
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:到|至|[-—–~])(?P<last>(?:19|20)\d\d)年")
_ELSE = re.compile(
    r"(?:比|较|与|同|和|[高低多少]于)(?:19|20)\d\d年"
    r"|是(?:19|20)\d\d年的|(?:自|从)?(?:19|20)\d\d年(?:\d+月)?(?:以来|起|开始|至今)"
)


def period_of(text: str, numeral: Numeral, *, default: str) -> str:
    """Return the year of a figure: the last before it in its clause, else the sentence's own."""
    spans = list(_SPAN.finditer(text, 0, numeral.start)) if numeral.step else []
    if spans:
        return spans[-1]["first" if numeral.step == "由" else "last"]
    plain = _ELSE.sub(lambda found: "\0" * len(found.group()), text)
    start = max(plain.rfind(mark, 0, numeral.start) for mark in "，。；") + 1
    near: list[str] = _YEAR.findall(plain[start : numeral.start])
    return near[-1] if near else own_year(text[: numeral.start]) or default


def own_year(text: str) -> str:
    """Return the one year that a text speaks of, nothing where it names several.

    >>> own_year("2031年招生数较2030年增长"), own_year("2029年以来增长")
    ('2031', '')
    """
    years = dict.fromkeys(_YEAR.findall(_ELSE.sub("", text)))
    return next(iter(years)) if len(years) == 1 else ""
