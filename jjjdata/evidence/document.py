"""A whole document with all its statements marked."""

from __future__ import annotations

from html import escape
from pathlib import Path

import polars as pl

from jjjdata.errors import UnknownNameError
from jjjdata.evidence.marked import mark
from jjjdata.query.folder import DEFAULT_DATA, frame


def marked_document(document_id: str, data: str | Path = DEFAULT_DATA) -> str:
    """The document's text as HTML, each statement a `<mark>` whose id is its statement_id.

    Everything is escaped; line breaks are kept by `white-space: pre-wrap`. Raises UnknownNameError when no
    document has that id, TableError when there are no tables.
    """
    documents = frame("documents", data)
    rows = documents.filter(pl.col("document_id") == document_id).to_dicts()
    if not rows:
        raise UnknownNameError.among("document", document_id, documents["document_id"].to_list())
    statements = frame("statements", data).filter(pl.col("document_id") == document_id).to_dicts()
    title = escape(rows[0]["title"] or rows[0]["source"])
    body = mark(rows[0]["text"], statements)
    return f'<article><h1>{title}</h1><div style="white-space:pre-wrap">{body}</div></article>'
