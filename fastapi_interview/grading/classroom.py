"""A class: submissions spread over processes or machines, one writer for the gradebook.

Workers get a lesson and a submission's cells and give back a verdict: they need neither the
gradebook nor the course's files. The process that was called writes each verdict down with
nbgrader's own steps, so it can be stopped at any time: what has been written stays, and what has
not is graded the next time.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..course import Course
from ..errors import CourseError
from ..lesson import Cell, Lesson, read_lesson
from .engine import Engine, modules_of
from .limits import Limits
from .submission import restore
from .verdict import Verdict

AHEAD = 4  # submissions handed to each worker before it has finished one


@dataclass(frozen=True)
class Row:
    """What became of one submission. `state`: graded, kept (from an earlier run) or failed."""

    lesson: str
    student: str
    state: str
    score: float | None = None
    max_score: float | None = None
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        return self.__dict__


@dataclass(frozen=True)
class Todo:
    lesson: Lesson
    student: str
    path: Path
    mark: str


class Classroom:
    """One course's submissions. Everything about nbgrader's files and gradebook is in here."""

    def __init__(self, course: Course, db_url: str | None = None) -> None:
        # jsonschema, if it finds this package, builds a grammar of all IRIs, for almost a second.
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
        from ..release import load_config

        os.chdir(course.root)  # where nbgrader's steps look for source/ and submitted/
        self.course = course
        self.config = load_config(course)
        self.config.CourseDirectory.root = str(course.root)
        if db_url:
            self.config.CourseDirectory.db_url = db_url
        import nbgrader.api
        from nbgrader.coursedir import CourseDirectory

        # nbgrader opens its gradebook six times a submission. An engine keeps what SQLAlchemy has
        # compiled; a new one for each time would take a third of the time of writing grades down.
        nbgrader.api.create_engine = cache(nbgrader.api.create_engine)
        self.coursedir = CourseDirectory(config=self.config)
        grade = self.config.get("Grade", {})
        self.limits = Limits(**{n: grade[n] for n in Limits.__dataclass_fields__ if n in grade})

    def submissions(self, name: str) -> list[tuple[str, Path]]:
        """(student, notebook) of everything that was collected for a lesson."""
        folder = Path(self.coursedir.format_path(self.coursedir.submitted_directory, "*", name))
        found = sorted(self.course.root.glob(str(folder.relative_to(self.course.root))))
        return [(p.parent.name, p / f"{name}.ipynb") for p in found if p.is_dir()]

    def autograded(self, student: str, name: str) -> Path:
        directory = self.coursedir.autograded_directory
        return Path(self.coursedir.format_path(directory, student, name)) / f"{name}.ipynb"

    def earlier(self, todo: Todo) -> Row | None:
        """The row of an earlier run, if it graded this very submission by this very lesson."""
        try:
            path = self.autograded(todo.student, todo.lesson.name)
            found = json.loads(path.read_text("utf-8"))["metadata"]["interview"]
            if found["mark"] != todo.mark:
                return None
            verdict = found["verdict"]
            return Row(
                todo.lesson.name, todo.student, "kept", verdict["score"], verdict["max_score"],
                found["problem"],
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def prepare(self, name: str) -> None:
        """Make sure that the gradebook knows the lesson, its cells and their points.

        Raises CourseError when the gradebook cannot be opened.
        """
        import tempfile

        from nbgrader.api import Gradebook, MissingEntry
        from nbgrader.converters import GenerateAssignment

        url = self.coursedir.db_url
        try:
            with Gradebook(url, self.coursedir.course_id) as gradebook:
                gradebook.find_notebook(name, name)
            return
        except MissingEntry:
            pass  # the first run for this lesson
        except Exception as error:
            first = str(error).splitlines()[0][:300]
            raise CourseError(f"The gradebook {_public(url)} cannot be opened: {first}") from None
        with tempfile.TemporaryDirectory() as folder:
            self.coursedir.release_directory = folder
            self.coursedir.assignment_id = name
            self._convert(GenerateAssignment, name)

    def record(self, todo: Todo, verdict: Verdict) -> Row:
        """Write a verdict to the gradebook and to autograded/, by nbgrader's own autograde."""
        from nbgrader.converters import Autograde

        from . import nbgrader

        key = (todo.lesson.name, todo.student)
        nbgrader.GIVEN[key] = verdict
        try:
            self.coursedir.assignment_id, self.coursedir.student_id = key
            self._convert(Autograde, f"{todo.student}/{todo.lesson.name}")
        except CourseError as error:
            return Row(*key, "failed", why=str(error))
        finally:
            nbgrader.GIVEN.pop(key, None)
        return Row(*key, "graded", verdict.score, verdict.max_score, verdict.problem)

    def _convert(self, kind: Any, what: str) -> None:
        from ..release import convert

        convert(kind(coursedir=self.coursedir, config=self.config), what)


def _public(url: str) -> str:
    """A database URL without its password."""
    import re

    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", url)


# In a worker.

_ENGINE: tuple[tuple[Any, ...], Engine] | None = None


