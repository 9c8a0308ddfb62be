"""Notebooks run side by side in a folder of their own: what came of each, before anything is put in place."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jjjdata.errors import JjjdataError
from jjjdata.reports.runs.plan import Report, notebook_path
from jjjdata.reports.runs.preloaded import AVAILABLE, STOPPED, Preloaded

if TYPE_CHECKING:
    import nbformat

Done = Callable[[], None]

REFUSED: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
"""What the system says when the disk takes no more."""


@dataclass(frozen=True)
class Outcome:
    """How a run went: its executed notebook where there is one, how long it took, and what was wrong."""

    draft: Path | None
    seconds: float
    error: str | None = None


def run_all(reports: Sequence[Report], data: Path, beside: Path, jobs: int, done: Done) -> dict[str, Outcome]:
    """Run reports, `jobs` at a time, into the folder `beside`; the outcome of each by name.

    When this is interrupted, the kernels are ended and no further report is begun.
    """
    STOPPED.clear()
    with preloading(len(reports), data):
        pool = ThreadPoolExecutor(jobs)
        try:
            work = {pool.submit(_run, report, data, beside): report for report in reports}
            import_module("jjjdata.reports.pages.page")  # half a second, while the kernels are at work
            outcomes = {}
            for future in as_completed(work):
                outcomes[work[future].name] = future.result()
                done()
        except BaseException:
            STOPPED.set()
            raise
        finally:
            pool.shutdown(cancel_futures=True)  # waits: nothing is written once the caller clears away
    return outcomes


@contextmanager
def preloading(reports: int, data: Path) -> Iterator[None]:
    """Kernels within this context are forked, where that is possible and there are several to run.

    They hold the tables of `data` from their start.
    """
    preloaded = Preloaded(data) if AVAILABLE and reports > 1 else None
    # The other process imports while this one does; both take a second or two.
    _spare_the_parser()
    from jjjdata.reports.runs.kernels import OwnKernel  # noqa: PLC0415

    OwnKernel.preloaded = preloaded
    try:
        yield
    finally:
        OwnKernel.preloaded = None
        if preloaded is not None:
            preloaded.close()


def execute(
    notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path, timeout: float
) -> nbformat.NotebookNode:
    """Run a notebook; see `jjjdata.reports.runs.execute`."""
    from jjjdata.reports.runs.execute import execute as run  # noqa: PLC0415 - papermill takes a second to import

    return run(notebook, parameters, output, folder, timeout)


def _spare_the_parser() -> None:
    """Keep jsonschema from building a parser of addresses at import: a second and a half, and not needed.

    It is an optional package of jsonschema, which does without where it cannot be imported. Schemas of
    notebooks hold no addresses to check.
    """
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _run(report: Report, data: Path, beside: Path) -> Outcome:
    draft = beside / f"{report.name.replace('/', '__')}.ipynb"
    # The kernel works beside the tables and is given their folder's bare name, so that no machine's path
    # gets into the executed notebook.
    folder = data.resolve()
    parameters = {**report.parameters, "data": folder.name}
    begun = time.monotonic()
    try:
        execute(notebook_path(report.notebook), parameters, draft, folder.parent, report.timeout)
        error = None
    except (JjjdataError, OSError) as failure:
        if isinstance(failure, OSError) and failure.errno in REFUSED:
            raise  # it would refuse every other report as well, and the word of this failure
        error = str(failure)
    return Outcome(draft if draft.is_file() else None, round(time.monotonic() - begun, 2), error)
