"""Run the rules over reports and word what they found; it judges nothing itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.causes import likely_cause
from tvetgraph.graph.audit.findings import Finding, Outcome, Severity, finding_id
from tvetgraph.graph.audit.rules import Rule, RuleError, Rules, packaged_rules

Check = Callable[[Book, Mapping[str, float]], Iterable[Outcome]]
JointCheck = Callable[[Sequence[Book], Mapping[str, float]], Iterable[Outcome]]
_ORDER = list(Severity)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SAID_UNITS = frozenset({"%", "百分点", "个百分点", "倍"})


@dataclass(frozen=True)
class Audit:
    """What the rules found, gravest first, what reconciles, and which rules could not run where.

    `not_run` are pairs of a report and a rule.
    """

    findings: tuple[Finding, ...]
    checks: tuple[Finding, ...]
    not_run: tuple[tuple[str, str], ...] = ()


def audit(books: Sequence[Book], rules: Rules | None = None) -> Audit:
    """Run all rules over the reports; the same facts give the same findings in the same order."""
    known = rules or packaged_rules()
    found: dict[object, Finding] = {}
    missed: list[tuple[str, str]] = []
    for rule in known.rules:
        for book, outcomes in _run(rule, books, missed):
            for finding in _worded(rule, outcomes, known, book=book):
                found.setdefault((finding.id, finding.statements[0].lines), finding)
    told = sorted(_joined(_once(found.values())), key=_place)
    return Audit(
        tuple(f for f in told if not f.holds),
        tuple(f for f in told if f.holds),
        tuple(missed),
    )


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what another rule has found before: the same figure, with the same expectation."""
    first: dict[tuple[str, ...], str] = {}
    kept: list[Finding] = []
    for finding in findings:
        accused = finding.statements[0]
        key = (accused.report, accused.fact or str(accused.lines), finding.found, finding.expected)
        if finding.holds or first.setdefault(key, finding.rule) == finding.rule:
            kept.append(finding)
    return kept


def _joined(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of a slip printed in several places; each place is one of its statements."""
    first: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        known = first.setdefault(_slip(finding), finding)
        if known is not finding and not finding.holds:
            told = (*known.statements, finding.statements[0])
            first[_slip(finding)] = replace(known, statements=told)
    return list({finding.id: finding for finding in reversed(first.values())}.values())


def _slip(finding: Finding) -> tuple[object, ...]:
    """Tell what a slip is known by in another place: its figure and what that is held against."""
    if finding.holds:
        return (finding.id,)
    accused, *cited = finding.statements
    against = tuple(cited) or accused.indicator
    figure = (accused.report, accused.period, accused.printed)
    return (finding.rule, finding.severity, figure, finding.found, finding.expected, against)


def _place(finding: Finding) -> tuple[int, str, int, str, str]:
    lines = finding.statements[0].lines if finding.statements else ()
    first = lines[0][0] if lines else 0
    return _ORDER.index(finding.severity), finding.report, first, finding.rule, finding.id


def _run(
    rule: Rule, books: Sequence[Book], missed: list[tuple[str, str]]
) -> Iterator[tuple[Book, list[Outcome]]]:
    if rule.needs == "reports":
        if books:
            yield books[0], list(_check(rule)(books, rule.parameters))
        return
    for book in books:
        if rule.needs == "text" and book.document is None:
            missed.append((book.report.id, rule.id))
        else:
            yield book, list(_check(rule)(book, rule.parameters))


def _check(rule: Rule) -> Callable[..., Iterable[Outcome]]:
    module, _, name = rule.check.partition(".")
    try:
        found = import_module(f"tvetgraph.graph.audit.{module}")
    except ModuleNotFoundError:
        found = None
    check = getattr(found, name, None)
    if check is None:
        problem = f"规则 {rule.id} 的检查不存在 / no check {rule.check} for rule {rule.id}"
        raise RuleError(problem=problem, remedy="改正 check / mend its `check`")
    return check  # type: ignore[no-any-return]


def _worded(
    rule: Rule, outcomes: Iterable[Outcome], rules: Rules, *, book: Book
) -> Iterator[Finding]:
    listed = list(outcomes)
    for outcome in listed:
        if outcome.severity is not Severity.HOLDS:
            yield _finding(rule, _capped(outcome, rule), rules, cause=likely_cause(outcome, book))
    for outcome in _grouped(o for o in listed if o.severity is Severity.HOLDS):
        yield _finding(rule, outcome, rules, cause="")


def _capped(outcome: Outcome, rule: Rule) -> Outcome:
    graver = _ORDER.index(outcome.severity) < _ORDER.index(rule.severity)
    return replace(outcome, severity=rule.severity) if graver else outcome


def _grouped(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Put passing checks of one group together into one."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group or outcome.what, []).append(outcome)
    for name, members in groups.items():
        statements = dict.fromkeys(s for o in members for s in o.statements)
        arithmetic = "; ".join(dict.fromkeys(o.arithmetic for o in members))
        yield Outcome(Severity.HOLDS, name, tuple(statements), arithmetic, found=str(len(members)))


def _finding(rule: Rule, outcome: Outcome, rules: Rules, *, cause: str) -> Finding:
    wheres = [statement.where for statement in outcome.statements]
    places = {
        "what": outcome.what,
        "expected": _with_unit(outcome.expected, outcome),
        "found": _with_unit(outcome.found, outcome),
        "here": wheres[0] if wheres else "",
        "there": wheres[1] if len(wheres) > 1 else "",
    }
    template = rule.holds if outcome.severity is Severity.HOLDS else rule.says
    return Finding(
        id=finding_id(rule.id, outcome),
        rule=rule.id,
        severity=outcome.severity,
        statements=outcome.statements,
        what=outcome.what,
        arithmetic=outcome.arithmetic,
        expected=outcome.expected,
        found=outcome.found,
        title=rule.title,
        message={key: text.format(**places) for key, text in template.items()},
        cause=rules.causes.get(cause, {}),
        suggestion=rule.suggestion if outcome.severity is not Severity.HOLDS else {},
    )


def _with_unit(text: str, outcome: Outcome) -> str:
    """Put the unit of a share or multiple to a bare number of the figure under suspicion."""
    accused = outcome.statements[0] if outcome.statements else None
    if accused is None or accused.printed != outcome.found or accused.unit not in _SAID_UNITS:
        return text
    return f"{text}{accused.unit}" if _NUMBER.fullmatch(text) else text
