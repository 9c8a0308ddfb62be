"""A PDF file to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

from jjjdata.documents.limits import MOST_PAGES
from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.grid import GridCell, grid_of, narrowed, write_table
from jjjdata.documents.readers.pdf.aligned import aligned_cells, aligned_runs
from jjjdata.documents.readers.pdf.fonts import use_own_font
from jjjdata.documents.readers.pdf.furniture import without_furniture
from jjjdata.documents.readers.pdf.lines import Segment, columns_of, rows_in, segments_of
from jjjdata.documents.readers.pdf.page import Glyph, Page, read_page
from jjjdata.documents.readers.pdf.paragraphs import Line, goes_on, lines_in
from jjjdata.documents.readers.pdf.ruled import RuledTable, ruled_tables
from jjjdata.errors import DocumentError

_RECOGNISE = "Recognise its text with an OCR program and put in the result as a PDF with text or a .txt file."
_AGAIN = "Get a new copy, or print it to a new PDF from the program that shows it."
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]")
_FEWEST = 20  # characters of a page with less are a number and a stamp
_GARBLED = 0.3
_TAIL = 4096


def read_pdf(data: bytes, source: str) -> Extracted:
    """The text of a PDF, one line a paragraph, with page, or page and table row, as locator.

    Columns are read one after the other, hard wraps joined, page numbers and running heads left out.
    """
    pages = _pages(data, source)
    if any(page.pictures for page in pages) and not any(len(page.glyphs) >= _FEWEST for page in pages):
        raise DocumentError(source, "its pages are pictures without text (a scan)", _RECOGNISE)
    if not any(page.glyphs for page in pages):
        raise DocumentError(source, "its pages hold no text", _RECOGNISE)
    letters = "".join(glyph.text for page in pages for glyph in page.glyphs)
    if len(_UNKNOWN.findall(letters)) > _GARBLED * len(letters):
        raise DocumentError(source, "its fonts do not say which characters they draw", _RECOGNISE)
    writer = TextWriter()
    _write(writer, _layouts(pages), source)
    text, locators = writer.finish()
    return Extracted(text, locators=locators, unread=_unread(pages))


def _pages(data: bytes, source: str) -> list[Page]:
    if data.startswith(b"%PDF") and b"%%EOF" not in data[-_TAIL:]:
        # What is left of such a file can be read, and nobody would see that the rest is missing.
        raise DocumentError(source, "the file is cut off: its end is missing", _AGAIN)
    use_own_font()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise DocumentError(
                source, "the file is protected by a password", "Save a copy without the password."
            ) from error
        raise DocumentError(source, f"the file is broken or no PDF ({error})", _AGAIN) from error
    try:
        if len(document) > MOST_PAGES:
            raise DocumentError(
                source, f"it has {len(document):,} pages, more than {MOST_PAGES:,}", "Split the file."
            )
        return [_page(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentError(source, f"the file is broken ({error})", _AGAIN) from error
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        return read_page(page)
    finally:
        page.close()


def _unread(pages: Sequence[Page]) -> str | None:
    """Pages that hold pictures and no text, in words."""
    blank = [str(n) for n, page in enumerate(pages, 1) if page.pictures and len(page.glyphs) < _FEWEST]
    return f"page {', '.join(blank)}: pictures without text were not read. {_RECOGNISE}" if blank else None


@dataclass(frozen=True)
class _Table:
    page: int
    cells: list[GridCell]


@dataclass(frozen=True)
class _Words:
    page: int
    line: Line


def _layouts(pages: Sequence[Page]) -> Iterator[_Table | _Words]:
    """Lines and tables of all pages in the order of reading."""
    tables = [ruled_tables(page.glyphs, page.rules) for page in pages]
    outside = [
        (page, segments_of(_outside(page.glyphs, found))) for page, found in zip(pages, tables, strict=True)
    ]
    kept = without_furniture(outside)
    for number, (segments, found) in enumerate(zip(kept, tables, strict=True), 1):
        yield from _layout(number, segments, found)


def _outside(glyphs: Sequence[Glyph], tables: Sequence[RuledTable]) -> list[Glyph]:
    boxes = [table.box for table in tables]
    return [
        g
        for g in glyphs
        if not any(b.x0 - 1 <= (g.x0 + g.x1) / 2 <= b.x1 + 1 and b.y0 <= g.middle <= b.y1 for b in boxes)
    ]


def _layout(
    number: int, segments: Sequence[Segment], tables: Sequence[RuledTable]
) -> Iterator[_Table | _Words]:
    waiting = list(tables)
    for column in columns_of(segments):
        left, right = min(s.x0 for s in column), max(s.x1 for s in column)
        start = 0
        for n, segment in enumerate(column):
            # A table of this column comes before the first line below it.
            while (
                waiting
                and waiting[0].box.y1 <= segment.middle
                and left < waiting[0].box.x1
                and waiting[0].box.x0 < right
            ):
                yield from _column(number, column[start:n])
                yield _Table(number, waiting.pop(0).cells)
                start = n
        yield from _column(number, column[start:])
    yield from (_Table(number, table.cells) for table in waiting)


def _column(number: int, column: Sequence[Segment]) -> Iterator[_Table | _Words]:
    """A stretch of one column: its lines, and the tables in it that have no rules."""
    rows = rows_in(column)
    done = 0
    for first, last in [*aligned_runs(rows), (len(rows), len(rows))]:
        joined = [_whole(row) for row in rows[done:first]]
        yield from (_Words(number, line) for line in lines_in(joined))
        if first < last:
            yield _Table(number, aligned_cells(rows[first:last]))
        done = last


def _whole(row: Sequence[Segment]) -> Segment:
    """The segments of a line as one."""
    return Segment(
        row[0].x0, min(s.y0 for s in row), row[-1].x1, max(s.y1 for s in row),
        " ".join(s.text for s in row), max(s.size for s in row), len(row),
    )  # fmt: skip


def _write(writer: TextWriter, parts: Iterable[_Table | _Words], source: str) -> None:
    tables: dict[int, int] = {}
    for is_table, run in groupby(parts, key=lambda part: isinstance(part, _Table)):
        if is_table:
            _write_tables(writer, [part for part in run if isinstance(part, _Table)], tables, source)
        else:
            _write_words(writer, [part for part in run if isinstance(part, _Words)])


def _write_words(writer: TextWriter, run: Sequence[_Words]) -> None:
    before: _Words | None = None
    for part in run:
        joined = before is not None and goes_on(before.line, part.line)
        writer.printed(part.line.segment.text, f"page {part.page}", joined=joined)
        before = part


def _write_tables(writer: TextWriter, run: Sequence[_Table], tables: dict[int, int], source: str) -> None:
    """Tables with nothing between them; one that goes on over a page, perhaps with one row alone, is one table."""
    rows: list[list[str]] = []
    places: list[str] = []
    last = 0
    for part in run:
        found = grid_of(part.cells, source)
        if rows and (part.page == last or len(found[0]) != len(rows[0])):
            _write_rows(writer, rows, places)
            rows, places = [], []
        tables[part.page] = number = tables.get(part.page, 0) + 1
        rows += found
        places += [f"page {part.page}, table {number}, row {n}" for n in range(1, len(found) + 1)]
        last = part.page
    _write_rows(writer, rows, places)


def _write_rows(writer: TextWriter, rows: list[list[str]], places: Sequence[str]) -> None:
    write_table(writer, narrowed(rows), lambda row, _: places[row])
