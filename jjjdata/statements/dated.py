"""When a number's figure is of, and what it is compared with: from its sentence, the numbers before and the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.documents.model import year_about_over
from jjjdata.recognise.periods import Period
from jjjdata.statements.changes import end_of_change
from jjjdata.statements.comparing import base_told, compared_with, comparison_of, of_then, summed_since
from jjjdata.statements.frame import Frame
from jjjdata.statements.governing import beside_level, is_reached, narrowed, period_of, year_over
from jjjdata.statements.measure import Measure
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import Timing, anchored, in_passing, not_after, resolve, single_year
from jjjdata.statements.wording_model import Wording

_SIGNED = re.compile(
    r"(?:此次|本次|当天|现场|集中|再)[^。]{0,24}(?:签[约下署]|开工|投产|揭牌)|签下|(?:集中|现场)(?:签约|开工)"
)


@dataclass(frozen=True)
class TimeTold:
    """The time of a number, how it is known, what the next number may go on with, and the year around it."""

    period: Period | None
    basis: str
    told: Period | None
    year: int | None
    beside: Period | None  # the years of a change told behind the level of one of them


def time_told(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    wording: Wording,
    frame: Frame,
    thread: Thread,
) -> TimeTold:
    """The time that governs the n-th number."""
    sibling = n > passage.siblings(n)[0]
    period, basis = period_of(passage, n, around, measure, wording, frame, thread, sibling=sibling)
    year = single_year(thread.era) or frame.year
    period = anchored(period, year or frame.year_aimed_at or year_over(passage, n, period, frame))
    then = of_then(passage, n)
    if then is not None:
        period, basis = then, "stated"
    passing = then is not None or end_of_change(passage, n) == "from" or in_passing(period)
    told = thread.period if passing else period
    before = period
    period = narrowed(
        passage, n, period, basis, measure, wording, frame, compared_with(passage, n), thread.ends
    )
    if (
        end_of_change(passage, n) == "from"
        and basis == "carried"
        and period not in (None, before, *(thread.ends or ()))
    ):
        basis = "assumed"
    beside = beside_level(period, thread.period if n else None, measure, frame)
    return TimeTold(beside or period, basis, told, year, beside)


@dataclass(frozen=True)
class Dates:
    """The time of a number, the time it is compared with, and the comparison that later changes go on with."""

    timing: Timing
    base: tuple[date | None, date | None]
    named_base: Period | None


def dates_of(
    passage: Passage,
    n: int,
    measure: Measure,
    wording: Wording,
    time: TimeTold,
    aggregation: str,
    status: str,
    frame: Frame,
    thread: Thread,
    *,
    plan_year: int | None,
    own_items: bool,
) -> Dates:
    """First and last day of the n-th number, and of what it is compared with.

    `own_items` says that a plan's own items are counted, `plan_year` which year that plan is for.
    """
    around, cal = passage.around(n), frame.calendar
    timing = resolve(
        time.period, time.basis, aggregation, status, cal, plan_year or time.year,
        own=_is_own(passage, n, time.period), reached=is_reached(passage, n, measure, wording),
    )  # fmt: skip
    if aggregation == "period" and status == "actual":
        timing = _up_to_now(_signed_now(passage, timing, frame), time.period, frame)
    # A report of December tells of its whole year.
    whole = frame.yearly and year_about_over(cal.published) and timing.first != timing.last
    if status == "actual" and not own_items and not whole:
        timing = not_after(timing, cal.published_last)
    comparison = comparison_of(passage, n, around, measure, frame, thread)
    timing = summed_since(passage, n, around, measure, timing, comparison, thread, frame)
    base = base_told(passage, n, measure, wording, timing, comparison, thread, frame)
    if time.beside is not None and time.beside.first is not None and not measure.compound:
        year = time.beside.first.year - 1
        base = date(year, 1, 1), date(year, 12, 31)
    sibling = n > passage.siblings(n)[0]
    if sibling and measure.kind in ("change", "multiple") and base == (None, None):
        base = thread.base
    return Dates(timing, base, comparison.told)


def _signed_now(passage: Passage, timing: Timing, frame: Frame) -> Timing:
    """The time of what news tell was signed (此次推介会现场签约…), which no words date: this year, up to now."""
    last = frame.calendar.published_last
    sentence = passage.text[passage.sentence.start : passage.sentence.end]
    if frame.reports or last is None or timing.basis != "assumed" or timing.text is not None:
        return timing
    return replace(timing, first=date(last.year, 1, 1), last=last) if _SIGNED.search(sentence) else timing


def _up_to_now(timing: Timing, period: Period | None, frame: Frame) -> Timing:
    """What was done 今年 in news of a part of the year (前4月…，其中今年完成…) is of that part."""
    lead, published = frame.calendar.lead, frame.calendar.published
    if lead is None or lead.first is None or published is None or period is None:
        return timing
    running = period.kind == "relative-year" and period.last == date(published.year, 12, 31)
    return (
        replace(timing, first=lead.first, last=lead.last)
        if running and lead.first.year == published.year
        else timing
    )


def _is_own(passage: Passage, n: int, period: Period | None) -> bool:
    """Whether a time stands between a number and the one before it."""
    after = passage.quantities[n - 1].end if n else passage.sentence.start
    return period is not None and after <= period.start < passage.quantities[n].start
