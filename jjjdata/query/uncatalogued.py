"""What recurs in the statements and no indicator takes: where the catalogue can grow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from jjjdata.catalogue.indicators import catalogue
from jjjdata.catalogue.matching import normalise
from jjjdata.query.folder import DEFAULT_DATA, frame

RECURRING: Final = 2
SCHEMA: Final = {
    "wording": pl.String,
    "unit": pl.String,
    "measure": pl.String,
    "n_statements": pl.Int64,
    "n_documents": pl.Int64,
    "places": pl.String,
    "statement_id": pl.String,
    "sentence": pl.String,
}

Row = Mapping[str, Any]


def uncatalogued(
    words: str = "", data: str | Path = DEFAULT_DATA, *, at_least: int = RECURRING, limit: int = 50
) -> pl.DataFrame:
    """Statements that no indicator takes and that recur, what stands in most documents first.

    Statements of one thing are those of one wording (without neutral words such as 全市 and 累计), unit and
    measure. `words` keeps only wordings that hold one of them.

    Columns: wording (the commonest), unit, measure, n_statements, n_documents, places (codes, joined by a
    space), statement_id and sentence of the first of them.

    Raises TableError when `data` holds no tables.
    """
    documents = {row["document_id"]: row["sha256"] for row in frame("documents", data).iter_rows(named=True)}
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in frame("statements", data).filter(_open()).iter_rows(named=True):
        groups.setdefault((_thing(row["indicator"]), row["unit"], row["measure"]), []).append(row)
    terms = [term for term in re.split(r"[\s,，、;；]+", words) if term]
    found = [
        _summary(rows, documents)
        for key, rows in groups.items()
        if key[0] and len(rows) >= at_least and _holds(terms, rows)
    ]
    ordered = sorted(
        found, key=lambda r: (-r["n_documents"], -r["n_statements"], r["wording"], r["unit"], r["measure"])
    )
    return pl.DataFrame(ordered[:limit], schema=SCHEMA)


def _open() -> pl.Expr:
    """Without an indicator, and not left out by a correction."""
    dropped = pl.col("rule").fill_null("").str.split(" ").list.contains("dropped")
    return pl.col("indicator_id").is_null() & ~dropped


def _thing(wording: str) -> str:
    """The wording without the words that say nothing of what is measured."""
    return catalogue().surroundings.neutral.sub("", normalise(wording))


def _holds(terms: list[str], rows: Iterable[Row]) -> bool:
    return not terms or any(term in row["indicator"] for row in rows for term in terms)


def _summary(rows: list[Row], documents: Mapping[str, str]) -> dict[str, Any]:
    wordings = Counter(row["indicator"] for row in rows)
    commonest = min(wordings, key=lambda wording: (-wordings[wording], len(wording), wording))
    first = min(rows, key=lambda row: (row["document_id"], row["char_start"]))
    return {
        "wording": commonest,
        "unit": first["unit"],
        "measure": first["measure"],
        "n_statements": len(rows),
        "n_documents": len({documents[row["document_id"]] for row in rows}),
        "places": " ".join(sorted({row["place"] for row in rows if row["place"]})),
        "statement_id": first["statement_id"],
        "sentence": first["sentence"],
    }
