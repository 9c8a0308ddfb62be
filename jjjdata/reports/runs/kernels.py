"""Kernels of this very interpreter and package, whatever kernels the machine has registered."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from queue import Empty
from threading import Lock
from typing import Any, ClassVar, Final

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

import jjjdata
from jjjdata.reports.runs.preloaded import ForkedProcess, Preloaded


class QuickClient(AsyncKernelClient):
    """A client that talks to a kernel as soon as it answers."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the kernel's first answer.

        The client of jupyter_client waits a fifth of a second more, until no message comes any longer; messages of
        other requests than the one that was asked are left out by whoever runs cells anyway.
        """
        give_up = time.monotonic() + (timeout or float("inf"))
        while True:
            self.kernel_info()
            with suppress(Empty):
                answer = await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=1)
                self._handle_kernel_info_reply(answer)
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before it answered")
            if time.monotonic() > give_up:
                raise RuntimeError(f"Kernel did not answer in {timeout} seconds")


class OwnKernel(AsyncKernelManager):
    """A kernel started in the usual way, or forked from a process where everything is imported already."""

    preloaded: ClassVar[Preloaded | None] = None

    def __init__(self, **settings: Any) -> None:
        """Talk through files of this user instead of network ports, where the system can."""
        if sys.platform != "win32":
            # The default name would be shared by kernels that run at the same time.
            settings |= {"transport": "ipc", "ip": str(Path(kernel_folder(), uuid.uuid4().hex[:12]))}
        super().__init__(client_factory=QuickClient, **settings)

    @cached_property
    def kernel_spec(self) -> KernelSpec:
        """This interpreter, finding this package, with an empty IPython profile of its own."""
        package = str(Path(jjjdata.__file__).parent.parent)
        path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        env = {"PYTHONPATH": path, **_environment()}
        return KernelSpec(argv=argv, display_name="Python 3", language="python", env=env)

    async def _async_pre_start_kernel(self, **settings: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or str(uuid.uuid4())
        if self.preloaded is not None and self.provisioner is None:
            self.provisioner = Forked(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**settings)

    async def _async_wait(self, pollinterval: float = 0.01) -> None:
        """Wait until the process has ended; looks ten times as often as usual, for most are killed and gone."""
        await super()._async_wait(pollinterval)

    def end(self) -> None:
        """Kill the kernel from any thread."""
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()


class Forked(LocalProvisioner):
    """Gets its process from the preloaded one instead of starting an interpreter."""

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> Any:
        """Fork a kernel for the connection file that the manager has written."""
        manager: Any = self.parent
        cwd = str(settings.get("cwd") or Path.cwd())
        process: ForkedProcess = manager.preloaded.fork(manager.connection_file, cwd, _environment())
        self.process, self.pid, self.cwd = process, process.pid, cwd  # type: ignore[assignment]
        return self.connection_info


def _environment() -> dict[str, str]:
    return {"IPYTHONDIR": str(Path(kernel_folder(), "profile")), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


_folders: list[tempfile.TemporaryDirectory[str]] = []
_making_folder: Final = Lock()


def kernel_folder() -> str:
    """A folder for all kernels of this process, removed when it ends; short, as socket names must be."""
    with _making_folder:
        if not _folders:
            _folders.append(tempfile.TemporaryDirectory(prefix="jjj-"))
    return _folders[0].name
