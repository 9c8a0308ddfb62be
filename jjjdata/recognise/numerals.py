"""Numerals: Arabic, Chinese and mixed, read exactly.

A numeral here is the number as printed with its scales (十百千万亿) and any 多/余/来 inside, without
comparator and unit: `6700多亿`, `25万6千`, `十余`, `1,229亿`, `三点五`.
"""

from __future__ import annotations

import re
from decimal import Decimal

CHINESE_DIGITS = {c: n for n, cs in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in cs}
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
BIG_SCALES = {"万": 10**4, "亿": 10**8}

# A scale before one of these belongs to the unit (541万千瓦, 3千克, 1.2百分点, 8千伏).
_SCALE = r"(?:[万亿十]|百(?!分)|千(?!瓦|克|米|卡|伏|帕|赫|焦|升|分[点之]))"
_ARABIC = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
_MIXED = rf"{_ARABIC}(?:[多余来]?{_SCALE}+(?:\d+{_SCALE}+)*(?:[多余来]{_SCALE}+)*)?"
_CHINESE_RUN = rf"(?:[〇零一二三四五六七八九两]|{_SCALE})"
_CHINESE = rf"{_CHINESE_RUN}+(?:点[〇零一二三四五六七八九]+{_SCALE}*)?(?:[多余来]{_SCALE}+)?"

NUMERAL = rf"(?:{_MIXED}|{_CHINESE})"
"""Regular expression of one numeral, without a trailing 多/余."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")


def value_of(numeral: str) -> Decimal:
    """The exact value of a numeral.

    Raises ValueError when `numeral` holds anything but digits, scales, separators and 多/余/来.

    >>> value_of("6700多亿"), value_of("25万6千"), value_of("十余"), value_of("1.2万亿")
    (Decimal('670000000000'), Decimal('256000'), Decimal('10'), Decimal('1200000000000'))
    """
    whole, point, decimals = numeral.partition("点")
    total = Decimal(0)
    section = Decimal(0)
    pending: Decimal | None = None
    for token in _TOKEN.findall(whole.replace(",", "")):
        if token in "多余来 ":
            continue
        if token[0].isdigit():
            pending = Decimal(token)
        elif token in CHINESE_DIGITS:
            pending = (pending or Decimal(0)) * 10 + CHINESE_DIGITS[token]
        elif token in SMALL_SCALES:
            section += (Decimal(1) if pending is None else pending) * SMALL_SCALES[token]
            pending = None
        elif token in BIG_SCALES:
            section += pending or Decimal(0)
            if section or pending is not None:
                total += section * BIG_SCALES[token]
            else:  # 1.2万亿: the scale applies to all that stands before; a bare 万 is one of it
                total = (total or Decimal(1)) * BIG_SCALES[token]
            section, pending = Decimal(0), None
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    total += section + (pending or Decimal(0))
    if point:
        total = _with_decimals(total, decimals)
    return total.normalize() if total == total.to_integral_value() and total == 0 else _plain(total)


def _with_decimals(whole: Decimal, decimals: str) -> Decimal:
    """三点五万: decimals after 点, then the scales that apply to all of it."""
    digits = [CHINESE_DIGITS[c] for c in decimals if c in CHINESE_DIGITS]
    value = whole + sum((Decimal(d).scaleb(-n) for n, d in enumerate(digits, 1)), Decimal(0))
    for c in decimals:
        value *= SMALL_SCALES.get(c, 1) * BIG_SCALES.get(c, 1)
    return value


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def precision_of(numeral: str) -> Decimal | None:
    """Half a unit of the last printed place, scaled: what rounding allows; None for a plain count.

    >>> precision_of("16.53万"), precision_of("350.4亿"), precision_of("33"), precision_of("656")
    (Decimal('50'), Decimal('5000000'), None, None)
    """
    match = re.match(rf"({_ARABIC})(.*)$", numeral, re.DOTALL)
    if match is None:
        return None
    digits, scales = match[1].replace(",", ""), re.sub(r"[多余来\s]", "", match[2])
    decimals = len(digits.partition(".")[2])
    if not decimals and not scales:
        return None
    if re.search(r"\d", scales):  # 25万6千: the last digit's own scale
        scales = re.sub(r"^.*\d", "", scales)
        digits = "1"
        decimals = 0
    factor = value_of("1" + scales) if scales else Decimal(1)
    return _plain(factor * Decimal(1).scaleb(-decimals) / 2)
