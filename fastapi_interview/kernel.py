"""What `interview lab` gives its kernels: failed tests end in a line for each, in words.

An IPython extension and a pytest plugin in one. Without it a failing tests cell ends in a traceback
through ipytest, which is also all that nbgrader's Validate shows. As a plugin it is loaded into a
process that has it already, and says so to pytest: PYTEST_DONT_REWRITE.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

CONFIG = f'c.InteractiveShellApp.extensions = ["{__name__}"]\n'
FAILED: list[str] = []


def load_ipython_extension(shell: Any) -> None:
    os.environ["PYTEST_PLUGINS"] = __name__
    shell.set_custom_exc((Exception,), _show)


def _show(
    shell: Any, kind: type, value: BaseException, trace: TracebackType, tb_offset: int | None = None
) -> None:
    if kind.__module__.startswith("ipytest"):
        shell._showtraceback(kind, value, FAILED or ["No test ran."])
    else:
        shell.showtraceback((kind, value, trace), tb_offset=tb_offset)


def pytest_sessionstart() -> None:
    FAILED.clear()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        from .grading.reports import message_of

        FAILED.append(f"{report.nodeid.rpartition('::')[2]}: {message_of(report)}")


def write_profile(folder: Path) -> None:
    """An IPython folder whose kernels load the extension."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(CONFIG, "utf-8")
