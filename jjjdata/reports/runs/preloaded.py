"""Kernels that start at once: forked from a process that has imported everything already.

`python -m jjjdata.reports.runs.preloaded` is given the tables first (reading them itself would start threads, and a
process with threads must not fork), then one request a line. It forks, and answers with the child's process id;
the child becomes an ordinary IPython kernel. It ends, and its children with it, when its input ends.
Linux only: elsewhere forking after imports is not safe, and kernels are started in the usual way.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import select
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Lock
from typing import IO, Any, Final

import jjjdata
from jjjdata.charts.subject import Collection
from jjjdata.charts.tables import stamps
from jjjdata.errors import ReportError

STOPPED: Final = Event()
"""Set when the whole run is being stopped: no kernel is started again."""
AVAILABLE: Final = sys.platform == "linux" and hasattr(os, "pidfd_open")
MODULES: Final = (
    "IPython.core.completerlib", "IPython.extensions.storemagic", "ipykernel.kernelapp", "ipykernel.ipkernel",
    "jjjdata.reports.content.trend_report", "jjjdata.reports.content.collection_report", "jjjdata.reports.content.place_report", "jjjdata.reports.content.plan_report", "jjjdata.reports.content.audit_report",
    "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg",
)  # fmt: skip


ONE_THREAD: Final = {
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false",
}  # fmt: skip
"""Keeps libraries from starting threads when they are imported: only a process without them may fork."""


class ForkedProcess:
    """A kernel forked by another process, with as much of `subprocess.Popen` as a kernel's manager needs."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._handle: int | None = os.pidfd_open(pid)
        except ProcessLookupError:  # it has ended already
            self._handle, self.returncode = None, -1

    def poll(self) -> int | None:
        """None while it runs. How it ended only its parent knows; -1 stands for any end."""
        if self._handle is not None and select.select([self._handle], [], [], 0)[0]:
            self._close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until it has ended."""
        if self._handle is not None and not select.select([self._handle], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to it; never to another process that has got its number since."""
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self.returncode = None, -1


class Preloaded:
    """The process that kernels are forked from; a context that ends it and all its kernels."""

    def __init__(self, data: Path) -> None:
        package = str(Path(jjjdata.__file__).parent.parent)
        path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
        env = {**os.environ, "PYTHONPATH": path, **ONE_THREAD}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jjjdata.reports.runs.preloaded"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, start_new_session=True,
        )  # fmt: skip
        self._asking = Lock()
        folder = data.resolve()
        tables = Collection.read(folder).tables
        with contextlib.suppress(BrokenPipeError):  # whoever asks for a kernel is told that the process has ended
            pickle.dump((folder, stamps(folder), tables), _pipe(self._process.stdin))
            _pipe(self._process.stdin).flush()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def fork(self, connection_file: str, cwd: str, env: dict[str, str]) -> ForkedProcess:
        """A new kernel for a connection file. Raises ReportError when the process has ended."""
        asked = json.dumps({"connection_file": connection_file, "cwd": cwd, "env": env}) + "\n"
        with self._asking:
            try:
                _pipe(self._process.stdin).write(asked.encode())
                _pipe(self._process.stdin).flush()
                answer = _pipe(self._process.stdout).readline()
            except OSError as error:
                raise ReportError("kernel", f"the preloaded process has ended ({error})") from error
        if not answer:
            raise ReportError("kernel", "the preloaded process has ended")
        return ForkedProcess(int(answer))

    def close(self) -> None:
        """End the process and every kernel forked from it."""
        with contextlib.suppress(OSError):
            _pipe(self._process.stdin).close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # both were asked for
    return stream


def _serve() -> None:
    """Take the tables, then fork a kernel for each line of input until the input ends."""
    folder, stamped, tables = pickle.load(sys.stdin.buffer)
    collection = Collection(tables)
    collection.hold(folder, stamped)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that was interrupted ends us
    # Kernels would import the debugger when they start, a tenth of a second each, and no report is debugged.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in MODULES:
        __import__(name)
    _warm(collection, folder)
    gc.freeze()  # what is here stays, and is left out of the kernels' collections: no page of it is copied
    children: set[int] = set()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _become_kernel(request)
        children.add(child)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _reap(children)
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _reap(children)


def _warm(collection: Collection, data: Path) -> None:
    """Load what every report loads at its first use: indexes, style sheet and fonts, catalogue, wordings."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    from jjjdata.catalogue.indicators import topics  # noqa: PLC0415
    from jjjdata.catalogue.places import gazetteer  # noqa: PLC0415
    from jjjdata.catalogue.units import units  # noqa: PLC0415
    from jjjdata.charts.stylesheet import style  # noqa: PLC0415
    from jjjdata.charts.svg import to_svg  # noqa: PLC0415
    from jjjdata.charts.wording import LANGUAGES, wording  # noqa: PLC0415
    from jjjdata.store import written  # noqa: PLC0415

    collection.subjects, collection.supports, collection.inputs  # noqa: B018 - computed at first use
    written(data)
    gazetteer()
    topics()
    units()
    for language in LANGUAGES:
        wording("charts", language)
        wording("reports", language)
    with style():
        figure = Figure()
        figure.add_subplot().set_title("京津冀 2013")
        to_svg(figure)


def _reap(children: set[int]) -> None:
    """Take leave of kernels that have ended, so that their numbers are free again."""
    for child in list(children):
        try:
            ended, _ = os.waitpid(child, os.WNOHANG)
        except ChildProcessError:
            ended = child
        if ended:
            children.discard(child)


def _become_kernel(request: dict[str, Any]) -> None:
    """In the child: cut the ties to the parent, and run a kernel until it is told to stop."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - imported by the parent

        # It looks after its parent, and ends when that one was killed.
        parent = f"--IPKernelApp.parent_handle={os.getppid()}"
        IPKernelApp.launch_instance(argv=["-f", request["connection_file"], parent])
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
