"""A class: the same grades whatever the workers, nothing lost or done twice, bad input told."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import (
    BIN,
    ROOT,
    free_port,
    needs_postgres,
    needs_sandbox,
    postgres,
    references,
    run,
    submit,
)
from fastapi_interview.course import Course
from fastapi_interview.lesson import Lesson

pytestmark = [needs_sandbox, pytest.mark.linux]
NAME = "00_overhead"
Rows = list[dict[str, Any]]


def _autograde(course: Course, *options: str, fails: bool = False) -> Rows:
    done = run("interview", "autograde", NAME, "--json", *options, cwd=course.root, check=False)
    assert done.returncode == (1 if fails else 0), done.stdout + done.stderr
    return list(json.loads(done.stdout))


def _class(course: Course, lesson: Lesson, size: int) -> None:
    """Students whose answers differ: student n has the first n exercises right."""
    right = references(lesson)
    for number in range(size):
        count = number % (len(right) + 1)
        submit(course, f"student{number:02d}", dict(list(right.items())[:count]))


def _grades(course: Course, url: str | None = None) -> dict[str, dict[str, float]]:
    """Student -> tests cell -> score, as the gradebook has it."""
    from nbgrader.api import Gradebook

    url = url or f"sqlite:///{course.state / 'gradebook.db'}"
    with Gradebook(url, "fastapi_interview") as gradebook:
        return {
            submission.student.id: {
                grade.name: grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(NAME)
        }


def _verdicts(course: Course) -> dict[str, Any]:
    """Student -> the per-test results that were written down."""
    return {
        path.parents[1].name: json.loads(path.read_text("utf-8"))["metadata"]["interview"][
            "verdict"
        ]
        for path in course.root.glob(f"autograded/*/{NAME}/{NAME}.ipynb")
    }


def test_workers_and_nbgrader_agree(course: Course, overhead: Lesson) -> None:
    _class(course, overhead, 8)
    seen = []
    for workers in ("1", "2", "4"):
        rows = _autograde(course, "--workers", workers, "--force")
        assert [row["state"] for row in rows] == ["graded"] * 8
        assert [row["score"] for row in rows] == [0, 4, 8, 12, 16, 20, 0, 4]
        seen.append((_grades(course), _verdicts(course)))
    assert seen[0] == seen[1] == seen[2]
    run("nbgrader", "autograde", NAME, "--force", cwd=course.root)
    assert (_grades(course), _verdicts(course)) == seen[0]


def test_what_is_graded_is_kept_until_it_changes(course: Course, overhead: Lesson) -> None:
    _class(course, overhead, 3)
    _autograde(course)
    assert [row["state"] for row in _autograde(course)] == ["kept"] * 3
    submit(course, "student00", references(overhead))
    rows = _autograde(course)
    assert [(row["state"], row["score"]) for row in rows] == [
        ("graded", 20),
        ("kept", 4),
        ("kept", 8),
    ]
    assert [row["state"] for row in _autograde(course, "--force")] == ["graded"] * 3


def test_killed_three_times_and_restarted(course: Course, overhead: Lesson, tmp_path: Path) -> None:
    _class(course, overhead, 40)
    undisturbed = Course(tmp_path / "undisturbed")
    shutil.copytree(course.root, undisturbed.root)
    _autograde(undisturbed)
    command = [str(BIN / "interview"), "autograde", NAME, "--json"]
    marked = 0
    for _ in range(3):
        victim = subprocess.Popen(
            command, cwd=course.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        before = len(_done(course))
        deadline = time.monotonic() + 120
        wanted = before + random.randint(1, 8)
        while len(_done(course)) < wanted and time.monotonic() < deadline and victim.poll() is None:
            time.sleep(0.05)
        cut_off = before - marked
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        marked = _marked(course)
        assert len(_done(course)) - marked <= cut_off + 1, "a kill cuts off one at most"
    rows = _autograde(course)
    assert [row["state"] for row in rows].count("failed") == 0
    assert [row["state"] for row in rows].count("kept") == marked, "what has its mark is kept"
    assert _grades(course) == _grades(undisturbed)
    assert _verdicts(course) == _verdicts(undisturbed)
    assert _nothing_left(course), "a killed run left processes behind"


def _done(course: Course) -> list[Path]:
    return list(course.root.glob(f"autograded/*/{NAME}/{NAME}.ipynb"))


def _marked(course: Course) -> int:
    """How many of them are finished: nbgrader writes the mark last."""
    return sum(b'"mark": "' in path.read_bytes() for path in _done(course))


def _nothing_left(course: Course) -> bool:
    for _ in range(100):
        found = subprocess.run(
            ["pgrep", "-fc", "grading.forkserver"], capture_output=True, text=True
        )
        if int(found.stdout or 0) == _forkservers_of_this_test_run():
            return True
        time.sleep(0.2)
    return False


def _forkservers_of_this_test_run() -> int:
    """Warm parents that other tests, in this process or beside it, keep."""
    count = 0
    for pid in (p for p in os.listdir("/proc") if p.isdigit()):
        try:
            line = Path("/proc", pid, "cmdline").read_bytes()
            parent = int(Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        count += b"grading.forkserver" in line and parent != 1
    return count


def _spoil(course: Course) -> dict[str, str]:
    """Broken submissions; student -> what the table must say, or empty where it is graded."""
    folder = course.root / "submitted"

    def write(student: str, data: bytes, file: str = f"{NAME}.ipynb") -> None:
        path = folder / student / NAME / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    good = course.release_of(NAME).read_bytes()
    write("empty", b"")
    write("truncated", good[: len(good) // 2])
    write("not_json", b"<html>")
    write("json_list", b"[]")
    write("latin1", good.replace(b"Overhead", "Überh\xe9ad".encode("latin-1"), 1))
    write("deep", b"[" * 200_000)
    write(
        "future",
        json.dumps({"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": []}).encode(),
    )
    write("none", b"hello", "notes.txt")
    write("other_name", good, "homework.ipynb")
    (folder / "folder" / NAME / f"{NAME}.ipynb").mkdir(parents=True)
    return {
        "empty": "is not a notebook",
        "truncated": "is not a notebook",
        "not_json": "is not a notebook",
        "json_list": "no list of cells",
        "latin1": "not UTF-8",
        "deep": "nested too deeply",
        "future": "notebook format 99",
        "none": "no notebook was handed in",
        "other_name": "only homework.ipynb was handed in",
        "folder": "was handed in",
    }


def _bend(course: Course, lesson: Lesson) -> dict[str, float]:
    """Odd submissions that can be graded; student -> the score their answers are worth."""
    right = references(lesson)

    def change(student: str, edit: Any) -> None:
        path = submit(course, student, right)
        notebook = json.loads(path.read_text("utf-8"))
        notebook = edit(notebook) or notebook
        path.write_text(json.dumps(notebook), "utf-8")

    def cell(notebook: Any, name: str) -> Any:
        return next(c for c in notebook["cells"] if c["id"] == name)

    def no_tests(notebook: Any) -> None:
        notebook["cells"] = [c for c in notebook["cells"] if not c["id"].endswith("_tests")]

    def no_graded_cells(notebook: Any) -> None:
        notebook["cells"] = [c for c in notebook["cells"] if "nbgrader" not in c["metadata"]]

    def doubled(notebook: Any) -> None:
        notebook["cells"] += [dict(c) for c in notebook["cells"]]

    def retyped(notebook: Any) -> None:
        for name in ("greeting", "greeting_tests"):
            target = cell(notebook, name)
            target["cell_type"] = "markdown"
            target.pop("outputs", None)
            target.pop("execution_count", None)

    def other_kernel(notebook: Any) -> None:
        notebook["metadata"]["kernelspec"] = {
            "name": "no-such",
            "display_name": "?",
            "language": "R",
        }

    def many_outputs(notebook: Any) -> None:
        text = "x" * 50_000_000
        cell(notebook, "greeting")["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": text}
        ]

    def old_format(notebook: Any) -> Any:
        import nbformat

        converted = nbformat.convert(nbformat.from_dict(notebook), 3)
        return json.loads(nbformat.writes(converted, version=nbformat.NO_CONVERT))

    def no_ids(notebook: Any) -> None:
        notebook["nbformat_minor"] = 4
        for each in notebook["cells"]:
            each.pop("id")

    for student, edit in {
        "no_tests": no_tests, "no_graded_cells": no_graded_cells, "doubled": doubled,
        "retyped": retyped, "other_kernel": other_kernel, "many_outputs": many_outputs,
        "old_format": old_format, "no_ids": no_ids,
    }.items():  # fmt: skip
        change(student, edit)
    scores = dict.fromkeys(
        ("no_tests", "doubled", "retyped", "other_kernel", "many_outputs", "old_format", "no_ids"),
        20.0,
    )
    return {**scores, "no_graded_cells": 0.0}


def test_broken_submissions_disturb_nobody(course: Course, overhead: Lesson) -> None:
    told, worth = _spoil(course), _bend(course, overhead)
    submit(course, "ada", references(overhead))
    rows = {row["student"]: row for row in _autograde(course, fails=True)}
    for student, says in told.items():
        assert rows[student]["state"] == "failed", rows[student]
        assert says in rows[student]["why"], rows[student]
        assert "\n" not in rows[student]["why"]
    for student, score in worth.items():
        assert rows[student]["state"] == "graded", rows[student]
        assert rows[student]["score"] == score, rows[student]
    assert rows["ada"]["score"] == 20.0
    table = run("interview", "autograde", NAME, cwd=course.root, check=False)
    assert "latin1" in table.stdout
    assert "Traceback" not in table.stderr


def test_a_hostile_submission_in_a_class(course: Course, overhead: Lesson) -> None:
    _class(course, overhead, 4)
    right = references(overhead)
    for name in ("exits_hard", "takes_memory_in_children", "rewrites_later_cells"):
        code = (ROOT / "tests" / "attacks" / f"{name}.py").read_text("utf-8")
        submit(course, name, {**right, "greeting": code})
    for folder in (course.root / "submitted").iterdir():
        for file in ("conftest.py", "pytest.py", "fastapi.py", "pytest.ini", "sitecustomize.py"):
            (folder / NAME / file).write_text("raise SystemExit(3)\n")
    rows = {row["student"]: row for row in _autograde(course)}
    assert [rows[f"student{n:02d}"]["score"] for n in range(4)] == [0, 4, 8, 12]
    assert "ended" in rows["exits_hard"]["why"]
    assert "than a submission may" in rows["takes_memory_in_children"]["why"]
    assert rows["exits_hard"]["score"] == rows["takes_memory_in_children"]["score"] == 0
    assert rows["rewrites_later_cells"]["score"] <= 16


def test_feedback_tells_hidden_tests_by_docstring(course: Course) -> None:
    submit(course, "ada")
    _autograde(course)
    run("nbgrader", "generate_feedback", NAME, cwd=course.root)
    page = (course.root / "feedback" / "ada" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "POST /greeting is 405." in page
    assert "test_greeting_refuses_post" not in page
    assert "test_greeting_is_hello_world" in page


def test_without_a_sandbox_it_refuses(course: Course, overhead: Lesson, tmp_path: Path) -> None:
    submit(course, "ada", references(overhead))
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("env", "sh", "bash", "python3", "git"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    environment = {**os.environ, "PATH": str(tools), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [str(BIN / "interview"), "autograde", NAME, "--json"]
    refused = subprocess.run(
        command, cwd=course.root, env=environment, capture_output=True, text=True
    )
    assert refused.returncode == 1
    assert "apt install bubblewrap" in refused.stderr
    assert "--no-sandbox" in refused.stderr
    allowed = subprocess.run(
        [*command, "--no-sandbox"], cwd=course.root, env=environment, capture_output=True, text=True
    )
    assert json.loads(allowed.stdout)[0]["score"] == 20, allowed.stderr


def test_errors_are_one_line(course: Course) -> None:
    for options, says in (
        (["autograde", "99_no_such"], "No lesson"),
        (["autograde", NAME, "--scheduler", "tcp://127.0.0.1:1"], "No Dask scheduler"),
        (["autograde", NAME, "--db", "sqlite:////no/such/folder/g.db"], "cannot be opened"),
    ):
        submit(course, "ada")
        done = run("interview", *options, cwd=course.root, check=False)
        assert done.returncode == 1, done.stdout + done.stderr
        assert says in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr


# A cluster and PostgreSQL, both real.


@contextmanager
def _dask(folder: Path) -> Iterator[str]:
    """A scheduler and two worker processes, started as on a cluster."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "distributed.cli"]
    started = []
    try:
        for command in (
            [*dask[:2], "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
             "--port", address.rpartition(":")[2], "--no-dashboard"],
            *[[*dask[:2], "distributed.cli.dask_worker", address, "--nthreads", "1",
               "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(folder)]] * 2,
        ):  # fmt: skip
            started.append(
                subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
                )
            )
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


@needs_postgres
def test_a_cluster_and_postgresql(course: Course, overhead: Lesson, tmp_path: Path) -> None:
    _class(course, overhead, 6)
    _autograde(course)
    expected = _grades(course)
    verdicts = _verdicts(course)
    with postgres() as url, _dask(tmp_path) as scheduler:
        rows = _autograde(course, "--scheduler", scheduler, "--db", url, "--force")
        assert [row["state"] for row in rows] == ["graded"] * 6
        assert _grades(course, url) == expected
        assert _verdicts(course) == verdicts
