"""How the command line writes: results, files, sentences and progress.

Results go to standard output or a file, everything else to standard error. It must not compute.
"""

import errno
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_headings import headed
from tvetgraph.loaders.errors import TvetgraphError

if TYPE_CHECKING:
    from tvetgraph.queries.results import Result

STANDARD = "-"
_FULL = (errno.ENOSPC, errno.EDQUOT)
ROW_FORMATS = ("table", "csv", "json")


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{text}\n")


def sentence(error: TvetgraphError | OSError) -> str:
    """Word an error so that it says what is wrong, where, and what to do."""
    if isinstance(error, TvetgraphError):
        return str(error)
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "没有这个文件或文件夹，请检查路径 / no such file; check the path",
        FileExistsError: "已有同名文件，请换名 / a file of that name exists; choose another",
        IsADirectoryError: "是文件夹，请给出文件 / is a folder; name a file",
        NotADirectoryError: "不是文件夹，请给出文件夹 / is not a folder; name a folder",
        PermissionError: "没有权限，请检查权限 / not permitted; check the rights",
    }
    if error.errno in _FULL:
        reason = "磁盘已满，请腾出空间 / the disk is full; make room"
    else:
        reason = reasons.get(type(error), error.strerror or str(error))
    return f"{error.filename}: {reason}" if error.filename else reason


def write_out(content: str | bytes, target: str) -> None:
    """Write text or bytes to a file, or to standard output if the target is "-"."""
    if isinstance(content, str):
        content = content.encode("utf-8", errors="backslashreplace")
    if target == STANDARD:
        sys.stdout.flush()
        rest = memoryview(content)
        while rest:  # under PYTHONUNBUFFERED a pipe takes a piece at a time
            rest = rest[sys.stdout.buffer.write(rest) :]
        return
    Path(target).write_bytes(content)
    complain(f"已写入 / written: {target}")


def write_result(result: "Result", fmt: str, *, target: str) -> None:
    """Write rows in one of ROW_FORMATS; a table on a terminal is coloured and fits its width."""
    from tvetgraph.queries.results import to_text

    if fmt == "table" and target == STANDARD and sys.stdout.isatty():
        _show_table(result)
    else:
        write_out(to_text(result, fmt), target)


def _show_table(result: "Result") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tvetgraph.queries.results import for_the_eye

    heads, rows = for_the_eye(result)
    named = list(zip(*heads, strict=True))
    # A terminal has no room for columns with nothing in them.
    filled = [i for i in range(len(named)) if not rows or any(row[i] for row in rows)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for i in filled:
        table.add_column("\n".join(named[i]), overflow="fold")
    for row in rows:
        # Texts, not strings: a name such as 1[X] is no markup.
        table.add_row(*(Text(row[i]) for i in filled))
    console = Console()
    with console.capture() as page:
        console.print(table)
    say(page.get().strip("\n"))
    if blank := [" / ".join(head) for i, head in enumerate(named) if i not in filled]:
        complain(f"空列未列出 / columns with nothing in them are left out: {'; '.join(blank)}")


@contextmanager
def working(what: str) -> Generator[None, None, None]:
    """Show on a terminal what is being done and for how long, until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(what, total=None)
        yield


def table(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> "Result":
    """Make a table of plain cells, its columns headed for the eye."""
    from tvetgraph.queries.results import Cell, Result

    cells = tuple(tuple(Cell(str(value)) for value in row) for row in rows)
    return headed(Result(columns, cells))
