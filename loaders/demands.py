"""Tell which sentences say what a document asks for: 《意见》提出, behind the one that names it.

What a document asks for has not been done: whoever issued it asks for it, and no more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tvetgraph.loaders.context import Context
from tvetgraph.loaders.mentions import Mention
from tvetgraph.loaders.sentences import Sentence
from tvetgraph.loaders.shapes import SHAPES

_ASKS = re.compile(r"(?:中)?(?:还|并|明确|进一步)*(?:提出|要求|规定|强调|指出|鼓励)")


@dataclass(slots=True)
class Demands:
    """Who issued the document that was named last, and the paragraph that tells what it asks."""

    issuers: tuple[str, ...] = ()
    paragraph: int = -1

    def asker(
        self, sentence: Sentence, mentions: Sequence[Mention], context: Context
    ) -> tuple[str, ...]:
        """Return whose demands a sentence tells, or nothing; `context` holds in the sentence."""
        if context.ruling and any(mention.tag == "document" for mention in mentions):
            self.issuers = context.subjects
        if any(_repeated(sentence.text, mention) for mention in mentions):
            self.paragraph = sentence.paragraph
        return self.issuers if self.paragraph == sentence.paragraph else ()


def _repeated(text: str, mention: Mention) -> bool:
    """Tell whether a name is a document's short title, of which the text says what it asks."""
    short = mention.tag == "work" and mention.text.endswith(SHAPES.documents)
    return short and bool(_ASKS.match(text, mention.end))
