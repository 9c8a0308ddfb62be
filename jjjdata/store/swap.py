"""Files into a folder, all or nothing.

New files are written into a hidden staging folder inside the target (the same file system, so that renames
work). One rename of that folder to `.commit` is the moment from which the new files count; then they move
to their places one by one. Whoever is interrupted before that moment leaves the old files, whoever is
interrupted after it leaves the new ones: `locate` reads through `.commit`, and the next writer finishes the
moves. Files that are not ours stay where they are.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

COMMIT: Final = ".commit"
STAGING_PREFIX: Final = ".staging-"
REMOVALS: Final = ".removals"


def install(folder: Path, files: Mapping[str, bytes], obsolete: Iterable[str] = ()) -> None:
    """Put `files` (name -> content) into `folder` and take the `obsolete` names away, all or nothing.

    The caller holds the folder's lock. Raises OSError when the disk refuses; before the commit nothing has
    changed then.
    """
    recover(folder)
    staging = (
        folder / f"{STAGING_PREFIX}new"
    )  # known before it is made: whoever is interrupted can clear it away
    try:
        staging.mkdir()
        for name, content in files.items():
            _write(staging / name, content)
        commit(folder, staging, set(obsolete) - files.keys())
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def commit(folder: Path, staging: Path, removed: Iterable[str] = (), last: Iterable[str] = ()) -> None:
    """From now on the files of the folder `staging` count, by their paths in it, and those `removed` do not.

    `last` are moved after all others, in their order.
    """
    _write(staging / REMOVALS, json.dumps([sorted(removed), list(last)]).encode())
    _sync(staging)
    try:
        staging.rename(folder / COMMIT)
        _sync(folder)
        recover(folder)
    except KeyboardInterrupt:
        recover(folder)  # where the new files count already, leave nothing lying about
        raise


def recover(folder: Path) -> None:
    """Finish what an interrupted writer had committed, and clear away what it had not."""
    for stale in folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(stale)
    ready = folder / COMMIT
    if not (
        ready / REMOVALS
    ).is_file():  # there is nothing to do, or nothing but an empty folder to clear away
        shutil.rmtree(ready, ignore_errors=True)
        return
    removed, last = json.loads((ready / REMOVALS).read_text("utf-8"))
    for name in removed:
        (folder / name).unlink(missing_ok=True)
    waiting = {path.relative_to(ready).as_posix() for path in ready.rglob("*") if path.is_file()}
    for name in [*sorted(waiting - {REMOVALS, *last}), *(name for name in last if name in waiting)]:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (ready / name).replace(target)
    shutil.rmtree(ready)
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
