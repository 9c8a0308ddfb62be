"""A process that is killed just before one of its changes to a folder, whichever is asked for.

Random moments hit the few milliseconds of writing by luck. Here every change of the file system counts: opening a file
to write, making, moving and taking away. The process dies (SIGKILL, so nothing is cleared up) before the one of the
given number.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from pathlib import Path

CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")


def kill_before_change(folder: str, number: int, by: signal.Signals = signal.SIGKILL) -> None:
    """From now on count this process's changes below the folder; before the one of this number it is killed.

    `by` may be another signal than the one that nobody can catch: SIGINT is what Ctrl-C sends.

    At its end a process that lives says to the standard error how many there were.
    """
    count, process = 0, os.getpid()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in CHANGES or os.getpid() != process or not _below(folder, arguments[0]):
            return
        if event == "open" and not _writes(arguments):
            return
        count += 1
        if count == number:
            os.kill(os.getpid(), by)

    sys.addaudithook(watch)
    atexit.register(lambda: print(f"changes: {count}", file=sys.stderr) if os.getpid() == process else None)


def _below(folder: str, path: object) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and Path(os.fsdecode(path)).absolute().is_relative_to(
        folder
    )


def _writes(arguments: tuple[object, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
