"""One number in its sentence: every column of its statement, decided in the order in which they depend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.documents.model import year_about_over
from jjjdata.recognise.periods import Period
from jjjdata.recognise.places import PlaceMention
from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.aggregation import Telling, aggregation_of, counts_items
from jjjdata.statements.answers import answer
from jjjdata.statements.changes import end_of_change, ends_told
from jjjdata.statements.comparing import base_told, compared_with, comparison_of, of_then, summed_since
from jjjdata.statements.frame import Frame
from jjjdata.statements.governing import (
    beside_level,
    is_reached,
    narrowed,
    period_of,
    year_over,
)
from jjjdata.statements.measure import Measure, measure_of, sized_against_whole
from jjjdata.statements.mood import Mood, Tense, status_of, within_item
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.phrase import verbs
from jjjdata.statements.sides import Scope
from jjjdata.statements.thread import Thread, Told
from jjjdata.statements.timing import (
    Timing,
    anchored,
    in_passing,
    is_ahead,
    is_undated,
    not_after,
    resolve,
    single_year,
)
from jjjdata.statements.whereabouts import Whereabouts, among_others, locate, together
from jjjdata.statements.worded import worded
from jjjdata.statements.wording import parts_open
from jjjdata.statements.wording_model import Wording

# Wordings that go on with the number before: so do its place and counterpart.
_GOES_ON = frozenset({"carried", "share", "from-to", "topic", "verb-only"})
_YEARS = frozenset({"year", "relative-year"})
_PARTS_OF_YEAR = frozenset({"half", "quarter", "span"})
# Wordings that share the act of the number before, so that they have its aggregation too.
_SHARES_ACT = frozenset({"counted", "shared-verb"})
_OCCASIONS = frozenset({"次", "场", "场次", "批次", "趟", "期"})
_ANSWERED = 40  # how many numbers of a sentence a later list may answer to
_HARDLY_BEGUN = 2  # months
_NEW_ITEM = re.compile("[；;]")
_PLAN_ITEMS = re.compile(r"任务|工作|要点|事项")
_LEFT_OUT = re.compile(r"[（(]不[包含][^（）()]*[）)]")
_LIST_JOINT = re.compile(r"[^，,；;。]{1,10}[、和及]")
_OF_THE_COUNTED = re.compile(
    r"(?:总投资|投资额|总投资额|总金额|协议金额|合同金额)$"
)  # of the projects just counted
_OF_WHICH = re.compile(r"[，,]?包括")
_SIGNED = re.compile(r"(?:此次|本次|当天|现场|集中|再)[^。]{0,24}签[约下署]|签下|(?:集中|现场)签约")
_ITEM_END = re.compile(r"[；;。]")
_PART = re.compile(r"其中|(?<!不)包[括含]|[（(]含[^（）()]*$")


@dataclass(frozen=True)
class NumberReading:
    """What was decided of one quantity."""

    quantity: Quantity
    measure: Measure
    wording: Wording
    where: Whereabouts
    mood: Mood
    aggregation: str
    timing: Timing
    base: tuple[date | None, date | None]
    part: bool  # named as a part: 其中, 包括


def read_number(passage: Passage, n: int, frame: Frame, thread: Thread) -> tuple[NumberReading, Thread]:
    """Read the n-th quantity of a sentence; gives the reading and what the next number may go on with."""
    around = passage.around(n)
    q = sized_against_whole(passage.quantities[n], around)
    first, last = passage.siblings(n)
    sibling = n > first
    measure = measure_of(q, around, thread.measure if sibling else None, thread.measure if n else None)
    where = _where(passage, n, around, measure, (n - first, last - first + 1), frame, thread)
    answered = answer(passage, n, measure, where, thread, frame.home)
    if answered is not None:
        where = answered.where or where
    wording = answered.wording if answered else worded(passage, n, measure, around, thread, where)
    where = (
        _where_carried(where, thread, around, goes_on=answered is None and wording.rule in _GOES_ON)
        if n
        else where
    )
    if (
        n
        and where.counterpart is None
        and (_same_item(passage, n, where, thread) or _PART.search(around.before))
    ):
        where = replace(where, counterpart=None if thread.counterpart == where.place else thread.counterpart)
    time = _time_told(passage, n, around, measure, wording, frame, thread)
    items = q.unit == "count" and counts_items(wording.text)
    mood = _mood(passage, n, around, time.period, frame, thread, items=items)
    if (
        n
        and mood.basis == "items"
        and thread.status == "target"
        and _OF_WHICH.match(passage.text, around.low)
    ):
        mood = Mood("target", "carried")  # 将建成34处，包括28座大桥
    part = _PART.search(around.before) is not None or parts_open(around)
    wording = wording.measured(q, measure.kind, thread.wording if n else None, part=part)
    if frame.yearly and n and _NEW_ITEM.search(passage.text, passage.quantities[n - 1].end, q.start):
        thread = replace(thread, aggregation=None)  # 累计 is of its own item of the list
    telling = Telling(
        q.unit, measure, time.period, frame.yearly or _of_some_year(passage, n), mood.status == "target",
        running_total=thread.aggregation == "cumulative" and time.basis == "carried" and not _ends_item(passage, n),
        done="已" in around.clause, whole=thread.last_aggregation if part else None, occasions=q.unit_text in _OCCASIONS,
    )  # fmt: skip
    own_items = items and mood.basis == "items"
    plan_year = frame.calendar.plan_year if own_items and _PLAN_ITEMS.search(wording.text) else None
    if own_items and time.basis == "carried":
        aggregation = "period" if plan_year else "stock"
    elif (
        n
        and _is_change_of(measure, wording, thread, "stock")
        and (time.period is None or _is_years(time, frame))
    ):
        aggregation = "stock"
    else:
        aggregation = _aggregation(passage, n, wording, telling, thread)
    timing = resolve(
        time.period,
        time.basis,
        aggregation,
        mood.status,
        frame.calendar,
        plan_year or time.year,
        own=_is_own(passage, n, time.period),
        reached=is_reached(passage, n, measure, wording),
    )
    if aggregation == "period" and mood.status == "actual":
        timing = _signed_now(passage, timing, frame)
    whole = frame.yearly and year_about_over(
        frame.calendar.published
    )  # a report of December tells of its whole year
    if mood.status == "actual" and not own_items and not (whole and timing.first != timing.last):
        timing = not_after(timing, frame.calendar.published_last)
    comparison = comparison_of(passage, n, around, measure, frame, thread)
    timing = summed_since(passage, n, around, measure, timing, comparison, thread, frame)
    base = base_told(passage, n, measure, wording, timing, comparison, thread, frame)
    if time.beside is not None and time.beside.first is not None and not measure.compound:
        year = time.beside.first.year - 1
        base = date(year, 1, 1), date(year, 12, 31)
    if sibling and measure.kind in ("change", "multiple") and base == (None, None):
        base = thread.base
    thread = replace(thread, named_base=comparison.told)
    # 去年累计办理186万件，较2022年增长2.3倍: both are of the sum
    aggregation = "cumulative" if _changes_sum(measure, wording, thread, time, timing) else aggregation
    reading = NumberReading(q, measure, wording, where, mood, aggregation, timing, base, part)
    return reading, _handed_on(passage, n, reading, thread, time.told, time.basis, around)


def _where_carried(where: Whereabouts, thread: Thread, around: Surroundings, *, goes_on: bool) -> Whereabouts:
    """The place of a number behind another: that one's where it goes on with it, all places told where it sums up."""
    if goes_on and where.basis != "stated":
        where = replace(
            where, place=thread.last_place or where.place, counterpart=where.counterpart or thread.counterpart
        )
    return together(where, [t.where for t in _told_together(thread)], around.before)


