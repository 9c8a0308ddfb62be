"""The reader: finds times in a text, joins them, and keeps what was named before in mind."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from jjjdata.catalogue.units import match_unit
from jjjdata.recognise.datelines import datelines
from jjjdata.recognise.periods.calendar import Setting, published_days, year_days
from jjjdata.recognise.periods.grammar import candidate, grammar
from jjjdata.recognise.periods.joins import read_joined
from jjjdata.recognise.periods.model import Period
from jjjdata.recognise.periods.parts import number
from jjjdata.recognise.periods.stretches import Reading, closed, read_event, read_stretch
from jjjdata.recognise.periods.words import words

_ANCHORS: Final = frozenset(
    {
        "year",
        "relative-year",
        "half",
        "quarter",
        "month",
        "day",
        "year-end",
        "year-start",
        "month-end",
        "span",
        "as-of",
    }
)
"""Kinds of time that a later 当年 or a month without a year may refer to."""
_LEAD: Final = 8  # the longest words that lead to an amount
_BREAK: Final = re.compile(r"[。！？!?\n]")
# Dates in titles and datelines are part of a name.
_TITLE: Final = re.compile(r"《[^《》\n]{1,80}》")

# Written in another script or width, the grammar's words keep their length.
_OTHER: Final = "年後個來週號從過連續當現內間開禮黨國時應給將為計劃綱遠會歷達導寶華種雙學際兩萬億幾餘終點觀變際從與歲麽為０１２３４５６７８９－／．"
_PLAIN: Final = "年后个来周号从过连续当现内间开礼党国时应给将为计划纲远会历达导宝华种双学际两万亿几余终点观变际从与岁么为0123456789-/."
_SCRIPT: Final = dict(zip(_OTHER, _PLAIN, strict=True))
_FOREIGN: Final = re.compile(f"[{_OTHER[1:]}]")


def periods(
    text: str, published: date | None = None, *, precision: str = "day", year: int | None = None
) -> list[Period]:
    """Every expression of time in `text`, in order, without overlap.

    Args:
        text: Chinese prose; simplified or traditional script, half-width or full-width digits.
        published: when the text was published (what 去年, 目前 and 近三年 count from).
        precision: how exactly that is known: "day", "month" or "year".
        year: the year that a yearly report is about (全年, 年末, 12月份); without it that of publication.

    Returns:
        Periods with offsets in code points. `first` and `last` are inclusive, None where the words and the
        dates given do not say. What each `kind` means is in `KINDS`. A number of years that is an amount
        (工期3年) is no period.

    >>> [(p.text, str(p.first), str(p.last), p.kind) for p in periods("2016年以来连续四年", date(2022, 2, 1))]
    [('2016年以来连续四年', '2016-01-01', '2019-12-31', 'span')]
    >>> [(p.text, p.last, p.kind) for p in periods("截至2017年底，比上年增长")]
    [('截至2017年底', datetime.date(2017, 12, 31), 'as-of'), ('上年', datetime.date(2016, 12, 31), 'base')]
    """
    if precision not in ("day", "month", "year"):
        raise ValueError(f"precision must be day, month or year, not {precision!r}")
    plain = _FOREIGN.sub(lambda m: _SCRIPT[m[0]], text)
    setting = Setting(published_days(published, precision) if published else None, year)
    titles = sorted((*(m.span() for m in _TITLE.finditer(plain)), *datelines(plain)), reverse=True)
    found: list[Period] = []
    search, pos = candidate().search, 0
    while match := search(plain, pos):
        start = match.start()
        setting = _after_breaks(plain, pos, start, setting)
        reading = _read(plain, start, setting)
        if reading is None:
            pos = start + 1
            continue
        if plain.endswith(tuple(words()["before"]["lunar"]), 0, start):
            reading = Reading(reading.end, None, None, "vague")
        while titles and titles[-1][1] <= start:
            titles.pop()
        kind = _kind(plain, start, reading, in_title=bool(titles) and titles[-1][0] < start)
        found.append(Period(start, reading.end, text[start : reading.end], reading.first, reading.last, kind))
        if kind in _ANCHORS and reading.days:
            setting = replace(setting, near=reading.days, line=reading.days)
        pos = reading.end
    return found


def _after_breaks(text: str, start: int, end: int, setting: Setting) -> Setting:
    """The setting after a stretch of text: a sentence's end forgets the time named, a line's end the paragraph's."""
    if setting.line is None:
        return setting
    if text.find("\n", start, end) >= 0:
        return replace(setting, near=None, line=None)
    if setting.near and _BREAK.search(text, start, end):
        return replace(setting, near=None)
    return setting


