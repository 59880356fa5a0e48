"""Numbers in running text as observations: what is counted, how much, in which unit.

It reads only numbers with a unit; what a number counts is the noun behind or the phrase before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tvetgraph.loaders.clauses import Part, parts, respectively
from tvetgraph.loaders.indicators import name_of
from tvetgraph.loaders.mentions import Mention
from tvetgraph.loaders.numerals import Numeral, numerals
from tvetgraph.loaders.phrases import Name
from tvetgraph.loaders.quantity_words import WORDS

_SUBJECTS = frozenset({"school", "collective", "home", "group", "body"})
# Names that may hold numbers of their own, such as 第三届…大赛 or “12345”模式.
_WHOLE = _SUBJECTS | {"document", "work", "contest", "unit", "quoted", "firm", "foreign"}
_SYSTEM = re.compile(r"^(?:的)?(?:中等|高等|中高等)?职业(?:技术)?教育(?!部|司|集团|教师|经费)")
_AMONG = re.compile(r"其中|包括|包含|[（(]")
_DEED = re.compile(rf"^(?:{WORDS.verbs}|到|赴|在|留|被|来)")
_COMPARED = re.compile(r"(?:与|和|同|较|比)(?:\d{4}年|[上去]年)相比|比\d{4}年(?=，)")
_OBJECT = re.compile(r"(?:占|比|与|为|向|对|和|及|由|给|以|的)$")
_SEX = re.compile(r"[男女](?:生|性|教师|学生|教职工)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence: what it counts, the dimensions that its clause tells."""

    numeral: Numeral
    indicator: str
    dimensions: tuple[tuple[str, str], ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentences before have said: the last measure and whose rates they speak of."""

    last: Name | None = None
    owner: str = ""


def quantities(
    text: str, mentions: Sequence[Mention], *, said: Said
) -> tuple[list[Quantity], Said]:
    """Return the numbers of a sentence that say what they count, and what the next may go on."""
    taken = [(m.start, m.end) for m in mentions if m.tag in _WHOLE]
    subjects = [m.text for m in mentions if m.tag in _SUBJECTS]
    named: list[tuple[Part, Name]] = []
    before = [said.last] if said.last else []
    cut = [replace(p, left=_without(p.left, subjects)) for p in parts(text, numerals(text, taken))]
    for part in respectively(cut):
        counted = before[-1].bare if part.joined and before and before[-1].behind else ""
        name = name_of(replace(part, left=part.left.removeprefix(counted)), before)
        if name:
            name = _compared(_owned(name, said.owner), text[: part.numeral.start])
            before.append(name)
            named += [(part, name)] if name.told and not _of_a_band(part, named) else []
            said = Said(name, _owner(name) or said.owner)
    return list(_quantities(text, named)), said


def _quantities(text: str, named: Sequence[tuple[Part, Name]]) -> Iterator[Quantity]:
    whole = _wholes(text, named)
    for index, (part, name) in enumerate(named):
        bound = (("界限", part.numeral.bound),) if part.numeral.bound else ()
        if index in whole:
            kind = "性别" if _SEX.fullmatch(name.bare) else "类别"
            of = ((kind, name.bare), *bound)
            yield Quantity(part.numeral, whole[index].text, of, sure=name.sure)
        else:
            yield Quantity(part.numeral, name.text, (*name.more, *bound), sure=name.sure)


def _without(left: str, subjects: Iterable[str]) -> str:
    """Drop whose figure it is from the text before it: that is a dimension."""
    cut = 0
    for name in subjects:
        at = left.rfind(name)
        if at >= 0 and not _OBJECT.search(left[:at]):
            cut = max(cut, at + len(name))
    return _SYSTEM.sub("", left[cut:]) if cut else left


def _of_a_band(part: Part, named: Sequence[tuple[Part, Name]]) -> bool:
    """Tell whether a share is that of a band that no name tells: 2000—2500元占12%."""
    return part.left == "占" and part.joined and bool(named) and bool(named[-1][0].numeral.bound)


def _compared(name: Name, ahead: str) -> Name:
    """Say what a change is compared with, if a clause before has said it."""
    said = dict(name.more)
    found = _COMPARED.findall(ahead) if "变化" in said and "对比" not in said else []
    return replace(name, more=(("对比", found[-1]), *name.more), sure=True) if found else name


def _owner(name: Name) -> str:
    found = WORDS.owner.search(name.bare[:8])
    return found.group() if found and found.end() < len(name.bare) else ""


def _owned(name: Name, owner: str) -> Name:
    """Say whose rate follows the rate of the same people: 毕业生就业率…，升学率…."""
    if not owner or WORDS.owner.search(name.bare) or not WORDS.owned.fullmatch(name.bare):
        return name
    return replace(name, text=owner + name.text, bare=owner + name.bare)


def _wholes(text: str, named: Sequence[tuple[Part, Name]]) -> dict[int, Name]:
    """Return, for the parts that 其中 divides a whole into, the whole: two at least, one unit."""
    found: dict[int, Name] = {}
    for index in range(1, len(named)):
        whole = named[index - 1]
        among = _AMONG.search(text, whole[0].numeral.end, named[index][0].numeral.start)
        if not among:
            continue
        run = index
        while run < len(named) and _divides(named[run], whole):
            run += 1
        if run - index > 1 and _fits(whole, named[index:run]):
            found.update(dict.fromkeys(range(index, run), whole[1]))
    return found


def _fits(whole: tuple[Part, Name], kinds: Sequence[tuple[Part, Name]]) -> bool:
    """Tell whether kinds add up to no more than their whole."""
    return sum(float(part.numeral.value) for part, _ in kinds) <= float(whole[0].numeral.value)


def _divides(part: tuple[Part, Name], whole: tuple[Part, Name]) -> bool:
    """Tell whether a figure counts a kind of what another counts as a whole."""
    name, unit = part[1], part[0].numeral.unit
    plain = not name.more and not name.behind and not _DEED.match(name.bare)
    return plain and unit == whole[0].numeral.unit and not name.text.endswith("奖")
