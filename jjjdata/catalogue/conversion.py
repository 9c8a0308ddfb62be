"""Exact conversion between units of one dimension."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _factors() -> dict[str, tuple[str, Fraction]]:
    """Unit code -> (dimension, how many of the dimension's base unit it is)."""
    raw = tomllib.loads(files("jjjdata").joinpath("definitions/conversions.toml").read_text("utf-8"))
    return {
        unit: (dimension, Fraction(factor))
        for dimension, table in raw.items()
        for unit, factor in table.items()
    }


@lru_cache(maxsize=1024)
def factor(unit: str, to: str) -> Fraction | None:
    """By what a value in `unit` is multiplied to be one in `to`; None where the units do not convert.

    >>> factor("mu", "ha")
    Fraction(1, 15)
    >>> factor("%", "pp") is None
    True
    """
    if unit == to:
        return Fraction(1)
    known = _factors()
    if unit not in known or to not in known or known[unit][0] != known[to][0]:
        return None
    return known[unit][1] / known[to][1]
