"""What a sentence says of its own numbers: wholes and parts, lists, ordinals, direction, shares.

Only where the text lies at hand. Each check needs one sentence or paragraph and nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.identities import quotient_outcome
from tvetgraph.graph.audit.readings import UNIT, Reading, readings
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.graph.audit.totals import added, compared
from tvetgraph.loaders.marks import han_number
from tvetgraph.loaders.sentences import Sentence

_OF_WHICH = re.compile(r"其中[，,:：]?")
_EACH = re.compile(r"平均|每|均")
_ALSO = re.compile(r"[；。]|此外|另[有外]|同时|同比|较|比20|占")
_DIRECTION = re.compile(
    rf"(?<![\d.])(?P<before>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?"
    r"(?P<verb>降到|降至|下降到|下降至|减少到|减少至|降低到|降为|降低至|"
    r"增到|增至|增加到|增加至|提高到|提高至|上升到|上升至|增长到|增长至|升至|提升到|提升至)"
    rf"(?:(?:19|20)\d\d年的?)?(?P<after>\d[\d,]*(?:\.\d+)?)(?:{UNIT})?(?![\d.:：∶])"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年?[到至—–~-]+((?:19|20)\d\d)年")
_MULTIPLE = re.compile(
    rf"(?P<part>\d[\d,]*(?:\.\d+)?)(?P<u1>{UNIT})[，,]?是[^，。；\d]{{0,12}}?"
    rf"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<u2>{UNIT})?的(?P<times>\d+(?:\.\d+)?)倍"
)
_LISTED = re.compile(
    r"(?P<list>[^，。；：:（）()、\d]{1,24}(?:、[^，。；：:（）()、\d]{1,24}?)+)"
    r"(?P<count>[\d]+|[两二三四五六七八九十]+)(?:个|大|项|种|所|家|类|门)(?P<noun>环节|国家|省份|"
    r"地区|方面|专业|步骤|阶段|维度|模块|主题|部分|学校|院校|单位|语种|篇章|平台|赛项|层次|领域|城市|县)"
)
_JOINTS = re.compile(r"、|和|以及")
_WITHIN = re.compile(r"与|(?<!以)及")
# Lists of names are told from any other words, however many are missing.
_NAMED = frozenset({"国家", "省份", "语种", "城市"})
_CLOSE = 2
_ORDINALS = tuple("一二三四五六七八九十")
_STATED = re.compile(
    r"(?P<count>[两二三四五六七八九十]|十[一二三四]|\d{1,2})(?:个|大|项|方面的?|点|条|步|类|种)"
    r"(?P<noun>[\u4e00-\u9fff“”]{1,12})"
)
_ACTION = re.compile("进行|开展|实施|如下")
_FIRST = re.compile(r"(?:^|[：:。；，])(?:一是|第一[，、是]|第一步|首先)")
_NEARLY = 0.75
# Two parts are taken for all of a whole only where they come as near to it as this.
_TWO = Fraction(19, 20)
# Parts that add up to more than this share of their whole count some things twice.
_FAR = Fraction(11, 10)
_HAN = re.compile(r"[一二三四五六七八九十]+")


def parts_in_sentence(book: Book, parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Add up the parts that a sentence names behind 其中 and compare them with its whole."""
    nearly = Fraction(parameters.get("nearly", _NEARLY))
    for whole, parts in _wholes(book):
        if len(parts) > 1 and not any(_is_larger(part, whole) for part in parts):
            yield from _added_up(whole, parts, nearly=nearly)


