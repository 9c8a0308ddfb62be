"""The file of corrections: read, and held to what a correction must say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from jjjdata.catalogue.indicators import indicators
from jjjdata.catalogue.places import gazetteer
from jjjdata.catalogue.units import units
from jjjdata.errors import CorrectionsFileError, nearest_names
from jjjdata.schema import DATE, FLOAT, STATEMENTS

KEYS: Final = ("statement", "expect", "set", "drop", "who", "why")
SETTABLE: Final = (
    "indicator", "indicator_id", "value", "value_upper", "value_low", "value_high", "unit", "comparator", "measure",
    "aggregation", "status", "period_start", "period_end", "base_start", "base_end", "price_basis", "place",
    "counterpart", "part_of", "topic",
)  # fmt: skip
PLACES: Final = ("place", "counterpart")
BEYOND_NUMBERS: Final = 1e300
EXPECTABLE: Final = ("value_text", "sentence", *SETTABLE)


@dataclass(frozen=True)
class Correction:
    """One correction: the statement, what its reading must be now, what it is to be, who says so and why.

    `change` is empty where the statement is dropped. Values are as table `statements` holds them.
    """

    path: Path
    number: int
    statement_id: str
    expected: Mapping[str, object]
    change: Mapping[str, object]
    who: str
    why: str

    @property
    def drops(self) -> bool:
        """Whether the statement is dropped altogether."""
        return not self.change

    def error(self, problem: str, remedy: str) -> CorrectionsFileError:
        """The error about this correction."""
        return CorrectionsFileError(
            self.path, f"correction {self.number}: {problem}", remedy, text=self.statement_id
        )


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file.

    Raises:
        CorrectionsFileError: the file is no TOML, or a correction lacks a part, names an unknown key, or sets
            a column to what it cannot hold.
    """
    if not path.is_file():
        return []
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CorrectionsFileError(
            path, f"it is not valid TOML: {error}", "Correct it at that place."
        ) from error
    if unknown := sorted(raw.keys() - {"correction"}):
        raise CorrectionsFileError(
            path, f"unknown key {unknown[0]!r}", "Write each one under [[correction]]."
        )
    entries = raw.get("correction", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CorrectionsFileError(path, "correction is no list", "Write each one under [[correction]].")
    return [_Entry(path, number, entry).correction() for number, entry in enumerate(entries, 1)]


@dataclass(frozen=True)
class _Entry:
    """A correction as it stands in the file, not yet held to anything."""

    path: Path
    number: int
    raw: Mapping[str, Any]

    def correction(self) -> Correction:
        self._known(self.raw, KEYS, "")
        statement, who, why = (self._words(key) for key in ("statement", "who", "why"))
        expected, change = self._columns("expect", EXPECTABLE), self._columns("set", SETTABLE)
        drop = self.raw.get("drop", False)
        if not isinstance(drop, bool) or drop == bool(change):
            raise self._error(
                "it must either set columns or drop the statement", "Write set = {...} or drop = true."
            )
        if needed := {"value_text", *change} - {*expected, "value_low", "value_high"}:
            raise self._error(
                f"expect lacks {', '.join(sorted(needed))}",
                "Say what the reading is now: value_text, and every column that is set.",
            )
        return Correction(self.path, self.number, statement, expected, _with_bounds(change), who, why)

    def _words(self, key: str) -> str:
        value = self.raw.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        raise self._error(f"{key} is missing or no text", f'Write {key} = "...".')

    def _columns(self, key: str, allowed: tuple[str, ...]) -> dict[str, object]:
        values = self.raw.get(key, {})
        if not isinstance(values, dict):
            raise self._error(f"{key} is no table", f"Write {key} = {{ column = value }}.")
        self._known(values, allowed, f" in {key}")
        return {name: self._value(name, value) for name, value in values.items()}

    def _value(self, name: str, value: object) -> object:
        """The value as the table holds it; an empty text is no value."""
        column = STATEMENTS.column(name)
        if value == "":
            if column.nullable:
                return None
            raise self._error(f"{name} must not be empty", "Leave it as it is, or drop the statement.")
        if column.type == FLOAT and isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(name, value)
        if column.type == DATE and isinstance(value, date) and not isinstance(value, datetime):
            return value
        if column.type not in (FLOAT, DATE) and isinstance(value, str):
            self._one_of(name, value)
            return _codes(value) if name in PLACES else value
        kind = {FLOAT: "a number", DATE: "a date (2019-12-31, without quotes)"}.get(
            column.type, "a text in quotes"
        )
        raise self._error(f"{name} is {value!r}", f"Write {kind}.")

    def _number(self, name: str, value: float) -> float:
        if not abs(value) < BEYOND_NUMBERS:  # not a number, too
            raise self._error(f"{name} is no finite number", "Write a number.")
        return float(value)

    def _one_of(self, name: str, value: str) -> None:
        valid = {"indicator_id": tuple(indicators()), "unit": tuple(units())}.get(
            name, STATEMENTS.column(name).values
        )
        if valid and value not in valid:
            nearest = nearest_names(value, valid) or valid[:5]
            raise self._error(f"{name} cannot be {value!r}", f"Nearest: {', '.join(nearest)}.")

    def _known(self, given: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
        for key in given:
            if key not in allowed:
                nearest = nearest_names(key, allowed) or allowed
                raise self._error(f"unknown key {key!r}{where}", f"Valid: {', '.join(nearest)}.")

    def _error(self, problem: str, remedy: str) -> CorrectionsFileError:
        return CorrectionsFileError(self.path, f"correction {self.number}: {problem}", remedy)


def _codes(places: str) -> str:
    """Places given by code or name, as the tables hold them: codes, ascending; a name that is not known stays."""
    return gazetteer().join(gazetteer().resolve(part) or part for part in places.split("+"))


def _with_bounds(change: Mapping[str, object]) -> dict[str, object]:
    """A value that is set without bounds is exact: the old bounds were those of another number."""
    bounds = {"value_low", "value_high"}
    if "value" not in change or bounds & change.keys():
        return dict(change)
    return {**change, "value_low": change["value"], "value_high": change["value"]}
