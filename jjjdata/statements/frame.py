"""What the document and the headings above a sentence say of all its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjjdata.documents.censuses import census
from jjjdata.documents.model import Document
from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.places import find_places
from jjjdata.statements.mood import heading_status
from jjjdata.statements.timing import Calendar, is_era, is_undated, single_year
from jjjdata.statements.whereabouts import heading_place

_DONE = re.compile(r"完成|落实|兑现|情况|进展|盘点|回顾")
_LIST_OF_AIMS = re.compile(r"(?:目标|任务)(?:任务)?清单|(?:办好|力推|推进|实施)[^，。]{0,10}民生实事")
_NAMED_PLAN = re.compile(
    r"《[^《》]{2,40}(?:方案|规划|計劃|计划|規劃|纲要|綱要)[（(](?P<years>(?:19|20)\d\d[^《》（）()]{1,3}(?:19|20)\d\d年)[）)]》"
)
_OPENING_OF_NEWS = 1000  # characters in which news name the plan that they tell of
_STRETCH = 58  # days: two months at least, so that a meeting of some days is none
_EARLY = 3  # months in which the year just over is what news tell of
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
    year_over: int | None = (
        None  # the year that a news item opens with, or the one just over: what 全年 is of
    )
    era: Period | None = None  # the years that the innermost heading with a time is of: 过去五年工作回顾

    years: Period | None = None  # several years that a heading names, beside one of them or alone

    @property
    def reports(self) -> bool:
        """Whether the document reports on times in parts, each of which may have its own."""
        return self.yearly or self.document.kind == "work report"

    @property
    def census(self) -> bool:
        """Whether the document tells of a census, so that its changes are since the one before."""
        return census(self.document.title) is not None

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
    if document.reported_period is None and document.kind in ("news", "other"):
        return _year_of_title(document)
    reported = (document.reported_period or "").split("/")
    return int(reported[-1][:4]) if reported[-1][:4].isdigit() else None


def _year_of_title(document: Document) -> int | None:
    """The year just over, where the title of news says that they tell of it: 去年投资位列全市首位."""
    published, title = document.published_last, document.title or ""
    if published is None or document.published_precision == "year":
        return None
    last = published.year - 1
    told = re.search(rf"去年|(?<!\d){last}年(?!以来|[—–至到-])", title) is not None
    return (
        last
        if told and not re.search(r"今年|\d{4}年?[—–至到-]|以来|20(?!" + str(last)[2:] + r")\d\d年", title)
        else None
    )


def frame_of(document: Document, headings: tuple[str, ...], times: Sequence[Period] = ()) -> Frame:
    """The frame below these headings (outermost first); `times` are all that the document names."""
    named = [find_places(h, home=document.place) for h in headings]
    year, era, years = None, None, None
    for heading in headings:
        told = [p for p in periods(heading, document.published, year=reported_year(document)) if is_era(p)]
        if told and told[0].last:
            dated = [p for p in told if p.kind in ("year", "relative-year") and p.last]
            year = dated[0].last.year if dated and dated[0].last else None
            era = None if dated else told[0]
            years = next((p for p in told if single_year(p) is None), None)
    part, calendar = _part_of_year(document), _calendar(document)
    if part is not None:
        calendar = replace(calendar, reported_first=part.first, reported_last=part.last)
    frame = Frame(
        document,
        replace(calendar, lead=part or _lead(document, times)),
        document.place,
        heading_status(headings) or _aims(document),
        heading_place(headings, named, document.place, own_report=document.kind == "work report"),
        year,
        _year_over(document, times),
    )
    return replace(frame, era=era, years=years) if frame.reports else frame


def _part_of_year(document: Document) -> Period | None:
    """The part of a year that the title of a report names (2030年上半年…运行情况): what it tells is of it."""
    if document.kind in ("news", "plan") or document.published_last is None:
        return None
    found = periods(document.title or "", document.published, year=reported_year(document))
    parts = (p for p in found if p.kind in ("half", "quarter", "span", "month") and p.first and p.last)
    over = (p for p in parts if p.last and p.last <= document.published_last and single_year(p) is not None)
    return next((p for p in over if p.last and (p.last.month, p.last.day) != (12, 31)), None)


def _calendar(document: Document) -> Calendar:
    reported = (document.reported_period or "").split("/")
    first, last = reported[0][:4], reported[-1][:4]
    return Calendar(
        document.published,
        document.published_last,
        date(int(first), 1, 1) if first.isdigit() else None,
        census(document.title) or (date(int(last), 12, 31) if last.isdigit() else None),
        plan=document.kind == "plan",
        plan_year=_plan_year(document.title),
        aimed=_planned(document),
    )


def _planned(document: Document) -> Period | None:
    """The years of the plan that the title of a list of aims names (“十四五”…目标清单), or that news tell of: 《…方案（2031—2033年）》."""
    told = _NAMED_PLAN.search(document.text[:_OPENING_OF_NEWS]) if document.kind == "news" else None
    named = (document.title or "") if _aims(document) else told["years"] if told else ""
    found = periods(named, document.published)
    return next((p for p in found if p.kind in ("plan", "span") and p.first and p.last), None)


def _aims(document: Document) -> str | None:
    """Target where the title says that the whole text lists what shall be done: 目标任务清单, 十件民生实事."""
    title = document.title or ""
    aims = document.kind != "work report" and _LIST_OF_AIMS.search(title) and not _DONE.search(title)
    return "target" if aims else None


def _plan_year(title: str | None) -> int | None:
    """The year of the yearly plan that a title names: 2019年工作要点."""
    match = re.search(r"(20\d\d)年[^，。]*(?:要点|计划|方案|安排)", title or "")
    return int(match[1]) if match else None


def _lead(document: Document, times: Sequence[Period]) -> Period | None:
    """The part of a year that a news item opens with (今年前三季度…): its undated figures are of it."""
    if not _is_news(document) or document.published_last is None:
        return None
    over = [
        p
        for p in _opening(times, "quarter", "half", "span")
        if p.first
        and p.last
        and p.last <= document.published_last
        and p.first.year == p.last.year
        and (p.last - p.first).days >= _STRETCH
    ]
    return over[0] if over else None


def _year_over(document: Document, times: Sequence[Period]) -> int | None:
    """The year of which a news item tells what was done in 全年: the one it opens with, or the one just over."""
    published = document.published_last
    if not _is_news(document) or published is None:
        return None
    last = published.year - 1
    told = [p.last.year for p in _opening(times, "year", "relative-year") if p.last and not is_undated(p)]
    if told:
        return last if told[0] == last else None
    return last if published.month <= _EARLY else None


def _is_news(document: Document) -> bool:
    return document.kind == "news" and reported_year(document) is None


def _opening(times: Sequence[Period], *kinds: str) -> list[Period]:
    """The times of these kinds that the lead of a news item names."""
    return [p for p in times if p.start < _OPENING and p.kind in kinds]
