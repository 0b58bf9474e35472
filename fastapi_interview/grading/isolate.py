"""Inside the sandbox: one more wall around each submission, and a guard beside it (Linux).

The parent calls `enter` in a fresh fork. It returns in a grandchild that is alone in its own user,
process, network, IPC and mount namespaces, without capabilities, under resource limits. The child
stays behind as the guard: it ends the submission when it takes too much, or when told to.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
import sys
from pathlib import Path

from .limits import Limits

NEWNS, NEWUTS, NEWIPC = 0x00020000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET, NEWCGROUP = 0x10000000, 0x20000000, 0x40000000, 0x02000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1
NOBODY = 65534
INSIDE_UID = 1000
TOO_MUCH_MEMORY, TOO_MANY_PROCESSES = 81, 82  # exit codes of the guard
GUARD_INTERVAL = 0.05  # seconds


_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *args: object) -> None:
    if getattr(_libc, name)(*args) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def end_with_parent() -> None:
    _call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def hide_memory(hidden: bool = True) -> None:
    """No process of the same user may read or trace this one."""
    _call("prctl", PR_SET_DUMPABLE, 0 if hidden else 1, 0, 0, 0)


def drop_root() -> None:
    """Become nobody, if started as root: root's limits do not bind, and its files are its own."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def enter(limits: Limits) -> None:
    """Wall this process's next child in; returns in that child. See the module's docstring."""
    end_with_parent()
    os.setsid()  # kill(0, …) reaches a process group, whatever the namespaces
    uid, gid = os.getuid(), os.getgid()
    hide_memory(False)  # the maps below can only be written by one who may look at us
    _call("unshare", NEWUSER | NEWNS | NEWPID | NEWNET | NEWIPC | NEWUTS | NEWCGROUP)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{INSIDE_UID} {uid} 1"),
        ("gid_map", f"{INSIDE_UID} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    hide_memory()
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        _guard(pid, ours, limits)
    ours.close()
    end_with_parent()
    os.setsid()
    _furnish(limits)
    table = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    socket.send_fds(theirs, [b"table"], [table])
    os.close(table)
    theirs.close()
    _limit(limits)
    _give_up_power()
    hide_memory(False)


def _furnish(limits: Limits) -> None:
    """A process table, temporary folders and a loopback interface of its own."""
    flags = MS_NOSUID | MS_NODEV
    _call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    _call("mount", b"proc", b"/proc", b"proc", flags | MS_NOEXEC, None)
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
    size = f"size={limits.disk_mb}m,nr_inodes=20000,mode=1777".encode()
    temporary = os.environ["TMPDIR"]
    _call("mount", b"tmpfs", temporary.encode(), b"tmpfs", flags, size)
    _call("mount", b"tmpfs", b"/dev/shm", b"tmpfs", flags, b"size=32m,nr_inodes=1000,mode=1777")
    os.environ["HOME"] = work = f"{temporary}/work"
    os.mkdir(work)
    os.chdir(work)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sH14s", b"lo", 0, b"")
        found = struct.unpack("16sH14s", fcntl.ioctl(sock, SIOCGIFFLAGS, request))
        up = struct.pack("16sH14s", b"lo", found[1] | IFF_UP, b"")
        fcntl.ioctl(sock, SIOCSIFFLAGS, up)


def _limit(limits: Limits) -> None:
    for what, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.file_mb * 2**20),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_NPROC, limits.processes * 4),  # counts threads, too
        (resource.RLIMIT_AS, (limits.memory_mb + 2560) * 2**20),  # address space, not memory
        (resource.RLIMIT_CPU, int(limits.total_seconds) + 5),
    ):
        resource.setrlimit(what, (value, value))


def _give_up_power() -> None:
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break  # past the last one this kernel has
    header = struct.pack("Ii", 0x20080522, 0)
    _call("capset", header, struct.pack("6I", *[0] * 6))
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _guard(child: int, channel: socket.socket, limits: Limits) -> None:
    """Watch the submission until it ends. Never returns."""
    watched = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    _, received, _, _ = socket.recv_fds(channel, 16, 1)
    table = received[0] if received else None  # none: it ended before it began
    kept = max(channel.fileno(), table or 0) + 1
    for fd in range(3, kept):
        if fd not in (table, channel.fileno()):
            _libc.close(fd)
    os.closerange(kept, 512)
    code = 0
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            os._exit(code or os.waitstatus_to_exitcode(status) & 0x7F)
        got = signal.sigtimedwait(watched, GUARD_INTERVAL)
        if got is not None and got.si_signo == signal.SIGINT:
            os.kill(child, signal.SIGINT)
        elif got is not None and got.si_signo == signal.SIGTERM:
            os.kill(child, signal.SIGKILL)
        elif not code and table is not None:
            code = _too_much(table, limits)
            if code:
                os.kill(child, signal.SIGKILL)


def _too_much(table: int, limits: Limits) -> int:
    """An exit code, if the processes in this process table take more than they may."""
    memory = processes = 0
    page = resource.getpagesize()
    for name in os.listdir(table):
        if not name.isdigit():
            continue
        processes += 1
        try:
            fd = os.open(f"{name}/statm", os.O_RDONLY, dir_fd=table)
        except OSError:
            continue  # it has ended since
        try:
            resident, shared = map(int, os.read(fd, 200).split()[1:3])
        except (OSError, ValueError):
            continue
        finally:
            os.close(fd)
        memory += (resident - shared) * page
    if processes > limits.processes:
        return TOO_MANY_PROCESSES
    return TOO_MUCH_MEMORY if memory > limits.memory_mb * 2**20 else 0


def bubblewrap(executable: str, folders: list[str], environment: dict[str, str]) -> list[str]:
    """The bwrap command that a sandboxed warm parent is started with, up to the program.

    `folders` are made visible read-only at their own paths; beside them there is the system's
    /usr, a little of /etc, an empty /tmp, and no network.
    """
    command = [executable, "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net"]
    command += ["--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"]
    command += ["--ro-bind", "/usr", "/usr"]
    for path in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.islink(path):
            command += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            command += ["--ro-bind", path, path]
    for path in ("ld.so.cache", "localtime", "mime.types", "ssl/openssl.cnf", "alternatives"):
        command += ["--ro-bind-try", f"/etc/{path}", f"/etc/{path}"]
    command += ["--bind", "/proc", "/proc", "--dev", "/dev"]
    # A course that lies in /tmp would vanish under a submission's own /tmp.
    temporary = "/sandbox" if any(Path(f).is_relative_to("/tmp") for f in folders) else "/tmp"
    command += ["--perms", "1777", "--tmpfs", temporary]
    for parent in sorted({p for f in folders for p in map(str, Path(f).parents) if p != "/"}):
        command += ["--perms", "0755", "--dir", parent]  # nobody must be able to walk there
    for folder in folders:
        command += ["--ro-bind", folder, folder]
    command += ["--remount-ro", "/"]
    if os.getuid() == 0:
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    command += ["--clearenv"]
    for name, value in {**environment, "HOME": temporary, "TMPDIR": temporary}.items():
        command += ["--setenv", name, value]
    return [*command, "--chdir", "/", "--"]


if sys.platform != "linux":
    raise ImportError("isolate needs Linux")
