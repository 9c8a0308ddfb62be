"""A folder of documents: which files are documents, and reading them all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from jjjdata.documents.facts import SOURCES_FILE, SourceFacts, read_facts
from jjjdata.documents.model import Document
from jjjdata.documents.opening import source_name
from jjjdata.documents.readers import FORMATS
from jjjdata.documents.reading import read_document
from jjjdata.errors import SourceFolderError

CORRECTIONS_FILE: Final = "corrections.toml"
LOCK: Final = "~$"  # begins the name of the file by which Office marks a document as open


def find_sources(folder: Path) -> list[Path]:
    """What stands in a folder and the folders in it as documents, sorted by path.

    Hidden files and folders, the marks that Office leaves beside an open document (`~$name.docx`), `sources.toml`,
    `corrections.toml` and `README*` are none. Links, pipes, folders that
    cannot be opened and the like are listed: reading them fails, with the reason.

    Raises:
        SourceFolderError: the folder is missing, is no folder, cannot be opened or holds no documents.
    """
    if not folder.exists():
        raise SourceFolderError(folder, "the folder does not exist", "Check the path, or create it.")
    if not folder.is_dir():
        raise SourceFolderError(folder, "this is no folder", "Give the folder that holds the documents.")
    found, waiting = [], [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = _entries(current)
        except OSError as error:
            if current == folder:
                problem = f"the folder cannot be opened: {error.strerror or error}"
                raise SourceFolderError(folder, problem, "Check its permissions.") from error
            found.append(current)
            continue
        for entry in entries:
            if _is_source(entry.name):
                (waiting if entry.is_dir(follow_symlinks=False) else found).append(current / entry.name)
    if not found:
        raise SourceFolderError(
            folder,
            "the folder holds no documents",
            f"Put files of these types into it: {', '.join(FORMATS)}.",
        )
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _is_source(name: str) -> bool:
    if name.startswith((".", LOCK)) or name in (SOURCES_FILE, CORRECTIONS_FILE):
        return False
    return not name.upper().startswith("README")


def facts_of(folder: Path, paths: Iterable[Path]) -> dict[str, SourceFacts]:
    """What `sources.toml` says of the files, by their names below the folder.

    Raises:
        SourcesFileError: it says something impossible.
    """
    return read_facts(folder / SOURCES_FILE, [source_name(path, folder) for path in paths])


def read_folder(folder: Path) -> list[Document]:
    """All documents of a folder, those that could not be read included (outcome "failed").

    Two files of the same content are two documents: the later one's id ends in -2.

    Raises:
        SourceFolderError: the folder is missing, is no folder, or holds no documents.
        SourcesFileError: its `sources.toml` is wrong.
    """
    paths = find_sources(folder)
    facts: Mapping[str, SourceFacts] = facts_of(folder, paths)
    seen: Counter[str] = Counter()
    documents: list[Document] = []
    for path in paths:
        document = read_document(path, folder, facts.get(source_name(path, folder)))
        seen[document.document_id] += 1
        documents.append(as_copy(document, seen[document.document_id]))
    return documents


def as_copy(document: Document, number: int) -> Document:
    """The document as the number-th of the same content, counted from 1."""
    return document if number < 2 else replace(document, document_id=f"{document.document_id}-{number}")
