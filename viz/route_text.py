"""Routes as text: a table for people, rows for a spreadsheet, a Mermaid flowchart.

Text of the reports is escaped for each format. It must not choose routes or ask a store.
"""

from collections.abc import Iterable, Iterator, Sequence

from tvetgraph.graph.pipelines import Pipeline, Source
from tvetgraph.graph.route import Route, Step, named
from tvetgraph.graph.texts import Text
from tvetgraph.queries.results import Cell, Result

TABLE = (
    "route",
    "stage",
    "organisation",
    "major",
    "years",
    "total_years",
    "form",
    "year",
    "planned",
    "actual",
    "evidence",
    "note",
)
ROWS = (
    "route",
    "total_years",
    "chained",
    "stage",
    "organisation",
    "organisation_en",
    "major",
    "years",
    "form",
    "year",
    "school_quota",
    "planned",
    "actual",
    "status",
    "report",
    "where",
    "lines",
    "fact",
    "note",
    "note_en",
)


def route_table(routes: Iterable[Route]) -> Result:
    """Lay routes out for the eye: a row a stage, what holds for several stages said once."""
    return _result(TABLE, (row for n, it in enumerate(routes, start=1) for row in _shown(n, it)))


def route_rows(routes: Iterable[Route]) -> Result:
    """Lay routes out for a spreadsheet: a row a stage, every row complete.

    `route` numbers the routes from 1; `where`, `lines` and `fact` belong to the stage's pipeline.
    Several of anything are set apart by "; ".
    """
    return _result(ROWS, (row for n, it in enumerate(routes, start=1) for row in _full(n, it)))


def to_mermaid(routes: Sequence[Route]) -> str:
    """Draw routes as a Mermaid flowchart, a chain for each; dotted lines are withdrawn.

    The first arrow of a pipeline bears its figures and evidence; a last box, what must be known.
    """
    lines = ["flowchart LR"]
    for number, route in enumerate(routes, start=1):
        ids = [f"r{number}s{i}" for i in range(1, len(route.steps) + 1)]
        lines += (
            f'  {node}["{_quoted(_box(step))}"]'
            for node, step in zip(ids, route.steps, strict=True)
        )
        lines += (f"  {ids[i - 1]} {_arrow(route, i)} {ids[i]}" for i in range(1, len(route.steps)))
        if notes := [part for note in route.notes for part in (note.zh, note.en)]:
            lines.append(f'  r{number}n>"{_quoted(notes)}"]')
            lines.append(f"  {ids[-1]} ~~~ r{number}n")
    return "\n".join(lines) + "\n"


def years(number: int | None, printed: str = "") -> Text:
    """Word a number of years; what is not a number is said as it is printed."""
    if number is None:
        return Text(printed or "年数未写", printed or "years not stated")
    return Text(f"{number} 年", f"{number} year" + "s" * (number != 1))


def cited(source: Source) -> Text:
    """Say where a report states something, by line numbers."""
    lines = spans(source)
    one = lines.isdecimal()
    return Text(
        f"《{source.title}》{source.where}，第 {lines} 行",
        f"{source.title}, {source.where}, {'line' if one else 'lines'} {lines}",
    )


def spans(source: Source) -> str:
    """Write the lines of a piece of evidence: 12–15, 18."""
    return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in source.lines)


def _shown(number: int, route: Route) -> Iterator[tuple[object, ...]]:
    before = None
    notes = "；".join(f"{note.zh} / {note.en}" for note in route.notes)
    for i, step in enumerate(route.steps):
        pipeline = step.pipeline
        told: tuple[object, ...] = ("", "", "", "", "")
        if pipeline != before:
            evidence = "; ".join(f"{it.report} {it.where} {spans(it)}" for it in pipeline.sources)
            told = (
                pipeline.form,
                _plain(pipeline.year),
                _plain(pipeline.planned),
                _plain(pipeline.actual),
                evidence,
            )
        before = pipeline
        place = (number if i == 0 else "", step.stage.order)
        names = (named(step.stage.organisations).zh, named(step.stage.majors).zh)
        total = _plain(route.total_years) if i == 0 else ""
        yield (*place, *names, step.stage.printed, total, *told, notes if i == 0 else "")


def _full(number: int, route: Route) -> Iterator[tuple[object, ...]]:
    for step in route.steps:
        pipeline, stage = step.pipeline, step.stage
        yield (
            number,
            _plain(route.total_years),
            "yes" if route.chained else "no",
            stage.order,
            "; ".join(it.name.zh for it in stage.organisations),
            "; ".join(it.name.en for it in stage.organisations),
            "; ".join(it.name.zh for it in stage.majors),
            stage.printed,
            pipeline.form,
            *map(_plain, (pipeline.year, pipeline.school_quota)),
            *map(_plain, (pipeline.planned, pipeline.actual)),
            pipeline.status,
            *_evidence(pipeline.sources),
            "; ".join(note.zh for note in route.notes),
            "; ".join(note.en for note in route.notes),
        )


def _evidence(told: Sequence[Source]) -> tuple[str, str, str, str]:
    reports, wheres, facts = (
        "; ".join(getattr(it, name) for it in told) for name in ("report", "where", "fact")
    )
    return reports, wheres, "; ".join(map(spans, told)), facts


def _plain(value: int | None) -> str:
    return "" if value is None else str(value)


def _result(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Result:
    return Result(columns, tuple(tuple(Cell(str(value)) for value in row) for row in rows))


def _box(step: Step) -> tuple[str, ...]:
    stage = step.stage
    lasts = years(stage.years, stage.printed).zh
    return tuple(filter(None, (named(stage.organisations).zh, named(stage.majors).zh, lasts)))


def _arrow(route: Route, i: int) -> str:
    before, after = route.steps[i - 1].pipeline, route.steps[i].pipeline
    told = [" · ".join(filter(None, (after.form_name.zh, _plain(after.year))))]
    if i == 1 or after != before:
        told += _figures(after)
    if after.withdrawn:
        return f'-. "{_quoted(told)}" .->'
    if after != before:
        return f'== "{_quoted((*told, "相接 chained"))}" ==>'
    return f'-- "{_quoted(told)}" -->'


def _figures(pipeline: Pipeline) -> Iterator[str]:
    counts = (("计划 planned", pipeline.planned), ("实际 actual", pipeline.actual))
    if told := [f"{word} {number}" for word, number in counts if number is not None]:
        yield " · ".join(told)
    yield from (f"{source.where} · {spans(source)}" for source in pipeline.sources)


def _quoted(lines: Iterable[str]) -> str:
    """Escape what Mermaid would read as syntax, markup or an entity, by character number."""
    return "<br/>".join(
        "".join(c if c.isalnum() or c in _SAFE or ord(c) > 0x7F else f"#{ord(c)};" for c in line)
        for line in lines
    )


_SAFE = " .,-+/()"
