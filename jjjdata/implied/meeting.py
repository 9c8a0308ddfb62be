"""Where an implied level meets a reported one: a check, not a second row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jjjdata.catalogue.indicators import indicators
from jjjdata.implied.derive import derivations, stated_levels
from jjjdata.implied.facts import Row
from jjjdata.implied.rules import ties


@dataclass(frozen=True)
class Meeting:
    """A reported level, and what the change, multiple or ratio `tie_id` and the level `level_id` imply of it.

    `agrees` says whether the implied interval and the reported one have a number in common.
    """

    observation_id: str
    formula: str
    level_id: str
    tie_id: str
    value: float
    value_low: float | None
    value_high: float | None
    agrees: bool


def meetings(observations: Iterable[Row]) -> list[Meeting]:
    """All meetings of a reported level with what another reported level implies of it, in a fixed order."""
    rows = list(observations)
    levels = stated_levels(rows)
    found = []
    for derivation in derivations(ties(rows, indicators()), levels):
        reported = levels.get(derivation.spot)
        if reported is None:
            continue
        low, high = derivation.interval.outward()
        found.append(
            Meeting(
                reported.observation_id,
                derivation.formula,
                derivation.inputs[0][1].observation_id,
                derivation.inputs[1][1].observation_id,
                float(derivation.value),
                low,
                high,
                derivation.interval.overlaps(reported.interval),
            )
        )
    return sorted(found, key=lambda m: (m.observation_id, m.tie_id, m.level_id))
