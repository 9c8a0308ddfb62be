"""One reader a format: the bytes of a file to its text, with the place of each stretch in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from jjjdata.documents.readers.delimited import read_delimited
from jjjdata.documents.readers.extracted import Extracted, Locator
from jjjdata.documents.readers.pdf import read_pdf
from jjjdata.documents.readers.plain import read_plain
from jjjdata.documents.readers.unread import refuse_compound, why_unread
from jjjdata.documents.readers.webpage import read_webpage
from jjjdata.documents.readers.word import read_word
from jjjdata.documents.readers.workbook import read_workbook

__all__ = ["FORMATS", "Extracted", "Format", "Locator", "extract"]


class Format(NamedTuple):
    """A format: its media type, and the reader that turns bytes and the name of the source into text."""

    media_type: str
    read: Callable[[bytes, str], Extracted]


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
FORMATS: Final[Mapping[str, Format]] = {
    ".csv": Format("text/csv", read_delimited),
    ".docx": Format(f"{_OFFICE}wordprocessingml.document", read_word),
    ".htm": Format("text/html", read_webpage),
    ".html": Format("text/html", read_webpage),
    ".md": Format("text/markdown", read_plain),
    ".pdf": Format("application/pdf", read_pdf),
    ".tsv": Format("text/tab-separated-values", read_delimited),
    ".txt": Format("text/plain", read_plain),
    ".xlsx": Format(f"{_OFFICE}spreadsheetml.sheet", read_workbook),
}
"""The formats that are read, by the ending of the file's name."""


def extract(data: bytes, suffix: str, source: str) -> tuple[Extracted, str]:
    """What stands in a file of this ending, and its media type.

    Raises:
        DocumentError: the file cannot be read; says why and what to do.
    """
    known = FORMATS.get(suffix.lower())
    if known is None:
        raise why_unread(data, suffix.lower(), source, ", ".join(FORMATS))
    refuse_compound(data, source)
    return known.read(data, source), known.media_type
