"""Where an implied level meets a reported one: a check, not a second row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.implied.derive import stated_levels
from jjjdata.implied.facts import Fact, Row, Spot
from jjjdata.implied.rules import Tie, ties
from jjjdata.intervals import Interval

MOST_STEPS: Final = 4
"""Longer chains have bounds so wide that they meet everything."""


@dataclass(frozen=True)
class Meeting:
    """A reported level, and what another one implies of it by changes, multiples and ratios.

    `tie_ids` are the observations that lead from the level `level_id` to the reported one, step by step.
    `agrees` says whether the implied interval and the reported one have a number in common.
    """

    observation_id: str
    level_id: str
    tie_ids: tuple[str, ...]
    value: float
    value_low: float | None
    value_high: float | None
    agrees: bool


@dataclass(frozen=True)
class _Chain:
    """A level reckoned from a stated one: its value and interval, and the ties that lead to it."""

    level: Fact
    value: Interval
    interval: Interval
    ties: tuple[Fact, ...] = ()

    def along(self, tie: Tie) -> _Chain:
        reckon, fact = tie.formula.reckon, tie.fact
        value = reckon(self.value, Interval(fact.value, fact.value))
        return _Chain(self.level, value, reckon(self.interval, fact.interval), (*self.ties, fact))


def meetings(observations: Iterable[Row]) -> list[Meeting]:
    """All meetings of a reported level with what another one implies of it, in a fixed order.

    A chain of steps goes through levels that nobody states; where it reaches a stated one it ends.
    """
    rows = list(observations)
    stated = stated_levels(rows)
    leading: dict[Spot, list[Tie]] = {}
    for tie in ties(rows, indicators()):
        leading.setdefault(tie.wanted, []).append(tie)
    found = [
        _meeting(fact, chain)
        for spot, fact in stated.items()
        for chain in _chains(spot, frozenset({spot}), stated, leading)
    ]
    return sorted(found, key=lambda m: (m.observation_id, m.tie_ids, m.level_id))


def _chains(
    spot: Spot, passed: frozenset[Spot], stated: Mapping[Spot, Fact], leading: Mapping[Spot, Sequence[Tie]]
) -> Iterator[_Chain]:
    """Every way to reckon the level of a spot from a stated one, none through a spot passed already."""
    for tie in leading.get(spot, ()):
        if tie.given in passed:
            continue
        if (level := stated.get(tie.given)) is not None:
            before: Iterable[_Chain] = [_Chain(level, Interval(level.value, level.value), level.interval)]
        elif len(passed) < MOST_STEPS:
            before = _chains(tie.given, passed | {tie.given}, stated, leading)
        else:
            continue
        for chain in before:
            longer = chain.along(tie)
            if _independent(longer) and not longer.interval.silent and longer.value.bounded:
                yield longer


def _independent(chain: _Chain) -> bool:
    """Whether no fact is used twice: back along the change one came by says nothing."""
    used = [chain.level.observation_id, *(fact.observation_id for fact in chain.ties)]
    return len(set(used)) == len(used)


def _meeting(reported: Fact, chain: _Chain) -> Meeting:
    low, high = chain.interval.outward()
    ids = tuple(fact.observation_id for fact in chain.ties)
    agrees = chain.interval.overlaps(reported.interval)
    value = float(Fraction(chain.value.low))
    return Meeting(reported.observation_id, chain.level.observation_id, ids, value, low, high, agrees)
