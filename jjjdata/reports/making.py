"""Notebooks run side by side in a folder of their own: what came of each, before anything is put in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from jjjdata.errors import JjjdataError
from jjjdata.reports.execute import STOPPED, execute
from jjjdata.reports.kernels import preloading
from jjjdata.reports.plan import Report, notebook_path

Done = Callable[[], None]


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
    with preloading(len(reports)):
        pool = ThreadPoolExecutor(jobs)
        try:
            work = {pool.submit(_run, report, data, beside): report for report in reports}
            outcomes = {}
            for future in as_completed(work):
                outcomes[work[future].name] = future.result()
                done()
        except BaseException:
            STOPPED.set()
            raise
        finally:
            pool.shutdown(wait=not STOPPED.is_set(), cancel_futures=True)
    return outcomes


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
        error = str(failure)
    return Outcome(draft if draft.is_file() else None, round(time.monotonic() - begun, 2), error)
