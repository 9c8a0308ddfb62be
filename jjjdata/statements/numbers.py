"""One number in its sentence: every column of its statement, decided in the order in which they depend."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.documents.model import year_about_over
from jjjdata.recognise.periods import Period
from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.aggregation import counts_items
from jjjdata.statements.answers import answer
from jjjdata.statements.changes import end_of_change, ends_told
from jjjdata.statements.dated import dates_of, time_told
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure, measure_of, sized_against_whole
from jjjdata.statements.mood import Mood, Tense, status_of, within_item
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.placed import place_carried, placed
from jjjdata.statements.thread import Thread, Told
from jjjdata.statements.timing import Timing, is_ahead, is_undated
from jjjdata.statements.totals import changes_sum, told_aggregation
from jjjdata.statements.whereabouts import Whereabouts
from jjjdata.statements.worded import worded
from jjjdata.statements.wording import parts_open
from jjjdata.statements.wording_model import Wording

# Wordings that go on with the number before: so do its place and counterpart.
_GOES_ON = frozenset({"carried", "share", "from-to", "topic", "verb-only"})
_ANSWERED = 40  # how many numbers of a sentence a later list may answer to
_HARDLY_BEGUN = 2  # months
_NEW_ITEM = re.compile("[；;]")
_PLAN_ITEMS = re.compile(r"任务|工作|要点|事项")
_OF_WHICH = re.compile(r"[，,]?包括")
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
    sibling = n > passage.siblings(n)[0]
    measure = measure_of(q, around, thread.measure if sibling else None, thread.measure if n else None)
    where = placed(passage, n, around, measure, frame, thread)
    answered = answer(passage, n, measure, where, thread, frame.home)
    if answered is not None:
        where = answered.where or where
    wording = answered.wording if answered else worded(passage, n, measure, around, thread, where)
    named_part = _PART.search(around.before) is not None
    goes_on = answered is None and wording.rule in _GOES_ON
    where = place_carried(where, passage, n, thread, goes_on=goes_on, part=named_part)
    time = time_told(passage, n, around, measure, wording, frame, thread)
    items = q.unit == "count" and counts_items(wording.text)
    mood = _mood(passage, n, around, time.period, frame, thread, items=items)
    part = named_part or parts_open(around)
    wording = wording.measured(q, measure.kind, thread.wording if n else None, part=part)
    if frame.yearly and n and _NEW_ITEM.search(passage.text, passage.quantities[n - 1].end, q.start):
        thread = replace(thread, aggregation=None)  # 累计 is of its own item of the list
    own_items = items and mood.basis == "items"
    plan_year = frame.calendar.plan_year if own_items and _PLAN_ITEMS.search(wording.text) else None
    if own_items and time.basis == "carried":
        aggregation = "period" if plan_year else "stock"
    else:
        aggregation = told_aggregation(
            passage, n, measure, wording, time, mood.status, frame, thread, part=part
        )
    dates = dates_of(
        passage, n, measure, wording, time, aggregation, mood.status, frame, thread,
        plan_year=plan_year, own_items=own_items,
    )  # fmt: skip
    thread = replace(thread, named_base=dates.named_base)
    if changes_sum(measure, wording, thread, time, dates.timing):
        aggregation = "cumulative"
    reading = NumberReading(q, measure, wording, where, mood, aggregation, dates.timing, dates.base, part)
    return reading, _handed_on(passage, n, reading, thread, time.told, time.basis, around)


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
    mood = status_of(
        passage.text[low : q.start], within_item(passage.text[passage.sentence.start : low]), tense,
        frame.status, thread.status,
        counted=q.unit == "count", items=items, afterwards=passage.text[q.end : passage.sentence.end], plan=frame.plan,
    )  # fmt: skip
    listed = n and mood.basis == "items" and thread.status == "target"
    if listed and _OF_WHICH.match(passage.text, around.low):
        return Mood("target", "carried")  # 将建成34处，包括28座大桥
    return mood


def _running(period: Period | None, published: date | None) -> bool:
    """Whether a period is the whole year in which the document appeared."""
    if period is None or published is None or period.first is None or period.last is None:
        return False
    return (
        period.kind in ("year", "relative-year")
        and period.last >= published
        and period.last.year == published.year
    )


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
