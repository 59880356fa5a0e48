"""Read quantity_words.toml: the words around figures in prose, as regular expressions."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from tvetgraph.loaders.shapes import alternatives


@dataclass(frozen=True)
class QuantityWords:
    """What stands before a figure, behind it, and in the names of what it counts."""

    link: re.Pattern[str]
    opening: re.Pattern[str]
    adverb: re.Pattern[str]
    verbs: str
    verb: re.Pattern[str]
    acting: re.Pattern[str]
    stop: re.Pattern[str]
    causing: re.Pattern[str]
    head: re.Pattern[str]
    persons: tuple[str, ...]
    people: tuple[str, ...]
    measures: tuple[str, ...]
    rated: tuple[str, ...]
    owner: re.Pattern[str]
    owned: re.Pattern[str]
    growth: str


def read_quantity_words(text: str) -> QuantityWords:
    """Read the words from TOML in the form of quantity_words.toml."""
    lists: dict[str, list[str]] = tomllib.loads(text)
    verbs = alternatives(lists["verbs"])
    return QuantityWords(
        link=re.compile(f"(?:{'|'.join(lists['links'])})+$"),
        opening=re.compile(f"^(?:{'|'.join(lists['openings'])})+"),
        adverb=re.compile("|".join(lists["adverbs"])),
        verbs=verbs,
        verb=re.compile(
            f"(?P<verb>(?:新)?(?:{verbs}){{1,2}})(?:了|过|出|好|有|的)?(?:共计|共|近|约|至少)?$"
        ),
        acting=re.compile(f"(?P<verb>{verbs})(?:了|过)?(?P<what>.*)"),
        stop=re.compile("|".join(lists["stops"])),
        causing=re.compile(f"(?:{alternatives(lists['causing'])})(?:了|过)?$"),
        head=re.compile(alternatives(lists["heads"])),
        persons=tuple(lists["persons"]),
        people=tuple(lists["people"]),
        measures=tuple(lists["measures"]),
        rated=tuple(lists["rated"]),
        owner=re.compile(alternatives(lists["owners"])),
        owned=re.compile(f"[\\u4e00-\\u9fff]{{0,8}}?(?:{alternatives(lists['owned'])})"),
        growth=alternatives(lists["growth"]),
    )


WORDS = read_quantity_words(
    files("tvetgraph.loaders").joinpath("quantity_words.toml").read_text("utf-8")
)
