"""A text cut where its words end, and its known phrases found: the longest first.

It must not know any word.
"""

import re
from collections.abc import Callable, Iterator, Mapping

_END = r"\s,;:，；：/／、→=≠≈《》«»·|()（）"
#: Brackets belong to a word that they stand within: 虚甲（北京）公司.
_PIECE = re.compile(
    rf"[^{_END}]+(?:(?<=[\u3400-\u9fff])[(（][^{_END}]*[)）][^{_END}]+)*|.", re.DOTALL
)
_MOST_PARTS = 6
#: A longer word is a phrase, and no part of another.
LONGEST_PART = 8
#: Phrases as they are told in another language; what is not known is told as an empty text.
Tell = Callable[[str], str]


def retold(text: str, tell: Tell, *, most: int) -> Iterator[tuple[str, str]]:
    """Give a text phrase by phrase, the longest that are known, and what each is told as."""
    found = [piece[0] for piece in _PIECE.finditer(text)]
    at = 0
    while at < len(found):
        end, told = _longest(found, at, tell, min(most, len(found) - at))
        yield "".join(found[at:end]), told
        at = end


def _longest(found: list[str], at: int, tell: Tell, most: int) -> tuple[int, str]:
    """Find the longest phrase that begins at a piece; none begins or ends with a space."""
    if not found[at].isspace():
        for end in range(at + most, at, -1):
            if not found[end - 1].isspace() and (told := tell("".join(found[at:end]))):
                return end, told
    return at + 1, ""


def split(text: str, parts: Mapping[str, str]) -> list[str]:
    """Cut a text into as few known parts as cover it whole; none where they do not."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(text) + 1):
        ways = [
            [*before, text[start:end]]
            for start in range(max(0, end - LONGEST_PART), end)
            if (before := best[start]) is not None and text[start:end] in parts
        ]
        best.append(min(ways, key=len) if ways else None)
    found = best[-1] or []
    return found if len(found) <= _MOST_PARTS else []
