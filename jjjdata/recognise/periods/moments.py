"""Single times, each read at a position and dated: a year with a part of it, a part, or a time by name."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.recognise.periods.calendar import Days, Setting, shift_months, year_days
from jjjdata.recognise.periods.grammar import grammar
from jjjdata.recognise.periods.named import last_of_figures, read_named
from jjjdata.recognise.periods.parts import Moment, headed_days, number, part_days, year_of_part
from jjjdata.recognise.periods.words import words


def read_moment(text: str, pos: int, setting: Setting) -> Moment | None:
    """The time that begins at `pos`, or None."""
    pieces = grammar()
    match = pieces["single"].match(text, pos)
    if match and (match["f1"] is None or last_of_figures(match.groupdict()) is not None):
        return read_named(text, match, setting)
    match = pieces["year"].match(text, pos)
    if match:
        return _headed(text, match, setting)
    match = pieces["part"].match(text, pos)
    if match:
        groups = match.groupdict()
        year = year_of_part(groups, setting)
        days, kind = part_days(groups, year, dated=False)
        return Moment(match.end(), days, kind, dated=False)
    return None


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
            days, kind = headed_days(groups, year) if "e" in groups else part_days(groups, year)
            return Moment(part.end(), days, kind)
    same = pieces["single"].match(text, head.end())
    if same and (same["base"] or same["same"] == "同月"):
        named = (
            year if head["rel"] is None else None
        )  # 2019年同期; 上年同期 is the year before the time just named
        days = _as_long_in(setting.near, named) if setting.near else None
        return Moment(same.end(), days or (year_days(year) if year is not None else None), "base")
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


def _as_long_in(days: Days, year: int | None) -> Days:
    """The same part of another year; of the year before where none is named."""
    years = -1 if year is None else year - days[1].year
    return shift_months(days[0], 12 * years), shift_months(days[1], 12 * years)
