"""Numerals: Arabic, Chinese and mixed, read exactly.

A numeral here is the number as printed with its scales (十百千万亿) and any 多/余/来/几 inside, without
comparator and unit: `3400多亿`, `25万6千`, `十余`, `1,347亿`, `三点五`, `伍拾万`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

CHINESE_DIGITS: Final = {
    c: n for n, cs in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in cs
}
SMALL_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
BIG_SCALES: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""The characters of cheques. 肆, 伍, 陆 and 拾 are parts of other words too: they count only beside 拾, 佰 or 仟."""

LONGEST: Final = 40
"""No quantity is printed with more characters; `value_of` refuses longer ones."""

_TO_COMMON: Final = str.maketrans(FORMAL, "一二三四五六七八九十百千")
_DIGITS = "〇零一二两三四五六七八九壹贰叁柒捌玖"

# A scale before one of these belongs to the unit (380万千瓦, 3千克, 1.2百分点, 8千伏).
_KILO = r"瓦|克|米|卡|伏|帕|赫|焦|升|字节|比特|分[点之]"
_HUNDRED, _THOUSAND = r"[百佰](?!分)", rf"[千仟](?!{_KILO})"
_SCALE = rf"(?:[万亿十]|{_HUNDRED}|{_THOUSAND})"
_DECIMALS = _DIGITS.replace("两", "")
_MORE = "[多余来几]"

# No repetition stands directly inside another, so that giving back takes linear time. (Possessive repetitions
# would say it, but Python 3.11.2 misreads them.)
_GROUPED = r"(?<![\dA-Za-z第$¥￥.])\d{1,3}(?:，\d{3}(?!\d))+"  # thousands set apart by a Chinese comma
_ARABIC = rf"(?:{_GROUPED}|\d+(?:,\d{{3}}(?!\d))*)(?:\.\d+)?"
_MIXED = (
    rf"{_ARABIC}"
    rf"(?:[kK](?![A-Za-z])|{_MORE}?{_SCALE}+(?:零?\d+{_SCALE}+)*(?:零\d+|(?<=万)\d{{4}}(?![\d年.,])|(?<=千)零\d\d?)?(?:{_MORE}{_SCALE}+)*)?"
)
_TRILLION = r"兆(?=[〇零一二两三四五六七八九十百千壹]+[万亿])"  # elsewhere 兆 is the mega of 兆瓦
_RUN = rf"(?:[{_DIGITS}十万亿]|{_HUNDRED}|{_THOUSAND}|{_TRILLION})+"
_CHINESE = rf"{_RUN}(?:点[{_DECIMALS}]+(?:[万亿]|{_HUNDRED}|{_THOUSAND})*)?(?:{_MORE}{_SCALE}+)*"
_ANY = rf"[{_DIGITS}十百千万亿{FORMAL}]"
_CHEQUE = rf"(?<![收捡俯夕])(?={_ANY}{{0,20}}[拾佰仟]){_ANY}{{2,}}(?:点[{_DIGITS}{FORMAL}]+)?|[肆伍陆]点[{_DECIMALS}]+"

NUMERAL: Final = rf"(?:{_MIXED}|{_CHEQUE}|{_CHINESE})"
"""Regular expression of one numeral, without a trailing 多/余."""

