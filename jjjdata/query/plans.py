"""Targets beside what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from jjjdata.query.annual import FIRST_YEAR, LAST_YEAR
from jjjdata.query.folder import DEFAULT_DATA, frame, require_indicator, require_place

MATCH: Final = (
    "indicator_id", "place", "counterpart", "measure", "aggregation", "unit", "base_start",
    "period_start", "period_end",
)  # fmt: skip
VERDICTS: Final = ("met", "missed", "open", "not comparable")


def targets(
    indicator: str | None = None,
    place: str | None = None,
    *,
    start_year: int = FIRST_YEAR,
    end_year: int = LAST_YEAR,
    data: str | Path = DEFAULT_DATA,
) -> pl.DataFrame:
    """Each target with the outcome of the same thing, place and time, and whether it was met.

    Columns: indicator_id, place, counterpart, measure, aggregation, unit, base_start, period_start,
    period_end, year, target, target_comparator, target_id, outcome, outcome_low, outcome_high,
    outcome_origin, outcome_id, verdict (met, missed, open where no outcome is known, not comparable where
    the bounds of the outcome allow both or the catalogue does not say which direction is better).

    Raises UnknownNameError for an unknown indicator or place, TableError when there are no tables.
    """
    rows = frame("observations", data).filter(pl.col("is_latest"))
    if indicator is not None:
        require_indicator(indicator, data)
        rows = rows.filter(pl.col("indicator_id") == indicator)
    if place is not None:
        rows = rows.filter(pl.col("place") == require_place(place, data))
    asked = rows.filter(
        pl.col("status") == "target",
        pl.col("year").is_null() | pl.col("year").is_between(start_year, end_year),
    ).select(
        *MATCH, "year",
        pl.col("value").alias("target"), pl.col("comparator").alias("target_comparator"),
        pl.col("observation_id").alias("target_id"),
    )  # fmt: skip
    outcomes = rows.filter(pl.col("status") == "actual").sort("origin", descending=True).select(
        *MATCH,
        pl.col("value").alias("outcome"), pl.col("value_low").alias("outcome_low"),
        pl.col("value_high").alias("outcome_high"), pl.col("origin").alias("outcome_origin"),
        pl.col("observation_id").alias("outcome_id"),
    ).unique(MATCH, keep="first", maintain_order=True)  # fmt: skip
    better = dict(frame("indicators", data).select("indicator_id", "better").iter_rows())
    pairs = asked.join(outcomes, on=list(MATCH), how="left", nulls_equal=True)
    verdicts = [_verdict(row, better.get(row["indicator_id"])) for row in pairs.iter_rows(named=True)]
    return pairs.with_columns(pl.Series("verdict", verdicts, dtype=pl.String)).sort(
        "indicator_id", "place", "year", "target_id", nulls_last=True
    )


def _verdict(row: Mapping[str, object], better: str | None) -> str:
    """Compare the outcome's whole interval with the target, so that "more than 300" is not called missed."""
    target, comparator = row["target"], row["target_comparator"]
    if row["outcome_id"] is None:
        return "open"
    upward = comparator in (">", ">=") or (comparator in ("=", "~") and better == "higher")
    downward = comparator in ("<", "<=") or (comparator in ("=", "~") and better == "lower")
    if not isinstance(target, float) or upward == downward:
        return "not comparable"
    low, high = row["outcome_low"], row["outcome_high"]
    worst, best = (low, high) if upward else (high, low)
    sign = 1 if upward else -1
    if isinstance(worst, float) and sign * worst >= sign * target:
        return "met"
    if isinstance(best, float) and sign * best < sign * target:
        return "missed"
    return "not comparable"
