"""One report made: its notebook run beside, proved, turned into a page, and both put in place."""

from __future__ import annotations

from pathlib import Path

from jjjdata.errors import ReportError
from jjjdata.reports.execute import execute
from jjjdata.reports.frame import Surroundings
from jjjdata.reports.page import render
from jjjdata.reports.plan import Report, notebook_path


def make(report: Report, around: Surroundings, data: Path, out: Path, beside: Path) -> None:
    """Run a report and put its page and executed notebook into `out`.

    Raises ReportError when the run fails; the last good page stays, and the failed notebook is left under
    `out/failed/`.
    """
    draft = beside / f"{report.name.replace('/', '__')}.ipynb"
    page = draft.with_suffix(".html")
    # The kernel works beside the tables and is given their folder's bare name, so that no machine's path
    # gets into the executed notebook.
    folder = data.resolve()
    parameters = {**report.parameters, "data": folder.name}
    failed = out / "failed" / f"{report.name}.ipynb"
    try:
        run = execute(notebook_path(report.notebook), parameters, draft, folder.parent)
    except ReportError:
        if draft.is_file():
            _put(draft, failed)
        raise
    page.write_text(render(run, around), encoding="utf-8")
    _put(draft, out / report.executed)
    _put(page, out / report.page)
    failed.unlink(missing_ok=True)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
