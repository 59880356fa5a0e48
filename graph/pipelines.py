"""Through-training pipelines as the reports state them: stages in order, figures, evidence.

Reads a store and nothing else. Facts that state one and the same pipeline become one record with
the evidence of all of them; facts of different years stay apart. It must not join pipelines.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from tvetgraph.graph.selecting import select
from tvetgraph.graph.texts import Text

WITHDRAWN = "withdrawn"

_FACTS = """\
SELECT DISTINCT ?fact ?form ?form_zh ?form_en ?programme ?status ?year ?school_quota ?planned
    ?actual ?report ?title ?where
WHERE {
  ?fact a tvet:Pipeline ;
    tvet:form ?concept ;
    tvet:where ?where ;
    prov:wasDerivedFrom ?span .
  ?concept skos:notation ?form ;
    skos:prefLabel ?form_zh , ?form_en .
  FILTER(LANG(?form_zh) = "zh" && LANG(?form_en) = "en")
  ?span oa:hasSource ?source .
  ?source dcterms:identifier ?report ;
    dcterms:title ?title .
  OPTIONAL { ?fact tvet:programme ?programme }
  OPTIONAL { ?fact tvet:status/skos:notation ?status }
  OPTIONAL { ?fact tvet:year ?year }
  OPTIONAL { ?fact tvet:schoolQuota ?school_quota }
  OPTIONAL { ?fact tvet:planned ?planned }
  OPTIONAL { ?fact tvet:actual ?actual }
}
"""
_STAGES = """\
SELECT DISTINCT ?fact ?order ?organisation ?major ?years ?duration
WHERE {
  ?fact a tvet:Pipeline ;
    tvet:stages ?stage .
  ?stage tvet:order ?order .
  OPTIONAL { ?stage tvet:organization ?organisation }
  OPTIONAL { ?stage tvet:major ?major }
  OPTIONAL { ?stage tvet:years ?years }
  OPTIONAL { ?stage schema:timeToComplete ?duration }
}
"""
_SPANS = """\
SELECT DISTINCT ?fact ?first ?last
WHERE {
  ?fact a tvet:Pipeline ;
    prov:wasDerivedFrom ?span .
  ?span tvet:firstLine ?first ;
    tvet:lastLine ?last .
}
"""
_NAMES = """\
SELECT DISTINCT ?thing ?kind ?label ?language ?broader
WHERE {
  ?stage a tvet:Stage ;
    tvet:organization|tvet:major ?thing .
  ?thing a ?kind ;
    skos:prefLabel ?name .
  FILTER(STRSTARTS(STR(?kind), STR(tvet:)))
  OPTIONAL { ?thing skos:broader ?broader }
  BIND(STR(?name) AS ?label)
  BIND(LANG(?name) AS ?language)
}
"""
# A thing may bear these beside its own class.
_BROAD = frozenset({"Organization", "NamedEntity"})


@dataclass(frozen=True)
class Thing:
    """An organisation or a major: its IRI, its names, its class by local name.

    `broader` is the IRI of the major that it is a direction of, if any.
    """

    iri: str
    name: Text
    kind: str
    broader: str = ""


@dataclass(frozen=True)
class Source:
    """A fact that states a pipeline: its IRI, the report by id and title, where, which lines.

    `year` is None where the fact itself gives none.
    """

    fact: str
    report: str
    title: str
    where: str
    year: int | None
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Stage:
    """One stage: where, in which majors, for how many years.

    `years` is None where the report gives no number; `printed` is what it prints.
    """

    order: int
    organisations: tuple[Thing, ...]
    majors: tuple[Thing, ...]
    years: int | None
    printed: str

    def held_by(self, organisations: frozenset[str]) -> bool:
        """Tell whether one of the organisations, given by IRI, runs the stage."""
        return any(it.iri in organisations for it in self.organisations)

    def teaches(self, majors: frozenset[str]) -> bool:
        """Tell whether one of the majors, given by IRI, is studied in the stage."""
        return any(it.iri in majors for it in self.majors)


@dataclass(frozen=True)
class Pipeline:
    """A pipeline: form, figures of its year, stages in order, and every fact that states it.

    `planned` and `actual` count the pupils of this pipeline, `school_quota` those of all
    pipelines of its first school; None and "" mean that no report says.
    """

    form: str
    form_name: Text
    programme: str
    status: str
    year: int | None
    school_quota: int | None
    planned: int | None
    actual: int | None
    stages: tuple[Stage, ...]
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """Name the pipeline by the first fact that states it."""
        return self.sources[0].fact

    @property
    def withdrawn(self) -> bool:
        """Tell whether the report says that it was withdrawn."""
        return self.status == WITHDRAWN


def read_pipelines(store: ox.Store) -> tuple[Pipeline, ...]:
    """Read all pipelines of a store, in the order of reports and lines."""
    stages, spans = _stages(store), _spans(store)
    found = [
        _pipeline(row, stages.get(row["fact"], ()), spans.get(row["fact"], ()))
        for row in select(store, _FACTS)
    ]
    # Those that say most come first, so that a bare mention joins them and not the other way.
    found.sort(key=lambda it: (-_told(it), _place(it)))
    return tuple(sorted(_united(dict.fromkeys(found)), key=_place))


def _place(pipeline: Pipeline) -> tuple[object, ...]:
    source = pipeline.sources[0]
    return source.report, source.lines[-1:], source.fact


def _told(pipeline: Pipeline) -> int:
    return sum(value not in {None, ""} for value in _particulars(pipeline))


def _pipeline(
    row: Mapping[str, str], stages: Sequence[Stage], lines: Sequence[tuple[int, int]]
) -> Pipeline:
    year = _number(row["year"])
    source = Source(row["fact"], row["report"], row["title"], row["where"], year, tuple(lines))
    return Pipeline(
        form=row["form"],
        form_name=Text(row["form_zh"], row["form_en"]),
        programme=row["programme"],
        status=row["status"],
        year=year,
        school_quota=_number(row["school_quota"]),
        planned=_number(row["planned"]),
        actual=_number(row["actual"]),
        stages=tuple(stages),
        sources=(source,),
    )


def _number(text: str) -> int | None:
    return int(text) if text else None


def _stages(store: ox.Store) -> Mapping[str, Sequence[Stage]]:
    things = _things(store)
    rows: dict[tuple[str, int], list[Mapping[str, str]]] = defaultdict(list)
    for row in select(store, _STAGES):
        rows[row["fact"], int(row["order"])].append(row)
    found: dict[str, list[Stage]] = defaultdict(list)
    for (fact, order), told in sorted(rows.items()):
        organisations, majors = (
            tuple(things[iri] for iri in sorted({row[role] for row in told} - {""}))
            for role in ("organisation", "major")
        )
        years = _number(told[0]["duration"].removeprefix("P").removesuffix("Y"))
        found[fact].append(Stage(order, organisations, majors, years, told[0]["years"]))
    return found


def _spans(store: ox.Store) -> Mapping[str, Sequence[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in select(store, _SPANS):
        found[row["fact"]].append((int(row["first"]), int(row["last"])))
    return {fact: sorted(spans) for fact, spans in found.items()}


def _things(store: ox.Store) -> Mapping[str, Thing]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    kinds: dict[str, set[str]] = defaultdict(set)
    broader: dict[str, str] = {}
    for row in select(store, _NAMES):
        names[row["thing"]][row["language"]] = row["label"]
        kinds[row["thing"]].add(row["kind"].rpartition("#")[2])
        broader[row["thing"]] = max(broader.get(row["thing"], ""), row["broader"])
    return {
        iri: Thing(
            iri, Text(it.get("zh", ""), it.get("en", "")), _narrowest(kinds[iri]), broader[iri]
        )
        for iri, it in names.items()
    }


def _narrowest(kinds: Iterable[str]) -> str:
    return min(kinds, key=lambda kind: (kind in _BROAD, kind))


def _united(pipelines: Iterable[Pipeline]) -> Iterable[Pipeline]:
    """Join pipelines that say the same where both speak; one that fits two joins neither."""
    alike: dict[object, list[Pipeline]] = defaultdict(list)
    for pipeline in pipelines:
        kept = alike[pipeline.form, pipeline.stages, pipeline.withdrawn]
        fitting = [i for i, other in enumerate(kept) if _agree(pipeline, other)]
        if len(fitting) == 1:
            kept[fitting[0]] = _joined(kept[fitting[0]], pipeline)
        else:
            kept.append(pipeline)
    return (pipeline for kept in alike.values() for pipeline in kept)


def _agree(a: Pipeline, b: Pipeline) -> bool:
    pairs = zip(_particulars(a), _particulars(b), strict=True)
    return all(x == y or x in {None, ""} or y in {None, ""} for x, y in pairs)


def _particulars(pipeline: Pipeline) -> tuple[object, ...]:
    p = pipeline
    return p.status, p.year, p.school_quota, p.planned, p.actual


def _joined(first: Pipeline, second: Pipeline) -> Pipeline:
    return replace(
        first,
        programme=first.programme or second.programme,
        status=first.status or second.status,
        year=first.year if first.year is not None else second.year,
        school_quota=_either(first.school_quota, second.school_quota),
        planned=_either(first.planned, second.planned),
        actual=_either(first.actual, second.actual),
        sources=first.sources + second.sources,
    )


def _either(first: int | None, second: int | None) -> int | None:
    return second if first is None else first
