"""Read the running text of a report into facts, and list what a person should look at.

What a sentence means is declared in patterns/*.toml; here stands only the order of the work.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.context import (
    Context,
    case_subjects,
    follow,
    gathered,
    leads,
    subjects_of,
    updated,
    year_of,
)
from tvetgraph.loaders.demands import Demands
from tvetgraph.loaders.facts import Certainty, Fact, Method, Report, make_fact
from tvetgraph.loaders.mentions import Mention, Recogniser
from tvetgraph.loaders.outline import Outline
from tvetgraph.loaders.patterns import Given, Library, find, library
from tvetgraph.loaders.review import ReviewItem, review
from tvetgraph.loaders.sentences import Sentence, read_sentences
from tvetgraph.loaders.tagging import tag_text
from tvetgraph.loaders.tallies import Tallies
from tvetgraph.loaders.text import Document


@dataclass(frozen=True)
class ProseReading:
    """The facts of a report's running text, and what yielded none."""

    facts: tuple[Fact, ...]
    review: tuple[ReviewItem, ...]


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with its names and the facts read from it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    subjects: tuple[str, ...]


def read_prose(
    document: Document,
    *,
    skip: frozenset[int],
    outline: Outline,
    authority: Authority,
    report: Report,
) -> ProseReading:
    """Read all lines but `skip` (tables, page furniture) by the packaged patterns."""
    sentences = read_sentences(document, skip=skip, outline=outline)
    text = "".join(sentence.text for sentence in sentences)
    recogniser = Recogniser(authority, text, home=report.region)
    titles = {case.number: case.title for case in outline.cases}
    tallies = Tallies(outline, recogniser, report)
    read = list(_read_all(sentences, recogniser, report, titles, tallies))
    facts = [fact for part in read for fact in part.facts]
    facts += _case_schools(read)
    listed = ((part.sentence, part.mentions, bool(part.facts)) for part in read)
    return ProseReading(tuple(_once(facts)), tuple(review(listed, authority)))


@cache
def _library() -> Library:
    return library()


def _read_all(
    sentences: Iterable[Sentence],
    recogniser: Recogniser,
    report: Report,
    titles: Mapping[str, str],
    tallies: Tallies,
) -> Iterator[ReadSentence]:
    context = Context("", -1)
    contest, demands = "", Demands()
    named = [(sentence, recogniser.mentions(sentence.text)) for sentence in sentences]
    heirs = case_subjects(named, region=report.region)
    for sentence, mentions in named:
        fresh = follow(context, sentence)
        contest = contest if fresh.subjects == context.subjects else ""
        subjects = subjects_of(sentence, mentions, context=fresh, region=report.region)
        context = updated(fresh, mentions, who=subjects, year=year_of(sentence.text))
        asker = demands.asker(sentence, mentions, context)
        given = Given(
            asker or context.subjects or heirs.get(sentence.case, ()),
            context.year,
            contest,
            titles.get(sentence.case, ""),
            context.ruling or bool(asker),
            own=context.named_in == sentence.paragraph,
            asked=bool(asker),
        )
        facts = [*_relations(sentence, mentions, given)]
        facts += tallies.read(sentence, mentions, context)
        contest = next((m.text for m in reversed(mentions) if m.tag == "contest"), contest)
        own = _schools_of(sentence, mentions, subjects)
        yield ReadSentence(sentence, tuple(mentions), tuple(facts), own)


def _schools_of(
    sentence: Sentence, mentions: Iterable[Mention], subjects: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the schools that a sentence of a case is about, that lead or are brought together."""
    if not sentence.case:
        return ()
    text = sentence.text
    return subjects + tuple(m.text for m in mentions if leads(text, m) or gathered(text, m))


def _relations(sentence: Sentence, mentions: list[Mention], given: Given) -> Iterator[Fact]:
    tagged = tag_text(sentence.text, mentions)
    found = list(find(_library(), tagged, given=given))
    for finding in found:
        values = dict(finding.values)
        if not any(
            _covers(other.values, values) and other.pattern.kind == finding.pattern.kind
            for other in found
        ):
            yield make_fact(
                finding.pattern.kind,
                values,
                where=sentence.where,
                row="",
                lines=(sentence.span,),
                method=Method.PATTERN,
                certainty=finding.pattern.certainty,
            )


def _covers(other: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Tell whether another finding says the same and more, in more cells or longer lists."""
    within = all(_holds(other.get(name, ""), value) for name, value in values.items())
    return within and other != values


def _holds(cell: str, value: str) -> bool:
    """Tell whether a cell says a value, a list that has it, or more words around a quoted name."""
    return value == cell or value in cell.split(";") or ("“" in value and value in cell)


def _case_schools(read: Iterable[ReadSentence]) -> Iterator[Fact]:
    """Tie each case to the schools that its sentences are about."""
    for part in read:
        case = part.sentence.case
        for name in part.subjects:
            if any(m.text == name and m.tag == "school" for m in part.mentions):
                yield make_fact(
                    "case_schools",
                    {"case_number": case, "school": name},
                    where=case,
                    row="",
                    lines=(part.sentence.span,),
                    method=Method.PATTERN,
                    certainty=Certainty.MEDIUM,
                )


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Drop a fact that was read before in the same place of the report, whatever its lines."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        key = (fact.kind, fact.where, *_same(fact))
        if key not in seen:
            seen.add(key)
            yield fact


def _same(fact: Fact) -> tuple[object, ...]:
    """Return what makes a fact the same as another of its kind and place."""
    if fact.kind == "policies":
        return fact.values["policy_title"], "issuers" in fact.values
    if fact.kind == "observations":
        return (tuple(fact.values.items()), fact.lines)
    return (tuple(fact.values.items()),)
