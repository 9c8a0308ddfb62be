"""The time that governs a number: the one before it, the one its sentence or paragraph goes on with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from jjjdata.recognise.periods import Period
from jjjdata.statements.aggregation import flows, speaks_of_now
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure, is_continued
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import stated_period
from jjjdata.statements.wording import Wording

_AT_EVENT = re.compile(
    r"(?:此次|本次|这次|该|此)[^，。]{0,12}(?:会|活动|论坛)|(?:^|[，,。：\n])(?:座谈)?会议?(?:上|期间|还|共|指出|强调|确定|审议|通过|宣布)"
)
_STRETCHES = frozenset({"since", "duration-back"})
_REACHED = re.compile(r"(?:达到?|增至|升至|(?:提高|上升|增加|扩大|下降|降低)(?:到|至))$")
_FROM = re.compile(r"[从由][^，,；;]*$")


def period_of(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    wording: Wording,
    frame: Frame,
    thread: Thread,
    *,
    sibling: bool,
) -> tuple[Period | None, str]:
    """The time that governs a number, and whether it is stated in its clause or carried on from before."""
    q = passage.quantities[n]
    if sibling:
        return thread.period, "carried"
    usable = _without_starts(passage, n)
    period, in_clause = stated_period(usable, around.low, q.start)
    if period is not None and measure.kind == "multiple" and measure.cue is not None:
        base = passage.text.rfind("是", around.left, q.start)
        earlier = [p for p in usable if base < 0 or p.start < base]
        period, in_clause = stated_period(earlier, around.low, q.start)
    if period is not None:
        return period, "stated" if in_clause else "carried"
    if thread.told is not None and n == 0 and passage.text.startswith("其中", passage.sentence.start):
        return thread.told, "carried"
    if thread.event is not None and _AT_EVENT.search(passage.text, passage.sentence.start, q.start):
        return thread.event, "carried"
    if thread.period is None or thread.in_sentence:
        return thread.period, "carried"
    if (
        thread.period.kind in _STRETCHES
    ):  # 五年来 opens a paragraph of a report; in news it dates its own sentence
        return (thread.period if frame.yearly else None), "carried"
    words_before = passage.text[passage.sentence.start : q.start]
    goes_on = (flows(wording.text) or measure.kind != "level") and not speaks_of_now(words_before)
    return (thread.period if goes_on else None), "carried"


def _without_starts(passage: Passage, n: int) -> list[Period]:
    """The times of a sentence without those at which a change began (由2020年的…): they are that value's alone."""
    starts = [passage.around(k) for k in range(n) if end_of_change(passage, k) == "from"]
    return [p for p in passage.periods if not any(a.left <= p.start < a.start for a in starts)]


def narrowed(
    passage: Passage, n: int, period: Period | None, basis: str, measure: Measure, frame: Frame
) -> Period | None:
    """The year within a stretch that a number is of: where a change began or led to, or the last of it."""
    q, around = passage.quantities[n], passage.around(n)
    end = end_of_change(passage, n)
    if end is not None:
        own = any(around.left <= p.start < q.start for p in passage.periods)
        return _at_end(period, end, stated=basis == "stated" and own, frame=frame)
    if period is None:
        return None
    reached = period.kind in _STRETCHES and measure.kind == "level" and _REACHED.search(around.before)
    if reached or period.text.startswith("连续"):  # 连续三年居首位 says it of the last year
        return _at_end(period, "to", stated=False, frame=frame)
    return period


def end_of_change(passage: Passage, n: int) -> str | None:
    """Whether a value is where a change came from, or where it led to: 从54万亿元增加到82.7万亿元."""
    if n + 1 < len(passage.quantities) and is_continued(passage.around(n + 1).before):
        return "from" if _FROM.search(passage.around(n).before) else None
    return "to" if n and is_continued(passage.around(n).before) else None


def _at_end(period: Period | None, end: str, *, stated: bool, frame: Frame) -> Period | None:
    """The time at one end of a change: the last year of the stretch told of, or the year before it began."""
    if stated:
        return period
    if period is None or period.first is None or period.last is None:
        cal = frame.calendar
        year = cal.reported_first.year if cal.several_years and cal.reported_first else cal.last_full_year
        if year is None or (end == "to" and not cal.several_years):
            return period
        year = year - 1 if end == "from" else (cal.last_full_year or year)
        return Period(0, 0, "", date(year, 1, 1), date(year, 12, 31), "year")
    year = period.last.year if end == "to" else period.first.year - 1
    return replace(period, first=date(year, 1, 1), last=date(year, 12, 31), kind="year")
