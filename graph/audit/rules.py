"""The rules of the audit, read from rules.toml: their wording, severity, check and numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

from tvetgraph.graph.audit.findings import Severity
from tvetgraph.loaders.errors import TvetgraphError

LANGUAGES = ("zh", "en")
NEEDS = ("", "text", "reports")
RULES_FILE = "rules.toml"
_WORDED = ("title", "says", "holds", "suggestion")


class RuleError(TvetgraphError):
    """A rule of the audit breaks the form that rules.toml tells of."""


@dataclass(frozen=True)
class Rule:
    """A rule: `check` is module.function; the worded fields are in Chinese and English."""

    id: str
    check: str
    severity: Severity
    title: Mapping[str, str]
    says: Mapping[str, str]
    holds: Mapping[str, str]
    suggestion: Mapping[str, str]
    needs: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class Rules:
    """All rules in order, and the causes that findings may have, in both languages."""

    rules: tuple[Rule, ...]
    causes: Mapping[str, Mapping[str, str]]


@cache
def packaged_rules() -> Rules:
    """Read the rules that come with the package."""
    text = files("tvetgraph.graph.audit").joinpath(RULES_FILE).read_text(encoding="utf-8")
    return parse_rules(text, RULES_FILE)


def parse_rules(text: str, file: str) -> Rules:
    """Read rules from TOML; raise RuleError for what cannot be a rule."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = f"不是有效的 TOML / not valid TOML ({error})"
        raise _fault(problem, file) from error
    rules = tuple(_rule(item, file) for item in table.get("rule", []))
    twice = {r.id for r in rules if sum(other.id == r.id for other in rules) > 1}
    if twice:
        raise _fault(f"规则重名 / two rules are called {', '.join(sorted(twice))}", file)
    causes = {c.get("id", "?"): _worded(c, "cause", file) for c in table.get("cause", [])}
    return Rules(rules, causes)


def _fault(problem: str, file: str) -> RuleError:
    return RuleError(problem=problem, remedy="请改正 / mend the file", file=file)


def _rule(item: dict[str, Any], file: str) -> Rule:
    name = str(item.get("id", "?"))
    missing = [key for key in ("id", "check", "severity", *_WORDED) if key not in item]
    if missing:
        raise _fault(f"规则 {name} 缺 / rule {name} lacks {', '.join(missing)}", file)
    unknown = set(item) - set(Rule.__dataclass_fields__)
    if unknown:
        raise _fault(f"规则 {name} 有不认识的项 / rule {name} has {sorted(unknown)}", file)
    if item["severity"] not in set(Severity) or item.get("needs", "") not in NEEDS:
        words = f"severity: {', '.join(Severity)}; needs: {', '.join(NEEDS[1:])}"
        raise _fault(f"规则 {name} 的取值不对 / rule {name} must use {words}", file)
    worded = {key: _worded(item[key], f"{name}.{key}", file) for key in _WORDED}
    return Rule(
        id=name,
        check=str(item["check"]),
        severity=Severity(item["severity"]),
        title=worded["title"],
        says=worded["says"],
        holds=worded["holds"],
        suggestion=worded["suggestion"],
        needs=str(item.get("needs", "")),
        parameters={key: float(number) for key, number in item.get("parameters", {}).items()},
    )


def _worded(item: object, name: str, file: str) -> dict[str, str]:
    found = cast("dict[str, object]", item) if isinstance(item, dict) else {}
    texts = {key: str(found[key]) for key in LANGUAGES if found.get(key)}
    if len(texts) < len(LANGUAGES):
        raise _fault(f"{name} 须有 zh 和 en / {name} must be worded in zh and en", file)
    return texts
