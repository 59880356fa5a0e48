"""Link files that are wrong are told row by row, in a sentence that says what to do."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tvetgraph.graph.build import build
from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.errors import LinkError, Problems
from tvetgraph.loaders.links import (
    HEADER,
    LINKS,
    REFUSED,
    Link,
    read_link_set,
    read_links,
    write_links,
)
from tvetgraph.loaders.opendata import OpenData, open_data_errors, read_open_data
from tvetgraph.loaders.sourced import read_coordinates, read_details, read_sources

CASES = Path(__file__).parent / "cases"
GOOD = Link(
    subject_id="tvetorg:yunzhou-daxue",
    subject_label="云州大学",
    predicate_id="skos:exactMatch",
    object_id="wikidata:Q42",
    object_label='"Yunzhou" university',
    mapping_justification="semapv:LexicalMatching",
    confidence="0.95",
    object_source="tvetsource:register",
    object_source_version="2: row 1",
    mapping_date="2026-01-31",
    comment="名称相同 / the same name",
)
BAD = tomllib.loads((CASES / "bad_links.toml").read_text(encoding="utf-8"))["case"]


def _written(folder: Path, *links: Link, name: str = LINKS) -> Path:
    return write_links(links, folder / name)


def _errors(caught: pytest.ExceptionInfo[Problems]) -> list[LinkError]:
    errors = [error for error in caught.value.errors if isinstance(error, LinkError)]
    assert len(errors) == len(caught.value.errors)
    assert all(" / " in error.problem and error.remedy for error in errors)
    return errors


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    links = (GOOD, replace(GOOD, object_id="ror:02v51f717"))
    path = _written(tmp_path, *reversed(links))
    assert read_links(path) == (links[1], links[0])
    before = path.read_bytes()
    assert write_links(read_links(path), path).read_bytes() == before


def test_what_a_head_says_of_the_set_stays(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD)
    text = path.read_text(encoding="utf-8").replace("wikidata:", "wd:")
    own = "# mapping_set_id: https://example.org/ours\n# mapping_set_version: '7'\n"
    theirs = text.replace("#", "# ").partition("# curie_map")
    path.write_text(f"{own}# curie_map{theirs[2]}", encoding="utf-8")
    write_links((*read_links(path), replace(GOOD, object_id="wikidata:Q43")), path)
    prefixes = _first_head(tmp_path)
    prefixes = prefixes[prefixes.index("#curie_map:") : -1]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[: 2 + len(prefixes)] == [*own.replace("# ", "#").splitlines(), *prefixes]
    assert [link.object_id for link in read_links(path)] == ["wikidata:Q42", "wikidata:Q43"]


def _first_head(folder: Path) -> list[str]:
    return write_links((), folder / "new" / LINKS).read_text(encoding="utf-8").splitlines()


def test_a_file_that_was_cut_short_is_told(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(Problems, match="may be cut short") as caught:
        read_links(path)
    (error,) = _errors(caught)
    assert error.line == len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("case", BAD, ids=lambda case: "-".join(case["change"].values()))
def test_a_bad_cell_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    path = _written(tmp_path, replace(GOOD, **case["change"]))
    with pytest.raises(Problems) as caught:
        read_links(path)
    (error,) = _errors(caught)
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert (error.file, error.line) == (str(path), last)
    assert case["said"] in str(error)


def test_a_repeated_link_is_told(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD, replace(GOOD, confidence="0.5"))
    with pytest.raises(Problems, match="repeated link"):
        read_links(path)


def test_a_link_both_accepted_and_refused_is_told(tmp_path: Path) -> None:
    _written(tmp_path, GOOD)
    _written(tmp_path, replace(GOOD, predicate_modifier="Not"), name=REFUSED)
    with pytest.raises(Problems, match="both accepted and refused") as caught:
        read_link_set(tmp_path)
    assert len(_errors(caught)) == 1


def test_a_link_in_the_wrong_file_is_told(tmp_path: Path) -> None:
    _written(tmp_path, replace(GOOD, predicate_modifier="Not"))
    with pytest.raises(Problems, match="a refused link in"):
        read_link_set(tmp_path)
    _written(tmp_path)
    _written(tmp_path, GOOD, name=REFUSED)
    with pytest.raises(Problems, match="lacks Not"):
        read_link_set(tmp_path)


def test_a_later_folder_decides(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    _written(first, GOOD, replace(GOOD, object_id="wikidata:Q43"))
    refusal = replace(GOOD, predicate_modifier="Not")
    _written(second, refusal, name=REFUSED)
    found = read_link_set(first, second)
    assert [link.object_id for link in found.accepted] == ["wikidata:Q43"]
    assert found.refused == (refusal,)


def test_a_file_may_use_its_own_prefixes(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD)
    text = path.read_text(encoding="utf-8").replace("wikidata:", "wd:").replace("skos:", "s:")
    path.write_text(text, encoding="utf-8")
    assert read_links(path) == (GOOD,)


def test_an_unknown_column_or_a_short_row_is_told(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\tconfidence\t", "\tcertainty\t"), encoding="utf-8")
    with pytest.raises(Problems, match="unknown column: certainty"):
        read_links(path)
    path.write_text(text.rstrip() + "\nshort\trow\n", encoding="utf-8")
    with pytest.raises(Problems, match="row too short"):
        read_links(path)
    path.write_bytes(text.encode("gbk"))
    with pytest.raises(Problems, match="not UTF-8"):
        read_links(path)


def test_the_header_of_another_table_is_told_in_two_sentences(tmp_path: Path) -> None:
    path = tmp_path / LINKS
    path.write_text("甲\t乙\t丙\n1\t2\t3\n", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_links(path)
    problems = [error.problem for error in _errors(caught)]
    assert problems == [
        "不认识的列 / unknown column: 甲, 乙, 丙",
        f"缺少列 / missing column: {', '.join(HEADER)}",
    ]


def test_an_entry_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    case = CASES / "graph"
    facts = tmp_path / "facts"
    facts.mkdir()
    for path in (*case.glob("*.csv"), *case.glob("*/")):
        (facts / path.name).symlink_to(path)
    path = _written(facts, replace(GOOD, subject_id="tvetorg:nobody"))
    with pytest.raises(Problems, match="no such entry: tvetorg:nobody") as caught:
        build(facts, tmp_path / "out")
    assert [(error.file, error.line > 1) for error in _errors(caught)] == [(str(path), True)]
    assert not (tmp_path / "out").exists()


def test_one_thing_is_not_two_entries() -> None:
    authority = read_authority(CASES / "links")
    found = read_open_data(CASES / "links")
    other = replace(GOOD, subject_id="tvetorg:yunzhou-diyi-zhixiao")
    links = replace(found.links, accepted=(*found.links.accepted, other))
    (error,) = open_data_errors(replace(found, links=links), authority)
    assert "two entries match one thing" in str(error)


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("coordinates", "tvetplace:x,91,0,city,tvetsource:a,1,点 / point", "is not in degrees"),
        ("coordinates", "tvetplace:x,40° N,0,city,tvetsource:a,1,点 / point", "is not in degrees"),
        ("coordinates", "tvetplace:x,4,0,street,tvetsource:a,1,点 / point", "is no such value"),
        ("coordinates", "x,4,0,city,tvetsource:a,1,点 / point", "is not an entry"),
        ("coordinates", "tvetplace:x,4,,city,tvetsource:a,1,点 / point", "longitude: 空"),
        ("details", "tvetorg:x,website,javascript:1,1,tvetsource:a,1,甲 / a", "web address"),
        ("details", "tvetorg:x,telephone,1,1,tvetsource:a,1,甲 / a", "is no such value"),
        ("link_sources", "An Atlas,title,MIT,", "is not an id"),
    ],
)
def test_a_bad_row_beside_the_links_is_told(name: str, row: str, said: str, tmp_path: Path) -> None:
    read = {
        "coordinates": read_coordinates,
        "details": read_details,
        "link_sources": read_sources,
    }[name]
    header = (CASES / "links" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / f"{name}.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read(path)
    (error,) = _errors(caught)
    assert (error.file, error.line) == (str(path), 2)
    assert said in str(error)


def test_an_english_name_must_be_that_of_the_entry() -> None:
    authority = read_authority(CASES / "links")
    found = read_open_data(CASES / "links")
    renamed = tuple(
        replace(row, value="Cloud University") if row.what == "name_en" else row
        for row in found.details
    )
    (error,) = open_data_errors(OpenData(details=renamed), authority)
    assert "not the English name" in str(error)
