"""The words that verbs of the command line are told in, and the arguments that several share.

Nothing here parses, and nothing here does a verb's work.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tvetgraph.cli_output import ROW_FORMATS, STANDARD
from tvetgraph.loaders.errors import TvetgraphError

if TYPE_CHECKING:
    from tvetgraph.queries.library import Question

REPORTS_VARIABLE = "TVETGRAPH_REPORTS"
REPORTS_FOLDER = Path("..", "shared", "reports")


@dataclass(frozen=True)
class Argument:
    """One argument of a verb, as argparse takes it."""

    flags: tuple[str, ...]
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Verb:
    """A verb: how it is typed, what it does, an example, and the function that does it."""

    usage: str
    about: str
    example: str
    run: Callable[[Namespace], int]
    arguments: tuple[Argument, ...]

    @property
    def name(self) -> str:
        """Take the verb itself from its usage."""
        return self.usage.split()[0]


def takes(*flags: str, **settings: Any) -> Argument:  # noqa: ANN401 - argparse's own types
    """Tell of an argument as argparse takes it."""
    return Argument(flags, settings)


def chosen(choices: Sequence[str], flag: str = "--format", **settings: Any) -> Argument:  # noqa: ANN401
    """Tell of an argument that is one of a few words."""
    return takes(flag, choices=tuple(choices), metavar="|".join(choices), **settings)


def count(text: str) -> int:
    """Read a whole number that is not negative."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


HELP = takes("-h", "--help", action="help", help="显示帮助 / show this help")
BUILT = takes(
    "--build",
    metavar="DIR",
    default="build",
    help="build 写出的文件夹，默认 build / the folder that build wrote; build by default",
)
OUTPUT = takes(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD,
    help="写入文件，默认标准输出 / write to a file; standard output by default",
)
ROWS = chosen(ROW_FORMATS, default="table", help="输出格式 / output format")
NETWORK_NAMES = (
    "partners",
    "shared-partners",
    "shared-firms",
    "pipelines",
    "aid",
    "foreign",
)
PARAMETERS = takes(
    "--param",
    metavar="K=V",
    nargs="+",
    action="extend",
    default=[],
    help="查询参数，可重复 / parameters of the query; may be repeated",
)


class UsageError(TvetgraphError):
    """The command line is not one that tvetgraph knows."""


def report_texts(given: str | None) -> Path | None:
    """Find the folder of the report texts: the given one, the variable's, or the default."""
    if given and not Path(given).is_dir():
        problem = f"--reports {given}: 没有这个文件夹 / there is no such folder"
        raise UsageError(problem=problem, remedy="请给出原文所在的文件夹 / name the texts' folder")
    named = given or os.environ.get(REPORTS_VARIABLE)
    if named:
        return Path(named)
    return REPORTS_FOLDER if REPORTS_FOLDER.is_dir() else None


def asked_question(source: str) -> "Question":
    """Read a saved question, a file, or standard input."""
    from tvetgraph.queries.library import parse, question

    if source != STANDARD:
        return question(source)
    try:
        return parse(sys.stdin.buffer.read().decode("utf-8"), "stdin")
    except UnicodeDecodeError as error:
        problem = "标准输入不是 UTF-8 / standard input is not UTF-8"
        raise UsageError(problem=problem, remedy="请转为 UTF-8 / convert it to UTF-8") from error


def given_values(given: Iterable[str]) -> Mapping[str, str]:
    """Read the values given as K=V."""
    pairs = [pair.partition("=") for pair in given]
    for name, equals, value in pairs:
        if not (name and equals):
            problem = f"参数应为 K=V / a parameter is written K=V, not {name}{equals}{value}"
            raise UsageError(problem=problem, remedy="例如 / for example --param year=2020")
    return {name: value for name, _, value in pairs}
