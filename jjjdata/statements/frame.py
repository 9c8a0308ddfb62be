"""What the document and the headings above a sentence say of all its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.documents.model import Document
from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.places import find_places
from jjjdata.statements.mood import heading_status
from jjjdata.statements.timing import Calendar, is_era
from jjjdata.statements.whereabouts import heading_place

_STRETCH = 58  # days: two months at least, so that a meeting of some days is none
_OPENING = 200  # how far the lead of a news item reaches, in characters


@dataclass(frozen=True)
class Frame:
    """What the document and the headings above a sentence say of all its numbers."""

    document: Document
    calendar: Calendar
    home: str | None
    status: str | None
    place: str | None
    year: int | None
    era: Period | None = None  # the years that the innermost heading with a time is of: 过去五年工作回顾

    @property
    def reports(self) -> bool:
        """Whether the document reports on times in parts, each of which may have its own."""
        return self.yearly or self.document.kind == "work report"

    @property
    def yearly(self) -> bool:
        """Whether the document reports on one year, so that what it tells without a time is of that year."""
        return reported_year(self.document) is not None

    @property
    def year_aimed_at(self) -> int | None:
        """The year that 全年 or 年末 is of below a heading of what shall be."""
        published = self.calendar.published
        return published.year if self.status == "target" and published else None

    @property
    def plan(self) -> bool:
        """Whether the document is a plan, so that what it tells without a tense is asked for."""
        return self.document.kind == "plan"


def reported_year(document: Document) -> int | None:
    """The year that a report is of, the last one where it looks back on several; None for plans and news."""
    if document.kind == "plan":
        return None
    reported = (document.reported_period or "").split("/")
    return int(reported[-1][:4]) if reported[-1][:4].isdigit() else None


def frame_of(document: Document, headings: tuple[str, ...], lead: Period | None = None) -> Frame:
    """The frame below these headings (outermost first)."""
    named = [find_places(h, home=document.place) for h in headings]
    year, era = None, None
    for heading in headings:
        told = [p for p in periods(heading, document.published, year=reported_year(document)) if is_era(p)]
        if told and told[0].last:
            dated = [p for p in told if p.kind in ("year", "relative-year") and p.last]
            year = dated[0].last.year if dated and dated[0].last else None
            era = None if dated else told[0]
    frame = Frame(
        document,
        replace(_calendar(document), lead=lead),
        document.place,
        heading_status(headings),
        heading_place(headings, named, document.place),
        year,
    )
    return replace(frame, era=era) if frame.reports else frame


def _calendar(document: Document) -> Calendar:
    reported = (document.reported_period or "").split("/")
    first, last = reported[0][:4], reported[-1][:4]
    return Calendar(
        document.published,
        document.published_last,
        date(int(first), 1, 1) if first.isdigit() else None,
        date(int(last), 12, 31) if last.isdigit() else None,
        plan=document.kind == "plan",
        plan_year=_plan_year(document.title),
    )


def _plan_year(title: str | None) -> int | None:
    """The year of the yearly plan that a title names: 2019年工作要点."""
    match = re.search(r"(20\d\d)年[^，。]*(?:要点|计划|方案|安排)", title or "")
    return int(match[1]) if match else None


def lead_of(document: Document, times: Sequence[Period]) -> Period | None:
    """The part of a year that a news item opens with (今年前三季度…): its undated figures are of it."""
    if document.kind != "news" or reported_year(document) is not None or document.published_last is None:
        return None
    opening = [
        p
        for p in times
        if p.start < _OPENING and p.kind in ("quarter", "half", "span") and p.first and p.last
    ]
    over = [
        p
        for p in opening
        if p.last
        and p.last <= document.published_last
        and p.first
        and p.first.year == p.last.year
        and (p.last - p.first).days >= _STRETCH
    ]
    return over[0] if over else None
