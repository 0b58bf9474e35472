"""Takes memory in many processes at once.

Honest: 0
Answers: reference
Place: first
Why: than a submission may
"""

import os
import time

for _ in range(30):
    if os.fork() == 0:
        hoard = bytearray(b"x") * (200 * 2**20)
        time.sleep(1000)
time.sleep(1000)
