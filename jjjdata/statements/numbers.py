"""One number in its sentence: every column of its statement, decided in the order in which they depend."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.catalogue.places import gazetteer
from jjjdata.recognise.periods import Period
from jjjdata.recognise.quantities import Quantity
from jjjdata.statements.aggregation import Telling, aggregation_of, counts_items, flows, speaks_of_now
from jjjdata.statements.frame import Frame
from jjjdata.statements.layout import heading_level, number_length
from jjjdata.statements.measure import Measure, is_continued, measure_of
from jjjdata.statements.mood import Mood, Tense, status_of
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import Timing, anchored, base_of, resolve, stated_period
from jjjdata.statements.whereabouts import Scope, Whereabouts, locate
from jjjdata.statements.wording import (
    LONGEST,
    Wording,
    clean,
    distribute,
    listed_places,
    subject_before,
    without_verbs,
    wording_of,
)

_NOT_A_TIME = frozenset({"name", "recurring"})
# Wordings that go on with the number before: so do its place and counterpart.
_GOES_ON = frozenset({"carried", "share", "from-to", "topic", "verb-only"})
_AT_EVENT = re.compile(
    r"(?:此次|本次|这次|该|此)[^，。]{0,12}(?:会|活动|论坛)|(?:^|[，,。：\n])(?:座谈)?会议?(?:上|期间|还|共|指出|强调|确定|审议|通过|宣布)"
)
_STRETCHES = frozenset({"since", "duration-back"})
_REACHED = re.compile(r"(?:达到?|增至|升至|(?:提高|上升|增加|扩大|下降|降低)(?:到|至))$")
_FROM = re.compile(r"[从由][^，,；;]*$")
# Wordings that share the act of the number before, so that they have its aggregation too.
_SHARES_ACT = frozenset({"counted", "shared-verb"})
_PLAN_ITEMS = re.compile(r"任务|工作|要点|事项")
_PART = re.compile(r"其中|包括|包含")


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
    q = passage.quantities[n]
    around = passage.around(n)
    first, last = passage.siblings(n)
    sibling = n > first
    measure = measure_of(q, around, thread.measure if sibling else None, thread.measure if n else None)
    where = _where(passage, n, around, measure, (n - first, last - first + 1), frame, thread)
    where = _listed(passage, n, first, last, frame) or where
    wording = _worded(passage, n, first, last, measure, around, thread, where)
    if wording.rule in _GOES_ON and n and where.basis != "stated":
        where = replace(
            where, place=thread.last_place or where.place, counterpart=where.counterpart or thread.counterpart
        )
    period, basis = _period(passage, n, around, measure, wording, frame, thread, sibling=sibling)
    if frame.status == "target":
        aimed = frame.year or (frame.calendar.published.year if frame.calendar.published else None)
        period = anchored(period, aimed)
    told = thread.period if _end_of_change(passage, n) == "from" else period
    period = _narrowed(passage, n, period, basis, measure, frame)
    items = q.unit == "count" and counts_items(wording.text)
    mood = _mood(passage, q, around, period, frame, thread, items=items)
    part = _PART.search(around.before) is not None
    if thread.wording is not None and n:
        wording = replace(wording, total=thread.wording.subject if part else thread.wording.total)
    telling = Telling(
        q.unit, measure, period, frame.yearly, mood.status == "target",
        running_total=thread.aggregation == "cumulative" and basis == "carried",
        done="已" in around.clause, whole=thread.last_aggregation if part else None,
    )  # fmt: skip
    aggregation = aggregation_of(wording.text, around.before, telling)
    own_items = items and mood.basis == "items"
    plan_year = frame.calendar.plan_year if own_items and _PLAN_ITEMS.search(wording.text) else None
    if own_items and basis == "carried":
        aggregation = "period" if plan_year else "stock"
    elif wording.rule in _SHARES_ACT and thread.last_aggregation:
        aggregation = thread.last_aggregation
    timing = resolve(period, basis, aggregation, mood.status, frame.calendar, plan_year or frame.year)
    base = base_of(measure, q.unit, _compared(passage, around), _bases(passage, q, around, measure), timing)
    if sibling and measure.kind in ("change", "multiple") and base == (None, None):
        base = thread.base
    reading = NumberReading(q, measure, wording, where, mood, aggregation, timing, base, part)
    return reading, _handed_on(reading, thread, told, basis, around)


def _handed_on(
    r: NumberReading, thread: Thread, period: Period | None, basis: str, around: Surroundings
) -> Thread:
    stated_total = r.aggregation == "cumulative" and "累计" in around.before
    return replace(
        thread, wording=r.wording, measure=r.measure, base=r.base, period=period, in_sentence=True,
        place=r.where.place if r.where.basis in ("stated", "carried") else thread.place,
        last_place=r.where.place, last_aggregation=r.aggregation, counterpart=r.where.counterpart,
        aggregation="cumulative" if stated_total or (thread.aggregation and basis == "carried") else None,
        status=r.mood.status if r.mood.basis in ("stated", "carried", "running-year") else thread.status,
    )  # fmt: skip


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
    return locate(passage.text, passage.places, around, earlier, scope, nth)


def _without_starts(passage: Passage, n: int) -> list[Period]:
    """The times of a sentence without those at which a change began (由2020年的…): they are that value's alone."""
    return [p for p in passage.periods if not _begins_change(passage, p, n)]


