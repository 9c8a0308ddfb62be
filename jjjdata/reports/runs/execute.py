"""One notebook run by papermill in a kernel of its own, and the proof that it ran to its end."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer
from typing import Any, Final

import nbformat
import papermill
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from jjjdata.errors import ReportError
from jjjdata.reports.content.fragments import END_FACTS
from jjjdata.reports.runs.kernels import OwnKernel
from jjjdata.reports.runs.preloaded import STOPPED

START_TIMEOUT: Final = 120
LOG: Final = logging.getLogger(__name__)
DEATH: Final = "Kernel died"
"""How nbclient's message of a kernel's death begins; it does not say of which report."""
logging.getLogger("papermill").addFilter(lambda record: not record.getMessage().startswith(DEATH))


def execute(
    notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path, timeout: float
) -> nbformat.NotebookNode:
    """Run a notebook with parameters in `folder`, write it to `output`, and return it once it is proved.

    Raises ReportError when a cell fails, the kernel dies twice, the whole takes longer than `timeout` seconds,
    or the last piece is missing; what has run until then stays in `output`.
    """
    for last in (False, True):
        # A kernel may die for reasons outside the notebook, such as memory that others took: once more.
        with _limit(timeout) as limit:
            try:
                _run(notebook, parameters, output, folder, limit, timeout)
                break
            except (DeadKernelError, RuntimeError) as error:
                if limit.reached.is_set():
                    raise _too_long(notebook, timeout) from error
                if last or STOPPED.is_set():
                    raise ReportError(notebook.name, f"its kernel died twice ({_first_line(error)})") from error
                LOG.warning("%s: its kernel died (%s); it is started again", output.stem, _first_line(error))
    run: nbformat.NotebookNode = nbformat.read(str(output), as_version=4)  # type: ignore[no-untyped-call]
    prove(run, notebook.name)
    settle(run)
    output.write_text(nbformat.writes(run) + "\n", encoding="utf-8")  # type: ignore[no-untyped-call]
    return run


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


class _Limit:
    """Ends the kernels of one run when its time is over."""

    def __init__(self) -> None:
        self.reached = Event()
        self.kernels: list[OwnKernel] = []

    def over(self) -> None:
        self.reached.set()
        for kernel in self.kernels:
            kernel.end()


@contextmanager
def _limit(timeout: float) -> Iterator[_Limit]:
    limit = _Limit()
    timer = Timer(timeout, limit.over)
    timer.daemon = True
    timer.start()
    try:
        yield limit
    finally:
        timer.cancel()
        timer.join()


def _run(
    notebook: Path, parameters: Mapping[str, Any], output: Path, folder: Path, limit: _Limit, timeout: float
) -> None:
    class Kernel(OwnKernel):
        """Known to the limit of this run: papermill makes the kernel's manager itself."""

        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            limit.kernels.append(self)

    try:
        papermill.execute_notebook(
            _literal(notebook), _literal(output), parameters=dict(parameters), kernel_name="python3", progress_bar=False,
            request_save_on_cell_execute=False, start_timeout=START_TIMEOUT, execution_timeout=None,
            kernel_manager_class=Kernel, resources={"metadata": {"path": str(folder)}},
            shutdown_kernel="immediate", record_timing=False,
        )  # fmt: skip
    except PapermillExecutionError as error:
        if limit.reached.is_set():
            raise _too_long(notebook, timeout) from error
        raise ReportError(notebook.name, f"{error.ename}: {error.evalue}", error.cell_index) from error
    except CellTimeoutError as error:
        raise _too_long(notebook, timeout) from error
    finally:
        ensure_event_loop().close()  # the kernel's client leaves this thread's loop open


def _literal(path: Path) -> str:
    """The path for papermill: it would put parameters in the place of braces, and take -x for standard output."""
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _too_long(notebook: Path, timeout: float) -> ReportError:
    return ReportError(notebook.name, f"it took longer than {timeout:g} seconds and was stopped")


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
