"""Find what belongs to the page and not to the text: running heads and page numbers."""

import re
from collections import defaultdict

from tvetgraph.loaders.text import Document
from tvetgraph.loaders.tokens import normal

_NUMBER = re.compile(r"^\s*[-—–]?\s*(\d{1,3})\s*[-—–]?\s*$")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"^\s*\[[a-z ]+\]\s*$")
_REPORT_TITLE = re.compile(r"^[^，。；、]{4,40}(年度报告|年报)(\d{4}年?版?)?$")
# A running head stands on many pages; fewer repetitions than this prove nothing.
_LEAST_REPEATS = 3
_LEAST_HEAD = 6
_MOST_WORDS = 2


def page_furniture(document: Document) -> frozenset[int]:
    """Return the 1-based numbers of lines that are running heads, page numbers or placeholders."""
    solid = [n for n, line in enumerate(document.lines, start=1) if line.strip()]
    found = {n for n in solid if _PLACEHOLDER.match(document.line(n))} | _page_edges(document)
    for text, numbers in _repeated(document, solid).items():
        found |= _heads_with_numbers(document, solid, numbers, titled=_is_title(text))
    return frozenset(found)


def _page_edges(document: Document) -> set[int]:
    """Return page numbers that stand first or last on a page whose bounds are known."""
    ends = [*(start - 1 for start in document.pages[1:]), len(document.lines)]
    edges = {*document.pages, *(ends if document.pages else ())}
    return {n for n in edges if n and _NUMBER.match(document.line(n))}


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
