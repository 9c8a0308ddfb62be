"""Rows -> Arrow tables, held to the declarations in `jjjdata.schema`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

import pyarrow as pa

from jjjdata.errors import TableError
from jjjdata.schema import DATE, FLAG, FLOAT, INT, TEXT, Column, Table

Row = dict[str, object]

# Exact Python types: a bool is no integer here, and a datetime (with its clock time) is no date.
PYTHON_TYPES: Final[dict[pa.DataType, frozenset[type]]] = {
    TEXT: frozenset({str}),
    INT: frozenset({int}),
    FLOAT: frozenset({float, int}),
    DATE: frozenset({date}),
    FLAG: frozenset({bool}),
}


def to_arrow(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table of the declared schema, in the order given.

    Raises TableError for a missing or unknown column, a value of another type, a null or a value that
    the column does not allow, a number that is not finite, and a primary key that stands twice.
    """
    _check_names(table, rows)
    arrays = [_array(table, column, [row[column.name] for row in rows]) for column in table.columns]
    _check_key(table, rows)
    return pa.Table.from_arrays(arrays, schema=table.arrow())


def _check_names(table: Table, rows: Sequence[Row]) -> None:
    """Each row has exactly the declared columns: a column left out is a defect, not a null."""
    declared = set(table.names)
    for number, row in enumerate(rows):
        if row.keys() != declared:
            missing, unknown = sorted(declared - row.keys()), sorted(row.keys() - declared)
            problem = f"lacks {', '.join(missing)}" if missing else f"has unknown column {', '.join(unknown)}"
            raise _refusal(table, number, problem)


def _array(table: Table, column: Column, values: list[object]) -> pa.Array:
    """One checked column."""
    kinds = set(map(type, values))
    allowed = PYTHON_TYPES[column.type]
    if type(None) in kinds and not column.nullable:
        raise _refusal(table, values.index(None), f"column {column.name} must not be null")
    if wrong := kinds - allowed - {type(None)}:
        number = next(n for n, value in enumerate(values) if type(value) in wrong)
        found = f"{values[number]!r:.60} ({type(values[number]).__name__})"
        raise _refusal(table, number, f"column {column.name} takes {column.type}, not {found}")
    if column.values and (strangers := set(values) - {*column.values, None}):
        number = next(n for n, value in enumerate(values) if value in strangers)
        valid = ", ".join(column.values)
        raise _refusal(table, number, f"column {column.name} takes {valid}; not {values[number]!r}")
    if column.type == FLOAT:
        _check_finite(table, column, values)
    try:
        return pa.array(values, column.type)
    except (pa.ArrowException, UnicodeEncodeError, OverflowError) as error:
        raise _refusal(table, _first_refused(column, values), f"column {column.name}: {error}") from error


def _check_finite(table: Table, column: Column, values: list[object]) -> None:
    """No NaN and no infinity: "no bound" is null, so that every reader understands it."""
    for number, value in enumerate(values):
        if isinstance(value, float) and not math.isfinite(value):
            raise _refusal(table, number, f"column {column.name} takes finite numbers or null, not {value}")


def _first_refused(column: Column, values: list[object]) -> int:
    """Number of the first row whose value Arrow refuses (a lone surrogate, an integer beyond 64 bits)."""
    for number, value in enumerate(values):
        try:
            pa.scalar(value, column.type)
        except (pa.ArrowException, UnicodeEncodeError, OverflowError):
            return number
    return 0


def _check_key(table: Table, rows: Sequence[Row]) -> None:
    """The primary key is unique."""
    seen: set[tuple[object, ...]] = set()
    for number, row in enumerate(rows):
        key = tuple(row[name] for name in table.key)
        if key in seen:
            shown = ", ".join(f"{name} {value!r}" for name, value in zip(table.key, key, strict=True))
            raise _refusal(table, number, f"primary key stands twice: {shown}")
        seen.add(key)


def _refusal(table: Table, number: int, problem: str) -> TableError:
    return TableError(
        f"table {table.name}, row {number}",
        problem,
        "Nothing was written. This is a defect of the program: please report it with the document at hand.",
    )
