"""What a report says that was not understood: listed for a person, never dropped in silence."""

from dataclasses import dataclass

from tvetgraph.loaders.facts import Span


@dataclass(frozen=True, slots=True)
class Misread:
    """A place that was not understood, or not wholly; `reason` is "中文 / English"."""

    file: str
    lines: Span
    where: str
    reason: str

    def __str__(self) -> str:
        """Join place and reason as "FILE:LINE: where: reason"."""
        return f"{self.file}:{self.lines[0]}: {self.where}: {self.reason}"
