"""Files into a folder, all or nothing.

New files are written into a hidden staging folder inside the target (the same file system, so that renames
work). One rename of that folder to `.commit` is the moment from which the new files count; then they move
to their places one by one. Whoever is interrupted before that moment leaves the old files, whoever is
interrupted after it leaves the new ones: `locate` reads through `.commit`, and the next writer finishes the
moves. Files that are not ours stay where they are.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

COMMIT: Final = ".commit"
STAGING_PREFIX: Final = ".staging-"
REMOVALS: Final = ".removals"


def install(folder: Path, files: Mapping[str, bytes], obsolete: Iterable[str] = ()) -> None:
    """Put `files` (name -> content) into `folder` and take the `obsolete` names away, all or nothing.

    Raises OSError when the disk refuses; before the commit nothing has changed then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        recover(folder)
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
        try:
            for name, content in files.items():
                _write(staging / name, content)
            _write(staging / REMOVALS, "\n".join(sorted(set(obsolete) - files.keys())).encode())
            _sync(staging)
            staging.rename(folder / COMMIT)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        recover(folder)


def recover(folder: Path) -> None:
    """Finish what an interrupted writer had committed, and clear away what it had not."""
    for stale in folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(stale)
    commit = folder / COMMIT
    if not commit.is_dir():
        return
    removals = commit / REMOVALS
    if removals.exists():
        for name in removals.read_text(encoding="utf-8").splitlines():
            (folder / name).unlink(missing_ok=True)
        removals.unlink()
    for path in sorted(commit.iterdir()):
        path.replace(folder / path.name)
    commit.rmdir()
    _sync(folder)


def locate(folder: Path, name: str) -> Path:
    """Where the file of that name stands now, also between the commit and the last move."""
    committed = folder / COMMIT / name
    return committed if committed.exists() else folder / name


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames inside the folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One writer at a time; the others wait for the moment that a swap takes. Leaves no lock file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
