"""One annual series of an indicator, with its gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.query.folder import DEFAULT_DATA, frame, require_indicator, require_place
from jjjdata.schema import AGGREGATIONS, MEASURES, STATUSES

FIRST_YEAR: Final = 2013
LAST_YEAR: Final = 2024

# What tells one series from another, beside indicator and status.
KEY: Final = ("place", "counterpart", "measure", "aggregation", "unit", "base_start", "price_basis")
COLUMNS: Final = (
    "year", "value", "value_low", "value_high", "comparator", "unit", "origin", "agreement", "n_sources",
    "vintage", "period_start", "period_end", "indicator_id", "place", "counterpart", "measure",
    "aggregation", "status", "observation_id",
)  # fmt: skip


@dataclass(frozen=True)
class SeriesKey:
    """Which of an indicator's series is meant; None leaves the choice to the rule of `series`."""

    place: str | None = None
    counterpart: str | None = None
    measure: str | None = None
    aggregation: str | None = None


def series(
    indicator: str,
    place: str | None = None,
    *,
    counterpart: str | None = None,
    measure: str | None = None,
    aggregation: str | None = None,
    status: str = "actual",
    start_year: int = FIRST_YEAR,
    end_year: int | None = None,
    data: str | Path = DEFAULT_DATA,
) -> pl.DataFrame:
    """One annual series of the indicator: one row for each year, null where nothing is known.

    A polars frame of 19 columns and as many rows as years, in order. Values are in the unit of column `unit`, the same
    in all rows. Source: table `observations`.

    Flows count where they span the whole year; stocks and cumulative totals stand at their last day in
    the year. Without `end_year` the rows go on to 2024, and further where the series does. Years are never filled in. What is left open (`place`, `measure` and so on) is chosen: the
    levels before shares before multiples before ranks before changes, among these the series with most
    years, and then the lowest place code; the columns say which it is. `place` and `counterpart` are codes or names, several joined by `+`.

    Columns: year, value, value_low, value_high, comparator, unit, origin, agreement, n_sources, vintage,
    period_start, period_end, indicator_id, place, counterpart, measure, aggregation, status,
    observation_id. See `jj.columns("observations")`.

    Raises:
        UnknownNameError: no such indicator, place, measure, aggregation or status.
        ParameterError: `start_year` after `end_year`, or years that no calendar has.
        TableError: the folder holds no tables.

    >>> pm25 = series("pm25", place="北京")
    >>> pm25.shape
    (12, 19)
    >>> pm25.filter(year=2021).select("value", "value_low", "value_high", "unit", "origin").row(0)
    (33.0, 32.5, 33.5, 'ug/m3', 'reported')
    """
    _check_years(start_year, end_year)
    _check_word("measure", measure, MEASURES)
    _check_word("aggregation", aggregation, AGGREGATIONS)
    _check_word("status", status, STATUSES)
    require_indicator(indicator, data)
    wanted = SeriesKey(
        require_place(place, data) if place is not None else None,
        require_place(counterpart, data) if counterpart is not None else None,
        measure,
        aggregation,
    )
    rows = frame("observations", data).filter(
        pl.col("indicator_id") == indicator, pl.col("status") == status, *_conditions(wanted)
    )
    annual = _one_a_year(
        _annual(rows).filter(
            pl.col("year").is_between(start_year, date.max.year if end_year is None else end_year)
        )
    )
    chosen = _fullest(annual)
    last = max([LAST_YEAR, start_year, *chosen["year"]]) if end_year is None else end_year
    years = pl.DataFrame({"year": range(start_year, last + 1)}, schema={"year": pl.Int64})
    constant = ("indicator_id", "status", "unit", *KEY[:4])
    filled = years.join(chosen, on="year", how="left").sort("year")
    if chosen.is_empty():
        return filled.with_columns(
            pl.lit(indicator).alias("indicator_id"), pl.lit(status).alias("status"),
            pl.lit(wanted.place, pl.String).alias("place"),
        ).select(COLUMNS)  # fmt: skip
    return filled.with_columns(
        pl.lit(chosen[name][0], chosen.schema[name]).alias(name) for name in constant
    ).select(COLUMNS)


def _conditions(wanted: SeriesKey) -> list[pl.Expr]:
    chosen = vars(wanted).items()
    return [pl.col(name) == value for name, value in chosen if value is not None]


def _annual(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that speak of one year: flows of the whole year, moments, and cumulative totals at their end."""
    whole_year = (pl.col("period_start") == pl.date(pl.col("year"), 1, 1)) & (
        pl.col("period_end") == pl.date(pl.col("year"), 12, 31)
    )
    at_a_moment = pl.col("aggregation").is_in(["stock", "cumulative"])
    within_the_year = pl.col("period_start").is_null() | (pl.col("period_start").dt.year() == pl.col("year"))
    unspecified = pl.col("aggregation").is_null() & within_the_year
    return rows.filter(pl.col("year").is_not_null(), whole_year | at_a_moment | unspecified)


def _one_a_year(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each series and year: the latest vintage, the last moment, reported before implied."""
    return (
        rows.with_columns((pl.col("origin") == "reported").alias("_reported"))
        .sort(
            ["is_latest", "period_end", "_reported", "period_start", "observation_id"],
            descending=[True, True, True, False, False],
            nulls_last=True,
        )
        .unique(["year", *KEY], keep="first", maintain_order=True)
        .drop("_reported")
    )


def _fullest(annual: pl.DataFrame) -> pl.DataFrame:
    """The rows of the series to show: its measure decides first, then its number of years, then its place code."""
    groups = list(annual.group_by(KEY, maintain_order=True))
    if not groups:
        return annual
    order = ("level", "share", "multiple", "rank", "change")

    def rank(group: tuple[tuple[object, ...], pl.DataFrame]) -> tuple[object, ...]:
        key = dict(zip(KEY, group[0], strict=True))
        return (order.index(str(key["measure"])), -group[1].height, *(str(key[name] or "") for name in KEY))

    return min(groups, key=rank)[1]


def _check_years(start_year: int, end_year: int | None) -> None:
    for name, year in (("start_year", start_year), ("end_year", end_year)):
        if year is None and name == "end_year":
            return
        if isinstance(year, bool) or not isinstance(year, int):
            raise ParameterError(name, f"{year!r} is no year; a year is a whole number", ("2013", "2024"))
        if not date.min.year <= year <= date.max.year:
            raise ParameterError(name, f"{year} is no year of the calendar", ("2013", "2024"))
    if end_year is not None and start_year > end_year:
        raise ParameterError("start_year", f"{start_year} is after end_year {end_year}")


def _check_word(kind: str, word: str | None, valid: tuple[str, ...]) -> None:
    if word is not None and word not in valid:
        raise UnknownNameError.among(kind, word, valid)
