"""A pytest plugin in the judge: hands each test's outcome on, and gives each test its time.

The judge loads it through PYTEST_PLUGINS, so that tests cells run in the lesson's own way.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest

from .bridge import Bridge
from .wire import Wire

MAX_MESSAGE = 4_000  # characters of a test's message


@dataclass
class Watch:
    """Where reports go and how long a test may take, in seconds."""

    bridge: Bridge | None = None
    orders: Wire | None = None
    seconds: float = 20.0
    timer: threading.Timer | None = None


WATCH = Watch()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart() -> None:
    if WATCH.bridge is not None:
        why = f"no answer within {WATCH.seconds:g} seconds"
        WATCH.timer = threading.Timer(WATCH.seconds, WATCH.bridge.expire, [why])
        WATCH.timer.daemon = True
        WATCH.timer.start()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if WATCH.orders is None or (report.when != "call" and report.passed):
        return
    WATCH.orders.send(
        {
            "do": "report",
            "name": report.nodeid.rpartition("::")[2].partition("[")[0],
            "passed": report.passed,
            "message": "" if report.passed else message_of(report),
        }
    )


def pytest_runtest_logfinish() -> None:
    if WATCH.timer is not None:
        WATCH.timer.cancel()
    if WATCH.bridge is not None:
        WATCH.bridge.expire(None)


def message_of(report: pytest.TestReport) -> str:
    """What went wrong, in the words that the test chose."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = str(crash.message if crash is not None else report.longrepr)
    for obvious in ("AssertionError: ", "NotImplementedError: "):
        text = text.removeprefix(obvious)
    lines = [line for line in text.splitlines() if line.strip()]
    for i, line in enumerate(lines):
        if (i and line.startswith("assert ")) or line.startswith("In the app:"):
            lines = lines[:i]  # then come pytest's view of the values, and the app's traceback
            break
    return "\n".join(lines)[:MAX_MESSAGE] or f"{report.when} failed"
