"""What a learner meets: start, grade, progress, release, and a plain word for bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, make_course, references, run
from fastapi_interview import course_map
from fastapi_interview.course import Course
from fastapi_interview.lesson import Lesson

NAME = "00_overhead"


def _write(course: Course, answers: dict[str, str], path: Path | None = None) -> Path:
    copy = path or course.copy_of(NAME)
    notebook = json.loads(copy.read_text("utf-8"))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(grade_id, cell["source"])
    copy.write_text(json.dumps(notebook), "utf-8")
    return copy


def _grade(course: Course, what: str) -> dict[str, Any]:
    done = run("interview", "grade", what, "--json", cwd=course.root)
    return dict(json.loads(done.stdout))


def test_start_copies_once(course: Course) -> None:
    first = run("interview", "start", "0", cwd=course.root)
    assert f"notebooks/{NAME}/{NAME}.ipynb" in first.stdout
    copy = course.copy_of(NAME)
    assert copy.read_bytes() == course.release_of(NAME).read_bytes()
    copy.write_text("mine")
    again = run("interview", "start", NAME, cwd=course.root)
    assert "stays as it is" in again.stdout
    assert copy.read_text() == "mine"
    assert [p.name for p in copy.parent.iterdir()] == [copy.name], "nothing else is left there"


def test_the_untouched_copy_has_no_points_and_says_why(course: Course, overhead: Lesson) -> None:
    run("interview", "start", cwd=course.root)
    done = run("interview", "grade", "overhead", cwd=course.root)
    assert "0 of 20 points" in done.stdout
    for exercise in overhead.exercises:
        for test in exercise.tests:
            assert f"fail  {test.says}" in done.stdout
    assert done.stdout.count("Not answered yet") == 10


def test_references_have_full_marks_and_progress_is_kept(course: Course, overhead: Lesson) -> None:
    run("interview", "start", cwd=course.root)
    right = references(overhead)
    _write(course, {"greeting": right["greeting"]})
    found = _grade(course, "00")
    assert (found["lesson"], found["score"], found["max_score"]) == (NAME, 4, 20)
    assert list(found) == ["lesson", "score", "max_score", "exercises"]
    assert list(found["exercises"][0]) == ["id", "score", "max_score", "tests"]
    assert list(found["exercises"][0]["tests"][0]) == [
        "name",
        "says",
        "hidden",
        "passed",
        "message",
    ]
    _write(course, right)
    assert _grade(course, NAME)["score"] == 20
    rows = json.loads(run("interview", "progress", "--json", cwd=course.root).stdout)
    assert (rows[0]["score"], rows[0]["tried"]) == (20, 5)
    assert "20 of 20" in run("interview", "progress", cwd=course.root).stdout
    assert "20 of 20" in course_map.lessons(course).text


def test_a_copy_anywhere_under_any_name_is_graded(
    course: Course, overhead: Lesson, tmp_path: Path
) -> None:
    path = tmp_path / "homework final (2).ipynb"
    shutil.copy(course.release_of(NAME), path)
    _write(course, references(overhead), path)
    assert _grade(course, str(path))["score"] == 20


def test_an_old_or_damaged_copy_is_graded_fairly(course: Course, overhead: Lesson) -> None:
    run("interview", "start", cwd=course.root)
    copy = _write(course, references(overhead))
    notebook = json.loads(copy.read_text("utf-8"))
    cells = [c for c in notebook["cells"] if c["id"] != "doubled_tests"]
    edited = next(c for c in cells if c["id"] == "greeting_tests")
    edited["source"] = "%%ipytest\n\ndef test_mine():\n    assert False\n"
    notebook["cells"] = [c for c in cells if c["id"] not in ("agent", "agent_task")]
    copy.write_text(json.dumps(notebook), "utf-8")
    done = run("interview", "grade", NAME, cwd=course.root)
    assert "16 of 20 points" in done.stdout
    assert "tests of greeting, doubled are not today's" in done.stderr
    assert "no answer cell for agent" in done.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "does not exist"),
        (b"", "is not a notebook"),
        (b"{", "is not a notebook"),
        (b"[1]", "no list of cells"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'{"cells": [1], "nbformat": 4}', "not a cell"),
        (b'{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "of no lesson here"),
        (b'{"cells": [], "nbformat": 7}', "notebook format 7"),
    ],
)
def test_bad_input_is_one_line(
    course: Course, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "odd.ipynb"
    if content is not None:
        path.write_bytes(content)
    done = run("interview", "grade", str(path), cwd=course.root, check=False)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stdout == ""


def test_unknown_lessons_and_missing_copies_are_named(course: Course) -> None:
    unknown = run("interview", "grade", "graphql", cwd=course.root, check=False)
    assert unknown.returncode == 1
    assert f"Lessons: {NAME}." in unknown.stderr
    missing = run("interview", "grade", NAME, cwd=course.root, check=False)
    assert f"run `interview start {NAME}`" in missing.stderr
    usage = run("interview", "grade", cwd=course.root, check=False)
    assert usage.returncode == 2


def test_release_is_checked_and_repeatable(course: Course, tmp_path: Path) -> None:
    first = course.release_of(NAME).read_bytes()
    run("interview", "release", "--check", cwd=course.root)
    source = course.source_of(NAME)
    source.write_text(
        source.read_text("utf-8").replace("Nothing to remember", "One thing"), "utf-8"
    )
    stale = run("interview", "release", "--check", cwd=course.root, check=False)
    assert stale.returncode == 1
    assert f"out of date for {NAME}: run `interview release`" in stale.stderr
    run("interview", "release", cwd=course.root)
    run("interview", "release", "--check", cwd=course.root)
    second = course.release_of(NAME).read_bytes()
    run("interview", "release", cwd=course.root)
    assert course.release_of(NAME).read_bytes() == second != first
    leftover = course.release / "99_gone"
    leftover.mkdir()
    gone = run("interview", "release", "--check", cwd=course.root, check=False)
    assert "99_gone" in gone.stderr


def test_a_release_holds_no_answer(project: Course) -> None:
    for lesson in project.lessons:
        text = project.release_of(lesson.name).read_text("utf-8")
        assert "BEGIN SOLUTION" not in text
        assert "HIDDEN TESTS" not in text
        assert "BEGIN STARTER" not in text
        for exercise in lesson.exercises:
            for test in exercise.tests:
                shown = f"def {test.name}(" in text  # a debrief may name it
                assert shown != test.hidden, f"{lesson.name}: {test.name}"


def test_the_map_is_right_when_some_lessons_exist(project: Course, tmp_path: Path) -> None:
    names = ("01_first_app", "05_errors")
    course = make_course(tmp_path / "course", {n: project.source_of(n) for n in names})
    text = course_map.lessons(course).text
    assert text.count("](") == len(names)
    for name in names:
        assert f"]({name}/{name}.ipynb)" in text
        assert course.copy_of(name).is_file(), "the link opens a copy on the desk"
    index = course_map.questions(course).text
    ids = [q.id for lesson in course.lessons for q in lesson.questions]
    assert len(ids) == len(set(ids)) == index.count("\n| Q")


def test_outside_a_course_the_package_s_own_is_found(tmp_path: Path) -> None:
    assert Course.find(tmp_path).root == ROOT
