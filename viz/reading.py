"""What a drawing needs to know of a store: names, classes, facts and the lines between things.

Asks the saved questions `names`, `facts` and `relations`; it must not choose what is drawn. What
the graph has in Chinese only is told in English by the glossary, as far as that goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from rdflib.namespace import OWL, SKOS

from tvetgraph.graph.texts import Text
from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import TVET
from tvetgraph.queries import Result, run
from tvetgraph.queries.engines import Store
from tvetgraph.queries.library import nearest
from tvetgraph.viz.glossary import Glossary, glossary, is_chinese
from tvetgraph.viz.picture import Evidence, Line, Relation

_SYMMETRIC = str(OWL.SymmetricProperty)
_CONCEPT = str(SKOS.Concept)
_TVET = str(TVET)
# A thing may bear these beside its own class.
_BROAD = frozenset({"Organization", "NamedEntity", "Place", "Fact"})


@dataclass(frozen=True)
class Known:
    """Names, classes and facts by IRI, and the lines of the direct layer."""

    names: Mapping[str, Text]
    classes: Mapping[str, frozenset[str]]
    facts: Mapping[str, Evidence]
    lines: tuple[Line, ...]
    glossary: Glossary

    def name(self, key: str) -> Text:
        """Name a thing; one without a name goes by the end of its IRI, a text by itself."""
        return self.names.get(key) or Text(local(key) if "://" in key else key)

    def kind(self, key: str) -> str:
        """Give the local name of a thing's class: the project's own, the narrower of two."""
        classes = self.classes.get(key, frozenset())
        own = sorted(local(c) for c in classes if c.startswith(_TVET))
        other = "Concept" if _CONCEPT in classes else ""
        return next((kind for kind in own if kind not in _BROAD), own[0] if own else other)

    def kind_name(self, kind: str) -> Text:
        """Name a class by its local name."""
        other = Text("计划等概念", "concept") if kind == "Concept" else Text("其他", "other")
        return self.names.get(_TVET + kind, other)

    def relation(self, key: str) -> Relation:
        """Describe a relation of the direct layer."""
        return Relation(self.name(key), directed=_SYMMETRIC not in self.classes.get(key, ()))

    def relation_key(self, wanted: str) -> str:
        """Find a relation that has lines by its local name, IRI or label."""
        known = sorted({line.relation for line in self.lines})
        for key in known:
            if wanted.strip() in {key, local(key), self.name(key).zh, self.name(key).en}:
                return key
        raise QueryError(
            problem=f"没有“{wanted}”这种关系 / there is no relation {wanted}",
            remedy=nearest(wanted, [local(key) for key in known]),
        )


def read_known(store: Store) -> Known:
    """Read what drawings need from a store."""
    printed, classes = _names(run(store, "names"))
    told = run(store, "facts")
    stated = {row["fact"] for row in told.records()}
    words = _words({iri: name for iri, name in printed.items() if iri not in stated})
    facts = _facts(told, words)
    names = {iri: _in_english(name, words, whole=iri not in facts) for iri, name in printed.items()}
    symmetric = {iri for iri, kinds in classes.items() if _SYMMETRIC in kinds}
    lines = tuple(_lines(run(store, "relations"), facts, symmetric))
    return Known(names, classes, facts, lines, words)


def local(iri: str) -> str:
    """Take the last part of an IRI."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _names(answer: Result) -> tuple[Mapping[str, Text], Mapping[str, frozenset[str]]]:
    """Take the shortest form of each thing's name in each language, and its classes."""
    best: dict[tuple[str, bool], tuple[str, str]] = {}
    classes: dict[str, set[str]] = {}
    for thing, kind, rank, name in answer.rows:
        if thing and kind and rank and name:
            key = (thing.value, name.language == "en")
            best[key] = min(best.get(key, ("9", "")), (rank.value, name.value))
            classes.setdefault(thing.value, set()).add(kind.value)
    nothing = ("", "")
    names = {
        iri: Text(best.get((iri, False), best.get((iri, True), nothing))[1], en[1])
        for iri in classes
        for en in [best.get((iri, True), nothing)]
    }
    return names, {iri: frozenset(kinds) for iri, kinds in classes.items()}


def _words(names: Mapping[str, Text]) -> Glossary:
    """Add to the glossary what the graph itself names in English, and what it does not."""
    english = {it.zh: "" if is_chinese(it.en) else it.en for it in names.values()}
    return glossary().knowing(english)


def _in_english(name: Text, words: Glossary, *, whole: bool) -> Text:
    """Give a name its English: that of the whole, or, of a fact, all that is known of its words."""
    english = words.whole(name.zh) if whole else words.told(name.english)
    return name if whole and name.en else Text(name.zh, english if english != name.zh else "")


def _facts(answer: Result, words: Glossary) -> Mapping[str, Evidence]:
    found: dict[str, Evidence] = {}
    for fact, spans in groupby(answer.records(), key=lambda row: row["fact"]):
        rows = list(spans)
        row, lines = rows[0], ", ".join(_span(r["first_line"], r["last_line"]) for r in rows)
        where = f"{words.told(row['report'])}, {words.told(row['where'])}"
        source = Text(
            f"《{row['report']}》{row['where']}，第 {lines} 行",
            f"{where}, line {lines}" if lines.isdecimal() else f"{where}, lines {lines}",
        )
        label = Text(row["statement"], words.told(row["statement_en"]))
        found[fact] = Evidence(fact, label, source)
    return found


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _lines(
    answer: Result, facts: Mapping[str, Evidence], symmetric: Iterable[str]
) -> Iterable[Line]:
    """Turn rows into lines; the two directions of a symmetric relation are one line."""
    both = {local(iri) for iri in symmetric}
    found: dict[tuple[str, str, str], dict[str, Evidence]] = {}
    for row in answer.records():
        ends = (row["source"], row["target"])
        if row["relation"] in both:
            ends = (min(ends), max(ends))
        found.setdefault((_TVET + row["relation"], *ends), {})[row["fact"]] = facts[row["fact"]]
    for (relation, source, target), evidence in sorted(found.items()):
        yield Line(source, target, relation, tuple(evidence.values()))
