"""Labels of rows: their words without marks of level, their unit, and whether they name a part."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jjjdata.recognise.table_columns import BRACKET, squeeze, unit_named

_MARKS = re.compile(
    r"^(?:[#＃*△▲·•\-—]|其中[:：]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])\s*"
)
_PART = re.compile(r"^(?:[#＃*△]|其中)")
_OF_TOTAL = re.compile(r"^在?(?:总计|合计)中[:：]?")

_MEASURED = re.compile(r"(?:量|额|值|数|率|收入|支出|投资|面积|指数|余额|价格|人口|存款|贷款)$")


class Whole(NamedTuple):
    """A row above that says what is measured, with its printed unit: rows below may be its parts.

    `amount` is its first amount; `outer` are the rows like it further up, of which it may be a part itself.
    """

    label: str = ""
    unit: str = ""
    amount: Decimal | None = None
    outer: tuple[Whole, ...] = ()


class Figures(NamedTuple):
    """The first amount of a row and the first share in it, where it has them."""

    amount: Decimal | None = None
    share: Decimal | None = None


_UNKNOWN = Figures()
_MOST_WHOLES = 12


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


def is_measured(label: str) -> bool:
    """Whether a label itself says what is measured (货物运输总量), not only of what (铁路)."""
    return _MEASURED.search(BRACKET.sub("", label)) is not None


def whole_of(label: str, unit: str, above: Whole, figures: Figures = _UNKNOWN) -> tuple[str, Whole]:
    """What a row is a part of, and what the next row may be a part of: 铁路 below 货物运输总量, in the same unit.

    Where the row tells its share, the whole is the row above in which its amount has that share.
    """
    if is_measured(label):
        return "", Whole(
            label, unit, figures.amount, (*above.outer, above._replace(outer=()))[-_MOST_WHOLES:]
        )
    if unit != above.unit:
        return "", above
    fitting = [w for w in (above, *reversed(above.outer)) if w.unit == unit and _fits(figures, w.amount)]
    return (fitting[0].label if fitting else ""), above


def _fits(part: Figures, whole: Decimal | None) -> bool:
    """Whether an amount may be a part of another, as its share in it says."""
    if part.amount is None or not whole or part.share is None:
        return True
    return abs(part.amount * 100 / whole - part.share) < 1


def unit_in(label: str) -> str | None:
    """The unit in a label's bracket: 地区生产总值（亿元）."""
    return next((m[1] for m in BRACKET.finditer(label) if unit_named(m[1]) is not None), None)
