"""All checks, one after the other, over the tables of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from jjjdata.checks.course import gaps, jumps
from jjjdata.checks.growth import growth
from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.parts import proportions, statement_parts, sums
from jjjdata.checks.shares import shares
from jjjdata.checks.sources import sources
from jjjdata.checks.targets import targets
from jjjdata.checks.totals import totals
from jjjdata.schema import SEVERITIES

CHECKS: Final[tuple[Callable[[View], Iterator[Finding]], ...]] = (
    statement_parts, proportions, sums, growth, totals, jumps, gaps, shares, targets, sources,
)  # fmt: skip


def examine(
    documents: Iterable[Row],
    statements: Iterable[Row],
    observations: Sequence[Row],
    evidence: Iterable[Row],
) -> list[dict[str, Any]]:
    """Rows of the table `findings`, the gravest first, from rows of the tables of the same names.

    A finding of severity `warning` contradicts itself or another source; a `notice` deserves a look; an
    `info` says that figures bear each other out, or what is not known. Nothing is changed by a check. The
    order of the rows given does not matter.
    """
    view = View.of(documents, statements, observations, evidence)
    rows = {finding.id: finding.row() for check in CHECKS for finding in check(view)}
    return sorted(rows.values(), key=_in_order)


def _in_order(row: Row) -> tuple[int, str, str, str]:
    """Gravest first; then by check and subject."""
    gravity = len(SEVERITIES) - SEVERITIES.index(row["severity"])
    return gravity, row["check"], row["subject_id"], row["finding_id"]
