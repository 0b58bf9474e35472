"""An endless loop that no interrupt ends.

Honest: 0
Answers: reference
Place: first
Why: did not end
"""

while True:
    try:
        while True:
            pass
    except BaseException:
        pass
