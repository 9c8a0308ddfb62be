"""A number and its unit: comparator, sign, range, half."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, match_unit
from jjjdata.recognise.numerals import LONGEST, NUMERAL, value_of
from jjjdata.recognise.quantities.amounts import amount_of
from jjjdata.recognise.quantities.cues import (
    definitions,
    is_bare_scale,
    leading_comparator,
    trailing_comparator,
)
from jjjdata.recognise.quantities.model import Mention, Quantity

_RANGE: Final = re.compile(rf" ?(?:-|–|—{{1,2}}|―|~|～|至|到) ?({NUMERAL})([多余]?)")
_RANGE_MARKS: Final = frozenset("-–—―~～至到 ")
_SCALES_AT_END: Final = re.compile(r"[十百千万亿]+$")
_NOT_MORE: Final = ("层次", "元化", "元主体", "元融合", "元文化", "样", "种经营", "式联", "边", "少")
_SIGNED: Final = frozenset({"%", "per mille", "Cel"})  # what can be below zero without a word for it
_MORE: Final = frozenset("多余几")


def number_end(mention: Mention) -> int:
    """Where the numeral ends with its 多/余/来/几 or +."""
    after = mention.after
    if after and after in "多余来几":
        words = _NOT_MORE if after == "多" else ()
        return mention.end if mention.text.startswith(words, mention.end + 1) else mention.end + 1
    return mention.end + 1 if after == "+" and mention.arabic else mention.end


_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d){2}")


def read_range(mention: Mention, unit: PrintedUnit | None) -> Quantity | None:
    """1至1.5小时, 5000—6000亿元, 5%-6%; none after 由 or 从, where two times are told apart."""
    text = mention.text
    left_end = unit.end if unit else mention.end
    if text[left_end : left_end + 1] not in _RANGE_MARKS or mention.before in ("由", "从"):
        return None
    match = _RANGE.match(text, left_end)
    if match is None or len(match[1]) > LONGEST or len(mention.numeral) > LONGEST:
        return None
    right = match_unit(text, match.end())
    if (
        unit is None
        and right is not None
        and right.text == "年"
        and _YEARS.fullmatch(mention.numeral + match[1])
    ):
        return None  # 2011-2015年: when, not how long
    if right is None or (unit and unit.code != right.code):
        return None
    low, high = value_of(mention.numeral), value_of(match[1])
    if unit is None:
        low = _scaled_alike(low, high, mention.numeral, match[1])
        low *= right.factor
    else:
        low *= unit.factor
    high *= right.factor
    if low >= high or (unit is not None and high > 10 * low and _after_change(mention)):
        return None
    return _quantity(mention, match.end(), right, (low, high))


def _after_change(mention: Mention) -> bool:
    """Whether a word of change leads to the number, with a comparator between at most."""
    _, begin = leading_comparator(mention.text, mention.start, mention.numeral)
    return mention.text[max(0, begin - 4) : begin].endswith(tuple(definitions()["changes"]["before"]))


def _scaled_alike(low: Decimal, high: Decimal, left: str, right: str) -> Decimal:
    """5000—6000亿元: the scale of the second number holds for the first, where that keeps it the smaller one."""
    scale = _SCALES_AT_END.search(right)
    if low >= high or scale is None or left[-1] in "十百千万亿":
        return low
    scaled = low * value_of("1" + scale[0])
    return scaled if scaled < high else low


def read_counted(mention: Mention, end: int, unit: PrintedUnit) -> Quantity | None:
    """A numeral that ends at `end` (with 多/余) and its unit; None where the two count nothing."""
    if is_bare_scale(mention.numeral) and end == mention.end and _names_a_unit(mention, unit):
        return None
    amount = amount_of(mention, end, unit)
    if amount is None:
        return None
    own = "~" if amount.upper is not None else _more(mention, end)
    if amount.comparator != "=":
        own = amount.comparator
    return _quantity(mention, end, amount.unit, (amount.value, amount.upper), own)


def _names_a_unit(mention: Mention, unit: PrintedUnit) -> bool:
    """产量（万吨）, 货运量 亿吨 2.92, 单位：万元: the scale belongs to the unit of a table."""
    before, after = mention.before, mention.text[unit.end : unit.end + 1]
    return (before in ("（", "(", "：", ":", "/", "／", "、") and after in ("）", ")", "\n", "", "、")) or (
        before in (" ", "\n", "") and after in (" ", "\n", "")
    )


def _more(mention: Mention, end: int) -> str:
    """The comparator that 多, 余, 几 or + in or behind the numeral make."""
    tail = mention.text[end - 1] if end > mention.end else ""
    return ">" if tail == "+" or any(c in _MORE for c in mention.numeral + tail) else "="


def _quantity(
    mention: Mention,
    end: int,
    unit: PrintedUnit,
    values: tuple[Decimal, Decimal | None],
    own: str = "=",
) -> Quantity:
    """The quantity with the comparator around it and its sign."""
    text, start = mention.text, mention.start
    value, upper = values
    stop = unit.end
    comparator, begin = leading_comparator(text, start, mention.numeral)
    trailing, stop = trailing_comparator(text, stop)
    if comparator == "=" and trailing is not None:
        comparator = trailing
    if comparator in ("=", "~") and own != "=":
        comparator = own
    begin, negative = _sign(text, begin, start, unit.code)
    if negative:
        value, upper = (-value, None) if upper is None else (-value, -upper)
    form = "plain" if upper is None else "range"
    return Quantity(
        begin,
        stop,
        text[begin:stop],
        value,
        upper,
        unit.code,
        unit.text,
        comparator,
        start,
        end,
        text[start:end],
        form,
    )


def _sign(text: str, begin: int, start: int, code: str) -> tuple[int, bool]:
    """Where a minus sign or 负 before the numeral begins, and whether there is one."""
    if begin != start or not begin:
        return begin, False
    sign = text[begin - 1]
    if sign == "负":
        return begin - 1, True
    if sign in "-−":
        left = text[begin - 2 : begin - 1] if begin > 1 else ""
        joined = left.isdigit() or left in "年月日号%" or left.isalpha()
        if not joined or left in "为率是达" or (code in _SIGNED and not left.isascii() and left.isalpha()):
            return begin - 1, True
    if sign == "下" and text[begin - 2 : begin] == "零下":
        return begin, True
    return begin, False
