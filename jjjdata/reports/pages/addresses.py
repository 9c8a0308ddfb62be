"""Where pages stand in the output folder, and relative addresses between them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jjjdata.reports.pages.frame import Link
from jjjdata.reports.runs.plan import slug

TABLES: Final = (
    "observations", "statements", "numerals", "evidence", "lineage", "findings", "corrections", "documents",
    "indicators", "places", "units", "columns",
)  # fmt: skip


def index_name(language: str) -> str:
    """The file name of the index in a language."""
    return "index.html" if language == "zh" else f"index.{language}.html"


def document_page(document: str, language: str) -> str:
    """The path of a document's page below the output folder.

    >>> document_page("d1cd6f73a24d7", "zh")
    'documents/d1cd6f73a24d7.zh.html'
    """
    return f"documents/{slug(document)}.{language}.html"


def table_links(data: Path, folder: Path) -> tuple[Link, ...]:
    """Links from pages in `folder` to the tables that there are."""
    found = [name for name in TABLES if (data / f"{name}.parquet").is_file()]
    return tuple(Link(name, relative(data / f"{name}.parquet", folder)) for name in found)


def relative(target: Path, folder: Path) -> str:
    """A relative address from a folder to a file, safe in an attribute once escaped."""
    return quote(Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix())
