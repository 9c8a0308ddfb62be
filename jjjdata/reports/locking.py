"""One run at a time over a folder of reports."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jjjdata.errors import ReportError


class LockedError(ReportError):
    """Another run is writing to the same folder of reports."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, or raise LockedError at once where another run holds it.

    The system lets go of the lock when the process ends, however it ends, and no lock file is left behind.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem = "another run is writing reports here; wait until it has ended, or name another --out"
            raise LockedError(str(folder), problem) from error
        yield
    finally:
        os.close(descriptor)
