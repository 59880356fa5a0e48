"""Facts and their CSV files: one folder a report, report.csv and one file a kind.

The place to import facts from. It must not decide what a name stands for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from tvetgraph.loaders.errors import FactError, TvetgraphError, raise_problems
from tvetgraph.loaders.kinds import KINDS, Kind
from tvetgraph.loaders.records import (
    Certainty,
    Fact,
    Method,
    Report,
    ReportFacts,
    cell_faults,
    make_fact,
    report_faults,
    to_cells,
    to_fact,
)
from tvetgraph.loaders.sheets import Sheet, SheetReader, SheetRow, write_sheet
from tvetgraph.loaders.values import Fault, Span, Stage, members, pairs, stages, to_stages_cell

__all__ = [
    "Certainty",
    "Fact",
    "Method",
    "Report",
    "ReportFacts",
    "Span",
    "Stage",
    "bundled_data",
    "make_fact",
    "members",
    "number_duplicates",
    "pairs",
    "read_reports",
    "stages",
    "to_stages_cell",
    "write_report",
]

REPORT_FILE = "report.csv"
REPORT_HEADER = tuple(Report.__dataclass_fields__)


def bundled_data() -> Path:
    """Name the folder of the facts and authority files that come with the package."""
    return Path(str(files("tvetgraph.data")))


def read_reports(folder: Path) -> tuple[ReportFacts, ...]:
    """Read every report folder in a folder, or the folder itself if it is one, sorted by id.

    Raise Problems with every fault of every file.
    """
    errors: list[TvetgraphError] = []
    found = [_read_report(part, errors) for part in _report_folders(folder, errors)]
    reports = [facts for facts in found if facts is not None]
    errors += _same_report_twice(folder, reports)
    raise_problems(errors)
    return tuple(sorted(reports, key=lambda facts: facts.report.id))


def write_report(facts: ReportFacts, folder: Path) -> tuple[Path, ...]:
    """Make folder/<report id> hold exactly these facts; kind files without rows are removed."""
    home = folder / facts.report.id
    rows = [to_cells(fact) for fact in number_duplicates(facts.facts)]
    kinds = [fact.kind for fact in facts.facts]
    report = {name: _printed(getattr(facts.report, name)) for name in REPORT_HEADER}
    paths = [write_sheet(home / REPORT_FILE, [report], header=REPORT_HEADER)]
    for name, kind in KINDS.items():
        path = home / f"{name}.csv"
        own = [row for row, row_kind in zip(rows, kinds, strict=True) if row_kind == name]
        if own:
            paths.append(write_sheet(path, own, header=kind.header))
        else:
            path.unlink(missing_ok=True)
    return tuple(paths)


def number_duplicates(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the second fact of an id the id with "-2", the third "-3" and so on."""
    seen: Counter[str] = Counter()
    return tuple(_numbered(fact, seen) for fact in facts)


def _numbered(fact: Fact, seen: Counter[str]) -> Fact:
    seen[fact.id] += 1
    count = seen[fact.id]
    return fact if count == 1 else replace(fact, id=f"{fact.id}-{count}")


def _printed(value: object) -> str:
    return "" if value == 0 else str(value)


def _report_folders(folder: Path, errors: list[TvetgraphError]) -> list[Path]:
    if (folder / REPORT_FILE).is_file():
        return [folder]
    parts = sorted(part for part in folder.iterdir() if part.is_dir()) if folder.is_dir() else []
    for part in parts:
        if not (part / REPORT_FILE).is_file() and any(part.glob("*.csv")):
            remedy = "补上 report.csv / add report.csv, or run tvetgraph extract"
            errors.append(
                FactError(problem="没有 report.csv / no report.csv", remedy=remedy, file=str(part))
            )
    homes = [part for part in parts if (part / REPORT_FILE).is_file()]
    if not homes and not errors:
        problem = "没有报告 / no report folder here"
        remedy = "先运行 tvetgraph extract / run tvetgraph extract first, or name another folder"
        errors.append(FactError(problem=problem, remedy=remedy, file=str(folder)))
    return homes


