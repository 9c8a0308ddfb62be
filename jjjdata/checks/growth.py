"""Growth, multiples and ratios against the levels that are stated besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jjjdata.checks.model import Finding, Row, View
from jjjdata.checks.saying import LANGUAGES, Values, amount, between, thing, when
from jjjdata.checks.thresholds import thresholds
from jjjdata.implied import Meeting, meetings

JOINTS: Final = {"en": "; ", "zh": "；"}


def growth(view: View) -> Iterator[Finding]:
    """Where a change, multiple or ratio and one level imply another level that is reported as well.

    Growth at comparable prices says nothing of levels and is left out.
    """
    rows = {row["observation_id"]: row for row in view.observations}
    told: set[frozenset[str]] = set()
    for meeting in meetings(view.observations):
        figures = frozenset({meeting.observation_id, meeting.level_id, *meeting.tie_ids})
        if figures not in told:  # the same figures meet once in each direction
            told.add(figures)
            yield _met(meeting, rows)


def _met(meeting: Meeting, rows: dict[str, Row]) -> Finding:
    reported, level = rows[meeting.observation_id], rows[meeting.level_id]
    ties = [rows[name] for name in meeting.tie_ids]
    verdict = "holds" if meeting.agrees else "fails"
    values: dict[str, Values] = {
        language: {
            "name": thing(reported, language),
            "when": when(reported, language),
            "amount": amount(reported, language),
            "tie": JOINTS[language].join(_named(tie, language) for tie in ties),
            "level": _named(level, language),
            "implied": between(meeting.value_low, meeting.value_high, reported["unit"], language),
        }
        for language in LANGUAGES
    }
    check = "growth" if all(tie["measure"] in ("change", "multiple") for tie in ties) else "ratio"
    return Finding(
        check,
        verdict,
        "info" if meeting.agrees else "notice" if _is_forced(meeting, reported, ties) else "warning",
        meeting.observation_id,
        f"growth {verdict}",
        values,
        (*meeting.tie_ids, meeting.level_id),
    )


def _is_forced(meeting: Meeting, reported: Row, ties: Sequence[Row]) -> bool:
    """Whether a level fits once a share may have been moved so that all of its structure add up to 100."""
    low, high = meeting.value_low, meeting.value_high
    if low is None or high is None or not all(tie["measure"] == "share" and tie["value"] for tie in ties):
        return False
    slack = sum(thresholds().forced / tie["value"] for tie in ties)
    least = reported["value"] if reported["value_low"] is None else reported["value_low"]
    most = reported["value"] if reported["value_high"] is None else reported["value_high"]
    return bool(least <= high * (1 + slack) and most >= low * (1 - slack))


def _named(row: Row, language: str) -> str:
    """An observation with its figure: "PM2.5 (change), Beijing, 2021: −63.1%"."""
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    return f"{thing(row, language)}{comma}{when(row, language)}{colon}{amount(row, language)}"
