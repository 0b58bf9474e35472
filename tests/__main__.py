"""Everything that CI runs, in the order in which a mistake shows soonest: `python -m tests`.

Each step is a command that can be run on its own; a step that fails does not stop the others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NOTEBOOKS = sorted(map(str, [*ROOT.glob("source/*/*.ipynb"), *ROOT.glob("notebooks/*.ipynb")]))
PARALLEL = ("-n", str(min(4, os.cpu_count() or 1)))
STEPS: dict[str, list[str]] = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "fastapi_interview", "tests", "benchmarks"],
    "types": ["mypy"],
    "release in step with source": ["interview", "release", "--check"],
    "the package and the class": ["pytest", *PARALLEL, "--dist", "worksteal", "--durations=10"],
    "every notebook runs": ["pytest", "--nbmake", *PARALLEL, *NOTEBOOKS],
    "every answer is judged as it says": ["interview", "check"],
}


def main() -> int:
    os.chdir(ROOT)
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    failed = []
    for name, command in STEPS.items():
        print(f"\n=== {name}: {' '.join(command[:4])}", flush=True)
        began = time.monotonic()
        code = subprocess.call([str(BIN / command[0]), *command[1:]], env=environment)
        print(f"=== {name}: {'ok' if code == 0 else f'FAILED ({code})'}, "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        if code:
            failed.append(name)
    print(f"\n{len(STEPS) - len(failed)} passed, {len(failed)} failed")
    if failed:
        print("Failed:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
