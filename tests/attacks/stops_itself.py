"""Stops its own process and waits for ever.

Honest: 0
Answers: reference
Place: first
Why: did not end
"""

import os
import signal
import time

os.kill(os.getpid(), signal.SIGSTOP)
while True:
    try:
        time.sleep(1000)
    except KeyboardInterrupt:
        pass
