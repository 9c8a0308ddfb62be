"""What stands behind an observation: a statement in its role, or another observation that went into it."""

from __future__ import annotations

from collections.abc import Iterable
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


def within_one_document(supports: Iterable[Support]) -> bool:
    """Whether what contradicts the chosen statement stands in the same document as it, and in no other."""
    told = {s.document["document_id"] for s in supports if s.role in ("chosen", "contradicts")}
    return len(told) == 1
