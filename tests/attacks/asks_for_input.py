"""input() in a cell, with nobody there.

Honest: 20
Answers: reference
Place: first
Why:
"""

input("your name? ")
