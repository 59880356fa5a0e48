"""The name of a figure, and how the words before the figure are cut to it."""

import re
from dataclasses import dataclass

from tvetgraph.loaders.quantity_words import WORDS

_IN_YEAR = re.compile(r"(?:[由从自]|到|至)?\d{4}年(?:的|度的?|底的?)?$")
_MARK = re.compile(r"[，。；：]")
# Of 甲、乙等课程 the last word names all.
_EXAMPLES = re.compile(r"^.*、.*(?<![中高初同])等(?!级)(?=[^、]{3})")
_AMONG = re.compile(r"^.*?[中里]，?有(?=[\u4e00-\u9fff]{3})")
# 毕业生的就业率 is 毕业生就业率.
_OF = re.compile(r"的(?=[^的]{2,4}$)")
# A footnote's number behind a word.
_FOOTNOTE = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a figure counts, and what more its clause says of it, as pairs for its dimensions.

    `bare` is the name without what the unit puts behind it, `verb` what was done to the things
    counted; `behind` tells that the noun stands behind the figure. `told` is False for one that
    another is only compared with, `sure` for a guess.
    """

    text: str
    more: tuple[tuple[str, str], ...] = ()
    bare: str = ""
    verb: str = ""
    behind: bool = False
    told: bool = True
    sure: bool = True


def phrase(left: str) -> str:
    """Return the name of a measure that a text before a figure ends with.

    >>> phrase("其中，专任教师共有"), phrase("2031年毕业生初次就业率达到"), phrase("自主创业率为")
    ('专任教师', '毕业生初次就业率', '自主创业率')
    """
    text = _MARK.split(WORDS.link.sub("", without_year(left)))[-1]
    text = _AMONG.sub("", _EXAMPLES.sub("", text))
    text = WORDS.adverb.sub("", WORDS.link.sub("", WORDS.opening.sub("", text) or text))
    if text.count("”") > text.count("“"):
        text = text.rpartition("”")[2]
    text = text.removesuffix("的")
    if text.endswith(WORDS.measures):
        text = _OF.sub("", text)
    return _FOOTNOTE.sub("", text.strip("、，. "))


def without_year(left: str) -> str:
    """Drop the year right before a figure, but not what leads to it.

    >>> without_year("生师比由2031年的"), without_year("降到2031年的")
    ('生师比', '降到')
    """
    return _IN_YEAR.sub(lambda found: "到" if found.group()[0] in "到至" else "", left)
