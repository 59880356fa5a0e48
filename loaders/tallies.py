"""Make an observation of each figure in running text; what the figure says is read elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tvetgraph.loaders.context import Context
from tvetgraph.loaders.facts import Certainty, Fact, Method, Report, make_fact
from tvetgraph.loaders.mentions import Mention, Recogniser
from tvetgraph.loaders.outline import Outline
from tvetgraph.loaders.periods import period_of
from tvetgraph.loaders.qualifiers import dimensions
from tvetgraph.loaders.quantities import Quantity, quantities
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.topics import Pair, Topic, headed_by, names_of, told, topic_at


class Tallies:
    """Reads the figures of a report sentence by sentence; it remembers what was spoken of."""

    def __init__(self, outline: Outline, recogniser: Recogniser, report: Report) -> None:
        titles = {section.number: section.title for section in outline.sections}
        titles |= {case.number: case.title for case in outline.cases}
        self._headed: Mapping[str, tuple[Pair, ...]] = {
            number: headed_by(title, names_of(title, recogniser.mentions(title)))
            for number, title in titles.items()
        }
        self._topic = Topic(home=report.region)
        self._year = str(report.data_year)

    def read(
        self, sentence: Sentence, mentions: Sequence[Mention], context: Context
    ) -> Iterator[Fact]:
        """Yield the observations of the next sentence."""
        topic = topic_at(self._topic, sentence, headed=self._headed.get(sentence.where, ()))
        text = sentence.text
        names = names_of(text, mentions)
        topic = told(topic, sentence, names=names, context=context)
        found, said = quantities(text, mentions, said=topic.said)
        self._topic = replace(topic, said=said)
        for quantity in found:
            values = {
                "indicator": quantity.indicator,
                "dimensions": dimensions(sentence, names, quantity=quantity, topic=topic),
                "period": period_of(text, quantity.numeral, default=topic.year or self._year),
                "value": quantity.numeral.value,
                "printed": quantity.numeral.printed,
                "unit": quantity.numeral.unit,
                "note": quantity.numeral.note,
            }
            yield _fact(sentence, quantity, values)


def _fact(sentence: Sentence, quantity: Quantity, values: Mapping[str, str]) -> Fact:
    numeral = quantity.numeral
    return make_fact(
        "observations",
        {name: value for name, value in values.items() if value},
        where=sentence.where,
        row="",
        lines=((sentence.lines[numeral.start], sentence.lines[numeral.end - 1]),),
        method=Method.PATTERN,
        certainty=Certainty.MEDIUM if quantity.sure else Certainty.LOW,
    )
