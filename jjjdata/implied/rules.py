"""The rules of derivation: which levels a change, a multiple or a ratio ties together, and by which formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jjjdata.catalogue.entries import Indicator
from jjjdata.implied.facts import Fact, Row, Series, Spot, base_of, last_and_before, spot_of, years_of
from jjjdata.intervals import Interval

ONE: Final = Interval.of(1, 1)
HUNDRED: Final = Interval.of(100, 100)


@dataclass(frozen=True)
class Formula:
    """A formula in the roles of its two inputs, a level of some kind and what ties it to the result."""

    text: str
    level_role: str
    tie_role: str
    reckon: Callable[[Interval, Interval], Interval]


@dataclass(frozen=True)
class Tie:
    """What an observation says of two levels: from the level at `given` follows that at `wanted`."""

    fact: Fact
    given: Spot
    wanted: Spot
    formula: Formula


def _growth(change: Interval) -> Interval:
    """One plus a change in percent."""
    return (HUNDRED + change) / HUNDRED


BEFORE_CHANGE = Formula("level / (1 + change)", "level", "change", lambda v, r: v / _growth(r))
AFTER_CHANGE = Formula("base * (1 + change)", "base", "change", lambda v, r: v * _growth(r))
BEFORE_TIMES = Formula("level / (1 + change)", "level", "change", lambda v, m: v / (ONE + m))
AFTER_TIMES = Formula("base * (1 + change)", "base", "change", lambda v, m: v * (ONE + m))
BEFORE_MULTIPLE = Formula("level / multiple", "level", "multiple", lambda v, m: v / m)
AFTER_MULTIPLE = Formula("base * multiple", "base", "multiple", lambda v, m: v * m)
BEFORE_AMOUNT = Formula("level - change", "level", "change", lambda v, d: v - d)
AFTER_AMOUNT = Formula("base + change", "base", "change", lambda v, d: v + d)
WHOLE = Formula("part / share", "part", "share", lambda v, s: v * HUNDRED / s)
PART = Formula("whole * share", "whole", "share", lambda v, s: v * s / HUNDRED)
ABOVE = Formula("denominator * ratio", "denominator", "ratio", lambda v, q: v * q)
BELOW = Formula("numerator / ratio", "numerator", "ratio", lambda v, q: v / q)


def _average(years: int) -> tuple[Formula, Formula]:
    """Formulas for average growth over so many years: for the level before them, and for that at their end."""
    before, after = f"level / (1 + average)^{years}", f"base * (1 + average)^{years}"
    return (
        Formula(before, "level", "average", lambda v, r: v / _growth(r).power(years)),
        Formula(after, "base", "average", lambda v, r: v * _growth(r).power(years)),
    )


# (measure, unit of the change) -> (formula for the earlier level, formula for the later one)
THROUGH_TIME: Final[Mapping[tuple[str, str], tuple[Formula, Formula]]] = {
    ("change", "%"): (BEFORE_CHANGE, AFTER_CHANGE),
    ("change", "times"): (BEFORE_TIMES, AFTER_TIMES),
    ("multiple", "times"): (BEFORE_MULTIPLE, AFTER_MULTIPLE),
    ("change", "amount"): (BEFORE_AMOUNT, AFTER_AMOUNT),
}


_POINTS: Final = {"%": "pp", "per mille": "per mille"}  # rates, and what an amount of them is in


def usable(row: Row) -> bool:
    """Whether something may follow from an observation.

    Results as they are known now, not targets; nothing at comparable prices; and nothing that its only
    source contradicts, where more likely two things were taken for one.
    """
    doubtful = row["agreement"] == "conflict" and row["n_sources"] == 1
    reported = row["origin"] == "reported" and row["status"] == "actual" and row["is_latest"]
    return reported and not doubtful and row["price_basis"] != "comparable"


def ties(rows: Iterable[Row], catalogue: Mapping[str, Indicator]) -> list[Tie]:
    """What the reported results among the observations say of pairs of levels."""
    found: list[Tie] = []
    for row in rows:
        if not usable(row):
            continue
        indicator = catalogue[row["indicator_id"]]
        if row["measure"] in ("change", "multiple"):
            found += _through_time(row, indicator)
        elif indicator.part and indicator.whole:
            found += _across(row, indicator, catalogue)
    return found


def _through_time(row: Row, indicator: Indicator) -> Sequence[Tie]:
    """A change or multiple ties a level to that of its base.

    Not of a price index, whose base is another year's, nor where growth is reckoned over another scope
    than the levels (investment: revised lists of projects).
    """
    base, unit = base_of(row), _unit_of_change(row, indicator)
    formulas = THROUGH_TIME.get((row["measure"], unit)) if unit else None
    if base is None and (row["measure"], unit) == ("change", "%") and (years := years_of(row)) > 1:
        return _averaged(row, years, indicator)
    if base is None or formulas is None or indicator.unit == "index" or not indicator.implies:
        return ()
    fact, now = Fact.of(row), spot_of(row)
    return Tie(fact, now, base, formulas[0]), Tie(fact, base, now, formulas[1])


def _averaged(row: Row, years: int, indicator: Indicator) -> Sequence[Tie]:
    """Average growth over several years (年均增长) ties the level of the last to that before the first."""
    if indicator.unit == "index" or not indicator.implies:
        return ()
    last, before = last_and_before(row)
    fact, (back, on) = Fact.of(row), _average(years)
    return Tie(fact, last, before, back), Tie(fact, before, last, on)


def _unit_of_change(row: Row, indicator: Indicator) -> str | None:
    """What a change is in: of a rate, points are an amount and percent are doubtful."""
    unit: str = row["unit"]
    if row["measure"] == "multiple":
        return unit
    if indicator.unit in _POINTS:
        return "amount" if unit == _POINTS[indicator.unit] else None
    return "amount" if unit == indicator.unit else unit


def _across(row: Row, indicator: Indicator, catalogue: Mapping[str, Indicator]) -> Sequence[Tie]:
    """A ratio of the catalogue ties its two indicators at the same place and time."""
    if indicator.part is None or indicator.whole is None or row["measure"] not in ("level", "share"):
        return ()
    percent = indicator.unit == "%"
    if not percent and indicator.unit != "times":
        return ()
    part, whole = (_spot_of(row, catalogue[i]) for i in (indicator.part, indicator.whole))
    fact = Fact.of(row)
    return (
        Tie(fact, part, whole, WHOLE if percent else BELOW),
        Tie(fact, whole, part, PART if percent else ABOVE),
    )


def _spot_of(row: Row, indicator: Indicator) -> Spot:
    """Where the other indicator stands at the place and time of a ratio."""
    series = Series(indicator.id, row["place"], row["counterpart"], indicator.aggregation)
    start = None if indicator.aggregation == "stock" else row["period_start"]
    return Spot(series, start, row["period_end"])
