"""A folder of documents: which files are documents, and reading them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from jjjdata.documents.facts import SOURCES_FILE, read_facts
from jjjdata.documents.model import Document
from jjjdata.documents.readers import FORMATS
from jjjdata.documents.reading import read_document
from jjjdata.errors import SourceFolderError

CORRECTIONS_FILE: Final = "corrections.toml"


def find_sources(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it that are documents, sorted by their POSIX path.

    Hidden files and folders, `sources.toml`, `corrections.toml` and `README*` are none.

    Raises:
        SourceFolderError: the folder is missing or is no folder.
    """
    if not folder.exists():
        raise SourceFolderError(folder, "the folder does not exist", "Check the path, or create it.")
    if not folder.is_dir():
        raise SourceFolderError(folder, "this is no folder", "Give the folder that holds the documents.")
    found = [path for path in folder.rglob("*") if path.is_file() and _is_source(path.relative_to(folder))]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _is_source(path: Path) -> bool:
    if any(part.startswith(".") for part in path.parts):
        return False
    return path.name not in (SOURCES_FILE, CORRECTIONS_FILE) and not path.name.upper().startswith("README")


def read_folder(folder: Path) -> list[Document]:
    """All documents of a folder, those that could not be read included (outcome "failed").

    Two files of the same content are two documents: the later one's id ends in -2.

    Raises:
        SourceFolderError: the folder is missing, is no folder, or holds no documents.
        SourcesFileError: its `sources.toml` is wrong.
    """
    paths = find_sources(folder)
    if not paths:
        raise SourceFolderError(
            folder,
            "the folder holds no documents",
            f"Put files of these types into it: {', '.join(FORMATS)}.",
        )
    names = [path.relative_to(folder).as_posix() for path in paths]
    facts = read_facts(folder / SOURCES_FILE, names)
    seen: Counter[str] = Counter()
    documents: list[Document] = []
    for path, name in zip(paths, names, strict=True):
        document = read_document(path, folder, facts.get(name))
        seen[document.document_id] += 1
        copy = seen[document.document_id]
        if copy > 1:
            document = replace(document, document_id=f"{document.document_id}-{copy}")
        documents.append(document)
    return documents
