"""The pages of the verb network: a profile, a comparison, a report; HTML or Markdown.

Part of the verb network; imports the library when it runs.
"""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_network_ask import named
from tvetgraph.cli_output import STANDARD, working, write_out
from tvetgraph.cli_words import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from tvetgraph.graph.networks.system import System
    from tvetgraph.viz.networks.document import Document

HTML, MARKDOWN = ".html", ".md"


def write_profile(options: Namespace) -> None:
    """Write one page about an organisation."""
    from tvetgraph.graph.networks.heldout import check
    from tvetgraph.graph.networks.kinds import peers_of
    from tvetgraph.graph.networks.profile import profile
    from tvetgraph.viz.networks import profile_document
    from tvetgraph.viz.networks.words import read_words

    with working("写机构画像 / writing the profile"):
        store, system = _opened(options)
        node = _organisation(store, system, name=options.names[0])
        askers = peers_of(system.known[node]["kind"])
        checked = check(system.partners, system.fields, askers=askers)
        found = profile(system, node)
        document = profile_document(found, read_words(store, system), check=checked)
    _write(document, options)


def write_comparison(options: Namespace) -> None:
    """Write one page about two organisations."""
    from tvetgraph.graph.networks.comparison import compare
    from tvetgraph.viz.networks import comparison_document
    from tvetgraph.viz.networks.words import read_words

    with working("比较 / comparing"):
        store, system = _opened(options)
        first, second = (_organisation(store, system, name=name) for name in options.names)
        if first == second:
            problem = "两个名称指同一机构 / both names stand for the same organisation"
            raise UsageError(problem=problem, remedy="请给出两个机构 / name two")
        found = compare(system, ends=(first, second))
        document = comparison_document(found, read_words(store, system))
    _write(document, options)


def write_report(options: Namespace) -> None:
    """Write the report on all networks."""
    from tvetgraph.graph.networks import NETWORKS, stability
    from tvetgraph.graph.networks.heldout import check
    from tvetgraph.viz.networks import report_document
    from tvetgraph.viz.networks.report import Reckoned
    from tvetgraph.viz.networks.words import read_words

    with working("写网络报告 / writing the report"):
        store, system = _opened(options)
        checks = {
            name: check(system.graphs[name], system.fields, askers=kind.askers)
            for name, kind in NETWORKS.items()
            if kind.askers
        }
        reckoned = Reckoned(stability(system.partners), checks)
        document = report_document(read_words(store, system), reckoned)
    _write(document, options)


def _opened(options: Namespace) -> tuple["Store", "System"]:
    from tvetgraph.graph.networks import SEED
    from tvetgraph.graph.networks.system import read_system
    from tvetgraph.graph.store import open_store

    if options.output != STANDARD and Path(options.output).suffix not in {HTML, MARKDOWN}:
        problem = f"不认识的文件后缀 / unknown kind of file: {options.output}"
        raise UsageError(problem=problem, remedy="请用 / use FILE.html or FILE.md")
    store = open_store(Path(options.build))
    return store, read_system(store, seed=SEED if options.seed is None else options.seed)


def _organisation(store: "Store", system: "System", *, name: str) -> str:
    """Find the one organisation or place that bears a name, rather one that is in a network."""
    found = sorted(named(store, name) & set(system.known))
    found = [node for node in found if any(node in g for g in system.graphs.values())] or found
    if len(found) == 1:
        return found[0]
    if not found:
        problem = f"“{name}”不是机构 / {name} is not an organisation"
        raise UsageError(problem=problem, remedy="请给出机构名 / name an organisation")
    names = ", ".join(system.known[node]["name"] for node in found)
    problem = f"“{name}”指不止一个机构 / {name} stands for several"
    raise UsageError(problem=problem, remedy=f"请写全名 / give the full name: {names}")


def _write(document: "Document", options: Namespace) -> None:
    from tvetgraph.viz.networks import to_html, to_markdown

    if Path(options.output).suffix == HTML:
        write_out(to_html(document, language=options.lang), options.output)
        return
    languages = (options.lang,) if options.lang else ("zh", "en")
    folder = _pictures(document, languages, options.output)
    write_out(to_markdown(document, languages=languages, folder=folder), options.output)


def _pictures(document: "Document", languages: tuple[str, ...], target: str) -> str:
    """Write a page's pictures into a folder beside it and name the folder, if there are any."""
    from tvetgraph.viz.networks import pictures

    files = pictures(document, languages=languages)
    if target == STANDARD or not files:
        return ""
    folder = Path(target).with_name(f"{Path(target).stem}_files")
    folder.mkdir(exist_ok=True)
    for name, svg in files.items():
        (folder / name).write_text(svg, "utf-8")
    return folder.name
