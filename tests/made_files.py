"""Files of every format that is read, made from the same paragraphs and tables. All figures are made up."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable, Sequence

import docx
import openpyxl

Table = list[list[str]]
Block = str | Table

_WIDTH, _HEIGHT = 595, 842
_LEFT, _RIGHT, _TOP, _BOTTOM = 90.0, 510.0, 760.0, 90.0
_SIZE = 14.0
_LINE = 26.0


def text_of(blocks: Iterable[Block]) -> bytes:
    """A plain text: a paragraph a line, cells parted by spaces, nothing in place of an empty one."""
    lines = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else [" ".join(filter(None, row)) for row in block]
    return "\n".join(lines).encode()


def html_of(blocks: Iterable[Block]) -> bytes:
    """A page with the blocks between scripts, styles and navigation full of numbers."""
    links = "".join(f"<li><a href='{n}.html'>第{n}个栏目，共{n * 7}条</a></li>" for n in range(1, 9))
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>　　{html.escape(block)}</p>")
        else:
            rows = ("".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) for row in block)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return (
        "<!DOCTYPE html><html><head><title>某某网</title><style>p{margin:12px}</style>"
        "<script>var total = 99亿元;</script></head><body>"
        f"<nav>首页 增长8%</nav><div class='menu'><ul>{links}</ul></div>"
        f"<div id='article'>{''.join(parts)}</div><footer>共有访问者12万人</footer></body></html>"
    ).encode()


def docx_of(blocks: Iterable[Block]) -> bytes:
    """A Word document."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    return saved(document)


def xlsx_of(rows: Sequence[Sequence[object]], name: str = "Sheet1", merged: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(book)


def saved(document: object) -> bytes:
    """The bytes of a Word document or workbook."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def zip_of(parts: dict[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


# ---------------------------------------------------------------------------------------------------------- PDF


def em(words: str) -> float:
    """Width in em: letters and digits take half."""
    return sum(0.5 if character.isascii() else 1.0 for character in words)


def words_at(x: float, y: float, words: str, size: float = _SIZE, font: str = "F1") -> str:
    """The PDF operators that print words, from the lower left corner of the page."""
    return f"BT /{font} {size} Tf {x:.2f} {y:.2f} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line_from(x0: float, y0: float, x1: float, y1: float) -> str:
    """The PDF operators that draw a rule."""
    return f"0.7 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S\n"


def wrapped(paragraph: str, width: float, indent: float = 2.0) -> list[tuple[float, str]]:
    """The printed lines of a paragraph with their indents, both in em."""
    lines, here, room = [], "", width - indent
    for character in paragraph:
        if em(here + character) > room:
            lines.append((indent if not lines else 0.0, here))
            here, room = "", width
        here += character
    return [*lines, (indent if not lines else 0.0, here)]


def pdf_of(blocks: Iterable[Block], *, ruled: bool = True, head: str = "某某市统计局公报汇编") -> bytes:
    """A printed document: indented paragraphs, running head, page numbers, tables with rules or without."""
    pages, y = [""], _TOP
    for block in blocks:
        if isinstance(block, str):
            short = em(block) < 25 and not block.endswith("。")
            lines = [((30 - em(block)) / 2, block)] if short else wrapped(block, (_RIGHT - _LEFT) / _SIZE)
            for indent, words in lines:
                if y < _BOTTOM:
                    pages, y = [*pages, ""], _TOP
                pages[-1] += words_at(_LEFT + indent * _SIZE, y, words)
                y -= _LINE
            continue
        rows = block
        while rows:
            fitting = max(int((y - _BOTTOM) // _LINE), 0)
            pages[-1] += _table(rows[:fitting], y, ruled=ruled)
            y -= len(rows[:fitting]) * _LINE
            rows = rows[fitting:]
            if rows:
                pages, y = [*pages, ""], _TOP
    numbered = [
        words_at(_LEFT, 800, head, 9) + content + words_at(280, 40, f"- {n} -", 10)
        for n, content in enumerate(pages, 1)
    ]
    return pdf_from(numbered)


def _table(rows: Table, y: float, *, ruled: bool) -> str:
    if not rows:
        return ""
    width = (_RIGHT - _LEFT) / len(rows[0])
    drawn = ""
    top, bottom = y + _SIZE + 2, y + _SIZE + 2 - len(rows) * _LINE
    for n, row in enumerate(rows):
        for column, words in enumerate(row):
            if words:
                drawn += words_at(_LEFT + column * width + 6, y - n * _LINE + 2, words, 11)
        if ruled:
            drawn += line_from(_LEFT, top - n * _LINE, _RIGHT, top - n * _LINE)
    if ruled:
        drawn += line_from(_LEFT, bottom, _RIGHT, bottom)
        for column in range(len(rows[0]) + 1):
            x = _LEFT + column * width
            drawn += line_from(x, top, x, bottom)
    return drawn


def pdf_from(
    pages: Sequence[str], *, encrypted: bool = False, picture: bool = False, turned: int = 0
) -> bytes:
    """A PDF file with these contents of pages, in a font that it names and does not hold.

    In the font F2 each character stands for the code point that its number is.
    """
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
    )
    kids = " ".join(f"{20 + 2 * n} 0 R" for n in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 6 0 R >>",
        9: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /Identity-H /DescendantFonts [10 0 R]"
        b" /ToUnicode 5 0 R >>",
        10: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /STSong /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 6 0 R >>",
        5: _stream(to_unicode.encode()),
        6: b"<< /Type /FontDescriptor /FontName /STSong /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        7: _stream(b"\x80" * 12, b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB"
                   b" /BitsPerComponent 8 "),
        8: b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    }  # fmt: skip
    for n, content in enumerate(pages):
        shown = content + ("q 400 0 0 600 90 100 cm /P1 Do Q\n" if picture else "")
        objects[20 + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {21 + 2 * n} 0 R"
            f" /Rotate {turned} /Resources << /Font << /F1 3 0 R /F2 9 0 R >> /XObject << /P1 7 0 R >> >> >>"
        ).encode()
        objects[21 + 2 * n] = _stream(shown.encode())
    return _file(objects, "/Encrypt 8 0 R /ID [<00> <00>]" if encrypted else "")


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< " + entries + f"/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: dict[int, bytes], entries: str) -> bytes:
    written, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(written)
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    size = max(objects) + 1
    table = "".join(
        f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size)
    )
    return (
        written
        + (
            f"xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {entries} >>\n"
            f"startxref\n{len(written)}\n%%EOF"
        ).encode()
    )
