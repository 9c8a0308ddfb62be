"""Numbers as people say them: 3.6万亿元, 3.6 trillion yuan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Final

from jjjdata.catalogue.units import spoken, units

SCALES: Final = {
    "zh": ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million")),
}
COMPARATOR_WORDS: Final = {
    "zh": {"=": "{}", "~": "约{}", ">": "超过{}", ">=": "不少于{}", "<": "不到{}", "<=": "不超过{}"},
    "en": {
        "=": "{}",
        "~": "about {}",
        ">": "more than {}",
        ">=": "at least {}",
        "<": "less than {}",
        "<=": "at most {}",
    },
}
RATES_ZH: Final = ("%", "‰", "个百分点")
RATE_WORDS_ZH: Final = {">=": "不低于{}"}
PLAIN_LIMIT_ZH: Final = Decimal(10) ** 6
"""Chinese counts below this with many digits are written out (10529), as the documents do."""


@dataclass(frozen=True)
class SpokenUnit:
    """The words after a number in one language, and whether large values take a scale word."""

    words: str
    joined: bool
    scaled: bool


@lru_cache(maxsize=256)
def spoken_unit(unit: str, language: str) -> SpokenUnit:
    """How the unit is said beside a figure; an unknown code is said as it is."""
    declared = units().get(unit)
    name = unit if declared is None else declared.name_zh if language == "zh" else declared.name_en
    entry = spoken().get(unit, {})
    joined = language == "zh" or bool(entry.get("joined", False))
    return SpokenUnit(str(entry.get(language, name)), joined, bool(entry.get("scaled", True)))


def format_value(
    value: float,
    unit: str,
    language: str = "zh",
    *,
    digits: int = 6,
    classifier: str = "",
    signed: bool = False,
    like: float | None = None,
    rounding: str = ROUND_HALF_EVEN,
    whole: bool = True,
) -> str:
    """The value with its unit, in at most `digits` significant digits, scaled the way people say it.

    `classifier` is the Chinese counting word for plain counts (家, 个). `signed` writes the plus of a change.
    `like` is another value whose scale this one takes, so that the two can be compared. `whole` keeps all
    digits before the point; without it they are rounded too, as befits a computed value.

    >>> format_value(3.6e12, "CNY"), format_value(3.6e12, "CNY", "en")
    ('3.6万亿元', '3.6 trillion yuan')
    >>> format_value(432, "count", classifier="家"), format_value(271400, "person-time", "en")
    ('432家', '271,400 person-times')
    >>> format_value(1.2e12, "CNY", like=9.8e11), format_value(1.2e12, "CNY", "en", like=9.8e11)
    ('12000亿元', '1,200 billion yuan')
    >>> format_value(271437, "t", "en", digits=4), format_value(271437, "t", "en", digits=4, whole=False)
    ('271,437 tonnes', '271,400 tonnes')
    """
    number, scale = split_value(
        value, unit, language, digits=digits, like=like, rounding=rounding, whole=whole
    )
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{number}{scale}{unit_suffix(unit, language, classifier)}"


def split_value(
    value: float,
    unit: str,
    language: str,
    *,
    digits: int = 6,
    rounding: str = ROUND_HALF_EVEN,
    like: float | None = None,
    whole: bool = True,
) -> tuple[str, str]:
    """The digits and the scale word of a value: ("512.3", "亿"), ("51.23", " billion"); in the scale of `like`."""
    exact = Decimal(repr(float(value)))
    model = exact if like is None else Decimal(repr(float(like)))
    if spoken_unit(unit, language).scaled:
        for size, word in SCALES[language]:
            if abs(model) >= size and not _better_plain(model, size, language):
                return _digits(exact / size, digits, language, rounding), word
    kept = max(digits, _whole_digits(exact)) if whole and abs(exact) >= 1 else digits
    return _digits(exact, kept, language, rounding), ""


def scale_of(value: float, unit: str, language: str) -> tuple[float, str]:
    """The scale that suits values up to `value`, for a whole axis: (1e8, "亿"), (1.0, "")."""
    if spoken_unit(unit, language).scaled:
        for size, word in SCALES[language]:
            if abs(value) >= size:
                return float(size), word
    return 1.0, ""


def unit_suffix(unit: str, language: str, classifier: str = "") -> str:
    """What follows the number: "亿元" has the suffix "元", "billion yuan" the suffix " yuan"."""
    spoken = spoken_unit(unit, language)
    words = spoken.words or (classifier if language == "zh" else "")
    if not words:
        return ""
    return words if spoken.joined else f" {words}"


def unit_words(unit: str, language: str, scale: str = "", classifier: str = "") -> str:
    """The unit of a column or axis: "亿元", "billion yuan", "%"; "" for plain numbers."""
    return f"{scale}{unit_suffix(unit, language, classifier)}".strip()


def bounded(text: str, comparator: str, language: str) -> str:
    """The words of a comparator around a formatted value.

    Chinese says of rates that they are not low (不低于), of amounts that they are not few (不少于).

    >>> bounded("3000家", ">", "zh"), bounded("3,000", ">", "en")
    ('超过3000家', 'more than 3,000')
    >>> bounded("300家", ">=", "zh"), bounded("+5%", ">=", "zh")
    ('不少于300家', '不低于+5%')
    """
    if language == "zh" and text.endswith(RATES_ZH):
        return RATE_WORDS_ZH.get(comparator, COMPARATOR_WORDS["zh"][comparator]).format(text)
    return COMPARATOR_WORDS[language][comparator].format(text)


def supported_digits(value: float, low: float | None, high: float | None) -> int:
    """How many significant digits an interval supports, 2 to 4; 6 where there is no interval.

    >>> supported_digits(89.43, 87.9, 91.0), supported_digits(356.86, 356.75, 356.97)
    (3, 4)
    """
    if low is None or high is None or high <= low or value == 0:
        return 6
    last_place = math.floor(math.log10(0.6 * (high - low) / 2))
    return max(2, min(4, math.floor(math.log10(abs(value))) - last_place + 1))


def _better_plain(exact: Decimal, size: Decimal, language: str) -> bool:
    """Chinese counts such as 10529 are written out: 万 would only move the point."""
    if language != "zh" or size != Decimal(10) ** 4 or abs(exact) >= PLAIN_LIMIT_ZH:
        return False
    return exact == exact.to_integral_value() and exact % 100 != 0


def _whole_digits(exact: Decimal) -> int:
    return max(1, exact.adjusted() + 1)


def _digits(number: Decimal, digits: int, language: str, rounding: str) -> str:
    if number == 0:
        return "0"
    place = Decimal(1).scaleb(number.adjusted() - digits + 1)
    rounded = number.quantize(place, rounding=rounding)
    text = f"{rounded:,f}" if language == "en" else f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
