"""Who answers: a dump in memory, the answers kept on disk, or an endpoint that fills them."""

from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

from tvetgraph.queries import engines
from tvetgraph.queries.linking.cache import Cache
from tvetgraph.queries.linking.polite import Polite
from tvetgraph.queries.remote import NoAnswer
from tvetgraph.queries.results import Result


class Asker(Protocol):
    """Whoever answers the text of a query."""

    def ask(self, text: str) -> Result:
        """Answer it, or raise NoAnswer."""
        ...


@dataclass(frozen=True)
class Dump:
    """Data in Wikidata's shape, in memory."""

    store: ox.Store

    def ask(self, text: str) -> Result:
        """Answer from the data."""
        return engines.solve(self.store, text, bindings={})


@dataclass
class Remembered:
    """Answers kept on disk; with `online`, whatever is missing or old is asked for and kept.

    `old` and `missing` count the answers that were old, and the questions that had none.
    """

    address: str
    cache: Cache
    online: Polite | None = None
    old: int = field(default=0, init=False)
    missing: int = field(default=0, init=False)

    def ask(self, text: str) -> Result:
        """Answer from disk if that is fresh enough, else online; at worst, as it was last."""
        kept = self.cache.get(self.address, text)
        if kept and kept.fresh:
            return kept.answer
        if self.online is not None:
            try:
                answer = self.online.ask(text)
            except NoAnswer:
                if kept is None:
                    raise
            else:
                self.cache.put(self.address, text, answer=answer)
                return answer
        self.old += kept is not None
        self.missing += kept is None
        return kept.answer if kept else Result((), ())
