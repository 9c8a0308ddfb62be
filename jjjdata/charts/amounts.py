"""Amounts: a value with its bounds and what the words say of it, ready to be said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from jjjdata.charts.numbers import bounded, format_value, split_value, supported_digits, unit_suffix
from jjjdata.intervals import BOUND_DIGITS, bound_of

SIGNED_MEASURES: Final = ("change",)
FALL_WORDS: Final = {"zh": "减少{}", "en": "a fall of {}"}
HEADLINE_DIGITS: Final = {"zh": 5, "en": 4}
"""A headline says 562.5 billion (5625亿) where the table says 562.503 billion (5625.03亿)."""
PRINTED_DIGITS: Final = 8
"""Documents print no more digits; a value with more was converted from another unit (亩 to hectares)."""


@dataclass(frozen=True)
class Amount:
    """A value with its bounds and what the words say of it, ready to be said."""

    value: float
    low: float | None
    high: float | None
    comparator: str
    unit: str
    measure: str = "level"
    implied: bool = False
    upper: float | None = None
    model: float | None = None
    """The figure that an implied one was computed from."""

    @property
    def open_side(self) -> str | None:
        """Which side the words leave open: "up", "down" or None."""
        side = {">": "up", ">=": "up", "<": "down", "<=": "down"}.get(self.comparator)
        # The words speak of the printed magnitude: a reduction of more than 30 lies below -30.
        return {"up": "down", "down": "up"}.get(side or "") if self.value < 0 else side

    def text(
        self,
        language: str,
        *,
        classifier: str = "",
        like: float | None = None,
        short: bool = False,
        signed: bool = True,
    ) -> str:
        """The value as people say it: 超过3000家, about 89.4 µg/m³, 5000–6000亿元; in the scale of `like`.

        `short` leaves away digits that a headline does not need, `signed` writes the plus of a change.
        """
        like = self._plain_model(language) if like is None else like
        if self.upper is not None:
            said = self._range(self.value, self.upper, language, classifier, 6, like)
            return bounded(said, self.comparator, language)
        value = self.value if self._bound is None else self._bound
        fall = value < 0 and self.open_side is not None
        signed = signed and self.measure in SIGNED_MEASURES and not fall
        said = format_value(
            abs(value) if fall else value, self.unit, language,
            digits=min(self._digits, HEADLINE_DIGITS[language]) if short else self._digits, classifier=classifier,
            signed=signed, like=like, rounding=ROUND_HALF_UP, whole=not self.implied,
        )  # fmt: skip
        if fall:
            return FALL_WORDS[language].format(bounded(said, self.comparator, language))
        return bounded(said, "~" if self.implied and self.comparator == "=" else self.comparator, language)

    def bounds_text(self, language: str, *, classifier: str = "") -> str:
        """Both bounds in words, or the only one of a computed value; "" where they say no more than the value."""
        if self._bound is not None:
            return self.text(language, classifier=classifier)
        if self.low is None or self.high is None or self.low == self.high:
            return ""
        own = None if split_value(self.value, self.unit, language, digits=6)[1] else self.value
        like = self._plain_model(language) or own
        return self._range(self.low, self.high, language, classifier, max(self._digits, 3), like)

    @property
    def _bound(self) -> float | None:
        """What a computed value with one bound only is said by: "at least" speaks of the bound, not of the value."""
        return bound_of(self.low, self.high, self.comparator) if self.implied else None

    @property
    def _digits(self) -> int:
        """Digits worth saying: what the bounds support, all that were printed, few after a conversion."""
        if self.implied:
            alone = self._bound is not None
            return BOUND_DIGITS if alone else supported_digits(self.value, self.low, self.high)
        printed = len(Decimal(repr(self.value)).normalize().as_tuple().digits)
        return 6 if printed <= PRINTED_DIGITS else 4

    def _plain_model(self, language: str) -> float | None:
        """The model where it is written without 万 or million: 31580元 beside 33662元, not 3.158万元."""
        plain = self.model is not None and not split_value(self.model, self.unit, language, digits=6)[1]
        return self.model if plain else None

    def _range(
        self, low: float, high: float, language: str, classifier: str, digits: int, like: float | None = None
    ) -> str:
        """Two ends in words, rounded outward: a range that is said must hold the range that is meant."""
        first, scale = split_value(low, self.unit, language, digits=digits, rounding=ROUND_FLOOR, like=like)
        second, same = split_value(
            high, self.unit, language, digits=digits, rounding=ROUND_CEILING, like=like
        )
        ending = same + unit_suffix(self.unit, language, classifier)
        if scale == same:
            first, second = _as_precise(first, second), _as_precise(second, first)
        between = "–" if low >= 0 else "至" if language == "zh" else " to "
        return f"{first if scale == same else first + scale}{between}{second}{ending}"


def _as_precise(number: str, other: str) -> str:
    """The number with as many decimals as the other end has: 35.7 beside 35.67 is 35.70."""
    missing = len(other.partition(".")[2]) - len(number.partition(".")[2])
    return number + ("." if "." not in number else "") + "0" * missing if missing > 0 else number
