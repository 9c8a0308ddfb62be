"""Parts of a whole that are called by a short name: exports beside 进出口总值 are just 出口.

Alone such a name says too little (whose exports, of what?), so that `identify` knows nothing of it. Beside the whole that
the text names it is plain, and an entry lists it as `as_part`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from jjjdata.catalogue.entries import Indicator
from jjjdata.catalogue.indicators import catalogue
from jjjdata.catalogue.matching import normalise

Row = dict[str, Any]
SHARED: Final = ("place", "counterpart", "period_start", "period_end", "status")
"""What a part and its whole have in common."""


def name_parts(statements: Sequence[Row]) -> list[Row]:
    """The rows of `statements` of one document, those that no indicator takes named as parts where they are.

    The whole is the last amount before the part, its other parts aside, where `part_of` names it or the sentence is
    the same: behind another amount nobody can tell whose part it is. A part names the growth that the sentence tells
    of it under the same name, up to the next part.
    """
    named: list[Row] = []
    last: Row | None = None
    part: tuple[Row, Indicator] | None = None
    for row in statements:
        found = _part_of(row, last) if last is not None and _belongs(row, last) else None
        if found is not None:
            part = row, found
        elif part is not None and last is not None and _is_of(row, part[0], last) and _takes(part[1], row):
            found = part[1]
        elif row["measure"] == "level":
            last = row
        named.append(row if found is None else row | {"indicator_id": found.id, "topic": found.topic})
    return named


def _belongs(row: Row, whole: Row) -> bool:
    return bool(row["part_of"] == whole["statement_id"] or row["sentence_start"] == whole["sentence_start"])


def _part_of(row: Row, whole: Row) -> Indicator | None:
    """The part of the whole's indicator that the row is about, at the whole's place and time."""
    if row["indicator_id"] is not None or any(row[key] != whole[key] for key in SHARED):
        return None
    entry = _parts().get((whole["indicator_id"], _short(row, whole)))
    return entry if entry is not None and _takes(entry, row) else None


def _is_of(row: Row, part: Row, whole: Row) -> bool:
    """Whether a row tells the growth of the part before it."""
    same = all(row[key] == part[key] for key in ("sentence_start", "place", "counterpart", "period_end"))
    named = _short(row, whole) == _short(part, whole)
    return same and named and row["indicator_id"] is None and row["measure"] == "change"


def _short(row: Row, whole: Row) -> str:
    """What the part is called, whether or not its wording names the whole behind it (出口进出口总额)."""
    wording = normalise(row["indicator"])
    return wording.removesuffix(normalise(whole["indicator"])) or wording


def _takes(entry: Indicator, row: Row) -> bool:
    measure = row["measure"]
    return (
        measure in entry.measures
        and entry.accepts_unit(row["unit"], measure)
        and entry.takes_aggregation(row["aggregation"]) is not None
    )


@lru_cache(maxsize=1)
def _parts() -> Mapping[tuple[str, str], Indicator]:
    """(id of the whole, short name) -> the part."""
    entries = catalogue().entries
    return {
        (whole.id, normalise(name)): entries[part]
        for whole in entries.values()
        for group in whole.parts
        for part in group
        for name in entries[part].as_part
    }