def larger_parts(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare each part that a sentence names behind 其中 with its whole."""
    for whole, parts in _wholes(book):
        for part in parts:
            if _is_larger(part, whole):
                yield _larger(part, whole)


def _wholes(book: Book) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each whole that a sentence names parts of, with those of its unit."""
    for sentence in book.sentences:
        for found in _OF_WHICH.finditer(sentence.text):
            numbers = list(readings(sentence))
            before = [n for n in numbers if n.end <= found.start()]
            stop = _ALSO.search(sentence.text, found.end())
            end = stop.start() if stop else len(sentence.text)
            behind = [n for n in numbers if found.end() <= n.start < end]
            whole = _whole(before, behind)
            if whole:
                named = [b for b in behind if b.unit == whole.unit and b.before.strip()]
                parts = _without_subtotals([_statement(book, b) for b in named])
                if not _statement(book, whole).share:
                    yield _statement(book, whole), parts


def _whole(before: Sequence[Reading], behind: Sequence[Reading]) -> Reading | None:
    """Find the number that 其中 is said of: the last before it of the same unit, no mean."""
    units = {reading.unit for reading in behind}
    fitting = [b for b in before if b.unit in units and not _EACH.search(b.before)]
    return fitting[-1] if fitting else None


def _without_subtotals(parts: Sequence[Statement]) -> list[Statement]:
    """Leave out a number that is the sum of those before it: «3 and 13, together 16»."""
    kept: list[Statement] = []
    for part in parts:
        if len(kept) > 1 and added(kept).meets(part.range):
            continue
        kept.append(part)
    return kept


def _is_larger(part: Statement, whole: Statement) -> bool:
    return part.range.low > whole.range.high


def _added_up(
    whole: Statement, parts: Sequence[Statement], *, nearly: Fraction
) -> Iterator[Outcome]:
    outcome = compared(whole, parts, group=whole.where)
    total = added(parts)
    if outcome.severity is Severity.HOLDS:
        yield outcome
    elif total.high >= whole.range.low * (nearly if len(parts) > 2 else _TWO) and (
        len(parts) > 2 or total.low * _TWO <= whole.range.high
    ):
        yield _milder(outcome, overlapping=total.low > whole.range.high * _FAR)


def _statement(book: Book, reading: Reading) -> Statement:
    name = re.sub(r"^.*(?:19|20)\d\d[年届]|^其中[，,]?", "", reading.before)[-16:]
    return reading.statement(book, name, reading.year(str(book.report.data_year)))


def _larger(part: Statement, whole: Statement) -> Outcome:
    return Outcome(
        Severity.ERROR,
        f"{part.where} {part.name}",
        (part, whole),
        f"{part.printed} > {whole.printed}",
        f"≤ {whole.printed}",
        part.printed,
        group=part.where,
    )


def _milder(outcome: Outcome, *, overlapping: bool) -> Outcome:
    """Make it a warning, or a notice where the parts may count the same things twice."""
    severity = Severity.NOTICE if overlapping else Severity.WARNING
    cause = "overlap" if overlapping else "missing-part"
    return replace(outcome, severity=severity, cause=cause)


def direction(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that what is said to fall falls, and what is said to rise rises."""
    for sentence in book.sentences:
        for found in _DIRECTION.finditer(sentence.text):
            one, two = (Decimal(found[name].replace(",", "")) for name in ("before", "after"))
            falls = found["verb"][0] in "降减下"
            stated = [_at(book, sentence, found, name) for name in ("after", "before")]
            years = _YEARS.findall(sentence.text[: found.start()])
            ends = reversed(years[-1]) if years else [s.period for s in stated]
            statements = tuple(
                replace(s, period=year, indicator=s.indicator.rstrip("由从").lstrip("的"))
                for s, year in zip(stated, ends, strict=True)
            )
            right = two < one if falls else two > one
            sign = "<" if two < one else ">" if two > one else "="
            yield Outcome(
                Severity.HOLDS if right else Severity.ERROR,
                f"{sentence.where} {statements[0].indicator} {found.group()}",
                statements,
                f"{found['after']} {sign} {found['before']}（{found['verb']}）",
                f"{'<' if falls else '>'} {found['before']}",
                found["after"],
                cause="" if right else "word",
                group=sentence.where,
            )


def _at(book: Book, sentence: Sentence, found: re.Match[str], name: str) -> Statement:
    """Make the statement of a number that a pattern found in a sentence."""
    start, end = found.span(name)
    text = sentence.text[max(0, found.start() - 14) : found.start()]
    number = found[name]
    digits = number.replace("两", "二").replace(",", "")
    value = Decimal(han_number(digits) if _HAN.fullmatch(digits) else digits)
    label = re.split(r"[，。；：、（]", text)[-1]
    reading = Reading(sentence, start, end, value, number, "", label, "")
    return reading.statement(book, label or number, reading.year(str(book.report.data_year)))


def multiples(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check «A is n times B» by the two numbers printed with it."""
    for sentence in book.sentences:
        for found in _MULTIPLE.finditer(sentence.text):
            part, whole, times = (
                _at(book, sentence, found, name) for name in ("part", "whole", "times")
            )
            if whole.range.low > 0 and found["u2"] in {None, found["u1"]}:
                value = part.range / whole.range
                yield quotient_outcome(times, (part, whole), value=value, group=sentence.where)


def listed_items(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the length of a list such as 甲、乙、丙三个环节 with the number behind it."""
    for sentence in book.sentences:
        for found in _LISTED.finditer(sentence.text):
            stated = _at(book, sentence, found, "count")
            least = found["list"].count("、") + 1
            most = len(_JOINTS.split(found["list"]))
            near = abs(most - stated.value) <= _CLOSE or found["noun"] in _NAMED
            if "等" not in found["list"] and near:
                yield _listing(stated, (least, most), found)


def _listing(stated: Statement, listed: tuple[int, int], found: re.Match[str]) -> Outcome:
    """Compare a number with a list whose 和 may join two items or stand within one."""
    holds = listed[0] <= stated.value <= listed[1]
    # 与 and 及 join words within an item more often than they join two items, but they may.
    joined = listed[0] <= stated.value <= listed[1] + len(_WITHIN.findall(found["list"]))
    bad = Severity.NOTICE if joined else Severity.WARNING
    return Outcome(
        Severity.HOLDS if holds else bad,
        f"{stated.where} {found['count']}个{found['noun']}",
        (replace(stated, indicator=found["noun"]),),
        f"{stated.printed if holds else listed[1]} {'=' if holds else '≠'} {stated.printed}",
        str(listed[1]),
        stated.printed,
        cause="" if holds else "joined" if joined else "miscounted",
        group=stated.where,
    )


def ordinals(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare «five …:» with the points 一是, 二是 … that the paragraph goes on to name."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in book.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        for sentence, _ in pairwise([*sentences, sentences[-1]]):
            stated = _stated_before_list(sentence)
            if stated:
                later = sentences[sentences.index(sentence) :]
                points = _points("".join(s.text for s in later))
                if points > 1:
                    yield _point_outcome(book, sentence, stated, points)


def _stated_before_list(sentence: Sentence) -> re.Match[str] | None:
    """Return the number that stands right before the first point of a list."""
    first = _FIRST.search(sentence.text)
    if not first:
        return None
    clause = sentence.text[max(0, first.start() - 26) : first.start() + 1]
    found = list(_STATED.finditer(sentence.text, max(0, first.start() - 26), first.start()))
    return found[-1] if found and clause.endswith(("：", ":")) else None


def _points(text: str) -> int:
    """Count the points 一是, 二是 … in order."""
    place = count = 0
    for ordinal in _ORDINALS:
        found = re.compile(rf"{ordinal}是|第{ordinal}(?:步|[，、是])").search(text, place)
        if not found:
            break
        count, place = count + 1, found.end()
    return count


def _point_outcome(book: Book, sentence: Sentence, stated: re.Match[str], points: int) -> Outcome:
    statement = _at(book, sentence, stated, "count")
    holds = statement.value == points
    return Outcome(
        Severity.HOLDS if holds else Severity.WARNING,
        f"{sentence.where} {stated.group()}",
        (replace(statement, indicator=_ACTION.split(stated["noun"])[0]),),
        f"{points} {'=' if holds else '≠'} {statement.printed}",
        str(points),
        statement.printed,
        cause="" if holds else "miscounted",
        group=sentence.where,
    )
