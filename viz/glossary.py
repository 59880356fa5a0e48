"""English for words of tables that the graph has in Chinese only: indicators, dimensions, units.

A help to read, made by this project and never a name of anything; what is not in it stays Chinese.
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from tvetgraph.graph.texts import Text

_UNIT = "unit"


def english(text: Text) -> Text:
    """Give a text its English from the glossary, where it has none."""
    return text if text.en else Text(text.zh, _glossary().get((text.zh, ""), ""))


def units() -> Mapping[str, str]:
    """Map the units of figures to English."""
    return {zh: en for (zh, use), en in _glossary().items() if use == _UNIT}


def titles(printed: set[str]) -> Mapping[str, str]:
    """Map those titles of tables that the glossary knows to English."""
    return {zh: en for (zh, use), en in _glossary().items() if not use and zh in printed}


@lru_cache
def _glossary() -> Mapping[tuple[str, str], str]:
    text = files(__name__.rpartition(".")[0]).joinpath("glossary.csv").read_text("utf-8")
    return {(row["zh"], row["use"]): row["en"] for row in csv.DictReader(text.splitlines())}
