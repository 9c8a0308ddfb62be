"""Values of one sentence beside each other: in one scale, and which of them is certainly larger."""

from __future__ import annotations

from collections.abc import Sequence

from jjjdata.charts.amounts import Amount
from jjjdata.charts.marks import NEAR, Mark
from jjjdata.charts.numbers import split_value

LONGEST = 1e4
"""Values further apart than this keep a scale each: 60,000 and 30 trillion."""
OPEN_REACH = 2.0
"""Nobody says "more than 9,000" of 18,000: what the words leave open ends, for comparing, at twice the bound."""


def common_scale(values: Sequence[float]) -> float | None:
    """The value whose scale suits all: the smallest, where the largest does not become too long in it.

    >>> common_scale([1.2e12, 9.8e11]), common_scale([6e4, 3e13]), common_scale([0.0])
    (980000000000.0, None, None)
    """
    sizes = [abs(value) for value in values if value]
    if not sizes or max(sizes) >= LONGEST * min(sizes):
        return None
    return min(sizes)


def scale_of_marks(marks: Sequence[Mark], language: str) -> float | None:
    """The common scale; that of a stated value written out (33662元), where an implied one would have 万."""
    values = [mark.value for mark in marks]
    stated = [m.value for m in marks if m.kind == "stated" and not split_value(m.value, m.amount.unit, language, digits=6)[1]]
    near = stated and max(map(abs, values)) < NEAR * min(map(abs, values))
    return min(stated, key=abs) if near else common_scale(values)


def compare(first: Amount, second: Amount) -> int | None:
    """1 where the second is certainly larger, -1 where smaller, 0 where both are stated alike, None unknown."""
    if (
        first.value == second.value
        and first.comparator == second.comparator == "="
        and not (first.implied or second.implied)
    ):
        return 0
    (first_low, first_high), (second_low, second_high) = _interval(first), _interval(second)
    if second_low > first_high:
        return 1
    return -1 if second_high < first_low else None


def _interval(amount: Amount) -> tuple[float, float]:
    """Bounds for comparing; words such as "about" without bounds leave a tenth on either side."""
    if amount.low is None and amount.high is None and amount.open_side is None:
        slack = abs(amount.value) * (0.1 if amount.comparator == "~" else 0.0)
        return amount.value - slack, amount.value + slack
    far, near = sorted((amount.value * OPEN_REACH, amount.value / OPEN_REACH), key=abs, reverse=True)
    beyond = {"up": max(far, near), "down": min(far, near)}
    low = beyond["down"] if amount.low is None else amount.low
    return low, beyond["up"] if amount.high is None else amount.high
