"""What may have gone wrong with a figure: copied, mistyped, rounded, in another unit."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tvetgraph.graph.audit.books import Book
from tvetgraph.graph.audit.findings import Outcome
from tvetgraph.graph.audit.statements import Statement

_POWERS = tuple(Fraction(10) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4))
_NEAR = Fraction(1, 100)
# Any two numbers of one digit differ in one digit.
_LEAST_DIGITS = 2


def likely_cause(outcome: Outcome, book: Book) -> str:
    """Name the likeliest cause of a finding: an id of rules.toml."""
    if outcome.cause or not outcome.statements:
        return outcome.cause or "unknown"
    accused = outcome.statements[0]
    expected = _number(outcome.expected)
    if expected is None or outcome.expected.startswith("≤"):
        return "unknown"
    return (
        _copied(accused, book)
        or ("digit" if is_slip(accused.printed, outcome.expected) else "")
        or ("scale" if _is_scaled(accused.value, expected) else "")
        or "unknown"
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.rstrip("%倍人个").lstrip("≤ "))
    except InvalidOperation:
        return None


def _copied(accused: Statement, book: Book) -> str:
    """Tell whether a figure stands in a table for another year or another indicator."""
    if len(accused.value.as_tuple().digits) < 3:
        return ""
    equal = [
        s
        for s in book.statements
        if s.table and s is not accused and s.value == accused.value and s.base == accused.base
    ]
    near = [s for s in equal if not accused.table or s.where == accused.where]
    if any(s.period != accused.period and _same_row(s, accused) for s in near):
        return "copied-period"
    if any(s.period == accused.period and not _same_row(s, accused) for s in near):
        return "copied-neighbour"
    return ""


def _same_row(one: Statement, other: Statement) -> bool:
    return one.indicator in other.indicator or other.indicator in one.indicator


def is_slip(printed: str, expected: str) -> bool:
    """Tell whether two numbers differ in one digit, one digit more or less, or two swapped."""
    one, two = (_digits(text) for text in (printed, expected))
    if min(len(one), len(two)) < _LEAST_DIGITS:
        return False
    if len(one) == len(two):
        apart = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
        swapped = len(apart) == 2 and sorted(one) == sorted(two)
        return len(apart) == 1 or swapped
    longer, shorter = sorted((one, two), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_scaled(found: Decimal, expected: Decimal) -> bool:
    if not found or not expected:
        return False
    ratio = Fraction(found) / Fraction(expected)
    return any(abs(ratio / power - 1) < _NEAR for power in _POWERS)
