"""What a scan gives: quantities and rejected numerals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as printed and as read.

    `start`/`end` hold comparator, numeral and unit; `number_start`/`number_end` the numeral alone with 多/余.
    `value` has its scales multiplied out and is exact; `form` tells how it was written: plain, range, ratio, rank,
    fraction, doubling, bare (no unit printed).
    """

    start: int
    end: int
    text: str
    value: Decimal
    value_upper: Decimal | None
    unit: str
    unit_text: str
    comparator: str
    number_start: int
    number_end: int
    numeral: str
    form: str = "plain"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A numeral that is no quantity, and why: a verdict of the ledger, and the rule that came to it."""

    start: int
    end: int
    text: str
    verdict: str
    rule: str = ""


Token = Quantity | Rejected


@dataclass(frozen=True, slots=True)
class Mention:
    """A numeral where it stands: `text[start:end]` without a trailing 多/余."""

    text: str
    start: int
    end: int
    numeral: str
    arabic: bool
    before: str  # the character before the numeral, or nothing
    after: str  # the character after the numeral, or nothing
    quoted: bool = False  # within a short pair of quotation marks that opens with a Chinese numeral
    titled: bool = False  # within the marks of a title 《》

    @classmethod
    def at(cls, text: str, start: int, end: int, *, quoted: bool = False, titled: bool = False) -> Mention:
        """The numeral that stands at `text[start:end]`."""
        numeral, before = text[start:end], text[start - 1] if start else ""
        return cls(
            text, start, end, numeral, numeral[0].isdigit(), before, text[end : end + 1], quoted, titled
        )

    def left(self, reach: int) -> str:
        """At most so many characters before the numeral, of the same sentence."""
        window = self.text[max(0, self.start - reach) : self.start]
        return window[max(window.rfind("。"), window.rfind("\n")) + 1 :]

    def rejected(self, verdict: str, rule: str) -> Rejected:
        """The numeral as one that is no quantity."""
        return Rejected(self.start, self.end, self.numeral, verdict, rule)
