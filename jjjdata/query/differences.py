"""What changed between two builds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from jjjdata.observations.claim import SeriesKey
from jjjdata.query.folder import DEFAULT_DATA, frame

THING: Final = (*SeriesKey._fields, "period_start", "period_end")
"""What makes two rows observations of the same thing at the same time."""

COMPARED: Final = (
    "value",
    "value_low",
    "value_high",
    "comparator",
    "origin",
    "agreement",
    "n_sources",
    "vintage",
)
CHANGES: Final = ("added", "changed", "removed")


def differences(old: str | Path, new: str | Path = DEFAULT_DATA) -> pl.DataFrame:
    """Observations that were added, changed or removed between the tables in `old` and those in `new`.

    Only what is known now is compared (`is_latest`), by series and time, so that an implied value that is
    reported later is one changed observation.

    Columns: change (added, changed, removed), the series key and the period as in `observations`, old_value
    and new_value, old_id and new_id (null where there is none), and columns: of a changed one the names of
    those that differ, joined by a space. Ordered by series and time; no rows where nothing differs.

    Raises TableError where either folder holds no tables.
    """
    before, after = (_latest(folder) for folder in (old, new))
    both = before.join(after, on=THING, how="full", suffix="_new", coalesce=True, nulls_equal=True)
    differing = [pl.when(_differs(name)).then(pl.lit(name)) for name in COMPARED]
    change = (
        pl.when(pl.col("observation_id").is_null())
        .then(pl.lit("added"))
        .when(pl.col("observation_id_new").is_null())
        .then(pl.lit("removed"))
        .otherwise(pl.lit("changed"))
    )
    return (
        both.with_columns(
            change=change,
            columns=pl.concat_str(differing, separator=" ", ignore_nulls=True),
        )
        .filter((pl.col("change") != "changed") | (pl.col("columns") != ""))
        .select(
            "change",
            *THING,
            pl.col("value").alias("old_value"),
            pl.col("value_new").alias("new_value"),
            pl.col("observation_id").alias("old_id"),
            pl.col("observation_id_new").alias("new_id"),
            pl.when(pl.col("change") == "changed").then(pl.col("columns")).alias("columns"),
        )
        .sort(THING, nulls_last=True)
    )


def _latest(folder: str | Path) -> pl.DataFrame:
    rows = frame("observations", folder).filter(pl.col("is_latest"))
    return rows.select(*THING, *COMPARED, "observation_id")


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(f"{name}_new"))
