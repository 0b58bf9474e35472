"""Grades submissions: runs a notebook in one process and its tests in another.

The student's process runs the notebook's cells in order. At each exercise's place the judge runs
that exercise's tests against what the student's process holds at that moment, as Run All would.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from types import TracebackType
from typing import Any

from ..errors import CourseError
from ..lesson import SETUP, Cell, Exercise, Lesson, python_of
from .limits import Limits
from .processes import Pairs, Process, pairs
from .verdict import ExerciseVerdict, Verdict, judged
from .wire import WireError

INTERRUPT_SECONDS = 4.0  # for an interrupted cell to end
MAX_SOURCE = 2**20  # characters of one cell


class Ended(Exception):
    """One of the two processes is gone; says why, for the table and the messages."""


class Engine(AbstractContextManager["Engine"]):
    """Keeps what is warm between submissions. Safe to use from several threads.

    `sandbox`: True insists on one, False does without, None takes it where there is one.
    Raises CourseError when a sandbox is asked for and there is none.
    """

    def __init__(
        self,
        *,
        sandbox: bool | None = None,
        limits: Limits | None = None,
        preload: Iterable[str] = (),
        source_of_pairs: Pairs | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._pairs = source_of_pairs or pairs(sandbox, preload)

    @property
    def sandboxed(self) -> bool:
        return self._pairs.sandboxed

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._pairs.close()

    def grade(self, lesson: Lesson, cells: Sequence[Cell]) -> Verdict:
        """The verdict on a submission's `cells`, by the tests of `lesson`, which is ours.

        `cells` have been through `submission.restore`: they hold each tests cell of ours once.

        Raises CourseError only when nothing can be graded on this machine.
        """
        with self._pairs.pair(self.limits) as (student, judge):
            return _Run(lesson, self.limits, student, judge).verdict(cells)

    def judge_answer(self, lesson: Lesson, exercise: Exercise, answer: str) -> ExerciseVerdict:
        """The verdict on one answer, run with the setup cell alone."""
        setup = next((c for c in lesson.cells if c.part == "setup"), None)
        cells = [setup] if setup else []
        cells += [replace(exercise.answer, source=answer), exercise.tests_cell]
        one = replace(lesson, cells=(*cells, exercise.task))
        return self.grade(one, cells).exercises[0]


class _Run:
    """One submission on its way through the two processes."""

    def __init__(self, lesson: Lesson, limits: Limits, student: Process, judge: Process) -> None:
        self._lesson = lesson
        self._limits = limits
        self._student = student
        self._judge = judge
        self._end = time.monotonic() + limits.total_seconds
        self._judge_ready = False
        self._owner: dict[str, str] = {}  # an object's identity -> the exercise it was judged for
        self._answer_errors: dict[str, str] = {}
        self._verdicts: dict[str, ExerciseVerdict] = {}
        self._outputs: dict[int, list[dict[str, Any]]] = {}

    def verdict(self, cells: Sequence[Cell]) -> Verdict:
        problem = ""
        try:
            self._order_judge(
                {
                    "do": "setup",
                    "source": self._lesson.setup or SETUP,
                    "seconds": self._limits.test_seconds,
                }
            )
            self._wait_for_student()
            self._run(cells)
        except Ended as error:
            problem = str(error)
        exercises = tuple(
            self._verdicts.get(e.id) or judged(e, {}, f"did not run: {problem}")
            for e in self._lesson.exercises
        )
        return Verdict(self._lesson.name, exercises, self._outputs, problem)

    def _run(self, cells: Sequence[Cell]) -> None:
        exercises = {e.tests_cell.grade_id: e for e in self._lesson.exercises}
        for place, cell in enumerate(cells):
            if cell.grade_id in exercises:
                self._test(exercises[cell.grade_id])
            elif cell.kind == "code":
                self._outputs[place] = self._run_cell(cell)

    def _wait_for_student(self) -> None:
        """Hear whether its process is walled in; no code of the student has run yet."""
        message = self._student.orders.receive(max(self._left(), 0.1))
        if message is None or message.get("do") != "ready":
            why = self._student.ending() if message is None else message.get("error")
            raise CourseError(f"The sandbox cannot wall a submission in: {why}")

    def _run_cell(self, cell: Cell) -> list[dict[str, Any]]:
        if len(cell.source) > MAX_SOURCE:
            raise Ended(f"cell {cell.id!r} has more than {MAX_SOURCE} characters")
        seconds = min(self._limits.cell_seconds, self._left())
        message = self._ask_student({"do": "run", "source": cell.source}, seconds, cell.id)
        outputs, error = outputs_of(message)
        if error and cell.part == "answer":
            self._answer_errors[cell.grade_id] = error
        return outputs

    def _ask_student(self, order: dict[str, Any], seconds: float, cell: str) -> dict[str, Any]:
        student = self._student
        late = ""
        try:
            student.orders.send(order)
            try:
                message = student.orders.receive(max(seconds, 0.1))
            except TimeoutError:
                late = f"the cell was interrupted after {seconds:g} seconds"
                student.interrupt()
                message = student.orders.receive(INTERRUPT_SECONDS)
        except TimeoutError:
            raise Ended(f"cell {cell!r} did not end within {seconds:g} seconds") from None
        except (OSError, WireError):
            message = None
        if message is None:
            raise Ended(f"the notebook's process ended in cell {cell!r}: {student.ending()}")
        if late:
            message["error"] = {"ename": "CellTimeout", "evalue": late, "traceback": [late]}
        return message

    def _test(self, exercise: Exercise) -> None:
        names = list(exercise.graded_names)
        identities = self._identities(names)
        stale = [
            n for n, i in identities.items() if i and self._owner.get(i, exercise.id) != exercise.id
        ]
        for identity in identities.values():
            self._owner.setdefault(identity, exercise.id)
        wanted = [n for n in names if n not in stale]
        self._wait_for_judge()
        self._order_judge({"do": "test", "source": exercise.tests_cell.source, "names": wanted})
        reports: dict[str, tuple[bool, str]] = {}
        problem = ""
        try:
            while (message := self._judge_says())["do"] != "tested":
                passed, text = bool(message["passed"]), str(message["message"])
                before = reports.get(message["name"], (True, ""))
                reports[message["name"]] = (before[0] and passed, before[1] or text)
            problem = message["error"]
        except Ended as error:
            problem = str(error)
            raise
        finally:
            cause = self._answer_errors.get(exercise.id, "")
            if cause:
                reports = {
                    n: (ok, text if ok else f"{text}\nThe answer cell raised {cause}")
                    for n, (ok, text) in reports.items()
                }
            self._verdicts[exercise.id] = judged(
                exercise, reports, f"did not run: {problem or cause or 'no report'}"
            )

    def _identities(self, names: list[str]) -> dict[str, str]:
        message = self._ask_student({"do": "identify", "names": names}, 10.0, "tests")
        found = message.get("names")
        if not isinstance(found, dict):
            return {}
        return {str(k): str(v) for k, v in list(found.items())[:100]}

    def _wait_for_judge(self) -> None:
        if not self._judge_ready:
            message = self._judge_says()
            if message.get("do") == "failed" or message.get("error"):
                raise CourseError(f"The judge does not start: {message.get('error')}")
            self._judge_ready = True

    def _order_judge(self, order: dict[str, Any]) -> None:
        try:
            self._judge.orders.send(order)
        except OSError:
            raise Ended(f"the judge ended: {self._judge.ending()}") from None

    def _judge_says(self) -> dict[str, Any]:
        try:
            message = self._judge.orders.receive(max(self._left(), 0.1))
        except TimeoutError:
            raise Ended(
                f"the submission took more than {self._limits.total_seconds:g} seconds"
            ) from None
        if message is None:
            raise Ended(f"the judge ended: {self._judge.ending()}")
        return message

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise Ended(f"the submission took more than {self._limits.total_seconds:g} seconds")
        return left


def outputs_of(message: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """A cell's outputs in nbformat's form, and its error in one line. Trusts nothing it gets."""

    def text(value: Any, limit: int = 70_000) -> str:
        return value[:limit] if isinstance(value, str) else ""

    outputs: list[dict[str, Any]] = []
    for name in ("stdout", "stderr"):
        if content := text(message.get(name)):
            outputs.append({"output_type": "stream", "name": name, "text": content})
    displays = message.get("displays")
    for display in displays[:50] if isinstance(displays, list) else []:
        data = {"text/plain": text(display)}
        outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
    if isinstance(message.get("result"), str):
        data = {"text/plain": text(message["result"])}
        outputs.append(
            {
                "output_type": "execute_result",
                "data": data,
                "metadata": {},
                "execution_count": None,
            }
        )
    error = message.get("error")
    if not isinstance(error, dict):
        return outputs, ""
    name, value = text(error.get("ename"), 200) or "Error", text(error.get("evalue"), 4000)
    trace = error.get("traceback")
    lines = [text(line) for line in trace[:50]] if isinstance(trace, list) else []
    outputs.append(
        {
            "output_type": "error",
            "ename": name,
            "evalue": value,
            "traceback": lines or [f"{name}: {value}"],
        }
    )
    return outputs, f"{name}: {value.splitlines()[0] if value else ''}"[:300]


def modules_of(lessons: Iterable[Lesson]) -> tuple[str, ...]:
    """The modules that the lessons' own code imports, to be warm before the first submission."""
    found: set[str] = set()
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind != "code":
                continue
            try:
                tree = ast.parse(python_of(cell.source))
            except SyntaxError:
                continue  # a magic or a mistake; `interview check` names the mistake
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    found.update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
    return tuple(sorted(found))
