"""When: the time a number refers to, and the time it is compared with."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jjjdata.documents.model import year_about_over
from jjjdata.recognise.periods import Period
from jjjdata.statements.cues import pattern
from jjjdata.statements.measure import Measure

_MAIN = frozenset({
    "year", "relative-year", "half", "quarter", "month", "week", "day", "decade", "span", "plan", "year-end", "year-start",
    "month-end", "as-of", "now", "since", "duration-back", "duration-ahead", "until", "vague",
})  # fmt: skip
_CARRIED_ON = frozenset({"year", "relative-year", "half", "quarter", "duration-back"})
_BY_THEN = frozenset({"until", "as-of", "year-end"})
_STRETCHES_OF_PLANS = frozenset({"plan", "duration-ahead"})
_NAMED_BASE = re.compile(
    r"\d{4}|十?[一二三四五]五|[〇零一二三四五六七八九]{4}|半年|季度|\d月"
)  # dates itself; 上年 moves with the number
_UNDATED = re.compile(
    r"全年|年[内末底中]|岁末|当年|本年|[上下]半年|前[一二三]季度|[一二三四1-4]季度|\d{1,2}月|\d{1,2}[—–~-]\d{1,2}月"
    r"|[一二三四五六七八九十]{1,2}月"
)
_LONGEST_YEAR = 400


@dataclass(frozen=True)
class Calendar:
    """What a document says of time as a whole: when it appeared and on what year it reports."""

    published: date | None
    published_last: date | None
    reported_first: date | None
    reported_last: date | None
    plan: bool
    lead: Period | None = None  # the time that a news item opens with: its undated figures are of it
    aimed: Period | None = None  # the years of the plan whose aims the document lists
    plan_year: int | None = None  # the year of the plan that the document is about, from its title

    @property
    def several_years(self) -> bool:
        """Whether the document reports on several years at once."""
        return not self.plan and self.of_years

    @property
    def of_years(self) -> bool:
        """Whether the years that the document reports on or plans are several."""
        first, last = self.reported_first, self.reported_last
        return first is not None and last is not None and first.year < last.year

    @property
    def last_full_year(self) -> int | None:
        """The year that undated results are of: the reported one, else the one before publication."""
        if self.reported_last is not None and not self.plan:
            return self.reported_last.year
        return self.published.year - 1 if self.published else None


@dataclass(frozen=True)
class Timing:
    """First and last day, the words that say so, and how it is known."""

    first: date | None
    last: date | None
    text: str | None
    basis: str | None


def stated_period(periods: Sequence[Period], clause_start: int, start: int) -> tuple[Period | None, bool]:
    """The period that governs a number at `start`: the nearest before it, and whether it stands in its clause."""
    found = None
    for p in periods:
        if p.end > start:
            break
        if p.kind in _MAIN and (p.first or p.last) and not (in_passing(p) and p.start < clause_start):
            found = p
    return found, found is not None and found.start >= clause_start


def in_passing(period: Period | None) -> bool:
    """Whether a time is of its own clause alone: 连续十年居首，…."""
    return period is not None and period.text.startswith("连续")


def carries_on(period: Period | None) -> bool:
    """Whether a period goes on into the next sentence of the paragraph (a year does, a day does not)."""
    if period is not None and period.kind == "duration-back":
        return period.text.endswith(("来", "间")) or period.text.startswith(("过去", "这"))
    if period is not None and period.kind == "span":  # 1至8月; not 2019年以来连续三年
        return period.first is not None and period.last is not None and period.first.year == period.last.year
    return period is not None and period.kind in _CARRIED_ON


def is_deadline(period: Period | None, published: date | None) -> bool:
    """Whether a time is one by which something shall be, years ahead: 到2035年, in a text of 2021."""
    if period is None or published is None or period.last is None:
        return False
    return period.kind in _BY_THEN and period.last.year > published.year


def is_ahead(period: Period | None, published: date | None) -> bool:
    """Whether a time is one by which something shall be: 到2035年, 年内 in October; 到2027年 in a text without a date."""
    if period is None or period.last is None or period.kind not in _BY_THEN or period.text.startswith("截"):
        return False
    if published is None:
        return period.kind == "until"
    if period.last.year > published.year:
        return True
    return period.kind == "until" and period.last > published and not year_about_over(published)


def is_era(period: Period) -> bool:
    """Whether a time may be what a whole part of a report is of: a year, five years, a plan's years."""
    known = period.first is not None and period.last is not None
    return known and (carries_on(period) or period.kind in _STRETCHES_OF_PLANS)


