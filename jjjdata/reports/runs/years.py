"""The years of a report whose batch names none: 2013 to 2024, and further where the tables reach further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row

FIRST: Final = 2013
LAST: Final = 2024
MOST_COLUMNS: Final = 24
"""A heat map with more years than this cannot be read; the table below it has them all."""


def years_of(rows: Iterable[Row]) -> tuple[int, int]:
    """From 2013 to 2024, extended to the years of these observations.

    >>> years_of([{"year": 2012}, {"year": None}]), years_of([{"year": 2035}])
    ((2012, 2024), (2013, 2035))
    """
    years = [row["year"] for row in rows if row["year"]]
    return min([FIRST, *years]), max([LAST, *years])


def years_of_all(collection: Collection) -> tuple[int, int]:
    """The years of results in the whole collection, the last of them where there are too many for a heat map."""
    first, last = years_of(row for row in collection.tables["observations"] if row["status"] == "actual")
    return max(first, min(FIRST, last - MOST_COLUMNS + 1)), last


def rows_about(collection: Collection, about: Mapping[str, Any]) -> list[Row]:
    """The observations that a report with these parameters (indicator, place or both) is about."""
    indicator, place = about.get("indicator"), collection.place_code(about["place"])
    return [
        row
        for (name, where), rows in collection.subjects.items()
        if where == place and indicator in (None, name)
        for row in rows
    ]


def within(rows: Iterable[Row], first: int, last: int) -> bool:
    """Whether any of these observations is of one of these years."""
    return any(row["year"] and first <= row["year"] <= last for row in rows)
