"""Pairs of processes, a student's and a judge's, with a bridge between them.

On Linux they are forks of two warm parents, the student's inside the sandbox. Elsewhere, each is a
new interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from ..errors import CourseError
from .limits import Limits
from .wire import Wire

START_SECONDS = 120.0  # for a warm parent to import everything, on a busy machine
EXIT_SECONDS = 5.0
ENDINGS = {
    81: "it took more memory than a submission may",
    82: "it started more processes than a submission may",
    9: "it was killed",
    11: "it crashed",
}


class Process(Protocol):
    """One of the two processes of a submission."""

    orders: Wire

    def interrupt(self) -> None: ...
    def kill(self) -> None: ...
    def ending(self) -> str: ...


class Pairs(Protocol):
    """Where pairs of processes come from."""

    sandboxed: bool

    def pair(
        self, limits: Limits
    ) -> contextlib.AbstractContextManager[tuple[Process, Process]]: ...
    def close(self) -> None: ...


def pairs(sandbox: bool | None, preload: Iterable[str] = ()) -> Pairs:
    """The best this machine has. `sandbox`: True insists, None takes it where there is one.

    Raises CourseError when a sandbox is asked for and there is none.
    """
    if sandbox:
        require_sandbox()
    if sys.platform == "linux":
        return WarmPairs(None if sandbox is False else shutil.which("bwrap"), tuple(preload))
    return NewPairs()


def require_sandbox() -> None:
    """Raises CourseError, with the way out, when this machine has no sandbox."""
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        raise CourseError(
            "Submissions run in a sandbox, which needs bubblewrap (apt install bubblewrap) on "
            "Linux. To run them unprotected, with all that this user may do: --no-sandbox."
        )


class WarmPairs:
    """Forks of two warm parents (Linux)."""

    def __init__(self, bwrap: str | None, preload: tuple[str, ...] = ()) -> None:
        self.sandboxed = bwrap is not None
        self._bwrap = bwrap
        self._preload = preload
        self._lock = threading.Lock()
        self._students = _Parent("student", bwrap, preload)
        self._judges = _Parent("judge", None, ())

    @contextlib.contextmanager
    def pair(self, limits: Limits) -> Iterator[tuple[Process, Process]]:
        with self._lock:
            if self._students.ended:
                self._students = _Parent("student", self._bwrap, self._preload)
            if self._judges.ended:
                self._judges = _Parent("judge", None, ())
        ends = socket.socketpair()
        with tempfile.TemporaryDirectory(prefix="judge-", ignore_cleanup_errors=True) as folder:
            students_folder = os.path.join(folder, "student")
            os.mkdir(students_folder)
            processes: list[_Fork] = []
            try:
                processes.append(self._students.fork(ends[0], limits, students_folder))
                processes.append(self._judges.fork(ends[1], limits, folder))
                for end in ends:
                    end.close()
                yield processes[0], processes[1]
            finally:
                for process in processes:
                    process.kill()
                for process in processes:
                    process.wait()

    def close(self) -> None:
        self._students.close()
        self._judges.close()


class _Parent:
    """A warm parent: forkserver.py, in the sandbox or not."""

    def __init__(self, role: str, bwrap: str | None, preload: tuple[str, ...]) -> None:
        self.isolated = bwrap is not None
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (as long as the parent)
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp"}
        if role == "judge":
            environment["PYTEST_PLUGINS"] = f"{__package__}.reports"
        fd = str(theirs.fileno())
        program = [sys.executable, "-I", "-B", "-m", f"{__package__}.forkserver"]
        program += [role, fd, "isolate" if bwrap else "open", *preload]
        if bwrap:
            from .isolate import bubblewrap

            program = bubblewrap(bwrap, _python_folders(), environment) + program
        self._process = subprocess.Popen(
            program,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        self.ended = False
        self._numbers = 0
        self._codes: dict[int, int] = {}
        self._changed = threading.Condition()
        self._started = False
        threading.Thread(target=self._read, name=f"{role} parent", daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                data = self._control.recv(65536)
            except OSError:
                data = b""
            with self._changed:
                if not data:
                    self.ended = True
                else:
                    message = json.loads(data)
                    if message["did"] == "start":
                        self._started = True
                    else:
                        self._codes[message["id"]] = message["code"]
                self._changed.notify_all()
            if not data:
                return

    def fork(self, bridge: socket.socket, limits: Limits, folder: str) -> _Fork:
        """A new process that holds the other end of its orders, and `bridge`."""
        with self._changed:
            self._changed.wait_for(lambda: self._started or self.ended, START_SECONDS)
            if self.ended or not self._started:
                raise CourseError(self._why_not_started())
            self._numbers += 1
            number = self._numbers
        ours, theirs = socket.socketpair()
        with theirs:
            self._send(
                {"do": "spawn", "id": number, "limits": asdict(limits), "folder": folder},
                [theirs.fileno(), bridge.fileno()],
            )
        return _Fork(self, number, Wire(ours))

    def _why_not_started(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        where = "The sandbox" if self.isolated else "A grading process"
        return f"{where} does not start here: {lines[-1] if lines else 'no answer'}"

    def _send(self, order: dict[str, object], fds: Iterable[int] = ()) -> None:
        data = json.dumps(order).encode()
        with self._changed:
            if fds:
                socket.send_fds(self._control, [data], list(fds))
            else:
                self._control.send(data)

    def tell(self, number: int, do: str) -> None:
        with contextlib.suppress(OSError):
            self._send({"do": do, "id": number})

    def code(self, number: int, seconds: float) -> int | None:
        """The exit code of a child, or None when it has not ended in time."""
        with self._changed:
            self._changed.wait_for(lambda: number in self._codes or self.ended, seconds)
            return self._codes.get(number)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # its end has gone already
            self._control.shutdown(socket.SHUT_RDWR)  # close alone: our reader still holds it
        self._control.close()
        try:
            self._process.wait(EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()


@dataclass
class _Fork:
    _parent: _Parent
    _number: int
    orders: Wire

    def interrupt(self) -> None:
        self._parent.tell(self._number, "interrupt")

    def kill(self) -> None:
        self._parent.tell(self._number, "kill")
        self.orders.close()

    def wait(self) -> None:
        self._parent.code(self._number, EXIT_SECONDS)

    def ending(self) -> str:
        code = self._parent.code(self._number, EXIT_SECONDS)
        return ENDINGS.get(abs(code or 0), "it exited")


def _python_folders() -> list[str]:
    """What an interpreter needs to see of this file system, outermost folders only."""
    package = Path(__file__).resolve().parents[1]
    found = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.prefix).resolve(), package}
    executable = Path(sys.executable)
    while executable.is_symlink():
        executable = executable.parent / os.readlink(executable)
        found.add(executable.resolve().parents[1])
    kept = [f for f in found if not any(f != g and f.is_relative_to(g) for g in found)]
    return sorted(str(f) for f in kept if not f.is_relative_to("/usr"))


class NewPairs:
    """Two new interpreters for each submission: slower, and without a sandbox (any system)."""

    sandboxed = False

    @contextlib.contextmanager
    def pair(self, limits: Limits) -> Iterator[tuple[Process, Process]]:
        with tempfile.TemporaryDirectory(prefix="judge-", ignore_cleanup_errors=True) as folder:
            student = _New("student", folder)
            judge = _New("judge", folder)
            try:
                one, other = student.accept_bridge(), judge.accept_bridge()
                for a, b in ((one, other), (other, one)):
                    threading.Thread(target=_relay, args=(a, b), daemon=True).start()
                yield student, judge
            finally:
                student.kill()
                judge.kill()

    def close(self) -> None:
        return


class _New:
    def __init__(self, role: str, folder: str) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(START_SECONDS)
        self._listener = listener
        self._token = secrets.token_hex(16)
        environment = dict(os.environ)
        environment.pop("PYTEST_PLUGINS", None)
        if role == "judge":
            environment["PYTEST_PLUGINS"] = f"{__package__}.reports"
        port = str(listener.getsockname()[1])
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-m", f"{__package__}.alone", role, port],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(self._token.encode())
        self._process.stdin.close()
        self.orders = Wire(self._accept())

    def _accept(self) -> socket.socket:
        while True:
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                raise CourseError("A grading process does not start here: no answer.") from None
            if connection.recv(32, socket.MSG_WAITALL) == self._token.encode():
                return connection
            connection.close()

    def accept_bridge(self) -> socket.socket:
        connection = self._accept()
        self._listener.close()
        return connection

    def interrupt(self) -> None:
        return  # no portable way: the cell's time ends with the process

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self.orders.close()

    def ending(self) -> str:
        try:
            code = self._process.wait(EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            return "it does not answer"
        return ENDINGS.get(abs(code), "it exited")


def _relay(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(2**16):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
