"""What a person decides: rows of the review table become links, accepted or refused.

A decision that stands is never overwritten: it is undone by deleting its row. To decide the same
once more changes nothing, so that a run that broke off can be run again. This module must not read
or write files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tvetgraph.graph.linking.review import Row
from tvetgraph.graph.linking.verdict import EXACT
from tvetgraph.loaders.errors import LinkError, TvetgraphError, raise_problems
from tvetgraph.loaders.linkcells import NOT, link_faults
from tvetgraph.loaders.links import HEADER, Link, LinkSet, link_errors
from tvetgraph.loaders.registry import Authority

_UNDO = "先删去那一行 / delete that row first"


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who decides, when (ISO date), how sure (0 to 1), and in what words, "中文 / English"."""

    author: str
    date: str
    confidence: str = "0.9"
    comment: str = ""


def to_link(row: Row, hand: Hand, *, refused: bool) -> Link:
    """Make the link that a row proposes, or its refusal."""
    return Link(
        subject_id=row.subject_id,
        subject_label=row.subject_label,
        predicate_id=row.predicate_id,
        predicate_modifier=NOT if refused else "",
        object_id=row.object_id,
        object_label=row.object_label,
        # SEMAPV: found by a tool, looked at and settled by a person.
        mapping_justification="semapv:MappingReview",
        confidence=hand.confidence,
        object_source=f"tvetsource:{row.source}",
        object_source_version=f"{row.date}: {row.rule}",
        author_label=hand.author,
        mapping_date=hand.date,
        comment=hand.comment or row.reason,
    )


@dataclass(frozen=True)
class Known:
    """What a decision must agree with: the decisions that stand, and who is who."""

    links: LinkSet
    authority: Authority


def decide_rows(
    known: Known, rows: Iterable[Row], *, hand: Hand, refused: bool
) -> tuple[Link, ...]:
    """Make the links of rows, without those that were decided so before.

    Raise Problems for each that a standing decision forbids or that would stop the build.
    """
    same = known.links.refused if refused else known.links.accepted
    standing = {link.key for link in same}
    chosen = tuple(row for row in rows if row.key not in standing)
    made = tuple(to_link(row, hand, refused=refused) for row in chosen)
    raise_problems([*_faults(made), *_conflicts(known.links, made)])
    new = LinkSet(refused=made) if refused else LinkSet(accepted=made)
    raise_problems(link_errors(known.links.merged(new), known.authority))
    return made


def _faults(made: Iterable[Link]) -> Iterator[TvetgraphError]:
    for link in made:
        cells = {name: getattr(link, name) for name in HEADER if getattr(link, name)}
        for problem, remedy in link_faults(cells, HEADER):
            yield LinkError(problem=f"{link.subject_id}: {problem}", remedy=remedy)


def _conflicts(links: LinkSet, made: Iterable[Link]) -> Iterator[TvetgraphError]:
    standing = [*links.accepted, *links.refused]
    for link in made:
        known = next((k for k in standing if k.key == link.key), None)
        other = next((k for k in standing if _rival(k, link)), None)
        if known is not None:
            problem = f"已有决定 / has been decided: {link.subject_id} {known.object_id}"
            yield LinkError(problem=problem, remedy=f"{_UNDO}: {known.origin}".rstrip(": "))
        elif other is not None:
            problem = (
                f"已与另一条相合 / matches another already: {link.subject_id} {other.object_id}"
            )
            yield LinkError(problem=problem, remedy=f"{_UNDO}: {other.origin}".rstrip(": "))
        standing.append(link)


def _rival(one: Link, other: Link) -> bool:
    """Tell whether both say that an entry is exactly one thing of the same register."""
    exact = one.predicate_id == other.predicate_id == EXACT
    accepted = not (one.refused or other.refused)
    same = (one.subject_id, one.register) == (other.subject_id, other.register)
    return exact and accepted and same
