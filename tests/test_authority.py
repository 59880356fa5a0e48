"""Who is who: names resolve by the files and nothing else, look-alikes stay apart."""

import csv
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvetgraph.loaders.authority import (
    Alias,
    Authority,
    ForbiddenMerge,
    Major,
    Organisation,
    Place,
    all_names,
    name_key,
    propose,
    read_additions,
    read_authority,
    write_authority,
)
from tvetgraph.loaders.errors import AmbiguousName, Problems, UnknownName
from tvetgraph.loaders.facts import bundled_data, read_reports
from tvetgraph.loaders.registry import by_id

CASES = Path(__file__).parent / "cases"
SCHOOL = Organisation(
    "ming-xuexiao", "SecondaryVocationalSchool", "明市学校", aliases=("明校",), district="ming-qu"
)
FIRM = Organisation("jia-gongsi", "Enterprise", "甲公司", "Jia", parent="ming-xuexiao", note="注")
MAJOR = Major("kuaiji", "会计", aliases=("会计专业",))
DIRECTION = Major("kuaiji-zhineng", "会计（智能方向）", broader="kuaiji")
DISTRICT = Place("ming-qu", "District", "明区", "Ming", gbt2260="110199", iso3166="CN")
PAIR = ForbiddenMerge("明市学校", "明市学院", "两所学校")
ALIASES = (
    Alias("会计专业", "major", "kuaiji", "high", "正文带“专业”二字 / the prose adds 专业"),
    Alias("明校", "organisation", "ming-xuexiao", "medium", "简称 / short form"),
)
SMALL = Authority(
    organisations=by_id([SCHOOL, FIRM]),
    majors=by_id([MAJOR, DIRECTION]),
    places=by_id([DISTRICT]),
    aliases=ALIASES,
    forbidden=(PAIR,),
)


@pytest.fixture(scope="module")
def bundled() -> Authority:
    return read_authority(bundled_data())


def _resolvers(authority: Authority) -> dict[str, Callable[[str], Organisation | Major | Place]]:
    return {
        "organisation": authority.organisation,
        "major": authority.major,
        "place": authority.place,
    }


def _names() -> list[dict[str, str]]:
    with (CASES / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _names(), ids=lambda case: case["name"])
def test_a_name_stands_for_what_the_files_say(bundled: Authority, case: dict[str, str]) -> None:
    resolve = _resolvers(bundled)[case["what"]]
    if case["id"]:
        assert resolve(case["name"]).id == case["id"]
    else:
        with pytest.raises(UnknownName):
            resolve(case["name"])


def test_every_name_of_the_bundled_files_resolves_to_its_entry(bundled: Authority) -> None:
    assert bundled.ambiguous() == ()
    entries: list[Organisation | Major | Place] = []
    entries += bundled.organisations.values()
    entries += bundled.majors.values()
    entries += bundled.places.values()
    wrong = [
        (entry.id, name)
        for entry in entries
        for name in all_names(entry)
        if _resolvers(bundled)[type(entry).__name__.lower()](name) != entry
    ]
    assert wrong == []


def test_every_name_of_the_bundled_facts_is_known(bundled: Authority) -> None:
    reports = read_reports(bundled_data())
    facts = [fact for report in reports for fact in report.facts]
    assert facts
    assert propose(facts, bundled, places=[r.report.region for r in reports]) == Authority()


def test_a_direction_of_a_major_that_stands_alone_is_tied_to_it(bundled: Authority) -> None:
    loose = [
        major.id
        for major in bundled.majors.values()
        if "（" in major.name
        and bundled.major_names.candidates(major.name.partition("（")[0])
        and bundled.majors[major.broader].name != major.name.partition("（")[0]
    ]
    assert loose == []


def test_the_districts_of_beijing_are_sixteen(bundled: Authority) -> None:
    districts = [place for place in bundled.places.values() if place.cls == "District"]
    assert {place.parent for place in districts} == {"beijing-shi"}
    assert len({place.gbt2260 for place in districts}) == 16
    assert all(place.gbt2260.startswith("1101") for place in districts)


def test_each_forbidden_pair_has_two_names_that_never_meet(bundled: Authority) -> None:
    pairs = [frozenset((name_key(p.name_a), name_key(p.name_b))) for p in bundled.forbidden]
    assert len(set(pairs)) == len(pairs)
    carried = [frozenset(map(name_key, all_names(o))) for o in bundled.organisations.values()]
    assert [pair for pair in pairs for keys in carried if pair <= keys] == []


def test_the_bundled_files_are_written_as_they_stand(bundled: Authority, tmp_path: Path) -> None:
    for path in write_authority(bundled, tmp_path):
        assert path.read_bytes() == (bundled_data() / path.name).read_bytes()


