"""The tables that charts and reports draw on, and their rows in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jjjdata.store import DESCRIPTOR, read_rows, written

Row = Mapping[str, Any]
Stamps = tuple[tuple[int, ...], ...]
TABLES_READ: Final = (
    "documents", "statements", "observations", "evidence", "lineage", "indicators", "places",
)  # fmt: skip
NEWER: Final = ("findings", "corrections")
"""Tables that those who write tables by hand, and earlier versions, leave out: then they have no rows."""


INNER: Final = {"zh": str.maketrans("《》", "〈〉"), "en": str.maketrans("“”", "‘’")}
"""Marks of titles and quotations within a title that itself stands in such marks."""


def read_tables(folder: Path) -> dict[str, tuple[Row, ...]]:
    """The rows of the tables in a folder (TableError when one is missing or of another schema)."""
    there = [*TABLES_READ, *(name for name in NEWER if name in written(folder))]
    return {**dict.fromkeys(NEWER, ()), **{name: tuple(read_rows(name, folder)) for name in there}}


def stamps(folder: Path) -> Stamps:
    """What changes whenever one of the tables in a folder does."""
    files = [DESCRIPTOR, *(f"{name}.parquet" for name in (*TABLES_READ, *NEWER))]
    return tuple(_stamp(folder / name) for name in files)


def finding_names(finding: Row) -> tuple[str, ...]:
    """The observations and statements that a finding speaks of, its subject first."""
    return finding["subject_id"], *filter(None, (finding["related"] or "").split("|"))


def document_name(document: Row, language: str) -> str:
    """How a document is named in text: 《title》 (date as far as it is known)."""
    title = " ".join(str(document["title"] or document["source"]).split())
    shown = f"《{title.translate(INNER['zh'])}》" if language == "zh" else f"“{title.translate(INNER['en'])}”"
    published = document["published"]
    if published is None:
        return shown
    precision = document["published_precision"] or "day"
    when = {"year": f"{published.year}", "month": f"{published:%Y-%m}", "day": f"{published:%Y-%m-%d}"}[
        precision
    ]
    return f"{shown}（{when}）" if language == "zh" else f"{shown} ({when})"


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes whenever a file does; nothing for a file that is not there."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