def _told_together(thread: Thread) -> Sequence[Told]:
    """The values side by side that ended with the number before."""
    return thread.subjects[-thread.subjects[-1].among :] if thread.subjects else ()


def _signed_now(passage: Passage, timing: Timing, frame: Frame) -> Timing:
    """The time of what news tell was signed (此次推介会现场签约…), which no words date: this year, up to now."""
    last = frame.calendar.published_last
    sentence = passage.text[passage.sentence.start : passage.sentence.end]
    if frame.reports or last is None or timing.basis != "assumed" or timing.text is not None:
        return timing
    return replace(timing, first=date(last.year, 1, 1), last=last) if _SIGNED.search(sentence) else timing


def _aggregation(passage: Passage, n: int, wording: Wording, telling: Telling, thread: Thread) -> str:
    """Aggregation of a number by itself, or with the number before whose act or projects it shares."""
    last = thread.last_aggregation
    if last and (wording.rule in _SHARES_ACT or _shares_verb(passage, n, wording, thread)):
        return last
    found = aggregation_of(wording.text, passage.around(n).before, telling)
    of_projects = n and found == "period" and last == "cumulative" and telling.period is None
    return "cumulative" if of_projects and _OF_THE_COUNTED.search(wording.text) else found


def _shares_verb(passage: Passage, n: int, wording: Wording, thread: Thread) -> bool:
    """Whether a thing counted stands in a list behind the verb of the one before: 搬迁35个部门、165个单位."""
    if not n or thread.wording is None or not wording.verb or wording.verb != thread.wording.verb:
        return False
    between = passage.text[passage.quantities[n - 1].end : passage.quantities[n].start]
    return _LIST_JOINT.fullmatch(between) is not None


