"""Times joined: spans (从…到…), starts (…以来), deadlines (…前), and what stands at a day (截至…)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jjjdata.recognise.periods.calendar import Days, Setting, shift_days, shift_months, year_days
from jjjdata.recognise.periods.grammar import grammar
from jjjdata.recognise.periods.moments import read_moment
from jjjdata.recognise.periods.parts import Moment, number
from jjjdata.recognise.periods.stretches import Reading, closed
from jjjdata.recognise.periods.words import words

_POINTS: Final = frozenset({"year-end", "month-end", "day", "now", "year-start"})
_DATED: Final = _POINTS | {"year", "relative-year", "half", "quarter", "month", "week", "decade"}
_MODIFIABLE: Final = _DATED - {"now"} | {"span", "plan"}


def read_joined(text: str, pos: int, setting: Setting) -> Reading | None:
    """A time with the words around it, or None."""
    before = grammar()["before"].match(text, pos)
    if before:
        start = before.end() + (text[before.end() : before.end() + 1] == " ")
        found = _read_span(text, start, setting)
        reading = found and _after_cue(text, before, found, setting)
        if reading:
            return reading
    found = _read_span(text, pos, setting)
    return _with_tail(text, found, setting) if found else None


def _after_cue(text: str, cue: re.Match[str], found: Moment, setting: Setting) -> Reading | None:
    """What 截至, 到 or 从 makes of the time behind it; None where it says nothing of it."""
    if cue["asof"]:
        end = _skip(text, found.end, "sofar")
        last = found.days[1] if found.days else None
        return closed(end, found.days, "now") if found.kind == "now" else Reading(end, last, last, "as-of")
    if cue["till"]:
        return _deadline(text, found, setting) if found.kind in _DATED | {"plan"} else None
    if found.kind == "span":
        return _with_tail(text, found, setting)
    other_word = text.endswith(tuple(words()["before"]["not_since_after"]), 0, cue.start())
    return None if other_word or found.kind not in _MODIFIABLE else _start(text, cue["from"], found, setting)


def _start(text: str, word: str, found: Moment, setting: Setting) -> Reading | None:
    """自2014年, 从2014年起: 从 alone makes no start."""
    reading = _with_tail(text, found, setting)
    if reading.kind == "since":
        return reading
    return _since(found.end, found, setting) if word in ("自", "自从") and reading.end == found.end else None


def _deadline(text: str, found: Moment, setting: Setting) -> Reading:
    """到2035年 names the year of the goal; 到2018年底, gone by, the day of the state."""
    tail = _with_tail(text, found, setting)
    if tail.kind == "until":
        return tail
    if found.kind == "now":
        return closed(_skip(text, found.end, "sofar"), found.days, "now")
    if found.days is None:
        return closed(found.end, None, "until")
    last = found.days[1]
    named = found.days[0] if found.kind in ("month", "day", "week") else last
    ahead = setting.published is not None and named > setting.published[1]
    if found.kind in _POINTS:
        return Reading(found.end, None, last, "until") if ahead else Reading(found.end, last, last, "as-of")
    return closed(found.end, found.days, "until" if ahead or setting.published is None else found.kind)


def _skip(text: str, pos: int, cue: str) -> int:
    """The end of a word of that cue at `pos`, else `pos`."""
    match = grammar()["behind"].match(text, pos)
    return match.end() if match and match[cue] else pos


def _read_span(text: str, pos: int, setting: Setting) -> Moment | None:
    """A time, with a second one joined to it if there is one."""
    first = read_moment(text, pos, setting)
    if first is None or first.kind not in _MODIFIABLE | {"vague"}:
        return first
    pieces = grammar()
    between = None
    link = pieces["to"].match(text, first.end) or pieces["slash"].match(text, first.end)
    if link is None:
        link = between = pieces["and"].match(text, first.end)
    if link is None:
        return first
    second = read_moment(text, link.end(), replace(setting, near=first.days or setting.near))
    if second is None or second.kind not in _DATED | {"vague", "span"}:
        return first
    closing = pieces["between"].match(text, second.end) if between else None
    if between and closing is None:
        return first
    if second.kind == "now":
        return replace(first, end=second.end, kind="since", days=_since_days(first, setting))
    kind = "vague" if second.kind == "vague" else "span"
    return Moment(
        closing.end() if closing else second.end, _span_days(first, second), kind, dated=first.dated
    )


def _span_days(first: Moment, second: Moment) -> Days | None:
    """From the first day of the one to the last day of the other."""
    if first.days is None or second.days is None:
        return None
    start, stop = first.days[0], second.days[1]
    if stop < start and not second.dated:
        stop = shift_months(stop, 12)
    return (start, stop) if start <= stop else None


def _since_days(found: Moment, setting: Setting) -> Days | None:
    if found.days is None or setting.published is None or found.days[0] > setting.published[1]:
        return None
    return found.days[0], setting.published[1]


def _since(end: int, found: Moment, setting: Setting) -> Reading:
    """From the first day of a time to publication."""
    days = _since_days(found, setting)
    return Reading(end, found.days[0] if found.days else None, days[1] if days else None, "since")


def _with_tail(text: str, found: Moment, setting: Setting) -> Reading:
    """A time with what follows it: 以来, 之后, 前, 期间."""
    if found.kind == "since":
        return _since(found.end, found, setting)
    plain = closed(found.end, found.days, found.kind)
    tail = grammar()["behind"].match(text, found.end)
    if tail is None or tail["sofar"] or found.kind not in _MODIFIABLE | {"vague"}:
        return plain
    if tail["during"] or found.kind == "vague":
        loose = tail["during"] == "间" and found.kind != "span"
        return plain if loose else replace(plain, end=tail.end())
    if tail["since"]:
        return _running(text, tail.end(), found) or _since(tail.end(), found, setting)
    return _bounded(tail, found, setting) or plain


def _running(text: str, end: int, found: Moment) -> Reading | None:
    """2016年以来连续四年: four years from that one on."""
    match = grammar()["running"].match(text, end)
    if match is None or found.days is None or number(match["n"]) < 1:
        return None
    first = found.days[0]
    days = year_days(first.year, first.year + number(match["n"]) - 1)
    return closed(match.end(), days, "span")


def _bounded(tail: re.Match[str], found: Moment, setting: Setting) -> Reading | None:
    """之后, 之前, 前, 内: a start or a deadline."""
    end = tail.end()
    if tail["within"]:
        return closed(end, found.days, "until") if found.kind != "span" else None
    if tail["later"]:
        start = shift_days(found.days[1], 1) if found.days else None
        last = setting.published[1] if setting.published else None
        return Reading(end, start, last if start and last and start <= last else None, "since")
    if found.days is None:
        return Reading(end, None, None, "until")
    first, last = _not_gone_by(found.days, found, setting)
    by_then = found.kind in ("year-end", "month-end") or (found.kind == "day" and tail["earlier"] == "前")
    if tail["until"] or by_then:
        return Reading(end, None, last, "until")
    return Reading(end, None, shift_days(first, -1), "until")


def _not_gone_by(days: Days, found: Moment, setting: Setting) -> Days:
    """A deadline without a year of its own is not before publication: 6月底前 is of the year of publication."""
    published = setting.published
    if found.dated or setting.near or published is None or days[1] >= published[0]:
        return days
    months = 12 * max(published[0].year - days[1].year, 0)
    return shift_months(days[0], months), shift_months(days[1], months)
