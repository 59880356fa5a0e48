"""Answers kept on disk: one file a question, by the hash of endpoint and query text.

The last good answer stays until a newer one comes, however old it is. This module must not ask.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tvetgraph.loaders.wholefile import write_whole
from tvetgraph.queries.remote import from_json
from tvetgraph.queries.results import Result, to_json


@dataclass(frozen=True)
class Kept:
    """An answer, when it was given, and whether that is recent enough."""

    answer: Result
    asked: datetime
    fresh: bool


def default_folder() -> Path:
    """Name the folder of the user's caches: $XDG_CACHE_HOME/tvetgraph or ~/.cache/tvetgraph."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "tvetgraph" / "sparql"


@dataclass(frozen=True)
class Cache:
    """The answers in a folder, and how old a fresh one may be."""

    folder: Path
    age: timedelta
    now: Callable[[], datetime]

    def path(self, address: str, text: str) -> Path:
        """Name the file of a question."""
        digest = hashlib.sha256(f"{address}\n{text}".encode()).hexdigest()
        return self.folder / f"{digest}.json"

    def get(self, address: str, text: str) -> Kept | None:
        """Find the last good answer; a file that cannot be read is none."""
        try:
            kept = json.loads(self.path(address, text).read_text("utf-8"))
            asked = datetime.fromisoformat(kept["asked"])
            return Kept(from_json(kept["answer"]), asked, fresh=self.now() - asked <= self.age)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, address: str, text: str, *, answer: Result) -> None:
        """Keep an answer; the file is whole at every moment."""
        path = self.path(address, text)
        kept = {
            "endpoint": address,
            "query": text,
            "asked": self.now().isoformat(),
            "answer": json.loads(to_json(answer)),
        }
        write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8"))
