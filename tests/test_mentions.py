"""Names are found by the authority and by their shape; cases stand in cases/prose/mentions.csv."""

import csv
from pathlib import Path

import pytest

from tvetgraph.loaders.authority import Authority, Organisation
from tvetgraph.loaders.mentions import Recogniser
from tvetgraph.loaders.registry import by_id
from tvetgraph.loaders.tagging import TAGS, printed, tag_text

FILE = Path(__file__).parent / "cases" / "prose" / "mentions.csv"
with FILE.open(encoding="utf-8", newline="") as _stream:
    CASES = [(row["sentence"], row["mentions"]) for row in csv.DictReader(_stream)]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_names_by_shape(sentence: str, expected: str) -> None:
    found = Recogniser(Authority(), sentence, home="云州市").mentions(sentence)
    assert ";".join(f"{m.tag}:{m.text}" for m in found if m.tag != "home") == expected


def authority() -> Authority:
    return Authority(
        organisations=by_id(
            [
                Organisation("xu", "Enterprise", "旭日东升", aliases=("旭日",)),
                Organisation("xu-2", "Enterprise", "旭日精工", aliases=("旭日",)),
                Organisation("lan", "SecondaryVocationalSchool", "云州市蓝田职业学校"),
            ]
        )
    )


def test_listed_names_win_and_ambiguous_ones_stand_for_nobody() -> None:
    text = "云州市蓝田职业学校与旭日东升、旭日、旭日精工合作"
    found = Recogniser(authority(), text).mentions(text)
    assert [(m.text, m.tag, m.id, m.ambiguous) for m in found] == [
        ("云州市蓝田职业学校", "school", "lan", False),
        ("旭日东升", "firm", "xu", False),
        ("旭日", "firm", "", True),
        ("旭日精工", "firm", "xu-2", False),
    ]


def test_two_characters_are_no_name_within_a_word() -> None:
    text = "迎着旭日东方前行"
    assert Recogniser(authority(), text).mentions(text) == []


def test_a_tagged_text_prints_as_it_was() -> None:
    text = "云州市机械学校与云州长风汽车有限公司合作，培养45人。"
    tagged = tag_text(text, Recogniser(Authority(), text).mentions(text))
    assert printed(tagged) == text
    assert len(tagged.places) == len(tagged.text) + 1
    assert {mention.tag for mention in tagged.names.values()} <= set(TAGS)
