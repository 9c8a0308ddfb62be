"""Progress on standard error: a bar on a terminal, a line for each stage in a log."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class ProgressLines:
    """A progress callback (stage, done, total) and the context that tidies up after it.

    On a terminal a stage of several parts has a bar; elsewhere (cron, CI) each stage is one line.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._stage: str | None = None
        self._bar: tqdm[Any] | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` parts of the stage are finished."""
        if self._quiet:
            return
        if stage != self._stage:
            self._begin(stage, total)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _begin(self, stage: str, total: int) -> None:
        self._end()
        self._stage = stage
        if self._terminal and total > 1:
            self._bar = tqdm(total=total, desc=stage, unit="", file=sys.stderr, leave=False)
        else:
            sys.stderr.write(f"{stage} …\n")

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
