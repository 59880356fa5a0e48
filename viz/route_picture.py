"""Routes as one SVG for screen and print: a row a route, a box a stage, as long as it lasts.

Text passes through viz/svg.py, which escapes it. It must not choose routes or ask a store.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tvetgraph.graph.pipelines import Pipeline
from tvetgraph.graph.route import Route, Step, named
from tvetgraph.graph.texts import Text
from tvetgraph.viz.route_text import spans, years
from tvetgraph.viz.style import style
from tvetgraph.viz.svg import HAIRLINE, INK, QUIET, document, tag, text, wrapped

_WIDTH, _MARGIN = 1440.0, 40.0
_CHART, _ASIDE = 1000.0, 330.0
_TOP, _GAP, _PAD = 128.0, 10.0, 8.0
_UNSTATED = 2  # years that a stage is drawn for where none are stated
_NAME, _SMALL, _LEAD = 15.0, 12.5, 1.4


@dataclass(frozen=True)
class _Line:
    """A line of text: words, size, colour, weight."""

    words: str
    size: float
    colour: str = INK
    weight: str = "normal"

    @property
    def height(self) -> float:
        return self.size * _LEAD


def to_svg(routes: Sequence[Route]) -> str:
    """Draw routes; each box names organisation, major and years, and evidence stands beside it."""
    longest = max((sum(map(_length, route.steps)) for route in routes), default=1)
    unit = _CHART / longest
    rows = [_row(route, unit) for route in routes]
    tops = list(accumulate((row.height + _GAP for row in rows), initial=_TOP))
    title = title_of(routes)
    return document(
        _WIDTH,
        tops[-1] + 50,
        *_heading(title, len(routes)),
        *_axis(longest, unit, tops[-1]),
        *(row.draw(top) for row, top in zip(rows, tops, strict=False)),
        *_legend(routes, tops[-1] + 24),
        title=f"{title.zh} / {title.en}",
    )


def title_of(routes: Sequence[Route]) -> Text:
    """Say what the routes have in common: where they begin, where they end, or neither."""
    starts = {route.start for route in routes}
    ends = {route.end for route in routes}
    start = named(starts.pop()) if len(starts) == 1 else Text("")
    end = named(ends.pop()) if len(ends) == 1 else Text("")
    if start.zh and end.zh:
        return Text(f"从{start.zh}到{end.zh}的路径", f"Routes from {start.en} to {end.en}")
    if start.zh:
        return Text(f"从{start.zh}出发的路径", f"Routes from {start.en}")
    if end.zh:
        return Text(f"到{end.zh}的路径", f"Routes to {end.en}")
    return Text("升学路径", "Routes")


@dataclass(frozen=True)
class _Row:
    height: float
    draw: Callable[[float], str]


def _row(route: Route, unit: float) -> _Row:
    lengths = [unit * _length(step) for step in route.steps]
    lefts = list(accumulate(lengths, initial=_MARGIN))
    boxes = [_box_lines(step, n - 3 * _PAD) for step, n in zip(route.steps, lengths, strict=True)]
    aside = _aside_lines(route)
    height = max(map(_height, boxes)) + 2 * _PAD

    def draw(top: float) -> str:
        drawn = [
            _box(step, lines, (left, top, length, height))
            for step, lines, left, length in zip(route.steps, boxes, lefts, lengths, strict=False)
        ]
        beside = _written(aside, _MARGIN + _CHART + 24, top + _PAD)
        return tag("g", *drawn, *_joints(route, lefts, (top, height)), *beside)

    return _Row(max(height, _height(aside) + 2 * _PAD), draw)


def _length(step: Step) -> int:
    return _UNSTATED if step.stage.years is None else max(1, step.stage.years)


def _height(lines: Iterable[_Line]) -> float:
    return sum(line.height for line in lines)


def _box_lines(step: Step, width: float) -> list[_Line]:
    stage = step.stage
    organisation, majors = named(stage.organisations), named(stage.majors)
    lasts = years(stage.years, stage.printed)
    return [
        *_lines(organisation.zh, width, size=_NAME, weight="bold"),
        *_lines(majors.zh, width, size=_NAME - 1),
        *_lines(f"{lasts.zh} / {lasts.en}", width, size=_SMALL, colour=QUIET),
    ]


def _aside_lines(route: Route) -> list[_Line]:
    lines: list[_Line] = []
    for pipeline in route.pipelines:
        lines += _lines(_headline(pipeline), _ASIDE, size=_SMALL + 1, weight="bold")
        lines += _lines(_figures(pipeline), _ASIDE, size=_SMALL)
        for source in pipeline.sources:
            cited = f"{source.where} · {spans(source)} · {source.report}"
            lines += _lines(cited, _ASIDE, size=_SMALL, colour=QUIET)
    for note in route.notes:
        lines += _lines(f"{note.zh} / {note.en}", _ASIDE, size=_SMALL, colour="#9a3412")
    return lines


def _headline(pipeline: Pipeline) -> str:
    year = "年份未写 / no year" if pipeline.year is None else str(pipeline.year)
    return f"{pipeline.form_name.zh} · {year}"


def _figures(pipeline: Pipeline) -> str:
    told = (("计划 planned", pipeline.planned), ("实际 actual", pipeline.actual))
    return " · ".join(f"{name} {value}" for name, value in told if value is not None)


def _lines(
    words: str, width: float, *, size: float, colour: str = INK, weight: str = "normal"
) -> list[_Line]:
    return [_Line(line, size, colour, weight) for line in wrapped(words, width=width, size=size)]


def _written(lines: Iterable[_Line], x: float, top: float) -> Iterable[str]:
    y = top
    for line in lines:
        y += line.height
        yield text(
            line.words,
            (x, y - 0.3 * line.size),
            font_size=line.size,
            fill=line.colour,
            font_weight=line.weight,
        )


def _box(step: Step, lines: Sequence[_Line], place: tuple[float, float, float, float]) -> str:
    left, top, width, height = place
    kinds = [it.kind for it in step.stage.organisations] or ["Organization"]
    colour = style(kinds[0]).colour
    dashes = {"stroke_dasharray": "6 4"} if step.pipeline.withdrawn else {}
    frame = tag(
        "rect",
        x=left + 1,
        y=top,
        width=width - 4,
        height=height,
        rx=5,
        fill=colour,
        fill_opacity=0.1,
        stroke=colour,
        **dashes,
    )
    stripe = tag("rect", x=left + 1, y=top, width=5, height=height, rx=2, fill=colour)
    return frame + stripe + "".join(_written(lines, left + 6 + _PAD, top + _PAD))


def _joints(route: Route, lefts: Sequence[float], span: tuple[float, float]) -> Iterable[str]:
    """Mark where two pipelines were chained by a dark bar."""
    top, height = span
    for i in range(1, len(route.steps)):
        if route.steps[i].pipeline != route.steps[i - 1].pipeline:
            yield tag("rect", x=lefts[i] - 4, y=top - 3, width=5, height=height + 6, fill=INK)


def _heading(title: Text, count: int) -> Iterable[str]:
    yield text(title.zh, (_MARGIN, 46), font_size=26, font_weight="bold")
    yield text(title.en, (_MARGIN, 72), font_size=16, fill=QUIET)
    told = (
        f"{count} 条，一行一条，框的长短为年数；右侧为形式、年份、计划与实际人数、出处（行号）。"
        " One row a route, boxes as long as their years; beside them form, year, places and pupils,"
        " evidence by line."
    )
    yield text(told, (_MARGIN, 98), font_size=13, fill=QUIET)


def _axis(longest: int, unit: float, bottom: float) -> Iterable[str]:
    for year in range(longest + 1):
        x = _MARGIN + year * unit
        yield tag("line", x1=x, y1=_TOP - 8, x2=x, y2=bottom, stroke=HAIRLINE)
        yield text(str(year), (x, _TOP - 12), font_size=12, fill=QUIET, text_anchor="middle")


def _legend(routes: Iterable[Route], y: float) -> Iterable[str]:
    kinds = {it.kind for r in routes for step in r.steps for it in step.stage.organisations}
    x = _MARGIN
    for kind in sorted(kinds):
        zh, en = _KINDS.get(kind, (kind, ""))
        yield tag("rect", x=x, y=y - 11, width=13, height=13, rx=2, fill=style(kind).colour)
        yield text(f"{zh} {en}", (x + 20, y), font_size=13)
        x += 290


_KINDS = {
    "SecondaryVocationalSchool": ("中等职业学校", "secondary vocational school"),
    "HigherVocationalCollege": ("高等职业院校", "higher vocational college"),
    "University": ("本科高校", "university"),
}
