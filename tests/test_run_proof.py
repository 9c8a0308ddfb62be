"""A run is accepted only when it is proved, and leaves nothing of itself."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from reporting import run_in_process

from jjjdata.errors import ReportError
from jjjdata.reports import (
    trend,
)
from jjjdata.reports.runs.batch import NOTEBOOKS
from jjjdata.reports.runs.execute import prove, settle
from jjjdata.reports.runs.plan import notebook_path


def broken(kind: str, folder: Path) -> nbformat.NotebookNode:
    run = run_in_process(trend("ozone", "430000", data=folder))
    if kind == "never ran":
        run.cells[2].execution_count = None
    elif kind == "error":
        run.cells[2].outputs = [
            nbformat.v4.new_output("error", ename="ValueError", evalue="bad", traceback=[])
        ]
    elif kind == "no end":
        run.cells[-1].outputs = []
    return run


@pytest.mark.parametrize(
    ("kind", "hint"), [("never ran", "did not run"), ("error", "ValueError: bad"), ("no end", "complete")]
)
def test_a_run_is_accepted_only_when_proved(kind: str, hint: str, folder: Path) -> None:
    prove(broken("sound", folder), "x")
    with pytest.raises(ReportError, match=hint):
        prove(broken(kind, folder), "x")


def test_settled_notebooks_hold_nothing_of_the_run(folder: Path) -> None:
    run = run_in_process(trend("ozone", "430000", data=folder))
    run.metadata["papermill"] = {"start_time": "now"}
    run.cells[0].metadata["papermill"] = {"duration": 1.0}
    run.cells[0].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="a warning"))
    settle(run)
    text = json.dumps(run)
    assert "papermill" not in text
    assert "stderr" not in text
    assert [cell.id for cell in run.cells[:2]] == ["cell-00", "cell-01"]


def test_every_notebook_is_there() -> None:
    assert all(notebook_path(name).is_file() for name in NOTEBOOKS)
    with pytest.raises(ReportError, match="missing"):
        notebook_path("no such notebook")
