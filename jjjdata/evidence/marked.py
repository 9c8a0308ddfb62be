"""A whole document with all its statements marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import polars as pl

from jjjdata.errors import UnknownNameError
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


def mark(text: str, statements: Iterable[Mapping[str, Any]]) -> str:
    """The escaped text with a `<mark>` around each statement; of two that overlap the first is marked.

    >>> mark("退出<309家>", [{"statement_id": "s1", "char_start": 3, "char_end": 7, "indicator": "退出"}])
    '退出&lt;<mark id="s1" title="退出">309家</mark>&gt;'
    """
    parts, position = [], 0
    for row in sorted(statements, key=lambda row: row["char_start"]):
        start, end = row["char_start"], row["char_end"]
        if start < position:
            continue
        parts.append(escape(text[position:start]))
        label, name = escape(row["indicator"]), escape(row["statement_id"])
        parts.append(f'<mark id="{name}" title="{label}">{escape(text[start:end])}</mark>')
        position = end
    return "".join([*parts, escape(text[position:])])
