"""Cut a sentence at its figures: what stands before each figure and behind it, in its clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvetgraph.loaders.numerals import Numeral

_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
# A short remark such as （群） belongs to a name; a longer one, or 不含…, stands beside it.
_OF_THE_NAME = re.compile(r"[（(](?![不含如即约见下]|其中)[^\d，。；]{1,4}[）)]")
_MARK = re.compile(r"[，。；;？！【】]|[,:：](?!\d)|(?<!\d)[,:：]")
_MARK_INSIDE = re.compile(rf"{_MARK.pattern}|[（）()]")
_BLANK = "\0"
_LISTED = re.compile(r"[、和与及]|以及")
_EACH = re.compile(r"(?:其中，?)?(?P<heads>[^，、]{2,8}(?:[、和与及][^，、]{2,8})+)各(?:有|占|为)?")
_SHARED_OUT = re.compile(r"(?P<heads>.*?)(?:(?:较|比|与)(?:\d{4}年|[上去]年)[^、]{0,6}?)?分别")


@dataclass(frozen=True, slots=True)
class Part:
    """A figure in its clause.

    `left` is the text before it, from the figure or mark before; `right` the text behind it, to
    the next figure or mark; `tail` what stands behind the last figure of the clause; `lead` the
    clause before, if no figure stands in it. `joined` tells that another figure stands before it
    in its clause, `followed` that one stands behind.
    """

    numeral: Numeral
    left: str
    right: str
    tail: str
    lead: str
    joined: bool
    followed: bool


def parts(text: str, found: Sequence[Numeral]) -> list[Part]:
    """Return each figure with its surroundings, in order."""
    bare = _BRACKET.sub(_hidden, text)
    return [_part(text, bare, found, numeral) for numeral in found]


def _part(text: str, bare: str, found: Sequence[Numeral], numeral: Numeral) -> Part:
    inside = bare[numeral.start] == _BLANK
    source = text if inside else bare
    start, end = _clause(source, numeral, _MARK_INSIDE if inside else _MARK)
    ends = [n.end for n in found if start < n.end <= numeral.start]
    before = [n.end for n in found if n.end <= start]
    starts = [n.start for n in found if numeral.end <= n.start < end]
    last = max(n.end for n in found if n.start < end)

    def between(first: int, stop: int) -> str:
        return source[first:stop].replace(_BLANK, "")

    return Part(
        numeral,
        left=between(max([start, *ends]), numeral.start),
        right=between(numeral.end, min([end, *starts])),
        tail=between(max(numeral.end, last), end),
        lead=_MARK.split(between(max([0, *before]), start).rstrip("，、"))[-1],
        joined=bool(ends),
        followed=bool(starts),
    )


def _clause(text: str, numeral: Numeral, mark: re.Pattern[str]) -> tuple[int, int]:
    """Return where the clause of a figure begins and ends."""
    marks = [found.span() for found in mark.finditer(text)]
    start = max((b for _, b in marks if b <= numeral.start), default=0)
    end = min((a for a, _ in marks if a >= numeral.end), default=len(text))
    return start, end


def respectively(cut: Sequence[Part]) -> list[Part]:
    """Give each figure of a list its own of the heads that 分别 shares out, if they are as many.

    甲、乙分别增长3%、5% becomes 甲增长3%, 乙增长5%.
    """
    given = [own for part in cut for own in _each(part)]
    for index, part in enumerate(given):
        if "分别" not in part.left:
            continue
        run = [part]
        for other in given[index + 1 :]:
            if not (
                other.joined
                and _LISTED.fullmatch(other.left)
                and other.numeral.unit == part.numeral.unit
            ):
                break
            run.append(other)
        heads, rest = _heads(part)
        if len(heads) == len(run) > 1:
            shared = [replace(p, left=head + rest) for p, head in zip(run, heads, strict=True)]
            given[index : index + len(run)] = shared
    return given


def _each(part: Part) -> list[Part]:
    """Give each head of 甲、乙各3所 the figure that they both have."""
    found = _EACH.fullmatch(part.left)
    heads = re.split(r"[、和与及]", found["heads"]) if found else []
    return [replace(part, left=head) for head in heads] if len(heads) > 1 else [part]


def _heads(part: Part) -> tuple[list[str], str]:
    """Return what 分别 shares out, named before it in the clause or in the clause before."""
    found = _SHARED_OUT.match(part.left)
    if not found:
        return [], ""
    source = found["heads"] or part.lead
    source = re.sub(
        r"(?:这[一二两三四五六\d]+[个项大]|(?<![生人校])均|都|也|继续|持续|明显|有所).*", "", source
    )
    return [head for head in re.split(r"[、和与及]|以及", source) if head], part.left[
        len(found["heads"]) :
    ].replace("分别", "")


def _hidden(match: re.Match[str]) -> str:
    return match.group() if _OF_THE_NAME.fullmatch(match.group()) else _BLANK * len(match.group())
