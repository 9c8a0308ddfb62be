"""Findings in words: times, places, amounts and sums, in Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.catalogue.places import gazetteer
from jjjdata.catalogue.units import spoken, units
from jjjdata.intervals import bound_of

Row = Mapping[str, Any]
Values = Mapping[str, str]
LANGUAGES: Final = ("en", "zh")
SCALES: Final = {
    "en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**5, "万")),
}
WAN: Final = 10**4  # 万 is used from 100,000 on: incomes per head are read in yuan


@lru_cache(maxsize=1)
def wording() -> dict[str, dict[str, str]]:
    """The sentences and words, by key and language."""
    raw: dict[str, dict[str, str]] = tomllib.loads(
        files("jjjdata").joinpath("checks/wording.toml").read_text("utf-8")
    )
    return raw


def say(key: str, language: str, values: Values | None = None) -> str:
    """The sentence of that key with the values in it."""
    return wording()[key][language].format(**(values or {}))


def number(value: float, language: str, scale: tuple[int, str] = (1, "")) -> str:
    """A number in a scale, with no more digits than it needs.

    >>> number(748.7e8, "zh", (10**8, "亿")), number(1234.5, "en")
    ('748.7亿', '1,234.5')
    """
    divisor, name = scale
    shown = Decimal(repr(float(value))) / divisor
    rounded = shown if abs(shown) >= 10**6 else Decimal(f"{float(shown):.6g}")
    text = f"{rounded:,f}" if language == "en" else f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−") + name


def scale_of(value: float, unit: str, language: str) -> tuple[int, str]:
    """The scale in which a number of this size is read; rates and concentrations have none."""
    if units()[unit].dimension in ("ratio", "concentration", "index", "time"):
        return 1, ""
    for size, name in SCALES[language]:
        if abs(value) >= size:
            return (WAN if name == "万" else size), name
    return 1, ""


def unit_name(unit: str, language: str) -> str:
    """The unit behind a number: with a space in English, none for counts."""
    names = units()[unit]
    entry = spoken().get(unit, {})
    said = str(entry.get(language, names.name_en if language == "en" else names.name_zh))
    return said if language == "zh" or entry.get("joined") or not said else f" {said}"


def amount(row: Row, language: str, value: str = "value") -> str:
    """A value with comparator and unit: "more than 3,000", "约247亿元"."""
    size = row[value]
    if value == "value" and row.get("origin") == "implied":
        bound = bound_of(row["value_low"], row["value_high"], row["comparator"])
        size = size if bound is None else bound
    stated = number(size, language, scale_of(size, row["unit"], language)) + unit_name(row["unit"], language)
    return say(f"comparator {row['comparator']}", language, {"amount": stated})


def between(low: float | None, high: float | None, unit: str, language: str) -> str:
    """Bounds in words."""
    sizes = [size for size in (low, high) if size is not None]
    scale = scale_of(max(map(abs, sizes), default=0.0), unit, language)
    ends = ["" if size is None else number(size, language, scale) for size in (low, high)]
    key = "bounds both" if len(sizes) == 2 else "bounds low" if high is None else "bounds high"
    return say(key, language, {"low": ends[0], "high": ends[1], "unit": unit_name(unit, language)})


def total(parts: Sequence[float], whole: float, unit: str, language: str) -> tuple[str, str]:
    """The sum of the parts and the whole in one scale: ("14 + 19", "33")."""
    scale = scale_of(whole, unit, language)
    plus = "＋" if language == "zh" else " + "
    summed = plus.join(number(part, language, (scale[0], "")) for part in parts)
    return summed, number(whole, language, scale) + unit_name(unit, language)


def exactly(rows: Sequence[Row]) -> bool:
    """Whether all of them are stated as such: none is open on a side, and none is only about or more than a number."""
    return all(row["comparator"] == "=" and None not in (row["value_low"], row["value_high"]) for row in rows)


def sum_of(parts: Sequence[Row], whole: Row, language: str) -> tuple[str, str]:
    """The parts and their whole in words: in one scale where all are exact, else each with what bounds it."""
    if exactly([*parts, whole]):
        return total([part["value"] for part in parts], whole["value"], whole["unit"], language)
    plus = "＋" if language == "zh" else " + "
    return plus.join(amount(part, language) for part in parts), amount(whole, language)


def when(row: Row, language: str) -> str:
    """The time of a row: a year, several, or days."""
    first, last = row["period_start"], row["period_end"]
    if last is None:
        return say("time unknown", language)
    if first is None:
        return say("time until", language, {"last": str(last)})
    if first == last:
        return str(last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(last.year) if first.year == last.year else f"{first.year}–{last.year}"
        return f"{years}年" if language == "zh" else years
    return say("time span", language, {"first": str(first), "last": str(last)})


def year_of(day: date, language: str) -> str:
    """The year of a day in words."""
    return f"{day.year}年" if language == "zh" else str(day.year)


def place(code: str, language: str) -> str:
    """Places by name; what has no English name keeps its Chinese one."""
    joint = "、" if language == "zh" else ", "
    known = gazetteer()
    return joint.join(
        (known.name_en(part) if language == "en" else None) or known.name_zh(part) for part in code.split("+")
    )


def thing(row: Row, language: str) -> str:
    """What an observation is of, without its time: indicator, place and counterpart."""
    indicator = indicators().get(row["indicator_id"])
    name = str(row["indicator_id"])
    if indicator is not None:
        name = indicator.name_zh if language == "zh" else indicator.name_en
    flow = f" → {place(row['counterpart'], language)}" if row["counterpart"] else ""
    kind = "" if row["measure"] == "level" else say(f"measure {row['measure']}", language)
    added = say("aggregation cumulative", language) if row["aggregation"] == "cumulative" else ""
    where = place(row["place"], language) + flow
    return say("thing", language, {"name": name, "place": where, "kind": kind + added})


def step(earlier: Row, later: Row, language: str) -> dict[str, str]:
    """Two values of a series, one after the other: what goes into a sentence about the step between them."""
    return {
        "name": thing(later, language),
        "earlier": amount(earlier, language),
        "earlier_when": when(earlier, language),
        "later": amount(later, language),
        "later_when": when(later, language),
    }
