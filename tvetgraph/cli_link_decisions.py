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
    from tvetgraph.graph.linking.review import Row
    from tvetgraph.loaders.links import LinkSet


def decide(options: Namespace) -> int:
    """Move rows of a review table into the file of accepted or of refused links."""
    from tvetgraph.graph.linking.deciding import Hand, decide_rows
    from tvetgraph.graph.linking.review import read_review, write_review
    from tvetgraph.loaders.links import LINKS, REFUSED, read_links, write_links

    what, review, *ids = options.words
    home, path = _home(options), Path(review)
    if not options.author:
        problem = "须写明谁作的决定 / who decides must be said"
        raise UsageError(problem=problem, remedy="加 --author 姓名 / add --author NAME")
    rows = read_review(path)
    moved = _picked(rows, ids, what)
    hand = Hand(
        author=options.author,
        date=now().date().isoformat(),
        confidence=options.confidence,
        comment=options.comment or "",
    )
    links = decide_rows(decided_links(options), moved, hand=hand, refused=what == "refuse")
    target = home / (REFUSED if what == "refuse" else LINKS)
    before = read_links(target) if target.exists() else ()
    write_links((*before, *links), target)
    write_review([row for row in rows if row not in moved], path)
    say(f"{len(links)} 行移入 / rows moved to {target}")
    return 0


def _home(options: Namespace) -> Path:
    named = options.links or options.facts
    if not named:
        problem = "没有说写到哪里 / where to write has not been said"
        remedy = "用 --links 或 --facts 指定文件夹 / name a folder with --links or --facts"
        raise UsageError(problem=problem, remedy=remedy)
    return Path(named)


def _picked(rows: "Sequence[Row]", ids: Sequence[str], what: str) -> "list[Row]":
    """Take the rows of the ids, or without ids those whose verdict is the decision itself."""
    if not ids:
        return [row for row in rows if row.verdict.value == what]
    found = {row.id: row for row in rows}
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
    from tvetgraph.loaders.facts import REPORT_FILE, bundled_data

    folders = [bundled_data(), *(Path(name) for name in named if name)]
    # What lies beside the facts of a single report lies in the folder above.
    homes = (f.parent if (f / REPORT_FILE).is_file() else f for f in folders)
    return list(dict.fromkeys(home.resolve() for home in homes if home.is_dir()))