def _begins_change(passage: Passage, period: Period, n: int) -> bool:
    """Whether a time is that of the value right after it, from which a change before the n-th one began."""
    k = bisect_right(passage.quantities, period.start, key=lambda q: q.start)
    return k < n and passage.around(k).left <= period.start and _end_of_change(passage, k) == "from"


def _listed(passage: Passage, n: int, first: int, last: int, frame: Frame) -> Whereabouts | None:
    """The place that is a value's own in a list of places (兰州、白银、天水三市分别为…)."""
    if last == first:
        return None
    opening = passage.around(first)
    subject = subject_before(opening.before, measure_of(passage.quantities[first], opening, None))
    listed = listed_places(subject, last - first + 1)
    if listed is None:
        return None
    name = listed[0][n - first]
    return Whereabouts(gazetteer().resolve(name, home=frame.home) or name, None, "stated")


def _narrowed(
    passage: Passage, n: int, period: Period | None, basis: str, measure: Measure, frame: Frame
) -> Period | None:
    """The year within a stretch that a number is of: where a change began or led to, or the last of it."""
    q, around = passage.quantities[n], passage.around(n)
    end = _end_of_change(passage, n)
    if end is not None:
        own = any(around.left <= p.start < q.start for p in passage.periods)
        return _at_end(period, end, stated=basis == "stated" and own, frame=frame)
    if period is None:
        return None
    reached = period.kind in _STRETCHES and measure.kind == "level" and _REACHED.search(around.before)
    if reached or period.text.startswith("连续"):  # 连续三年居首位 says it of the last year
        return _at_end(period, "to", stated=False, frame=frame)
    return period


def _end_of_change(passage: Passage, n: int) -> str | None:
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


def _mood(
    passage: Passage,
    q: Quantity,
    around: Surroundings,
    period: Period | None,
    frame: Frame,
    thread: Thread,
    *,
    items: bool,
) -> Mood:
    published = frame.calendar.published_last
    tense = Tense(period.last if period else None, _running(period, published), published)
    return status_of(
        passage.text[around.low : q.start], passage.text[passage.sentence.start : around.low], tense,
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


def _period(
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


def _worded(
    passage: Passage,
    n: int,
    first: int,
    last: int,
    measure: Measure,
    around: Surroundings,
    thread: Thread,
    where: Whereabouts,
) -> Wording:
    q = passage.quantities[n]
    if last > first:
        opening = passage.around(first)
        lead = measure_of(passage.quantities[first], opening, None)
        shared = subject_before(opening.before, lead)
        parts = distribute(shared, last - first + 1) if shared else None
        if parts and listed_places(shared, last - first + 1):
            return Wording(parts[0], parts[0], "", "listed")
        if parts:
            part = parts[n - first]
            if where.dealt:
                part = clean(shared.replace(where.mention, "")) or part
            return Wording(part[-40:], part, "", "distributed")
    lead_text = passage.text[passage.sentence.start : around.low]
    head = number_length(lead_text) if heading_level(lead_text) is not None else 0
    wording = wording_of(q, around, measure, thread.wording, lead_text[head:], thread.earlier)
    if thread.wording is not None and _names_only_places(wording.text, passage, around):
        noun = thread.wording.subject
        wording = replace(wording, text=(wording.text + noun)[:LONGEST], subject=noun)
    return _without_place(wording, where)


def _names_only_places(wording: str, passage: Passage, around: Surroundings) -> bool:
    """涉及天津的31项: nothing is named but a verb and a place, so the noun before goes on."""
    rest = without_verbs(wording)
    for mention in passage.places:
        if around.low <= mention.start < around.start:
            rest = rest.replace(mention.text, "")
    return wording != rest and not rest.strip("、和及与")


def _without_place(wording: Wording, where: Whereabouts) -> Wording:
    """The place has a column of its own: it leaves the wording where it only opens it."""
    name = where.mention
    text = wording.text
    if where.basis != "stated" or not name or not text.startswith(name) or name.endswith("内"):
        return wording
    rest = text[len(name) :].lstrip("的")
    if (
        len(rest) < 2
        or not without_verbs(rest)
        or re.match(r"流向|输出|对|向|与|到|为|市场|企业|属|级|和|及|、", rest)
    ):
        return wording
    subject = (
        wording.subject[len(name) :]
        if wording.subject.startswith(name) and len(wording.subject) > len(name) + 1
        else wording.subject
    )
    return replace(wording, text=rest, subject=subject)


def _compared(passage: Passage, around: Surroundings) -> str:
    """The words that say what a change is compared with: its own, and 环比看 before them."""
    lead = passage.text[max(passage.sentence.start, around.low - 40) : around.low]
    return ("环比" if re.search(r"环比[看来]", lead) else "") + around.before


def _bases(passage: Passage, q: Quantity, around: Surroundings, measure: Measure) -> list[Period]:
    """Times in the clause that a change or multiple is measured from."""
    if measure.kind == "multiple" and measure.cue is not None:
        return [
            p
            for p in passage.periods
            if around.left + measure.cue <= p.start < q.start and p.kind not in _NOT_A_TIME
        ]
    return [p for p in passage.periods if around.low <= p.start < q.start and p.kind == "base"]
