"""What is said of a series as a whole: falling every year, the highest of all."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.claims import found_labels, near_levels
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.levels import Level
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.numbers import years_in
from tvetgraph.loaders.sentences import Sentence

_YEARLY = re.compile(
    r"(?:逐年|持续|连年|年年)(?:[^，。；]{0,4}?)(?P<verb>下降|减少|降低|下滑|增长|增加|上升|提高|递增|递减)"
)
_FALLS = frozenset({"下降", "减少", "降低", "下滑", "递减"})


def yearly(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Check that a series said to fall or rise every year does so in each of its years."""
    near = near_levels(book)
    for sentence in book.sentences:
        for found in _YEARLY.finditer(sentence.text):
            text = sentence.text[: found.start()]
            clause = re.split(r"[。；]", text)[-1]
            for label in found_labels(clause, near(sentence)):
                if label and len(label.level.series) > 2:
                    yield _trend(book, sentence, label.level, verb=found["verb"])


def _trend(book: Book, sentence: Sentence, level: Level, *, verb: str) -> Outcome:
    years = sorted(years_in(sentence.text))
    periods = [p for p in sorted(level.series) if not years or years[0] <= p]
    cells = [level.series[p][0] for p in periods]
    falls = verb in _FALLS
    wrong = [
        (one, two)
        for one, two in pairwise(cells)
        if (two.value >= one.value if falls else two.value <= one.value)
    ]
    claim = Statement(
        book.report.id,
        sentence.where,
        ((sentence.lines[0], sentence.lines[-1]),),
        level.core,
        "",
        cells[0].value,
        f"逐年{verb}",
    )
    shown = wrong[0] if wrong else (cells[0], cells[-1])
    return Outcome(
        Severity.WARNING if wrong else Severity.HOLDS,
        f"{sentence.where} {level.core} 逐年{verb}",
        (claim, *(c for pair in wrong for c in pair)) if wrong else (claim, *cells),
        f"{shown[0].period}: {shown[0].printed} → {shown[1].period}: {shown[1].printed}",
        f"逐年{verb}",
        "、".join(f"{one.period}→{two.period}" for one, two in wrong),
        cause="word" if wrong else "",
        group=sentence.where,
    )
