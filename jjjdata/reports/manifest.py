"""What was built from what: the record that lets an unchanged report be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1


@dataclass(frozen=True)
class Built:
    """A report on disk: the key of everything it was made from, its parameters, and its files' digests."""

    key: str
    notebook: str
    parameters: Mapping[str, Any]
    files: Mapping[str, str]  # path below the output folder -> SHA-256

    def stands(self, out: Path) -> bool:
        """Whether its files are still there, unchanged."""
        return all(_sha256(out / name) == digest for name, digest in self.files.items())


def read_manifest(out: Path) -> dict[str, Built]:
    """Reports by name; empty where there is no manifest of this format, so that everything is built again."""
    try:
        raw = json.loads((out / MANIFEST).read_text("utf-8"))
        if raw["format"] != FORMAT:
            return {}
        return {name: Built(**entry) for name, entry in raw["reports"].items()}
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return {}


def manifest_text(reports: Mapping[str, Built]) -> str:
    """The manifest as JSON, the same for the same reports."""
    entries = {name: asdict(reports[name]) for name in sorted(reports)}
    return (
        json.dumps({"format": FORMAT, "reports": entries}, ensure_ascii=False, indent=1, sort_keys=True)
        + "\n"
    )


def digests(out: Path, names: list[str]) -> dict[str, str]:
    """The SHA-256 of files below the output folder."""
    return {name: _sha256(out / name) or "" for name in names}


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
