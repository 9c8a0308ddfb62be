"""The ledger: every numeral of a document in exactly one row, statement or not, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

_HEADING_MARKS: Final = "①-⑳❶-❿⑴-⒇Ⅰ-Ⅻ"
NUMERAL_RUN: Final = re.compile(
    rf"[0-9０-９]+|[〇零一二三四五六七八九十百千万亿两半双首几萬億兩雙幾]+|[{_HEADING_MARKS}]+"
)
"""What makes a row: a run of ASCII or full-width digits, of Chinese numeral characters, or of heading marks."""

_HEADING_RUN: Final = re.compile(rf"[{_HEADING_MARKS}]")


@dataclass(frozen=True)
class Claim:
    """A stretch of the document and the verdict on the numerals in it."""

    start: int
    end: int
    verdict: str
    statement_id: str | None = None


def ledger(document_id: str, text: str, claims: Iterable[Claim]) -> list[dict[str, object]]:
    """Rows of the `numerals` table for one document, in order.

    A run that no claim covers whole is cut where a claim begins or ends, so that each character lies in one row. Where
    claims overlap, a statement wins over a reason, and else the one that begins earlier. What nobody spoke of is
    `unread`, except heading marks.

    >>> [(row["text"], row["verdict"]) for row in ledger("d", "①增长5.1%", [Claim(3, 7, "statement", "d-3")])]
    [('①', 'heading-number'), ('5', 'statement'), ('1', 'statement')]
    """
    ordered = _disjoint(claims)
    starts = [c.start for c in ordered]
    rows: list[dict[str, object]] = []
    for run in NUMERAL_RUN.finditer(text):
        position = run.start()
        while position < run.end():
            claim, stop = _claim_at(ordered, starts, position, run.end())
            rows.append(
                {
                    "document_id": document_id,
                    "char_start": position,
                    "char_end": stop,
                    "text": text[position:stop],
                    "verdict": claim.verdict if claim else _unclaimed(run[0]),
                    "statement_id": claim.statement_id if claim else None,
                }
            )
            position = stop
    return rows


def _claim_at(
    claims: Sequence[Claim], starts: Sequence[int], position: int, limit: int
) -> tuple[Claim | None, int]:
    """The claim on a position, and how far it or the silence reaches, up to `limit`."""
    i = bisect_right(starts, position) - 1
    if i >= 0 and claims[i].end > position:
        return claims[i], min(limit, claims[i].end)
    following = claims[i + 1].start if i + 1 < len(claims) else limit
    return None, min(limit, max(following, position + 1))


def _disjoint(claims: Iterable[Claim]) -> list[Claim]:
    """In order, without overlaps: statements keep what is theirs, reasons what is left between them."""
    said = list(claims)
    kept = _from_left(c for c in said if c.statement_id is not None)
    starts, ends = [c.start for c in kept], [c.end for c in kept]
    free = [part for c in said if c.statement_id is None for part in _outside(c, starts, ends)]
    return sorted([*kept, *_from_left(free)], key=lambda c: c.start)


def _from_left(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim without what an earlier one holds already."""
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start, -c.end)):
        start = max(claim.start, found[-1].end) if found else claim.start
        if start < claim.end:
            found.append(replace(claim, start=start))
    return found


def _outside(claim: Claim, starts: Sequence[int], ends: Sequence[int]) -> list[Claim]:
    """The parts of a claim between the stretches that are taken."""
    parts: list[Claim] = []
    position = claim.start
    for i in range(bisect_right(ends, claim.start), len(starts)):
        if starts[i] >= claim.end:
            break
        if position < starts[i]:
            parts.append(replace(claim, start=position, end=starts[i]))
        position = ends[i]
    if position < claim.end:
        parts.append(replace(claim, start=position))
    return parts


def _unclaimed(run: str) -> str:
    return "heading-number" if _HEADING_RUN.match(run) else "unread"
