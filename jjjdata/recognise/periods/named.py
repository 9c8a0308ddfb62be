"""Times that are whole by themselves: plans, decades, days and weeks by name, words of time."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from jjjdata.recognise.periods.calendar import (
    Days,
    Setting,
    day,
    month_days,
    shift_days,
    shift_months,
    year_days,
)
from jjjdata.recognise.periods.grammar import grammar
from jjjdata.recognise.periods.parts import Groups, Moment, edge_days, headed_days, number
from jjjdata.recognise.periods.words import words

_WEEKDAYS: Final = {c: n for n, cs in enumerate(("一", "二", "三", "四", "五", "六", "日天末")) for c in cs}


_MONTHS: Final = 12
_MOST_YEARS: Final = 30  # of a span whose second year has two figures

_UNDATED: Final = {"vague": "vague", "every": "recurring", "feast": "vague", "base": "base"}
"""Groups of the grammar that hold no dates -> their kinds."""


def read_named(text: str, match: re.Match[str], setting: Setting) -> Moment:
    """The time by name that `match` found: a plan, a decade, a day or week near publication, a word of time."""
    groups, end = match.groupdict(), match.end()
    if groups["plan"] or groups["plann"]:
        return _plan(text, match)
    undated = next((kind for name, kind in _UNDATED.items() if groups[name]), None)
    if undated:
        return Moment(end, None, undated, dated=False)
    if groups["now"]:
        return Moment(end, setting.published, "now")
    if groups["nend"]:
        return _year_edge(groups["nend"], end, setting)
    if groups["f1"]:
        return _two_figures(groups, end)
    return _absolute(groups, end) or _near_publication(groups, end, setting)


def _year_edge(word: str, end: int, setting: Setting) -> Moment:
    """年底, 年初, 年中, 年内 without a year."""
    # 年内 is what is left of this year, whatever year the document reports on
    year = setting.reported_year if setting.near or "内" not in word else setting.published_year
    days, kind = headed_days({"e": word, "season": None, "fw": None}, year)
    return Moment(end, days, kind, dated=False)


def _absolute(groups: Groups, end: int) -> Moment | None:
    """A decade, a century, a date in figures."""
    if groups["cent"] or groups["dec"]:
        return Moment(end, _decade(groups), "decade")
    if not groups["iy"]:
        return None
    found = day(int(groups["iy"]), int(groups["im"] or 0), int(groups["id"] or 0))
    return Moment(end, (found, found) if found else None, "day")


def last_of_figures(groups: Groups) -> int | None:
    """The last year of 2031-32年, or None where the two figures cannot be one (2031/07, 2031/95).

    Without a word behind them only the next year's can, and none that could be a month.
    """
    first, short = number(groups["f1"] or ""), int(groups["f2"] or 0)
    last = first - first % 100 + short + (100 if short < first % 100 else 0)
    if not groups["fover"] and not groups["fplain"]:
        return last if last == first + 1 and short > _MONTHS else None
    return last if first < last <= first + _MOST_YEARS else None


def _two_figures(groups: Groups, end: int) -> Moment:
    """2031-32年 are two years; 2031/32年度 is one that begins in the middle of the first."""
    first, last = number(groups["f1"] or ""), last_of_figures(groups) or 0
    days = year_days(first, last)
    if groups["fover"] or not groups["fplain"]:
        month = words()["fiscal"]["first_month"]
        start, stop = month_days(first, month), month_days(last, month - 1)
        days = (start[0], stop[1]) if start and stop else None
    return Moment(end, days, "span")


def _plan(text: str, match: re.Match[str]) -> Moment:
    """The years of a five-year plan, or the first or last of them, or its end."""
    short = "十" if match["plan"] == "十五" else (match["plan"] or "").removesuffix("五")
    order = number(match["plann"] or short)
    years = words()["plans"].get(str(order))
    tail = grammar()["plan_tail"].match(text, match.end())
    end = match.end()
    if years is None:
        return Moment(end, None, "plan")
    first, last = years
    if tail and (tail["during"] or tail["sn"] or tail["end"]):
        end = tail.end()
        if tail["sn"]:
            count = min(max(number(tail["sn"]), 1), last - first + 1)
            first, last = (first, first + count - 1) if tail["side"] == "前" else (last - count + 1, last)
        if tail["end"]:
            return Moment(end, (date(last, 12, 31), date(last, 12, 31)), "year-end")
    return Moment(end, year_days(first, last), "plan")


def _decade(groups: Groups) -> Days | None:
    """A decade, or a whole century; 九十年代 is of the last century."""
    century = groups["cent"]
    tens = groups["cdec"] or groups["dec"]
    if tens is not None and tens.isascii() and len(tens) == 4:
        return year_days(int(tens), int(tens) + 9)
    base = {"上": 1900, "本": 2000}.get(century[0]) if century else None
    if century and base is None:
        base = (number(century.removesuffix("世纪")) - 1) * 100
    if tens is None:
        return year_days(base + 1, base + 100) if base is not None else None
    count = number(tens)
    if base is None:
        base = 2000 if count in (10, 20) else 1900
    return year_days(base + count, base + count + 9)


def _near_publication(groups: Groups, end: int, setting: Setting) -> Moment:
    """Days, weeks and months that count from the publication date."""
    w = words()
    if groups["same"]:
        return Moment(end, setting.near, "day" if groups["same"][1] in "日天" else "month", dated=False)
    kind = "month" if groups["mword"] or groups["hm"] or groups["em"] else "week"
    kind = "day" if groups["dword"] or groups["dd"] or groups["wd"] or groups["mwd"] else kind
    if setting.published is None or setting.published[0] != setting.published[1]:
        return Moment(end, _less_exact(groups, setting), kind, dated=False)
    today = setting.published[0]
    if groups["dword"]:
        found = shift_days(today, w["days"][groups["dword"]])
        return Moment(end, (found, found), kind)
    if groups["dd"]:
        near = setting.near[1] if setting.near else today
        return Moment(end, _day_of_month(int(groups["dd"]), near), kind, dated=False)
    if groups["mword"] or groups["hm"] or groups["em"]:
        return _month_word(groups, end, today)
    return Moment(end, _week(groups, today), "week" if groups["wd"] in ("末", None) else "day", dated=False)


def _less_exact(groups: Groups, setting: Setting) -> Days | None:
    """What can be said without a day of publication: a day of the month named before."""
    if groups["dd"] and setting.near:
        return _day_of_month(int(groups["dd"]), setting.near[1])
    known = setting.published
    if groups["mword"] and known and (known[0].year, known[0].month) == (known[1].year, known[1].month):
        return _month_word(groups, 0, known[0]).days
    return None


def _day_of_month(number_: int, near: date) -> Days | None:
    """That day of the month of `near`, or of the month before where it has no such day."""
    found = day(near.year, near.month, number_)
    if found is None:
        before = shift_months(near.replace(day=1), -1)
        found = day(before.year, before.month, number_)
    return (found, found) if found else None


def _month_word(groups: Groups, end: int, today: date) -> Moment:
    """本月, 上月末, 上半月, 月底."""
    shift = words()["months"].get(groups["mword"] or "", 0)
    start = shift_months(today.replace(day=1), shift)
    days = month_days(start.year, start.month)
    if groups["mwd"] and days:
        return Moment(end, _day_of_month(number(groups["mwd"]), days[0]), "day")
    if groups["hm"] and days:
        middle = shift_days(days[0], 14)
        half = (days[0], middle) if groups["hm"] == "上" else (shift_days(middle, 1), days[1])
        return Moment(end, half, "month")
    resolved, kind = edge_days(days, "底" if groups["em"] else groups["mwe"], "month")
    return Moment(end, resolved, kind)


def _week(groups: Groups, today: date) -> Days | None:
    """A week or a day of a week around the publication date; weeks begin on Monday."""
    word = groups["ww"] or groups["wk"] or ""
    monday = shift_days(today, -today.weekday() + 7 * (word.count("下") - word.count("上")))
    if groups["wn"]:
        return None
    if groups["wd"]:
        first = shift_days(monday, _WEEKDAYS[groups["wd"]] - (1 if groups["wd"] == "末" else 0))
        return first, (shift_days(first, 1) if groups["wd"] == "末" else first)
    return monday, shift_days(monday, 6)
