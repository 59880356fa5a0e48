"""Each declared pattern reads its own example; kinds, columns and concepts are real ones."""

import pytest

from tvetgraph.loaders.kinds import KINDS
from tvetgraph.loaders.patternproof import proof
from tvetgraph.loaders.patterns import Pattern, library

LIBRARY = library()


@pytest.mark.parametrize("pattern", LIBRARY.patterns, ids=lambda pattern: pattern.id)
def test_a_pattern_reads_its_example(pattern: Pattern) -> None:
    assert pattern.expected
    assert proof(LIBRARY, pattern) == pattern.expected


@pytest.mark.parametrize("pattern", LIBRARY.patterns, ids=lambda pattern: pattern.id)
def test_a_pattern_fills_columns_of_its_kind(pattern: Pattern) -> None:
    columns = {column.name for column in KINDS[pattern.kind].columns}
    required = {column.name for column in KINDS[pattern.kind].columns if column.required}
    assert set(pattern.values) <= columns
    assert required <= set(pattern.values)


def test_ids_are_unique() -> None:
    ids = [pattern.id for pattern in LIBRARY.patterns]
    assert len(ids) == len(set(ids))


def test_every_pattern_has_an_example_of_its_own() -> None:
    examples = [pattern.example for pattern in LIBRARY.patterns]
    assert len(examples) == len(set(examples))
