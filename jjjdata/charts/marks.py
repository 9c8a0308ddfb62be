"""Marks of a chart: what is drawn for an observation, and which shape says how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from jjjdata.charts.numbers import bounded, format_value, split_value, supported_digits
from jjjdata.charts.subject import Row, Subject, Support

KINDS: Final = ("stated", "implied", "target", "contradicting", "superseded")
JOINED_KINDS: Final = ("stated", "implied")
SIGNED_MEASURES: Final = ("change",)


@dataclass(frozen=True)
class Mark:
    """One mark: its place on the time axis, its value with bounds, and how it is known."""

    observation_id: str
    kind: str
    year: int
    value: float
    low: float | None
    high: float | None
    comparator: str
    unit: str
    measure: str
    period_start: date | None
    period_end: date
    upper: float | None = None
    statement_id: str | None = None

    @property
    def open_side(self) -> str | None:
        """"up" or "down" where the words leave one side open, else None."""
        if self.comparator in (">", ">="):
            return "up"
        if self.comparator in ("<", "<="):
            return "down"
        return None

    @property
    def shape(self) -> str:
        """dot, circle, diamond, up, down, tick or cross: the one shape that says how it is known."""
        if self.kind == "target":
            return "tick"
        if self.kind == "contradicting":
            return "cross"
        if self.open_side is not None:
            return self.open_side
        if self.comparator == "~" and self.kind == "stated":
            return "diamond"
        return "circle" if self.kind == "implied" else "dot"

    @property
    def span_years(self) -> int:
        """How many calendar years the period touches (1 where its start is unknown)."""
        return 1 if self.period_start is None else self.period_end.year - self.period_start.year + 1

    @property
    def whole_year(self) -> bool:
        """Whether the period is exactly one calendar year, or a moment."""
        start, end = self.period_start, self.period_end
        if start is None or start == end:
            return True
        return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year

    @property
    def joinable(self) -> bool:
        """Whether a line may pass through it: known on both sides, of one whole year, not overruled."""
        return self.kind in JOINED_KINDS and self.open_side is None and self.whole_year

    def text(self, language: str, *, classifier: str = "", words: bool = True) -> str:
        """The value as people say it; without `words`, without "more than" and the like."""
        digits = supported_digits(self.value, self.low, self.high) if self.kind == "implied" else 6
        said = format_value(
            self.value, self.unit, language,
            digits=digits, classifier=classifier, signed=self.measure in SIGNED_MEASURES,
        )  # fmt: skip
        if self.upper is not None:
            first, scale = split_value(self.value, self.unit, language)
            second, same = split_value(self.upper, self.unit, language)
            said = format_value(self.upper, self.unit, language, classifier=classifier)
            said = f"{first if scale == same else first + scale}–{second}{said[len(second):]}"
        comparator = "~" if self.kind == "implied" and self.comparator == "=" else self.comparator
        return bounded(said, comparator, language) if words else said

    def bounds_text(self, language: str, *, classifier: str = "") -> str:
        """Both bounds in words, or "" where one is open or they are the value itself."""
        if self.low is None or self.high is None or self.low == self.high:
            return ""
        digits = supported_digits(self.value, self.low, self.high)
        first, scale = split_value(self.low, self.unit, language, digits=digits)
        said = format_value(self.high, self.unit, language, digits=digits, classifier=classifier)
        second, same = split_value(self.high, self.unit, language, digits=digits)
        return f"{first if scale == same else first + scale}–{second}{said[len(second):]}"


def marks_of(subject: Subject, observation: Row) -> tuple[Mark, ...]:
    """The marks of an observation: its own, and one for each source that contradicts it.

    An observation without a time or a value has no mark (it stays in the report's table).
    """
    if observation["period_end"] is None or observation["value"] is None:
        return ()
    supports = subject.supports(observation)
    own = Mark(
        observation["observation_id"],
        _kind(observation),
        observation["period_end"].year,
        observation["value"],
        observation["value_low"],
        observation["value_high"],
        observation["comparator"],
        observation["unit"],
        observation["measure"],
        observation["period_start"],
        observation["period_end"],
        upper=_upper(observation, supports),
        statement_id=supports[0].statement["statement_id"] if supports else None,
    )
    against = [s for s in supports if s.role == "contradicts" and _comparable(s.statement, observation)]
    return (own, *(_contradiction(own, support) for support in against))


def _kind(observation: Row) -> str:
    if not observation["is_latest"]:
        return "superseded"
    if observation["status"] == "target":
        return "target"
    return "implied" if observation["origin"] == "implied" else "stated"


def _upper(observation: Row, supports: tuple[Support, ...]) -> float | None:
    """The second end of a stated range, where the chosen statement gives the figure in this unit."""
    for support in supports:
        if support.role == "chosen" and _comparable(support.statement, observation):
            upper = support.statement["value_upper"]
            return None if upper is None else float(upper)
    return None


def _comparable(statement: Row, observation: Row) -> bool:
    return bool(statement["unit"] == observation["unit"]) and statement["value"] is not None


def _contradiction(own: Mark, support: Support) -> Mark:
    row = support.statement
    return Mark(
        own.observation_id, "contradicting", own.year, row["value"], row["value_low"], row["value_high"],
        row["comparator"], own.unit, own.measure, own.period_start, own.period_end,
        upper=row["value_upper"], statement_id=row["statement_id"],
    )  # fmt: skip
