"""Links from our entries to other registers, as SSSOM: one file of links, one of refusals.

A link is one row: whose, what kind, to where, why, from which source and how sure. Nothing is
linked by any other way than such a row. This module must not look for links.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import dropwhile, takewhile
from pathlib import Path
from textwrap import dedent

from tvetgraph.loaders.errors import LinkError, TvetgraphError, raise_problems
from tvetgraph.loaders.linkcells import (
    CURIE_MAP,
    NOT,
    PREDICATES,
    SUBJECTS,
    link_faults,
    own_prefixes,
    to_own_curie,
)
from tvetgraph.loaders.registry import Authority
from tvetgraph.loaders.sheets import SheetReader, SheetRow, read_text
from tvetgraph.loaders.values import Fault
from tvetgraph.loaders.wholefile import write_whole
from tvetgraph.ontology import BASE

LINKS = "links.sssom.tsv"
REFUSED = "links_refused.sssom.tsv"
AUTHOR = "tvetgraph contributors"


@dataclass(frozen=True, kw_only=True)
class Link:
    """One row of a link file; the fields are SSSOM's, identifiers are written as CURIEs.

    `comment` is the reason as "中文 / English"; `object_source` names the source that was opened
    and `object_source_version` its version, then ": " and the place in it.
    """

    subject_id: str
    subject_label: str
    predicate_id: str
    predicate_modifier: str = ""
    object_id: str
    object_label: str
    mapping_justification: str
    confidence: str
    object_source: str
    object_source_version: str
    author_label: str = AUTHOR
    mapping_date: str
    comment: str
    origin: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes two rows the same statement, refused or not."""
        return self.subject_id, self.predicate_id, self.object_id

    @property
    def refused(self) -> bool:
        """Tell whether the row says that this link must not be made."""
        return self.predicate_modifier == NOT

    @property
    def register(self) -> str:
        """Name the register that the link leads to by its prefix."""
        return self.object_id.partition(":")[0]

    @property
    def reasons(self) -> tuple[str, str]:
        """Give the reason in Chinese and in English."""
        chinese, _, english = self.comment.partition(" / ")
        return chinese, english


HEADER = tuple(f.name for f in fields(Link) if f.name != "origin")


def read_links(path: Path) -> tuple[Link, ...]:
    """Read a link file in its own order; raise Problems with every fault of every row."""
    sheet = SheetReader(HEADER, LinkError, delimiter="\t", comment="#").read(path)
    errors: list[TvetgraphError] = list(sheet.errors)
    if not errors:
        errors += _cut_short(path)
    prefixes = own_prefixes("" if errors else "\n".join(_head_of(path)))
    links: list[Link] = []
    for row in sheet.rows:
        cells = {name: to_own_curie(cell, prefixes) for name, cell in row.cells.items()}
        faults = tuple(link_faults(cells, HEADER))
        errors += [_error(sheet.file, row, fault) for fault in faults]
        if not faults:
            links.append(Link(**cells, origin=f"{sheet.file}:{row.line}"))
    raise_problems([*errors, *_repeated(links)])
    return tuple(links)


def write_links(links: Iterable[Link], path: Path) -> Path:
    """Write a link file: its head, one sorted row a link. What a head said beside ours stays.

    The same links give the same bytes every time, and the file is whole at every moment.
    """
    text = io.StringIO(newline="")
    text.writelines(f"#{line}\n" for line in _head(path))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(HEADER)
    for link in sorted(links, key=lambda link: link.key):
        writer.writerow([getattr(link, name) for name in HEADER])
    return write_whole(path, text.getvalue().encode("utf-8"))


@dataclass(frozen=True)
class LinkSet:
    """The links that hold and those that were refused."""

    accepted: tuple[Link, ...] = ()
    refused: tuple[Link, ...] = ()

    def merged(self, other: "LinkSet") -> "LinkSet":
        """Add another set; where the two differ on a link, the other decides."""
        decided = {link.key for link in (*other.accepted, *other.refused)}
        return LinkSet(
            accepted=(*(k for k in self.accepted if k.key not in decided), *other.accepted),
            refused=(*(k for k in self.refused if k.key not in decided), *other.refused),
        )


def read_link_set(*folders: Path) -> LinkSet:
    """Read the two link files of the folders, each adding to the ones before it.

    Raise Problems for rows in the wrong file and links both accepted and refused in one folder.
    """
    together = LinkSet()
    for folder in folders:
        found = LinkSet(*(_read_if_there(folder / name) for name in (LINKS, REFUSED)))
        raise_problems(_disagreements(found))
        together = together.merged(found)
    return together


