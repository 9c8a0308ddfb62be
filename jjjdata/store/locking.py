"""One writer at a time over a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jjjdata.errors import LockedError


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the folder's lock; where another run holds it, wait for it or raise LockedError at once.

    The system lets go of the lock when the process ends, however it ends, and no lock file is left behind.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise LockedError(folder) from error
        yield
    finally:
        os.close(descriptor)
