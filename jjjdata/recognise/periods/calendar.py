"""Dates: first and last days of years, quarters, months and weeks; what a document's date allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, inclusive."""


def year_days(year: int, last_year: int | None = None) -> Days | None:
    """The days of a year, or of several; None outside the calendar.

    >>> year_days(2021, 2025)
    (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31))
    """
    final = year if last_year is None else last_year
    return (date(year, 1, 1), date(final, 12, 31)) if 1 <= year <= final <= date.max.year else None


def month_days(year: int, month: int, last_month: int | None = None) -> Days | None:
    """The days of a month, or of several in one year; None for no such month.

    >>> month_days(2024, 2)
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    final = month if last_month is None else last_month
    if not (1 <= year < date.max.year and 1 <= month <= final <= 12):
        return None
    return date(year, month, 1), shift_months(date(year, final, 1), 1) - timedelta(1)


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None for no such day (30 February)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift_months(moment: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month; stays within the calendar.

    >>> shift_months(date(2024, 2, 29), -12)
    datetime.date(2023, 2, 28)
    """
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= date.max.year:
        return date.min if year < 1 else date.max
    for number in range(moment.day, 27, -1):
        found = day(year, month + 1, number)
        if found is not None:
            return found
    return date(year, month + 1, min(moment.day, 28))


def shift_days(moment: date, days: int) -> date:
    """Some days on; stays within the calendar."""
    return date.fromordinal(min(max(moment.toordinal() + days, 1), date.max.toordinal()))


def published_days(published: date, precision: str) -> Days:
    """First and last day that a publication date can mean at its precision (day, month, year)."""
    if precision == "year":
        return date(published.year, 1, 1), date(published.year, 12, 31)
    if precision == "month":
        return month_days(published.year, published.month) or (published, published)
    return published, published


@dataclass(frozen=True)
class Setting:
    """What relative words count from: the document's dates, and the last time named before."""

    published: Days | None
    year: int | None  # the year that the document reports on
    near: Days | None = None  # the last time named in this sentence
    line: Days | None = None  # the last time named in this paragraph

    @property
    def published_year(self) -> int | None:
        """The year of publication."""
        return self.published[0].year if self.published else None

    @property
    def reported_year(self) -> int | None:
        """The year that 全年 and 年末 mean: named in the sentence, else reported, else of publication."""
        if self.near:
            return self.near[1].year
        return self.year if self.year is not None else self.published_year

    @property
    def context_year(self) -> int | None:
        """The year that 当年 and 上年 count from: named before, else as `reported_year`."""
        return self.line[1].year if self.line and not self.near else self.reported_year

    def month_year(self, month: int) -> int | None:
        """The year of a month that stands without one."""
        if self.near or self.year is not None:
            return self.reported_year
        if self.published is None:
            return None
        # 12月份 in a text of January is the month gone by, not the one to come.
        ahead = month - self.published[1].month
        return self.published[0].year - (1 if ahead > 8 else 0)
