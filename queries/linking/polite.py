"""Ask an endpoint one question at a time, and wait when it says so.

No jitter and no hidden clock: who calls hands in how to sleep, so that a test need not wait. This
module must not know what is asked.
"""

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries.remote import Endpoint, Failure, NoAnswer, send
from tvetgraph.queries.results import Result

WIKIDATA = "https://query.wikidata.org/sparql"


@dataclass(frozen=True)
class Manners:
    """How patient to be, in seconds: between questions, at the first failure, at the most.

    The pause doubles at each failure. Wikidata asks for a minute's rest after 429 without a time,
    bans who fails on and on, and counts 60 s of its own work a minute.
    """

    between: float = 1.0
    first: float = 5.0
    longest: float = 600.0
    after_refusal: float = 60.0
    tries: int = 5


def agent(contact: str) -> str:
    """Name the client as Wikimedia's policy has it; raise QueryError without a contact."""
    contact = " ".join(contact.split())
    if not ("@" in contact or contact.startswith(("http://", "https://"))):
        problem = "联网须留联系方式 / going online needs a contact"
        remedy = "加 --contact 邮箱或网页 / add --contact with a mail or web address of yours"
        raise QueryError(problem=problem, remedy=remedy)
    if not (contact.isascii() and contact.isprintable()):
        # RFC 9110, 5.5: the fields of a request are ASCII.
        problem = f"联系方式只能是 ASCII 字符 / a contact is plain ASCII: {contact}"
        remedy = "用只含字母、数字的邮箱或网页 / use a mail or web address of Latin letters"
        raise QueryError(problem=problem, remedy=remedy)
    library = f"SPARQLWrapper/{version('SPARQLWrapper')} Python/{platform.python_version()}"
    return f"tvetgraph/{version('tvetgraph')} ({contact}) {library}"


@dataclass
class Polite:
    """An endpoint that is asked one question after another, each again if it is worth it."""

    endpoint: Endpoint
    sleep: Callable[[float], None]
    now: Callable[[], datetime]
    manners: Manners = field(default_factory=Manners)
    asked: int = 0

    def ask(self, text: str) -> Result:
        """Ask; raise NoAnswer when it is final, too large, or has failed too often."""
        for failures in range(1, self.manners.tries + 1):
            try:
                return self._once(text)
            except NoAnswer as error:
                if error.failure is not Failure.BUSY or failures == self.manners.tries:
                    raise
                self.sleep(self._pause(error, failures))
        raise AssertionError  # pragma: no cover - tries is never 0

    def _once(self, text: str) -> Result:
        if self.asked:
            self.sleep(self.manners.between)
        self.asked += 1
        return send(self.endpoint, text)

    def _pause(self, error: NoAnswer, failures: int) -> float:
        told = self._told(error.wait)
        if told is not None and told > self.manners.longest:
            raise error
        if told is not None:
            return told
        refused = "429" in error.problem
        least = self.manners.after_refusal if refused else self.manners.first
        return min(float(least * 2 ** (failures - 1)), self.manners.longest)

    def _told(self, wait: str) -> float | None:
        """Read a Retry-After: seconds, or a date (RFC 9110, 10.2.3)."""
        if wait.strip().isdecimal():
            return float(wait)
        try:
            until = parsedate_to_datetime(wait)
        except (ValueError, TypeError):
            return None
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((aware - self.now()).total_seconds(), 0.0)
