"""Each target with what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from jjjdata.checks.model import Finding, View
from jjjdata.checks.outcomes import in_words, outcomes


def targets(view: View) -> Iterator[Finding]:
    """A finding for each target; what was missed is a notice, no fault of the figures."""
    for outcome in outcomes(view.observations):
        other = outcome.outcome or outcome.nearest
        yield Finding(
            "target",
            outcome.verdict,
            "notice" if outcome.verdict == "missed" else "info",
            outcome.target["observation_id"],
            f"target {outcome.verdict}",
            in_words(outcome),
            (other["observation_id"],) if other is not None else (),
        )
