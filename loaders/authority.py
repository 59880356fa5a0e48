"""The authority files: who is who, as CSV; the place to import entries and names from.

Reading checks what no single file can promise: ids that exist, look-alikes kept apart. This module
must not resolve a name by anything but the files.
"""

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path

from tvetgraph.loaders.aliases import (
    ALIAS_HEADER,
    alias_errors,
    repeated_aliases,
    to_aliases,
)
from tvetgraph.loaders.errors import AuthorityError, TvetgraphError, raise_problems
from tvetgraph.loaders.proposals import propose
from tvetgraph.loaders.records import Certainty
from tvetgraph.loaders.registry import (
    ALIAS_KINDS,
    ORGANISATION_CLASSES,
    PLACE_CLASSES,
    Alias,
    Authority,
    ForbiddenMerge,
    Major,
    Organisation,
    Place,
    all_names,
    by_id,
    entry_error,
    name_key,
)
from tvetgraph.loaders.sheets import SheetReader, write_sheet
from tvetgraph.loaders.values import SLUG, SLUG_FAULT, Fault

__all__ = [
    "ORGANISATION_CLASSES",
    "PLACE_CLASSES",
    "Alias",
    "Authority",
    "ForbiddenMerge",
    "Major",
    "Organisation",
    "Place",
    "actor",
    "all_names",
    "name_key",
    "propose",
    "read_additions",
    "read_authority",
    "write_authority",
]

ORGANISATION_HEADER = (
    "id",
    "class",
    "name",
    "name_en",
    "district",
    "parent",
    "note",
)
MAJOR_HEADER = ("id", "name", "name_en", "broader", "note")
PLACE_HEADER = (
    "id",
    "class",
    "name",
    "name_en",
    "parent",
    "gbt2260",
    "iso3166",
    "note",
)
FORBIDDEN_HEADER = ("name_a", "name_b", "reason")

_REQUIRED = ("id", "class", "name", "name_a", "name_b", "what", "certainty", "reason")
_CHOICES = {"what": ALIAS_KINDS, "certainty": tuple(certainty.value for certainty in Certainty)}
_SLUGS = ("id", "district", "parent", "broader")
_CODES = {
    "gbt2260": (re.compile(r"[1-9][0-9]{5}"), "六位数字 / six digits"),
    "iso3166": (re.compile(r"[A-Z]{2}"), "两个大写字母 / two capital letters"),
}


def read_authority(*folders: Path) -> Authority:
    """Read the authority files of the folders, each adding to the ones before it.

    Raise Problems with every fault: bad rows, entries that disagree, ids that do not exist,
    look-alikes under one entry.
    """
    errors: list[TvetgraphError] = []
    parts = [_read_folder(folder, errors) for folder in folders]
    raise_problems(errors)
    authority = reduce(Authority.merged, parts, Authority())
    raise_problems(_reference_errors(authority))
    return authority


def read_additions(folder: Path) -> Authority:
    """Read a folder that adds to others: ids may refer to entries that stand elsewhere."""
    errors: list[TvetgraphError] = []
    additions = _read_folder(folder, errors)
    raise_problems(errors)
    return Authority().merged(additions)


def actor(authority: Authority, name: str) -> Organisation | Place:
    """Find who acts: the organisation of a name or, if none goes by it, the place.

    Raise UnknownName or AmbiguousName.
    """
    known = authority.organisation_names.candidates(name)
    if not known and authority.place_names.candidates(name):
        return authority.place(name)
    return authority.organisation(name)


def write_authority(authority: Authority, folder: Path) -> tuple[Path, ...]:
    """Write organisations.csv, majors.csv, places.csv; aliases.csv, forbidden_merges.csv if any."""
    sheets = (
        ("organisations.csv", ORGANISATION_HEADER, authority.organisations.values()),
        ("majors.csv", MAJOR_HEADER, authority.majors.values()),
        ("places.csv", PLACE_HEADER, authority.places.values()),
    )
    paths = [
        write_sheet(folder / name, [_to_cells(header, e) for e in entries], header=header)
        for name, header, entries in sheets
    ]
    if aliases := to_aliases(authority):
        rows = [_to_cells(ALIAS_HEADER, alias) for alias in aliases]
        paths.append(write_sheet(folder / "aliases.csv", rows, header=ALIAS_HEADER))
    if authority.forbidden:
        pairs = [_to_cells(FORBIDDEN_HEADER, pair) for pair in authority.forbidden]
        paths.append(write_sheet(folder / "forbidden_merges.csv", pairs, header=FORBIDDEN_HEADER))
    return tuple(paths)


def _to_cells(
    header: tuple[str, ...], entry: Organisation | Major | Place | Alias | ForbiddenMerge
) -> dict[str, str]:
    cells = {"class" if name == "cls" else name: value for name, value in vars(entry).items()}
    return {name: str(cells[name]) for name in header}


def _read_folder(folder: Path, errors: list[TvetgraphError]) -> Authority:
    if not folder.is_dir():
        problem, remedy = "没有这个文件夹 / there is no such folder", "检查路径 / check the path"
        errors.append(AuthorityError(problem=problem, remedy=remedy, file=str(folder)))
    organisations = _rows(folder / "organisations.csv", ORGANISATION_HEADER, errors)
    majors = _rows(folder / "majors.csv", MAJOR_HEADER, errors)
    places = _rows(folder / "places.csv", PLACE_HEADER, errors)
    forbidden = _rows(folder / "forbidden_merges.csv", FORBIDDEN_HEADER, errors)
    return Authority(
        organisations=by_id(_organisation(*row) for row in organisations),
        majors=by_id(_major(*row) for row in majors),
        places=by_id(_place(*row) for row in places),
        aliases=_aliases(folder / "aliases.csv", errors),
        forbidden=tuple(_forbidden(*row) for row in forbidden),
    )


