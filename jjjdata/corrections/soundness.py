"""Whether a corrected statement can be: its bounds and days in order, its places and whole known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from jjjdata.catalogue.nearest import nearest_places
from jjjdata.catalogue.places import gazetteer
from jjjdata.corrections.file import PLACES, Correction

ORDERED: Final = (
    ("value_low", "value_high"),
    ("value_low", "value"),
    ("value", "value_high"),
    ("period_start", "period_end"),
    ("base_start", "base_end"),
)


def named_places(statements: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Every code that a statement may have: those of the gazetteer, and printed names that documents use."""
    printed = {
        part for row in statements for column in PLACES for part in (row[column] or "").split("+") if part
    }
    return frozenset(printed | gazetteer().places.keys())


def require_sound(
    correction: Correction, row: Mapping[str, Any], statements: Set[str], places: frozenset[str]
) -> None:
    """Hold the corrected row to what every statement keeps to.

    Raises:
        CorrectionsFileError: two of its bounds or days are in the wrong order, or it names a place or a
            statement that does not exist.
    """
    for lower, upper in ORDERED:
        changed = {lower, upper} & correction.change.keys()
        if changed and row[lower] is not None and row[upper] is not None and row[lower] > row[upper]:
            raise correction.error(
                f"{lower} ({_said(row[lower])}) would be after {upper} ({_said(row[upper])})",
                "Set both so that the first is not the greater one.",
            )
    for column in PLACES:
        for part in (str(correction.change.get(column) or "")).split("+"):
            if part and part not in places:
                near = nearest_places(part, places)
                hint = f"Nearest: {', '.join(near)}. " if near else ""
                raise correction.error(
                    f"there is no {column} {part!r}",
                    f"{hint}Give a code, or a name that the gazetteer or a document has.",
                )
    whole = correction.change.get("part_of")
    if whole is not None and whole not in statements:
        raise correction.error(
            f"part_of names no statement: {whole!r}", "Give the statement_id of the whole."
        )


def _said(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)
