"""Load whole tables into the library that the analyst uses."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import polars as pl

from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.query.folder import DEFAULT_DATA, frame
from jjjdata.query.vintages import observations_as_of

if TYPE_CHECKING:
    import pandas as pd

ENGINES: Final = ("polars", "pandas", "arrow", "duckdb")
LANGUAGES: Final = ("zh", "en")
Engine = Literal["polars", "pandas", "arrow", "duckdb"]

# Code column -> (the table that names the code, its key there).
CODED: Final = {
    "indicator_id": ("indicators", "indicator_id"),
    "place": ("places", "place"),
    "counterpart": ("places", "place"),
    "unit": ("units", "unit"),
}


@overload
def load(
    table: str, data: str | Path = ..., *, engine: Literal["polars"] = ...,
    as_of: str | date | None = ..., labels: Literal["zh", "en"] | None = ...,
) -> pl.DataFrame: ...  # fmt: skip
@overload
def load(
    table: str, data: str | Path = ..., *, engine: Literal["pandas"],
    as_of: str | date | None = ..., labels: Literal["zh", "en"] | None = ...,
) -> pd.DataFrame: ...  # fmt: skip
@overload
def load(
    table: str, data: str | Path = ..., *, engine: Literal["arrow", "duckdb"],
    as_of: str | date | None = ..., labels: Literal["zh", "en"] | None = ...,
) -> Any: ...  # fmt: skip
def load(
    table: str,
    data: str | Path = DEFAULT_DATA,
    *,
    engine: Engine = "polars",
    as_of: str | date | None = None,
    labels: Literal["zh", "en"] | None = None,
) -> Any:
    """One table as a polars or pandas DataFrame, a pyarrow Table or a DuckDB relation.

    All rows of the table in its order, with the columns and types that `jj.columns(table)` declares. Numbers are in
    the unit that stands in column `unit`, with 万 and 亿 multiplied out. Source: the Parquet file of the table.

    Args:
        table: a name from `jjjdata.schema.TABLES`; its columns are described by `jj.columns(table)`.
        data: the folder that holds the tables.
        engine: polars, pandas, arrow or duckdb (the package duckdb must be installed for the last).
        as_of: for observations: what the documents published up to that day say, reconciled anew. A
            document dated by month or year counts from the last day of it; undated ones are left out.
        labels: "zh" or "en" adds, for each column of codes, a column of names: `place` -> `place_label`.

    Raises:
        UnknownNameError: no such table, engine or language; the nearest are named.
        ParameterError: `as_of` with another table than observations, or no date; DuckDB not installed.
        TableError: the folder holds no such table, or one of another schema version.

    >>> load("observations", labels="en").select("place", "place_label").row(0)
    ('110000', 'Beijing')
    >>> load("observations", as_of="2018-12-31").height  # before the first of the documents
    0
    """
    if engine not in ENGINES:
        raise UnknownNameError.among("engine", str(engine), ENGINES)
    if labels is not None and labels not in LANGUAGES:
        raise UnknownNameError.among("language", str(labels), LANGUAGES)
    if as_of is None:
        loaded = frame(table, data)
    elif table == "observations":
        loaded = observations_as_of(_day(as_of), data)
    else:
        raise ParameterError("as_of", f"only observations have vintages, not {table}", ("observations",))
    if labels is not None:
        loaded = add_labels(loaded, labels, data)
    return _convert(loaded, engine)


def add_labels(table: pl.DataFrame, language: Literal["zh", "en"], data: str | Path) -> pl.DataFrame:
    """The frame with a column `..._label` after each column of codes; joined codes give joined names."""
    for column, (source, key) in CODED.items():
        if column not in table.columns or f"{column}_label" in table.columns:
            continue
        names = _names(source, key, language, data)
        labels = [_label(code, names, language) for code in table[column]]
        position = table.columns.index(column) + 1
        table = table.insert_column(position, pl.Series(f"{column}_label", labels, dtype=pl.String))
    return table


def _names(source: str, key: str, language: str, data: str | Path) -> dict[str, str]:
    rows = frame(source, data).iter_rows(named=True)
    return {row[key]: row[f"name_{language}"] or row["name_zh"] for row in rows}


def _label(code: str | None, names: dict[str, str], language: str) -> str | None:
    if code is None:
        return None
    joint = "、" if language == "zh" else ", "
    return joint.join(names.get(part, part) for part in code.split("+"))


def _day(as_of: str | date) -> date:
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except (TypeError, ValueError) as error:
        raise ParameterError("as_of", f"{as_of!r} is no date; write it as '2022-12-31'") from error


def _convert(table: pl.DataFrame, engine: Engine) -> Any:
    if engine == "pandas":
        return table.to_pandas()
    if engine == "arrow":
        return table.to_arrow()
    if engine == "duckdb":
        return _relation(table)
    return table


def _relation(table: pl.DataFrame) -> Any:
    try:
        import duckdb  # noqa: PLC0415 - an optional package
    except ModuleNotFoundError as error:
        problem = "the package duckdb is not installed (pip install duckdb)"
        raise ParameterError("engine", problem, ENGINES[:3]) from error
    return duckdb.from_arrow(table.to_arrow())
