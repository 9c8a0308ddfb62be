"""One reader a format: the bytes of a file to its text, with the place of each stretch in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, NamedTuple

from jjjdata.documents.readers.extracted import Extracted, Locator
from jjjdata.documents.readers.unread import refuse_compound, why_unread

__all__ = ["FORMATS", "Extracted", "Format", "Locator", "extract", "media_type_of"]

Reader = Callable[[bytes, str], Extracted]
"""Turns the bytes of a file and the name of the source into text."""


class Format(NamedTuple):
    """A format: its media type, and the module and name of its reader.

    The module is imported when the first file of the format is read: its libraries take longer to load than
    most of what this package is asked for.
    """

    media_type: str
    module: str
    name: str

    @property
    def reader(self) -> Reader:
        """The function that reads it."""
        found: Reader = getattr(import_module(f"{__name__}.{self.module}"), self.name)
        return found


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
FORMATS: Final[Mapping[str, Format]] = {
    ".csv": Format("text/csv", "delimited", "read_delimited"),
    ".docx": Format(f"{_OFFICE}wordprocessingml.document", "word", "read_word"),
    ".htm": Format("text/html", "webpage", "read_webpage"),
    ".html": Format("text/html", "webpage", "read_webpage"),
    ".md": Format("text/markdown", "plain", "read_plain"),
    ".pdf": Format("application/pdf", "pdf", "read_pdf"),
    ".tsv": Format("text/tab-separated-values", "delimited", "read_delimited"),
    ".txt": Format("text/plain", "plain", "read_plain"),
    ".xlsx": Format(f"{_OFFICE}spreadsheetml.sheet", "workbook", "read_workbook"),
}
"""The formats that are read, by the ending of the file's name."""


def media_type_of(suffix: str) -> str:
    """The media type of files of this ending, whether or not they can be read.

    >>> media_type_of(".PDF"), media_type_of(".exe")
    ('application/pdf', 'application/octet-stream')
    """
    known = FORMATS.get(suffix.lower())
    return known.media_type if known else "application/octet-stream"


def extract(data: bytes, suffix: str, source: str) -> tuple[Extracted, str]:
    """What stands in a file of this ending, and its media type.

    Raises:
        DocumentError: the file cannot be read; says why and what to do.
    """
    known = FORMATS.get(suffix.lower())
    if known is None:
        raise why_unread(data, suffix.lower(), source, ", ".join(FORMATS))
    refuse_compound(data, source)
    return known.reader(data, source), known.media_type
