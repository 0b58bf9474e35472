"""Looks for secrets in its environment and in what it inherited.

Honest: 0
Answers: stub
Place: first
Why:
"""

import os

names = {"PATH", "HOME", "TMPDIR", "LANG", "LC_CTYPE", "PWD", "TZ", "MPLBACKEND"}
found = {
    k: v
    for k, v in os.environ.items()
    if k not in names
    and not k.startswith(
        (
            "FORCE",
            "CLICOLOR",
            "PAGER",
            "GIT_PAGER",
            "JPY",
            "COLUMNS",
            "LINES",
            "TERM",
            "PYDEVD",
            "PYTEST",
            "PYTHON",
        )
    )
}
print("FOUND", found) if found else print("nothing")
