"""The time that governs a number: the one before it, the one its sentence or paragraph goes on with."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import pairwise

from jjjdata.recognise.periods import Period
from jjjdata.statements.aggregation import adds_up, flows, of_each_year, speaks_of_now
from jjjdata.statements.changes import at_end, end_of_change, goes_on_with, own_time
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure
from jjjdata.statements.mood import sentence_status
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import in_passing, is_deadline, single_year, stated_period
from jjjdata.statements.wording_model import Wording

_AT_EVENT = re.compile(
    r"(?:此次|本次|这次|该|此)[^，。]{0,12}(?:会|活动|论坛)|(?:^|[，,。：\n])(?:当[天日]|现场)[，,共]|(?:仪式|洽谈会|推介会|对接会|博览会|论坛|大会)(?:现场|当[天日]|上|期间)|(?:^|[，,。：\n])(?:座谈)?会议?(?:上|期间|还|共|指出|强调|确定|审议|通过|宣布)"
)
_ANNOUNCED = re.compile(r"印发|下发|[发公]布|公示|通报|透露|披露|宣布|获悉|了解到|介绍|表示|出台")
_LIST = re.compile(
    r"《[^《》]*?(?P<year>20\d\d)年度?[^《》]*(?:名单|清单|计划|方案|要点|安排|任务)[^《》]*》"
)
_WHOLE = re.compile(r"占(?![比地])[^\d]*$")
_LISTED = frozenset({"year", "relative-year", "half", "quarter", "month", "span", "year-end", "month-end"})
_SO_MANY = re.compile(r"(?:\d{1,2}|[两三四五六七八九十]{1,3})年间?")
_JOINT = re.compile(r"、|和|及|与")
_STRETCHES = frozenset({"since", "duration-back"})
_OF_YEARS = _STRETCHES | {"plan"}
_REACHED = re.compile(
    r"(?:达到?|突破|接近|跨[过越]|[迈跃]上|[增升降]至|(?:提高|提升|上升|跃升|增加|扩大|下降|降低|缩小|缩短)(?:到|至))(?:了|近|约|超|超过)*$"
)
_ALL_ALONG = re.compile(r"一直|始终|持续|每年|逐年|历年")
_TIMES_THE_END = re.compile(r"[，,]?(?:约|已)?(?:是|为|达到?)[^，,；;。]{2,10}[末底]的")


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
    each = _listed_times(passage, n)
    if each is not None:
        return each, "stated"
    if sibling and end_of_change(passage, n) != "from":
        return thread.period, "carried"
    q = passage.quantities[passage.siblings(n)[0]]
    low = passage.around(passage.siblings(n)[0]).low
    usable = _without_announcements(passage, around, _without_starts(passage, n))
    apart = [p for p in usable if not _is_of_whole(passage, p)]
    period, in_clause = stated_period(apart, low, q.start)
    if period is None and thread.period is None:
        period, in_clause = stated_period(usable, low, q.start)
    if period is not None and measure.kind == "multiple" and measure.cue is not None:
        earlier = [p for p in usable if p.start < around.left + measure.cue]
        period, in_clause = stated_period(earlier, low, q.start)
    if period is not None:
        return period, "stated" if in_clause else "carried"
    listed = _year_of_list(passage, q.start)
    if listed is not None and thread.period is None:
        return listed, "carried"
    if thread.told is not None and n == 0 and passage.text.startswith("其中", passage.sentence.start):
        return thread.told, "carried"
    if thread.event is not None and _AT_EVENT.search(passage.text, passage.sentence.start, q.start):
        return thread.event, "carried"
    if _still_stands(thread, measure, wording) and not speaks_of_now(
        passage.text[passage.sentence.start : q.start]
    ):
        return thread.told, "carried"
    era = thread.held or _several_years(thread.era or frame.era)
    if thread.period is not None and thread.in_sentence:
        return thread.period, "carried"
    untaken = None if frame.reports else thread.lasting  # no number of the sentence was of the time before it
    before = untaken if thread.in_sentence else thread.period
    if before is None:
        return era, "carried"
    if before.kind in _STRETCHES and not frame.yearly:  # in news 五年来 dates its own sentence
        return None, "carried"
    if before.kind in _STRETCHES and _several_years(before):
        return before, "carried"
    words_before = passage.text[passage.sentence.start : q.start]
    shall_be = is_deadline(before, frame.calendar.published)
    goes_on = (flows(wording.text) or measure.kind != "level" or shall_be) and not speaks_of_now(words_before)
    return (before if goes_on else era), "carried"


def _still_stands(thread: Thread, measure: Measure, wording: Wording) -> bool:
    """Whether what stands is told of the moment that the sentence before named: 2023年末，常住人口…。其中60岁以上…."""
    told = thread.told
    moment = told is not None and told.kind in ("year-end", "month-end") and told.last is not None
    standing = measure.kind in ("level", "share") and not flows(wording.text)
    return moment and standing and not thread.in_sentence and thread.period is None


def _listed_times(passage: Passage, n: int) -> Period | None:
    """The n-th value's own time where as many times as values stand side by side: 一季度、上半年分别增长5.2%、5.5%."""
    first, last = passage.siblings(n)
    around = passage.around(first)
    lead = passage.text[around.low : around.start]
    if first == last or "分别" not in lead:
        return None
    times = [p for p in passage.periods if around.left <= p.start < around.start and p.kind in _LISTED]
    if len(times) == 1 and len(_JOINT.findall(times[0].text)) == last - first:
        return _slice(times[0], n - first, last - first + 1)
    gaps = (passage.text[a.end : b.start] for a, b in pairwise(times))
    if len(times) != last - first + 1 or not all(_JOINT.fullmatch(gap) for gap in gaps):
        return None
    return times[n - first]


