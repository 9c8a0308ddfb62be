"""Work under a time limit: in this process by a timer, or in another process, which can be ended."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, TypeVar

import jjjdata

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Stopped(BaseException):
    """Work was stopped, and why. No `Exception`: nothing on the way may take it for a fault of its own."""


def can_watch() -> bool:
    """Whether this thread of this process can be interrupted by a timer."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raise `Stopped` in this thread when what runs in the context takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped(too_long(seconds))

    before = signal.signal(signal.SIGALRM, stop)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *timer)  # what somebody else had set goes on


def too_long(seconds: float) -> str:
    """What to say of a document that takes longer than its limit."""
    return f"reading it took longer than {seconds:g} seconds. Split it, or raise the limit with --max-seconds"


def fallen(code: int) -> str:
    """What to say of a document whose reader ended before it answered."""
    return f"the process that read it ended ({code}): it may have asked for too much memory. Split it, or take it away"


class Worker:
    """A process that does one piece of work after another; one that takes too long is ended with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(self, function: Callable[[_Task], _Result], task: _Task, seconds: float) -> _Result:
        """The function's result for the task.

        Raises `Stopped` when it takes longer, or when the process falls (killed, out of memory, a broken library).
        """
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            pickle.dump((function, task, seconds), _pipe(process.stdin))
            _pipe(process.stdin).flush()
            result: _Result = pickle.load(_pipe(process.stdout))
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._end()
            said = too_long(seconds) if late.is_set() else fallen(process.returncode)
            raise Stopped(said) from error
        finally:
            timer.cancel()
        return result

    def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None and not self._closed:
            self._process = _serving()
            _pipe(self._process.stdout).read(1)  # it has imported everything: the time of the document begins
        process = self._process
        if self._closed or process is None:  # closed also while it was being started
            self._end()
            raise Stopped("the build was stopped")
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not yet written goes nowhere
                    _pipe(stream).close()


def _serving() -> subprocess.Popen[bytes]:
    """A process that serves, deaf to Ctrl-C from its first moment on: the command that was interrupted ends it."""
    package = str(Path(jjjdata.__file__).parent.parent)
    path = os.pathsep.join([package, *sys.path])
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which the process inherits
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "jjjdata.pipeline.worker"], env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # both were asked for
    return stream
