"""nbgrader for real: from source/ to returned feedback, with nbgrader's own commands.

An instructor and two students, each with a home, share an exchange; one student is right, the other
half right.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from conftest import make_course, needs_sandbox, references, run
from fastapi_interview.course import Course
from fastapi_interview.lesson import Lesson

pytestmark = [
    needs_sandbox,
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange is for POSIX"),
]
NAME = "00_overhead"


def _options(course: Course, student: str) -> tuple[str, ...]:
    """Who and where a student is; a school's students are users of the system instead."""
    return (
        "--course=fastapi_interview",
        f"--student={student}",
        f"--Exchange.root={course.state / 'exchange'}",
        f"--Exchange.cache={course.root.parent / student / 'cache'}",
    )


def _student(course: Course, name: str, answers: dict[str, str]) -> Path:
    """Fetch the lesson as a student, fill in answers and submit."""
    home = course.root.parent / name
    home.mkdir()
    environment, options = {"HOME": str(home)}, _options(course, name)
    run("nbgrader", "fetch_assignment", NAME, *options, cwd=home, env=environment)
    path = home / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell["source"] = answers[grade_id]
    path.write_text(json.dumps(notebook), "utf-8")
    run("nbgrader", "submit", NAME, *options, cwd=home, env=environment)
    return home


def _fetch_feedback(course: Course, name: str) -> str:
    home = course.root.parent / name
    options = _options(course, name)
    run("nbgrader", "fetch_feedback", NAME, *options, cwd=home, env={"HOME": str(home)})
    pages = list(home.glob(f"{NAME}/feedback/**/*.html"))
    assert len(pages) == 1, pages
    return pages[0].read_text("utf-8")


def test_the_whole_exchange(tmp_path: Path, overhead: Lesson) -> None:
    course = make_course(tmp_path / "course", {NAME: overhead.path})
    root = course.root
    right = references(overhead)
    half = {name: right[name] for name in ("greeting", "doubled")}
    half["created"] = right["created"].replace('{"id": 1}', '{"id": 2}')

    run("nbgrader", "generate_assignment", NAME, "--force", cwd=root)
    run("nbgrader", "release_assignment", NAME, cwd=root)
    _student(course, "ada", right)
    _student(course, "bob", half)
    collected = run("nbgrader", "collect", NAME, cwd=root)
    assert "ada" in collected.stderr, collected.stderr
    run("nbgrader", "autograde", NAME, cwd=root)
    run("nbgrader", "generate_feedback", NAME, cwd=root)
    run("nbgrader", "release_feedback", NAME, cwd=root)

    run("nbgrader", "export", "--to", "grades.csv", cwd=root)
    with (root / "grades.csv").open() as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ada": 20.0, "bob": 10.0}
    assert _per_exercise(course, "ada") == dict.fromkeys(right, 4.0)
    assert _per_exercise(course, "bob") == {
        "greeting": 4.0, "doubled": 4.0, "sorted_words": 0.0, "created": 2.0, "agent": 0.0,
    }  # fmt: skip

    page = _fetch_feedback(course, "bob")
    assert "POST /orders answers 201." in page
    assert "Not answered yet" in page
    assert "(hidden)" in page
    assert "test_an_order_has_an_id" not in page, "feedback shows a hidden test's code"
    assert "expected id 1" not in page, "feedback shows a hidden test's message"
    assert "test_an_order_is_created" in page
    _fetch_feedback(course, "ada")


def _per_exercise(course: Course, student: str) -> dict[str, float]:
    from nbgrader.api import Gradebook

    url = f"sqlite:///{course.state / 'gradebook.db'}"
    with Gradebook(url, "fastapi_interview") as gradebook:
        submission = gradebook.find_submission_notebook(NAME, NAME, student)
        return {grade.name.removesuffix("_tests"): grade.score for grade in submission.grades}
