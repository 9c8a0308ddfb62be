"""What people corrected in the reading: before and after, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row
from jjjdata.charts.wording import Wording
from jjjdata.reports.content.fragments import NOTHING, Cell, Fragment, section, table, tag
from jjjdata.reports.content.links import mark_link

COLUMNS: Final = ("printed", "corrected", "before", "after", "reason")


def corrections_of(collection: Collection, statements: Iterable[str]) -> tuple[Row, ...]:
    """The rows of `corrections` on these statements."""
    wanted = set(statements)
    return tuple(row for row in collection.tables["corrections"] if row["statement_id"] in wanted)


def corrections_about(collection: Collection, indicator: str, place: str) -> tuple[Row, ...]:
    """The rows of `corrections` on figures of an indicator at a place, those that were dropped among them."""
    observed = {row["observation_id"] for row in collection.subjects.get((indicator, place), ())}
    stated = {row["statement_id"] for row in collection.tables["statements"] if row["place"] == place}
    behind = {row["statement_id"] for row in collection.tables["evidence"] if row["observation_id"] in observed}
    return tuple(
        row
        for row in collection.tables["corrections"]
        if row["statement_id"] in behind or (row["statement_id"] in stated and _left_out(row, indicator))
    )


def _left_out(row: Row, indicator: str) -> bool:
    """Whether the correction took the statement out of this indicator: dropped it, or placed it elsewhere."""
    return bool(row["column"] == "indicator_id" and row["before"] == indicator)


def corrections_section(collection: Collection, rows: Iterable[Row], words: Wording) -> Fragment:
    """A section with a line for each column that was set and each statement dropped; empty where none was."""
    rows = tuple(rows)
    if not rows:
        return Fragment("", "")
    columns = [words(f"column_{name}") for name in COLUMNS]
    documents = {row["statement_id"]: row["document_id"] for row in collection.tables["statements"]}
    lines = [("", _cells(row, documents[row["statement_id"]], words, columns)) for row in rows]
    intro = tag("p", escape(words("corrections_intro")))
    html = section("corrections", words("corrections_heading"), intro, table(columns, [("", lines)]))
    return Fragment(html, "\n".join(_line(row) for row in rows))


def corrected_by(correction: str | None, words: Wording) -> str:
    """A line under a sentence whose reading was corrected; "" where it was not."""
    if not correction:
        return ""
    return tag("p", escape(words("corrected_by", correction=correction)), classes="corrected")


def _cells(row: Row, document: str, words: Wording, columns: list[str]) -> list[Cell]:
    printed = f'<span lang="zh-Hans">{escape(" ".join(row["value_text"].split()))}</span>'
    dropped = row["action"] == "drop"
    contents = [
        mark_link(document, row["statement_id"], printed),
        tag("code", escape(row["column"])),
        escape(row["before"] or "") or NOTHING,
        escape(words("role_dropped") if dropped else row["after"] or "") or NOTHING,
        escape(f"{row['who']}: {row['why']}"),
    ]
    return [Cell(html, name) for html, name in zip(contents, columns, strict=True)]


def _line(row: Row) -> str:
    return f"{row['value_text']}\t{row['column']}\t{row['before']}\t{row['after']}\t{row['who']}: {row['why']}"
