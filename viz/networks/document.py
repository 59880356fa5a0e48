"""A document to read in two languages: headings, paragraphs, tables, lists and pictures.

Plain records; the modules html and markdown write them. Texts are plain, never markup.
"""

from dataclasses import dataclass

from tvetgraph.graph.texts import Text

Row = tuple[Text, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (one a document) to 3."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a `note` is set smaller."""

    text: Text
    note: bool = False


@dataclass(frozen=True)
class Table:
    """A table; columns whose cells are all numbers are set to the right."""

    columns: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Figure:
    """A picture as SVG, and its caption, which says in words what it shows."""

    svg: str
    caption: Text


Block = Heading | Paragraph | Table | Bullets | Figure


@dataclass(frozen=True)
class Document:
    """A document; its title is that of its first heading."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> Text:
        """Take the first heading's text."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))


def same(value: object) -> Text:
    """Write a number or a name that is alike in both languages."""
    return Text(str(value), str(value))


def number(value: float, digits: int = 3) -> Text:
    """Write a number with so many digits after the point."""
    return same(f"{value:.{digits}f}")
