"""An endless loop, which an interrupt ends.

Honest: 20
Answers: reference
Place: first
Why:
"""

while True:
    pass
