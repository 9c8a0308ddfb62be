"""Deriving what no document states, step by step, by interval arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jjjdata.catalogue.indicators import indicators
from jjjdata.implied.changes import Passage, changes
from jjjdata.implied.facts import Fact, Row, Spot, spot_of
from jjjdata.implied.result import Result
from jjjdata.implied.rules import Tie, ties, usable
from jjjdata.implied.sums import solved, sums
from jjjdata.intervals import Interval
from jjjdata.observations.claim import Moment, SeriesKey
from jjjdata.observations.reconcile import in_order


@dataclass(frozen=True)
class Derivation:
    """A level that follows, and where it stands."""

    spot: Spot
    result: Result

    @classmethod
    def of(
        cls,
        spot: Spot,
        value: Fraction,
        interval: Interval,
        formula: str,
        inputs: tuple[tuple[str, Fact], ...],
    ) -> Derivation:
        """The level at a spot, at the prices of its first input."""
        series = spot.series
        unit, prices = indicators()[series.indicator_id].unit, inputs[0][1].price_basis
        key = SeriesKey(*series[:3], "level", series.aggregation, "actual", unit, None, prices)
        return cls(spot, Result(key, Moment(spot.start, spot.end), value, interval, formula, inputs))


def imply(
    observations: Iterable[Row], told: Iterable[Passage] = ()
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What follows from the observations, and its lineage: rows of `observations` and `lineage`.

    Levels follow from other levels and from what ties them together; changes from the pairs of levels in
    `told` (see `passages`). Only results count, not targets; never growth at comparable prices; and nothing
    is said where the bounds of the inputs say nothing. What is reported is never implied as well: `meetings`
    compares the two. The order of the rows given does not matter.
    """
    rows = list(observations)
    results = [*(found.result for found in derived_levels(rows)), *changes(told, rows)]
    implied = sorted((result.observation() for result in results), key=in_order)
    lineage = [row for result in results for row in result.lineage()]
    return implied, sorted(
        lineage, key=lambda row: (row["observation_id"], row["input_role"], row["input_id"])
    )


def derived_levels(rows: Sequence[Row]) -> list[Derivation]:
    """All levels that follow and are not stated, those of one step before those that rest on them."""
    found: list[Derivation] = []
    known, linked = stated_levels(rows), ties(rows, indicators())
    while step := _narrowest(_steps(linked, known)):
        found += step
        known |= {derivation.spot: derivation.result.fact for derivation in step}
    return found


def stated_levels(rows: Iterable[Row]) -> dict[Spot, Fact]:
    """The usable levels among the observations, by where they stand."""
    ordered = sorted(rows, key=in_order)
    return {spot_of(row): Fact.of(row) for row in ordered if row["measure"] == "level" and usable(row)}


def _steps(linked: Sequence[Tie], known: Mapping[Spot, Fact]) -> Iterator[Derivation]:
    """Every level that is not known and follows from the known ones in one step."""
    yield from _tied(linked, known)
    for total in sums(known):
        for found in solved(total, known):
            if not found.interval.silent and isinstance(found.value.low, Fraction):
                yield Derivation.of(found.spot, found.value.low, found.interval, found.formula, found.inputs)


def _tied(linked: Sequence[Tie], known: Mapping[Spot, Fact]) -> Iterator[Derivation]:
    """Single steps along ties, none through a fact that the level itself was computed from."""
    for tie in linked:
        level = known.get(tie.given)
        if level is None or tie.wanted in known or tie.fact.observation_id in level.ancestors:
            continue
        interval = tie.formula.reckon(level.interval, tie.fact.interval)
        point = tie.formula.reckon(_point(level.value), _point(tie.fact.value))
        if not interval.silent and isinstance(point.low, Fraction) and point.bounded:
            inputs = ((tie.formula.level_role, level), (tie.formula.tie_role, tie.fact))
            yield Derivation.of(tie.wanted, point.low, interval, tie.formula.text, inputs)


def _narrowest(candidates: Iterator[Derivation]) -> list[Derivation]:
    """The narrowest derivation of each level, in a fixed order."""
    best: dict[Spot, Derivation] = {}
    for derivation in candidates:
        other = best.get(derivation.spot)
        if other is None or _rank(derivation.result) < _rank(other.result):
            best[derivation.spot] = derivation
    return [best[spot] for spot in sorted(best, key=str)]


def _rank(result: Result) -> tuple[bool, Any, str, list[str]]:
    bounded = result.interval.bounded
    width = result.interval.width if bounded else Fraction(0)
    return not bounded, width, result.formula, [fact.observation_id for _, fact in result.inputs]


def _point(value: Fraction) -> Interval:
    return Interval(value, value)
