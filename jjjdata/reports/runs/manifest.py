"""What was built from what, and how it went: the record that lets an unchanged report be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
FORMAT: Final = 2


@dataclass(frozen=True)
class Built:
    """A report on disk: what it was made from, its files' digests, and how its last run went.

    `key` is the digest of everything that its notebook was run on, `around` that of what its page links to;
    `documents` are those that its page quotes, `title` and `said` its heading and finding. `outcome` is good or stale: a stale page is the last good one
    of a report that failed since, with the `error`. `seconds` is how long the run of the notebook took.
    """

    key: str
    notebook: str
    parameters: Mapping[str, Any]
    files: Mapping[str, str]  # path below the output folder -> SHA-256
    around: str = ""
    documents: tuple[str, ...] = ()
    title: str = ""
    said: str = ""
    seconds: float = 0.0
    outcome: str = "good"
    error: str | None = None

    def stands(self, out: Path) -> bool:
        """Whether its files are still there, unchanged."""
        return all(_sha256(out / name) == digest for name, digest in self.files.items())

    def holds(self, out: Path, name: str) -> bool:
        """Whether one of its files is still there, unchanged."""
        return name in self.files and _sha256(out / name) == self.files[name]


@dataclass(frozen=True)
class Record:
    """The whole manifest: reports and document pages by name, inputs, and reports that never succeeded."""

    reports: dict[str, Built] = field(default_factory=dict)
    documents: dict[str, Built] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Record:
        """The manifest of a folder; empty where there is none of this format, so that all is built again."""
        try:
            raw = json.loads((out / MANIFEST).read_text("utf-8"))
            if raw["format"] != FORMAT:
                return cls()
            reports, documents = (
                {
                    name: Built(**{**entry, "documents": tuple(entry["documents"])})
                    for name, entry in found.items()
                }
                for found in (raw["reports"], raw["documents"])
            )
            return cls(reports, documents, dict(raw["failed"]), raw["inputs"])
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return cls()

    def text(self) -> str:
        """The manifest as JSON, the same for the same record."""
        content = {
            "format": FORMAT, "inputs": self.inputs, "failed": self.failed,
            "reports": {name: asdict(built) for name, built in self.reports.items()},
            "documents": {name: asdict(built) for name, built in self.documents.items()},
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def content_digest(content: str) -> str:
    """The SHA-256 of a text as it will stand in its file."""
    return hashlib.sha256(content.encode()).hexdigest()


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