def link_errors(links: LinkSet, authority: Authority) -> Iterator[LinkError]:
    """List the links whose entry does not exist, and the entries that are one and the same."""
    for link in (*links.accepted, *links.refused):
        prefix, _, identity = link.subject_id.partition(":")
        if identity not in authority.entries(SUBJECTS[prefix]):
            problem = f"没有这个条目 / there is no such entry: {link.subject_id}"
            yield link_error(
                link,
                problem=problem,
                remedy="改正或先加上这一条 / correct it or add the entry first",
            )
    yield from _shared(links.accepted)


def link_error(link: Link, *, problem: str, remedy: str) -> LinkError:
    """Make the error of a link, at the row it was read from."""
    file, _, line = link.origin.rpartition(":")
    return LinkError(problem=problem, remedy=remedy, file=file, line=int(line or 0))


def _read_if_there(path: Path) -> tuple[Link, ...]:
    return read_links(path) if path.exists() else ()


def _head_of(path: Path) -> tuple[str, ...]:
    lines = read_text(path).splitlines()
    return tuple(takewhile(lambda line: line.startswith("#"), lines))


def _cut_short(path: Path) -> Iterator[LinkError]:
    """Suspect a file whose last row does not end: what a half-written file looks like."""
    if not read_text(path).endswith("\n"):
        problem = "末行没有换行，文件可能不全 / the last row has no end: the file may be cut short"
        remedy = "核对末行，再在其后换行 / check the last row and end it with a line break"
        last = len(read_text(path).splitlines())
        yield LinkError(problem=problem, remedy=remedy, file=str(path), line=last)


def _error(file: str, row: SheetRow, fault: Fault) -> LinkError:
    return LinkError(problem=fault[0], remedy=fault[1], file=file, line=row.line)


def _repeated(links: Iterable[Link]) -> Iterator[LinkError]:
    first: dict[tuple[str, str, str], Link] = {}
    for link in links:
        if (known := first.setdefault(link.key, link)) is not link:
            line = known.origin.rpartition(":")[2]
            problem = f"重复的链接 / repeated link: {' '.join(link.key)} ({line})"
            yield link_error(link, problem=problem, remedy="删去一行 / delete one row")


def _disagreements(links: LinkSet) -> Iterator[LinkError]:
    refused = {link.key: link for link in links.refused}
    for link in links.accepted:
        if link.refused:
            problem = f"拒绝的链接放错文件 / a refused link in {LINKS}: {' '.join(link.key)}"
            yield link_error(link, problem=problem, remedy=f"移到 / move it to {REFUSED}")
        elif link.key in refused:
            where = refused[link.key].origin
            problem = f"既接受又拒绝 / both accepted and refused: {' '.join(link.key)} ({where})"
            yield link_error(
                link, problem=problem, remedy="删去其中一行 / delete one of the two rows"
            )
    for link in links.refused:
        if not link.refused:
            problem = f"须写 {NOT} / lacks {NOT}: {' '.join(link.key)}"
            yield link_error(link, problem=problem, remedy=f"predicate_modifier 写 / write {NOT}")


def _shared(links: Iterable[Link]) -> Iterator[LinkError]:
    """List the exact matches that two entries have with one thing: one of them is wrong."""
    first: dict[str, Link] = {}
    for link in (link for link in links if link.predicate_id == PREDICATES[0]):
        known = first.setdefault(link.object_id, link)
        if known.subject_id != link.subject_id:
            who = f"{known.subject_id}, {link.subject_id}"
            problem = f"两个条目同指一物 / two entries match one thing: {who} → {link.object_id}"
            yield link_error(
                link, problem=problem, remedy="改一处的谓词 / change the predicate of one of them"
            )


def _head(path: Path) -> Iterator[str]:
    yield from _told_of(path) or _first_told(path)
    yield "curie_map:"
    yield from (f'  {prefix}: "{namespace}"' for prefix, namespace in CURIE_MAP.items())


def _told_of(path: Path) -> tuple[str, ...]:
    """Keep what the head of a file says of the set; its prefixes become ours."""
    told = "\n".join(line[1:] for line in _head_of(path)) if path.is_file() else ""
    lines = dedent(told).splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith("curie_map:")), len(lines))
    rest = dropwhile(lambda line: line[:1].isspace(), lines[start + 1 :])
    return (*lines[:start], *rest)


def _first_told(path: Path) -> Iterator[str]:
    yield f"mapping_set_id: {BASE}data/{path.name}"
    yield "mapping_set_title: " + (
        "refused links of tvetgraph" if path.name == REFUSED else "links of tvetgraph"
    )
    yield "license: https://creativecommons.org/licenses/by/4.0/"
    yield "creator_label:"
    yield f'  - "{AUTHOR}"'
