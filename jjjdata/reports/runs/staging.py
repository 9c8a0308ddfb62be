"""Files written beside and put in place together, when everything is ready."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from jjjdata.store.swap import commit, recover

PREFIX: Final = ".making-"


class Staging:
    """New files of an output folder, by their paths below it; nothing shows before `put`."""

    def __init__(self, out: Path, beside: Path) -> None:
        self._out = out
        self._beside = beside
        self._files: dict[str, Path] = {}
        self._gone: set[str] = set()

    @property
    def drafts(self) -> Path:
        """A folder for files that are not complete yet."""
        folder = self._beside / "drafts"
        folder.mkdir(exist_ok=True)
        return folder

    def write(self, name: str, text: str) -> None:
        """A new file; where the folder already has just this, nothing is done."""
        content = text.encode()
        current = self._out / name
        self._gone.discard(name)
        if current.is_file() and current.read_bytes() == content:
            return
        path = self._beside / f"{len(self._files)}.new"
        path.write_bytes(content)
        self._files[name] = path

    def remove(self, name: str) -> None:
        """A file that shall be there no more."""
        self._gone.add(name)

    def read(self, name: str) -> str:
        """The text of a file as it will be."""
        return (self._files.get(name) or self._out / name).read_text("utf-8")

    def put(self, last: tuple[str, ...]) -> None:
        """Put all files in place together, those named in `last` at the end and in their order.

        Whoever is interrupted leaves the folder as it was, or as it shall be once the next run has moved the rest.
        """
        ready = self._beside / "ready"
        ready.mkdir()
        for name, path in self._files.items():
            target = ready / name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        commit(self._out, ready, self._gone, last)


@contextmanager
def staging(out: Path) -> Iterator[Staging]:
    """A place for new files on the same disk as `out`; what an interrupted run left is cleared away.

    The caller holds the folder's lock.
    """
    recover(out)
    for left in out.glob(f"{PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=PREFIX, ignore_cleanup_errors=True) as beside:
        yield Staging(out, Path(beside))
