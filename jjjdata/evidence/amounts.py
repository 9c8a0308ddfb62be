"""A value with its bounds, as a person would write it."""

from __future__ import annotations

from typing import Final

from jjjdata.intervals import bound_of

SIGNS: Final = {
    "=": "",
    "~": "about ",
    ">": "more than ",
    ">=": "at least ",
    "<": "less than ",
    "<=": "at most ",
}


def number(value: float) -> str:
    """A number with thousands separators and no more digits than it needs.

    >>> number(2150e8), number(61.27), number(0.5)
    ('215,000,000,000', '61.27', '0.5')
    """
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{value:.6g}"


def amount(value: float | None, low: float | None, high: float | None, comparator: str, unit: str) -> str:
    """Value, unit and bounds in words.

    >>> amount(33.0, 32.5, 33.5, "=", "ug/m3")
    '33 ug/m3 (between 32.5 and 33.5)'
    >>> amount(3000.0, 3000.0, None, ">", "count")
    'more than 3,000 count'
    >>> amount(4174.757, 4154.589, None, ">=", "count")
    'at least 4,154 count'
    """
    if value is None:
        return _between(low, high, unit) or "no value"
    bound = value if value in (low, high) else bound_of(low, high, comparator)
    stated = f"{SIGNS[comparator]}{number(value if bound is None else bound)} {unit}"
    if low is None or high is None or low == high:
        return stated
    return f"{stated} (between {number(low)} and {number(high)})"


def _between(low: float | None, high: float | None, unit: str) -> str:
    if low is not None and high is not None:
        return f"between {number(low)} and {number(high)} {unit}"
    if low is not None:
        return f"at least {number(low)} {unit}"
    return f"at most {number(high)} {unit}" if high is not None else ""
