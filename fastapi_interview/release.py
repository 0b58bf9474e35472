"""source/ -> release/, by nbgrader's own generate_assignment."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .course import Course
from .errors import CourseError


def make_release(
    course: Course,
    names: Sequence[str],
    into: Path | None = None,
    done: Callable[[str], object] = str,
) -> None:
    """Write the learners' version of each lesson under `into` (default: release/).

    Runs nbgrader with the course's configuration and without a gradebook. `done` hears each name.
    Raises CourseError with nbgrader's own words when it refuses a lesson.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course)
    config.CourseDirectory.root = str(course.root)
    if into is not None:
        config.CourseDirectory.release_directory = str(into)
    for name in names:
        coursedir = CourseDirectory(config=config, assignment_id=name)
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        converter.no_database = True
        converter.config.SaveCells.enabled = False
        convert(converter, name)
        done(name)


def convert(converter: Any, what: str) -> None:
    """Run one of nbgrader's converters. Raises CourseError with nbgrader's own words."""
    heard = _Heard()
    log = logging.Logger("nbgrader")
    log.addHandler(heard)
    converter.log = log
    converter.force = True
    try:
        converter.start()
    except Exception as error:
        lines = [line.strip() for text in heard.texts for line in text.splitlines()]
        reason = next((w for w in reversed(lines) if "error" in w.lower()), str(error))
        raise CourseError(f"nbgrader cannot convert {what}: {reason}") from None


class _Heard(logging.Handler):
    """What nbgrader had to say, kept until it matters."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def outdated(
    course: Course, names: Sequence[str], done: Callable[[str], object] = str
) -> list[str]:
    """The lessons whose release/ differs from what source/ gives now, and leftovers of others."""
    with tempfile.TemporaryDirectory() as folder:
        make_release(course, names, Path(folder), done)
        changed = []
        for name in names:
            ours, fresh = course.release / name, Path(folder) / name
            if _contents(ours) != _contents(fresh):
                changed.append(name)
    kept = {p.name for p in course.release.iterdir()} if course.release.is_dir() else set()
    return changed + sorted(name for name in kept - set(course.names) if not name.startswith("."))


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def load_config(course: Course) -> "Config":  # type: ignore[name-defined]  # noqa: F821, UP037
    """nbgrader_config.py as nbgrader would load it."""
    from traitlets.config.loader import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