def _aliases(path: Path, errors: list[TvetgraphError]) -> tuple[Alias, ...]:
    aliases = tuple(_alias(*row) for row in _rows(path, ALIAS_HEADER, errors))
    errors += repeated_aliases(aliases)
    return aliases


def _rows(
    path: Path, header: tuple[str, ...], errors: list[TvetgraphError]
) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield each good row with its "FILE:LINE"; the faults of the others go to errors."""
    if not path.exists():
        return
    sheet = SheetReader(header, AuthorityError).read(path)
    errors += sheet.errors
    first: dict[str, int] = {}
    for row in sheet.rows:
        faults = list(_faults(path.stem, header, row.cells))
        identity = row.cells.get("id", "") if header != ALIAS_HEADER else ""
        if identity and first.setdefault(identity, row.line) != row.line:
            problem = f"id 重复 / repeated id: {identity} ({first[identity]})"
            faults.append((problem, "改 id 或合并两行 / change the id or join the two rows"))
        for problem, remedy in faults:
            error = AuthorityError(problem=problem, remedy=remedy, file=sheet.file, line=row.line)
            errors.append(error)
        if not faults:
            yield row.cells, f"{sheet.file}:{row.line}"


def _faults(file: str, header: tuple[str, ...], cells: Mapping[str, str]) -> Iterator[Fault]:
    for name in _REQUIRED:
        if name in header and name not in cells:
            yield f"{name}: 空 / is empty", "填上 / fill it in"
    for name in _SLUGS:
        if name in cells and SLUG.fullmatch(cells[name]) is None:
            yield f'{name} "{cells[name]}": {SLUG_FAULT[0]}', SLUG_FAULT[1]
    classes = PLACE_CLASSES if file == "places" else ORGANISATION_CLASSES
    if "class" in cells and cells["class"] not in classes:
        problem = f'class "{cells["class"]}": 没有这一类 / is no such class'
        yield problem, "可用 / use " + ", ".join(classes)
    for name, (pattern, form) in _CODES.items():
        if name in cells and pattern.fullmatch(cells[name]) is None:
            yield f'{name} "{cells[name]}": 代码不对 / is not a code', f"应为 / write {form}"
    for name, values in _CHOICES.items():
        if name in cells and cells[name] not in values:
            problem = f'{name} "{cells[name]}": 没有这一种 / is no such value'
            yield problem, "可用 / use " + ", ".join(values)


def _organisation(cells: Mapping[str, str], origin: str) -> Organisation:
    return Organisation(
        id=cells["id"],
        cls=cells["class"],
        name=cells["name"],
        name_en=cells.get("name_en", ""),
        district=cells.get("district", ""),
        parent=cells.get("parent", ""),
        note=cells.get("note", ""),
        origin=origin,
    )


def _major(cells: Mapping[str, str], origin: str) -> Major:
    return Major(
        id=cells["id"],
        name=cells["name"],
        name_en=cells.get("name_en", ""),
        broader=cells.get("broader", ""),
        note=cells.get("note", ""),
        origin=origin,
    )


def _place(cells: Mapping[str, str], origin: str) -> Place:
    return Place(
        id=cells["id"],
        cls=cells["class"],
        name=cells["name"],
        name_en=cells.get("name_en", ""),
        parent=cells.get("parent", ""),
        gbt2260=cells.get("gbt2260", ""),
        iso3166=cells.get("iso3166", ""),
        note=cells.get("note", ""),
        origin=origin,
    )


def _alias(cells: Mapping[str, str], origin: str) -> Alias:
    name, what, identity, certainty, reason = (cells[column] for column in ALIAS_HEADER)
    return Alias(name, what, identity, certainty, reason, origin)


def _forbidden(cells: Mapping[str, str], origin: str) -> ForbiddenMerge:
    return ForbiddenMerge(cells["name_a"], cells["name_b"], cells["reason"], origin)


def _reference_errors(authority: Authority) -> Iterator[AuthorityError]:
    for org in authority.organisations.values():
        yield from _missing(org.origin, "district", org.district, authority.places)
        yield from _missing(org.origin, "parent", org.parent, authority.organisations)
    for major in authority.majors.values():
        yield from _missing(major.origin, "broader", major.broader, authority.majors)
    for place in authority.places.values():
        yield from _missing(place.origin, "parent", place.parent, authority.places)
    yield from alias_errors(authority)
    for pair in authority.forbidden:
        if name_key(pair.name_a) == name_key(pair.name_b):
            problem = f"两名相同 / the two names are the same: {pair.name_a}"
            yield entry_error(pair.origin, problem=problem, remedy="删去这一行 / delete the row")


def _missing(
    origin: str, column: str, identity: str, known: Mapping[str, object]
) -> Iterator[AuthorityError]:
    if identity and identity not in known:
        problem = f"{column}: 没有这个 id / there is no such id: {identity}"
        remedy = "改正或先加上这一条 / correct it or add that entry first"
        yield entry_error(origin, problem=problem, remedy=remedy)
