"""The engine as steps of `nbgrader autograde`, named in nbgrader_config.py."""

from __future__ import annotations

import atexit
import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum
from traitlets import Bool, Float, Integer

from ..lesson import Cell, Lesson, read_lesson
from .engine import Engine, modules_of
from .limits import Limits
from .submission import restore
from .verdict import ExerciseVerdict, Verdict

GIVEN: dict[tuple[str, str], Verdict] = {}  # (assignment, student) -> a verdict reached elsewhere


class Restore(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts our tests and our metadata back, whatever the student did to them."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        lesson = source_lesson(resources)
        nb.cells = [_node(cell, lesson) for cell in restore(lesson, cells_of(nb))]
        nb.metadata["kernelspec"] = NotebookNode(lesson.metadata.get("kernelspec", {}))
        return nb, resources


class Grade(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs the notebook and its tests in two processes; writes scores as nbgrader reads them."""

    sandbox = Bool(True, help="Refuse to run submissions without bubblewrap.").tag(config=True)
    cell_seconds = Float(Limits.cell_seconds, help="For one cell of the notebook.").tag(config=True)
    test_seconds = Float(Limits.test_seconds, help="For one test.").tag(config=True)
    total_seconds = Float(Limits.total_seconds, help="For a submission.").tag(config=True)
    memory_mb = Integer(Limits.memory_mb, help="For all processes of a submission.").tag(
        config=True
    )
    processes = Integer(Limits.processes, help="Of a submission at once.").tag(config=True)
    file_mb = Integer(Limits.file_mb, help="For one file.").tag(config=True)
    disk_mb = Integer(Limits.disk_mb, help="For all files.").tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        lesson = source_lesson(resources)
        about = resources["nbgrader"]
        verdict = GIVEN.pop((about["assignment"], about["student"]), None)
        if verdict is None:
            engine = shared_engine(self.limits, self.sandbox or None, lesson.name)
            verdict = engine.grade(lesson, cells_of(nb))
        write(verdict, lesson, nb)
        nb.metadata["interview"] = NotebookNode(
            verdict=verdict.as_json(),
            problem=verdict.problem,
            mark=mark(lesson, submitted_path(about["student"], about["assignment"], lesson.name)),
        )
        return nb, resources


@cache
def shared_engine(limits: Limits, sandbox: bool | None, lesson: str) -> Engine:
    """One engine for all submissions that this process grades."""
    engine = Engine(
        sandbox=sandbox, limits=limits, preload=modules_of([read_lesson(source_path(lesson))])
    )
    atexit.register(engine.close)
    return engine


def source_path(name: str) -> Path:
    """The lesson in source/ of the course that nbgrader works in: it has changed into its root."""
    return Path.cwd() / "source" / name / f"{name}.ipynb"


def submitted_path(student: str, assignment: str, name: str) -> Path:
    return Path.cwd() / "submitted" / student / assignment / f"{name}.ipynb"


def source_lesson(resources: Any) -> Lesson:
    about = resources["nbgrader"]
    path = Path.cwd() / "source" / about["assignment"] / f"{about['notebook']}.ipynb"
    return read_lesson(path)


def mark(lesson: Lesson, submitted: Path) -> str:
    """Tells whether a submission was graded as it is now, by the lesson as it is now."""
    try:
        data = submitted.read_bytes()
    except OSError:
        data = b""
    return hashlib.sha256(lesson.digest.encode() + data).hexdigest()


def cells_of(nb: Any) -> list[Cell]:
    return [
        Cell(
            id=str(cell.get("id", f"cell-{number}")),
            kind=str(cell.cell_type),
            source=str(cell.source),
            metadata=dict(cell.metadata),
        )
        for number, cell in enumerate(nb.cells, 1)
    ]


def _node(cell: Cell, lesson: Lesson) -> NotebookNode:
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

    make = {"code": new_code_cell, "markdown": new_markdown_cell}.get(cell.kind, new_raw_cell)
    node = make(cell.source, id=cell.id, metadata=NotebookNode(cell.metadata))
    if grading := cell.grading:
        node.metadata["nbgrader"] = NotebookNode({**grading, "cell_type": "code"})
        if cell.part == "answer":
            stub = replace(cell, source=lesson.exercise(cell.grade_id).stub)
            untouched = new_code_cell(stub.source, metadata=NotebookNode(node.metadata))
            node.metadata.nbgrader["checksum"] = compute_checksum(untouched)
        else:
            node.metadata.nbgrader["checksum"] = compute_checksum(node)
    return node


def write(verdict: Verdict, lesson: Lesson, nb: Any) -> None:
    """Put outputs and scores into the cells. nbgrader reads a number as partial credit."""
    found = {f"{e.id}_tests": e for e in verdict.exercises}
    for place, cell in enumerate(nb.cells):
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        exercise = found.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if exercise is None:
            cell.outputs = [NotebookNode(o) for o in verdict.outputs.get(place, [])]
            continue
        cell.outputs = [
            NotebookNode(output_type="stream", name="stdout", text=report_of(exercise)),
            NotebookNode(
                output_type="execute_result",
                data=NotebookNode({"text/plain": f"{exercise.score:g}"}),
                metadata=NotebookNode(),
                execution_count=None,
            ),
        ]


def report_of(exercise: ExerciseVerdict) -> str:
    """What feedback shows: visible tests with their messages, hidden ones by docstring only."""
    lines = []
    for test in exercise.tests:
        kind = " (hidden)" if test.hidden else ""
        lines.append(f"{'passed' if test.passed else 'FAILED'}  {test.says}{kind}")
        if not test.hidden or test.message.startswith("did not run"):
            lines += [f"        {line}" for line in test.message.splitlines()]
    return "\n".join(lines) + "\n"
