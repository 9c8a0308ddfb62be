"""How much a numeral and its unit make: 两三家, 七成六, 两个半小时, 一吨半, 五元三角, 七五折."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, match_unit, units
from jjjdata.recognise.numerals import CHINESE_DIGITS, value_of
from jjjdata.recognise.quantities.cues import leading_comparator
from jjjdata.recognise.quantities.model import Mention

_NEIGHBOURS: Final = re.compile(r"([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)")
_TENTH: Final = re.compile(r"[一二三四五六七八九](?![〇零一二三四五六七八九十百千万亿])")
_INSIDE: Final = re.compile(r"个(?P<what>[半多余来]) ?")
_COMPARATORS: Final = {"半": "=", "多": ">", "余": ">", "来": "~"}
_DIVISIBLE: Final = frozenset({"time", "ratio"})  # what is counted with 个 and has parts
_LONGEST_UNIT: Final = 6
_NOT_A_HALF: Final = frozenset("径导岛数程山天月年路")
_COINS: Final = re.compile(
    r"([\d一二两三四五六七八九])[角毛](?:([\d一二两三四五六七八九])分)?|又?([\d一二两三四五六七八九]{1,2})美分"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value (and the upper end of a rough one) in the code's unit; the unit's end includes what was read behind it.

    `comparator` is what the words between numeral and unit say (3个多小时).
    """

    value: Decimal
    upper: Decimal | None
    unit: PrintedUnit
    comparator: str = "="


def approximate(numeral: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a rough number of two neighbouring digits, else None.

    >>> approximate("二三十"), approximate("两三"), approximate("二十三")
    ((Decimal('20'), Decimal('30')), (Decimal('2'), Decimal('3')), None)
    """
    match = _NEIGHBOURS.fullmatch(numeral)
    if match is None:
        return None
    low, high = CHINESE_DIGITS[match[1]], CHINESE_DIGITS[match[2]]
    if high != low + 1:
        return None
    scale = value_of("一" + match[3]) if match[3] else Decimal(1)
    return low * scale, high * scale


def amount_of(mention: Mention, end: int, unit: PrintedUnit) -> Amount | None:
    """The amount of a numeral that ends at `end` with its unit; None where the two say nothing (十折)."""
    rough = None if mention.arabic else approximate(mention.numeral)
    if unit.text == "折":
        return _discount(mention.numeral, unit)
    if rough is not None:
        return Amount(rough[0] * unit.factor, rough[1] * unit.factor, unit)
    inside = _INSIDE.match(mention.text, end)
    if inside is not None and unit.end >= inside.end():
        more = Decimal("0.5") if inside["what"] == "半" else 0
        return Amount(
            (value_of(mention.numeral) + more) * unit.factor, None, unit, _COMPARATORS[inside["what"]]
        )
    amount = Amount(value_of(mention.numeral) * unit.factor, None, unit)
    return (
        _and_a_half(mention, amount) or _and_tenths(mention, amount) or _and_coins(mention, amount) or amount
    )


def unit_behind(text: str, end: int) -> PrintedUnit | None:
    """The unit printed at `end`, also with 半 or 多 inside: 两个半小时, 3个多月, 5个多百分点.

    >>> unit_behind("3个多月", 1)
    PrintedUnit(end=4, text='个月', code='mo', factor=Decimal('1'))
    """
    if text.startswith("台阶", end):  # 迈上千亿台阶: no 台 of anything
        return None
    inside = _INSIDE.match(text, end)
    if inside is not None:
        for position, classifier in ((inside.end(), "个"), (inside.end(), "")):
            known = match_unit(classifier + text[position : position + _LONGEST_UNIT], 0)
            if known is not None and len(known.text) > 1 and units()[known.code].dimension in _DIVISIBLE:
                return replace(known, end=position + known.end - len(classifier))
    return match_unit(text, end)


def tenths_behind(text: str, start: int, end: int, numeral: str) -> PrintedUnit | None:
    """逾九成为住宅: tenths, though 成为 is a word too, where a comparator leads to the number."""
    compared = text.startswith("成为", end) and leading_comparator(text, start, numeral)[0] != "="
    unit = match_unit("成", 0) if compared else None
    return replace(unit, end=end + 1) if unit is not None else None


def _discount(numeral: str, unit: PrintedUnit) -> Amount | None:
    """八折 is 80%, 七五折 and 75折 are 75%."""
    exact = len(numeral) == 2 and "十" not in numeral and "." not in numeral
    value = value_of(numeral) * (1 if exact else 10)
    return Amount(value, None, unit) if value < 100 else None


def _and_a_half(mention: Mention, amount: Amount) -> Amount | None:
    """一吨半."""
    end = amount.unit.end
    if mention.text[end : end + 1] != "半" or mention.text[end + 1 : end + 2] in _NOT_A_HALF:
        return None
    if units()[amount.unit.code].dimension in ("count", "money"):
        return None
    return Amount(amount.value + amount.unit.factor / 2, None, replace(amount.unit, end=end + 1))


def _and_tenths(mention: Mention, amount: Amount) -> Amount | None:
    """七成六: 76%."""
    tenth = _TENTH.match(mention.text, amount.unit.end) if amount.unit.text == "成" else None
    if tenth is None or mention.arabic or match_unit(mention.text, tenth.end()) is not None:
        return None
    return Amount(amount.value + CHINESE_DIGITS[tenth[0]], None, replace(amount.unit, end=tenth.end()))


def _and_coins(mention: Mention, amount: Amount) -> Amount | None:
    """五元三角, 50元6角三分, 两美元又三美分."""
    coins = _COINS.match(mention.text, amount.unit.end) if amount.unit.text in ("元", "美元") else None
    if coins is None or (amount.unit.text == "美元") != (coins[3] is not None):
        return None
    tens, ones = (coins[1], coins[2]) if coins[3] is None else (None, coins[3])
    value = amount.value
    value += value_of(tens) / 10 if tens else 0
    value += value_of(ones) / 100 if ones else 0
    return Amount(value, None, replace(amount.unit, end=coins.end()))
