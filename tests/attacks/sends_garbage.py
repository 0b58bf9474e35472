"""Writes garbage, huge frames and deep nesting to every socket it holds.

Honest: 0
Answers: stub
Place: first
Why: the 
"""
import os
import struct

import msgpack

deep = b"\x91" * 100_000 + b"\x90"
for fd in range(3, 64):
    for data in (
        struct.pack(">I", len(deep)) + deep,
        struct.pack(">I", 2**32 - 1) + b"x" * 1000,
        os.urandom(1000),
        msgpack.packb({"do": "result", "id": "x" * 1000, "value": [[[[]]]]}),
    ):
        try:
            os.write(fd, data)
        except OSError:
            break
