"""One route: its steps through one pipeline or through several that were chained, and its notes.

Plain records; it must not read a store, and must not decide which pipelines may be chained.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tvetgraph.graph.pipelines import Pipeline, Stage, Thing
from tvetgraph.graph.texts import Text


@dataclass(frozen=True)
class Step:
    """A stage of a route, and the pipeline that states it."""

    pipeline: Pipeline
    stage: Stage


@dataclass(frozen=True)
class Route:
    """Stages one after the other; of chained pipelines, the college where they meet comes once."""

    steps: tuple[Step, ...]

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """List the pipelines that it follows, in order."""
        return tuple(dict.fromkeys(step.pipeline for step in self.steps))

    @property
    def chained(self) -> bool:
        """Tell whether it was put together from several facts that no report puts together."""
        return len(self.pipelines) > 1

    @property
    def withdrawn(self) -> bool:
        """Tell whether a report says that it is no longer run."""
        return any(pipeline.withdrawn for pipeline in self.pipelines)

    @property
    def total_years(self) -> int | None:
        """Add up the years of its stages; None where one is not stated."""
        years = [step.stage.years for step in self.steps]
        known = [number for number in years if number is not None]
        return sum(known) if len(known) == len(years) else None

    @property
    def start(self) -> tuple[Thing, ...]:
        """Name the organisations of its first stage."""
        return self.steps[0].stage.organisations

    @property
    def end(self) -> tuple[Thing, ...]:
        """Name the organisations of its last stage."""
        return self.steps[-1].stage.organisations

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """Tell it from every other route: the fact and the order of each stage."""
        return tuple((step.pipeline.key, step.stage.order) for step in self.steps)

    @property
    def notes(self) -> tuple[Text, ...]:
        """Say what a reader must know before relying on it, in both languages."""
        return (
            *_status(self.pipelines),
            *_cut(self.steps[0], self.steps[-1]),
            *(note for pair in pairwise(self.pipelines) for note in _meeting(*pair)),
            *(note for pipeline in self.pipelines for note in _undated(pipeline)),
        )


def named(things: Iterable[Thing]) -> Text:
    """Name several things side by side."""
    told = tuple(things)
    return Text("、".join(it.name.zh for it in told), ", ".join(it.name.english for it in told))


def _status(pipelines: Iterable[Pipeline]) -> Iterable[Text]:
    if any(pipeline.withdrawn for pipeline in pipelines):
        yield Text("已撤销", "withdrawn")


def _cut(first: Step, last: Step) -> Iterable[Text]:
    """Say where the route is a part of a longer pipeline."""
    before = [it for it in first.pipeline.stages if it.order < first.stage.order]
    after = [it for it in last.pipeline.stages if it.order > last.stage.order]
    if before:
        at = named(before[0].organisations)
        yield Text(
            f"该项目始于{at.zh}，这里从第{first.stage.order}阶段算起",
            f"the pipeline begins at {at.en}; this is from its stage {first.stage.order} on",
        )
    if after:
        at = named(after[-1].organisations)
        yield Text(f"该项目此后还升入{at.zh}", f"the pipeline goes on to {at.en}")


def _meeting(before: Pipeline, after: Pipeline) -> Iterable[Text]:
    """Say that two pipelines were chained, and where they do not fit together."""
    last, first = before.stages[-1], after.stages[0]
    at = named(it for it in last.organisations if it in first.organisations)
    yield Text(
        f"由两项事实在{at.zh}相接，没有报告把它们写成一条路径",
        f"chained from two facts at {at.en}; no report states them as one route",
    )
    yield from _apart(before, after)
    if last.years != first.years:
        yield Text(
            f"两项事实中{at.zh}的年数不同（{_years(last)}、{_years(first)}），总年数按前者计",
            f"the years at {at.en} differ ({_years(last)}, {_years(first)}); the total takes the"
            " former",
        )
    if not set(last.majors) & set(first.majors):
        a, b = named(last.majors), named(first.majors)
        yield Text(
            f"两项事实中{at.zh}的专业不完全相同（{a.zh or '未写'}、{b.zh or '未写'}）",
            f"the majors at {at.en} are not quite the same ({a.en or 'not stated'};"
            f" {b.en or 'not stated'})",
        )


def _apart(before: Pipeline, after: Pipeline) -> Iterable[Text]:
    """Say where two chained pipelines are of different years or reports."""
    years = [str(it.year) if it.year is not None else "" for it in (before, after)]
    if years[0] != years[1] or not all(years):
        zh, en = (" / ".join(year or other for year in years) for other in ("未写", "not stated"))
        yield Text(f"两项事实的年份不同：{zh}", f"the two facts are of different years: {en}")
    titles = [it.sources[0].title for it in (before, after)]
    if titles[0] != titles[1]:
        zh, en = "》《".join(titles), "; ".join(titles)
        yield Text(f"两项事实出自不同报告：《{zh}》", f"the two facts are of two reports: {en}")


def _undated(pipeline: Pipeline) -> Iterable[Text]:
    """Say which evidence gives no year where other evidence of the same pipeline does."""
    silent = [it.where for it in pipeline.sources if it.year is None]
    if silent and pipeline.year is not None:
        where = "、".join(silent)
        yield Text(
            f"{where}没有写年份，视为同一项目",
            f"{where} gives no year and is taken for the same pipeline",
        )


def _years(stage: Stage) -> str:
    return stage.printed or "?"
