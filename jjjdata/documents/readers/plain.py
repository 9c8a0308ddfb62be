"""Plain text and markdown: the file itself, decoded."""

from __future__ import annotations

from jjjdata.documents.encoding import decode
from jjjdata.documents.readers.extracted import Extracted
from jjjdata.errors import DocumentError


def read_plain(data: bytes, source: str) -> Extracted:
    """The decoded file exactly as it is."""
    decoded = decode(data)
    if decoded.encoding is None:
        raise DocumentError(source, decoded.problem, "Save the text as UTF-8, or take the file away.")
    return Extracted(decoded.text, decoded.encoding)
