"""Units told by the words around them: 每立方米15微克, 480呎的单位."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from jjjdata.catalogue.units import PrintedUnit, units, units_by_text
from jjjdata.recognise.quantities.cues import alternatives, definitions, trailing_comparator
from jjjdata.recognise.quantities.model import Quantity

_REACH: Final = 8
_MINUTES: Final = re.compile(r" ?(?:零|又)?([0-5]?\d)(?:分钟|分(?![之类别期开为布]))")


def with_denominator(text: str, found: Quantity) -> Quantity:
    """每立方米15微克: the quantity with the denominator that stands before its number.

    >>> from decimal import Decimal
    >>> q = Quantity(4, 8, "15微克", Decimal(15), None, "ug", "微克", "=", 4, 6, "15")
    >>> with_denominator("每立方米15微克", q).unit
    'ug/m3'
    """
    each = text.rfind("每", max(0, found.start - _REACH), found.start)
    if each < 0 or not found.unit_text:
        return found
    compound = units_by_text().get(f"{found.unit_text}/{text[each + 1 : found.start]}")
    if compound is None or units()[compound[0]].dimension != "concentration":
        return found  # 每吨500元 is an amount of money of each tonne, and stays one
    code, factor = compound
    scale = factor / units_by_text()[found.unit_text][1]
    upper = None if found.value_upper is None else found.value_upper * scale
    return replace(
        found,
        start=each,
        text=text[each : found.end],
        value=found.value * scale,
        value_upper=upper,
        unit=code,
    )


def with_minutes(text: str, found: Quantity) -> Quantity:
    """1小时18分: hours and minutes are one duration, in hours, good to the minute.

    >>> from decimal import Decimal
    >>> q = Quantity(0, 3, "2小时", Decimal(2), None, "h", "小时", "=", 0, 1, "2")
    >>> with_minutes("2小时15分", q).value
    Decimal('2.25')
    """
    minutes = _MINUTES.match(text, found.end) if found.unit == "h" and found.form == "plain" else None
    if minutes is None or found.value != int(found.value):
        return found
    trailing, end = trailing_comparator(text, minutes.end())
    return replace(
        found,
        end=end,
        text=text[found.start : end],
        comparator=trailing if found.comparator == "=" and trailing else found.comparator,
        value=found.value + Decimal(minutes[1]) / 60,
        number_end=minutes.end(1),
        numeral=text[found.number_start : minutes.end(1)],
        form="compound",
    )


def told_apart(text: str, start: int, unit: PrintedUnit | None) -> PrintedUnit | None:
    """The unit that a word for two means here: 呎 is a foot, and beside 面积 or a flat a square foot."""
    entry = definitions()["units_told_apart"].get(unit.text) if unit is not None else None
    if unit is None or entry is None:
        return unit
    before, after = _neighbours(unit.text)
    if before.search(text, max(0, start - _REACH), start) is None and after.match(text, unit.end) is None:
        return unit
    code, factor = units_by_text()[entry["unit"]]
    return replace(unit, code=code, factor=factor)


@lru_cache(maxsize=8)
def _neighbours(printed: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    entry: dict[str, Any] = definitions()["units_told_apart"][printed]
    # between 面积 and the number only words that lead to it: 面积约为480呎
    before = rf"(?:{alternatives(entry['before'])})[^，。；、\d]{{0,4}}$"
    return re.compile(before), re.compile(rf"的?(?:{alternatives(entry['after'])})")
