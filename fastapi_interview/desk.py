"""The learner's desk: copies of lessons in notebooks/, and where the learner stands."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .course import Course
from .errors import CourseError
from .lesson import Cell, Lesson

PROGRESS = "progress.json"


def start(course: Course, name: str) -> tuple[Path, bool]:
    """Put a copy of a released lesson on the desk, unless one lies there.

    Returns its path and whether it is new.
    """
    released, copy = course.release_of(name), course.copy_of(name)
    if copy.exists():
        return copy, False
    if not released.is_file():
        raise CourseError(f"{name} has no release yet: run `interview release {name}`.")
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_suffix(".part")
    shutil.copyfile(released, unfinished)
    os.replace(unfinished, copy)
    return copy, True


def find_copy(course: Course, word: str) -> Path:
    """The notebook that a learner means: a file, or the desk's copy of a lesson."""
    path = Path(word)
    if path.suffix == ".ipynb" or path.is_file() or path.is_dir():
        return path
    name = course.resolve(word)
    if not course.copy_of(name).is_file():
        raise CourseError(f"No copy of {name} on the desk: run `interview start {name}`.")
    return course.copy_of(name)


def lesson_of(course: Course, copy: Lesson) -> Lesson:
    """The lesson that a notebook was made from, whatever its file is called now.

    Raises CourseError when it is none of ours.
    """
    mine = {c.grade_id for c in copy.cells if c.grade_id}
    best, shared = None, 0
    for lesson in course.lessons:
        count = len(mine & {c.grade_id for c in lesson.cells if c.grade_id})
        if count > shared:
            best, shared = lesson, count
    if best is None:
        raise CourseError(
            f"{copy.path} is a notebook, but of no lesson here: it has none of their exercises."
        )
    return best


@dataclass(frozen=True)
class Age:
    """How a copy differs from today's lesson, where it matters to its owner."""

    tests_changed: tuple[str, ...]  # exercises whose visible tests differ or are gone
    answers_missing: tuple[str, ...]  # exercises without an answer cell

    def __str__(self) -> str:
        parts = []
        if self.tests_changed:
            names = ", ".join(self.tests_changed)
            parts.append(f"tests of {names} are not today's (graded with today's)")
        if self.answers_missing:
            parts.append(f"no answer cell for {', '.join(self.answers_missing)}")
        return "; ".join(parts)


def age(lesson: Lesson, copy: Lesson) -> Age:
    from .lesson import clear_hidden_tests

    cells: dict[str, Cell] = {c.grade_id: c for c in copy.cells if c.grade_id}
    changed, missing = [], []
    for exercise in lesson.exercises:
        theirs = cells.get(exercise.tests_cell.grade_id)
        ours = clear_hidden_tests(exercise.tests_cell.source)
        if theirs is None or clear_hidden_tests(theirs.source).strip() != ours.strip():
            changed.append(exercise.id)
        if exercise.id not in cells:
            missing.append(exercise.id)
    return Age(tuple(changed), tuple(missing))


# Progress: the best score of each exercise, kept in .course/ and nowhere else.


def progress(course: Course) -> dict[str, dict[str, Any]]:
    """Exercise id -> {"score", "max_score", "at"}. An unreadable file counts as none."""
    return kept(course, PROGRESS)


def remember(course: Course, verdict: dict[str, Any]) -> None:
    """Keep what `interview grade` found, the best of each exercise."""
    known = progress(course)
    for exercise in verdict["exercises"]:
        before = known.get(exercise["id"], {}).get("score", -1)
        if exercise["score"] >= before:
            known[exercise["id"]] = {
                "score": exercise["score"],
                "max_score": exercise["max_score"],
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
            }
    keep(course, PROGRESS, known)


def kept(course: Course, name: str) -> dict[str, Any]:
    """A file of .course/. One that is missing or unreadable counts as empty."""
    try:
        found = json.loads((course.state / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(course: Course, name: str, what: dict[str, Any]) -> None:
    """Write a file of .course/, whole or not at all."""
    course.state.mkdir(exist_ok=True)
    unfinished = (course.state / name).with_suffix(".part")
    unfinished.write_text(json.dumps(what, indent=1), "utf-8")
    os.replace(unfinished, course.state / name)
