"""The printed names that may be one of the known ones and are not decided: unresolved.csv.

Each says where it is printed, which entries are near and why none was taken. Deciding one means
moving it to aliases.csv. This module must not decide.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tvetgraph.loaders.errors import AuthorityError, TvetgraphError, raise_problems
from tvetgraph.loaders.registry import ALIAS_KINDS, Authority, name_key
from tvetgraph.loaders.sheets import SheetReader
from tvetgraph.loaders.values import Fault, Span, members, spans

UNRESOLVED_HEADER = ("name", "what", "report", "lines", "nearest", "reason")

_REQUIRED = tuple(name for name in UNRESOLVED_HEADER if name != "nearest")
_LINES = re.compile(r"[1-9][0-9]{0,8}(-[1-9][0-9]{0,8})?(;[1-9][0-9]{0,8}(-[1-9][0-9]{0,8})?)*")


@dataclass(frozen=True)
class Unresolved:
    """A printed name left open; `nearest` are ids of the entries that it may stand for, if any."""

    name: str
    what: str
    report: str
    lines: tuple[Span, ...]
    nearest: tuple[str, ...]
    reason: str


def read_unresolved(folder: Path, authority: Authority) -> tuple[Unresolved, ...]:
    """Read a folder's unresolved.csv, if any; raise Problems with every bad row.

    Bad is: an empty cell, lines that are no lines, an id that the authority does not have, a name
    that is decided after all, and a row said twice.
    """
    path = folder / "unresolved.csv"
    if not path.exists():
        return ()
    sheet = SheetReader(UNRESOLVED_HEADER, AuthorityError).read(path)
    errors: list[TvetgraphError] = list(sheet.errors)
    read: dict[tuple[str, str, str], Unresolved] = {}
    for row in sheet.rows:
        faults = list(_faults(row.cells, authority))
        key = (row.cells.get("what", ""), row.cells.get("report", ""), row.cells.get("name", ""))
        if key in read:
            faults.append((f"重复的行 / repeated row: {key[2]}", "删去一行 / delete one row"))
        for problem, remedy in faults:
            error = AuthorityError(problem=problem, remedy=remedy, file=sheet.file, line=row.line)
            errors.append(error)
        if not faults:
            read[key] = _unresolved(row.cells)
    raise_problems(errors)
    return tuple(read.values())


def _faults(cells: Mapping[str, str], authority: Authority) -> Iterator[Fault]:
    empty = [name for name in _REQUIRED if name not in cells]
    for name in empty:
        yield f"{name}: 空 / is empty", "填上 / fill it in"
    if _LINES.fullmatch(cells.get("lines", "1")) is None:
        yield f'lines "{cells["lines"]}": 不是行号 / are no lines', '如 / write "12;15-17"'
    if cells.get("what", ALIAS_KINDS[0]) not in ALIAS_KINDS:
        problem = f'what "{cells["what"]}": 没有这一种 / is no such value'
        yield problem, "可用 / use " + ", ".join(ALIAS_KINDS)
    elif not empty:
        yield from _nearest_faults(cells, authority)


def _nearest_faults(cells: Mapping[str, str], authority: Authority) -> Iterator[Fault]:
    entries = authority.entries(cells["what"])
    for identity in members(cells.get("nearest", "")):
        entry = entries.get(identity)
        if entry is None:
            problem = f"nearest: 没有这个 id / there is no such id: {identity}"
            yield problem, "改正 / correct it"
        elif name_key(cells["name"]) in map(name_key, (entry.name, *entry.aliases)):
            problem = f"已定为 / is decided to be {identity}: {cells['name']}"
            yield problem, "删去这一行 / delete the row"


def _unresolved(cells: Mapping[str, str]) -> Unresolved:
    return Unresolved(
        name=cells["name"],
        what=cells["what"],
        report=cells["report"],
        lines=spans(cells["lines"]),
        nearest=tuple(members(cells.get("nearest", ""))),
        reason=cells["reason"],
    )
