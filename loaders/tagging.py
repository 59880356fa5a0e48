"""Write a sentence with one sign for each name, so that patterns can speak of names by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tvetgraph.loaders.mentions import Mention

# Each tag owns a block of private-use characters; a sign says tag and which name it stands for.
_BASE = 0xE000
_BLOCK = 200
TAGS: tuple[str, ...] = (
    "school", "collective", "firm", "body", "group", "foreign", "unit", "contest",
    "document", "work", "quoted", "region", "home", "country", "major", "number",
)  # fmt: skip


@dataclass(frozen=True)
class Tagged:
    """A tagged text; `places[i]` is where its character i stood, `names` the name of a sign."""

    text: str
    places: tuple[int, ...]
    names: Mapping[str, Mention]


def block(tag: str) -> str:
    """Return a tag's signs as the inside of a regular expression's set."""
    first = _BASE + TAGS.index(tag) * _BLOCK
    return f"{chr(first)}-{chr(first + _BLOCK - 1)}"


def tag_text(text: str, mentions: Iterable[Mention]) -> Tagged:
    """Put a sign for each mention; the mentions are in order and do not overlap."""
    signs: list[str] = []
    places: list[int] = []
    names: dict[str, Mention] = {}
    counts: dict[str, int] = dict.fromkeys(TAGS, 0)
    position = 0
    for mention in mentions:
        if counts[mention.tag] == _BLOCK:
            break
        signs += text[position : mention.start]
        places += range(position, mention.start)
        sign = chr(_BASE + TAGS.index(mention.tag) * _BLOCK + counts[mention.tag])
        counts[mention.tag] += 1
        names[sign] = mention
        signs.append(sign)
        places.append(mention.start)
        position = mention.end
    signs += text[position:]
    places += [*range(position, len(text)), len(text)]
    return Tagged("".join(signs), tuple(places), names)


def printed(tagged: Tagged, *, start: int = 0, end: int | None = None) -> str:
    """Return the printed text of a stretch of tagged text."""
    return "".join(
        tagged.names[char].text if char in tagged.names else char for char in tagged.text[start:end]
    )
