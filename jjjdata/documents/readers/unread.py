"""Files that are not read: what they are, by name or by their first bytes, and what to do."""

from __future__ import annotations

from jjjdata.errors import DocumentError

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of old Office files and of encrypted new ones
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD, _BOOK = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")

_AS_DOCX = "Open it in Word, WPS or LibreOffice and save it as DOCX."
_AS_XLSX = "Open it in Excel, WPS or LibreOffice and save it as XLSX."
_AS_PDF = "Open it in the program it was made with and export it as PDF with text, or copy the text into a .txt file."
_RECOGNISE = "Recognise its text with an OCR program and put in the result as a .txt file or a PDF with text."
_KINDS = {
    ".doc": ("the old format of Word", _AS_DOCX),
    ".odt": ("an OpenDocument text", _AS_DOCX),
    ".rtf": ("a rich text file", _AS_DOCX),
    ".wps": ("a WPS text", _AS_DOCX),
    ".xls": ("the old format of Excel", _AS_XLSX),
    ".xlsb": ("a binary workbook", _AS_XLSX),
    ".ods": ("an OpenDocument spreadsheet", _AS_XLSX),
    ".et": ("a WPS spreadsheet", _AS_XLSX),
    ".caj": ("a CAJ file", _AS_PDF),
    ".ofd": ("an OFD file", _AS_PDF),
    ".ppt": ("a presentation", _AS_PDF),
    ".pptx": ("a presentation", _AS_PDF),
    ".bmp": ("a picture", _RECOGNISE),
    ".gif": ("a picture", _RECOGNISE),
    ".jpeg": ("a picture", _RECOGNISE),
    ".jpg": ("a picture", _RECOGNISE),
    ".png": ("a picture", _RECOGNISE),
    ".tif": ("a picture", _RECOGNISE),
    ".tiff": ("a picture", _RECOGNISE),
    ".rar": ("an archive", "Unpack it into the folder."),
    ".zip": ("an archive", "Unpack it into the folder."),
}


def why_unread(data: bytes, suffix: str, source: str, readable: str) -> DocumentError:
    """The error for a file of a type that is not read; `readable` lists the types that are."""
    if data.startswith(_COMPOUND):
        return compound(data, source)
    if suffix in _KINDS:
        kind, remedy = _KINDS[suffix]
        return DocumentError(source, f"{kind} ({suffix}) is not read", remedy)
    return DocumentError(
        source, f"files of type {suffix or '(none)'} are not read", f"Save it as one of {readable}."
    )


def compound(data: bytes, source: str) -> DocumentError:
    """The error for a compound file: locked by a password, or of an old format."""
    if _ENCRYPTED in data:
        return DocumentError(source, "the file is protected by a password", "Save it without the password.")
    if _WORD in data:
        return DocumentError(source, "it is in the old format of Word (.doc)", _AS_DOCX)
    if _BOOK in data:
        return DocumentError(source, "it is in the old format of Excel (.xls)", _AS_XLSX)
    return DocumentError(source, "it is a file of an old Office format", "Save it as DOCX, XLSX or PDF.")


def refuse_compound(data: bytes, source: str) -> None:
    """Refuse what is named as a new Office file and is an old or a locked one.

    Raises:
        DocumentError: says which, and what to do.
    """
    if data.startswith(_COMPOUND):
        raise compound(data, source)
