"""What comparator and rounding allow: the interval in which the true value lies."""

from __future__ import annotations

from decimal import Decimal

from jjjdata.recognise.numerals import precision_of
from jjjdata.recognise.quantities import Quantity

# Counted things are exact unless they are scaled; everything else is measured and rounded.
COUNTED = frozenset({"count", "person", "person-time", "TEU", "a", "mo", "d", "h", "min", "wk"})


def bounds(q: Quantity, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value in signed space; None for no bound.

    A plain count is exact; decimals, scaled and measured values are rounded, and the interval opens outward.
    约 gives no bounds of its own: how far "about" reaches is not stated.
    """
    if q.value_upper is not None:
        return min(value, q.value_upper), max(value, q.value_upper)
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
    if value >= 0 or q.form == "rank":
        return low, high
    return (None if high is None else -high), (None if low is None else -low)


def _half(q: Quantity) -> Decimal:
    numeral = q.numeral
    half = precision_of(numeral)
    if half is None:
        plain = q.unit in COUNTED or not numeral[:1].isdigit() or q.form in ("rank", "fraction")
        return Decimal(0) if plain else Decimal("0.5") * _factor(q)
    return half * _factor(q)


def _factor(q: Quantity) -> Decimal:
    from jjjdata.catalogue.units import units_by_text  # noqa: PLC0415

    return units_by_text().get(q.unit_text, ("", Decimal(1)))[1]
