"""What the columns mean, and how to cite a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import polars as pl

from jjjdata.documents.in_words import source_in_words
from jjjdata.errors import UnknownNameError
from jjjdata.query.folder import DEFAULT_DATA, data_folder, frame
from jjjdata.schema import SCHEMA_VERSION, TABLES, codebook_rows
from jjjdata.store import written

FORMATS: Final = ("text", "bibtex")

NAMED: Final = 12
"""A citation names so many documents, the earliest first."""


def columns(table: str | None = None) -> pl.DataFrame:
    """The codebook: every column of the table (or of all), its type, unit and meaning in both languages.

    A polars frame, one row a column in the order of the table. Columns: table, column, position, type, unit, nullable,
    values (the words it may hold, joined by |), meaning_en, meaning_zh. Source: `jjjdata.schema`; no tables are needed.
    Raises UnknownNameError when there is no such table.

    >>> columns("evidence")["column"].to_list()
    ['observation_id', 'statement_id', 'role', 'correction']
    """
    if table is not None and table not in TABLES:
        raise UnknownNameError.among("table", table, TABLES)
    codebook = pl.DataFrame(codebook_rows())
    return codebook if table is None else codebook.filter(pl.col("table") == table)


def cite(
    table: str = "observations", *, style: Literal["text", "bibtex"] = "text", data: str | Path = DEFAULT_DATA
) -> str:
    """How to cite the table: title, versions, the documents behind it and the hash of its file.

    `style` is "text" or "bibtex". The hash names the very bytes that were used; no date of access is made up. Source:
    table `documents` and the data package. Raises UnknownNameError for an unknown table or style, TableError when there
    are no tables.

    >>> print(cite("observations")[:42])
    The jjjdata authors. jjjdata, table observ
    """
    if table not in TABLES:
        raise UnknownNameError.among("table", table, TABLES)
    if style not in FORMATS:
        raise UnknownNameError.among("citation style", str(style), FORMATS)
    content = written(data_folder(data)).get(table)
    digest = content.sha256 if content else "unknown"
    title, basis = TABLES[table].en, _basis(data)
    if style == "text":
        return (
            f"The jjjdata authors. jjjdata, table {table}: {title}. {basis} Schema {SCHEMA_VERSION}. "
            f"SHA-256 {digest}."
        )
    return (
        f"@misc{{jjjdata-{table}-{digest[:8]},\n"
        f"  author = {{{{The jjjdata authors}}}},\n"
        f"  title = {{jjjdata, table {table}: {title}}},\n"
        f"  note = {{{_for_bibtex(basis)} Schema {SCHEMA_VERSION}. SHA-256 {digest}}}\n"
        f"}}"
    )


def _for_bibtex(text: str) -> str:
    """The text with everything escaped that means something to LaTeX; braces would unbalance the entry."""
    return "".join(f"\\{c}" if c in "%&#_$" else {"\\": "/", "{": "(", "}": ")"}.get(c, c) for c in text)


def _basis(data: str | Path) -> str:
    """The documents that the tables were read from, in words: the first by name, the others by their number."""
    documents = frame("documents", data).filter(pl.col("outcome") == "read")
    documents = documents.sort("published", "source", nulls_last=True)
    years = [str(day.year) for day in documents["published"].drop_nulls()]
    dated = f" published {' to '.join(dict.fromkeys((years[0], years[-1])))}" if years else ""
    named = [source_in_words(row) for row in documents.head(NAMED).iter_rows(named=True)]
    if documents.height > NAMED:
        named.append(f"and {documents.height - NAMED} more, which table documents lists")
    number = f"{documents.height} document{'' if documents.height == 1 else 's'}"
    return f"Read from {number}{dated}{': ' if named else ''}{'; '.join(named)}."
