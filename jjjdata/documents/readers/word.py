"""DOCX: paragraphs, headings, tables and footnotes in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from jjjdata.documents.limits import check_archive
from jjjdata.documents.readers.extracted import Extracted, TextWriter
from jjjdata.documents.readers.grid import GridCell, grid_of, narrowed, write_table
from jjjdata.documents.readers.raised import is_footnote_mark
from jjjdata.documents.readers.word_numbers import Numbering
from jjjdata.documents.readers.word_parts import related_parts
from jjjdata.errors import DocumentError, told

_P, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_TEXT, _TAB, _RUN = qn("w:t"), qn("w:tab"), qn("w:r")
_BREAKS = frozenset({qn("w:br"), qn("w:cr")})
_HYPHEN = qn("w:noBreakHyphen")
_VALUE, _ID, _TYPE = qn("w:val"), qn("w:id"), qn("w:type")
_CONTAINERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml"))
# Text that is not there: taken back, moved away, or a second rendering for old programs.
_ASIDE = frozenset(
    {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_BOX = qn("w:txbxContent")
_CONTENTS = re.compile(r"toc\s*\d|TOC\s*\d|目录\s*\d")
_BROKEN = "Open it in Word, WPS or LibreOffice and save it again as DOCX."


def read_word(data: bytes, source: str) -> Extracted:
    """The text of a Word document, one line a paragraph with the number that Word shows, footnotes at the end.

    Rows of tables have table and row as locator, footnotes their number. Tables of contents, headers, footers
    and comments are left out.
    """
    check_archive(data, source)
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        contents = _styles_of_contents(document)
        numbers = Numbering(document)
    except Exception as error:
        problem = f"this is no Word document that can be read ({told(error)})"
        raise DocumentError(source, problem, _BROKEN) from error
    writer = TextWriter()
    tables = 0
    for block in _blocks(body):
        if block.tag == _P:
            style = _style(block)
            words = "\n".join(_paragraphs(block))
            if style not in contents and words.strip():
                writer.paragraph(numbers.of(block, style) + words)
        else:
            tables += 1
            rows = narrowed(grid_of(_cells(block), source))
            write_table(writer, rows, lambda row, _, number=tables: f"table {number}, row {row + 1}")  # type: ignore[misc]
    for number, note in enumerate(_notes(document, source), 1):
        writer.paragraph(f"[{number}] {note}", f"footnote {number}")
    text, locators = writer.finish()
    return Extracted(text, locators=locators)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order; a table that holds another is only layout, and its cells are walked."""
    waiting: list[Iterator[etree._Element]] = [iter(body)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif block.tag == _P:
            yield block
            waiting.append(iter([p for box in _boxes(block) for p in box]))
        elif block.tag == _TABLE:
            if next(block.iterdescendants(_TABLE), None) is None:
                yield block
            else:
                waiting.append(iter([child for cell in _own_cells(block) for child in cell]))
        elif block.tag in _CONTAINERS:
            waiting.append(iter(block))


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Text boxes anchored in a paragraph, the outermost ones."""
    walk = etree.iterwalk(paragraph, events=("start",))
    found = []
    for _, node in walk:
        if node.tag in _ASIDE:
            walk.skip_subtree()
        elif node.tag == _BOX:
            found.append(node)
            walk.skip_subtree()
    return found


def _own_cells(table: etree._Element) -> Iterator[etree._Element]:
    for row in _children(table, _ROW):
        yield from _children(row, _CELL)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a tag, those in content controls and accepted changes included."""
    waiting: list[Iterator[etree._Element]] = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            waiting.append(iter(child))


def _paragraphs(paragraph: etree._Element) -> list[str]:
    """The lines of a paragraph, without marks of footnotes."""
    words: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, node in walk:
        if node.tag in _ASIDE or node.tag == _BOX:
            walk.skip_subtree()
        elif node.tag == _TEXT and node.text:
            if not (_is_raised(node) and is_footnote_mark("".join(words[-3:]), node.text)):
                words.append(node.text)
        elif node.tag == _TAB and node.getparent().tag == _RUN:
            words.append(" ")
        elif node.tag in _BREAKS:
            words.append("\n")
        elif node.tag == _HYPHEN:
            words.append("-")
    return "".join(words).split("\n")


def _is_raised(text: etree._Element) -> bool:
    run = text.getparent()
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if run is not None else None
    return raised is not None and raised.get(_VALUE) == "superscript"


def _cells(table: etree._Element) -> list[GridCell]:
    """The cells of a table with their spans."""
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column -> the cell that may go on below
    for number, row in enumerate(_children(table, _ROW)):
        column = _count(row, "w:trPr/w:gridBefore")
        for cell in _children(row, _CELL):
            columns = max(_count(cell, "w:tcPr/w:gridSpan"), 1)
            merge = cell.find("/".join(map(qn, ("w:tcPr", "w:vMerge"))))
            if merge is not None and merge.get(_VALUE) != "restart" and column in above:
                upper = cells[above[column]]
                cells[above[column]] = GridCell(
                    upper.row, upper.column, upper.text, number - upper.row + 1, upper.columns
                )
            else:
                above[column] = len(cells)
                lines = [line for p in cell.iterdescendants(_P) for line in _paragraphs(p)]
                cells.append(GridCell(number, column, "\n".join(lines), 1, columns))
            column += columns
    return cells


def _count(node: etree._Element, path: str) -> int:
    found = node.find("/".join(map(qn, path.split("/"))))
    said = found.get(_VALUE, "0") if found is not None else "0"
    return min(int(said), 1000) if said.isdecimal() and len(said) < 10 else 0


def _style(paragraph: etree._Element) -> str | None:
    style = paragraph.find("/".join(map(qn, ("w:pPr", "w:pStyle"))))
    return None if style is None else style.get(_VALUE)


def _styles_of_contents(document: WordDocument) -> set[str]:
    """Ids of the styles of a table of contents."""
    return {style.style_id for style in document.styles if style.name and _CONTENTS.match(style.name)}


def _notes(document: WordDocument, source: str) -> list[str]:
    """Footnotes and endnotes, in the order of their numbers."""
    try:
        roots = [
            (kind, root) for kind in ("footnote", "endnote") for root in related_parts(document, f"{kind}s")
        ]
    except etree.XMLSyntaxError as error:
        raise DocumentError(source, f"its footnotes are broken ({error})", _BROKEN) from error
    notes = []
    for kind, root in roots:
        for note in root.iterchildren(qn(f"w:{kind}")):
            lines = [line for p in note.iterdescendants(_P) for line in _paragraphs(p)]
            words = "".join(line.strip() for line in lines)
            if note.get(_TYPE) in (None, "normal") and words:
                notes.append(words)
    return notes