SPACED: Final = rf"(?<![\dA-Za-z第.,:/])(?<!\d )\d{{1,3}}(?: \d{{3}})+(?!\d)(?:\.\d+)?{_SCALE}*"
"""A numeral whose thousands are set apart by a space; it is one only directly before a unit."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_SILENT = frozenset("多余来几")


def value_of(numeral: str) -> Decimal:
    """The exact value of a numeral.

    Raises ValueError when `numeral` is longer than `LONGEST` or holds anything but digits, scales, separators and
    多/余/来/几.

    >>> value_of("3400多亿"), value_of("25万6千"), value_of("十余"), value_of("1.2万亿"), value_of("一千三")
    (Decimal('340000000000'), Decimal('256000'), Decimal('10'), Decimal('1200000000000'), Decimal('1300'))
    """
    numeral = numeral.replace(" ", "")
    if numeral.isascii() and numeral[-1:].isdigit():
        return _plain(Decimal(numeral.replace(",", "")))
    if len(numeral) > LONGEST:
        raise ValueError(f"longer than any number: {numeral[:LONGEST]!r}…")
    common = numeral.translate(_TO_COMMON).replace(",", "").replace("，", "")
    thousand = common[-1:] in "kK"
    whole, point, decimals = common.rstrip("kK").partition("点")
    total = _whole(whole, numeral) * (1000 if thousand else 1)
    return _plain(_with_decimals(total, decimals) if point else total)


def _whole(text: str, numeral: str) -> Decimal:
    """The value of digits and scales: 四亿五千六百四十二万零一十五."""
    total, section, pending = Decimal(0), Decimal(0), None
    big, last, elliptical = 0, 0, False  # the latest 万/亿, the latest scale, a digit right behind a scale
    for token in _TOKEN.findall(text):
        if token in _SILENT:
            continue
        if token[0].isdigit():
            pending, elliptical = Decimal(token), False
        elif token in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[token]
            elliptical = pending is None and digit > 0 and last >= 100
            if digit == 0 and pending is None:
                last = 0  # 一千零五: the five is no five hundred
            pending = Decimal(digit) if pending is None else pending * 10 + digit
        elif token in SMALL_SCALES:
            section += (pending or Decimal(1)) * SMALL_SCALES[token]
            pending, last, elliptical = None, SMALL_SCALES[token], False
        elif token in BIG_SCALES:
            scale = BIG_SCALES[token]
            bare = pending is None and not section
            section += pending or Decimal(0)
            if bare:  # 1.2万亿: the scale applies to all that stands before; alone it is one of it
                total = (total if big else Decimal(1)) * scale
            else:
                total = (total + section) * scale if 0 < big < scale else total + section * scale
            section, pending, big, last, elliptical = Decimal(0), None, scale, scale, False
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    if elliptical and pending is not None:  # 一千三, 九万四: the last digit counts the next lower scale
        pending = pending * last / 10
    return total + section + (pending or Decimal(0))


def _with_decimals(whole: Decimal, decimals: str) -> Decimal:
    """三点五万: decimals after 点, then the scales that apply to all of it."""
    digits = [CHINESE_DIGITS[c] for c in decimals if c in CHINESE_DIGITS]
    value = whole + sum((Decimal(d).scaleb(-n) for n, d in enumerate(digits, 1)), Decimal(0))
    for c in decimals:
        value *= SMALL_SCALES.get(c, 1) * BIG_SCALES.get(c, 1)
    return value


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros."""
    whole = value.to_integral_value()
    if value != whole:
        return value.normalize()
    return whole.quantize(Decimal(1)) if abs(whole) < 10**27 else whole


def precision_of(numeral: str) -> Decimal | None:
    """Half a unit of the last printed place, scaled: what rounding allows; None for a plain count.

    >>> precision_of("27.41万"), precision_of("81.6亿"), precision_of("33"), precision_of("两万"), precision_of("十二")
    (Decimal('50'), Decimal('5000000'), None, Decimal('5000'), None)

    A numeral of scales alone (百万, 千亿) is rounded to its own size.

    >>> precision_of("百万")
    Decimal('500000')
    """
    match = re.match(rf"({_ARABIC})(.*)$", numeral.replace(" ", ""), re.DOTALL)
    if match is None:
        return _chinese_precision(numeral)
    digits, scales = re.sub("[,，]", "", match[1]), re.sub(r"[多余来几+\s]", "", match[2])
    decimals = len(digits.partition(".")[2])
    if not decimals and not scales:
        return None
    if scales[-1:].isdigit():  # 3万4000: printed to the last unit
        return None
    if re.search(r"\d", scales):  # 25万6千: the last digit's own scale
        scales = re.sub(r"^.*\d", "", scales)
        decimals = 0
    factor = value_of(f"1{scales}") if scales else Decimal(1)
    return _plain(factor * Decimal(1).scaleb(-decimals) / 2)


def _chinese_precision(numeral: str) -> Decimal | None:
    """A Chinese numeral is rounded where it ends in 万 or 亿 or has decimals; 三百二十 is a plain count."""
    common = re.sub(_MORE, "", numeral).translate(_TO_COMMON)
    decimals = re.search(rf"点([{_DIGITS}]+)", common)
    scales = re.search(r"[万亿]+$", common)
    if not decimals and not scales:
        return None
    if re.fullmatch("[十百千万亿]+", common):
        return _plain(value_of(common) / 2)
    factor = value_of(f"1{scales[0]}") if scales else Decimal(1)
    return _plain(factor * Decimal(1).scaleb(-len(decimals[1]) if decimals else 0) / 2)
