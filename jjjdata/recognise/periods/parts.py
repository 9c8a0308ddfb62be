"""Parts of a year: the days of months, quarters, halves, ends and counted stretches of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.periods.calendar import Days, Setting, day, month_days, shift_days, year_days

Groups = dict[str, str | None]
_SPECIAL: Final = {"元": 1, "首": 1, "半": 0}
_EDGE_KINDS: Final = {
    "底": "year-end",
    "末": "year-end",
    "终": "year-end",
    "初": "year-start",
    "内": "until",
    "中": "month-end",
}
"""End of a year as printed -> kind of time."""


@dataclass(frozen=True)
class Moment:
    """A time read up to `end`: its days, its kind, and whether it named its own year."""

    end: int
    days: Days | None
    kind: str
    dated: bool = True


def number(text: str) -> int:
    """A small whole number, in digits or in Chinese.

    >>> number("12"), number("十二"), number("二〇二三"), number("元")
    (12, 12, 2023, 1)
    """
    if text.isascii():
        return int(text)
    return _SPECIAL[text] if text in _SPECIAL else int(value_of(text.replace("○", "〇").replace("0", "〇")))


def headed_days(groups: Groups, year: int | None) -> tuple[Days | None, str]:
    """Days of what only a head can have: 底, 初, 内, 中, 前5个月, a season."""
    end = (groups["e"] or "").removeprefix("年")
    kind = _EDGE_KINDS.get(end, "year")
    if groups["season"]:
        kind = "vague"
    if groups["fw"]:
        kind = "week" if (groups["fu"] or "")[-1] in "周期" else "span"
    whole = year_days(year) if year is not None else None
    if whole is None or year is None:
        return None, kind
    if groups["fw"]:
        return _counted_days(groups, whole), kind
    point = {"底": whole[1], "末": whole[1], "终": whole[1], "初": whole[0], "中": date(year, 6, 30)}.get(end)
    return ((point, point) if point else whole), kind


def _counted_days(groups: Groups, whole: Days) -> Days | None:
    """The first, last or n-th months, weeks or days of a year."""
    count, word, unit = number(groups["fn"] or "1"), groups["fw"] or "", (groups["fu"] or "")[-1]
    if unit == "月":
        first, last = {"第": (count, count), "前": (1, count), "头": (1, count)}.get(word, (13 - count, 12))
        return month_days(whole[0].year, first, last)
    start, stop = whole
    step = 1
    if unit != "天":  # weeks begin on Monday; the first one begins in the year
        step = 7
        start += timedelta(-start.weekday() % 7)
        stop -= timedelta((stop.weekday() + 1) % 7)
    if word == "第":
        start += timedelta(step * (count - 1))
        count = 1
    length = timedelta(step * count - 1)
    return (start, start + length) if word in ("第", "前", "头") else (stop - length, stop)


def year_of_part(groups: Groups, setting: Setting) -> int | None:
    """The year of a part that names none."""
    month = groups["dm"] or groups["m2"] or groups["mo"]
    return setting.month_year(number(month)) if month else setting.reported_year


def part_days(groups: Groups, year: int | None, *, dated: bool = True) -> tuple[Days | None, str]:
    """Days of months, quarters and halves."""
    if groups["dm"]:
        return _day_days(groups, year, dated=dated)
    if groups["m2"]:
        return _months(year, number(groups["m1"] or ""), number(groups["m2"])), "span"
    if groups["mo"]:
        return edge_days(_months(year, number(groups["mo"])), groups["me"], "month")
    months = groups["fm"] or groups["fn"]  # 前四个月, 前4月
    if months:
        return _months(year, 1, number(months)), "span"
    if groups["h"]:
        first = 1 if groups["h"] in "上前" else 7
        return edge_days(_months(year, first, first + 5), groups["he"], "half")
    last = number((groups["nq"] or groups["q"] or groups["q0"] or "").removesuffix("季") or "1")
    first = 1 if groups["nq"] else number(groups["q1"] or str(last))
    return edge_days(_months(year, first * 3 - 2, last * 3), groups["qe"], "quarter")


def _months(year: int | None, first: int, last: int | None = None) -> Days | None:
    """Days of months first … last; last before first lies in the next year (8月至2月)."""
    if year is None:
        return None
    if last is not None and last < first:
        start, stop = month_days(year, first), month_days(year + 1, last)
        return (start[0], stop[1]) if start and stop else None
    return month_days(year, first, last)


def edge_days(days: Days | None, edge: str | None, kind: str) -> tuple[Days | None, str]:
    """The end, beginning or third of a month, quarter or half."""
    if not edge:
        return days, kind
    if edge in ("底", "末"):
        return (days[1], days[1]) if days else None, "month-end"
    if days is None:
        return None, kind
    first, last = days
    tenth, twentieth = shift_days(first, 9), shift_days(first, 19)
    if edge == "中旬":
        return (shift_days(tenth, 1), twentieth), kind
    return (first, tenth) if edge in ("初", "上旬") else (shift_days(twentieth, 1), last), kind


def _day_days(groups: Groups, year: int | None, *, dated: bool) -> tuple[Days | None, str]:
    """Days of 5月11日 and 5月11—12日."""
    month, last, first = number(groups["dm"] or ""), number(groups["d"] or ""), groups["d1"]
    kind = "span" if first else "day"
    if year is None:
        return None, kind
    if month == 2 and not dated:  # 2月29日 without a year is of the leap year before
        year = next(
            (y for y in range(year, year - 8, -1) if day(y, 2, max(number(first or "1"), last))), year
        )
    end = day(year, month, last)
    start = day(year, month, number(first)) if first else end
    return ((start, end) if start and end and start <= end else None), kind