def single_year(period: Period | None) -> int | None:
    """The year of a time within one calendar year: 2024年, 一年来."""
    if period is None or period.first is None or period.last is None:
        return None
    return period.last.year if period.first.year == period.last.year else None


def is_undated(period: Period | None) -> bool:
    """Whether a time is told without its year: 全年, 年末, 一季度."""
    return period is not None and _UNDATED.match(period.text) is not None


def anchored(period: Period | None, year: int | None) -> Period | None:
    """全年 or 年末 below a heading that names a year or what shall be: of that year, whatever the report is of."""
    if period is None or year is None or period.last is None or not _UNDATED.match(period.text):
        return period
    years = year - period.last.year
    return replace(period, first=shift_years(period.first, years), last=shift_years(period.last, years))


def resolve(
    period: Period | None,
    basis: str,
    aggregation: str,
    status: str,
    cal: Calendar,
    heading_year: int | None,
    *,
    own: bool,
    reached: bool = False,
) -> Timing:
    """The time of a number, from its period or, without one, from what the document as a whole says.

    `own` says that the time leads to this number and to none before it; `reached`, that it is what several years
    led to, not what they add up to.
    """
    if period is not None:
        first, last = _as_aggregated(period, aggregation, own=own)
        if (
            _UNDATED.match(period.text)
            and not period.text.startswith("当年")  # of the year that was named
            and status == "actual"
            and last
            and cal.published_last
            and last > cal.published_last
            and last.year != heading_year
            and not year_about_over(cal.published)
        ):
            first, last = (
                shift_years(first, -1),
                shift_years(last, -1),
            )  # a result of 全年 or 一季度 is of the last one that is over
        return Timing(first, last, period.text, basis)
    if status == "target":
        found = _target_default(cal, heading_year)
        return _at_end(found, aggregation) if reached else found
    if cal.plan and cal.of_years and cal.reported_first is not None and aggregation != "cumulative":
        before = cal.reported_first.year - 1  # a plan for several years looks back on the last one before it
        day = _last(before)
        return Timing(day if aggregation == "stock" else _first(before), day, None, "assumed")
    year = heading_year or cal.last_full_year
    if cal.several_years and heading_year is None and status == "actual" and aggregation != "stock":
        return Timing(
            cal.reported_first, cal.reported_last, None, "assumed"
        )  # a report that looks back on years
    if aggregation == "period" and cal.lead is not None and heading_year is None:
        return Timing(cal.lead.first, cal.lead.last, cal.lead.text, "assumed")
    if aggregation == "period":
        return Timing(_first(year), _last(year), None, "assumed") if year else Timing(None, None, None, None)
    if cal.reported_last is not None and not cal.plan:
        last = cal.reported_last if year == cal.reported_last.year else _last(year)
        return Timing(last if aggregation == "stock" else None, last, None, "assumed")
    if cal.published is None:
        return Timing(None, None, None, None)
    return Timing(cal.published if aggregation == "stock" else None, cal.published_last, None, "assumed")


def _as_aggregated(p: Period, aggregation: str, *, own: bool) -> tuple[date | None, date | None]:
    if aggregation == "stock":
        return (p.last if p.kind != "now" else p.first), p.last
    if (
        aggregation == "cumulative"
    ):  # 2021年累计…: of that year; but a total behind the year's figure began before
        open_start = p.first == p.last or p.kind in ("now", "until")
        carried_year = not own and p.kind in ("year", "relative-year")
        return (None if open_start or carried_year else p.first), p.last
    over = p.kind == "as-of" and p.last is not None and (p.last.month, p.last.day) == (12, 31)
    if (p.kind == "year-end" or over) and p.last:
        return date(p.last.year, 1, 1), p.last
    if p.kind == "until" and p.last and p.first is None:
        return date(p.last.year, 1, 1), date(p.last.year, 12, 31)
    return p.first, p.last


def not_after(timing: Timing, day: date | None) -> Timing:
    """The time of a result: what stood at a moment, and what no words date, is never of later than publication.

    A year that is told of (今年) stays whole.
    """
    if day is None or timing.last is None or timing.last <= day:
        return timing
    moment = timing.first == timing.last
    if not moment and (timing.basis != "assumed" or (timing.first and timing.first > day)):
        return timing
    return replace(timing, first=day if moment else timing.first, last=day)


