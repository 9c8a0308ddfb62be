"""What the members of an enumeration share: 超80家、45家; 分别增长6.9、9.3和6.8个百分点."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, units_by_text
from jjjdata.recognise.numerals import value_of
from jjjdata.recognise.quantities.counted import read_counted
from jjjdata.recognise.quantities.cues import definitions
from jjjdata.recognise.quantities.model import Mention, Quantity, Rejected, Token

_JOINTS: Final = frozenset({"、", "和", "及", "与", "、第"})
_REACH: Final = 30
_SCALED: Final = re.compile(r"[\d.,]+([十百千万亿]*)")


def share(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the units and comparators that they share with a neighbour of their enumeration."""
    return _comparators(text, _units(text, tokens))


def _units(text: str, tokens: Sequence[Token]) -> list[Token]:
    """From the last member backwards: 16.4个、1.3个百分点; 6.9、9.3和6.8%; 1.2、3.4和5.6亿元."""
    found = list(tokens)
    scale: Decimal | None = None  # of the enumeration's last member, while its members are being read
    for i in range(len(found) - 1, 0, -1):
        left, right = found[i - 1], found[i]
        if not isinstance(right, Quantity) or text[left.end : right.start] not in _JOINTS:
            scale = None
            continue
        if isinstance(left, Quantity):
            scale = None
            if left.form == "bare" and left.unit == "count" != right.unit:
                found[i - 1] = replace(left, unit=right.unit)  # 1409万、1305万人次
            if left.unit_text == "个" and right.unit == "pp" and right.unit_text.startswith("个"):
                found[i - 1] = replace(left, unit="pp")
            continue
        scale = _scale(right) if scale is None else scale
        member = _member(text, left, right, scale) if scale is not None else None
        if member is None:
            scale = None
        else:
            found[i - 1] = member
    return found


def _scale(right: Quantity) -> Decimal | None:
    """What 亿 multiplies in 5.6亿元; None for a numeral that shares nothing (30多, 五)."""
    match = _SCALED.fullmatch(right.numeral)
    if match is None or right.form != "plain" or not right.unit_text:
        return None
    return value_of("1" + match[1]) if match[1] else Decimal(1)


def _member(text: str, left: Rejected, right: Quantity, scale: Decimal) -> Quantity | None:
    """A bare number as a member of the enumeration that `right` ends; 分别 or decimals on both sides tell of one."""
    if left.rule != "no-unit" or left.verdict != "code":
        return None
    mention = Mention.at(text, left.start, left.end)
    together = "分别" in mention.left(_REACH) or ("." in left.text and "." in right.numeral)
    factor = units_by_text()[right.unit_text][1] * scale
    unit = PrintedUnit(left.end, right.unit_text, right.unit, factor)
    return read_counted(mention, left.end, unit) if together else None


def _comparators(text: str, tokens: Sequence[Token]) -> list[Token]:
    """From the first member on: 超80家、45家."""
    marks = definitions()["before"]
    found = list(tokens)
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        if not (isinstance(left, Quantity) and isinstance(right, Quantity)) or left.form != "plain":
            continue
        alike = right.comparator == "=" and right.start == right.number_start and left.unit == right.unit
        if alike and text[left.end : right.start] == "、" and text[left.start : left.number_start] in marks:
            found[i] = replace(right, comparator=left.comparator)
    return found
