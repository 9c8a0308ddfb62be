"""Cumulative totals: they never fall, and hold at least what their years add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, Values, step, sum_of, thing, when
from jjjdata.intervals import Interval

SERIES = ("indicator_id", "place", "counterpart", "measure", "status", "unit", "price_basis")


def totals(view: View) -> Iterator[Finding]:
    """Totals of results that fall, or are smaller than the years in them together."""
    for _, rows in sorted(_by_series(view).items(), key=lambda item: str(item[0])):
        added = [row for row in rows if row["aggregation"] == "cumulative"]
        years = [row for row in rows if row["aggregation"] == "period" and _whole_year(row)]
        for earlier, later in combinations(sorted(added, key=_moment), 2):
            if _falls(earlier, later):
                yield _fall(earlier, later)
        for whole in added:
            within = [row for row in years if _lies_in(row, whole)]
            summed = _sum(within)
            if within and summed.low > _interval(whole).high:
                yield _smaller(whole, within)


def _by_series(view: View) -> dict[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in view.observations:
        if row["status"] == "actual" and row["measure"] == "level" and row["origin"] == "reported":
            groups.setdefault(tuple(row[key] for key in SERIES), []).append(row)
    return groups


def _falls(earlier: Row, later: Row) -> bool:
    """Whether a total with the same beginning is certainly smaller at a later day."""
    same = earlier["period_start"] == later["period_start"] or _moments(earlier, later)
    after = earlier["period_end"] < later["period_end"]
    return same and after and _interval(later).high < _interval(earlier).low


def _moments(earlier: Row, later: Row) -> bool:
    """Totals up to now (目前) have the days of publication as their time, not a beginning."""
    return all(row["period_start"] is None or _short(row) for row in (earlier, later))


def _short(row: Row) -> bool:
    start, end = row["period_start"], row["period_end"]
    return (start.year, start.month) == (end.year, end.month) or _whole_year(row)


def _whole_year(row: Row) -> bool:
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None:
        return False
    return (start.month, start.day, end.month, end.day, start.year) == (1, 1, 12, 31, end.year)


def _lies_in(year: Row, whole: Row) -> bool:
    """Whether the year is over by the total's day and not before its beginning."""
    start: date | None = None if _moments(whole, whole) else whole["period_start"]
    began = start is None or year["period_start"] >= start
    # A total as of some day of a year (目前) may have been counted before its end: only earlier years count.
    ends: date = whole["period_end"] if whole["period_start"] is None else _certain_end(whole)
    return began and bool(year["period_end"] <= ends)


def _certain_end(whole: Row) -> date:
    start: date = whole["period_start"]
    end: date = whole["period_end"]
    return date(start.year - 1, 12, 31) if _moments(whole, whole) else end


def _moment(row: Row) -> tuple[str, str]:
    return str(row["period_end"]), row["observation_id"]


def _interval(row: Row) -> Interval:
    return Interval.of(row["value_low"], row["value_high"])


def _sum(rows: Sequence[Row]) -> Interval:
    summed = Interval(Fraction(0), Fraction(0))
    for row in rows:
        summed += _interval(row)
    return summed


def _fall(earlier: Row, later: Row) -> Finding:
    values: dict[str, Values] = {language: step(earlier, later, language) for language in LANGUAGES}
    related = (earlier["observation_id"],)
    return Finding("total", "falls", "warning", later["observation_id"], "total falls", values, related)


def _smaller(whole: Row, years: Sequence[Row]) -> Finding:
    values: dict[str, Values] = {}
    for language in LANGUAGES:
        summed, stated = sum_of(years, whole, language)
        comma = "、" if language == "zh" else ", "
        values[language] = {
            "name": thing(whole, language),
            "whole": stated,
            "when": when(whole, language),
            "sum": summed,
            "years": comma.join(when(row, language) for row in years),
        }
    related = tuple(row["observation_id"] for row in years)
    return Finding("total", "smaller", "warning", whole["observation_id"], "total smaller", values, related)
