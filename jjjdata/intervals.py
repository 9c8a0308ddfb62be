"""Interval arithmetic: what bounds say of a result, exactly, and rounded outward at the end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias

End: TypeAlias = Fraction | float  # a float only where it is infinite


BOUND_DIGITS: Final = 4


def bound_of(low: float | None, high: float | None, comparator: str) -> float | None:
    """The only bound of a computed number, rounded outward to four digits: what "at least" may say of it.

    None where there are two bounds or none, and where the number is not said to be more or less than something.

    >>> bound_of(4154.589, None, ">="), bound_of(None, 4154.589, "<="), bound_of(1.0, 2.0, "=")
    (4154.0, 4155.0, None)
    """
    end = low if high is None else high if low is None else None
    if end is None or comparator in ("=", "~"):
        return None
    stated = Decimal(repr(end))
    last = Decimal(1).scaleb(stated.adjusted() - BOUND_DIGITS + 1)
    return float(stated.quantize(last, rounding=ROUND_FLOOR if high is None else ROUND_CEILING))


def exact(value: float) -> Fraction:
    """The decimal number that a float was printed from, exactly: 0.1 is one tenth.

    >>> exact(142.6)
    Fraction(713, 5)
    """
    return Fraction(repr(float(value)))


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included; an end may be infinite.

    >>> Interval.of(47.5, 48.5) / (Interval.of(100, 100) + Interval.of(-20.05, -19.95)) * Interval.of(100, 100)
    Interval(low=Fraction(95000, 1601), high=Fraction(97000, 1599))
    """

    low: End
    high: End

    @classmethod
    def of(cls, low: float | None, high: float | None) -> Interval:
        """From two bounds as the tables hold them; None is no bound."""
        return cls(-math.inf if low is None else exact(low), math.inf if high is None else exact(high))

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return not (math.isinf(self.low) or math.isinf(self.high))

    @property
    def silent(self) -> bool:
        """Whether it says nothing: neither end is finite."""
        return math.isinf(self.low) and math.isinf(self.high)

    @property
    def width(self) -> End:
        """How far apart the ends are."""
        return self.high - self.low

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, number: Fraction) -> bool:
        """Whether the number lies between the ends."""
        return self.low <= number <= self.high

    def __add__(self, other: Interval) -> Interval:
        """All sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """All differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """All products."""
        corners = [_times(a, b) for a, b in product((self.low, self.high), (other.low, other.high))]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """All quotients; everything where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return EVERYTHING
        return self * Interval(_inverse(other.high), _inverse(other.low))

    def power(self, exponent: int) -> Interval:
        """All powers with a whole exponent of at least 1, of numbers that are not negative.

        An interval that reaches below zero says nothing here: growth of less than −100% does not occur.
        """
        if self.low < 0:
            return EVERYTHING
        return Interval(self.low**exponent, self.high**exponent)

    def outward(self) -> tuple[float | None, float | None]:
        """The ends as floats, never further in than the exact ends; None for an infinite one."""
        low = None if math.isinf(self.low) else float(self.low)
        high = None if math.isinf(self.high) else float(self.high)
        if low is not None and low > self.low:
            low = math.nextafter(low, -math.inf)
        if high is not None and high < self.high:
            high = math.nextafter(high, math.inf)
        return low, high


EVERYTHING = Interval(-math.inf, math.inf)


def _times(a: End, b: End) -> End:
    """A product in which nothing times anything, however large, is nothing."""
    return Fraction(0) if a == 0 or b == 0 else a * b


def _inverse(end: End) -> End:
    return Fraction(0) if math.isinf(end) else 1 / Fraction(end)
