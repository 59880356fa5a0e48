"""Apply one pattern to its own example, with no authority: what tests and authors look at."""

from collections.abc import Mapping

from tvetgraph.loaders.authority import Authority
from tvetgraph.loaders.context import Context, subjects_of, year_of
from tvetgraph.loaders.mentions import Recogniser
from tvetgraph.loaders.patterns import Given, Library, Pattern, find
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.tagging import tag_text

# The region that all examples invent.
EXAMPLE_REGION = "云州市"


def proof(library: Library, pattern: Pattern) -> tuple[Mapping[str, str], ...]:
    """Return the values that a pattern reads from its example, each set once, in order."""
    text = pattern.example
    mentions = Recogniser(Authority(), text, home=EXAMPLE_REGION).mentions(text)
    sentence = Sentence(text, (1,) * len(text), "1", "", 0)
    subjects = subjects_of(sentence, mentions, context=Context("", 0), region=EXAMPLE_REGION)
    own = Library((pattern,), library.cues)
    found = find(own, tag_text(text, mentions), given=Given(subjects, year_of(text)))
    values = [dict(finding.values) for finding in found]
    return tuple(v for index, v in enumerate(values) if v not in values[:index])
