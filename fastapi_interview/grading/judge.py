"""The judge's process: runs tests cells of our own against what the bridge reaches.

The setup cell and the tests cells come from the lesson in source/, never from a submission. A
verdict is pytest's own report of a test, taken where the student's code cannot be.
"""

from __future__ import annotations

import importlib.metadata
import os
import socket
import struct
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from IPython.core.interactiveshell import InteractiveShell

from .bridge import Bridge, RemoteError
from .reports import MAX_MESSAGE, WATCH
from .wire import Wire


def make_shell() -> InteractiveShell:
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.enable_tip = False
    shell = InteractiveShell.instance(config=config)
    shell.showtraceback = lambda *args, **kwargs: None  # nobody reads it, and it is slow
    keep_list_of_plugins()
    return shell


def keep_list_of_plugins() -> None:
    """Spare pytest the metadata of every installed package, which it reads at each run."""
    offering = [
        package
        for package in importlib.metadata.distributions()
        if any(entry.group == "pytest11" for entry in package.entry_points)
    ]
    importlib.metadata.distributions = lambda **kwargs: offering


def serve(job: socket.socket, bridge: socket.socket, shell: InteractiveShell | None = None) -> None:
    """Run the setup cell and tests cells as `job` sends them."""
    shell = shell or make_shell()
    limit_writes(bridge)
    orders = Wire(job)
    peer = Bridge(Wire(bridge), first=True)
    peer.start()
    WATCH.bridge, WATCH.orders = peer, orders
    while (order := orders.receive()) is not None:
        if order["do"] == "setup":
            WATCH.seconds = float(order["seconds"])
            error = _run(shell, order["source"])
            orders.send({"do": "ready", "error": error})
        elif order["do"] == "test":
            missing = ""
            for name in order["names"]:
                shell.user_ns.pop(name, None)
                try:
                    shell.user_ns[name] = peer.get(name)
                except NameError:
                    continue  # the test says so when it uses the name
                except (RemoteError, TypeError, ValueError) as reason:
                    missing = f"{name}: {reason}"
            error = _run(shell, order["source"])
            for name in order["names"]:
                shell.user_ns.pop(name, None)
            orders.send({"do": "tested", "error": missing or error})
    os._exit(0)


def _run(shell: InteractiveShell, source: str) -> str:
    """Run a cell; returns its error in one line, other than failed tests."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        result = shell.run_cell(source, store_history=False, silent=True)
    error = result.error_before_exec or result.error_in_exec
    if error is None or type(error).__module__.startswith("ipytest"):
        return ""
    return f"{type(error).__name__}: {error}"[:MAX_MESSAGE]


def limit_writes(sock: socket.socket, seconds: int = 20) -> None:
    """A peer that stops reading must not stop the judge."""
    if sys.platform == "linux":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", seconds, 0))
