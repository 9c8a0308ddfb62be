"""Where a figure comes from: its sentences, or its derivation down to their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import polars as pl

from jjjdata.catalogue.units import units
from jjjdata.errors import UnknownNameError
from jjjdata.evidence.amounts import amount
from jjjdata.evidence.sentences import Quotation, quote
from jjjdata.implied import sentence
from jjjdata.query.annual import KEY
from jjjdata.query.folder import DEFAULT_DATA, data_folder, frame, require_indicator, require_place

DEEPEST = 12
"""Implied values rest on implied values; a chain longer than this would be a circle."""


@dataclass(frozen=True)
class Explanation:
    """A figure and what stands behind it. Print it, or let a notebook display it.

    `quotations` are the sentences that state it. An implied one has a `formula`, the `derivation` with
    its numbers in it, and `inputs`, each explained in the same way and named by its `role`.
    """

    subject_id: str
    title: str
    amount: str
    quotations: tuple[Quotation, ...] = ()
    formula: str | None = None
    derivation: str | None = None
    inputs: tuple[Explanation, ...] = ()
    role: str | None = None

    def __str__(self) -> str:
        """Plain text, the inputs of a derivation indented below it."""
        return self.text()

    def text(self, *, with_ids: bool = False) -> str:
        """Plain text; with the statement_id at each sentence, which a correction needs, if asked for."""
        role = f"{self.role} = " if self.role else ""
        lines = [f"{role}{self.title}: {self.amount}"]
        quoted = [quotation.text(with_id=with_ids) for quotation in self.quotations]
        lines += [f"  {line}" for each in quoted for line in each.splitlines()]
        if self.formula:
            lines.append(f"  implied by {self.formula}: {self.derivation}")
        lines += [f"  {line}" for each in self.inputs for line in each.text(with_ids=with_ids).splitlines()]
        return "\n".join(lines)

    def html(self) -> str:
        """HTML without scripts or outside addresses; every text of a document is escaped."""
        role = f"<i>{escape(self.role)}</i> = " if self.role else ""
        parts = [f"<div>{role}<b>{escape(self.title)}</b>: {escape(self.amount)}"]
        parts += [quotation.html() for quotation in self.quotations]
        if self.formula:
            derivation = escape(self.derivation or "")
            parts.append(f"<div>implied by <code>{escape(self.formula)}</code>: {derivation}</div>")
        if self.inputs:
            parts.append('<div style="margin-left:1.5em">')
            parts += [each.html() for each in self.inputs]
            parts.append("</div>")
        return "".join([*parts, "</div>"])

    def _repr_html_(self) -> str:
        return self.html()


def explain(subject: object, data: str | Path = DEFAULT_DATA) -> Explanation:
    """The sentence that states a figure, highlighted; for an implied one, its derivation.

    Args:
        subject: an observation_id or statement_id, or a row that has one: a dictionary, a polars frame of
            one row, or a pandas Series.
        data: the folder that holds the tables.

    Returns an `Explanation`: `print` shows it as text, a notebook as HTML. Figures are in words, with their unit and
    bounds. Source: tables `observations`, `evidence`, `lineage`, `statements` and `documents`.

    Raises UnknownNameError when no observation or statement has that id, or not just one row is given; TableError
    without tables.

    >>> from jjjdata.query import series
    >>> print(explain(series("pm25", place="北京").filter(year=2021)))
    PM2.5平均浓度 (Mean concentration of PM2.5) · 北京市 (Beijing) · 2021 · actual, reported: 33 micrograms ...
    """
    name = _identify(subject)
    tables = _Tables(data)
    if (observation := tables.row("observations", "observation_id", name)) is not None:
        return _observation(tables, observation, 0)
    if (statement := tables.row("statements", "statement_id", name)) is not None:
        return _statement(tables, statement)
    known = [*tables.ids("observations", "observation_id"), *tables.ids("statements", "statement_id")]
    folder = data_folder(data).resolve()
    remedy = (
        f"Give an observation_id or a statement_id, or a row that has one. Searched were the tables in {folder}; "
        "those of another folder are named with data=."
    )
    raise UnknownNameError.among("observation or statement", name, known, remedy)


def explain_all(
    indicator: str, place: str | None = None, data: str | Path = DEFAULT_DATA
) -> tuple[Explanation, ...]:
    """Every observation of an indicator explained, series by series and in order of time.

    Raises UnknownNameError for an unknown indicator or place, TableError when there are no tables.
    """
    require_indicator(indicator, data)
    tables = _Tables(data)
    rows = tables.frame("observations").filter(pl.col("indicator_id") == indicator)
    if place is not None:
        rows = rows.filter(pl.col("place") == require_place(place, data))
    ordered = rows.sort(*KEY, "status", "period_end", "period_start", "observation_id", nulls_last=True)
    return tuple(_observation(tables, row, 0) for row in ordered.iter_rows(named=True))


class _Tables:
    """The tables an explanation needs, each read once."""

    def __init__(self, data: str | Path) -> None:
        self._data = data
        self._frames: dict[str, pl.DataFrame] = {}

    def frame(self, table: str) -> pl.DataFrame:
        if table not in self._frames:
            self._frames[table] = frame(table, self._data)
        return self._frames[table]

    def rows(self, table: str, key: str, value: str) -> list[dict[str, Any]]:
        return self.frame(table).filter(pl.col(key) == value).to_dicts()

    def row(self, table: str, key: str, value: str) -> dict[str, Any] | None:
        return next(iter(self.rows(table, key, value)), None)

    def ids(self, table: str, key: str) -> list[str]:
        return self.frame(table)[key].to_list()

    def quotation(self, statement_id: str, role: str | None, correction: str | None = None) -> Quotation:
        statement = self.rows("statements", "statement_id", statement_id)[0]
        document = self.rows("documents", "document_id", statement["document_id"])[0]
        return quote(statement, document, role, correction)

    def name(self, table: str, key: str, code: str | None) -> str:
        """The Chinese and English name of a code, or of several joined by +."""
        found = [self.row(table, key, part) or {} for part in (code or "").split("+")]
        parts = [row.get("name_zh") or code or "" for row in found]
        english = [row["name_en"] for row in found if row.get("name_en")]
        return "、".join(parts) + (f" ({', '.join(english)})" if english else "")


def _observation(tables: _Tables, row: dict[str, Any], depth: int) -> Explanation:
    ranked = sorted(
        tables.rows("evidence", "observation_id", row["observation_id"]),
        key=lambda link: (link["role"] != "chosen", link["role"], link["statement_id"]),
    )
    explained = Explanation(
        row["observation_id"],
        _title(tables, row),
        _amount(tables, row),
        tuple(
            tables.quotation(link["statement_id"], link["role"], link.get("correction")) for link in ranked
        ),
    )
    lineage = tables.rows("lineage", "observation_id", row["observation_id"])
    if not lineage or depth == DEEPEST:
        return explained
    sources = {
        link["input_id"]: tables.rows("observations", "observation_id", link["input_id"])[0]
        for link in lineage
    }
    return replace(
        explained,
        formula=lineage[0]["formula"],
        derivation=sentence(row, lineage, sources),
        inputs=tuple(
            replace(_observation(tables, sources[link["input_id"]], depth + 1), role=link["input_role"])
            for link in lineage
        ),
    )


def _statement(tables: _Tables, row: dict[str, Any]) -> Explanation:
    corrected = tables.row("corrections", "statement_id", row["statement_id"])
    role = "dropped" if corrected and corrected["action"] == "drop" else None
    said = f"{corrected['who']}: {corrected['why']}" if corrected else None
    quotations = (tables.quotation(row["statement_id"], role, said),)
    return Explanation(row["statement_id"], row["indicator"], _amount(tables, row), quotations)


def _title(tables: _Tables, row: dict[str, Any]) -> str:
    """Indicator, kind, place and time in words."""
    kind = "" if row["measure"] == "level" else f" ({row['measure']})"
    place = tables.name("places", "place", row["place"])
    flow = f" → {tables.name('places', 'place', row['counterpart'])}" if row["counterpart"] else ""
    parts = [tables.name("indicators", "indicator_id", row["indicator_id"]) + kind, place + flow, _time(row)]
    marks = [row["aggregation"] if row["aggregation"] == "cumulative" else None, row["status"], row["origin"]]
    return " · ".join([*parts, ", ".join(mark for mark in marks if mark)])


def _time(row: Mapping[str, Any]) -> str:
    """A year as a year, anything else by its first and last day."""
    first, last = row["period_start"], row["period_end"]
    if last is None:
        return "no date"
    if first is None or first == last:
        return str(last)
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole:
        return str(last.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{first} to {last}"


def _amount(tables: _Tables, row: Mapping[str, Any]) -> str:
    unit = tables.row("units", "unit", row["unit"])
    known = units().get(row["unit"])
    printed = known.prose_en if known is not None else row["unit"] if unit is None else unit["name_en"]
    return amount(row["value"], row["value_low"], row["value_high"], row["comparator"], printed)


def _identify(subject: object) -> str:
    """The id that a subject names."""
    if isinstance(subject, str):
        return subject
    if isinstance(subject, pl.DataFrame) or (hasattr(subject, "to_dict") and hasattr(subject, "columns")):
        rows = subject.to_dicts() if isinstance(subject, pl.DataFrame) else subject.to_dict("records")
        if len(rows) != 1:
            raise _not_one(len(rows))
        subject = rows[0]
    if hasattr(subject, "to_dict"):
        subject = subject.to_dict()
    if isinstance(subject, Mapping):
        for key in ("observation_id", "statement_id"):
            if isinstance(subject.get(key), str):
                return str(subject[key])
    remedy = (
        "Give an observation_id or a statement_id, or one row that has it (a year without data has none)."
    )
    named = "a row without an id" if isinstance(subject, Mapping) else type(subject).__name__
    raise UnknownNameError("observation or statement", named, (), remedy)


def _not_one(rows: int) -> UnknownNameError:
    """The error for a frame of several rows, or of none."""
    problem = f"A frame of {rows} rows was given, and one figure is explained at a time."
    remedy = "Give one row, or each of them by itself."
    if not rows:
        problem, remedy = (
            "A frame without rows was given: there is no figure to explain.",
            "Look at what you filtered by.",
        )
    return UnknownNameError(
        "observation or statement", f"a frame of {rows} rows", (), remedy, problem=problem
    )
