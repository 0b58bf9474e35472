"""A warm parent: everything imported once, then a fork for each submission (Linux).

`python -I -m fastapi_interview.grading.forkserver ROLE FD ISOLATE MODULE…` talks JSON over the
socket FD: `{"do": "spawn", "id": n, "limits": {…}}` comes with two sockets, the child's orders and
the bridge; `interrupt` and `kill` name a child; `{"did": "exit", "id": n, "code": c}` goes back.
It must have one thread when it forks, and a fork must not reach it: it hides its memory, and
each student's fork has namespaces of its own (isolate.py).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import resource
import select
import signal
import socket
import sys
import tempfile
from typing import Any

from ..lesson import SETUP
from . import isolate
from .limits import Limits
from .wire import Wire

STUDENT_MODULES = (
    "asyncio", "concurrent.futures.thread", "fastapi.testclient", "fastapi.responses", "ipytest",
    "pydantic", "anyio._backends._asyncio", "starlette.middleware.base", "json", "decimal",
    "multiprocessing", "uuid", "IPython.core.completer", "encodings.idna",
)  # fmt: skip
JUDGE_MODULES = (*STUDENT_MODULES, "anyio.pytest_plugin", "httpx2")
JUDGE_MEMORY = 4 * 2**30  # bytes of address space
# What a warm parent runs before it forks.
SERVICE = """
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

class Item(BaseModel):
    name: str

app = FastAPI()

@app.post("/items/{number}")
def create(number: int, item: Item) -> Item:
    return item

client = TestClient(app)
assert client.post("/items/1", json={"name": "a"}).status_code == 200
assert client.post("/items/x").status_code == 422
assert client.get("/openapi.json").status_code == 200
"""
TESTS = """%%ipytest
def test_green():
    assert 1 == 1

def test_red():
    assert 1 == 2
"""


def main() -> None:
    role, fd, walled, *modules = sys.argv[1:]
    control = socket.socket(fileno=int(fd))
    if walled == "isolate":
        isolate.drop_root()
    isolate.hide_memory()
    for name in (*(STUDENT_MODULES if role == "student" else JUDGE_MODULES), *modules):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if role == "student":
        from . import student

        shell: Any = student.make_shell()
        serve: Any = student.serve
        _warm(shell, ("1 / 0", "ZeroDivisionError"))
    else:
        from . import judge

        shell, serve = judge.make_shell(), judge.serve
        _warm(shell, (TESTS, "Error"))
    gc.collect()
    gc.freeze()
    if len(os.listdir("/proc/self/task")) != 1:
        raise SystemExit("a warm parent must have one thread")
    control.send(json.dumps({"did": "start"}).encode())
    _listen(control, serve, shell, walled == "isolate")


def _warm(shell: Any, *cells: tuple[str, str]) -> None:
    """Run once what every submission runs, so that no fork has to import what is loaded late.

    `cells`: sources of cells, each with the name of the exception that it must end in.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        exec(SERVICE, {})
        for source, expected in ((SETUP, None), *cells):
            result = shell.run_cell(source, silent=True)
            error = result.error_before_exec or result.error_in_exec
            if (type(error).__name__ if error else None) != expected:
                raise SystemExit(f"a warm parent must be able to run {source!r}: {error!r}")
    shell.reset()
    if "hypothesis" in sys.modules:
        from hypothesis import strategies

        strategies.text().validate()  # makes its table of all characters, a second's work


def _listen(control: socket.socket, serve: Any, shell: Any, walled: bool) -> None:
    children: dict[int, int] = {}  # pid -> id
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        readable, _, _ = select.select([control.fileno(), wake_read], [], [])
        if wake_read in readable:
            os.read(wake_read, 1024)
            while children:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    break
                code = os.waitstatus_to_exitcode(status)
                control.send(
                    json.dumps({"did": "exit", "id": children.pop(pid), "code": code}).encode()
                )
        if control.fileno() not in readable:
            continue
        data, fds, _, _ = socket.recv_fds(control, 65536, 2)
        if not data:
            os._exit(0)
        order = json.loads(data)
        if order["do"] == "spawn":
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                # A shell's background job ignores interrupts, and so would all that it starts.
                signal.signal(signal.SIGINT, signal.default_int_handler)
                for other in (control.fileno(), wake_read, wake_write):
                    os.close(other)
                _become(order, fds, serve, shell, walled)
            children[pid] = order["id"]
            for each in fds:
                os.close(each)
        else:
            for pid, number in children.items():
                if number == order["id"]:
                    if order["do"] == "interrupt":
                        os.kill(pid, signal.SIGINT)
                    else:
                        os.kill(pid, signal.SIGTERM if walled else signal.SIGKILL)


def _become(order: dict[str, Any], fds: list[int], serve: Any, shell: Any, walled: bool) -> None:
    """Turn this fork into a student's or a judge's process. Never returns."""
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        if walled:
            isolate.enter(Limits(**order["limits"]))
        else:
            isolate.end_with_parent()
            os.setsid()
            os.chdir(order["folder"])
            os.environ["TMPDIR"] = order["folder"]
            tempfile.tempdir = None
            resource.setrlimit(resource.RLIMIT_AS, (JUDGE_MEMORY, JUDGE_MEMORY))
    except BaseException as error:
        with contextlib.suppress(OSError):
            failed = {"do": "failed", "error": f"{type(error).__name__}: {error}"}
            Wire(socket.socket(fileno=fds[0])).send(failed)
        os._exit(70)
    try:
        serve(*(socket.socket(fileno=fd) for fd in fds), shell)
    finally:
        os._exit(71)  # a student's code got the better of its own process


if __name__ == "__main__":
    main()
