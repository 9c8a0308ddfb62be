"""Observations as facts to reckon with: levels by series and time, and what relates two of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from jjjdata.intervals import Interval, exact

Row = Mapping[str, Any]


class Series(NamedTuple):
    """A series of levels: what it is of, and whether it flows or stands."""

    indicator_id: str
    place: str
    counterpart: str | None
    aggregation: str


class Spot(NamedTuple):
    """A level's series and time. What stands at a moment has no start: only its last day counts."""

    series: Series
    start: date | None
    end: date


@dataclass(frozen=True)
class Fact:
    """A number that an observation states or implies: its value, and the interval it lies in."""

    observation_id: str
    value: Fraction
    interval: Interval
    comparator: str
    vintage: date | None
    price_basis: str | None
    ancestors: frozenset[str]  # the observations that it was computed from, and itself

    @classmethod
    def of(cls, row: Row) -> Fact:
        """The fact that a row of `observations` states."""
        return cls(
            row["observation_id"],
            exact(row["value"]),
            Interval.of(row["value_low"], row["value_high"]),
            row["comparator"],
            row["vintage"],
            row["price_basis"],
            frozenset({row["observation_id"]}),
        )


def series_of(row: Row) -> Series:
    """The series of levels that an observation belongs to, or speaks of."""
    return Series(row["indicator_id"], row["place"], row["counterpart"], row["aggregation"])


def spot_of(row: Row) -> Spot:
    """Series and time of a level, and the later time of a change or multiple."""
    start = None if row["aggregation"] == "stock" else row["period_start"]
    return Spot(series_of(row), start, row["period_end"])


def base_of(row: Row) -> Spot | None:
    """Series and time that a change or multiple compares with; None where that is not certain.

    The base is as long as the period and lies whole years before it. What stands at the end of a year
    compares with the end of the base year; the beginning of a year (比年初) is the end of the one before.
    """
    base, start, end = row["base_start"], row["period_start"], row["period_end"]
    if base is None or end is None:
        return None
    if row["aggregation"] == "stock":
        beginning = (base.year, base.month, base.day) == (end.year, 1, 1)
        year = base.year - 1 if beginning else base.year
        if year >= end.year or (end.month, end.day) != (12, 31):
            return None
        return Spot(series_of(row), None, date(year, 12, 31))
    if start is None or base.year >= start.year or (base.month, base.day) != (start.month, start.day):
        return None
    return Spot(series_of(row), base, _years_earlier(end, start.year - base.year))


def years_of(row: Row) -> int:
    """How many whole years a growth without a base spans; 0 where it has a base, or its time is another.

    Such is average growth a year (年均增长): the reader gives it no base.
    """
    start, end = row["period_start"], row["period_end"]
    if row["base_start"] is not None or start is None or end is None:
        return 0
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return int(end.year - start.year + 1) if whole else 0


def last_and_before(row: Row) -> tuple[Spot, Spot]:
    """The level of the last of several years, and that of the year before the first."""
    return _year(row, row["period_end"].year), _year(row, row["period_start"].year - 1)


def _year(row: Row, year: int) -> Spot:
    start = None if row["aggregation"] == "stock" else date(year, 1, 1)
    return Spot(series_of(row), start, date(year, 12, 31))


def _years_earlier(day: date, years: int) -> date:
    """The same day of an earlier year; the last of a month stays the last."""
    year = day.year - years
    last, last_then = monthrange(day.year, day.month)[1], monthrange(year, day.month)[1]
    return date(year, day.month, last_then if day.day == last else min(day.day, last_then))
