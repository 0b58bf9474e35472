"""sys.exit in a cell, and an exception that is no Exception.

Honest: 20
Answers: reference
Place: first
Why:
"""

import sys

sys.exit(0)
