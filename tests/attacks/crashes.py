"""A segmentation fault.

Honest: 0
Answers: reference
Place: first
Why: ended
"""

import ctypes

ctypes.string_at(0)
