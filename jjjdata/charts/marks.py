"""Marks of a chart: what is drawn for an observation, and which shape says how it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from jjjdata.charts.amounts import Amount
from jjjdata.charts.subject import Subject
from jjjdata.charts.support import Support
from jjjdata.charts.tables import Row

KINDS: Final = ("stated", "implied", "target", "contradicting", "superseded")
JOINED_KINDS: Final = ("stated", "implied")
NEAR: Final = 10.0
"""An implied value further than this from the figure that it was computed from is not written like it."""


@dataclass(frozen=True)
class Mark:
    """One mark: its place on the time axis, its amount, and how it is known."""

    observation_id: str
    kind: str
    amount: Amount
    period_start: date | None
    period_end: date
    statement_id: str | None = None
    aggregation: str | None = None
    target: bool = False

    @property
    def year(self) -> int:
        """The year it stands at on the axis."""
        return self.period_end.year

    @property
    def value(self) -> float:
        """The value."""
        return self.amount.value

    @property
    def ends(self) -> tuple[float, ...]:
        """All values that the mark shows: the value, its bounds, the end of a range.

        What a plan asks for is not uncertain: how its words round says nothing about where it may lie.
        """
        bounds = () if self.target else (self.amount.low, self.amount.high)
        shown = (self.amount.value, *bounds, self.amount.upper)
        return tuple(v for v in shown if v is not None)

    @property
    def open_side(self) -> str | None:
        """Which side the words leave open: "up", "down" or None."""
        return self.amount.open_side

    @property
    def shape(self) -> str:
        """dot, circle, diamond, up, down, tick or cross: the one shape that says how it is known."""
        if self.target:
            return "tick"
        if self.kind == "contradicting":
            return "cross"
        if self.open_side is not None:
            return self.open_side
        if self.kind == "implied":
            return "circle"
        return "diamond" if self.amount.comparator == "~" else "dot"

    @property
    def span_years(self) -> int:
        """How many calendar years the period touches; 1 for a moment and where its start is unknown."""
        if self.aggregation == "stock" or self.period_start is None:
            return 1
        return self.period_end.year - self.period_start.year + 1

    @property
    def whole_year(self) -> bool:
        """Whether the period is exactly one calendar year, or the figure stands at a moment."""
        start, end = self.period_start, self.period_end
        if self.aggregation == "stock" or start is None or start == end:
            return True
        return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year

    @property
    def joinable(self) -> bool:
        """Whether a line may pass through it: known on both sides, of one whole year, not overruled."""
        return self.kind in JOINED_KINDS and self.open_side is None and self.whole_year

    def text(self, language: str, *, classifier: str = "", like: float | None = None) -> str:
        """The amount as people say it, in the scale of the value `like`."""
        return self.amount.text(language, classifier=classifier, like=like)


def amount_of(subject: Subject, observation: Row) -> Amount | None:
    """The amount of an observation; None where it has no value."""
    if observation["value"] is None:
        return None
    return Amount(
        observation["value"],
        observation["value_low"],
        observation["value_high"],
        observation["comparator"],
        observation["unit"],
        observation["measure"],
        implied=observation["origin"] == "implied",
        upper=_upper(observation, subject.supports(observation)),
        model=_model(subject, observation),
    )


def marks_of(subject: Subject, observation: Row) -> tuple[Mark, ...]:
    """The marks of an observation: its own, and one for each source that contradicts it.

    An observation without a time or a value has no mark (it stays in the report's table).
    """
    amount = amount_of(subject, observation)
    if observation["period_end"] is None or amount is None:
        return ()
    supports = subject.supports(observation)
    own = Mark(
        observation["observation_id"],
        kind_of(observation),
        amount,
        observation["period_start"],
        observation["period_end"],
        supports[0].statement["statement_id"] if supports else None,
        observation["aggregation"],
        observation["status"] == "target",
    )
    against = [s for s in supports if s.role == "contradicts" and _comparable(s.statement, observation)]
    return (own, *(_contradiction(own, support) for support in against))


def kind_of(observation: Row) -> str:
    """stated, implied, target or superseded."""
    if not observation["is_latest"]:
        return "superseded"
    if observation["status"] == "target":
        return "target"
    return "implied" if observation["origin"] == "implied" else "stated"


def _model(subject: Subject, observation: Row) -> float | None:
    """The figure of the same unit that an implied value was computed from, where the two are of one size."""
    value = observation["value"]
    for source in subject.inputs(observation):
        row = source.observation
        if row["unit"] == observation["unit"] and row["measure"] == observation["measure"] and row["value"]:
            near = abs(value) < NEAR * abs(row["value"]) and abs(row["value"]) < NEAR * abs(value)
            return float(row["value"]) if near else None
    return None


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
    amount = Amount(
        row["value"], row["value_low"], row["value_high"], row["comparator"],
        own.amount.unit, own.amount.measure, upper=row["value_upper"],
    )  # fmt: skip
    return replace(own, kind="contradicting", amount=amount, statement_id=row["statement_id"], target=False)
