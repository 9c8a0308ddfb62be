"""What a change is compared with: in its clause, or beyond it (与2010年相比，…), and the value of that time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.recognise.periods import Period
from jjjdata.statements.changes import end_of_change
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure
from jjjdata.statements.passage import Passage, Surroundings
from jjjdata.statements.thread import Thread
from jjjdata.statements.timing import Timing, base_of, is_compared, shift_years, since
from jjjdata.statements.wording_model import Wording

_NOT_A_TIME = frozenset({"name", "recurring"})
_OF_RATE = re.compile(r"(?:增速|增幅|涨幅|降幅|升幅)$")
_TWO_YEARS = re.compile("两年(?:复合)?平均")

# 与2010年（第六次普查，下同）|的, 较2020年|的日均, 较2020年|同期: what leads from the time to the value of that time.
_OF_THEN = re.compile(
    r"(?:[（(][^（）()]{0,24}[）)])?(?:[^，,；;。：（）()\d]{0,14}的[^，,；;。：（）()\d]{0,8}|(?:同期|全年)[^，,；;。：（）()\d]{0,8})"
)
_WITH = re.compile(r"(?:[与同和跟比较]|普查)$")
_HOW_MUCH = re.compile(r"相[比较]|[增减提上升下降高低扩缩多少回翻]")
_COMPARED = re.compile(r"(?:[（(][^（）()]{0,24}[）)])?[^，,；;。：]{0,30}?相[比较]")


def of_then(passage: Passage, n: int) -> Period | None:
    """The time of a value that others are compared with: 比2010年的|3.10人|减少….

    It is that value's alone: what stands before and behind it is of another time.
    """
    q = passage.quantities[n]
    time = next((p for p in reversed(passage.periods) if p.end <= q.start), None)
    if time is None or time.kind != "base" or time.first is None:
        return None
    if n and passage.quantities[n - 1].end > time.start:
        return None
    if not _WITH.search(passage.text, passage.sentence.start, time.start):
        return None
    leads = _OF_THEN.fullmatch(passage.text, time.end, q.start) is not None
    return time if leads and _HOW_MUCH.match(passage.text, q.end) else None


def compared_with(passage: Passage, n: int) -> Period | None:
    """The time with which all that follows in the sentence is compared: 与2010年相比，…."""
    low = passage.clause(passage.quantities[n].start)[0]
    for time in reversed(passage.periods):
        if time.end <= low and time.kind == "base" and time.first is not None:
            return time if _COMPARED.match(passage.text, time.end, low) else None
    return None


@dataclass(frozen=True)
class Comparison:
    """The words of a comparison, the times it is with, and the one that changes without words of their own go on with."""

    words: str
    bases: Sequence[Period]
    above: Period | None  # with which the sentence compares all that follows
    told: Period | None


def comparison_of(
    passage: Passage, n: int, around: Surroundings, measure: Measure, frame: Frame, thread: Thread
) -> Comparison:
    """What the n-th number is compared with: what its clause says, else its sentence, in a census what was said last."""
    said, bases = _compared(passage, around), _bases(passage, n, around, measure)
    above, changed = compared_with(passage, n), measure.kind == "change"
    if above is not None and not bases and changed and not is_compared(said, bases):
        bases = [above]
    named = bases[-1] if bases and bases[-1].kind == "base" else None
    told = named or thread.named_base or (above if changed else None)
    unsaid = changed and not measure.compound and not bases and not is_compared(said, bases)
    if frame.census and told is not None and unsaid:
        bases = [told]
    return Comparison(said, bases, above, told)


def summed_since(
    passage: Passage,
    n: int,
    around: Surroundings,
    measure: Measure,
    timing: Timing,
    comparison: Comparison,
    thread: Thread,
    frame: Frame,
) -> Timing:
    """The time of a yearly average from when the change that it sums up began; any other time as it is."""
    if not measure.compound:
        if not _adds_up(around, measure, comparison):
            return timing
        years = _years_around(timing, thread, frame)
        return since(years[0] if years else shift_years(thread.since_when, 1), timing)
    if _TWO_YEARS.search(around.before):
        return since(shift_years(timing.first, -1), timing)
    if n and end_of_change(passage, n - 1) == "to" and thread.start is not None:
        timing = since(thread.start[0], timing)
    since_when = comparison.above or next(iter(comparison.bases), None)  # 与2010年相比, 比2010年
    if since_when is not None:
        return since(since_when.first, timing)
    if thread.since_when is not None:
        return since(thread.since_when, timing)  # 是2007年的2.5倍，年均增长16%
    if thread.ends is not None and timing.last in (None, thread.ends[1].last):
        return since(thread.ends[0].first, replace(timing, last=thread.ends[1].last))
    years = _years_around(timing, thread, frame) or _years_to_come(timing, frame)
    return since(years[0], timing) if years else _without_start(timing)


def _without_start(timing: Timing) -> Timing:
    """The time of a yearly average that nobody knows the beginning of: never one year alone."""
    last = timing.last
    if last is None or (timing.first, last) != (date(last.year, 1, 1), date(last.year, 12, 31)):
        return timing
    return replace(timing, first=None)


def _adds_up(around: Surroundings, measure: Measure, comparison: Comparison) -> bool:
    """Whether a change is told as the sum of years, and nothing says since when: 累计下降21%."""
    if measure.kind != "change" or measure.cue is None or is_compared(comparison.words, comparison.bases):
        return False
    return around.before.endswith("累计", 0, measure.cue)


def _years_around(timing: Timing, thread: Thread, frame: Frame) -> tuple[date, date] | None:
    """The years that the part of the report or plan, or all of it, is of, where a time is one of them."""
    cal = frame.calendar
    eras = [(p.first, p.last) for p in (thread.era, frame.era, frame.years) if p is not None]
    if cal.of_years:  # 到2025年，…年均增长6%: in the years of the plan
        eras.append((cal.reported_first, cal.reported_last))
    for first, last in eras:
        if first is None or last is None or timing.last is None or first.year == last.year:
            continue
        if first <= timing.last <= last and (timing.last.month, timing.last.day) == (12, 31):
            return date(first.year, 1, 1), last
    return None


def _years_to_come(timing: Timing, frame: Frame) -> tuple[date, date] | None:
    """The years from publication up to one by which something shall be: 到2027年，年均提高…."""
    published = frame.calendar.published
    if published is None or timing.last is None or timing.last.year <= published.year:
        return None
    return date(published.year, 1, 1), timing.last


def base_told(
    passage: Passage,
    n: int,
    measure: Measure,
    wording: Wording,
    timing: Timing,
    comparison: Comparison,
    thread: Thread,
    frame: Frame,
) -> tuple[date | None, date | None]:
    """The time that the n-th number is compared with; a change goes on with what came just before it."""
    said, bases = comparison.words, comparison.bases
    if not bases and (last := _rates_compared_before(passage, measure, wording, comparison)) is not None:
        bases = [last]  # 增速比一季度加快…；制造业增长4%，增速提高…: the same comparison
    base = base_of(measure, passage.quantities[n].unit, said, bases, timing)
    own_words = is_compared(said, bases)
    if _sums_up_change(passage, n, measure, wording, thread) and thread.start is not None and not own_words:
        return thread.start
    if frame.yearly and base == (None, None) and _is_unsaid_amount(measure, wording, said, bases):
        return shift_years(timing.first or timing.last, -1), shift_years(timing.last, -1)
    behind_amount = n > 0 and thread.measure is not None and thread.measure.rule == "amount-change"
    unsaid = measure.rule == "change" and not bases and not own_words and wording.rule == "carried"
    if behind_amount and unsaid and thread.base != (None, None):
        return thread.base  # 比2013年末增加109万个，增长10.7%: both since then
    return base


def _rates_compared_before(
    passage: Passage, measure: Measure, wording: Wording, comparison: Comparison
) -> Period | None:
    """The time with which the sentence compared another rate of growth, where one says nothing of its own."""
    told = comparison.told
    unsaid = measure.rule == "points" and not measure.against and _OF_RATE.search(wording.text) is not None
    if not unsaid or told is None or told.start < passage.sentence.start:
        return None
    return None if is_compared(comparison.words, comparison.bases) else told


def _is_unsaid_amount(measure: Measure, wording: Wording, said: str, bases: Sequence[Period]) -> bool:
    """Whether an amount told behind its level changed by so much, and nothing says since when: 在校生3万人，增加0.2万人."""
    amount = measure.rule == "amount-change" and not measure.compound and not measure.against
    return amount and wording.rule == "carried" and not bases and not is_compared(said, bases)


def _sums_up_change(passage: Passage, n: int, measure: Measure, wording: Wording, thread: Thread) -> bool:
    """Whether a change is that from one value to another just told: 由37%上升到52%，提高15个百分点.

    One of the same thing behind it goes on so: 甲市由86降至42，降幅51%，全省降幅46%.
    """
    if measure.kind != "change" or measure.compound or not n:
        return False
    before, same = thread.measure, thread.wording is not None and thread.wording.text == wording.text
    goes_on = before is not None and before.kind == "change" and not before.compound and same
    return end_of_change(passage, n - 1) == "to" or (goes_on and thread.base == thread.start)


def _compared(passage: Passage, around: Surroundings) -> str:
    """The words that say what a change is compared with: its own, and 环比看 before them."""
    lead = passage.text[max(passage.sentence.start, around.low - 40) : around.low]
    return ("环比" if re.search(r"环比[看来]", lead) else "") + around.before


def _bases(passage: Passage, n: int, around: Surroundings, measure: Measure) -> list[Period]:
    """Times in the clause that a change or multiple is measured from."""
    q = passage.quantities[n]
    if measure.kind == "multiple" and measure.cue is not None:
        return [
            p
            for p in passage.periods
            if around.left + measure.cue <= p.start < q.start and p.kind not in _NOT_A_TIME
        ]
    bases = [p for p in passage.periods if around.low <= p.start < q.start and p.kind == "base"]
    first, last = passage.siblings(n)
    return [bases[n - first]] if 1 < len(bases) == last - first + 1 else bases