def judge(lesson: Lesson, cells: list[Cell], limits: Limits, sandbox: bool | None) -> Verdict:
    """Grade one submission in this process, with the engine that it keeps."""
    global _ENGINE
    key = (limits, sandbox, lesson.digest)
    if _ENGINE is None or _ENGINE[0] != key:
        if _ENGINE is not None:
            _ENGINE[1].close()
        import atexit

        engine = Engine(sandbox=sandbox, limits=limits, preload=modules_of([lesson]))
        atexit.register(engine.close)
        _ENGINE = (key, engine)
    return _ENGINE[1].grade(lesson, cells)


# In the process that was called.


@contextmanager
def cluster(workers: int, scheduler: str | None) -> Iterator[Any]:
    """A Dask client: of a scheduler that runs already, or of `workers` processes here."""
    import dask
    from distributed import Client, LocalCluster

    quiet = {"distributed.worker.memory.target": False, "distributed.worker.memory.spill": False}
    quiet |= {
        "distributed.worker.memory.pause": False,
        "distributed.worker.memory.terminate": False,
    }
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set(quiet):
        if scheduler:
            try:
                client = Client(scheduler, timeout=10, set_as_default=False)
            except (OSError, ValueError) as error:
                first = str(error).splitlines()[0]
                raise CourseError(f"No Dask scheduler answers at {scheduler}: {first}") from None
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None,
                host="127.0.0.1", silence_logs=logging.CRITICAL,
            ) as local,
            Client(local, set_as_default=False) as client,
        ):  # fmt: skip
            yield client


def autograde(
    course: Course,
    names: Sequence[str],
    *,
    workers: int = 1,
    scheduler: str | None = None,
    db_url: str | None = None,
    force: bool = False,
    sandbox: bool | None = True,
    begin: Callable[[int], None] = lambda total: None,
    step: Callable[[], None] = lambda: None,
) -> list[Row]:
    """Grade what was collected for the named lessons. Rows are sorted by lesson and student.

    Raises CourseError when nothing can be graded: no sandbox, no gradebook, no scheduler.
    """
    if sandbox:
        from .processes import require_sandbox

        require_sandbox()
    room = Classroom(course, db_url)
    rows: list[Row] = []
    todo: list[tuple[Todo, list[Cell]]] = []
    for name in names:
        lesson = course.lesson(name)
        submissions = room.submissions(name)
        if submissions:
            room.prepare(name)
        for student, path in submissions:
            try:
                item, cells = _read(lesson, student, path)
            except CourseError as error:
                rows.append(Row(name, student, "failed", why=str(error)))
                continue
            before = None if force else room.earlier(item)
            if before:
                rows.append(before)
            else:
                todo.append((item, cells))
    begin(len(todo))
    if todo:
        with cluster(min(workers, len(todo)), scheduler) as client:
            for row in _grade_all(client, room, todo, sandbox):
                rows.append(row)
                step()
    return sorted(rows, key=lambda r: (r.lesson, r.student))


def _read(lesson: Lesson, student: str, path: Path) -> tuple[Todo, list[Cell]]:
    from .nbgrader import mark

    if not path.is_file():
        others = sorted(p.name for p in path.parent.glob("*.ipynb"))
        handed_in = f"only {', '.join(others)}" if others else "no notebook"
        raise CourseError(f"{handed_in} was handed in, not {path.name}")
    try:
        cells = restore(lesson, read_lesson(path).cells)
    except CourseError as error:
        raise CourseError(str(error).replace(f"{path} ", "the notebook ")) from None
    return Todo(lesson, student, path, mark(lesson, path)), cells


def _grade_all(
    client: Any, room: Classroom, todo: list[tuple[Todo, list[Cell]]], sandbox: bool | None
) -> Iterator[Row]:
    """Rows as they come; a few submissions ahead for each worker, so that memory stays flat."""
    from distributed import as_completed

    waiting = iter(todo)
    items: dict[Any, Todo] = {}
    lessons = {item.lesson.name: client.scatter(item.lesson, broadcast=True, hash=False)
               for item, _ in todo}  # fmt: skip

    def submit() -> Any:
        for item, cells in waiting:
            future = client.submit(
                judge, lessons[item.lesson.name], cells, room.limits, sandbox,
                pure=False, retries=0,
            )  # fmt: skip
            items[future] = item
            return future
        return None

    ahead = max(1, len(client.scheduler_info()["workers"])) * AHEAD
    first = [future for future in (submit() for _ in range(ahead)) if future is not None]
    stream = as_completed(first, loop=client.loop)
    for future in stream:
        item = items.pop(future)
        try:
            verdict = future.result()
        except CourseError:
            raise
        except Exception as error:
            line = (str(error).splitlines() or [""])[0]
            why = f"the worker failed: {type(error).__name__}: {line}"
            yield Row(item.lesson.name, item.student, "failed", why=why)
        else:
            yield room.record(item, verdict)
        future.release()
        if (more := submit()) is not None:
            stream.add(more)