def _target_default(cal: Calendar, heading_year: int | None) -> Timing:
    if heading_year:
        return Timing(_first(heading_year), _last(heading_year), None, "carried")
    if cal.aimed is not None:
        return Timing(cal.aimed.first, cal.aimed.last, cal.aimed.text, "assumed")
    if cal.plan and cal.reported_last:
        return Timing(cal.reported_first, cal.reported_last, None, "assumed")
    if cal.published:
        return Timing(_first(cal.published.year), _last(cal.published.year), None, "assumed")
    return Timing(None, None, None, None)


def _at_end(timing: Timing, aggregation: str) -> Timing:
    """The last year, or for what stands the last day, of the time that a plan is for."""
    if timing.last is None:
        return timing
    return replace(timing, first=timing.last if aggregation == "stock" else _first(timing.last.year))


def since(first: date | None, timing: Timing) -> Timing:
    """The time of a yearly average, from when the change it sums up began; what already spans years stays."""
    if first is None or timing.first is None or timing.last is None or timing.first <= first:
        return timing
    return timing if (timing.last - timing.first).days > _LONGEST_YEAR else replace(timing, first=first)


def base_of(
    measure: Measure, unit: str, before: str, bases: Sequence[Period], timing: Timing
) -> tuple[date | None, date | None]:
    """The time a change or multiple compares with; a rate without words of its own compares with the year before."""
    if measure.kind not in ("change", "multiple") or measure.compound:
        return None, None
    named = next((p for p in reversed(bases) if p.first is not None and _NAMED_BASE.search(p.text)), None)
    if named is not None:
        return named.first, named.last
    if pattern("base", "previous_stretch", literal=False).search(before):
        return _span_before(timing)
    stated = is_compared(before, bases)
    if (measure.kind == "multiple" or measure.against) and not stated:
        return None, None
    if unit not in ("%", "pp", "times", "per mille") and not stated:
        return None, None
    from_day = _day_before(bases, timing)
    if from_day is not None:
        return from_day, from_day
    if (
        bases
        and bases[-1].kind == "base"
        and bases[-1].first == bases[-1].last
        and timing.first != timing.last
    ):
        return bases[-1].first, bases[-1].last  # 比年初, 比上年末: from that day on
    if timing.first and timing.last and (timing.last - timing.first).days > _LONGEST_YEAR:
        return _first(timing.first.year - 1), _last(
            timing.first.year - 1
        )  # over a stretch of years: the year before it
    return _year_before(timing)


def _day_before(bases: Sequence[Period], t: Timing) -> date | None:
    """The day that what stands within a year is compared with: 9月末…较年初 is against the end of the year before."""
    day = bases[-1].first if bases else None
    if day is None or t.last is None or t.first != t.last or (t.last.month, t.last.day) == (12, 31):
        return None
    if bases[-1].last != day or not 0 < (t.last - day).days < _LONGEST_YEAR:
        return None
    return day - timedelta(days=1) if (day.month, day.day) == (1, 1) else day


def is_compared(before: str, bases: Sequence[Period]) -> bool:
    """Whether the words before a change say what it compares with: 同比, 较2013年."""
    return bool(bases) or pattern("base", "previous_year", literal=False).search(before) is not None


def _year_before(t: Timing) -> tuple[date | None, date | None]:
    return shift_years(t.first or t.last, -1), shift_years(t.last, -1)


def shift_years(day: date | None, years: int) -> date | None:
    """The same day some years on; the last day of a month stays the last."""
    if day is None:
        return None
    last = calendar.monthrange(day.year + years, day.month)[1]
    full = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year + years, day.month, last if full else min(day.day, last))


def _span_before(t: Timing) -> tuple[date | None, date | None]:
    if t.first is None or t.last is None:
        return None, None
    months = (t.last.year - t.first.year) * 12 + t.last.month - t.first.month + 1
    end = t.first - timedelta(days=1)
    start = end.replace(day=1)
    for _ in range(months - 1):
        start = (start - timedelta(days=1)).replace(day=1)
    return start, end


def _first(year: int) -> date:
    return date(year, 1, 1)


def _last(year: int | None) -> date | None:
    return date(year, 12, 31) if year else None
