"""How a verb goes online: politely, with a contact, and with its answers kept on disk.

It imports its part of the library when it runs, so that --help needs none of it.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tvetgraph.cli_words import takes

if TYPE_CHECKING:
    from tvetgraph.queries.linking.askers import Remembered

FRESH_DAYS = 30
CONTACT = takes(
    "--contact",
    metavar="WHO",
    help="你的邮箱或网页，联网必填 / your mail or web address; needed to go online",
)


def now() -> datetime:
    """Read the clock, in UTC."""
    return datetime.now(UTC)


def answers(folder: str | None) -> Path:
    """Name the folder of kept answers: the given one, or that of the user's caches."""
    from tvetgraph.queries.linking.cache import default_folder

    return Path(folder) if folder else default_folder()


def offline(address: str, *, folder: Path, days: int = FRESH_DAYS) -> "Remembered":
    """Answer from the kept answers alone."""
    from tvetgraph.queries.linking.askers import Remembered
    from tvetgraph.queries.linking.cache import Cache

    return Remembered(address, Cache(folder, timedelta(days=days), now))


def online(
    address: str, contact: str | None, *, folder: Path, days: int = FRESH_DAYS
) -> "Remembered":
    """Answer from the kept answers, and ask for those that are missing or old."""
    import time

    from tvetgraph.queries.linking.polite import Polite, agent
    from tvetgraph.queries.remote import Endpoint

    asker = offline(address, folder=folder, days=days)
    asker.online = Polite(Endpoint(address, agent=agent(contact or "")), time.sleep, now)
    return asker
