"""Times in words: 2021年, end of 2021, January to June 2022."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from jjjdata.charts.wording import Wording

MONTHS: Final = tuple(calendar.month_name)


def say_period(start: date | None, end: date | None, language: str = "zh") -> str:
    """A time from `start` to `end` (inclusive) in words; a moment where both are one day or start is unknown.

    >>> say_period(date(2021, 1, 1), date(2021, 12, 31)), say_period(None, date(2021, 12, 31), "en")
    ('2021年', 'end of 2021')
    >>> say_period(date(2022, 1, 1), date(2022, 6, 30), "en")
    'January to June 2022'
    """
    if end is None:
        return "时间不明" if language == "zh" else "time unknown"
    if start is None or start == end:
        return _moment(end, language)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return _years(start.year, end.year, language)
    if _of_months(start, end):
        return _months(start, end, language)
    return _between(_day(start, language), _day(end, language), language)


def say_row_period(row: Mapping[str, Any], language: str = "zh") -> str:
    """The time of an observation in words; a total up to a moment is said as "by" its end."""
    start, end = row["period_start"], row["period_end"]
    said = say_period(start, end, language)
    if end is None or row["aggregation"] != "cumulative" or not adds_up_to(start, end):
        return said
    if language == "zh":
        return f"截至{said}"
    return f"by the {said}" if said.startswith("end of") else f"by {said}"


def adds_up_to(start: date | None, end: date) -> bool:
    """Whether the time of a total is that of its end: no start is known, or both lie in the month it is known to.

    >>> adds_up_to(None, date(2021, 12, 31)), adds_up_to(date(2024, 5, 1), date(2024, 5, 31))
    (True, True)
    >>> adds_up_to(date(2021, 1, 1), date(2021, 12, 31))
    False
    """
    return start is None or (start.year, start.month) == (end.year, end.month)


def in_period(start: date | None, end: date | None, language: str = "zh") -> str:
    """The time as part of a sentence: in 2021, at the end of 2021, on 5 May 2024; 2021年.

    >>> in_period(date(2021, 1, 1), date(2021, 12, 31), "en"), in_period(None, date(2024, 5, 5), "en")
    ('in 2021', 'on 5 May 2024')
    """
    said = say_period(start, end, language)
    if language == "zh" or end is None:
        return said
    if start is not None and start != end:
        return f"in {said}" if start.year == end.year else f"from {said.replace('–', ' to ')}"
    return f"at the {said}" if said.startswith("end of") else f"on {said}"


def part_of_years(times: Sequence[tuple[date | None, date]], words: Wording) -> str:
    """The months that all of these times are, each of its own year: 1—9月; "" where they are not, or are whole years."""
    parts = {
        None
        if start is None or start.year != end.year or not _of_months(start, end)
        else (start.month, end.month)
        for start, end in times
    }
    part = parts.pop() if len(parts) == 1 else None
    if part is None or part == (1, 12):
        return ""
    first, last = (str(month) if words.language == "zh" else MONTHS[month] for month in part)
    return words("part_month" if first == last else "part_year", first=first, last=last)


def base_words(base: date, start: date | None, end: date | None, language: str) -> str:
    """The time that a change compares with: a year, or the months of it that the change itself is of.

    >>> base_words(date(2024, 1, 1), date(2025, 1, 1), date(2025, 9, 30), "zh")
    '2024年1—9月'
    >>> base_words(date(2024, 1, 1), date(2025, 1, 1), date(2025, 12, 31), "en")
    '2024'
    """
    part = start is not None and end is not None and start.year == end.year and _of_months(start, end)
    if (
        start is None
        or end is None
        or not part
        or (start.month, end.month) == (1, 12)
        or base.month != start.month
    ):
        return say_period(date(base.year, 1, 1), date(base.year, 12, 31), language)
    last = date(base.year, end.month, calendar.monthrange(base.year, end.month)[1])
    return say_period(date(base.year, start.month, 1), last, language)


def year_span(first: int, last: int) -> str:
    """Years from the first to the last; one year alone.

    >>> year_span(2013, 2024), year_span(2022, 2022)
    ('2013–2024', '2022')
    """
    return f"{first}" if first == last else f"{first}–{last}"


def year_list(years: Sequence[int], language: str) -> str:
    """Years in words, runs of three and more as a range.

    >>> year_list([2013, 2015, 2016, 2017], "en")
    '2013, 2015–2017'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    dash = "—" if language == "zh" else "–"
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}{dash}{run[-1]}"] if len(run) > 2 else [str(year) for year in run])
    ]
    return ("、" if language == "zh" else ", ").join(parts)


def _moment(day: date, language: str) -> str:
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年末" if language == "zh" else f"end of {day.year}"
    return _day(day, language)


def _years(first: int, last: int, language: str) -> str:
    if first == last:
        return f"{first}年" if language == "zh" else f"{first}"
    return f"{first}—{last}年" if language == "zh" else f"{first}–{last}"


def _months(start: date, end: date, language: str) -> str:
    if start.year == end.year and start.month == end.month:
        return _month(start, language)
    if start.year != end.year:
        return _between(_month(start, language), _month(end, language), language)
    if language == "zh":
        return f"{start.year}年{start.month}—{end.month}月"
    return f"{MONTHS[start.month]} to {MONTHS[end.month]} {end.year}"


def _of_months(start: date, end: date) -> bool:
    """Whether the time is of whole months."""
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def _between(first: str, last: str, language: str) -> str:
    return f"{first}—{last}" if language == "zh" else f"{first} to {last}"


def _month(day: date, language: str) -> str:
    return f"{day.year}年{day.month}月" if language == "zh" else f"{MONTHS[day.month]} {day.year}"


def _day(day: date, language: str) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month]} {day.year}"
