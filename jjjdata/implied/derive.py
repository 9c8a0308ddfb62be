"""Deriving levels that no document states, step by step, by interval arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jjjdata.catalogue.indicators import indicators
from jjjdata.implied.facts import Fact, Row, Spot, spot_of
from jjjdata.implied.rules import Tie, ties, usable
from jjjdata.implied.sums import solved, sums
from jjjdata.intervals import Interval
from jjjdata.observations.claim import Moment, SeriesKey
from jjjdata.observations.reconcile import in_order, observation_id


@dataclass(frozen=True)
class Derivation:
    """A level that follows: where it stands, by which formula and from which facts in their roles."""

    spot: Spot
    value: Fraction
    interval: Interval
    formula: str
    inputs: tuple[tuple[str, Fact], ...]

    @property
    def comparator(self) -> str:
        """Where the interval is open, on which side; about, where an input was."""
        if self.interval.bounded:
            return "~" if any(fact.comparator == "~" for _, fact in self.inputs) else "="
        return ">=" if self.interval.high == float("inf") else "<="

    @property
    def ancestors(self) -> frozenset[str]:
        """All observations that it rests on."""
        return frozenset().union(*(fact.ancestors for _, fact in self.inputs))


def imply(observations: Iterable[Row]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Levels that follow from the observations, and their lineage: rows of `observations` and `lineage`.

    Only results count, not targets; never growth at comparable prices; and nothing is said where the
    bounds of the inputs say nothing. A level that is reported is never implied as well: `meetings`
    compares the two. The order of the rows given does not matter.
    """
    rows = list(observations)
    found: list[Derivation] = []
    levels = stated_levels(rows)
    known, linked = dict(levels), ties(rows, indicators())
    while step := _narrowest(d for d in _steps(linked, known) if d.spot not in known):
        found += step
        known |= {derivation.spot: _fact(derivation) for derivation in step}
    implied = sorted((_observation(d) for d in found), key=in_order)
    lineage = [row for derivation in found for row in _lineage(derivation)]
    return implied, sorted(
        lineage, key=lambda row: (row["observation_id"], row["input_role"], row["input_id"])
    )


def _steps(linked: Sequence[Tie], known: Mapping[Spot, Fact]) -> Iterator[Derivation]:
    """Everything that follows from the known levels in one step."""
    yield from derivations(linked, known)
    yield from _added(known)


def stated_levels(rows: Iterable[Row]) -> dict[Spot, Fact]:
    """The usable levels among the observations, by where they stand."""
    ordered = sorted(rows, key=in_order)
    return {spot_of(row): Fact.of(row) for row in ordered if row["measure"] == "level" and usable(row)}


def derivations(linked: Sequence[Tie], known: Mapping[Spot, Fact]) -> Iterator[Derivation]:
    """All single steps from known levels, none through a fact that the level itself was computed from."""
    for tie in linked:
        level = known.get(tie.given)
        if level is None or tie.fact.observation_id in level.ancestors:
            continue
        interval = tie.formula.reckon(level.interval, tie.fact.interval)
        point = tie.formula.reckon(_point(level.value), _point(tie.fact.value))
        if not interval.silent and isinstance(point.low, Fraction) and point.bounded:
            inputs = ((tie.formula.level_role, level), (tie.formula.tie_role, tie.fact))
            yield Derivation(tie.wanted, point.low, interval, tie.formula.text, inputs)


def _added(known: Mapping[Spot, Fact]) -> Iterator[Derivation]:
    """All single steps by sums and differences."""
    for total in sums(known):
        for found in solved(total, known):
            if not found.interval.silent and isinstance(found.value.low, Fraction):
                yield Derivation(found.spot, found.value.low, found.interval, found.formula, found.inputs)


def _narrowest(candidates: Iterator[Derivation]) -> list[Derivation]:
    """The narrowest derivation of each level, in a fixed order."""
    best: dict[Spot, Derivation] = {}
    for derivation in candidates:
        other = best.get(derivation.spot)
        if other is None or _rank(derivation) < _rank(other):
            best[derivation.spot] = derivation
    return [best[spot] for spot in sorted(best, key=str)]


def _rank(derivation: Derivation) -> tuple[bool, Any, str, list[str]]:
    bounded = derivation.interval.bounded
    width = derivation.interval.width if bounded else Fraction(0)
    return not bounded, width, derivation.formula, [fact.observation_id for _, fact in derivation.inputs]


def _point(value: Fraction) -> Interval:
    return Interval(value, value)


def _fact(derivation: Derivation) -> Fact:
    row = _observation(derivation)
    return Fact(
        row["observation_id"],
        derivation.value,
        derivation.interval,
        derivation.comparator,
        row["vintage"],
        row["price_basis"],
        derivation.ancestors | {row["observation_id"]},
    )


def _observation(derivation: Derivation) -> dict[str, Any]:
    """The row of an implied level. No document states it, so its number of sources is 0."""
    series, start, end = derivation.spot
    unit = indicators()[series.indicator_id].unit
    prices = derivation.inputs[0][1].price_basis
    key = SeriesKey(*series[:3], "level", series.aggregation, "actual", unit, None, prices)
    low, high = derivation.interval.outward()
    vintages = [fact.vintage for _, fact in derivation.inputs if fact.vintage is not None]
    return {
        "observation_id": observation_id(key, Moment(start, end), "implied"),
        **key._asdict(),
        "period_start": end if start is None else start,
        "period_end": end,
        "year": end.year,
        "value": float(derivation.value),
        "value_low": low,
        "value_high": high,
        "comparator": derivation.comparator,
        "origin": "implied",
        "vintage": max(vintages, default=None),
        "n_sources": 0,
        "agreement": "single",
        "is_latest": True,
    }


def _lineage(derivation: Derivation) -> list[dict[str, Any]]:
    row = {"observation_id": _observation(derivation)["observation_id"], "formula": derivation.formula}
    return [row | {"input_id": fact.observation_id, "input_role": role} for role, fact in derivation.inputs]
