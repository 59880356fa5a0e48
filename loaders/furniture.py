"""Find what belongs to the page and not to the text: running heads, page numbers, contents."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import normal

_NUMBER = re.compile(r"^\s*[-—–]?\s*(\d{1,3})\s*[-—–]?\s*$")
# A page number that says of how many: 3/18, 第3页 共18页.
_PAGE_OF = re.compile(
    r"(?:(?P<page>\d{1,3})/(?P<pages>\d{1,3})|第\d{1,3}页(?:[,/、]?共\d{1,3}页)?)"
)
_BARE = re.compile(r"\s*(\d{1,3})\s*")
_DASHED = re.compile(r"\s*[-—–－]\s*(\d{1,3})\s*[-—–－]\s*")
_CONTENTS = re.compile(r".*(?:\.{4,}|…{2,}|·{4,})\s*\d{1,3}\s*")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"^\s*\[[a-z ]+\]\s*$")
_REPORT_TITLE = re.compile(r"^[^，。；、]{4,40}(年度报告|年报)(\d{4}年?版?)?$")
# A running head stands on many pages; fewer repetitions than this prove nothing.
_LEAST_REPEATS = 3
_LEAST_HEAD = 6
_MOST_WORDS = 2
# Bare numbers are page numbers if they count a page's lines apart through most of the text.
_PAGE_LINES = (15, 90)
_LEAST_PAGES = 4
_LEAST_COVERED = 0.6


def page_furniture(document: Document) -> frozenset[int]:
    """Return the 1-based numbers of the lines that belong to the page, placeholders included."""
    solid = [n for n, line in enumerate(document.lines, start=1) if line.strip()]
    found = {n for n in solid if _PLACEHOLDER.match(document.line(n))} | _page_edges(document)
    found |= {n for n in solid if _CONTENTS.fullmatch(document.line(n))}
    found |= _pages_of(document, solid) | _dashed(document, solid) | _counting(document, solid)
    for text, numbers in _repeated(document, solid).items():
        found |= _heads_with_numbers(document, solid, numbers, titled=_is_title(text))
    return frozenset(found)


def _page_edges(document: Document) -> set[int]:
    """Return page numbers that stand first or last on a page whose bounds are known."""
    ends = [*(start - 1 for start in document.pages[1:]), len(document.lines)]
    edges = {*document.pages, *(ends if document.pages else ())}
    return {n for n in edges if n and _NUMBER.match(document.line(n))}


def _pages_of(document: Document, solid: list[int]) -> set[int]:
    """Return lines that number a page and say how many there are; the number of pages stays."""
    marked = {n: found for n in solid if (found := _PAGE_OF.fullmatch(normal(document.line(n))))}
    totals = {found["pages"] for found in marked.values()}
    return set(marked) if len(marked) > 1 and len(totals) == 1 else set()


def _dashed(document: Document, solid: list[int]) -> set[int]:
    """Return page numbers between dashes; they grow."""
    marked = {n: int(found[1]) for n in solid if (found := _DASHED.fullmatch(document.line(n)))}
    values = list(marked.values())
    return set(marked) if len(values) > 1 and values == sorted(set(values)) else set()


def _counting(document: Document, solid: list[int]) -> set[int]:
    """Return bare numbers that count the pages: the longest run that is spaced like pages."""
    lone = [
        (place, int(found[1]))
        for place, number in enumerate(solid)
        if (found := _BARE.fullmatch(document.line(number)))
    ]
    runs: list[list[int]] = []
    for index, (place, value) in enumerate(lone):
        near = range(max(0, index - _PAGE_LINES[1]), index)
        before = [runs[i] for i in near if _next(lone[i], place, value)]
        runs.append(_best([*run, place] for run in [[], *before]))
    best = _best([[], *runs])
    covered = len(best) >= _LEAST_PAGES and best[-1] - best[0] >= _LEAST_COVERED * len(solid)
    return {solid[place] for place in best} if covered else set()


def _best(runs: Iterable[list[int]]) -> list[int]:
    """Return the longest run, of those the most even, of those the latest: numbers end pages."""
    return max(runs, key=lambda run: (len(run), -_unevenness(run), run))


def _unevenness(run: list[int]) -> int:
    """Return how much the longest page of a run exceeds the shortest, in lines."""
    gaps = [after - before for before, after in pairwise(run)]
    return max(gaps, default=0) - min(gaps, default=0)


def _next(earlier: tuple[int, int], place: int, value: int) -> bool:
    """Tell whether a number at a place can count the page after an earlier one's."""
    least, most = _PAGE_LINES
    return value == earlier[1] + 1 and least <= place - earlier[0] <= most


def _is_title(text: str) -> bool:
    return bool(_REPORT_TITLE.match(text.replace("####", "2000").replace("#", "2000")))


def _repeated(document: Document, solid: list[int]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number in solid:
        text = _DIGITS.sub("#", normal(document.line(number)))
        # A table's header comes back too, with a serial number next to it, but in more words.
        words = [word for word in document.line(number).split() if _HAN.search(word)]
        if len(_HAN.findall(text)) >= _LEAST_HEAD and len(words) <= _MOST_WORDS:
            places[text].append(number)
    return {t: lines for t, lines in places.items() if len(lines) >= _LEAST_REPEATS or _is_title(t)}


def _heads_with_numbers(
    document: Document, solid: list[int], heads: list[int], *, titled: bool
) -> set[int]:
    """Keep repeated lines as running heads only if page numbers go with them, and grow.

    A report's title needs less proof: it is a running head wherever a page number goes with it.
    """
    index = {number: place for place, number in enumerate(solid)}
    pages = {head: _page_number(document, solid, index[head]) for head in heads}
    numbered = {head: page for head, page in pages.items() if page}
    values = [value for _, value in numbered.values()]
    growing = len(numbered) >= 0.8 * len(heads) and values == sorted(set(values))
    if not (titled or growing):
        return set()
    return set(numbered) | {line for line, _ in numbered.values()}


def _page_number(document: Document, solid: list[int], place: int) -> tuple[int, int] | None:
    for neighbour in (place + 1, place - 1):
        if 0 <= neighbour < len(solid):
            found = _NUMBER.match(document.line(solid[neighbour]))
            if found:
                return solid[neighbour], int(found[1])
    return None
