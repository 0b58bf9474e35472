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
        *(
            struct.pack(">I", len(frame)) + frame
            for frame in map(
                msgpack.packb,
                (
                    {"do": "failed", "error": "stop the whole class"},
                    {"do": "ran", "error": 7, "stdout": [], "displays": {"a": 1}, "result": 8},
                    {"do": "identified", "names": {"create_app": []}},
                    {"do": "report", "name": "test_greeting_is_hello_world", "passed": True},
                    {"do": "tested", "error": ""},
                ),
            )
        ),
    ):
        try:
            os.write(fd, data)
        except OSError:
            break
