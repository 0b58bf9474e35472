"""The student's process: runs the notebook's cells as a kernel would, and serves the bridge.

It holds no test, no verdict and no secret; what the student's code does to it, it does to itself.
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import sys
import threading
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher

from .bridge import Bridge
from .wire import Wire

MAX_OUTPUT = 64 * 1024  # characters kept of a cell's output


class Shell(ZMQInteractiveShell):  # type: ignore[misc]
    """A kernel's shell whose outputs stay in the process, for want of a frontend."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.result: str | None = None
        self.last_error: dict[str, Any] | None = None

    def init_display_formatter(self) -> None:
        super().init_display_formatter()
        self.display_formatter.active_types = ["text/plain"]

    def init_virtualenv(self) -> None:
        return  # the process already runs in the right environment

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.last_error = {
            "ename": getattr(etype, "__name__", str(etype)),
            "evalue": str(evalue)[:MAX_OUTPUT],
            "traceback": [str(line)[:MAX_OUTPUT] for line in stb][:50],
        }

    def raw_input(self, prompt: str = "") -> str:
        raise EOFError("There is nobody to ask: the notebook runs unattended.")


class _Hook(DisplayHook):  # type: ignore[misc]
    def write_output_prompt(self) -> None:
        return

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shell.result = str(format_dict.get("text/plain", ""))[:MAX_OUTPUT]

    def finish_displayhook(self) -> None:
        return


class _Stream(io.TextIOBase):
    """stdout or stderr of the cell under way, up to a limit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: list[str] = []
        self._size = 0

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._size < MAX_OUTPUT:
            self._parts.append(str(text)[: MAX_OUTPUT - self._size])
            self._size += len(self._parts[-1])
            if self._size >= MAX_OUTPUT:
                self._parts.append("\n[output cut here]\n")
        return len(text)

    def take(self) -> str:
        parts, self._parts, self._size = self._parts, [], 0
        return "".join(parts)


def make_shell() -> Shell:
    """The shell, ready to run cells; made before the fork, so that a submission need not wait."""
    Shell.displayhook_class = _Hook
    Shell.display_pub_class = CapturingDisplayPublisher
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.enable_tip = False
    shell: Shell = Shell.instance(config=config)
    return shell


def serve(job: socket.socket, bridge: socket.socket, shell: Shell | None = None) -> None:
    """Run cells as `job` asks for them, while `bridge` reaches what they defined."""
    shell = shell or make_shell()
    out, err = _Stream("stdout"), _Stream("stderr")
    sys.stdout, sys.stderr = out, err
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    orders = Wire(job)
    orders.send({"do": "ready"})

    def lookup(name: str) -> Any:
        try:
            return shell.user_ns[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    Bridge(Wire(bridge), first=False, lookup=lookup).start()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    inbox: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def read() -> None:
        message: dict[str, Any] | None = {}
        while message is not None:
            message = orders.receive()
            loop.call_soon_threadsafe(inbox.put_nowait, message)

    threading.Thread(target=read, name="orders", daemon=True).start()

    async def next_order() -> dict[str, Any] | None:
        return await inbox.get()

    kept: list[Any] = []
    while True:
        try:
            order = loop.run_until_complete(next_order())
        except KeyboardInterrupt:
            continue  # an interrupt that came after its cell had ended
        if order is None:
            os._exit(0)
        if order["do"] == "identify":
            found = {n: shell.user_ns[n] for n in order["names"] if n in shell.user_ns}
            kept += found.values()  # so that no later object gets the same identity
            plain = (bool, int, float, str, type(None))
            names = {n: "" if isinstance(v, plain) else str(id(v)) for n, v in found.items()}
            orders.send({"do": "identified", "names": names})
            continue
        error = _run_cell(shell, loop, order["source"])
        displays = [
            str(o.get("data", {}).get("text/plain", ""))[:MAX_OUTPUT]
            for o in shell.display_pub.outputs[:50]
            if isinstance(o, dict)
        ]
        orders.send(
            {
                "do": "ran",
                "stdout": out.take(),
                "stderr": err.take(),
                "displays": displays,
                "result": shell.result,
                "error": error,
            }
        )


def _run_cell(shell: Shell, loop: asyncio.AbstractEventLoop, source: str) -> Any:
    """Run one cell inside the running loop, as a kernel does. Returns its error, or None."""
    shell.result, shell.last_error = None, None
    shell.display_pub.outputs.clear()
    try:
        transformed = shell.transform_cell(source)
        failed = None
    except Exception:
        transformed, failed = source, sys.exc_info()
    try:
        result = loop.run_until_complete(
            shell.run_cell_async(
                source,
                store_history=False,
                transformed_cell=transformed,
                preprocessing_exc_tuple=failed,
            )
        )
    except BaseException as error:  # SystemExit and whatever else gets past the shell
        return {"ename": type(error).__name__, "evalue": str(error)[:MAX_OUTPUT], "traceback": []}
    if result.success:
        return None
    raised = result.error_before_exec or result.error_in_exec
    return shell.last_error or {
        "ename": type(raised).__name__,
        "evalue": str(raised)[:MAX_OUTPUT],
        "traceback": [],
    }
