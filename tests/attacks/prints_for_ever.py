"""Prints a gigabyte, and to the raw descriptors, too.

Honest: 20
Answers: reference
Place: first
Why:
"""

import os
import sys

for _ in range(1000):
    print("x" * 2**20)
    os.write(1, b"y" * 2**16)
    os.write(2, b"y" * 2**16)
    sys.stderr.write("z" * 2**16)
