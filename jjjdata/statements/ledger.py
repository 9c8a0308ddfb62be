"""The ledger: every numeral of a document in exactly one row, statement or not, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NUMERAL_RUN = re.compile(
    r"[0-9０-９]+|[〇零一二三四五六七八九十百千万亿两半双首几萬億兩雙幾]+|[①-⑳❶-❿⑴-⒇Ⅰ-Ⅻ]+"
)
"""What makes a row: a run of ASCII or full-width digits, of Chinese numeral characters, or of heading marks."""


@dataclass(frozen=True)
class Claim:
    """A stretch of the document and the verdict on the numerals in it; statements come first."""

    start: int
    end: int
    verdict: str
    statement_id: str | None = None


def ledger(document_id: str, text: str, claims: Iterable[Claim]) -> list[dict[str, object]]:
    """Rows of the `numerals` table for one document, in order.

    A run that no claim covers whole is cut where a claim begins or ends, so that each character lies in one row.
    """
    ordered = _disjoint(claims)
    starts = [c.start for c in ordered]
    rows: list[dict[str, object]] = []
    for run in NUMERAL_RUN.finditer(text):
        position = run.start()
        while position < run.end():
            claim, stop = _claim_at(ordered, starts, position, run.end())
            verdict = claim.verdict if claim else _alone(run[0])
            rows.append(
                _row(document_id, text, position, stop, verdict, claim.statement_id if claim else None)
            )
            position = stop
    return rows


def _claim_at(
    claims: Sequence[Claim], starts: Sequence[int], position: int, limit: int
) -> tuple[Claim | None, int]:
    i = bisect_right(starts, position) - 1
    if i >= 0 and claims[i].end > position:
        return claims[i], min(limit, claims[i].end)
    following = claims[i + 1].start if i + 1 < len(claims) else limit
    return None, min(limit, max(following, position + 1))


def _disjoint(claims: Iterable[Claim]) -> list[Claim]:
    """In order, without overlaps: a statement wins over a reason, an earlier claim over a later one."""
    ranked = sorted(claims, key=lambda c: (c.start, c.verdict != "statement", -c.end))
    found: list[Claim] = []
    for claim in ranked:
        if found and claim.start < found[-1].end:
            if claim.end <= found[-1].end:
                continue
            claim = Claim(found[-1].end, claim.end, claim.verdict, claim.statement_id)  # noqa: PLW2901
        found.append(claim)
    return found


def _alone(run: str) -> str:
    """The verdict on a run that no reader spoke of."""
    return "heading-number" if not re.match(r"[0-9０-９〇零一-龥萬億兩雙幾]", run) else "unread"


def _row(
    document_id: str, text: str, start: int, end: int, verdict: str, statement_id: str | None
) -> dict[str, object]:
    return {
        "document_id": document_id,
        "char_start": start,
        "char_end": end,
        "text": text[start:end],
        "verdict": verdict,
        "statement_id": statement_id,
    }
