"""Printed numbers as the ranges they may stand for, and arithmetic on ranges; knows no report.

A number printed with two decimals stands for all numbers that round to it: half a unit of its last
digit to either side. What is computed from such numbers is a range as well.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_HALF = Fraction(1, 2)
_LOOSE = Fraction(1, 10)
# What a report prints beside a number that it does not state exactly, and where the number may lie.
_ABOVE = re.compile(r"余|多|以上|超过|不少于|不低于|至少|近百|上百")
_BELOW = re.compile(r"近|不足|不到|以下|不超过")
_ABOUT = re.compile(r"约|左右|大约|上下")


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, value: Fraction | Decimal | int) -> "Range":
        """Make the range of one number."""
        return cls(Fraction(value), Fraction(value))

    @property
    def middle(self) -> Fraction:
        """Give the number in the middle."""
        return (self.low + self.high) / 2

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def __mul__(self, factor: Fraction | int) -> "Range":
        ends = sorted((self.low * factor, self.high * factor))
        return Range(ends[0], ends[1])

    def __truediv__(self, other: "Range") -> "Range":
        """Divide by a range of positive numbers; raise ZeroDivisionError for any other."""
        if other.low <= 0:
            raise ZeroDivisionError
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Range(min(ends), max(ends))

    def meets(self, other: "Range") -> bool:
        """Tell whether the two have a number in common.

        Half a unit is rounded up: 91.14 and 91.15 have nothing in common, 91.145 is 91.15 or 91.14.
        """
        if self.low < self.high and other.low < other.high:
            return self.low < other.high and other.low < self.high
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Fraction) -> "Range":
        """Give the range and as much more to either side."""
        return Range(self.low - by, self.high + by)


def last_digit(value: Decimal) -> Fraction:
    """Give one unit of a number's last printed digit: 0.01 for 30.30, 1 for 26133."""
    exponent = value.as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)


def printed_range(value: Decimal, *, exact: bool, words: str = "") -> Range:
    """Give what a printed number may stand for; `words` are those printed with it (余, 近, 约).

    An exact number, a count of people, stands for itself alone.
    """
    number = Fraction(value)
    slack = abs(number) * _LOOSE
    if _ABOVE.search(words):
        return Range(number, number + slack)
    if _BELOW.search(words):
        return Range(number - slack, number)
    if _ABOUT.search(words):
        return Range.exactly(number).widened(slack)
    return Range.exactly(number).widened(Fraction(0) if exact else last_digit(value) * _HALF)


def written(number: Fraction, *, like: Decimal = Decimal("0.01")) -> str:
    """Write a number with as many decimals as another has, without an exponent."""
    step = Decimal(1).scaleb(min(0, int(like.as_tuple().exponent)))
    plain = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{plain.quantize(step, rounding=ROUND_HALF_UP):f}"
