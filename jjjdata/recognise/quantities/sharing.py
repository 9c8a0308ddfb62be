"""What the members of an enumeration share: 超900家、300家; 分别增长6.9、9.3和6.8个百分点."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from jjjdata.catalogue.units import PrintedUnit, units_by_text
from jjjdata.recognise.quantities.counted import read_counted
from jjjdata.recognise.quantities.cues import definitions
from jjjdata.recognise.quantities.model import Mention, Quantity, Rejected, Token

_JOINTS: Final = frozenset({"、", "和", "及", "与", "、第"})
_REACH: Final = 30


def share(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the units and comparators that they share with a neighbour of their enumeration."""
    return _comparators(text, _units(text, tokens))


def _units(text: str, tokens: Sequence[Token]) -> list[Token]:
    """From the last member backwards: 16.4个、1.3个百分点; 6.9、9.3和6.8%."""
    found = list(tokens)
    for i in range(len(found) - 1, 0, -1):
        left, right = found[i - 1], found[i]
        if not isinstance(right, Quantity) or text[left.end : right.start] not in _JOINTS:
            continue
        if isinstance(left, Quantity):
            if left.unit_text == "个" and right.unit == "pp" and right.unit_text.startswith("个"):
                found[i - 1] = replace(left, unit="pp")
        elif left.rule == "no-unit" and left.verdict == "code" and right.form == "plain":
            found[i - 1] = _member(text, left, right) or left
    return found


def _member(text: str, left: Rejected, right: Quantity) -> Quantity | None:
    """A bare number as a member of the enumeration that `right` ends; 分别 or decimals on both sides tell of one."""
    together = "分别" in text[max(0, left.start - _REACH) : left.start]
    if not right.unit_text or not (together or ("." in left.text and "." in right.numeral)):
        return None
    scale = right.numeral.lstrip("0123456789.,")
    if any(c not in "十百千万亿" for c in scale):
        return None
    factor = units_by_text()[right.unit_text][1]
    for c in scale:
        factor *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[c]
    mention = Mention.at(text, left.start, left.end)
    return read_counted(
        mention, left.end, PrintedUnit(left.end, right.unit_text, right.unit, Decimal(factor))
    )


def _comparators(text: str, tokens: Sequence[Token]) -> list[Token]:
    """From the first member on: 超900家、300家."""
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
