"""CSV and other delimited files: each record a row of a table."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from jjjdata.documents.limits import check_cells
from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.plain import read_plain
from jjjdata.errors import DocumentError

_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50


def read_delimited(data: bytes, source: str) -> Extracted:
    """The cells of a delimited file, each with its row and column (from 1) as locator."""
    plain = read_plain(data, source)
    writer = TextWriter()
    records = csv.reader(StringIO(plain.text, newline=""), delimiter=_delimiter(plain.text))
    try:
        rows = list(records)
    except csv.Error as error:
        problem = f"line {records.line_num} is no record of a CSV file ({error})"
        raise DocumentError(source, problem, "Correct the line, or save the table as XLSX.") from error
    width = max(map(len, rows), default=0)
    check_cells(width * len(rows), source)
    for n, row in enumerate(rows, 1):
        if any(cell.strip() for cell in row):
            # A title stands alone; a row of a table may leave out its last cells.
            cells = row if len(row) == 1 else row + [""] * (width - len(row))
            writer.row(cells, [f"row {n}, column {column}" for column in range(1, len(cells) + 1)])
    text, locators = writer.finish()
    return Extracted(text, plain.encoding, locators)


def _delimiter(text: str) -> str:
    """The delimiter that stands equally often in most of the first lines; a comma where none does."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    best, most = ",", (0, 0)
    for mark in _DELIMITERS:
        ((count, agreeing),) = Counter(line.count(mark) for line in lines).most_common(1) or [(0, 0)]
        if count and (agreeing, count) > most:
            best, most = mark, (agreeing, count)
    return best
