"""What can be seen in SPARQL text without running it: its variables, prefixes, order and form.

Works on tokens, so that nothing inside a string, an IRI or a comment is mistaken for syntax.
It must not put a value into a query: values are bound (see runner) or written as terms (remote).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile


class TokenKind(StrEnum):
    """The tokens that matter here; everything else is `other`."""

    SPACE = "space"
    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    NAME = "name"
    WORD = "word"
    OTHER = "other"


@dataclass(frozen=True)
class Token:
    """A piece of the text; `depth` counts the braces and parentheses that are open before it."""

    kind: TokenKind
    text: str
    start: int
    depth: int


# SPARQL 1.1, section 19.8: IRIREF, STRING_LITERAL*, VAR1/VAR2, PNAME; a comment counts as space.
_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                  |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-][\w:%.-]*)?)
      | (?P<word>\w+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"})


def tokens(text: str) -> Iterator[Token]:
    """Cut SPARQL text into tokens; joined again they are the text."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = TokenKind(match.lastgroup or "other")
        piece = match.group()
        depth -= kind is TokenKind.OTHER and piece in ")}"
        yield Token(kind, piece, match.start(), depth)
        depth += kind is TokenKind.OTHER and piece in "({"


def parameters(text: str) -> tuple[str, ...]:
    """List the names that stand as ?_name in the text, in order of first use, without the _."""
    found = (t.text[2:] for t in tokens(text) if t.kind is TokenKind.VARIABLE and t.text[1] == "_")
    return tuple(dict.fromkeys(filter(None, found)))


def columns(text: str) -> tuple[str, ...]:
    """List the columns that the outermost SELECT names: variables, and what follows an AS."""
    head = _head(_solid(text))
    named = (
        token.text[1:]
        for before, token in pairwise(head)
        if token.kind is TokenKind.VARIABLE and (token.depth == 0 or before.text.upper() == "AS")
    )
    return tuple(named)


def is_ordered(text: str) -> bool:
    """Tell whether the outermost query has an ORDER BY."""
    return _clause(_solid(text), "ORDER") is not None


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """Declare known prefixes that the text uses and does not declare, all on one line before it."""
    solid = _solid(text)
    pairs = pairwise(solid)
    declared = {b.text for a, b in pairs if a.kind is TokenKind.WORD and a.text.upper() == "PREFIX"}
    used = {f"{t.text.partition(':')[0]}:" for t in solid if t.kind is TokenKind.NAME}
    missing = [p for p in sorted(known) if f"{p}:" in used - declared]
    return " ".join(f"PREFIX {prefix}: <{known[prefix]}>" for prefix in missing) + "\n" + text


def with_columns(text: str, names: tuple[str, ...]) -> str:
    """Name the parameters among the columns (and groups) of the outermost SELECT.

    Oxigraph binds a variable only where the outermost SELECT names it (oxigraph#1837). A text
    that selects * or is no SELECT is left as it is.
    """
    solid = _solid(text)
    head = _head(solid)
    named = {token.text[1:] for token in head if token.kind is TokenKind.VARIABLE}
    missing = [f"?_{name}" for name in names if f"_{name}" not in named]
    if not head or not missing or any(t.text == "*" and t.depth == 0 for t in head):
        return text
    last = head[1] if head[1].text.upper() in {"DISTINCT", "REDUCED"} else head[0]
    added = " " + " ".join(missing)
    return _insert(text, [(last.start + len(last.text), added), *_grouping(solid, head, added)])


def _grouping(solid: list[Token], head: list[Token], added: str) -> list[tuple[int, str]]:
    group = _clause(solid, "GROUP")
    if group is not None:
        return [(solid[group + 1].start + len(solid[group + 1].text), added)]
    if not any(t.text.upper() in _AGGREGATES for t in head):
        return []
    closing = next(t for t in solid if t.text == "}" and t.depth == 0 and t.start > head[-1].start)
    return [(closing.start + 1, " GROUP BY" + added)]


def _head(solid: list[Token]) -> list[Token]:
    """Take the outermost SELECT and what it names; nothing where the query is no SELECT."""
    select = _clause(solid, "SELECT")
    if select is None:
        return []
    return list(takewhile(lambda t: t.text.upper() not in {"WHERE", "FROM", "{"}, solid[select:]))


def _insert(text: str, pieces: list[tuple[int, str]]) -> str:
    for position, piece in sorted(pieces, reverse=True):
        text = text[:position] + piece + text[position:]
    return text


def _solid(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind is not TokenKind.SPACE]


def _clause(solid: list[Token], word: str) -> int | None:
    """Find where a clause of the outermost query begins."""
    outer = (
        i
        for i, t in enumerate(solid)
        if t.depth == 0 and t.kind is TokenKind.WORD and t.text.upper() == word
    )
    return next(outer, None)
