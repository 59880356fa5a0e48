"""The cells of a link file: what each may say, and what is wrong with a bad one.

The prefixes of its identifiers are here too. This module must not read or write files.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from tvetgraph.loaders.identifiers import REGISTERS, identifier_fault
from tvetgraph.loaders.values import SLUG, Fault
from tvetgraph.ontology import BASE

NOT = "Not"

#: What a link can say, strongest first; owl:sameAs says more than any source shows.
PREDICATES = (
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
    "dcterms:isReplacedBy",
    "schema:containsPlace",
)
#: How a link was found, as SSSOM has it.
JUSTIFICATIONS = tuple(
    "semapv:" + name
    for name in (
        "BackgroundKnowledgeBasedMatching",
        "CompositeMatching",
        "InstanceBasedMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingInversion",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "StructuralMatching",
        "UnspecifiedMatching",
    )
)
#: The prefixes of a link file. An entry is written as "tvetorg:<id>" or "tvetplace:<id>".
CURIE_MAP: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        **{prefix: REGISTERS[prefix].namespace for prefix in sorted(REGISTERS)},
        "schema": "https://schema.org/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "tvetorg": BASE + "org/",
        "tvetplace": BASE + "place/",
        "tvetsource": BASE + "source/",
    }
)
#: The folders of the entries that a link can start from, by the prefix of their ids.
SUBJECTS: Mapping[str, str] = MappingProxyType({"tvetorg": "organisation", "tvetplace": "place"})

_CONFIDENCE = re.compile(r"0(?:\.[0-9]{1,3})?|1(?:\.0{1,3})?")
_CURIE_LINE = re.compile(r'#\s+"?([A-Za-z][\w.-]*)"?:\s*"?([^\s"]+)"?\s*')

OPTIONAL = frozenset({"predicate_modifier"})


def link_faults(cells: Mapping[str, str], header: Sequence[str]) -> Iterator[Fault]:
    """List what is wrong with the cells of a row under a header."""
    for name in header:
        if name not in cells and name not in OPTIONAL:
            yield f"{name}: 空 / is empty", "填上 / fill it in"
        elif name in _CHECKS and name in cells and (fault := _CHECKS[name](cells[name])):
            yield f'{name} "{cells[name]}": {fault[0]}', fault[1]


def own_prefixes(head: str) -> Mapping[str, str]:
    """Read the curie_map of a head: ours for what the file calls by another prefix."""
    found = map(_CURIE_LINE.fullmatch, head.splitlines())
    own = {match[1]: match[2] for match in found if match}
    ours = {namespace: prefix for prefix, namespace in CURIE_MAP.items()}
    return {name: ours[space] for name, space in own.items() if space in ours}


def to_own_curie(cell: str, prefixes: Mapping[str, str]) -> str:
    """Write an identifier with our prefix; any other cell stays as it is."""
    prefix, colon, local = cell.partition(":")
    return f"{prefixes[prefix]}:{local}" if colon and prefix in prefixes else cell


def subject_fault(cell: str) -> Fault | None:
    """Tell what is wrong with the id of an entry."""
    prefix, _, identity = cell.partition(":")
    if prefix in SUBJECTS and SLUG.fullmatch(identity):
        return None
    return "不是条目 / is not an entry", "写 / write tvetorg:<id> 或 / or tvetplace:<id>"


def source_fault(cell: str) -> Fault | None:
    """Tell what is wrong with the id of a source."""
    prefix, _, identity = cell.partition(":")
    if prefix == "tvetsource" and SLUG.fullmatch(identity):
        return None
    return "不是来源 / is not a source", "写 / write tvetsource:<id>"


def _one_of(cell: str, allowed: Sequence[str]) -> Fault | None:
    if cell in allowed:
        return None
    return "没有这一种 / is no such value", "可用 / use " + ", ".join(allowed)


def confidence_fault(cell: str) -> Fault | None:
    """Tell what is wrong with a degree of confidence."""
    if _CONFIDENCE.fullmatch(cell):
        return None
    return "不是 0 到 1 的数 / is not a number from 0 to 1", "写如 0.95 / write such as 0.95"


def _date_fault(cell: str) -> Fault | None:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return "不是日期 / is not a date", "写如 2026-11-22 / write such as 2026-11-22"
    return None


def comment_fault(cell: str) -> Fault | None:
    """Tell what is wrong with a reason in two languages."""
    chinese, _, english = cell.partition(" / ")
    if chinese.strip() and english.strip():
        return None
    return "须有中英文理由 / needs a reason in both languages", "写成 / write 中文 / English"


_CHECKS: Mapping[str, Callable[[str], Fault | None]] = MappingProxyType(
    {
        "subject_id": subject_fault,
        "predicate_id": lambda cell: _one_of(cell, PREDICATES),
        "predicate_modifier": lambda cell: _one_of(cell, (NOT,)),
        "object_id": identifier_fault,
        "mapping_justification": lambda cell: _one_of(cell, JUSTIFICATIONS),
        "confidence": confidence_fault,
        "object_source": source_fault,
        "mapping_date": _date_fault,
        "comment": comment_fault,
    }
)
