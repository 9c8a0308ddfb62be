"""Actual or target: what happened against what shall happen."""

from __future__ import annotations

from datetime import date
from dataclasses import dataclass
import re
from functools import lru_cache

from jjjdata.statements.cues import alternatives, words


@dataclass(frozen=True)
class Mood:
    """Status with how it is known: stated in the sentence, from a heading, carried, or assumed."""

    status: str
    basis: str


@lru_cache(maxsize=1)
def _strong() -> re.Pattern[str]:
    target = alternatives(words("status.target", "strong"))
    actual = alternatives(words("status.actual", "strong"))
    return re.compile(rf"(?P<target>(?<![重主需只首]){_guard(target)})|(?P<actual>{actual})")


def _guard(cues: str) -> str:
    return f"(?:{cues})(?![素点闻塞件职道强害领紧求军来划])"


@lru_cache(maxsize=1)
def _weak() -> re.Pattern[str]:
    return re.compile(alternatives(words("status.target", "weak")))


@lru_cache(maxsize=4)
def _heading(status: str) -> re.Pattern[str]:
    return re.compile(alternatives(words("heading", status)))


def heading_status(headings: tuple[str, ...]) -> str | None:
    """Status that the headings above announce, the innermost that says anything first.

    >>> heading_status(("一、2024年工作回顾",)), heading_status(("二、2025年目标任务",))
    ('actual', 'target')
    """
    for heading in reversed(headings):
        if _heading("target").search(heading) and not _heading("actual").search(heading):
            return "target"
        if re.search(r"回顾|成效|成就|进展|总结|综合", heading):
            return "actual"
    return None


def status_of(
    clause: str,
    sentence_before: str,
    headings: str | None,
    carried: str | None,
    period_end: date | None,
    published: date | None,
    *,
    plan: bool,
) -> Mood:
    """Status of a number in `clause`; `sentence_before` are the words of the sentence up to it."""
    if period_end and published and period_end.year > published.year:
        return Mood("target", "period")
    cue = _last_cue(clause) or _last_cue(sentence_before)
    if period_end and published and period_end.year < published.year:
        return Mood("actual", "period")
    if cue:
        return Mood(cue, "stated")
    if headings == "target" and (_weak().search(clause) or _weak().search(sentence_before) or True):
        return Mood("target", "heading")
    if headings == "actual":
        return Mood("actual", "heading")
    if carried:
        return Mood(carried, "carried")
    return Mood("target" if plan else "actual", "assumed")


def _last_cue(words_before: str) -> str | None:
    found = None
    for match in _strong().finditer(words_before):
        found = match.lastgroup
    return found
