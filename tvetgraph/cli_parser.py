"""Read what was typed after `tvetgraph`, and word its help; the verbs are told in cli_grammar.

It must not do any of the verbs' work.
"""

from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from tvetgraph import __version__
from tvetgraph.cli_grammar import VERBS
from tvetgraph.cli_words import HELP, Argument, UsageError, Verb

if TYPE_CHECKING:
    from argparse import _SubParsersAction  # pyright: ignore[reportPrivateUsage] - its only name

HELP_WIDTH = 100
ABOUT = "职业教育开放知识图谱 / an open knowledge graph of vocational education"


class Layout(RawDescriptionHelpFormatter):
    """Help of the same shape on every terminal and Python, because docs/cli.md is made from it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=HELP_WIDTH)

    def _format_action_invocation(self, action: Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {action.metavar}"


class Parser(ArgumentParser):
    """A parser whose complaint is an error like any other."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of exiting."""
        remedy = f"用法见 / see {self.prog} --help"
        raise UsageError(problem=f"用法有误 / wrong usage: {message}", remedy=remedy)


def parse(argv: Sequence[str]) -> Namespace:
    """Read the arguments; `run` of the answer is the function to call with it."""
    parser = make_parsers()[""]
    if argv and argv[0].startswith("-") and argv[0] not in (*HELP.flags, "--version"):
        parser.error(f"{argv[0]}：选项写在动词之后 / options go behind the verb")
    return parser.parse_args(argv or ["--help"])


def make_parsers() -> Mapping[str, Parser]:
    """Make the parser of each verb, and that of all of them under an empty name."""
    about = {"action": "version", "help": "显示版本 / show the version"}
    version = Argument(("--version",), about | {"version": f"tvetgraph {__version__}"})
    parser = Parser(
        prog="tvetgraph",
        usage="tvetgraph VERB ...",
        formatter_class=Layout,
        description=ABOUT,
        epilog="每个动词都有 --help / each verb has its own --help\n"
        "示例 / example:\n  tvetgraph build\n  tvetgraph query --list",
        add_help=False,
    )
    verbs = parser.add_subparsers(title="动词 / verbs", metavar="VERB", parser_class=Parser)
    _give(parser, (version,))
    return {"": parser} | {verb.name: _parser(verbs, verb) for verb in VERBS}


def _parser(verbs: "_SubParsersAction[Parser]", verb: Verb) -> Parser:
    parser = verbs.add_parser(
        verb.name,
        prog=f"tvetgraph {verb.name}",
        usage=f"tvetgraph {verb.usage}",
        formatter_class=Layout,
        help=verb.about,
        description=verb.about,
        epilog=f"示例 / example:\n  tvetgraph {verb.example}",
        add_help=False,
    )
    parser.set_defaults(run=verb.run)
    _give(parser, verb.arguments)
    return parser


def _give(parser: Parser, arguments: Sequence[Argument]) -> None:
    # Groups of our own, because argparse's are headed in English only.
    places = parser.add_argument_group("参数 / arguments")
    options = parser.add_argument_group("选项 / options")
    for argument in (*arguments, HELP):
        group = options if argument.flags[0].startswith("-") else places
        group.add_argument(*argument.flags, **argument.settings)
