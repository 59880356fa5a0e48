"""An alias is a row with a reason and a certainty; deleting the row undoes the decision."""

from dataclasses import replace
from pathlib import Path

import pytest

from tvetgraph.loaders.authority import (
    Alias,
    Authority,
    Major,
    Organisation,
    read_additions,
    read_authority,
    write_authority,
)
from tvetgraph.loaders.errors import Problems, UnknownName
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.registry import by_id

FIRM = Organisation("jia-gongsi", "Enterprise", "甲公司")
MAJOR = Major("kuaiji", "会计", aliases=("会计专业",))
SMALL = Authority(organisations=by_id([FIRM]))


@pytest.fixture(scope="module")
def bundled() -> Authority:
    return read_authority(bundled_data())


def test_every_alias_of_the_bundled_files_is_a_row_with_a_reason_in_two_languages(
    bundled: Authority,
) -> None:
    carried = {
        (what, entry.id, name)
        for what in ("organisation", "major", "place")
        for entry in bundled.entries(what).values()
        for name in entry.aliases
    }
    assert carried == {(alias.what, alias.id, alias.name) for alias in bundled.aliases}
    assert [alias for alias in bundled.aliases if " / " not in alias.reason] == []


def test_a_decision_is_undone_by_deleting_its_row(bundled: Authority, tmp_path: Path) -> None:
    for path in write_authority(bundled, tmp_path):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("黄庄职高,")]
        path.write_text("".join(kept), encoding="utf-8")
    school = "beijing-shi-huangzhuang-zhiye-gaozhong"
    assert bundled.organisation("黄庄职高").id == school
    undone = read_authority(tmp_path)
    assert undone.organisations[school].aliases == ()
    with pytest.raises(UnknownName):
        undone.organisation("黄庄职高")


def test_an_alias_may_be_decided_in_another_folder(tmp_path: Path) -> None:
    decision = Alias("甲", "organisation", "jia-gongsi", "low", "疑为一家 / perhaps one firm")
    write_authority(SMALL, tmp_path / "first")
    write_authority(Authority(aliases=(decision,)), tmp_path / "second")
    additions = read_additions(tmp_path / "second")
    assert additions == Authority(aliases=(decision,))
    read = read_authority(tmp_path / "first", tmp_path / "second")
    assert read == SMALL.merged(additions)
    assert read.organisation("甲") == replace(FIRM, aliases=("甲",))
    with pytest.raises(Problems, match="there is no such id: jia-gongsi"):
        read_authority(tmp_path / "second")


def test_an_alias_without_a_decision_is_written_with_low_certainty(tmp_path: Path) -> None:
    write_authority(Authority(majors=by_id([MAJOR])), tmp_path)
    bare = Alias("会计专业", "major", "kuaiji", "low", "未说明理由 / no reason given")
    assert read_authority(tmp_path) == Authority(majors=by_id([MAJOR]), aliases=(bare,))
