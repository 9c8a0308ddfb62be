"""The two ends of a change (从2015年的…增加到2020年的…), and the years that a change sums up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from jjjdata.recognise.periods import Period
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import is_continued
from jjjdata.statements.passage import Passage
from jjjdata.statements.timing import in_passing, is_ahead, shift_years

_ALMOST_OVER = 10  # months of a year that is not yet one of years in a row
_EARLY = 3  # months in which what years have led to is told of the last full one
_FROM_YEAR = re.compile(r"(?:19|20)\d\d年[初末底]?[至到](?:19|20)?\d\d年")
_FROM = re.compile(r"[从由][^，,；;]*$")
_PARTS = frozenset({"half", "quarter", "month", "span"})
_MOMENTS = frozenset({"year-end", "month-end", "as-of", "now", "until"})


def end_of_change(passage: Passage, n: int) -> str | None:
    """Whether a value is where a change came from, or where it led to: 从54万亿元增加到82.7万亿元.

    Values side by side (10.3:37.4:52.3) stand at the same end.
    """
    first, last = passage.siblings(n)
    if last + 1 < len(passage.quantities) and is_continued(passage.around(last + 1).before):
        return "from" if _FROM.search(passage.around(first).before) else None
    return "to" if first and is_continued(passage.around(first).before) else None


def own_time(passage: Passage, n: int) -> Period | None:
    """The time that stands between a value, or the first of its enumeration, and what is before it.

    One before 从 or 由 is of the value that a change led to (年内由3家增加到5家), unless that has a time of its own.
    """
    first, last = passage.siblings(n)
    found = _time_before(passage, first)
    if found is None or end_of_change(passage, n) != "from":
        return found
    leads = max(passage.text.rfind(mark, found.end, passage.quantities[first].start) for mark in "从由")
    return found if leads < 0 or _time_before(passage, last + 1) is not None else None


def _time_before(passage: Passage, first: int) -> Period | None:
    low, high = passage.around(first).left, passage.quantities[first].start
    return next((p for p in passage.periods if low <= p.start < high), None)


def ends_told(passage: Passage, n: int) -> tuple[Period, Period] | None:
    """The years of both ends of the change that led to the n-th value: 从2015年的8亿元增加到2020年的|9亿元."""
    first = passage.siblings(n)[0]
    if not first or end_of_change(passage, n) != "to":
        return None
    began, ended = own_time(passage, first - 1), own_time(passage, n)
    if began is None or ended is None or began.first is None or ended.last is None:
        return None
    return (began, ended) if began.first.year < ended.last.year else None


def goes_on_with(period: Period | None, ends: tuple[Period, Period]) -> bool:
    """Whether no time was told since a change went from one year to another, so that the next ones do so too."""
    return period is None or period.start <= ends[1].start


def _last_year(period: Period, last: date, frame: Frame) -> int:
    """The last year of a stretch up to publication: the year before, where the running one has hardly begun.

    Years in a row (连续四年) are full ones: the running one is told of only where it is about over.
    """
    until = _ALMOST_OVER if in_passing(period) else _EARLY
    published = frame.calendar.published
    early = published is not None and last.year == published.year and published.month <= until
    return last.year - 1 if early else last.year


def at_end(period: Period | None, end: str, *, stated: bool, frame: Frame) -> Period | None:
    """The time at one end of a change: the last year of the stretch told of, or the year before it began."""
    if stated:
        return period
    period = period or frame.years
    if end == "from" and is_ahead(period, frame.calendar.published):
        return None  # 到2026年，由1.9万家扩大到2.5万家: what it shall come from is of now
    if end == "to" and period is not None and period.kind in _MOMENTS:
        return period
    if period is None or period.first is None or period.last is None:
        cal = frame.calendar
        year = cal.reported_first.year if cal.several_years and cal.reported_first else cal.last_full_year
        if frame.status == "target" and frame.year is not None:
            year = frame.year  # 2025年目标：…由2.5%提高到2.6%: what it shall come from is of the year before
        if year is None or (end == "to" and not cal.several_years):
            return period
        year = year - 1 if end == "from" else (cal.last_full_year or year)
        return Period(0, 0, "", date(year, 1, 1), date(year, 12, 31), "year")
    if period.kind in _PARTS and period.first.year == period.last.year:
        return period if end == "to" else _year_before(period)
    started = _FROM_YEAR.search(period.text) or (
        period.kind == "duration-back"
        and not frame.reports
        and (period.first.month, period.first.day) != (1, 1)
    )  # 从2018年到2021年, and 三年来 in the middle of a year, begin with the value that they name first
    began = period.first.year if started else period.first.year - 1
    year = _last_year(period, period.last, frame) if end == "to" else began
    return replace(period, first=date(year, 1, 1), last=date(year, 12, 31), kind="year")


def _year_before(period: Period) -> Period:
    """The same part of the year before."""
    return replace(period, first=shift_years(period.first, -1), last=shift_years(period.last, -1))
