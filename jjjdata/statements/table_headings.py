"""Whose figures a table holds, by its title and the lines above it, such as the name of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jjjdata.recognise.places import REFERENCE_KINDS, find_places

# What may stand before the place: the number of the heading and the year.
_BEFORE = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)])?"
    r"(?:(?:19|20)\d\d(?:[-—–~至](?:19|20)?\d\d)?年?度?"
    r"(?:(?:\d{1,2}[-—–~至])?\d{1,2}月|末|底|(?:第?[一二三四]|前三)季度|[上下]半年)?)?"
)
# A city or county that the gazetteer does not know: 东湖市主要指标. 地级市, 大城市 and 上市 are none, nor are 全市 and
# 各县; so it is taken for one only where the heading ends there or goes on as those of tables do.
_UNKNOWN = re.compile(
    r"(?P<name>[^全各本我该分按\W\d][\u4e00-\u9fff]{1,3}?(?:(?<![城超上门股集都楼级辖列省制房县区个一二三四五六七八九十])市"
    r"|(?<![区各困辖要强级市省个一二三四五六七八九十])县|自治州))"
    r"(?=$|[\d（( ]|主要|统计|国民|经济|社会|指标|情况|各|分|全)"
)
_LONGEST = 40


def place_of_headings(headings: Sequence[str], home: str | None) -> str | None:
    """The place that the nearest heading begins with, be it one without a code; None where none names one.

    >>> place_of_headings(["廊坊", "2031年保定市主要指标"], None), place_of_headings(["东湖市主要指标"], "131000")
    ('130600', '东湖市')
    """
    return next((place for words in reversed(headings) if (place := _place(words, home))), None)


def _place(heading: str, home: str | None) -> str | None:
    if len(heading) > _LONGEST:
        return None
    words = _BEFORE.sub("", heading, count=1)
    mention = next((m for m in find_places(words, home=home) if m.start == 0), None)
    if mention is not None and mention.kind in REFERENCE_KINDS:
        return mention.place
    if mention is not None and mention.kind not in ("lake", "river", "reservoir"):
        return None  # 全市, 南京大学
    unknown = _UNKNOWN.match(words)
    return unknown["name"] if unknown else None
