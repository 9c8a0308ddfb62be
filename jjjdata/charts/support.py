"""What stands behind an observation: a statement in its role, or another observation that went into it."""

from __future__ import annotations

from dataclasses import dataclass

from jjjdata.charts.tables import Row


@dataclass(frozen=True)
class Support:
    """A statement behind an observation, in its role (chosen, supports, contradicts, superseded, dropped).

    `correction` is who corrected its reading, and why.
    """

    role: str
    statement: Row
    document: Row
    correction: str | None = None


@dataclass(frozen=True)
class Input:
    """An observation that went into an implied one, in its role in the formula."""

    role: str
    formula: str
    observation: Row
