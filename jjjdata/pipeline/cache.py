"""What the last build was made from, so that a build with nothing new can say so and stop.

The record stands in `.build.json` beside the tables: hashes and counts, no path and no clock time. It is a
cache: it may be deleted, is no part of the data package, and is kept out of git.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import jjjdata
from jjjdata.documents import Limits, read_file, source_name
from jjjdata.errors import DocumentError
from jjjdata.store import DESCRIPTOR, EncodedTables, tables_intact

RECORD: Final = ".build.json"
BESIDE: Final = ("sources.toml", "corrections.toml")

# Packages whose reading, tables or formats go into the bytes that a build writes.
SHAPING_PACKAGES: Final = ("lxml", "opencc", "openpyxl", "pyarrow", "pypdfium2", "python-docx", "selectolax")


def content_of(path: Path, folder: Path, limits: Limits) -> str:
    """Hash of a document's file, or why it cannot be opened."""
    try:
        return hashlib.sha256(read_file(path, folder, limits)).hexdigest()
    except DocumentError as error:
        return str(error)


def fingerprint(folder: Path, contents: Mapping[Path, str], limits: Limits) -> str:
    """Hash of everything that decides a build: the documents, and the code and definitions that read them."""
    beside = {path: _hash(path) for name in BESIDE if (path := folder / name).is_file()}
    entries = [f"{source_name(path, folder)} {content}" for path, content in {**contents, **beside}.items()]
    return _digest([*sorted(entries), str([float(each) for each in astuple(limits)]), *_program()])


def recorded(out: Path, wanted: str) -> dict[str, Any] | None:
    """The counts of the last build, if it had this fingerprint and its tables stand unchanged; else None."""
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
        same = record["inputs"] == wanted and record["tables"] == _hash(out / DESCRIPTOR)
        counts: dict[str, Any] = record["summary"]
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no record, or none that can be used: a cache that is not there costs one build
    return counts if same and tables_intact(out) else None


def note(inputs: str, encoded: EncodedTables, counts: dict[str, Any]) -> dict[str, bytes | None]:
    """The record of what tables were made from, as a file to be put beside them."""
    tables = hashlib.sha256(encoded.files[DESCRIPTOR]).hexdigest()
    content = {"inputs": inputs, "tables": tables, "summary": counts}
    return {RECORD: (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()}


def _program() -> list[str]:
    """The package's version, files and the libraries that shape its output."""
    root = Path(str(files("jjjdata")))
    code = [p for p in sorted(root.rglob("*")) if p.is_file() and "__pycache__" not in p.parts]
    return [
        f"jjjdata {jjjdata.__version__}",
        *(f"{name} {version(name)}" for name in SHAPING_PACKAGES),
        *(f"{path.relative_to(root).as_posix()} {_hash(path)}" for path in code),
    ]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
