"""Actual or target: what happened against what shall happen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jjjdata.statements.cues import alternatives, words
from jjjdata.statements.layout import heading_level


@dataclass(frozen=True)
class Mood:
    """Status with how it is known: stated in the sentence, from a heading, carried, or assumed."""

    status: str
    basis: str


_DONE = re.compile(r"[^，,；;。]{0,12}[，,、]?[^，,；;。]{0,16}[，,]?[都也均全]?已")
_QUOTED = re.compile("[“「][^“”「」]*[”」]")
_ITEMS_PART = re.compile(r"[；;]")
_TO_COME = re.compile(r"[\u4e00-\u9fff“”]{2,14}(?:将(?![军近])|拟(?=[^人])|有望|力争)")


@lru_cache(maxsize=1)
def _strong() -> re.Pattern[str]:
    target = alternatives(words("status.target", "strong"), literal=False)
    actual = alternatives(words("status.actual", "strong"), literal=False)
    compared = alternatives(words("status.actual", "compared"), literal=False)
    return re.compile(rf"(?P<target>{target})|(?P<actual>{actual})|(?P<compared>{compared})")


@lru_cache(maxsize=1)
def _weak() -> re.Pattern[str]:
    return re.compile(alternatives(words("status.target", "weak"), literal=False))


@lru_cache(maxsize=1)
def _forecast() -> re.Pattern[str]:
    return re.compile(alternatives(words("status.target", "forecast"), literal=False))


@lru_cache(maxsize=1)
def _items() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('status.actual', 'items'), literal=False)})$")


@lru_cache(maxsize=4)
def _heading(status: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("heading", status)))


def heading_status(headings: tuple[str, ...]) -> str | None:
    """Status that the headings above announce: the chapter's, else that of the innermost that says anything.

    >>> heading_status(("一、2024年工作回顾",)), heading_status(("二、2025年目标任务",))
    ('actual', 'target')
    """
    headings = tuple(_QUOTED.sub("", h) for h in headings)  # “任务单” in a headline announces no tasks
    chapters = [
        h for h in headings if heading_level(h) == 1
    ]  # what a chapter announces holds for all its sections
    for heading in (*chapters, *reversed(headings)):
        if _heading("actual").search(heading):
            return "actual"
        if _heading("target").search(heading):
            return "target"
    return None


@dataclass(frozen=True)
class Tense:
    """What is known of a number's time against the document's: whole years of publication are still running."""

    period_last: date | None
    running: bool  # the period is the whole year of publication
    published: date | None
    begun: bool = False  # that year has hardly begun, and is named: what is told of it is to come
    ahead: bool = False  # the period is a day by which something shall be, still to come: 到今年底


def status_of(
    clause: str,
    before: str,
    tense: Tense,
    heading: str | None,
    carried: str | None,
    *,
    counted: bool,
    items: bool,
    afterwards: str,
    plan: bool,
) -> Mood:
    """Status of a number.

    `clause` are the words of its clause up to it, `before` those of the sentence before that, `afterwards` the
    rest of the sentence; `counted` says that things are counted, `items` that these are the plan's own items.
    """
    if tense.period_last and tense.published and tense.period_last.year > tense.published.year:
        return Mood("target", "period")
    if tense.period_last and tense.published and tense.period_last.year < tense.published.year:
        return Mood("actual", "expected" if _forecast().search(clause) else "period")
    if tense.ahead:
        return Mood("target", "period")
    if counted and _items().search(clause):
        return Mood("actual", "items")
    forecast = _forecast().search(clause) is not None
    if heading == "actual":
        return Mood("actual", "expected" if forecast else "heading")
    if forecast:  # what is expected of a time still running is to come; of one that is over, an early result
        running = tense.running or tense.period_last is None
        return Mood("target", "stated") if running and heading != "actual" else Mood("actual", "expected")
    cue = _last_cue(clause) or _last_cue(before)
    if cue == "compared":
        cue = "actual" if heading is None and not plan and _last_cue(before, "compared") != "target" else None
    if cue:
        return Mood(cue, "stated")
    if _TO_COME.match(afterwards):
        return Mood("target", "stated")
    if items or _DONE.match(afterwards):
        return Mood("actual", "items" if items else "stated")
    weak = _weak().search(clause) is not None
    if tense.running and (weak or tense.begun):
        return Mood("target", "running-year")
    if heading is not None:
        return Mood(heading, "heading")
    if plan:
        return Mood("target", "assumed")
    if carried == "target" and not weak:
        return Mood("actual", "assumed")
    if carried:
        return Mood(carried, "carried")
    return Mood("actual", "assumed")


def within_item(words_before: str) -> str:
    """The words of a sentence before a clause, without what was planned in other items of its list.

    >>> within_item("今年计划建成铁路；三条路完工；")
    '今年建成铁路；三条路完工；'
    """
    *items, item = _ITEMS_PART.split(words_before)
    return "；".join((*(i.replace("计划", "") for i in items), item))


def sentence_status(sentence: str) -> str | None:
    """What a sentence without numbers says of the time of its paragraph: its first strong cue."""
    match = _strong().search(sentence)
    return "actual" if match and match.lastgroup == "compared" else match.lastgroup if match else None


def _last_cue(words_before: str, besides: str = "") -> str | None:
    """The last strong cue: target, actual, or compared where nothing but a comparison is told."""
    found = None
    for match in _strong().finditer(words_before):
        if match.lastgroup != besides and not (found and match.lastgroup == "compared"):
            found = match.lastgroup
    return found
