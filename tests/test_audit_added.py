"""What is added to an invented report is found by its rule alone, or fits and is not found."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.test_audit import HOME, TEXT, audited

ADDED: list[dict[str, Any]] = tomllib.loads((HOME / "added.toml").read_text(encoding="utf-8"))[
    "added"
]


@pytest.mark.parametrize("case", ADDED, ids=lambda case: str(case["what"]))
def test_what_is_added_gives_these_findings(tmp_path: Path, case: dict[str, Any]) -> None:
    findings = audited(tmp_path, f"{TEXT}\n\n{case['text']}\n").findings
    assert [[f.rule, str(f.severity), f.arithmetic] for f in findings] == case["findings"]


def test_a_slip_in_two_places_is_one_finding_with_both(tmp_path: Path) -> None:
    slip = "数据来源：《禾州市教育事业统计资料》2029—20：31，禾州市教育局编。"
    findings = audited(tmp_path, f"{TEXT}\n{slip}\n\n{slip}\n").findings
    assert [(f.rule, len(f.statements)) for f in findings] == [("date", 2)]


def test_a_message_names_the_places_and_the_unit(tmp_path: Path) -> None:
    text = TEXT.replace("对口就业率为 88.20%", "对口就业率为 87.10%")
    told = {f.message["zh"].split("：", 1)[1] for f in audited(tmp_path, text).findings}
    assert "表2-6 作 88.20%，正文作 87.10%" in told
