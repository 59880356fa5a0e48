"""The questions about candidates: what bears a code or a name, and what an item is.

Each asks for a batch of values at once, written as RDF terms in the place of a variable's token.
They are plain SPARQL 1.1 on data in Wikidata's shape, so an endpoint, a dump and the cache answer
the same texts. This module must not decide anything.
"""

from collections.abc import Iterable, Iterator, Sequence

from tvetgraph.graph.linking.items import (
    ALIAS,
    DIRECT,
    ENTITY,
    GBT,
    LABEL,
    OWN_PROPERTIES,
    QID,
    REDIRECT,
    ROR,
    RORID,
    STEPS,
    Fact,
)
from tvetgraph.ontology import PREFIXES
from tvetgraph.queries import engines, syntax
from tvetgraph.queries.linking.askers import Asker
from tvetgraph.queries.remote import Failure, NoAnswer, to_term
from tvetgraph.queries.results import Cell, CellKind

# Wikidata's advice is to ask for 50 to 100 values at a time.
CODES_AT_ONCE, NAMES_AT_ONCE, ITEMS_AT_ONCE = 100, 100, 50
#: The languages in which names are looked up and read.
CHINESE = ("zh", "zh-hans", "zh-cn", "zh-hant", "zh-tw", "zh-hk")
LANGUAGES = (*CHINESE, "ja", "en")
Term = tuple[Cell, ...]

BY_CODE = """\
SELECT DISTINCT ?item ?property ?value
WHERE {
  VALUES (?property ?value) { ?_values }
  ?item ?property ?value .
}
"""
BY_NAME = """\
SELECT DISTINCT ?item ?name
WHERE {
  VALUES (?name) { ?_values }
  ?item rdfs:label|skos:altLabel ?name .
}
"""
OWN = f"""\
SELECT DISTINCT ?item ?property ?value
WHERE {{
  VALUES (?item) {{ ?_values }}
  VALUES ?property {{
    {" ".join(f"<{iri}>" for iri in (LABEL, ALIAS, REDIRECT))}
    {" ".join(f"<{DIRECT}{name}>" for name in OWN_PROPERTIES)}
  }}
  ?item ?property ?value .
  FILTER(!isLiteral(?value) || LANG(?value) IN ("", {", ".join(f'"{x}"' for x in LANGUAGES)}))
}}
"""
NEAR = f"""\
SELECT DISTINCT ?item ?property ?value
WHERE {{
  VALUES (?item) {{ ?_values }}
  VALUES (?property ?next) {{
    {" ".join(f"(<{DIRECT}{p}> <{n if ':' in n else DIRECT + n}>)" for p, n in STEPS)}
  }}
  ?item ?property ?node .
  ?node ?next ?value .
  FILTER(LANG(?value) IN ("", "zh", "zh-hans", "zh-cn", "en"))
}}
"""


def having_codes(asker: Asker, codes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (item, property, plain code) for each code that an item bears, in any of its forms."""
    values = [
        (Cell(DIRECT + name, CellKind.IRI), Cell(form))
        for name, code in codes
        for form in code_forms(name, code)
    ]
    for item, name, value in _rows(asker, BY_CODE, values, size=CODES_AT_ONCE):
        yield item.value, name.value.removeprefix(DIRECT), value.value


def having_names(asker: Asker, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (item, name) for each name that an item bears as label or alias."""
    values = [(Cell(name, language=language),) for name in names for language in _languages(name)]
    for item, name in _rows(asker, BY_NAME, values, size=NAMES_AT_ONCE):
        yield item.value, name.value


def describe(asker: Asker, iris: Iterable[str]) -> Iterator[Fact]:
    """Yield what there is to know of items, of themselves and one step away."""
    values = [(Cell(iri, CellKind.IRI),) for iri in sorted(set(iris))]
    for text in (OWN, NEAR):
        for item, name, value in _rows(asker, text, values, size=ITEMS_AT_ONCE):
            short = name.value.removeprefix(DIRECT)
            yield Fact(item.value, short, value.value, value.language)


def code_forms(name: str, code: str) -> tuple[str, ...]:
    """Write a plain code in the ways it is met: P442 spaced, bare or padded, P6782 with its IRI."""
    if name == GBT:
        spaced = " ".join(code[i : i + 2] for i in range(0, len(code), 2))
        return tuple(dict.fromkeys((spaced, code, code.ljust(6, "0"))))
    if name == RORID:
        return (code, ROR + code)
    return () if name == QID else (code,)


def item_of(code: tuple[str, str]) -> str:
    """Name the item that a code of the kind QID is itself, or nothing."""
    name, value = code
    return ENTITY + value if name == QID else ""


def with_values(text: str, rows: Sequence[Term]) -> str:
    """Put rows of RDF terms in the place of ?_values, with the prefixes that the text needs."""
    block = " ".join(f"({' '.join(to_term('value', cell) for cell in row)})" for row in rows)
    pieces = (
        block
        if token.kind is syntax.TokenKind.VARIABLE and token.text == "?_values"
        else token.text
        for token in syntax.tokens(syntax.with_prefixes(text, PREFIXES))
    )
    finished = "".join(pieces)
    engines.check(finished, added_lines=1)
    return finished


def _languages(name: str) -> tuple[str, ...]:
    if name.isascii():
        return ("en",)
    return (*CHINESE, "ja") if _is_chinese(name) else (*CHINESE, "en")


def _is_chinese(name: str) -> bool:
    return any("一" <= character <= "鿿" for character in name)


def in_batches(
    asker: Asker, text: str, *, values: Sequence[Term], size: int
) -> Iterator[tuple[Cell | None, ...]]:
    """Ask a question with ?_values for so many values at once; yield its rows."""
    for start in range(0, len(values), size):
        yield from _batch(asker, text, values[start : start + size])


def _rows(
    asker: Asker, text: str, values: Sequence[Term], *, size: int
) -> Iterator[tuple[Cell, ...]]:
    for row in in_batches(asker, text, values=values, size=size):
        yield tuple(cell for cell in row if cell is not None)


def _batch(asker: Asker, text: str, values: Sequence[Term]) -> Iterator[tuple[Cell | None, ...]]:
    """Ask for a batch, or for its halves where it was too much at once."""
    try:
        rows = asker.ask(with_values(text, values)).rows
    except NoAnswer as error:
        if error.failure is not Failure.LARGE or len(values) == 1:
            raise
        middle = len(values) // 2
        yield from _batch(asker, text, values[:middle])
        yield from _batch(asker, text, values[middle:])
    else:
        yield from rows
