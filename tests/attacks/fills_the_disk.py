"""Writes until there is no room.

Honest: 20
Answers: reference
Place: first
Why:
"""

import os

for number in range(10_000):
    try:
        with open(f"big{number}", "wb") as file:
            for _ in range(200):
                file.write(b"x" * 2**20)
    except OSError as error:
        print(error)
        break
