"""What a period is, and the kinds of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

KINDS: Final[dict[str, str]] = {
    "year": "a calendar year: 2023年, 二〇二三年, 2023年度, '98年",
    "relative-year": "a year by its relation to another: 去年, 今年, 上年, 全年, 当年",
    "half": "half a year: 上半年, 2023年下半年",
    "quarter": "a quarter or several from the first: 一季度, 前三季度",
    "month": "a month or a part of it: 2018年10月, 12月份, 5月上旬",
    "week": "a week or a weekend: 上周, 2021年第一周",
    "day": "a day: 6月3日, 2023-12-31, 昨日",
    "decade": "a decade or a century: 20世纪90年代",
    "span": "from … to …: 2018—2020年, 1-11月, 2016年以来连续四年",
    "plan": "the years of a five-year plan: “十四五”时期",
    "year-end": "the last day of a year or plan: 2018年底, 年末",
    "year-start": "the first day of a year: 2019年初",
    "month-end": "the last day of a month, quarter or half: 6月底, 一季度末",
    "as-of": "up to that day, which is both first and last: 截至2017年底, 截至3月8日",
    "now": "when the document was published, as exactly as that is known: 目前, 近日",
    "since": "from a start (null where the words do not date it) to publication: 2014年以来, 党的十八大以来",
    "duration-back": "a stretch that ends now: 五年来, 过去十年, 连续三年",
    "duration-ahead": "a stretch that begins now: 未来五年",
    "ago": "the day that long before publication: 5年前",
    "until": "a deadline. 到2035年: the year named; 6月底前, 2018年以前: no first day, last day allowed",
    "base": "what a comparison starts from: 上年同期, 上年末, 年初, and any time after 比 or 较",
    "recurring": "each of many times: 每年, 逐月; no dates",
    "vague": "a time without dates: 近年来, 春节; with a year, that year: 2023年采暖季",
    "name": "a date inside a name: 2022年冬奥会, “5·12”, 2018年修订; dates that no figure should take",
}
"""Each kind of period, with examples."""


@dataclass(frozen=True)
class Period:
    """An expression of time: text[start:end], its first and last day (inclusive, None if unknown), its kind."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: str
