"""A text in Chinese and English: what the graph, its routes and its pictures are worded in.

It must not know what the texts say.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """The same in both languages; `en` may be empty where there is no English."""

    zh: str
    en: str = ""

    @property
    def english(self) -> str:
        """Give the English, or else the Chinese."""
        return self.en or self.zh
