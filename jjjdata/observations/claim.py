"""A claim: what one statement says of one observation, in the catalogue's unit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from jjjdata.catalogue.conversion import factor
from jjjdata.catalogue.entries import RELATIVE, Indicator
from jjjdata.intervals import Interval, exact


class SeriesKey(NamedTuple):
    """What makes a series: two observations that differ in any of these never stand in one."""

    indicator_id: str
    place: str
    counterpart: str | None
    measure: str
    aggregation: str
    status: str
    unit: str
    base_start: date | None
    price_basis: str | None


class Moment(NamedTuple):
    """The time of an observation, both ends included."""

    start: date | None
    end: date


@dataclass(frozen=True)
class Claim:
    """One statement about one observation, and the source that makes it.

    `source` is the content of the document: two files with the same content are one source.
    """

    key: SeriesKey
    moment: Moment
    value: Fraction
    interval: Interval
    comparator: str
    statement_id: str
    source: str
    char_start: int
    published: date | None
    kind: str


def claim_of(statement: Mapping[str, Any], document: Mapping[str, Any], indicator: Indicator) -> Claim | None:
    """What the statement claims; None where it names no place or time, or its unit does not convert.

    A range is the interval between its ends, with its first end as value: a middle was never stated.
    """
    if statement["value"] is None or not statement["place"] or statement["period_end"] is None:
        return None
    aggregation = _aggregation(statement, indicator)
    scaled = _scale(statement, indicator)
    if aggregation is None or scaled is None:
        return None
    unit, by = scaled
    key = SeriesKey(
        indicator.id,
        *indicator.series_places(statement["place"], statement["counterpart"]),
        statement["measure"],
        aggregation,
        statement["status"],
        unit,
        statement["base_start"] if statement["measure"] in ("change", "multiple") else None,
        _price_basis(statement, indicator),
    )
    return Claim(
        key,
        _moment(statement, aggregation),
        exact(statement["value"]) * by,
        _interval(statement, by),
        statement["comparator"],
        statement["statement_id"],
        document.get("sha256") or document["document_id"],
        statement["char_start"],
        document.get("published"),
        document.get("kind") or "other",
    )


def _aggregation(statement: Mapping[str, Any], indicator: Indicator) -> str | None:
    """The aggregation, where the time goes with it.

    A flow that was read as a stock must span whole years; the flow of several years is their cumulative
    total, where the entry knows such.
    """
    stated, start, end = statement["aggregation"], statement["period_start"], statement["period_end"]
    taken = indicator.takes_aggregation(stated)
    if taken != "period":
        return taken
    if stated == "stock" and not _whole_years(statement):
        return None
    several = start is not None and start.year < end.year and statement["measure"] == "level"
    return "cumulative" if several and "cumulative" in indicator.aggregations else taken


def _whole_years(statement: Mapping[str, Any]) -> bool:
    start, end = statement["period_start"], statement["period_end"]
    return start is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _moment(statement: Mapping[str, Any], aggregation: str) -> Moment:
    """The time; what stands at a day begins and ends on it."""
    start, end = statement["period_start"], statement["period_end"]
    return Moment(end if start is None and aggregation == "stock" else start, end)


def _scale(statement: Mapping[str, Any], indicator: Indicator) -> tuple[str, Fraction] | None:
    """The unit of the observation, and what the statement's numbers are multiplied by."""
    unit, measure = statement["unit"], statement["measure"]
    points = str(statement.get("unit_text")).endswith("千分点")
    if measure == "change" and {unit, indicator.unit} == {"%", "per mille"}:
        if unit == "%":
            return "%", Fraction(1)  # 出生率下降3%: by a part of itself
        return ("pp" if points else "%"), Fraction(1, 10)
    if measure in ("level", "change"):
        if unit in indicator.units:
            return indicator.unit, Fraction(1)
        by = factor(unit, indicator.unit)
        if by is not None:
            return indicator.unit, by
    if measure == "rank":
        return ("count", Fraction(1)) if unit == "count" else None
    if measure == "change" and points:
        return None  # points are of rates alone
    if measure != "level" and unit in RELATIVE:
        return ("%", Fraction(1, 10)) if unit == "per mille" else (unit, Fraction(1))
    return None


def _interval(statement: Mapping[str, Any], by: Fraction) -> Interval:
    low, high = statement["value_low"], statement["value_high"]
    if statement["value_upper"] is not None and low is None and high is None:
        low, high = sorted((statement["value"], statement["value_upper"]))
    stated = Interval.of(low, high)
    return Interval(*(end if math.isinf(end) else end * by for end in (stated.low, stated.high)))


def _price_basis(statement: Mapping[str, Any], indicator: Indicator) -> str | None:
    """The price basis as stated, else as is usual: growth of GDP and the like is at comparable prices.

    Their levels, and multiples of levels (是2012年的2.6倍), are at the prices of their years.
    """
    stated: str | None = statement["price_basis"]
    if stated is not None or indicator.growth is None or statement["measure"] in ("share", "rank"):
        return stated
    return indicator.growth if statement["measure"] == "change" else "nominal"
