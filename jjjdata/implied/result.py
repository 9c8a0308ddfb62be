"""What was computed, as rows of the tables `observations` and `lineage`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jjjdata.implied.facts import Fact
from jjjdata.intervals import Interval
from jjjdata.observations.claim import Moment, SeriesKey
from jjjdata.observations.reconcile import observation_id


@dataclass(frozen=True)
class Result:
    """A number that follows: its series and time, by which formula, and from which facts in their roles."""

    key: SeriesKey
    moment: Moment
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
    def observation_id(self) -> str:
        """The id of its row."""
        return observation_id(self.key, self.moment, "implied")

    @property
    def ancestors(self) -> frozenset[str]:
        """All observations that it rests on."""
        return frozenset().union(*(fact.ancestors for _, fact in self.inputs))

    @property
    def fact(self) -> Fact:
        """The number as a fact that more may follow from."""
        vintages = [fact.vintage for _, fact in self.inputs if fact.vintage is not None]
        return Fact(
            self.observation_id,
            self.value,
            self.interval,
            self.comparator,
            max(vintages, default=None),
            self.key.price_basis,
            self.ancestors | {self.observation_id},
        )

    def observation(self) -> dict[str, Any]:
        """Its row of `observations`. No document states it, so its number of sources is 0."""
        low, high = self.interval.outward()
        start, end = self.moment
        return {
            "observation_id": self.observation_id,
            **self.key._asdict(),
            "period_start": end if start is None else start,
            "period_end": end,
            "year": end.year,
            "value": float(self.value),
            "value_low": low,
            "value_high": high,
            "comparator": self.comparator,
            "origin": "implied",
            "vintage": self.fact.vintage,
            "n_sources": 0,
            "agreement": "single",
            "is_latest": True,
        }

    def lineage(self) -> list[dict[str, Any]]:
        """Its rows of `lineage`, one for each input."""
        row = {"observation_id": self.observation_id, "formula": self.formula}
        return [row | {"input_id": fact.observation_id, "input_role": role} for role, fact in self.inputs]
