"""The notebooks: stripped, thin, and run from top to bottom by papermill."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_client.connect import write_connection_file
from made_up import story
from pace import patience

from jjjdata.errors import ReportError
from jjjdata.reports import build_reports
from jjjdata.reports.runs.execute import execute
from jjjdata.reports.runs.kernels import OwnKernel
from jjjdata.reports.runs.making import preloading
from jjjdata.reports.runs.plan import notebook_path
from jjjdata.reports.runs.preloaded import AVAILABLE, Preloaded

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 12


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebooks_are_stripped_and_thin(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for number, cell in enumerate(notebook.cells):
        assert cell.id == f"cell-{number:02d}"
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_notebooks_run_into_the_same_bytes_and_drawings(tmp_path: Path) -> None:
    data = story().write(tmp_path / "data")
    wanted = {"indicator": "ozone", "place": "430000", "language": "en"}
    runs = []
    for name in ("first", "second"):
        summary = build_reports(data, tmp_path / name, parameters=wanted)
        assert str(summary) == "Report pages, both languages counted: 1 built, 0 unchanged, 0 failed."
        runs.append({p.name: p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()})
        manifest = re.sub(rb'"seconds": [0-9.]+', b"", runs[-1].pop("manifest.json"))
        runs[-1]["manifest without durations"] = manifest
    assert runs[0] == runs[1]
    text = runs[0]["ozone_430000.en.ipynb"].decode()
    assert str(tmp_path) not in text
    assert "Ozone annual mean, Hunan" in runs[0]["ozone_430000.en.html"].decode()


def test_the_guided_tour_runs(data: Path, tmp_path: Path) -> None:
    """In a process of its own, as `papermill` from a shell would run it."""
    tour = next(path for path in NOTEBOOKS if path.stem == "explore")
    parameters = ["-p", "indicator", "haze", "-r", "place", "110000", "-p", "data", str(data)]
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(tour),
        str(tmp_path / "out.ipynb"),
        *parameters,
        "-k",
        "python3",
    ]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    outputs = [
        o
        for c in nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
        if c.cell_type == "code"
        for o in c.outputs
    ]
    assert any("image/png" in o.get("data", {}) for o in outputs)
    assert not [o.text for o in outputs if o.get("name") == "stderr" and "Glyph" in o.text]


SLOW = """import time
from pathlib import Path
time.sleep({seconds})"""
DEADLY = """import os
os.kill(os.getpid(), 9)"""


@pytest.mark.parametrize("forked", [True, False], ids=["forked", "started"])
@pytest.mark.parametrize(
    ("code", "timeout", "hint"),
    [(SLOW.format(seconds=60), 4, "longer than 4 seconds"), (DEADLY, 60, "died twice"), ("1 / 0", 60, "ZeroDivisionError")],
    ids=["too slow", "killed", "failing"],
)  # fmt: skip
def test_a_run_that_goes_wrong_ends_and_says_why(
    code: str, timeout: float, hint: str, forked: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbformat.write(notebook, tmp_path / "wrong.ipynb")
    data = story().write(tmp_path / "data")
    with preloading(2 if forked else 1, data), pytest.raises(ReportError, match=hint):
        execute(tmp_path / "wrong.ipynb", {}, tmp_path / "out.ipynb", tmp_path, timeout)
    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert said == (["out: its kernel died (Kernel died); it is started again"] if code == DEADLY else [])


@pytest.mark.skipif(not AVAILABLE, reason="kernels are forked on Linux only")
def test_the_process_that_forks_kernels_has_no_threads(tmp_path: Path) -> None:
    data = story().write(tmp_path / "data")
    given = {"indicator": "ozone", "place": "430000", "data": str(data)}
    with preloading(2, data):
        assert OwnKernel.preloaded is not None
        execute(notebook_path("indicator_trend"), given, tmp_path / "out.ipynb", tmp_path, 60)
        assert len(list(Path(f"/proc/{OwnKernel.preloaded.pid}/task").iterdir())) == 1


@pytest.mark.skipif(not AVAILABLE, reason="kernels are forked on Linux only")
def test_a_kernel_ends_when_the_process_that_forked_it_is_killed(tmp_path: Path) -> None:
    preloaded = Preloaded(story().write(tmp_path / "data"))
    connection, _ = write_connection_file(
        str(tmp_path / "kernel.json"), transport="ipc", ip=str(tmp_path / "k")
    )
    kernel = preloaded.fork(connection, str(tmp_path), {})
    with patience(60):
        while not list(tmp_path.glob("k-*")):  # it has begun to listen
            time.sleep(0.05)
        os.kill(preloaded.pid, signal.SIGKILL)
        kernel.wait()
    preloaded.close()