def _ends_item(passage: Passage, n: int) -> bool:
    """Whether a number stands in another item of a list than the one before it."""
    return (
        n > 0
        and _ITEM_END.search(passage.text, passage.quantities[n - 1].end, passage.quantities[n].start)
        is not None
    )


def _same_item(passage: Passage, n: int, where: Whereabouts, thread: Thread) -> bool:
    """Whether a number goes on with the place of the one before: 流向津冀技术合同3103项，成交额…."""
    return where.basis != "stated" and where.place == thread.last_place and not _ends_item(passage, n)


@dataclass(frozen=True)
class _TimeTold:
    """The time of a number, how it is known, what the next number may go on with, and the year around it."""

    period: Period | None
    basis: str
    told: Period | None
    year: int | None
    beside: Period | None  # the years of a change told behind the level of one of them


def _time_told(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    wording: Wording,
    frame: Frame,
    thread: Thread,
) -> _TimeTold:
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
    return _TimeTold(beside or period, basis, told, year, beside)


def _of_some_year(passage: Passage, n: int) -> bool:
    """Whether the sentence names a part of a year that nobody knows (今年1至10月): what was done is of that time."""
    before = (p for p in passage.periods if p.end <= passage.quantities[n].start)
    return any(p.kind in _PARTS_OF_YEAR and p.last is None for p in before)


def _is_years(time: _TimeTold, frame: Frame) -> bool:
    """Whether the time is no more than the year of a yearly report: its stocks are those of the end."""
    return frame.yearly and time.period is not None and time.period.kind in _YEARS


def _is_change_of(measure: Measure, wording: Wording, thread: Thread, told: str) -> bool:
    """Whether a number is the change of what stands, or of a sum, told right before it: the change is of the same."""
    return measure.kind == "change" and wording.rule == "carried" and thread.last_aggregation == told


def _changes_sum(measure: Measure, wording: Wording, thread: Thread, time: _TimeTold, timing: Timing) -> bool:
    """Whether a number is the change of the sum told right before it, of the same time."""
    carried = time.basis == "carried" and timing.first is not None
    return carried and _is_change_of(measure, wording, thread, "cumulative")


def _is_own(passage: Passage, n: int, period: Period | None) -> bool:
    """Whether a time stands between a number and the one before it."""
    after = passage.quantities[n - 1].end if n else passage.sentence.start
    return period is not None and after <= period.start < passage.quantities[n].start


