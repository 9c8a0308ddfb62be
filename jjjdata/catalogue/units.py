"""Units: their codes, and how they are printed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Unit:
    """A unit: its code (UCUM where UCUM has it), names, dimension and the texts that print it."""

    code: str
    name_en: str
    name_zh: str
    dimension: str
    factors: dict[str, Decimal]  # printed text -> how many of the code's unit it is

    @property
    def texts(self) -> tuple[str, ...]:
        """How the unit is printed."""
        return tuple(self.factors)


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """All units by code.

    >>> units()["W"].factors["千瓦"]
    Decimal('1000')
    """
    raw = tomllib.loads(files("jjjdata").joinpath("definitions/units.toml").read_text("utf-8"))["unit"]
    found = {}
    for code, entry in raw.items():
        factors = dict.fromkeys(entry["texts"], Decimal(1))
        factors |= {text: Decimal(factor) for text, factor in entry.get("factors", {}).items()}
        found[code] = Unit(code, entry["name_en"], entry["name_zh"], entry["dimension"], factors)
    return found


@lru_cache(maxsize=1)
def units_by_text() -> dict[str, tuple[str, Decimal]]:
    """Printed text -> (unit code, factor).

    >>> units_by_text()["成"]
    ('%', Decimal('10'))
    """
    return {text: (u.code, factor) for u in units().values() for text, factor in u.factors.items()}


def unit_pattern() -> str:
    """A regular expression for any printed unit, longest first; Latin units end at a letter's edge."""
    texts = sorted(units_by_text(), key=lambda t: (-len(t), t))
    parts = [re.escape(t) + (r"(?![A-Za-z0-9])" if t[-1].isascii() and t[-1].isalnum() else "") for t in texts]
    return "|".join(parts)


def unit_rows() -> list[dict[str, object]]:
    """Rows of the `units` table, by code."""
    return [
        {
            "unit": u.code,
            "name_en": u.name_en,
            "name_zh": u.name_zh,
            "dimension": u.dimension,
            "texts": "|".join(u.texts),
        }
        for _, u in sorted(units().items())
    ]