def _slice(joined: Period, i: int, n: int) -> Period | None:
    """The i-th of n times of one length that were told as one: 三季度、四季度."""
    if joined.first is None or joined.last is None or joined.first.year != joined.last.year:
        return None
    months = joined.last.month - joined.first.month + 1
    if joined.first.day != 1 or months % n:
        return None
    first = joined.first.month + i * (months // n)
    end = first + months // n - 1
    year = joined.first.year
    return replace(
        joined,
        first=date(year, first, 1),
        last=date(year, end, monthrange(year, end)[1]),
    )


def _several_years(period: Period | None) -> Period | None:
    """A time of more than one calendar year; one year alone is the default of its part, not a number's own time."""
    return None if single_year(period) is not None else period


def _without_starts(passage: Passage, n: int) -> list[Period]:
    """The times of a sentence without those at which a change began (由2020年的…): they are that value's alone."""
    return [p for p in passage.periods if not _begins_change(passage, p, n)]


def _without_announcements(passage: Passage, around: Surroundings, times: list[Period]) -> list[Period]:
    """The times of a sentence without the day on which something was announced: figures are of no such day."""
    return [
        p
        for p in times
        if p.kind != "day" or not _ANNOUNCED.search(passage.text, p.end, max(p.end, around.low))
    ]


def _is_of_whole(passage: Passage, period: Period) -> bool:
    """Whether a time says of when the whole is that a share is a part of: 占2015年以来总数的14%."""
    low, _ = passage.clause(period.start)
    return _WHOLE.search(passage.text, low, period.start) is not None


def _year_of_list(passage: Passage, end: int) -> Period | None:
    """The year of the plan or list whose title the sentence names before a number: 《2026年重点项目名单》."""
    title = _LIST.search(passage.text, passage.sentence.start, end)
    if title is None:
        return None
    year = int(title["year"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Period(title.start("year"), title.end("year"), title["year"] + "年", first, last, "year")


def year_over(passage: Passage, n: int, period: Period | None, frame: Frame) -> int | None:
    """The year of 全年 in news of what was done; None where the sentence speaks of the running year or of plans."""
    low, high = passage.sentence.start, passage.quantities[n].start
    year = frame.year_over
    if year is None or period is None or period.start < low or not period.text.startswith("全年"):
        return None
    if period.last is None or period.last.year <= year:
        return None  # of the year that its sentence names
    running = any(p.last and p.last.year > year for p in passage.periods if p.end <= period.start)
    return None if running or sentence_status(passage.text[low:high]) == "target" else year


def _begins_change(passage: Passage, period: Period, n: int) -> bool:
    """Whether a time is that of the value right after it, from which a change before the n-th one began."""
    k = bisect_right(passage.quantities, period.start, key=lambda q: q.start)
    return (
        k < passage.siblings(n)[0]
        and passage.around(k).left <= period.start
        and end_of_change(passage, k) == "from"
        and own_time(passage, k) is not None
    )


def narrowed(
    passage: Passage,
    n: int,
    period: Period | None,
    basis: str,
    measure: Measure,
    wording: Wording,
    frame: Frame,
    compared: Period | None = None,
    ends: tuple[Period, Period] | None = None,
) -> Period | None:
    """The year within a stretch that a number is of: where a change began or led to, or the last of it.

    `compared` is the time with which the sentence compares all that follows, `ends` the years from which to which
    the last change of the paragraph went.
    """
    end = end_of_change(passage, n)
    if end is not None:
        own = own_time(passage, n) is not None
        if end == "from" and compared is not None and not own:
            return compared  # 与2010年相比，…由8930人上升为…: what it came from is of then
        if ends is not None and not own and goes_on_with(period, ends):
            return ends[0 if end == "from" else 1]
        return at_end(period, end, stated=basis == "stated" and own, frame=frame)
    if period is None:
        return None
    if in_passing(period) or (period.kind in _OF_YEARS and is_reached(passage, n, measure, wording)):
        return at_end(period, "to", stated=False, frame=frame)
    return period


def beside_level(
    period: Period | None, level: Period | None, measure: Measure, frame: Frame
) -> Period | None:
    """The years of a change told behind the level of one year: 2018年…10.8万亿元，5年增长了3.2万亿元.

    They begin with that level where as many years have gone by since; else they led to it.
    """
    year, published = single_year(level), frame.calendar.published
    if period is None or year is None or published is None or measure.kind != "change":
        return None
    if period.kind != "duration-back" or not _SO_MANY.fullmatch(period.text):
        return None
    if period.first is None or period.last is None:
        return None
    count = period.last.year - period.first.year + 1
    last = year + count if year + count <= published.year else year
    return replace(period, first=date(last - count + 1, 1, 1), last=date(last, 12, 31))


def is_reached(passage: Passage, n: int, measure: Measure, wording: Wording) -> bool:
    """Whether a number told of several years is what they led to (突破2万亿元, 居第3位), not what they add up to."""
    first = passage.siblings(n)[0]
    around = passage.around(first)
    clause = passage.text[around.low : around.start]
    if measure.kind == "change" or adds_up(clause) or _ALL_ALONG.search(clause):
        return False
    if measure.kind in ("rank", "share"):
        return True
    following = passage.quantities[n + 1] if n + 1 < len(passage.quantities) else None
    if following is not None and _TIMES_THE_END.fullmatch(
        passage.text, passage.quantities[n].end, following.start
    ):
        return True  # 接近1300亿元，是“十一五”末的3.2倍
    led = (passage.text[passage.around(k).left : passage.quantities[k].number_start] for k in {first, n})
    return of_each_year(wording.text) or any(_REACHED.search(words_before) for words_before in led)
