"""Tables with merged cells, written as rows of the same number of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jjjdata.documents.limits import check_cells
from jjjdata.documents.readers.extracted import TextWriter

_PROSE = re.compile(r"[。；！？;]|[，,][^\d]")
_LONGEST_CELL = 80
_NUMBER = re.compile(r"[-−+±]?[\d,]+(?:\.\d+)?[%％‰]?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class GridCell:
    """A printed cell: where it begins (from 0), how far it spans, and its words."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def grid_of(cells: Sequence[GridCell], source: str) -> list[list[str]]:
    """The cells as rows of equal length; the words of a merged cell stand in each cell that it covers.

    A merged number stands once, for it is stated once. So do words across the whole width: they are a title.

    >>> grid_of([GridCell(0, 0, "指标", rows=2), GridCell(0, 1, "产量", columns=2), GridCell(1, 1, "2022"), GridCell(1, 2, "2023")], "a.docx")
    [['指标', '产量', '产量'], ['指标', '2022', '2023']]
    """
    height = max((cell.row + cell.rows for cell in cells), default=0)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    check_cells(height * width, source)
    rows = [[""] * width for _ in range(height)]
    for cell in cells:
        once = _is_number(cell.text) or cell.columns == width
        for row in range(cell.row, cell.row + (1 if once else cell.rows)):
            for column in range(cell.column, cell.column + (1 if once else cell.columns)):
                rows[row][column] = cell.text
    return rows


def narrowed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without columns that only merged cells made: empty, or with what stands in the one before.

    >>> narrowed([["指标", "产量", "产量"], ["小麦", "3", ""]])
    [['指标', '产量'], ['小麦', '3']]
    """
    width = len(rows[0]) if rows else 0
    kept = [n for n in range(width) if n == 0 or any(row[n] not in ("", row[n - 1]) for row in rows)]
    return [[row[n] for n in kept] for row in rows]


def write_table(
    writer: TextWriter, rows: Iterable[Sequence[str]], place: Callable[[int, int], str | None]
) -> None:
    """Write the rows of a table; `place` gives the locator of a cell by its row and column, from 0.

    A table of one row or one column only sets paragraphs beside one another, and so does a row that holds a
    sentence: each of its cells becomes paragraphs of its own.
    """
    filled = [(n, row) for n, row in enumerate(rows) if any(cell.strip() for cell in row)]
    width = max((len(row) for _, row in filled), default=0)
    layout = len(filled) < 2 or width < 2
    for n, row in filled:
        if layout or any(map(_is_prose, row)):
            _write_apart(writer, row, n, place)
        else:
            writer.row(row, [place(n, column) for column in range(len(row))])


def _write_apart(
    writer: TextWriter, row: Sequence[str], n: int, place: Callable[[int, int], str | None]
) -> None:
    for column, cell in enumerate(row):
        if column == 0 or cell != row[column - 1]:  # a merged cell is written once
            writer.paragraph(cell, place(n, column))


def _is_prose(cell: str) -> bool:
    return len(cell) > _LONGEST_CELL or (len(cell) > 12 and _PROSE.search(cell) is not None)


def _is_number(text: str) -> bool:
    words = text.strip()
    return _NUMBER.fullmatch(words) is not None and _YEAR.fullmatch(words) is None
