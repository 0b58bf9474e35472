"""Starts threads until it cannot, and leaves them running.

Honest: None
Answers: reference
Place: first
Why:
"""

import threading
import time

try:
    for _ in range(10_000):
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
except RuntimeError as error:
    print(error)
