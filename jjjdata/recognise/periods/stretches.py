"""Stretches counted from now (五年来, 近三年, 未来五年, 5年前) and from events (党的十八大以来)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from jjjdata.recognise.periods.calendar import Days, Setting, shift_days, shift_months, year_days
from jjjdata.recognise.periods.grammar import grammar
from jjjdata.recognise.periods.parts import number
from jjjdata.recognise.periods.words import words

_NEARLY: Final = 20
"""近30年 is nearly thirty years, an amount; 近三年 are the last three."""

_HARDLY_BEGUN: Final = 3
"""Months in which what is told of years is told of those before."""

_WHOLE_YEARS: Final = frozenset({"近", "连续", "已连续"})
"""Words before a number of years that count calendar years; the others count back from the day."""


_NAME_OF_A_DEED: Final = 30
_BEGUN: Final = re.compile(
    r"(?:自从?|从)(?P<year>(?:19|20)\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月)?[^，。；！？,;\d]*$"
)


@dataclass(frozen=True)
class Reading:
    """A time with what stands around it: its end in the text, its bounds (None if unknown or open), its kind."""

    end: int
    first: date | None
    last: date | None
    kind: str

    @property
    def days(self) -> Days | None:
        """Both bounds, if both are known."""
        return (self.first, self.last) if self.first and self.last else None


def closed(end: int, days: Days | None, kind: str) -> Reading:
    """A reading with both bounds, or none."""
    first, last = days or (None, None)
    return Reading(end, first, last, kind)


def read_event(text: str, pos: int, setting: Setting) -> Reading | None:
    """A time since an event, dated where the definitions know the event."""
    match = grammar()["event"].match(text, pos)
    if match is None:
        return None
    first = words()["events"][match["event"]] if match["event"] else None
    if match["deed"] and (begun := _BEGUN.search(text, max(pos - _NAME_OF_A_DEED, 0), pos)):
        first = date(int(begun["year"]), int(begun["month"] or 1), 1)  # 自2023年某某工程实施以来
    last = setting.published[1] if setting.published else None
    if first and last and first > last:
        last = None
    return Reading(match.end(), first, last, "since")


def read_stretch(text: str, pos: int, setting: Setting) -> Reading | None:
    """A number of years, months, weeks or days before, behind or around the publication date."""
    match = grammar()["stretch"].match(text, pos)
    if match is None or (match["db"] is None and match["da"] is None):
        return None
    before, after = match["db"] or "", match["da"] or ""
    if before in ("前", "后") and pos and "一" <= text[pos - 1] <= "鿿":
        return None
    if match["dn"] in words()["duration"]["vague"]:
        return Reading(match.end(), None, None, "vague")
    count, unit = number(match["dn"]), match["du"].removeprefix("个")
    if before == "近" and not after and (count > _NEARLY or unit not in ("年", "月", "季度")):
        return None
    kind = _kind(before, after)
    if match["dmore"] or match["dmore2"] or unit.startswith("半"):  # 五年多来: the first day is not known
        last = setting.published[1] if setting.published and kind == "duration-back" else None
        return Reading(match.end(), None, last, kind)
    counted = not before and not after  # 五年累计
    return closed(match.end(), _stretch_days(count, unit, kind, before, setting, counted=counted), kind)


def _stretch_days(
    count: int, unit: str, kind: str, before: str, setting: Setting, *, counted: bool
) -> Days | None:
    """The days of a stretch, where the words and the dates known tell them."""
    if kind == "until" and unit != "年":
        return None  # 30日内 counts from a deed, not from publication
    if kind == "duration-back" and (counted or before in _WHOLE_YEARS or setting.year is not None):
        return _calendar_years(count, unit, setting, over=counted)
    if setting.published is None:
        return None
    months, days = _months(count, unit), _days(count, unit)
    if kind == "duration-ahead" and setting.year is not None and months and months % 12 == 0:
        return year_days(setting.year + 1, setting.year + months // 12)
    return _rolling(months, days, kind, setting.published) if months or days else None


def _kind(before: str, after: str) -> str:
    """What the words before and behind a number of years make of it."""
    w = words()["duration"]
    if before in w["ahead"]:
        return "duration-ahead"
    if after in w["ago"] and not before:
        return "ago"
    if after in w["later"]:
        return "duration-ahead"
    if after in w["within"] and not before:
        return "until"
    return "duration-back"


def _months(count: int, unit: str) -> int:
    """A number of years, quarters or months in months; 半年 counts 0 years."""
    if unit == "年":
        return count * 12 if count else 6
    return count * 3 if unit == "季度" else count if unit == "月" else 0


def _days(count: int, unit: str) -> int:
    return count * 7 if unit == "周" else count if unit in ("天", "日") else 0


def _calendar_years(count: int, unit: str, setting: Setting, *, over: bool) -> Days | None:
    """The last so many whole years up to the reported one, else to that of publication.

    `over` says that the last of them is over: where the year of publication has hardly begun, the one before.
    """
    last = setting.year if setting.year is not None else setting.published_year
    if over and setting.year is None and setting.published is not None and last is not None:
        last -= setting.published[0].month <= _HARDLY_BEGUN
    if unit != "年" or last is None or count < 1:
        return None
    return year_days(last - count + 1, last)


def _rolling(months: int, days: int, kind: str, published: Days) -> Days:
    """So long before or behind the publication date; whole years where only its year is known."""
    first, last = published
    if kind == "ago":
        return shift_days(shift_months(first, -months), -days), shift_days(shift_months(last, -months), -days)
    if (last - first).days > 300:
        whole = max(months - 12, 0)
        return (
            (shift_months(first, -whole), last)
            if kind == "duration-back"
            else (first, shift_months(last, whole))
        )
    if kind == "duration-back":
        return shift_days(shift_months(first, -months), -days), last
    return shift_days(last, 0 if kind == "until" else 1), shift_days(shift_months(last, months), days)
