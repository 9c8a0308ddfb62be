"""Units: their codes, and how they are printed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jjjdata.errors import DefinitionError

_SOURCE = "definitions/units.toml"


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

    @property
    def prose_en(self) -> str:
        """The name in an English sentence; the code where people say that (TEU)."""
        return self.code if spoken().get(self.code, {}).get("en") == self.code else self.name_en


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as it stands in a text, up to `end`."""

    end: int
    text: str
    code: str
    factor: Decimal


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """All units by code.

    >>> units()["W"].factors["千瓦"]
    Decimal('1000')
    """
    found = {}
    for code, entry in _definitions()["unit"].items():
        factors = dict.fromkeys(entry["texts"], Decimal(1))
        factors |= {text: Decimal(factor) for text, factor in entry.get("factors", {}).items()}
        found[code] = Unit(code, entry["name_en"], entry["name_zh"], entry["dimension"], factors)
    return found


@lru_cache(maxsize=1)
def spoken() -> dict[str, dict[str, object]]:
    """How units are said beside a figure where this differs from their names: `definitions/spoken.toml`.

    >>> spoken()["pp"]["zh"]
    '个百分点'
    """
    return tomllib.loads(files("jjjdata").joinpath("definitions/spoken.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def units_by_text() -> dict[str, tuple[str, Decimal]]:
    """Printed text -> (unit code, factor).

    Raises DefinitionError where two units claim the same text.

    >>> units_by_text()["成"]
    ('%', Decimal('10'))
    """
    found: dict[str, tuple[str, Decimal]] = {}
    for unit in units().values():
        for text, factor in unit.factors.items():
            if text in found:
                problem = f"both {found[text][0]!r} and {unit.code!r} are printed {text!r}"
                raise DefinitionError(_SOURCE, problem, "Leave the text with one of them.")
            found[text] = (unit.code, factor)
    return found


def match_unit(text: str, position: int) -> PrintedUnit | None:
    """The longest unit printed at `position` (after one space at most), or None.

    A Latin unit ends where a word could; a character that also begins other words (成 of 成立) is none before them.

    >>> match_unit("50万千瓦时", 3)
    PrintedUnit(end=6, text='千瓦时', code='kWh', factor=Decimal('1'))
    >>> match_unit("5成立", 1) is None, match_unit("5kmx", 1) is None
    (True, True)
    """
    if text.startswith(" ", position):
        position += 1
    lengths = _lengths().get(text[position : position + 1])
    if lengths is None:
        return None
    known, other_words = units_by_text(), _other_words()
    for length in lengths:
        end = position + length
        printed = text[position:end]
        if len(printed) < length or printed not in known:
            continue
        following = text[end : end + 1]
        if following and (following in other_words.get(printed, "") or _goes_on(printed, following)):
            continue
        return PrintedUnit(end, printed, *known[printed])
    return None


def _goes_on(printed: str, following: str) -> bool:
    return printed[-1].isascii() and printed[-1].isalnum() and following.isascii() and following.isalnum()


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """First character -> lengths of the units that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for text in units_by_text():
        found.setdefault(text[0], set()).add(len(text))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@lru_cache(maxsize=1)
def _other_words() -> dict[str, str]:
    """Unit -> characters before which it is the beginning of another word."""
    found: dict[str, str] = _definitions()["other_words"]
    unknown = sorted(set(found) - set(units_by_text()))
    if unknown:
        problem = f"[other_words] names what is no unit: {', '.join(unknown)}"
        raise DefinitionError(_SOURCE, problem, "Add it as a text of a unit, or take it out.")
    return found


@lru_cache(maxsize=1)
def _definitions() -> dict[str, Any]:
    return tomllib.loads(files("jjjdata").joinpath(_SOURCE).read_text("utf-8"))


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
