"""Every number of a text, whatever it stands for: with its sign, as a fraction, as a mixed number.

Nothing is judged here beyond the fixed words that only look numeric (一切, 四川); `scan` says what is a quantity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jjjdata.recognise.numerals import LONGEST, NUMERAL, value_of
from jjjdata.recognise.quantities.cues import fixed_word, is_bare_scale

_DENOMINATOR: Final = r"[〇零一二两三四五六七八九十百千万亿壹贰叁柒捌玖佰仟]{1,12}|\d{1,9}"
_SIGN: Final = r"(?P<sign>(?<![\d\-−])[-−](?=\.?\d)|负)?"
_MIXED: Final = rf"(?:(?P<whole>{NUMERAL}) ?又 ?)?(?P<below>{_DENOMINATOR}) ?分 ?之 ?(?P<minus>负)?(?P<above>{NUMERAL}|[肆伍陆拾])"
_SLASHED: Final = r"(?:(?P<ones>\d{1,9}) )?(?P<over>\d{1,9})/(?P<under>\d{1,9})"
_NUMBER: Final = re.compile(
    rf"{_SIGN}(?:(?P<fraction>{_MIXED})|(?P<slash>{_SLASHED})|(?P<plain>{NUMERAL}|(?<![\d.])\.\d+))"
)
_START: Final = re.compile(r"[.0-9〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]")
_ROUND: Final = frozenset("百千万亿佰仟")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, and its exact value (fractions to the context's precision)."""

    start: int
    end: int
    text: str
    value: Decimal


def numerals(text: str) -> list[Number]:
    """All numbers of `text` in order.

    The base of a percentage (百分之 of 百分之五) is none of its own; a bare scale (万) is no number.

    >>> [(n.text, n.value) for n in numerals("负三十二，十一又四分之一，1/2，百分之五，一切")]
    [('负三十二', Decimal('-32')), ('十一又四分之一', Decimal('11.25')), ('1/2', Decimal('0.5')), ('五', Decimal('5'))]
    """
    found: list[Number] = []
    position = 0
    while match := _START.search(text, position):
        start = match.start()
        signed = start and text[start - 1] in "-−负" and start > position - 1
        number = (_NUMBER.match(text, start - 1) if signed else None) or _NUMBER.match(text, start)
        read = _read(text, number) if number is not None else None
        if read is not None:
            found.append(read)
        position = max(number.end() if number is not None else 0, start + 1)
        if number is not None and number["below"] is not None and set(number["below"]) <= _ROUND:
            position = number.start("above") if read is None else position
    return found


def _read(text: str, match: re.Match[str]) -> Number | None:
    if match.end() - match.start() > 3 * LONGEST:
        return None
    if match["slash"] is not None:
        under = Decimal(match["under"])
        value = Decimal(match["ones"] or 0) + Decimal(match["over"]) / under if under else None
    elif match["fraction"] is not None:
        value = _fraction(match)
    else:
        value = _plain(text, match)
    if value is None:
        return None
    return Number(match.start(), match.end(), match[0], -value if match["sign"] else value)


def _fraction(match: re.Match[str]) -> Decimal | None:
    if set(match["below"]) <= _ROUND or not value_of(match["below"]):
        return None
    part = value_of(match["above"]) / value_of(match["below"])
    if match["minus"]:
        part = -part
    return part + (value_of(match["whole"]) if match["whole"] else 0)


def _plain(text: str, match: re.Match[str]) -> Decimal | None:
    numeral = match["plain"]
    start, end = match.span("plain")
    if len(numeral) > LONGEST or is_bare_scale(numeral.replace("几", "").replace("多", "")):
        return None
    if not numeral[0].isdigit():
        word = fixed_word(text, start, end)
        if word is not None and word[1] >= end:
            return None
    return value_of(numeral)