def _handed_on(
    passage: Passage,
    n: int,
    r: NumberReading,
    thread: Thread,
    period: Period | None,
    basis: str,
    around: Surroundings,
) -> Thread:
    began = r.timing.first is not None and end_of_change(passage, n) == "from"
    stated_total = r.aggregation == "cumulative" and "累计" in around.before
    return replace(
        thread, ends=ends_told(passage, n) or thread.ends, since_when=_years_ago(r) or thread.since_when,
        wording=r.wording, subjects=_subjects(passage, n, r, thread), measure=r.measure, base=r.base, period=period, in_sentence=True,
        start=(r.timing.first, r.timing.last) if began else thread.start,
        place=r.where.place if r.where.basis in ("stated", "carried") and not r.where.passing else thread.place,
        last_place=r.where.place, last_aggregation=r.aggregation, counterpart=r.where.counterpart,
        aggregation="cumulative" if stated_total or (thread.aggregation and basis == "carried") else None,
        status=r.mood.status if r.mood.basis in ("stated", "carried", "running-year") else thread.status,
    )  # fmt: skip


def _years_ago(r: NumberReading) -> date | None:
    """The first day of the year that a multiple is of, where it is more than the year before: 2007年的2.5倍."""
    began, last = r.base[0], r.timing.last
    apart = r.measure.kind == "multiple" and began is not None and last is not None
    return began if apart and began and last and began.year < last.year - 1 else None


def _subjects(passage: Passage, n: int, r: NumberReading, thread: Thread) -> tuple[Told, ...]:
    """Of what and where the sentence's last numbers were, with this one's."""
    first, last = passage.siblings(n)
    among = last - first + 1
    return (*thread.subjects, Told(r.measure.kind, r.wording, r.where, among))[-_ANSWERED:]


def _where(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    nth: tuple[int, int],
    frame: Frame,
    thread: Thread,
) -> Whereabouts:
    whole = (
        passage.text.rfind("占", around.left, passage.quantities[n].start) if measure.kind == "share" else -1
    )
    scope = Scope(thread.place, frame.place, frame.home, thread.groups, whole if whole >= 0 else None)
    earlier = passage.quantities[n - 1].end if n else passage.sentence.start
    where = locate(passage.text, _without_examples(passage, around), around, earlier, scope, nth)
    return among_others(where, frame.home) if measure.kind == "rank" else where


def _without_examples(passage: Passage, around: Surroundings) -> list[PlaceMention]:
    """The places of a sentence without examples (宜昌港扩建等12个项目) and those left out (不含宜昌)."""
    left_out = [
        m.span() for m in _LEFT_OUT.finditer(passage.text, passage.sentence.start, passage.sentence.end)
    ]
    places = [m for m in passage.places if not any(low < m.start < high for low, high in left_out)]
    if not passage.text.endswith("等", around.low, around.start):
        return places
    acts = [m for m in places if verbs().match(passage.text, m.end)]
    return [m for m in places if not around.low <= m.start < around.start or m in acts]


def _mood(
    passage: Passage,
    n: int,
    around: Surroundings,
    period: Period | None,
    frame: Frame,
    thread: Thread,
    *,
    items: bool,
) -> Mood:
    q = passage.quantities[n]
    published = frame.calendar.published_last
    end = end_of_change(passage, n)
    if end == "from" and period is None:
        return Mood("actual", "assumed")  # what it shall come from is of now
    low = passage.quantities[n - 1].end if end == "to" and n else around.low  # not 由目前的21条|增至
    running = _running(period, published) and not year_about_over(frame.calendar.published)
    begun = running and published is not None and published.month <= _HARDLY_BEGUN and not is_undated(period)
    ahead = is_ahead(period, published) and period is not None and period.first is None
    tense = Tense(period.last if period else None, running, published, begun, ahead)
    return status_of(
        passage.text[low : q.start], within_item(passage.text[passage.sentence.start : low]), tense,
        frame.status, thread.status,
        counted=q.unit == "count", items=items, afterwards=passage.text[q.end : passage.sentence.end], plan=frame.plan,
    )  # fmt: skip


def _running(period: Period | None, published: date | None) -> bool:
    """Whether a period is the whole year in which the document appeared."""
    if period is None or published is None or period.first is None or period.last is None:
        return False
    return (
        period.kind in ("year", "relative-year")
        and period.last >= published
        and period.last.year == published.year
    )
