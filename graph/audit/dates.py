"""Dates and editions that do not fit: years that are none, ranges that run backwards."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome, Severity
from tvetgraph.graph.audit.statements import Statement
from tvetgraph.loaders.numbers import years_in

_BROKEN = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-—–－]+\s*(?:19|20)?\d?\s*[：:]\s*\d{1,4}")
_BACKWARDS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年?\s*[-—–－~～至到]+\s*)((?:19|20)\d\d)(?!\d)"
)
_DAY = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月\s*"
    r"(?:(?P<day>\d{1,2})\s*日)?"
)
_EDITION = re.compile(
    r"第(?P<edition>[一二三四五六七八九十]{1,3}|\d{1,3})届[“《]?"
    r"(?P<name>[\u4e00-\u9fff“”+·]{4,30}?(?:大赛|比赛|竞赛|博览会|运动会|论坛|年会|评选))"
)
_MONTHS = 12
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def broken_dates(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find years that are none, ranges that run backwards, months and days that there are not."""
    lines = book.document.lines if book.document else ()
    for number, line in enumerate(lines, start=1):
        for found in _BROKEN.finditer(line):
            yield _bad(book, number, found.group(), "")
        for found in _BACKWARDS.finditer(line):
            if found[1] > found[2]:
                yield _bad(book, number, found.group(), f"{found[2]}—{found[1]}")
        for found in _DAY.finditer(line):
            if not _exists(found):
                yield _bad(book, number, found.group(), "")


def _exists(found: re.Match[str]) -> bool:
    month = int(found["month"])
    if not 1 <= month <= _MONTHS:
        return False
    return not found["day"] or 1 <= int(found["day"]) <= _DAYS[month - 1]


def _bad(book: Book, line: int, printed: str, expected: str) -> Outcome:
    where = book.outline.section_at(line)
    statement = Statement(book.report.id, where, ((line, line),), "日期", "", Decimal(0), printed)
    return Outcome(
        Severity.WARNING,
        f"{where} “{printed}”",
        (statement,),
        printed,
        expected,
        printed,
        cause="date",
    )


def captions_and_columns(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Compare the years that a caption names with those of the table's columns."""
    for number, cells in book.tables.items():
        caption = book.captions.get(number)
        named = sorted(set(years_in(caption.values["title"]))) if caption else []
        held = sorted({c.period for c in cells if c.period})
        if len(named) != 2 or len(held) < 2 or caption is None:
            continue
        fits = named == [held[0], held[-1]]
        first = caption.lines[0][0]
        title = Statement(
            book.report.id,
            number,
            ((first, first),),
            caption.values["title"],
            "",
            Decimal(0),
            "—".join(named),
            fact=caption.id,
            table=True,
        )
        yield Outcome(
            Severity.HOLDS if fits else Severity.WARNING,
            f"{number} {'—'.join(named)}",
            (title, *((cells[0],) if not fits else ())),
            f"{'—'.join(named)} {'=' if fits else '≠'} {'、'.join(held)}",
            "—".join((held[0], held[-1])),
            "—".join(named),
            cause="" if fits else "date",
            group=number,
        )


def editions(book: Book, _parameters: Mapping[str, float]) -> Iterator[Outcome]:
    """Find contests that bear two numbers of edition in one year."""
    first: dict[tuple[str, str], tuple[str, Statement]] = {}
    for sentence in book.sentences:
        years = set(years_in(sentence.text))
        year = years.pop() if len(years) == 1 else str(book.report.data_year)
        for found in _EDITION.finditer(sentence.text):
            name = re.sub(r"[“”]", "", found["name"])
            line = sentence.lines[found.start()], sentence.lines[found.end() - 1]
            told = Statement(
                book.report.id,
                sentence.where,
                (line,),
                name,
                year,
                Decimal(0),
                f"第{found['edition']}届",
            )
            edition, known = first.setdefault((name, year), (found["edition"], told))
            if edition != found["edition"]:
                yield Outcome(
                    Severity.WARNING,
                    f"{name} {year}",
                    (told, known),
                    f"{known.printed} ≠ {told.printed}",
                    known.printed,
                    told.printed,
                    cause="date",
                )
