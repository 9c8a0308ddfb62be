"""Claims about the same observation, compared as intervals; one is chosen by rule, none is averaged.

The rule: the most precise claim, then the latest, then the most official. Of a source that contradicts
itself only what it says first, and what agrees with that, can be chosen: totals stand before their parts.
Every other claim stays in the evidence: it supports the chosen one where the intervals meet; where they do
not, it is superseded if it is older, and contradicts it if not.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.observations.claim import Claim, Moment, SeriesKey, claim_of

Row = dict[str, Any]
OFFICIAL: Final = ("communiqué", "work report", "plan", "news", "other")  # most official first


def reconcile(
    statements: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]
) -> tuple[list[Row], list[Row]]:
    """Rows of the tables `observations` and `evidence` from rows of `statements` and `documents`.

    Only statements with an `indicator_id`, a place and a time give observations. The result does not
    depend on the order of the rows given. Where a later source changed what was known, the earlier
    state is kept as a row of its own, with its `vintage` and `is_latest` false.
    """
    known, catalogue = {d["document_id"]: d for d in documents}, indicators()
    groups: dict[tuple[SeriesKey, Moment], list[Claim]] = {}
    for statement in statements:
        indicator = catalogue.get(statement["indicator_id"] or "")
        if indicator is None:
            continue
        claim = claim_of(statement, known[statement["document_id"]], indicator)
        if claim is not None:
            groups.setdefault((claim.key, claim.moment), []).append(claim)
    observations: list[Row] = []
    evidence: list[Row] = []
    for claims in groups.values():
        for state, is_latest in _states(sorted(claims, key=_precedence)):
            row = _observation(state, is_latest)
            observations.append(row)
            evidence += _evidence(row["observation_id"], state)
    observations.sort(key=in_order)
    evidence.sort(key=lambda row: (row["observation_id"], row["statement_id"]))
    return observations, evidence


def observation_id(
    key: SeriesKey, moment: Moment, origin: str = "reported", vintage: date | None = None
) -> str:
    """The stable id of an observation; earlier vintages of it carry their date in theirs."""
    parts = [*key, *moment, origin, vintage]
    text = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return "o" + hashlib.sha256(text.encode()).hexdigest()[:16]


def in_order(row: Mapping[str, Any]) -> tuple[tuple[bool, str], ...]:
    """Sorting key of observations: series by series, each in the order of time; nulls last."""
    names = (*SeriesKey._fields, "period_end", "period_start", "origin", "is_latest", "observation_id")
    return tuple((row[name] is None, str(row[name])) for name in names)


def _precedence(claim: Claim) -> tuple[int, Any, int, int, str, int, str]:
    """Smallest first: most precise, then latest, then most official; in one source, what it says first."""
    open_ends = math.isinf(claim.interval.low) + math.isinf(claim.interval.high)
    return (
        open_ends,
        claim.interval.width if open_ends == 0 else Fraction(0),
        -(claim.published.toordinal() if claim.published else 0),
        OFFICIAL.index(claim.kind) if claim.kind in OFFICIAL else len(OFFICIAL),
        claim.source,
        claim.char_start,
        claim.statement_id,
    )


def _states(claims: Sequence[Claim]) -> Iterable[tuple[list[Claim], bool]]:
    """What was known, oldest first: the claims of then, the chosen one first; true for the last state.

    A state is told only where it says something else than the one before it.
    """
    days = sorted({claim.published or date.min for claim in claims})
    states: list[list[Claim]] = []
    for day in days:
        then = _chosen_first([claim for claim in claims if (claim.published or date.min) <= day])
        if states and _says(states[-1][0]) == _says(then[0]):
            states[-1] = then
        else:
            states.append(then)
    return [(state, state is states[-1]) for state in states]


def _chosen_first(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, which stand in order of precedence, with the chosen one before the others."""
    first: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.char_start, c.statement_id)):
        first.setdefault(claim.source, claim)
    chosen = next(claim for claim in claims if claim.interval.overlaps(first[claim.source].interval))
    return [chosen, *(claim for claim in claims if claim is not chosen)]


def _says(claim: Claim) -> tuple[object, ...]:
    return claim.value, claim.interval, claim.comparator


def _agreement(claims: Sequence[Claim]) -> str:
    """How the sources compare with the chosen claim, the first."""
    chosen, others = claims[0], claims[1:]
    if not all(claim.interval.overlaps(chosen.interval) for claim in others):
        return "conflict"
    if len({claim.source for claim in claims}) == 1:
        return "single"
    same = all(
        (claim.value == chosen.value and claim.comparator == chosen.comparator)
        or (claim.interval.bounded and chosen.value in claim.interval)
        for claim in others
    )
    return "agree" if same else "compatible"


def _evidence(observation: str, claims: Sequence[Claim]) -> list[Row]:
    chosen = claims[0]
    roles = {chosen.statement_id: "chosen"}
    for claim in claims[1:]:
        if claim.interval.overlaps(chosen.interval):
            role = "supports"
        elif (claim.published or date.min) < (chosen.published or date.min):
            role = "superseded"
        else:
            role = "contradicts"
        roles[claim.statement_id] = role
    return [
        {"observation_id": observation, "statement_id": s, "role": r, "correction": None}
        for s, r in roles.items()
    ]


def _observation(claims: Sequence[Claim], is_latest: bool) -> Row:
    chosen = claims[0]
    low, high = (
        None if math.isinf(end) else float(end) for end in (chosen.interval.low, chosen.interval.high)
    )
    vintage = chosen.published
    return {
        "observation_id": observation_id(
            chosen.key, chosen.moment, vintage=None if is_latest else (vintage or date.min)
        ),
        **chosen.key._asdict(),
        "period_start": chosen.moment.start,
        "period_end": chosen.moment.end,
        "year": chosen.moment.end.year,
        "value": float(chosen.value),
        "value_low": low,
        "value_high": high,
        "comparator": chosen.comparator,
        "origin": "reported",
        "vintage": vintage,
        "n_sources": len({claim.source for claim in claims}),
        "agreement": _agreement(claims),
        "is_latest": is_latest,
    }
