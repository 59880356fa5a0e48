"""A listed name stands for its entry only where the report's region can mean it."""

import pytest

from tvetgraph.loaders.authority import Authority, Organisation
from tvetgraph.loaders.mentions import Recogniser
from tvetgraph.loaders.registry import by_id

LISTED = Authority(
    organisations=by_id(
        [
            Organisation(
                "office", "GovernmentBody", "云州市教育委员会", aliases=("云州市教委", "市教委")
            ),
            Organisation(
                "school",
                "SecondaryVocationalSchool",
                "云州市长风职业学校",
                aliases=("长风职业学校",),
            ),
        ]
    )
)


@pytest.mark.parametrize(
    ("home", "text", "expected"),
    [
        ("云州市", "云州市长风职业学校和长风职业学校", ["school", "school"]),
        ("天津市", "天津市长风职业学校招生", [""]),
        ("云州市", "市教委出台意见", ["office"]),
        ("天津市", "天津市的市教委出台意见", [""]),
        ("河北省", "河北省各地市教委出台意见", []),
        ("天津市", "天津市委市教委出台意见", [""]),
    ],
)
def test_ids_by_region(home: str, text: str, expected: list[str]) -> None:
    found = Recogniser(LISTED, text, home=home).mentions(text)
    assert [m.id for m in found if m.tag in ("school", "body")] == expected


def test_an_elliptic_name_of_elsewhere_is_written_out() -> None:
    text = "天津市各学校落实市教委要求"
    found = Recogniser(LISTED, text, home="天津市").mentions(text)
    assert [(m.text, text[m.start : m.end]) for m in found if m.tag == "body"] == [
        ("天津市教委", "市教委")
    ]
