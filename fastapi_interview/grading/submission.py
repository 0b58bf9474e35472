"""A submission as it is graded: the student's cells, with our tests in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lesson import Cell, Lesson

MISSING = "# This submission has no answer cell for this exercise."


def restore(lesson: Lesson, cells: Sequence[Cell]) -> list[Cell]:
    """`cells` with exactly one answer and one tests cell for each exercise of `lesson`.

    Whatever a student did to the cells that are graded: of several copies of an answer the last
    one counts, a copy of a tests cell goes, and so does what pretends to be one; a retyped cell is
    code again; a deleted tests cell is back after its answer, a deleted answer is an empty one.
    All grading metadata is ours. Other cells stay as they are, without outputs.
    """
    exercises = {e.id: e for e in lesson.exercises}
    tests = {e.tests_cell.grade_id: e for e in lesson.exercises}
    answer_at = {c.grade_id: i for i, c in enumerate(cells) if c.grade_id in exercises}
    tests_at = {c.grade_id: i for i, c in enumerate(cells) if c.grade_id in tests}
    restored: list[Cell] = []
    for place, cell in enumerate(cells):
        metadata = {k: v for k, v in cell.metadata.items() if k not in ("nbgrader", "interview")}
        plain = replace(cell, outputs=(), metadata=metadata)
        if answer_at.get(cell.grade_id) == place:
            exercise = exercises[cell.grade_id]
            restored.append(
                replace(plain, kind="code", metadata={**metadata, **exercise.answer.metadata})
            )
            ours = exercise.tests_cell
            if tests_at.get(ours.grade_id, -1) < place:  # deleted, or moved before its answer
                restored.append(replace(ours, outputs=()))
        elif cell.grade_id in tests:
            ours = tests[cell.grade_id].tests_cell
            answer = answer_at.get(cell.grade_id.removesuffix("_tests"), -1)
            if tests_at[cell.grade_id] == place and 0 <= answer < place:
                restored.append(replace(ours, outputs=()))
        elif not cell.source.lstrip().startswith("%%ipytest"):  # a copied test judges nothing
            restored.append(replace(plain, metadata={**metadata, **_info(cell)}))
    for exercise in lesson.exercises:
        if exercise.id not in answer_at:
            restored.append(replace(exercise.answer, source=MISSING, outputs=()))
            restored.append(replace(exercise.tests_cell, outputs=()))
    return restored


def _info(cell: Cell) -> dict[str, object]:
    """The course's own metadata, kept on cells that are neither answers nor tests."""
    return {"interview": cell.info} if cell.part not in ("", "answer", "tests") else {}
