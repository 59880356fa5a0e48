"""What can be typed after `tvetgraph`, as data: verbs, arguments, help in Chinese and English.

Verbs are named as in the library. Nothing here parses, and nothing here does a verb's work.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tvetgraph import cli_verbs
from tvetgraph.cli_output import ROW_FORMATS, STANDARD


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


def _takes(*flags: str, **settings: Any) -> Argument:  # noqa: ANN401 - argparse's own types
    return Argument(flags, settings)


def _chosen(choices: Sequence[str], flag: str = "--format", **settings: Any) -> Argument:  # noqa: ANN401
    return _takes(flag, choices=tuple(choices), metavar="|".join(choices), **settings)


def count(text: str) -> int:
    """Read a whole number that is not negative."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


HELP = _takes("-h", "--help", action="help", help="显示帮助 / show this help")
_BUILD = _takes(
    "--build",
    metavar="DIR",
    default="build",
    help="build 写出的文件夹，默认 build / the folder that build wrote; build by default",
)
_OUTPUT = _takes(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD,
    help="写入文件，默认标准输出 / write to a file; standard output by default",
)
_ROWS = _chosen(ROW_FORMATS, default="table", help="输出格式 / output format")
_PARAMETERS = _takes(
    "--param",
    metavar="K=V",
    nargs="+",
    action="extend",
    default=[],
    help="查询参数，可重复 / parameters of the query; may be repeated",
)

