"""Levels that add up: the parts of an indicator, the members of a group of places, the steps of a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.catalogue.places import gazetteer
from jjjdata.implied.facts import Fact, Row, Series, Spot, spot_of
from jjjdata.intervals import Interval

SUBTRAHEND: Final = "part"
NOTHING: Final = Interval.of(0, 0)


@dataclass(frozen=True)
class Sum:
    """A level and the levels that add up to it."""

    whole: Spot
    parts: tuple[Spot, ...]


@dataclass(frozen=True)
class Balance:
    """A reported level beside the reported levels that should add up to it, and whether they can."""

    whole_id: str
    part_ids: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True)
class Solved:
    """A level that follows from a sum: its value and interval, the formula, and the facts by their roles."""

    spot: Spot
    value: Interval
    interval: Interval
    formula: str
    inputs: tuple[tuple[str, Fact], ...]


def sums(known: Iterable[Spot]) -> list[Sum]:
    """All sums that one of the known levels takes part in, in a fixed order."""
    found: dict[Sum, None] = {}
    spots = sorted(known, key=str)
    for spot in spots:
        for total in (*_of_indicators(spot), *_of_places(spot)):
            found.setdefault(total)
    for total in _of_steps(spots):
        found.setdefault(total)
    return list(found)


def solved(total: Sum, known: Mapping[Spot, Fact]) -> Iterator[Solved]:
    """What the sum says of the one level in it that is not known, if just one is not."""
    missing = [spot for spot in (total.whole, *total.parts) if spot not in known]
    if len(missing) != 1:
        return
    parts = [known[spot] for spot in total.parts if spot in known]
    whole = known.get(total.whole)
    if len({fact.price_basis for fact in (*parts, *((whole,) if whole else ()))}) > 1:
        return
    roles = [f"{SUBTRAHEND}{number}" for number in range(1, len(parts) + 1)]
    named = tuple(zip(roles, parts, strict=True))
    summed, point = _added(fact.interval for fact in parts), _added(_point(fact) for fact in parts)
    if whole is None:
        yield Solved(missing[0], point, summed, " + ".join(roles), named)
    else:
        formula = " - ".join(["whole", *roles])
        interval, value = whole.interval - summed, _point(whole) - point
        if interval.high >= 0:  # parts larger than their whole are a finding, not a level
            yield Solved(
                missing[0],
                value,
                Interval(max(interval.low, Fraction(0)), interval.high),
                formula,
                (("whole", whole), *named),
            )


def balances(rows: Iterable[Row]) -> list[Balance]:
    """All sums of which every level is reported, in a fixed order."""
    levels = {
        spot_of(row): Fact.of(row)
        for row in rows
        if row["measure"] == "level" and row["agreement"] != "conflict"
    }
    found = []
    for total in sums(levels):
        if total.whole in levels and all(part in levels for part in total.parts):
            whole, parts = levels[total.whole], [levels[part] for part in total.parts]
            agrees = _added(part.interval for part in parts).overlaps(whole.interval)
            ids = tuple(part.observation_id for part in parts)
            found.append(Balance(whole.observation_id, ids, agrees))
    return found


def _of_indicators(spot: Spot) -> Iterator[Sum]:
    """Sums of indicators at one place and time, by the catalogue."""
    for whole, parts in _groups().get(spot.series.indicator_id, ()):
        yield Sum(_as(spot, whole), tuple(_as(spot, part) for part in parts))


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Indicator -> the wholes and parts of the sums that it takes part in."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry in indicators().values():
        for parts in entry.parts:
            for member in (entry.id, *parts):
                found.setdefault(member, []).append((entry.id, parts))
    return found


def _as(spot: Spot, indicator_id: str) -> Spot:
    return spot._replace(series=spot.series._replace(indicator_id=indicator_id))


def _of_places(spot: Spot) -> Iterator[Sum]:
    """Sums over the members of a group of places, of what adds up; flows between places do not."""
    series = spot.series
    if not indicators()[series.indicator_id].additive or series.counterpart is not None:
        return
    for group in _groups_with(series.place):
        members = gazetteer().members(group)
        yield Sum(_at(spot, group), tuple(_at(spot, member) for member in members))


@lru_cache(maxsize=1024)
def _groups_with(place: str) -> tuple[str, ...]:
    """The groups that a place is, or is a member of."""
    known = gazetteer()
    named = [code for code in known.places if place in known.members(code)]
    return tuple(sorted({*named, *([place] if known.members(place) else [])}))


def _at(spot: Spot, place: str) -> Spot:
    return spot._replace(series=spot.series._replace(place=place))


def _of_steps(spots: Sequence[Spot]) -> Iterator[Sum]:
    """A total at the end of a year is that of the year before and the flow of the year between.

    Both totals must begin on the same stated day: of totals "so far" nobody knows when they began.
    """
    known = set(spots)
    for later in spots:
        if later.series.aggregation != "cumulative" or later.start is None or not _ends_a_year(later.end):
            continue
        earlier = later._replace(end=date(later.end.year - 1, 12, 31))
        flow = Series(*later.series[:3], "period")
        if earlier in known and later.start < earlier.end:
            year = Spot(flow, date(later.end.year, 1, 1), later.end)
            yield Sum(later, (earlier, year))


def _ends_a_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _point(fact: Fact) -> Interval:
    return Interval(fact.value, fact.value)


def _added(intervals: Iterable[Interval]) -> Interval:
    total = NOTHING
    for interval in intervals:
        total += interval
    return total
