"""Strict reading and writing of the project's CSV files, and of TSV with comment lines.

Knows headers, encodings and line numbers, nothing of facts or names. It must not guess an encoding
and must not drop a row in silence.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path

from tvetgraph.loaders.errors import TvetgraphError
from tvetgraph.loaders.wholefile import write_whole


@dataclass(frozen=True)
class SheetRow:
    """One row: its non-empty cells by column, stripped, and the line it starts on."""

    cells: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class Sheet:
    """A CSV's good rows and everything wrong with the others."""

    file: str
    rows: tuple[SheetRow, ...]
    errors: tuple[TvetgraphError, ...]


class SheetReader:
    """Reads CSVs with one header, reporting faults as one class of error."""

    def __init__(
        self,
        header: Sequence[str],
        error: type[TvetgraphError],
        *,
        delimiter: str = ",",
        comment: str = "",
    ) -> None:
        self._header = tuple(header)
        self._error = error
        self._delimiter = delimiter
        self._comment = comment

    def read(self, path: Path) -> Sheet:
        """Read a CSV; faults are collected in the sheet, never raised."""
        try:
            return self._sheet(str(path), self._uncommented(read_text(path)))
        except UnicodeDecodeError as fault:
            return self._failed(path, "不是 UTF-8 / is not UTF-8", _ENCODING, _line_of(fault))
        except OSError as fault:
            problem = f"打不开 / cannot be opened ({fault.strerror})"
            return self._failed(path, problem, "检查路径和权限 / check its path and rights")

    def _uncommented(self, text: str) -> str:
        """Empty the comment lines before the header, so that the others keep their numbers."""
        if not self._comment:
            return text
        lines = text.split("\n")
        body = list(dropwhile(lambda line: line.startswith(self._comment), lines))
        return "\n" * (len(lines) - len(body)) + "\n".join(body)

    def _failed(self, path: Path, problem: str, remedy: str, line: int = 0) -> Sheet:
        error = self._error(problem=problem, remedy=remedy, file=str(path), line=line)
        return Sheet(str(path), (), (error,))

    def _sheet(self, file: str, text: str) -> Sheet:
        numbered = list(self._records(file, text))
        errors = [item for item in numbered if isinstance(item, TvetgraphError)]
        records = [item for item in numbered if not isinstance(item, TvetgraphError)]
        if not records and not errors:
            return self._failed(Path(file), "空文件 / is empty", self._wanted())
        printed = records[0][1] if records else []
        errors += self._header_errors(file, records[0] if records else (1, []))
        if errors:
            return Sheet(file, (), tuple(errors))
        bad = [self._length_error(file, line, r, printed) for line, r in records[1:]]
        rows = [_row(line, r, printed) for line, r in records[1:] if len(r) == len(printed)]
        return Sheet(file, tuple(rows), tuple(error for error in bad if error))

    def _records(self, file: str, text: str) -> Iterator[tuple[int, list[str]] | TvetgraphError]:
        source = io.StringIO(text, newline="")
        reader = csv.reader(source, strict=True, delimiter=self._delimiter)
        line = 1
        try:
            for record in reader:
                if any(cell.strip() for cell in record):
                    yield line, [cell.strip() for cell in record]
                line = reader.line_num + 1
        except csv.Error as fault:
            problem = f"不是合格的 CSV / is not well-formed CSV ({fault})"
            remedy = "检查引号是否成对 / check that every quote is closed"
            yield self._error(problem=problem, remedy=remedy, file=file, line=line)

    def _wanted(self) -> str:
        return "首行应为 / the first line must be " + self._delimiter.join(self._header)

    def _header_errors(self, file: str, first: tuple[int, list[str]]) -> Iterator[TvetgraphError]:
        line, printed = first
        counts = Counter(printed)
        # A sentence for each kind of fault: another table's header has dozens of them.
        for problem, names in (
            ("不认识的列 / unknown column", [name for name in counts if name not in self._header]),
            ("重复的列 / repeated column", [name for name in counts if counts[name] > 1]),
            ("缺少列 / missing column", [name for name in self._header if name not in counts]),
        ):
            if names:
                what = f"{problem}: {', '.join(names)}"
                yield self._error(problem=what, remedy=self._wanted(), file=file, line=line)

    def _length_error(
        self, file: str, line: int, record: list[str], printed: list[str]
    ) -> TvetgraphError | None:
        found, wanted = len(record), len(printed)
        if found == wanted:
            return None
        word = "太长 / row too long" if found > wanted else "太短 / row too short"
        problem = f"行{word}: {found} ≠ {wanted}"
        remedy = "补齐或删去单元格 / add or remove cells, quote cells with commas"
        return self._error(problem=problem, remedy=remedy, file=file, line=line)


_ENCODING = (
    "另存为 UTF-8 编码的 CSV（表格软件默认常为 GBK） / "
    "save it as CSV UTF-8 (spreadsheets often write GBK or UTF-16)"
)


def read_text(path: Path) -> str:
    """Read UTF-8 with or without the mark that spreadsheets put in front."""
    return path.read_bytes().decode("utf-8-sig")


def _line_of(fault: UnicodeDecodeError) -> int:
    return fault.object[: fault.start].count(b"\n") + 1


def _row(line: int, record: list[str], printed: list[str]) -> SheetRow:
    cells = {name: cell for name, cell in zip(printed, record, strict=True) if cell}
    return SheetRow(cells, line)


def write_sheet(path: Path, rows: Iterable[Mapping[str, str]], *, header: Sequence[str]) -> Path:
    """Write rows as UTF-8 CSV with bare line feeds, columns in the header's order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return write_whole(path, text.getvalue().encode("utf-8"))
