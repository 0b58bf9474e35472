"""Tries to mount, to make namespaces, to become root, to change the clock and the host name.

Honest: 0
Answers: stub
Place: first
Why:
"""

import ctypes
import os
import socket
import time

libc = ctypes.CDLL(None, use_errno=True)
found = []
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    found.append("mount")
if libc.umount(b"/proc") == 0:
    found.append("umount")
if libc.unshare(0x10000000) == 0:
    found.append("user namespace")
for name, change in {
    "setuid": lambda: os.setuid(0),
    "hostname": lambda: socket.sethostname("mine"),
    "clock": lambda: time.clock_settime(time.CLOCK_REALTIME, 0),
    "chroot": lambda: os.chroot("/tmp"),
    "usr": lambda: open("/usr/mine", "w"),
    "package": lambda: open(os.path.join(os.path.dirname(socket.__file__), "mine.py"), "w"),
    "sysctl": lambda: open("/proc/sys/kernel/core_pattern", "w").write("x"),
}.items():
    try:
        change()
        found.append(name)
    except OSError:
        pass
print("FOUND", found) if found else print("nothing")
