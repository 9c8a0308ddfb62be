"""Labels of rows: their words without marks of level, their unit, and whether they name a part."""

from __future__ import annotations

import re

from jjjdata.recognise.table_columns import BRACKET, squeeze, unit_named

_MARKS = re.compile(
    r"^(?:[#＃*△▲·•\-—]|其中[:：]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])\s*"
)
_PART = re.compile(r"^(?:[#＃*△]|其中)")
_OF_TOTAL = re.compile(r"^在?(?:总计|合计)中[:：]?")


def plain_label(printed: str) -> str:
    """A row's label without the marks of its level (其中：, #, 一、).

    >>> plain_label("其中： 工 业"), plain_label("（一）出口")
    ('工业', '出口')
    """
    label = squeeze(printed)
    while (mark := _MARKS.match(label)) and mark.end() < len(label):
        label = label[mark.end() :]
    return _OF_TOTAL.sub("", label).strip(" ：:")


def is_part(label: str) -> bool:
    """Whether a label says that it names a part of the row before (其中, #)."""
    return _PART.match(label) is not None


def unit_in(label: str) -> str | None:
    """The unit in a label's bracket: 地区生产总值（亿元）."""
    return next((m[1] for m in BRACKET.finditer(label) if unit_named(m[1]) is not None), None)
