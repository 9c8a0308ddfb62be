"""XLSX workbooks: each visible sheet a table, each cell as Excel shows it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jjjdata.documents.limits import check_archive, check_cells
from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.grid import GridCell, grid_of, write_table
from jjjdata.documents.readers.merged import merged_cells
from jjjdata.errors import DocumentError, told

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|Worksheet)\s*\d*", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_DECIMALS = re.compile(r"[0#?](?:\.([0#?]+))?(?=[^0#?.]*$)")
_FORMULA_ALONE = re.compile(rb"<c\b[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_DATE_CODES = re.compile(r"[ymd]", re.IGNORECASE)


def read_workbook(data: bytes, source: str) -> Extracted:
    """The cells of all visible sheets, each with sheet and cell (Sheet1!C7) as locator."""
    check_archive(data, source)
    check_cells(merged_cells(data), source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl could not write back: nothing is written
            book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:
        problem = f"this is no workbook that can be read ({told(error)})"
        raise DocumentError(
            source, problem, "Open it in Excel or LibreOffice and save it again as XLSX."
        ) from error
    writer = TextWriter()
    first = True
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and (cells := _cells(sheet)):
            # Between two sheets stands a name, so that nothing of the one is taken for the other's.
            if not (first and _DEFAULT_NAME.fullmatch(sheet.title)):
                writer.paragraph(sheet.title)
            _write_sheet(writer, sheet.title, cells, source)
            first = False
    text, locators = writer.finish()
    return Extracted(text, locators=locators, unread=_unread(data))


def _unread(data: bytes) -> str | None:
    """How many formulas have no result in the file, in words: programs that calculate nothing leave it out."""
    with ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        count = sum(len(_FORMULA_ALONE.findall(archive.read(name))) for name in sheets)
    if not count:
        return None
    return f"{count} formulas have no stored result. Open the file in Excel or LibreOffice and save it again."


def _write_sheet(writer: TextWriter, name: str, cells: Sequence[GridCell], source: str) -> None:
    for table in _blocks(cells):
        top, left = min(cell.row for cell in table), min(cell.column for cell in table)
        moved = [GridCell(c.row - top, c.column - left, c.text, c.rows, c.columns) for c in table]

        def place(row: int, column: int, top: int = top, left: int = left) -> str:
            return f"{name}!{get_column_letter(left + column)}{top + row}"

        write_table(writer, grid_of(moved, source), place)


def _cells(sheet: Worksheet) -> list[GridCell]:
    """The filled cells of a sheet in order, merged ones with their spans; rows and columns from 1."""
    spans = {
        (merged.min_row, merged.min_col): (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
        for merged in sheet.merged_cells.ranges
    }
    cells = []
    # Only cells that exist: iter_rows would walk through a million empty rows to a stray one.
    for (row, column), cell in sorted(sheet._cells.items()):
        words = shown(cell) if isinstance(cell, Cell) else ""
        if words:
            rows, columns = spans.get((row, column), (1, 1))
            cells.append(GridCell(row, column, words, rows, columns))
    return cells


def _blocks(cells: Iterable[GridCell]) -> Iterator[list[GridCell]]:
    """Runs of rows without an empty row between them: the tables of a sheet."""
    block: list[GridCell] = []
    reached = 0
    for row, found in groupby(cells, key=lambda cell: cell.row):
        if block and row > reached:
            yield block
            block = []
        block += found
        reached = max(reached, *(cell.row + cell.rows for cell in block if cell.row == row))
    if block:
        yield block


def shown(cell: Cell) -> str:
    """The words of a cell as Excel shows them: a share as per cent, a number with the decimals of its format."""
    value, code = cell.value, str(cell.number_format or "General")
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return _moment(value, code)
    if isinstance(value, int | float):
        return _number(Decimal(format(value, ".15g")), code)
    return str(value)


def _moment(value: datetime | date | time, code: str) -> str:
    if isinstance(value, time):
        return value.isoformat()
    wanted = {letter.lower() for letter in _DATE_CODES.findall(_QUOTED.sub("", code))}
    if wanted == {"y"}:
        return str(value.year)
    if wanted == {"y", "m"}:
        return f"{value.year}年{value.month}月"
    return f"{value.year}年{value.month}月{value.day}日"


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return ""
    plain = _QUOTED.sub("", code.split(";", maxsplit=1)[0])
    digits = _DECIMALS.search(plain)
    percent = "%" in plain
    value = value * 100 if percent else value
    if digits and "E" not in plain and "/" not in plain:
        wanted = len(digits[1] or "")
        least = len((digits[1] or "").rstrip("#?"))
        value = value.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP)
        text = format(value, "f")
        if wanted > least:
            whole, _, part = text.partition(".")
            part = part[:least] + part[least:].rstrip("0")
            text = f"{whole}.{part}" if part else whole
    else:
        text = format(value.normalize(), "f")
    return text + ("%" if percent else "")
