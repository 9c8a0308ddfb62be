"""Single times: a year, a part of one, a plan, a day by name; each read at a position and dated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from jjjdata.recognise.numerals import value_of
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
from jjjdata.recognise.periods.words import words

Groups = dict[str, str | None]
_SPECIAL: Final = {"元": 1, "正": 1, "首": 1, "半": 0}
_WEEKDAYS: Final = {c: n for n, cs in enumerate(("一", "二", "三", "四", "五", "六", "日天末")) for c in cs}


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
    return _SPECIAL[text] if text in _SPECIAL else int(value_of(text.replace("○", "〇")))


def read_moment(text: str, pos: int, setting: Setting) -> Moment | None:
    """The time that begins at `pos`, or None."""
    pieces = grammar()
    match = pieces["single"].match(text, pos)
    if match:
        return _single(text, match, setting)
    match = pieces["year"].match(text, pos)
    if match:
        return _headed(text, match, setting)
    match = pieces["part"].match(text, pos)
    if match:
        groups = match.groupdict()
        year = _year_of_part(groups, setting)
        days, kind = _part_days(groups, year)
        return Moment(match.end(), days, kind, dated=False)
    return None


# Years and their parts


def _headed(text: str, head: re.Match[str], setting: Setting) -> Moment:
    """A year with what follows it: a part, an end, a season."""
    pieces = grammar()
    pair = head["pair"]
    if pair:
        return Moment(head.end(), _pair_days(pair, setting), "span")
    year = _head_year(head, setting)
    after = pieces["of"].match(text, head.end())
    for pos in dict.fromkeys((head.end(), after.end() if after else head.end())):
        part = pieces["headed"].match(text, pos) or pieces["part"].match(text, pos)
        if part and not (pos > head.end() and "的" in text[head.end() : pos] and _loose(part)):
            groups = part.groupdict()
            days, kind = _headed_days(groups, year) if "e" in groups else _part_days(groups, year)
            return Moment(part.end(), days, kind)
    same = pieces["single"].match(text, head.end())
    if same and same["base"]:
        return Moment(same.end(), _shift_years(setting.near, -1) if setting.near else None, "base")
    return Moment(
        head.end(), year_days(year) if year is not None else None, "relative-year" if head["rel"] else "year"
    )


def _loose(part: re.Match[str]) -> bool:
    """Whether a part may not stand behind 的 (2023年的底…)."""
    groups = part.groupdict()
    return bool(groups.get("e")) or bool(groups.get("season"))


def _head_year(head: re.Match[str], setting: Setting) -> int | None:
    """The year that a head names."""
    if head["y4"]:
        return number(head["y4"])
    if head["era"]:
        return int(words()["eras"][head["era"]]) + number(head["eray"]) - 1
    if head["y2"]:
        short = number(head["y2"].lstrip("'’‘"))
        return short + (2000 if short < 50 else 1900)
    of, shift = _relative_years()[head["rel"]]
    start = {
        "published": setting.published_year,
        "reported": setting.reported_year,
        "context": setting.context_year,
    }[of]
    return None if start is None else start + shift


@lru_cache(maxsize=1)
def _relative_years() -> dict[str, tuple[str, int]]:
    return {word: (e["of"], e["shift"]) for e in words()["relative_year"] for word in e["words"]}


def _pair_days(pair: str, setting: Setting) -> Days | None:
    year = setting.published_year
    shifts = next(e["shifts"] for e in words()["relative_years"] if pair in e["words"])
    return None if year is None else year_days(year + shifts[0], year + shifts[1])


def _shift_years(days: Days, years: int) -> Days:
    return shift_months(days[0], 12 * years), shift_months(days[1], 12 * years)


def _headed_days(groups: Groups, year: int | None) -> tuple[Days | None, str]:
    """Days of what only a head can have: 底, 初, 内, 中, 前5个月, a season."""
    end = (groups["e"] or "").removeprefix("年")
    kind = {
        "底": "year-end",
        "末": "year-end",
        "终": "year-end",
        "初": "year-start",
        "内": "until",
        "中": "month-end",
    }.get(end, "year")
    if groups["season"]:
        kind = "vague"
    if groups["fw"]:
        kind = {"年": "span", "天": "span"}.get(
            groups["fu"] or "", "week" if "周" in groups["fu"] or "星" in groups["fu"] else "span"
        )  # type: ignore[operator]
    whole = year_days(year) if year is not None else None
    if whole is None or year is None:
        return None, kind
    if groups["fw"]:
        return _counted_days(groups, whole), kind
    point = {"底": whole[1], "末": whole[1], "终": whole[1], "初": whole[0], "中": date(year, 6, 30)}.get(end)
    return ((point, point) if point else whole), kind


def _counted_days(groups: Groups, whole: Days) -> Days | None:
    """The first, last or n-th months, weeks or days of a year."""
    count, word = number(groups["fn"] or "1"), groups["fw"]
    unit = (groups["fu"] or "")[-1]
    if count < 1:
        return None
    if unit == "月":
        if count > 12:
            return None
        first, last = {"第": (count, count), "前": (1, count), "头": (1, count)}.get(
            word or "", (13 - count, 12)
        )
        return month_days(whole[0].year, first, last)
    if unit == "年":
        return None
    step = 7 if unit in "周期" else 1
    start, stop = whole
    if step == 7:  # weeks begin on Monday; the first one begins in the year
        start += timedelta(-start.weekday() % 7)
        stop -= timedelta((stop.weekday() + 1) % 7)
    if word == "第":
        return start + timedelta(step * (count - 1)), start + timedelta(step * count - 1)
    if word in ("前", "头"):
        return start, start + timedelta(step * count - 1)
    return stop - timedelta(step * count - 1), stop


def _year_of_part(groups: Groups, setting: Setting) -> int | None:
    month = groups["dm"] or groups["m2"] or groups["mo"]
    return setting.month_year(number(month)) if month else setting.reported_year


def _part_days(groups: Groups, year: int | None) -> tuple[Days | None, str]:
    """Days of months, quarters and halves."""
    if groups["dm"]:
        return _day_days(groups, year)
    if groups["m2"]:
        return _months(year, number(groups["m1"] or ""), number(groups["m2"])), "span"
    if groups["mo"]:
        return _edge(_months(year, number(groups["mo"])), groups["me"], "month")
    if groups["fm"]:
        return _months(year, 1, number(groups["fm"])), "span"
    if groups["h"]:
        first = 1 if groups["h"] in "上前" else 7
        return _edge(_months(year, first, first + 5), groups["he"], "half")
    last = number((groups["nq"] or groups["q"] or groups["q0"] or "").removesuffix("季") or "1")
    first = 1 if groups["nq"] else number(groups["q1"] or str(last))
    return _edge(_months(year, first * 3 - 2, last * 3), groups["qe"], "quarter")


def _months(year: int | None, first: int, last: int | None = None) -> Days | None:
    """Days of months first … last; last before first lies in the next year (8月至2月)."""
    if year is None:
        return None
    if last is not None and last < first:
        start, stop = month_days(year, first), month_days(year + 1, last)
        return (start[0], stop[1]) if start and stop else None
    return month_days(year, first, last)


def _edge(days: Days | None, edge: str | None, kind: str) -> tuple[Days | None, str]:
    """The end, beginning or third of a month, quarter or half."""
    if not edge:
        return days, kind
    point = edge in "底末"
    if days is None:
        return None, "month-end" if point else kind
    first, last = days
    if point:
        return (last, last), "month-end"
    if edge in "初上旬":
        return (first, shift_days(first, 9)), kind
    return (
        (shift_days(first, 10), shift_days(first, 19)) if edge == "中旬" else (shift_days(first, 20), last)
    ), kind


def _day_days(groups: Groups, year: int | None) -> tuple[Days | None, str]:
    """Days of 5月11日 and 5月11—12日; a 29 February without a year is the one before."""
    month, last, first = number(groups["dm"] or ""), number(groups["d"] or ""), groups["d1"]
    kind = "span" if first else "day"
    if year is None:
        return None, kind
    end = day(year, month, last)
    start = day(year, month, number(first)) if first else end
    return ((start, end) if start and end and start <= end else None), kind


# Times that are whole by themselves


def _single(text: str, match: re.Match[str], setting: Setting) -> Moment:
    """A plan, a day by name, a decade, a word of time."""
    groups = match.groupdict()
    end = match.end()
    if groups["plan"] or groups["plann"]:
        return _plan(text, match)
    if groups["iy"]:
        found = day(int(groups["iy"]), int(groups["im"]), int(groups["id"]))
        return Moment(end, (found, found) if found else None, "day")
    for name, kind in (("vague", "vague"), ("every", "recurring"), ("feast", "vague"), ("base", "base")):
        if groups[name]:
            return Moment(end, None, kind, dated=False)
    if groups["now"]:
        return Moment(end, setting.published, "now")
    if groups["nend"]:
        days, kind = _headed_days({"e": groups["nend"], "season": None, "fw": None}, setting.reported_year)
        return Moment(end, days, kind, dated=False)
    if groups["cent"] or groups["dec"]:
        return Moment(end, _decade(groups), "decade")
    return _near_publication(groups, end, setting)


def _plan(text: str, match: re.Match[str]) -> Moment:
    """The years of a five-year plan, or the first or last of them, or its end."""
    word = match["plan"]
    order = (
        number(match["plann"])
        if match["plann"]
        else number(word.removesuffix("五"))
        if word != "十五"
        else 10
    )
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
        return Moment(
            end,
            _day_of_month(int(groups["dd"]), setting.near[1] if setting.near else today),
            kind,
            dated=False,
        )
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
    days = month_days(*_year_month(shift_months(today.replace(day=1), shift)))
    if groups["mwd"] and days:
        return Moment(end, _day_of_month(number(groups["mwd"]), days[0]), "day")
    if groups["hm"] and days:
        middle = shift_days(days[0], 14)
        return Moment(
            end, (days[0], middle) if groups["hm"] == "上" else (shift_days(middle, 1), days[1]), "month"
        )
    resolved, kind = _edge(days, "底" if groups["em"] else groups["mwe"], "month")
    return Moment(end, resolved, kind)


def _year_month(moment: date) -> tuple[int, int]:
    return moment.year, moment.month


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
