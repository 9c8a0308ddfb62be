"""What comparator and rounding allow: the interval in which the true value lies."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import units_by_text
from jjjdata.recognise.numerals import precision_of
from jjjdata.recognise.quantities import Quantity

COUNTED: Final = frozenset({"count", "person", "person-time", "TEU", "a", "mo", "d", "h", "min", "wk"})
"""Units of counted things, which are exact unless they are scaled; everything else is measured and rounded."""

_HALF: Final = Decimal("0.5")


def bounds(q: Quantity, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value in signed space; None for no bound.

    `value` is the quantity's value with the sign of its measure. A plain count is exact; decimals, scaled and
    measured values are rounded, and the interval opens outward. A range is bounded by its ends. 约 gives no bounds:
    how far "about" reaches is not stated.
    """
    turned = (value < 0) != (q.value < 0)
    if q.value_upper is not None:
        other = -q.value_upper if turned else q.value_upper
        return min(value, other), max(value, other)
    half = _half(q)
    size = abs(value)
    low, high = {
        "=": (size - half, size + half),
        "~": (None, None),
        ">": (size, None),
        ">=": (size, None),
        "<": (None, size),
        "<=": (None, size),
    }[q.comparator]
    if value >= 0:
        return low, high
    return (None if high is None else -high), (None if low is None else -low)


def _half(q: Quantity) -> Decimal:
    """Half a unit of the last printed place, in the unit of the value; nothing for what was counted."""
    if q.form in ("rank", "fraction", "doubling"):
        return Decimal(0)
    if q.form == "compound":
        return _HALF / 60  # hours and minutes: good to the minute
    factor = units_by_text()[q.unit_text][1] if q.unit_text in units_by_text() else Decimal(1)
    if q.unit_text == "成" and q.value % 10 == 0:
        return _HALF * 10  # 七成: between 65% and 75%
    half = precision_of(q.numeral)
    if half is not None:
        return half * factor
    plain = q.unit in COUNTED or not q.numeral[:1].isdigit()
    return Decimal(0) if plain else _HALF * factor
