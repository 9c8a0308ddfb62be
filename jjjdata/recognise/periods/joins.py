"""Times joined: spans (从…到…), starts (…以来), deadlines (…前), and what stands at a day (截至…)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from jjjdata.recognise.periods.calendar import Days, Setting, shift_days, shift_months, year_days
from jjjdata.recognise.periods.grammar import grammar
from jjjdata.recognise.periods.moments import Moment, number, read_moment
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
        if found.kind == "now":
            return closed(end, found.days, "now")
        last = found.days[1] if found.days else None
        return Reading(end, last, last, "as-of")
    if cue["till"]:
        return _deadline(text, found, setting) if found.kind in _DATED | {"plan"} else None
    if found.kind == "span":
        return _with_tail(text, found, setting)
    if found.kind not in _MODIFIABLE or text.endswith(
        tuple(words()["before"]["not_since_after"]), 0, cue.start()
    ):
        return None
    reading = _with_tail(text, found, setting)
    if reading.kind == "since" or reading.end > found.end or cue["from"] not in ("自", "自从"):
        return reading if reading.kind == "since" else None
    return _since(found.end, found, setting)


def _deadline(text: str, found: Moment, setting: Setting) -> Reading:
    """到2035年 names the year of the goal; 到2018年底, gone by, the day of the state."""
    tail = _with_tail(text, found, setting)
    if tail.kind == "until":
        return tail
    if found.kind == "now":
        return closed(_skip(text, found.end, "sofar"), found.days, "now")
    if found.kind not in _POINTS or found.days is None:
        return closed(found.end, found.days, "until")
    last = found.days[1]
    ahead = setting.published is not None and last > setting.published[1]
    return Reading(found.end, None, last, "until") if ahead else Reading(found.end, last, last, "as-of")


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
    joint = pieces["to"].match(text, first.end)
    between = None if joint else pieces["and"].match(text, first.end)
    link = joint or between
    if link is None:
        return first
    second = read_moment(text, link.end(), replace(setting, near=first.days or setting.near))
    if second is None or second.kind not in _DATED | {"vague", "span"}:
        return first
    end = second.end
    if between:
        closing = pieces["between"].match(text, end)
        if closing is None:
            return first
        end = closing.end()
    if second.kind == "now":
        return replace(first, end=end, kind="since", days=_since_days(first, setting))
    return Moment(
        end, _span_days(first, second), "vague" if second.kind == "vague" else "span", dated=first.dated
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
    if found.kind not in _MODIFIABLE | {"vague", "until"}:
        return plain
    tail = grammar()["behind"].match(text, found.end)
    if tail is None:
        return plain
    end = tail.end()
    if tail["during"]:
        return replace(plain, end=end) if tail["during"] != "间" or found.kind == "span" else plain
    if tail["sofar"]:
        return plain
    if found.kind in ("vague", "until"):
        return replace(plain, end=end) if found.kind == "vague" and tail["since"] != "起" else plain
    if tail["since"]:
        return _running(text, end, found) or _since(end, found, setting)
    return _bounded(tail, found, setting) or plain


def _running(text: str, end: int, found: Moment) -> Reading | None:
    """2019年以来连续三年: three years from that one on."""
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
    if (
        tail["until"]
        or found.kind in ("year-end", "month-end")
        or (found.kind == "day" and tail["earlier"] == "前")
    ):
        return Reading(end, None, found.days[1], "until")
    return Reading(end, None, shift_days(found.days[0], -1), "until")