VERBS = (
    Verb(
        "extract REPORT... --out DIR [--id ID]",
        "把报告读成事实表（CSV），并指出未读懂之处"
        " / read reports into fact CSVs and say what was not understood",
        "extract report.txt --out facts --id bj-secondary-2021",
        cli_verbs.extract,
        (
            _takes("report", metavar="REPORT", nargs="+", help="报告文件 / the report's file"),
            _takes("--out", metavar="DIR", required=True, help="写到这里 / the folder to write to"),
            _takes(
                "--id",
                metavar="ID",
                help="报告的 id，默认取自文件名 / the report's id; by default from the file name",
            ),
        ),
    ),
    Verb(
        "build [--facts DIR] [--out DIR] [--reports DIR] [--base IRI]",
        "由事实建图：推导、校验、存储、转储 / build the graph: rules, validation, store, dumps",
        "build --facts facts --out build",
        cli_verbs.build,
        (
            _takes(
                "--facts",
                metavar="DIR",
                help="事实表文件夹，默认用自带数据 / fact CSVs; by default the bundled data",
            ),
            _takes(
                "--out",
                metavar="DIR",
                default="build",
                help="写到这里，默认 build / the folder to write to; build by default",
            ),
            _takes(
                "--reports",
                metavar="DIR",
                help="报告原文文件夹（用于引文），默认 $TVETGRAPH_REPORTS 或 ../shared/reports"
                " / report texts to quote from; by default $TVETGRAPH_REPORTS or ../shared/reports",
            ),
            _takes("--base", metavar="IRI", help="IRI 前缀 / what every IRI starts with"),
        ),
    ),
    Verb(
        "reach [--facts DIR] [--reports DIR] [--format table|csv|json] [-o FILE]",
        "句式读到多少：与人工所记逐类比较准确率和召回率"
        " / how far patterns reach: precision and recall against what people wrote, by kind",
        "reach --reports ../shared/reports",
        cli_verbs.reach,
        (
            _takes(
                "--facts",
                metavar="DIR",
                help="人工所记所在文件夹，默认用自带数据"
                " / the folder of what people wrote; by default the bundled data",
            ),
            _takes(
                "--reports",
                metavar="DIR",
                help="报告原文文件夹，默认 $TVETGRAPH_REPORTS 或 ../shared/reports"
                " / report texts; by default $TVETGRAPH_REPORTS or ../shared/reports",
            ),
            _ROWS,
            _OUTPUT,
        ),
    ),
    Verb(
        "summary [--build DIR]",
        "图中有什么、谁的伙伴最多、接下来看哪里"
        " / what is in the graph, who has most partners, where to look next",
        "summary",
        cli_verbs.summary,
        (_BUILD,),
    ),
    Verb(
        "query NAME|FILE|- [--param K=V ...] [--endpoint URL] [--list]\n"
        "                       [--format table|csv|json] [-o FILE] [--build DIR]",
        "运行现成的或自己的 SPARQL 查询 / run a saved SPARQL query or one of your own",
        "query partners-of-school --param school=北京电子科技职业学院 --format csv",
        cli_verbs.query,
        (
            _takes(
                "query",
                metavar="NAME|FILE|-",
                nargs="?",
                help="现成查询名、.rq 文件或标准输入 / a saved query, a file or standard input",
            ),
            _PARAMETERS,
            _takes(
                "--endpoint",
                metavar="URL",
                help="改问这个 SPARQL 端点 / ask this SPARQL endpoint instead",
            ),
            _takes("--list", action="store_true", help="列出现成查询 / list the saved queries"),
            _ROWS,
            _OUTPUT,
            _BUILD,
        ),
    ),
    Verb(
        "network degree|components|communities [--of partners|pipelines] [--top N] [--seed N]\n"
        "                         [--format table|csv|json|graphml|gexf] [-o FILE] [--build DIR]",
        "机构网络：度、连通分量、社区 / networks of organisations: degree, components, communities",
        "network communities --format gexf -o build/partners.gexf",
        cli_verbs.network,
        (
            _chosen(
                ("degree", "components", "communities"),
                "measure",
                help="量度 / what to measure",
            ),
            _chosen(
                ("partners", "pipelines"),
                "--of",
                default="partners",
                help="合作网络（默认）或衔接网络 / who works with whom, or who feeds whom",
            ),
            _takes("--top", metavar="N", type=count, help="只列前 N 行 / the first N rows only"),
            _takes(
                "--seed",
                metavar="N",
                type=count,
                help="划分社区的随机种子 / the seed for communities",
            ),
            _chosen(
                (*ROW_FORMATS, "graphml", "gexf"),
                default="table",
                help="输出格式；graphml 与 gexf 写出整个网络"
                " / output format; graphml and gexf write the whole network",
            ),
            _OUTPUT,
            _BUILD,
        ),
    ),
    Verb(
        "draw org|relation|query NAME -o FILE [--radius N] [--relation R ...]\n"
        "                      [--param K=V ...] [--build DIR]",
        "画成可离线打开的网页：一家机构的周围、一种关系或一个查询"
        " / draw an offline page: around an organisation, a relation or a query",
        "draw org 北京信息职业技术学院 -o build/xinxi.html",
        cli_verbs.draw,
        (
            _chosen(("org", "relation", "query"), "what", help="画什么 / what to draw"),
            _takes(
                "name",
                metavar="NAME",
                help="机构名、关系名（如 partnerOf）、查询名或文件"
                " / an organisation, a relation such as partnerOf, a query or its file",
            ),
            _takes(
                "-o", "--output", metavar="FILE", required=True, help="写入文件 / the file to write"
            ),
            _takes(
                "--radius",
                metavar="N",
                type=count,
                default=1,
                help="org：画到几步之外，默认 1 / org: how many steps around; 1 by default",
            ),
            _takes(
                "--relation",
                metavar="R",
                nargs="+",
                action="extend",
                default=[],
                help="org：只画这些关系 / org: draw these relations only",
            ),
            _PARAMETERS,
            _BUILD,
        ),
    ),
    Verb(
        "export --format FORMAT -o FILE [--build DIR]",
        "导出整图或合作网络 / export the graph, or its partner network",
        "export --format nquads -o build/all.nq",
        cli_verbs.export,
        (
            _chosen(
                ("nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "csv"),
                required=True,
                help="后三种写出合作网络 / the last three write the partner network",
            ),
            _OUTPUT,
            _BUILD,
        ),
    ),
)
