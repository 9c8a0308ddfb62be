"""What a number hands on to the next one: the subject, time and place that Chinese leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.recognise.periods import Period
from jjjdata.recognise.places import PlaceMention
from jjjdata.statements.frame import Frame
from jjjdata.statements.measure import Measure
from jjjdata.statements.mood import sentence_status
from jjjdata.statements.passage import Passage
from jjjdata.statements.sides import Scope
from jjjdata.statements.timing import carries_on, is_deadline, is_era
from jjjdata.statements.whereabouts import Whereabouts, leading_place
from jjjdata.statements.wording_model import Wording

_OPENING = 8  # characters that may lead to a time which opens a sentence: 刚刚过去的2021年
_LINE_ENDS = re.compile(r"[。：:；;\s]*\n")
_ITEM_FOLLOWS = re.compile(r"[。：:；;\s]*\n\s*[—─–-]{1,2}(?![\d—─])")
_PARAGRAPH_ENDS = re.compile(r"[。”’」\s]*\n")
_DIVIDES = re.compile(r"\s*[从分](?:季度|季|月度?|环比)[来看]")
_HELD = re.compile(r"召开|举行|举办|开幕")


@dataclass(frozen=True)
class Told:
    """Of what a number was, and where."""

    kind: str
    wording: Wording
    where: Whereabouts
    among: int = 1  # how many values stood side by side


@dataclass(frozen=True)
class Thread:
    """What a number hands on to the next one: wording, measure, place, total, and the running status and time."""

    wording: Wording | None = None
    earlier: Wording | None = None  # the last wording of the sentence before, within the paragraph
    told: Period | None = None  # the last time of the sentence before, which 其中 goes on with
    subjects: tuple[
        Told, ...
    ] = ()  # what the numbers of the sentence were of: a list may answer to the last ones
    measure: Measure | None = None
    base: tuple[date | None, date | None] = (None, None)
    start: tuple[date | None, date | None] | None = (
        None  # the time from which the change just told of went on
    )
    place: str | None = None
    opening: str | None = None  # the place that opened the sentence: it may be the next one's subject too
    last_place: str | None = None
    counterpart: str | None = None
    groups: tuple[str, ...] = ()
    named_base: Period | None = None  # the last time that changes were said to be compared with
    in_sentence: bool = False
    total: str | None = None  # the last whole that the sentence before told of: what 其中 opens on
    levels: tuple[
        dict[str, object], ...
    ] = ()  # rows of the amounts of the sentence before, of which those behind 其中 may be parts
    status: str | None = None
    period: Period | None = None
    lasting: Period | None = None  # the paragraph's own time, which a month told in passing does not end
    aggregation: str | None = None
    last_aggregation: str | None = None
    event: Period | None = (
        None  # the days of the meeting or fair that a report is about: what 此次会议 points at
    )
    ends: tuple[Period, Period] | None = (
        None  # the years from which to which the paragraph's last change went
    )
    since_when: date | None = (
        None  # the first day of the year that a multiple of the sentence is of: 2007年的2.5倍
    )
    held: Period | None = None  # the deadline that opened a list of dashed items: it holds over all of them
    era: Period | None = None  # what a part of a report is of, as a sentence without figures says: 五年来，…

    def next_sentence(
        self,
        *,
        same_paragraph: bool,
        same_heading: bool,
        same_chapter: bool,
        published: date | None,
        months: bool = False,
    ) -> Thread:
        """What lasts beyond the sentence: a chapter's era, a heading's status; in a paragraph place, year and deadline.

        `months` says that the document reports on months, so that one of them lasts as a quarter does.
        """
        status = self.status if same_heading else None
        era = self.era if same_chapter else None
        if not same_paragraph:
            return Thread(
                status=status, groups=self.groups, named_base=self.named_base, event=self.event,
                held=self.held, era=era,
            )  # fmt: skip
        month = months and self.period is not None and self.period.kind == "month"
        lasts = month or carries_on(self.period) or is_deadline(self.period, published)
        period = self.period if lasts else self.lasting
        return Thread(
            earlier=self.wording or self.earlier,
            told=self.period,
            total=self.total,
            levels=self.levels,
            status=status,
            period=period,
            lasting=period,
            place=self.opening,
            opening=self.opening,
            groups=self.groups,
            named_base=self.named_base,
            event=self.event,
            ends=self.ends,
            held=self.held,
            era=era,
        )


def groups_named(
    known: tuple[str, ...], mentions: Sequence[PlaceMention], listed: Sequence[str] = ()
) -> tuple[str, ...]:
    """Groups of places named so far, the latest last, each once; `listed` are places told side by side (甲市、乙市)."""
    named = [m.place for m in mentions if m.kind == "group" and m.place]
    named += [g for g in listed if g not in named]
    return tuple(dict.fromkeys((*(g for g in known if g not in named), *named)))


def after_sentence(passage: Passage, frame: Frame, thread: Thread) -> Thread:
    """What a sentence hands on: the place that opens it; one without numbers also its year and its tense."""
    place = leading_place(
        passage.text,
        passage.sentence.start,
        passage.places,
        Scope(None, frame.place, frame.home, thread.groups),
    )
    event = _event(passage)
    held = _held(passage, thread)
    if passage.quantities:
        period = _gone_on_with(passage, thread)
        return replace(
            thread, opening=place or thread.opening, event=event or thread.event, period=period, held=held,
            status=None if _ends_status(passage, frame) else thread.status,
        )  # fmt: skip
    stated = [p for p in passage.periods if carries_on(p)]
    return replace(
        thread,
        opening=place or thread.opening,
        event=event or thread.event,
        held=held,
        era=_era(passage, frame) or thread.era,
        period=stated[-1] if stated else thread.period,
        status=None
        if _ends_status(passage, frame)
        else sentence_status(passage.text[passage.sentence.start : passage.sentence.end]) or thread.status,
    )


def _ends_status(passage: Passage, frame: Frame) -> bool:
    """Whether what a sentence says of a year to come (2024年将…) ends with its paragraph, as it does in news.

    News of a yearly plan go on with what shall be.
    """
    if frame.plan or frame.reports or frame.calendar.plan_year is not None or frame.status is not None:
        return False
    told = sentence_status(passage.text[passage.sentence.start : passage.sentence.end])
    if told != "target" or not any(map(carries_on, passage.periods)):
        return False
    return _PARAGRAPH_ENDS.match(passage.text, passage.sentence.end) is not None


def _held(passage: Passage, thread: Thread) -> Period | None:
    """The deadline that opens a sentence before dashed items (到2027年，…：), until the last of them."""
    if _LINE_ENDS.match(passage.text, passage.sentence.end) is None:
        return thread.held
    if _ITEM_FOLLOWS.match(passage.text, passage.sentence.end) is None:
        return None
    near = (p for p in passage.periods if p.start - passage.sentence.start <= _OPENING)
    return next((p for p in near if p.kind == "until" and p.last is not None), thread.held)


def _gone_on_with(passage: Passage, thread: Thread) -> Period | None:
    """The time with which the paragraph goes on: not the parts of one that a sentence told of in passing.

    分季度看，一季度…，三季度… divides what the sentence before told; 前三季度…；其中，三季度… opens with the whole.
    """
    sentence = passage.sentence
    if thread.lasting is not None and _DIVIDES.match(passage.text, sentence.start, sentence.end):
        return thread.lasting
    first = next((p for p in passage.periods if p.kind != "base"), None)
    last = thread.period
    if first is None or last is None or first.start - sentence.start > _OPENING or not carries_on(first):
        return last
    if first.first is None or first.last is None or last.first is None or last.last is None:
        return last
    within = first.first <= last.first and last.last <= first.last and last.start > first.start
    return first if within else last


def _era(passage: Passage, frame: Frame) -> Period | None:
    """The time that opens a sentence without figures, so that the part of the report or plan which it opens is of it."""
    if frame.plan:
        first = next((p for p in passage.periods if is_deadline(p, frame.calendar.published)), None)
    else:
        first = next((p for p in passage.periods if frame.reports and is_era(p)), None)
    near = first is not None and first.start - passage.sentence.start <= _OPENING
    return first if near else None


def _event(passage: Passage) -> Period | None:
    """The days on which a sentence says that a meeting was held."""
    held = _HELD.search(passage.text, passage.sentence.start, passage.sentence.end)
    return (
        next((p for p in passage.periods if p.kind in ("day", "span") and p.first is not None), None)
        if held
        else None
    )