def test_an_authority_comes_back_as_it_was_written(tmp_path: Path) -> None:
    paths = write_authority(SMALL, tmp_path)
    names = ["organisations.csv", "majors.csv", "places.csv", "aliases.csv", "forbidden_merges.csv"]
    assert [path.name for path in paths] == names
    assert read_authority(tmp_path) == SMALL


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("人银金融信息（北京）有限公司", "人银金融信息(北京)有限公司"),
        ("〔甲〕【乙】［丙］〖丁〗", "(甲)(乙)(丙)(丁)"),
        ("“甲”「乙」‘丙’『丁』＂", '"甲""乙""丙""丁""'),
        (" 北京 市\u3000商业\u00a0学\u200b校\ufeff\n", "北京市商业学校"),
        ("ＴＡＦＥ１２３：①", "TAFE123:1"),
        ("Tafe", "Tafe"),
    ],
)
def test_names_are_compared_without_width_space_and_marks(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.data())
def test_white_space_anywhere_does_not_matter(data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\u3000", "\n"]), min_size=4, max_size=4))
    printed = "".join(gap + character for gap, character in zip(gaps, "明市学校", strict=True))
    assert SMALL.organisation(printed) == SCHOOL


@pytest.mark.parametrize(
    ("what", "zh", "file"),
    [
        ("organisation", "机构", "organisations.csv"),
        ("major", "专业", "majors.csv"),
        ("place", "地点", "places.csv"),
    ],
)
def test_an_unknown_name_is_never_guessed(what: str, zh: str, file: str) -> None:
    with pytest.raises(UnknownName) as caught:
        _resolvers(SMALL)[what]("明市学院")
    assert caught.value.name == "明市学院"
    assert str(caught.value) == (
        f"不认识的{zh} / unknown {what}: 明市学院; "
        f"加入 {file} 或改正名称 / add it to {file} or correct the name"
    )


def test_an_ambiguous_name_stands_for_nothing_and_is_listed() -> None:
    twin = Organisation("ming-er", "SecondaryVocationalSchool", "明市二校", aliases=("明 校",))
    authority = SMALL.merged(Authority(organisations=by_id([twin])))
    with pytest.raises(AmbiguousName) as caught:
        authority.organisation("明校")
    sentence = (
        "机构名有歧义 / ambiguous organisation: 明校 (ming-er, ming-xuexiao); "
        "只留一处 / keep it in one row of aliases.csv and organisations.csv"
    )
    assert str(caught.value) == sentence
    assert caught.value.candidates == ("ming-er", "ming-xuexiao")
    (listed,) = authority.ambiguous()
    assert (listed.name, listed.candidates) == ("明 校", caught.value.candidates)
    assert (authority.organisation("明市二校"), SMALL.ambiguous()) == (twin, ())


def test_another_entrys_name_as_alias_makes_both_ambiguous() -> None:
    thief = Organisation("ming-er", "SecondaryVocationalSchool", "明市二校", aliases=("甲公司",))
    authority = SMALL.merged(Authority(organisations=by_id([thief])))
    with pytest.raises(AmbiguousName):
        authority.organisation("甲公司")


def test_a_later_folder_adds_to_an_entry(tmp_path: Path) -> None:
    more = Organisation(
        "jia-gongsi", "Enterprise", "甲公司", aliases=("甲",), district="ming-qu", note="又"
    )
    write_authority(SMALL, tmp_path / "first")
    write_authority(Authority(organisations=by_id([more])), tmp_path / "second")
    joined = Organisation(
        "jia-gongsi",
        "Enterprise",
        "甲公司",
        "Jia",
        aliases=("甲",),
        district="ming-qu",
        parent="ming-xuexiao",
        note="注; 又",
    )
    read = read_authority(tmp_path / "first", tmp_path / "second")
    assert read == SMALL.merged(read_additions(tmp_path / "second"))
    assert read.organisations == by_id([SCHOOL, joined])


def test_a_later_folder_overrides_nothing(tmp_path: Path) -> None:
    other = Organisation("jia-gongsi", "Enterprise", "甲集团公司", "Jia Group")
    write_authority(SMALL, tmp_path / "first")
    write_authority(Authority(organisations=by_id([other])), tmp_path / "second")
    with pytest.raises(Problems) as caught:
        read_authority(tmp_path / "first", tmp_path / "second")
    second, first = tmp_path / "second/organisations.csv:2", tmp_path / "first/organisations.csv:2"
    agree = f"改成一致 / make it agree with {first}"
    assert str(caught.value).splitlines() == [
        f"{second}: jia-gongsi: name 不一致 / two values: 甲公司, 甲集团公司; {agree}",
        f"{second}: jia-gongsi: name_en 不一致 / two values: Jia, Jia Group; {agree}",
    ]


def test_two_folders_may_not_join_look_alikes() -> None:
    alias = Organisation(SCHOOL.id, SCHOOL.cls, SCHOOL.name, aliases=("明市 学院",))
    with pytest.raises(Problems) as caught:
        SMALL.merged(Authority(organisations=by_id([alias])))
    assert str(caught.value) == (
        "不可合并 / must not be merged: 明市学校, 明市学院 (ming-xuexiao): 两所学校; "
        "删去别名 / remove an alias of ming-xuexiao"
    )


@pytest.mark.parametrize(
    "case", sorted((CASES / "bad_authority").iterdir()), ids=lambda case: case.name
)
def test_a_bad_authority_is_told_line_by_line(case: Path) -> None:
    with pytest.raises(Problems) as caught:
        read_authority(case)
    expected = (case / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    assert str(caught.value).replace(f"{case}/", "") == expected


def test_additions_may_lean_on_entries_elsewhere(tmp_path: Path) -> None:
    additions = Authority(majors=by_id([DIRECTION]))
    write_authority(additions, tmp_path)
    assert read_additions(tmp_path) == additions
    with pytest.raises(Problems, match="there is no such id: kuaiji"):
        read_authority(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        read_authority(tmp_path, tmp_path / "missing")
    sentence = "没有这个文件夹 / there is no such folder; 检查路径 / check the path"
    assert str(caught.value) == f"{tmp_path / 'missing'}: {sentence}"


def test_an_error_travels_between_processes() -> None:
    with pytest.raises(UnknownName) as caught:
        SMALL.organisation("明市学院")
    back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (type(back), str(back), back.name) == (UnknownName, str(caught.value), "明市学院")