def _read_report(home: Path, errors: list[TvetgraphError]) -> ReportFacts | None:
    report = _read_head(home / REPORT_FILE, errors)
    paths = sorted(path for path in home.glob("*.csv") if path.name != REPORT_FILE)
    errors += (_unknown_kind(path) for path in paths if path.stem not in KINDS)
    facts: list[Fact] = []
    for name, kind in KINDS.items():
        path = home / f"{name}.csv"
        if path in paths:
            facts += _read_facts(path, kind, errors)
    errors += _same_id_twice(facts)
    if report is None:
        return None
    errors += _beyond_report(report, facts)
    return ReportFacts(report, tuple(facts))


def _unknown_kind(path: Path) -> FactError:
    problem = f"不认识的种类 / unknown kind of fact: {path.stem}"
    remedy = "改名或移走 / rename it or move it away; known: " + ", ".join(KINDS)
    return FactError(problem=problem, remedy=remedy, file=str(path))


def _read_head(path: Path, errors: list[TvetgraphError]) -> Report | None:
    sheet = SheetReader(REPORT_HEADER, FactError).read(path)
    errors += sheet.errors
    if len(sheet.rows) != 1 and not sheet.errors:
        problem = f"应有一行 / must have one row, has {len(sheet.rows)}"
        remedy = "一个文件夹一份报告 / keep one report a folder"
        errors.append(FactError(problem=problem, remedy=remedy, file=str(path)))
    if sheet.errors or len(sheet.rows) != 1:
        return None
    faults = [_error(sheet, sheet.rows[0], fault) for fault in report_faults(sheet.rows[0].cells)]
    errors += faults
    return None if faults else _to_report(sheet.rows[0].cells)


def _to_report(cells: Mapping[str, str]) -> Report:
    return Report(
        id=cells["id"],
        title=cells["title"],
        level=cells["level"],
        region=cells.get("region", ""),
        data_year=int(cells["data_year"]),
        published=cells.get("published", ""),
        publisher=cells.get("publisher", ""),
        sha256=cells.get("sha256", ""),
        line_count=int(cells.get("line_count", "0")),
        note=cells.get("note", ""),
    )


def _read_facts(path: Path, kind: Kind, errors: list[TvetgraphError]) -> Iterator[Fact]:
    sheet = SheetReader(kind.header, FactError).read(path)
    errors += sheet.errors
    for row in sheet.rows:
        faults = [_error(sheet, row, fault) for fault in cell_faults(kind, row.cells)]
        errors += faults
        if not faults:
            yield to_fact(kind, row.cells, origin=f"{sheet.file}:{row.line}")


def _error(sheet: Sheet, row: SheetRow, fault: Fault) -> FactError:
    return FactError(problem=fault[0], remedy=fault[1], file=sheet.file, line=row.line)


def _at(fact: Fact, problem: str, remedy: str) -> FactError:
    file, _, line = fact.origin.rpartition(":")
    return FactError(problem=problem, remedy=remedy, file=file, line=int(line))


def _same_id_twice(facts: Iterable[Fact]) -> Iterator[FactError]:
    first: dict[str, Fact] = {}
    for fact in facts:
        if first.setdefault(fact.id, fact) is not fact:
            problem = f"id 重复 / repeated id: {fact.id} ({first[fact.id].origin})"
            yield _at(fact, problem, "改 id 或删去一行 / change the id or delete one of the rows")


def _beyond_report(report: Report, facts: Iterable[Fact]) -> Iterator[FactError]:
    for fact in facts:
        last = max(span[1] for span in fact.lines)
        if report.line_count and last > report.line_count:
            problem = f"第 {last} 行超出报告 / line {last} is past the report's {report.line_count}"
            yield _at(fact, problem, "改正 lines / correct the cell `lines`")


def _same_report_twice(folder: Path, reports: Iterable[ReportFacts]) -> Iterator[FactError]:
    for identity, count in Counter(facts.report.id for facts in reports).items():
        if count > 1:
            problem = f"报告 id 重复 / repeated report id: {identity}"
            remedy = "每份报告一个 id / give each report an id of its own"
            yield FactError(problem=problem, remedy=remedy, file=str(folder))
