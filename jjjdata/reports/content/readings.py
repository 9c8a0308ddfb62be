"""How statements were read: what was printed, and what each of its numbers was taken to mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from jjjdata.charts.amounts import Amount
from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import Row
from jjjdata.charts.times import say_row_period
from jjjdata.charts.wording import Wording
from jjjdata.reports.content.fragments import NOTHING, Cell, table, tag
from jjjdata.reports.content.links import mark_link

COLUMNS = ("printed", "measured", "value", "time", "place", "rules")


def readings_table(collection: Collection, statements: Iterable[Row], words: Wording) -> str:
    """A table of statements: as printed, what they measure, value, time, place, and the rules that read them."""
    columns = [words(f"column_{name}") for name in COLUMNS]
    rows = [(f"read-{row['statement_id']}", _cells(collection, row, words, columns)) for row in statements]
    return table(columns, [("", rows)])


def statement_value(row: Row, words: Wording) -> str:
    """The value of a statement as people say it."""
    if row["value"] is None:
        return NOTHING
    amount = Amount(
        row["value"], row["value_low"], row["value_high"], row["comparator"], row["unit"], row["measure"],
        upper=row["value_upper"],
    )  # fmt: skip
    classifier = row["unit_text"] if row["unit"] == "count" and row["unit_text"] else ""
    return amount.text(words.language, classifier=classifier)


def statement_place(collection: Collection, row: Row, words: Wording) -> str:
    """The place of a statement, and the other side of a flow."""
    if not row["place"]:
        return ""
    place = collection.place_name(row["place"], words.language)
    other = row["counterpart"]
    return f"{place} → {collection.place_name(other, words.language)}" if other else place


def _cells(collection: Collection, row: Row, words: Wording, columns: Sequence[str]) -> list[Cell]:
    printed = f'<span lang="zh-Hans">{escape(" ".join(row["value_text"].split()))}</span>'
    indicator = f'<span lang="zh-Hans">{escape(row["indicator"])}</span>'
    if row["indicator_id"] in collection.indicators:
        indicator += tag("small", escape(collection.indicator_name(row["indicator_id"], words.language)))
    status = [words("known_target")] if row["status"] == "target" else []
    basis = [words(f"period_{row['period_basis']}")] if row["period_basis"] in ("carried", "assumed") else []
    placed = [words(f"period_{row['place_basis']}")] if row["place_basis"] in ("carried", "assumed") else []
    contents = [
        mark_link(row["document_id"], row["statement_id"], printed),
        indicator,
        escape(statement_value(row, words)) + "".join(tag("small", escape(s)) for s in status),
        escape(say_row_period(row, words.language)) + "".join(tag("small", escape(s)) for s in basis),
        (escape(statement_place(collection, row, words)) or NOTHING)
        + "".join(tag("small", escape(s)) for s in placed),
        tag("small", escape(row["rule"] or "")) or NOTHING,
    ]
    return [Cell(html, name) for html, name in zip(contents, columns, strict=True)]
