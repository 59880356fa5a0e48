"""What a person decides on proposed links, on its way into the link files; part of the verb link.

It imports its part of the library when it runs, so that --help needs none of it.
"""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_online import now
from tvetgraph.cli_output import say
from tvetgraph.cli_words import UsageError

if TYPE_CHECKING:
    from tvetgraph.graph.linking.deciding import Hand, Known
    from tvetgraph.graph.linking.review import Row
    from tvetgraph.loaders.links import Link, LinkSet


def decide(options: Namespace) -> int:
    """Move rows of a review table into the file of accepted or of refused links."""
    from tvetgraph.graph.linking.deciding import decide_rows
    from tvetgraph.graph.linking.review import read_review, write_review

    what, review, *ids = options.words
    home, path, refused = _home(options), Path(review), what == "refuse"
    hand = _hand(options)
    rows = read_review(path)
    moved = _picked(rows, ids, what)
    if not moved:
        say(f"没有判为 {what} 的行 / no rows with the verdict {what}: {path}")
        return 0
    links = decide_rows(_known(options), moved, hand=hand, refused=refused)
    # First the links, then the table: a run that breaks off in between can be run again.
    target = _add(links, home, refused=refused)
    write_review([row for row in rows if row not in moved], path)
    say(f"{len(links)} 行移入 / rows moved to {target}")
    if before := len(moved) - len(links):
        say(f"{before} 行早已如此决定 / rows had been decided so before")
    return 0


def _hand(options: Namespace) -> "Hand":
    from tvetgraph.graph.linking.deciding import Hand

    if not options.author:
        problem = "须写明谁作的决定 / who decides must be said"
        raise UsageError(problem=problem, remedy="加 --author 姓名 / add --author NAME")
    return Hand(
        author=options.author,
        date=now().date().isoformat(),
        confidence=options.confidence,
        comment=options.comment or "",
    )


def _known(options: Namespace) -> "Known":
    from tvetgraph.graph.linking.deciding import Known
    from tvetgraph.loaders.authority import read_authority

    authority = read_authority(*folders(options.facts, options.links))
    return Known(decided_links(options), authority)


def _add(links: "tuple[Link, ...]", home: Path, *, refused: bool) -> Path:
    from tvetgraph.loaders.links import LINKS, REFUSED, read_links, write_links

    target = home / (REFUSED if refused else LINKS)
    if links:
        before = read_links(target) if target.exists() else ()
        write_links((*before, *links), target)
    return target


def _home(options: Namespace) -> Path:
    named = options.links or options.facts
    if not named:
        problem = "没有说写到哪里 / where to write has not been said"
        remedy = "用 --links 或 --facts 指定文件夹 / name a folder with --links or --facts"
        raise UsageError(problem=problem, remedy=remedy)
    return _above_report(Path(named))


def _picked(rows: "Sequence[Row]", ids: Sequence[str], what: str) -> "list[Row]":
    """Take the rows of the ids, or without ids those whose verdict is the decision itself."""
    if not ids:
        return [row for row in rows if row.verdict.value == what]
    found = {row.printed: row for row in rows} | {row.id: row for row in rows}
    if missing := [identity for identity in ids if identity not in found]:
        problem = f"表中没有这些行 / no such rows: {' '.join(missing)}"
        raise UsageError(problem=problem, remedy="看 id 列 / see the column id")
    return [found[identity] for identity in dict.fromkeys(ids)]


def decided_links(options: Namespace) -> "LinkSet":
    """Read what has been decided, in the bundled data and in the folders named."""
    from tvetgraph.loaders.links import read_link_set

    return read_link_set(*folders(options.facts, options.links))


def folders(*named: str | None) -> list[Path]:
    """Name the folders to read from: the bundled data, then those named, each once."""
    from tvetgraph.loaders.facts import bundled_data

    folders = [bundled_data(), *(Path(name) for name in named if name)]
    homes = map(_above_report, folders)
    return list(dict.fromkeys(home.resolve() for home in homes if home.is_dir()))


def _above_report(folder: Path) -> Path:
    """Go to the folder above that of a single report: there lies what all reports share."""
    from tvetgraph.loaders.facts import REPORT_FILE

    return folder.parent if (folder / REPORT_FILE).is_file() else folder
