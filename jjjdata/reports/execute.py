"""One notebook run by papermill in a kernel of its own, and the proof that it ran to its end."""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

import jjjdata
from jjjdata.errors import ReportError
from jjjdata.reports.fragments import END_FACTS

START_TIMEOUT: Final = 120
CELL_TIMEOUT: Final = 300


class OwnKernel(AsyncKernelManager):
    """A kernel of this very interpreter and package, whatever kernels the machine has registered."""

    def __init__(self, **settings: Any) -> None:
        """Talk through files of this user instead of network ports, where the system can."""
        if sys.platform != "win32":
            # The default name would be shared by kernels that run at the same time.
            settings |= {"transport": "ipc", "ip": str(Path(_folder(), uuid.uuid4().hex[:12]))}
        super().__init__(**settings)

    @cached_property
    def kernel_spec(self) -> KernelSpec:
        """This interpreter, finding this package, with an empty IPython profile of its own."""
        package = str(Path(jjjdata.__file__).parent.parent)
        path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
        env = {
            "PYTHONPATH": path,
            "IPYTHONDIR": str(Path(_folder(), "profile")),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", env=env)


def execute(
    notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path
) -> nbformat.NotebookNode:
    """Run a notebook with parameters in `folder`, write it to `output`, and return it once it is proved.

    Raises ReportError when a cell fails, the kernel dies or takes too long, or the last piece is missing;
    what has run until then stays in `output`.
    """
    try:
        _run(notebook, parameters, output, folder)
    except (DeadKernelError, RuntimeError):
        # A kernel may die for reasons outside the notebook, such as memory that others took: once more.
        _run_again(notebook, parameters, output, folder)
    run: nbformat.NotebookNode = nbformat.read(str(output), as_version=4)  # type: ignore[no-untyped-call]
    prove(run, notebook.name)
    settle(run)
    output.write_text(nbformat.writes(run) + "\n", encoding="utf-8")  # type: ignore[no-untyped-call]
    return run


def _run(notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path) -> None:
    try:
        papermill.execute_notebook(
            str(notebook), str(output), parameters=dict(parameters), kernel_name="python3", progress_bar=False,
            request_save_on_cell_execute=False, start_timeout=START_TIMEOUT, execution_timeout=CELL_TIMEOUT,
            kernel_manager_class=OwnKernel, resources={"metadata": {"path": str(folder)}},
            shutdown_kernel="immediate", record_timing=False,
        )  # fmt: skip
    except PapermillExecutionError as error:
        raise ReportError(notebook.name, f"{error.ename}: {error.evalue}", error.cell_index) from error
    except CellTimeoutError as error:
        raise ReportError(notebook.name, f"a cell took longer than {CELL_TIMEOUT} seconds") from error
    finally:
        ensure_event_loop().close()  # the kernel's client leaves this thread's loop open


def _run_again(notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path) -> None:
    try:
        _run(notebook, parameters, output, folder)
    except (DeadKernelError, RuntimeError) as error:
        raise ReportError(
            notebook.name, f"its kernel died twice ({str(error).strip().splitlines()[0]})"
        ) from error


def prove(run: nbformat.NotebookNode, name: str) -> None:
    """Check that every cell ran, none failed, and the last one told that the report is complete.

    A killed kernel leaves a notebook that papermill calls completed, so its word is not enough.
    """
    cells = [(n, c) for n, c in enumerate(run.cells, 1) if c.cell_type == "code" and c.source.strip()]
    for number, cell in cells:
        if cell.get("execution_count") is None:
            raise ReportError(name, "this cell did not run", number)
        for output in cell.outputs:
            if output.output_type == "error":
                raise ReportError(name, f"{output.ename}: {output.evalue}", number)
    told = cells and any(END_FACTS in output.get("data", {}) for output in cells[-1][1].outputs)
    if not told:
        raise ReportError(name, "the last cell did not say that the report is complete", len(run.cells))


def settle(run: nbformat.NotebookNode) -> None:
    """Take out what differs from run to run: clock times, random ids, the machine's versions, warnings."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    run.metadata = nbformat.from_dict({"kernelspec": kernel, "language_info": {"name": "python"}})  # type: ignore[no-untyped-call]
    for number, cell in enumerate(run.cells):
        cell.id = f"cell-{number:02d}"
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})  # type: ignore[no-untyped-call]
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]


_folders: list[tempfile.TemporaryDirectory[str]] = []
_making_folder: Final = Lock()


def _folder() -> str:
    """A folder for all kernels of this process, removed when it ends; short, as socket names must be."""
    with _making_folder:
        if not _folders:
            _folders.append(tempfile.TemporaryDirectory(prefix="jjj-"))
    return _folders[0].name
