"""How many cells the merged ranges of a workbook cover, counted before anything makes objects of them.

A range is a few letters and may cover seventeen billion cells, and openpyxl makes an object for each when it loads.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

_ROWS: Final = 1_048_576
_COLUMNS: Final = 16_384
_MARK: Final = b"mergeCell"


def merged_cells(data: bytes) -> int:
    """The cells of all merged ranges of the workbook, whatever the names of its parts are."""
    with ZipFile(BytesIO(data)) as archive:
        return sum(_in_part(archive.read(name)) for name in archive.namelist())


def _in_part(content: bytes) -> int:
    if _MARK not in content and _MARK not in content.replace(b"\0", b""):  # the latter in UTF-16
        return 0
    total = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal total
        if name.rpartition(":")[2] == "mergeCell":
            total += _cells(given.get("ref", ""))

    parser = ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except ExpatError:
        return total  # what is broken, the reader of the workbook tells
    return total


def _cells(reference: str) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except ValueError:
        return 0
    return ((right or _COLUMNS) - (left or 1) + 1) * ((bottom or _ROWS) - (top or 1) + 1)