def _read(text: str, pos: int, setting: Setting) -> Reading | None:
    """The time that begins at `pos`, by the first rule that reads one."""
    if _is_amount(text, pos):
        return None
    return (
        read_event(text, pos, setting)
        or _read_name(text, pos)
        or read_joined(text, pos, setting)
        or read_stretch(text, pos, setting)
    )


def _is_amount(text: str, pos: int) -> bool:
    """压缩至5天以内, 提前3个月: how long something takes, or by how much."""
    pieces = grammar()
    if pieces["amount"].match(text, pos) is None:
        return False
    return pieces["amount_lead"].search(text, max(0, pos - _LEAD), pos) is not None


def _read_name(text: str, pos: int) -> Reading | None:
    """A date that only names: “5·12”, 2031滨海经济论坛, （2016—2035）."""
    pieces = grammar()
    match = pieces["date_name"].match(text, pos)
    if match:
        return Reading(match.end(), None, None, "name")
    match = pieces["bare_name"].match(text, pos)
    if match and (match_unit(text, match.end()) is None or text.startswith("年会", match.end())):
        return closed(match.end(), year_days(number(match[0])), "name")
    match = pieces["bracket_years"].match(text, pos)
    if match:
        days = year_days(number(match["by1"]), number(match["by2"]))
        return closed(match.end(), days, "name" if _after_title(text, pos) else "span")
    return None


# 与2010年（第六次普查，下同）的8042万人|相比: the value of that time may stand between.
_COMPARED_BEHIND: Final = re.compile(r"(?:[（(][^（）()]{0,24}[）)])?[^，,；;。：:、和与]{0,24}?相[比较]")
# 比1-2月、|1-3月分别回落…: each of several times side by side.
_BASES_LISTED: Final = re.compile(
    r"(?<![占对相可类])[比较](?:今年|上年|去年)?[\d年月份一二三四前上半季度—–~～至-]{2,16}(?:、[\d年月份一二三四前上半季度—–~～至-]{2,16})*[、和]$"
)
_CENSUS: Final = re.compile(r"第[一二三四五六七八九十]次全国[^，。；：\d]{2,6}普查$")


def _kind(text: str, start: int, reading: Reading, *, in_title: bool) -> str:
    """The reading's kind, unless what stands around it makes it a name or a base of comparison."""
    if in_title or _is_name(text, start, reading):
        return "name"
    if reading.kind not in ("name", "base", "recurring", "since", "until", "as-of") and _is_base(
        text, start, reading.end
    ):
        return "base"
    return reading.kind


def _is_name(text: str, start: int, reading: Reading) -> bool:
    """2022年版, “十四五”规划, 总体规划（2016—2035年）."""
    if reading.kind == "plan":
        return text.startswith(tuple(words()["names"]["plan_after"]), reading.end)
    if reading.kind not in ("year", "span", "relative-year", "day", "month"):
        return False
    if grammar()["name_after"].match(text, reading.end):
        return True
    return text.startswith(("）", ")"), reading.end) and _after_title(text, start)


def _after_title(text: str, start: int) -> bool:
    """Whether an opening bracket behind a title stands directly before."""
    return text[start - 1 : start] in ("（", "(") and text.endswith(
        tuple(words()["names"]["titles"]), 0, start - 1
    )


def _is_base(text: str, start: int, end: int) -> bool:
    """比上年, 较2012年, 与2019年相比, 2012年的2.6倍."""
    if grammar()["multiple"].match(text, end):
        return True
    w = words()["before"]
    if _BASES_LISTED.search(text, max(0, start - 40), start):
        return True
    if text.endswith(tuple(w["compared"]), 0, start):
        return not text.endswith(tuple(w["not_compared"]), 0, start)
    census = _CENSUS.search(text, max(0, start - 16), start)
    between = text.endswith(tuple(w["compared_between"]), 0, census.start() if census else start)
    return between and (
        text.startswith(tuple(w["compared_behind"]), end) or _COMPARED_BEHIND.match(text, end) is not None
    )
