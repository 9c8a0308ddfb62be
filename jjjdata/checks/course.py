"""The course of a series: sudden jumps, and years of which nothing is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, Values, number, step, thing, year_of
from jjjdata.checks.thresholds import thresholds

SERIES = ("indicator_id", "place", "counterpart", "aggregation", "unit", "price_basis")
RATES = ("%", "per mille")


def jumps(view: View) -> Iterator[Finding]:
    """Neighbouring values of a series that differ by more than is usual, where no source states the change."""
    stated = _stated_changes(view)
    for rows in _annual(view).values():
        for earlier, later in pairwise(rows):
            years = later["year"] - earlier["year"]
            if years > thresholds().years or _change_key(later, earlier["year"]) in stated:
                continue
            words = _leaps(earlier, later, years)
            if words is not None:
                yield _jump(words, earlier, later)


def gaps(view: View) -> Iterator[Finding]:
    """Years without a value between the first and the last that a series has."""
    for rows in _annual(view).values():
        known = {row["year"] for row in rows}
        missing = [year for year in range(min(known), max(known)) if year not in known]
        if missing:
            yield _gap(rows[0], rows[-1], missing)


def _annual(view: View) -> dict[tuple[Any, ...], list[Row]]:
    """Levels of results, one a year: flows of whole years, stocks at the last day known; reported first."""
    series: dict[tuple[Any, ...], dict[int, Row]] = {}
    for row in view.observations:
        if row["status"] != "actual" or row["measure"] != "level" or not _speaks_of_a_year(row):
            continue
        years = series.setdefault(tuple(row[key] for key in SERIES), {})
        other = years.get(row["year"])
        if other is None or _rank(row) > _rank(other):
            years[row["year"]] = row
    ordered = sorted(series.items(), key=lambda item: str(item[0]))
    return {key: [years[year] for year in sorted(years)] for key, years in ordered}


def _speaks_of_a_year(row: Row) -> bool:
    start, end = row["period_start"], row["period_end"]
    if row["aggregation"] == "stock":
        return end is not None
    if row["aggregation"] != "period" or start is None or end is None:
        return False
    return bool((start.month, start.day, end.month, end.day, start.year) == (1, 1, 12, 31, end.year))


def _rank(row: Row) -> tuple[str, bool]:
    return str(row["period_end"]), row["origin"] == "reported"


def _stated_changes(view: View) -> set[tuple[Any, ...]]:
    """Series, year and base year of every stated change or multiple; of those without a base, of any."""
    return {
        _change_key(row, base)
        for row in view.observations
        if row["measure"] in ("change", "multiple") and row["origin"] == "reported"
        for base in ([row["base_start"].year] if row["base_start"] else range(row["year"] - 10, row["year"]))
    }


def _change_key(row: Row, base: int) -> tuple[Any, ...]:
    return row["indicator_id"], row["place"], row["counterpart"], row["aggregation"], row["year"], base


def _leaps(earlier: Row, later: Row, years: int) -> str | None:
    """Which sentence tells of the step; None where it is usual, as far as the bounds allow."""
    limits = thresholds()
    if later["unit"] in RATES:
        points = limits.points * (10 if later["unit"] == "per mille" else 1)
        return "leap" if abs(later["value"] - earlier["value"]) > points * years else None
    small, large = sorted((earlier, later), key=lambda row: float(row["value"]))
    low = _end(large, "value_low")
    high = _end(small, "value_high")
    if high <= 0 or (large["unit"] == "count" and low < limits.smallest):
        return None
    return "jump" if low / high >= limits.factor**years else None


def _end(row: Mapping[str, Any], name: str) -> float:
    return float(row["value"] if row[name] is None else row[name])


def _jump(words: str, earlier: Row, later: Row) -> Finding:
    values: dict[str, Values] = {
        language: step(earlier, later, language)
        | {
            "times": number(float(f"{later['value'] / earlier['value']:.3g}"), language)
            if earlier["value"]
            else ""
        }
        for language in LANGUAGES
    }
    related = (earlier["observation_id"],)
    return Finding("jump", "jump", "notice", later["observation_id"], words, values, related)


def _gap(first: Row, last: Row, missing: list[int]) -> Finding:
    values: dict[str, Values] = {
        language: {
            "name": thing(last, language),
            "years": _years(missing, language),
            "first": year_of(first["period_end"], language),
            "last": year_of(last["period_end"], language),
        }
        for language in LANGUAGES
    }
    related = (first["observation_id"],)
    return Finding("gap", "gap", "info", last["observation_id"], "gap", values, related)


def _years(missing: list[int], language: str) -> str:
    """Years in runs: "2014–2016, 2018"."""
    runs: list[list[int]] = []
    for year in missing:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    joint, end = ("、", "年") if language == "zh" else (", ", "")
    told = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return joint.join(run + end for run in told)
