"""How much a document may unpack to: the one place where limits on size and expansion stand.

A few kilobytes can unpack to gigabytes, in a zip file or in the entities of XML. Both are looked at before
anything is parsed.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from jjjdata.errors import DocumentError

MOST_UNPACKED: Final = 512_000_000
"""Bytes that all parts of a DOCX or XLSX file may unpack to, pictures included."""

MOST_XML: Final = 64_000_000
"""Bytes that its parts in XML may unpack to; these are held in memory as trees."""

MOST_PARTS: Final = 10_000
"""Parts that such a file may have."""

MOST_CELLS: Final = 2_000_000
"""Cells of one table, those that merged cells cover included."""

MOST_PAGES: Final = 5_000
"""Pages of a PDF."""

_PIECE = 1 << 20
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_DECLARES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_SPLIT = "Split the file into smaller ones."
_BROKEN = "Open it in the program it was made with, save it again, or get a new copy."


def check_archive(data: bytes, source: str) -> None:
    """Refuse a zip file that is broken, locked, or unpacks to more than is safe.

    Raises:
        DocumentError: says which, and what to do.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, source)
            for part in parts:
                if part.filename.lower().endswith(_XML_SUFFIXES):
                    _check_xml(archive, part, source)
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error) as error:
        raise DocumentError(source, f"the file is broken or cut off ({error})", _BROKEN) from error
    except RuntimeError as error:  # what zipfile raises for a part with a password
        raise DocumentError(
            source, "the file is protected by a password", "Save it without the password."
        ) from error


def check_cells(cells: int, source: str) -> None:
    """Refuse a table of more cells than fit in memory."""
    if cells > MOST_CELLS:
        raise DocumentError(source, f"a table spans {cells:,} cells, more than {MOST_CELLS:,}", _SPLIT)


def _check_sizes(parts: list[ZipInfo], source: str) -> None:
    # zipfile never unpacks more of a part than the size that the part declares.
    unpacked = sum(part.file_size for part in parts)
    in_xml = sum(part.file_size for part in parts if part.filename.lower().endswith(_XML_SUFFIXES))
    for count, most, what in (
        (len(parts), MOST_PARTS, "parts"),
        (unpacked, MOST_UNPACKED, "bytes when unpacked"),
        (in_xml, MOST_XML, "bytes of XML when unpacked"),
    ):
        if count > most:
            raise DocumentError(source, f"the file has {count:,} {what}, more than {most:,}", _SPLIT)


def _check_xml(archive: ZipFile, part: ZipInfo, source: str) -> None:
    """Refuse a document type, which may declare entities that unpack without end; Office writes none."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            seen = before + piece
            if any(mark in seen for mark in _DECLARES):
                raise DocumentError(
                    source,
                    f"its part {part.filename} declares XML entities, as an attack would",
                    "Save it anew from Word, Excel or LibreOffice.",
                )
            before = seen[-32:]
