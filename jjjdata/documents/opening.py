"""The bytes of one file of a folder of documents: what may be opened, and how much of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jjjdata.errors import DocumentError

# Opening a pipe waits for its writer, and a link may have been put there since it was looked at.
_CAREFULLY: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_KINDS: Final = (
    (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How much one document may ask for; one that asks for more fails, and no other.

    `megabytes` of its file (of a million bytes), `characters` of its text, and `seconds` of reading.
    """

    megabytes: float = 50.0
    characters: int = 2_000_000
    seconds: float = 120.0

    @property
    def size(self) -> int:
        """The most bytes that a file may have."""
        return int(self.megabytes * 1_000_000)


def source_name(path: Path, root: Path) -> str:
    r"""The path below the folder, with /; bytes of a name that are no UTF-8 are written out as in \xff."""
    name = path.relative_to(root).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_file(path: Path, root: Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file below the folder `root`.

    Raises:
        DocumentError: it cannot be opened, is no ordinary file, is a link out of the folder, or is too large.
    """
    name = source_name(path, root)
    try:
        real = path.resolve(strict=True)
        if path.is_symlink():
            _check_link(name, real, root)
        _check_kind(name, real.stat(), limits)
        descriptor = os.open(real, _CAREFULLY)
        with os.fdopen(descriptor, "rb") as file:
            _check_kind(name, os.fstat(descriptor), limits)
            data = file.read(limits.size + 1)
    except RuntimeError as error:  # what Python before 3.13 says of links that lead in a circle
        raise DocumentError(name, "it is a link that leads in a circle", "Take it away.") from error
    except OSError as error:
        problem = f"the file cannot be opened: {error.strerror or error}"
        raise DocumentError(name, problem, "Check that it is there, and its permissions.") from error
    if len(data) > limits.size:
        raise _too_large(name, len(data), limits)
    return data


def _check_link(name: str, real: Path, root: Path) -> None:
    """A link may name another file of the folder; nothing outside it gets into the tables."""
    if not real.is_relative_to(root.resolve()):
        raise DocumentError(
            name, "it is a link that leads out of the folder", "Copy the file itself into it."
        )
    if real.is_dir():
        raise DocumentError(
            name, "it is a link to a folder", "Take it away; links to folders are not followed."
        )


def _check_kind(name: str, found: os.stat_result, limits: Limits) -> None:
    for is_kind, kind in _KINDS:
        if is_kind(found.st_mode):
            remedy = "Check its permissions." if kind == "a folder" else "Take it away."
            problem = (
                "the folder cannot be opened" if kind == "a folder" else f"it is {kind}, no ordinary file"
            )
            raise DocumentError(name, problem, remedy)
    if found.st_size > limits.size:
        raise _too_large(name, found.st_size, limits)


def _too_large(name: str, size: int, limits: Limits) -> DocumentError:
    problem = f"the file has {size / 1e6:,.1f} MB, and the limit is {limits.megabytes:g}"
    return DocumentError(name, problem, "Split it, or raise the limit with --max-size.")
