"""Grading: verdicts computed outside the student's process.

`engine` starts two processes for a submission: the student's, which runs the notebook without its
tests, and the judge, which runs the tests. `bridge` carries ASGI and JSON between them, and nothing
else. docs/design.md tells why.
"""
