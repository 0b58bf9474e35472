"""Takes all the memory there is.

Honest: -
Answers: reference
Place: first
Why:
"""

hoard = []
while True:
    hoard.append(bytearray(64 * 2**20))
