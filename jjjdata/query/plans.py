"""Targets beside what was reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import polars as pl

from jjjdata.checks import Outcome, outcomes
from jjjdata.query.folder import DEFAULT_DATA, frame, require_indicator, require_place

KEY: Final = (
    "indicator_id", "place", "counterpart", "measure", "aggregation", "unit", "base_start",
    "period_start", "period_end", "year",
)  # fmt: skip
VERDICTS: Final = ("met", "missed", "open", "not comparable")


def targets(
    indicator: str | None = None,
    place: str | None = None,
    *,
    start_year: int | None = None,
    end_year: int | None = None,
    data: str | Path = DEFAULT_DATA,
) -> pl.DataFrame:
    """Each target with the outcome of the same thing, place and time, whether it was met, and why.

    A polars frame, one row a target (as it is known now): all of them, or with `start_year` or `end_year` those whose
    time ends in these years or is not known. `target`,
    `outcome` and its bounds are in `unit`. Source: table `observations`.

    Columns: indicator_id, place, counterpart, measure, aggregation, unit, base_start, period_start,
    period_end, year, target, target_comparator, target_id, outcome, outcome_low, outcome_high,
    outcome_origin, outcome_id, verdict (met, missed, open where no outcome is known, not comparable where
    the bounds of the outcome allow both, where it is only stated in another form, or where nothing says
    which direction is asked for), why_en, why_zh.

    Raises UnknownNameError for an unknown indicator or place, TableError when there are no tables.

    >>> asked = targets("manufacturers_exited", place="北京")
    >>> asked.filter(year=2019).select("target", "target_comparator", "unit").row(0)
    (309.0, '=', 'count')
    """
    rows = frame("observations", data)
    if indicator is not None:
        require_indicator(indicator, data)
        rows = rows.filter(pl.col("indicator_id") == indicator)
    if place is not None:
        rows = rows.filter(pl.col("place") == require_place(place, data))
    better = dict(frame("indicators", data).select("indicator_id", "better").iter_rows())
    found = [_row(each) for each in outcomes(rows.iter_rows(named=True), better)]
    asked = [row for row in found if _within(row["year"], start_year, end_year)]
    return pl.DataFrame(asked, schema=_schema(rows)).sort(
        "indicator_id", "place", "year", "target_id", nulls_last=True
    )


def _within(year: int | None, first: int | None, last: int | None) -> bool:
    """Whether a target of this year is asked for; one whose year is not known always is."""
    return year is None or ((first is None or first <= year) and (last is None or year <= last))


def _row(found: Outcome) -> dict[str, Any]:
    target, outcome = found.target, found.outcome or {}
    return {
        **{name: target[name] for name in KEY},
        "target": target["value"],
        "target_comparator": target["comparator"],
        "target_id": target["observation_id"],
        "outcome": outcome.get("value"),
        "outcome_low": outcome.get("value_low"),
        "outcome_high": outcome.get("value_high"),
        "outcome_origin": outcome.get("origin"),
        "outcome_id": outcome.get("observation_id"),
        "verdict": found.verdict,
        "why_en": found.why_in("en"),
        "why_zh": found.why_in("zh"),
    }


def _schema(rows: pl.DataFrame) -> dict[str, pl.DataType]:
    """Types as those of the observations that the columns are taken from."""
    types = rows.schema
    number, text = pl.Float64(), pl.String()
    return {
        **{name: types[name] for name in KEY},
        "target": number, "target_comparator": text, "target_id": text,
        "outcome": number, "outcome_low": number, "outcome_high": number, "outcome_origin": text,
        "outcome_id": text, "verdict": text, "why_en": text, "why_zh": text,
    }  # fmt: skip
