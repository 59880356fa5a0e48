"""The review list: what a person should look at after a reading. It proposes, never decides.

Fuzzy scores only order candidates; they merge nothing. The CSV holds names and lines, no text of
the report; the page, written beside the reading, may show the lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from tvetgraph.loaders.authority import Authority, all_names, name_key
from tvetgraph.loaders.mentions import ORGANISATION_TAGS, Mention
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.sheets import write_sheet

REVIEW_FILE = "review.csv"
REVIEW_HEADER = ("file", "line", "what", "name", "nearest", "score", "reason")
_NEAREST = 3
_LEAST_SCORE = 60
# In such reports one school's names score as low as 62 and two schools' as high as 89.
_CLOSE_SCORE = 85
_TOLD = {
    "no-fact": "句中有名称而无事实 / names something, yielded no fact",
    "ambiguous": "一名多指，不予归并 / several entries go by this name, so it stands for none",
    "forbidden": "禁止归并 / must not be merged",
    "close": "相近但须人定 / close, but a person decides",
    "far": "不够相近 / not close enough",
    "new": "无相近名称 / nothing like it is known",
}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to look at: `what` is sentence, unknown or ambiguous; `line` is 1-based."""

    line: int
    last: int
    what: str
    name: str
    nearest: tuple[str, ...] = ()
    score: int = 0
    reason: str = ""


Listed = tuple[Sentence, Sequence[Mention], bool]


def review(read: Iterable[Listed], authority: Authority) -> Iterator[ReviewItem]:
    """List sentences without facts, unknown organisations and ambiguous names, by line."""
    parts = list(read)
    items = [*_silent(parts), *_names(parts, authority)]
    yield from sorted(items, key=lambda item: (item.line, item.what, item.name))


def _silent(parts: Iterable[Listed]) -> Iterator[ReviewItem]:
    for sentence, mentions, yielded in parts:
        names = [mention.text for mention in mentions if mention.tag in ORGANISATION_TAGS]
        if names and not yielded:
            named = ";".join(dict.fromkeys(names))
            yield ReviewItem(*sentence.span, "sentence", named, reason=_TOLD["no-fact"])


def _names(parts: Iterable[Listed], authority: Authority) -> Iterator[ReviewItem]:
    """List each name that resolves to no entry once, at its first line."""
    seen: set[str] = set()
    candidates = _candidates(authority)
    for sentence, mentions, _ in parts:
        for mention in mentions:
            key = name_key(mention.text)
            if mention.tag in ORGANISATION_TAGS and not mention.id and key not in seen:
                seen.add(key)
                span = sentence.lines[mention.start], sentence.lines[mention.end - 1]
                yield _unresolved(mention, span, authority, candidates)


def _candidates(authority: Authority) -> Mapping[str, str]:
    return {
        name_key(name): entry.name
        for entry in authority.organisations.values()
        for name in all_names(entry)
    }


def _unresolved(
    mention: Mention, span: tuple[int, int], authority: Authority, candidates: Mapping[str, str]
) -> ReviewItem:
    if mention.ambiguous:
        entries = authority.organisation_names.candidates(mention.text)
        names = tuple(entry.name for entry in entries)
        return ReviewItem(*span, "ambiguous", mention.text, names, 100, _TOLD["ambiguous"])
    key = name_key(mention.text)
    found = process.extract(
        key, candidates.keys(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_LEAST_SCORE
    )
    nearest = tuple(dict.fromkeys(candidates[name] for name, _, _ in found))
    score = round(found[0][1]) if found else 0
    reason = _why_apart(mention.text, nearest, score, authority)
    return ReviewItem(*span, "unknown", mention.text, nearest, score, reason)


def _why_apart(name: str, nearest: Sequence[str], score: int, authority: Authority) -> str:
    own = name_key(name)
    for pair in authority.forbidden:
        keys = {name_key(pair.name_a), name_key(pair.name_b)}
        if own in keys and keys - {own} & {name_key(other) for other in nearest}:
            return f"{_TOLD['forbidden']}: {pair.reason}"
    if not nearest:
        return _TOLD["new"]
    return _TOLD["close"] if score >= _CLOSE_SCORE else _TOLD["far"]


@cache
def _joined(names: tuple[str, ...]) -> str:
    return ";".join(names)


def write_review(items: Iterable[ReviewItem], folder: Path, *, file: str) -> Path:
    """Write folder/review.csv: names, lines and reasons, without a sentence of the report."""
    rows = [
        {
            "file": file,
            "line": _lines(item),
            "what": item.what,
            "name": item.name,
            "nearest": _joined(item.nearest),
            "score": str(item.score) if item.score else "",
            "reason": item.reason,
        }
        for item in items
    ]
    return write_sheet(folder / REVIEW_FILE, rows, header=REVIEW_HEADER)


def _lines(item: ReviewItem) -> str:
    return str(item.line) if item.line == item.last else f"{item.line}-{item.last}"
