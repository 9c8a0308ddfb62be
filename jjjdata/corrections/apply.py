"""Corrections put into the statements, and shown in the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.corrections.file import Correction
from jjjdata.corrections.soundness import named_places, require_sound
from jjjdata.observations.claim import claim_of
from jjjdata.observations.reconcile import observation_id

Row = dict[str, Any]
CORRECTED: Final = "corrected"
DROPPED: Final = "dropped"


@dataclass(frozen=True)
class Corrected:
    """The statements after all corrections, the rows of table `corrections`, and what was dropped, as read."""

    statements: list[Row]
    corrections: list[Row]
    dropped: list[Row]


def correct(
    statements: Sequence[Row], documents: Sequence[Mapping[str, Any]], corrections: Iterable[Correction]
) -> Corrected:
    """Apply the corrections to rows of `statements`.

    A dropped statement stays in the table, as it was read, without an indicator; its rule says `dropped`, that
    of a changed one `corrected`.

    Raises:
        CorrectionsFileError: there is no such statement, its reading is not the expected one (then the
            correction may be wrong now, or done with), it is corrected twice, or the new reading contradicts
            itself, names what does not exist, or gives no observation though it has an indicator.
    """
    rows = {row["statement_id"]: row for row in statements}
    known = {row["document_id"]: row for row in documents}
    places = named_places(statements)
    told: list[Row] = []
    dropped: list[Row] = []
    seen: set[str] = set()
    for correction in corrections:
        name = correction.statement_id
        if name in seen:
            raise correction.error(
                "the statement is corrected twice", "Put all its columns into one correction."
            )
        seen.add(name)
        before = rows.get(name)
        if before is None:
            raise _unknown(correction, rows.values())
        _require_expected(correction, before)
        if correction.drops:
            dropped.append(before)
            rows[name] = {**before, "indicator_id": None, "rule": _marked(before, DROPPED)}
        else:
            rows[name] = {**before, **correction.change, "rule": _marked(before, CORRECTED)}
            require_sound(correction, rows[name], rows.keys(), places)
            _require_claim(correction, rows[name], known[before["document_id"]])
        told += _rows(correction, before)
    ordered = sorted(told, key=lambda row: (row["statement_id"], row["column"]))
    return Corrected([rows[row["statement_id"]] for row in statements], ordered, dropped)


def show_in_evidence(
    evidence: Iterable[Row],
    corrected: Corrected,
    documents: Sequence[Mapping[str, Any]],
    observations: Iterable[Row],
) -> list[Row]:
    """The evidence with who corrected a statement and why, and with dropped statements where they would stand."""
    said = {row["statement_id"]: f"{row['who']}: {row['why']}" for row in corrected.corrections}
    rows = [row | {"correction": said.get(row["statement_id"])} for row in evidence]
    known = {row["observation_id"] for row in observations}
    sources = {row["document_id"]: row for row in documents}
    for statement in corrected.dropped:
        indicator = indicators().get(statement["indicator_id"] or "")
        claim = claim_of(statement, sources[statement["document_id"]], indicator) if indicator else None
        name = observation_id(claim.key, claim.moment) if claim else None
        if name in known:
            link = {"observation_id": name, "statement_id": statement["statement_id"], "role": DROPPED}
            rows.append({**link, "correction": said[statement["statement_id"]]})
    return sorted(rows, key=lambda row: (row["observation_id"], row["statement_id"]))


def _unknown(correction: Correction, rows: Iterable[Row]) -> Exception:
    """There is no such statement: name those that look like it."""
    text = correction.expected.get("value_text")
    alike = sorted(row["statement_id"] for row in rows if row["value_text"] == text)[:3]
    hint = f"Statements with {text!r}: {', '.join(alike)}. " if alike else ""
    return correction.error(
        "there is no statement of this id; its document has changed or is gone",
        f"{hint}Find the statement again, or delete the correction.",
    )


def _require_expected(correction: Correction, row: Row) -> None:
    differing = {name: row[name] for name, value in correction.expected.items() if row[name] != value}
    if not differing:
        return
    if all(row[name] == value for name, value in correction.change.items()) and not correction.drops:
        raise correction.error(
            "the reading is already the new one", "Delete the correction: it is done with."
        )
    name = next(iter(differing))
    raise correction.error(
        f"{name} was expected to be {_said(correction.expected[name])!r}, but is {_said(row[name])!r}",
        "What it corrects has changed: look at the statement again, then correct or delete the correction.",
    )


def _require_claim(correction: Correction, row: Row, document: Mapping[str, Any]) -> None:
    indicator = indicators().get(row["indicator_id"] or "")
    if "indicator_id" in correction.change and indicator and claim_of(row, document, indicator) is None:
        raise correction.error(
            f"the new reading gives no observation of {indicator.id}",
            "It needs a place, a time, and a unit and aggregation that the indicator takes: set these as well.",
        )


def _marked(row: Row, mark: str) -> str:
    return f"{row['rule']} {mark}" if row["rule"] else mark


def _rows(correction: Correction, before: Row) -> list[Row]:
    """One row for each column that is set; one for a statement that is dropped."""
    common = {
        "statement_id": correction.statement_id,
        "action": "drop" if correction.drops else "set",
        "value_text": before["value_text"],
        "who": correction.who,
        "why": correction.why,
    }
    if correction.drops:
        return [common | {"column": "indicator_id", "before": before["indicator_id"], "after": None}]
    return [
        common | {"column": name, "before": _said(before[name]), "after": _said(value)}
        for name, value in correction.change.items()
    ]


def _said(value: object) -> str | None:
    """A value as text; a whole number without a point."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
