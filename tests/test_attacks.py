"""Hostile submissions: no point that honest work would not get, and nobody else disturbed.

Each file of attacks/ is a cell that a submission holds, with what it tries in its docstring:
Honest is the score its answers are worth (- where the machine decides how far it gets), Answers
says which stand in the other cells, Place where the cell goes, Why what the verdict must name.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from conftest import needs_sandbox, references
from fastapi_interview.grading.engine import Engine
from fastapi_interview.grading.limits import Limits
from fastapi_interview.grading.submission import restore
from fastapi_interview.grading.verdict import Verdict
from fastapi_interview.lesson import Cell, Lesson

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
LIMITS = Limits(cell_seconds=6, test_seconds=6, total_seconds=60, memory_mb=1024, processes=24)
pytestmark = [needs_sandbox, pytest.mark.linux]


@dataclass(frozen=True)
class Attack:
    name: str
    code: str
    honest: float | None
    answers: str
    place: str
    why: str

    @classmethod
    def read(cls, path: Path) -> Attack:
        code = path.read_text("utf-8")
        words = ast.get_docstring(ast.parse(code)) or ""
        told = dict(re.findall(r"^(Honest|Answers|Place|Why): ?(.*)$", words, re.M))
        honest = None if told["Honest"] in ("None", "-") else float(told["Honest"])
        return cls(path.stem, code, honest, told["Answers"], told["Place"], told["Why"])

    def cells(self, lesson: Lesson) -> list[Cell]:
        answers = references(lesson) if self.answers == "reference" else {}
        cells: list[Cell] = []
        for cell in lesson.cells:
            if cell.part == "answer":
                exercise = lesson.exercise(cell.grade_id)
                source = answers.get(cell.grade_id, exercise.stub)
                if cell.grade_id == self.place:
                    source = self.code
                cell = replace(cell, source=source)
            cells.append(cell)
            if cell.part == "setup" and self.place == "first":
                cells.append(Cell("attack", "code", self.code, {}))
        return restore(lesson, cells)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Engine]:
    with Engine(sandbox=True, limits=LIMITS) as engine:
        yield engine


def _printed(verdict: Verdict) -> str:
    return json.dumps(list(verdict.outputs.values()))


@pytest.mark.parametrize("path", ATTACKS, ids=lambda p: p.stem)
def test_an_attack_gains_nothing(
    path: Path, guarded: Engine, overhead: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_SECRET", "hunter2")
    attack = Attack.read(path)
    before = _sleepers()  # of another run of these tests, if there is one
    for _ in range(3):  # a busy machine may cost honest cells their time, never add a point
        began = time.monotonic()
        verdict = guarded.grade(overhead, attack.cells(overhead))
        took = time.monotonic() - began
        assert attack.honest is None or verdict.score <= attack.honest, verdict.as_json()
        if verdict.score == attack.honest and attack.why in verdict.problem:
            break
    if attack.honest is not None:
        assert verdict.score == attack.honest, json.dumps(verdict.as_json(), indent=1)
    else:
        assert verdict.score <= 20
    assert attack.why in verdict.problem, verdict.problem
    assert "FOUND" not in _printed(verdict)
    assert "hunter2" not in _printed(verdict)
    assert took < LIMITS.total_seconds + 20
    honest = guarded.grade(overhead, restore(overhead, overhead.cells))
    assert honest.score == honest.max_score, f"after {attack.name}: {honest.as_json()}"
    if attack.name == "leaves_processes":
        deadline = time.monotonic() + 10
        while not _sleepers() <= before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert _sleepers() <= before, "a process outlived its submission"


def _sleepers() -> set[str]:
    """Processes of this machine that the attack which leaves some behind would leave."""
    found = subprocess.run(["pgrep", "-f", r"time\.sleep\(4242\)"], capture_output=True, text=True)
    return set(found.stdout.split())


def test_a_forged_notebook_is_judged_by_what_it_does(guarded: Engine, overhead: Lesson) -> None:
    forged = [
        replace(
            cell,
            source=overhead.exercise(cell.grade_id).stub if cell.part == "answer" else cell.source,
            outputs=({"output_type": "execute_result", "data": {"text/plain": "4"}},),
            metadata={**cell.metadata, "nbgrader": {**cell.grading, "points": 1000}}
            if cell.grading
            else cell.metadata,
        )
        for cell in overhead.cells
    ]
    verdict = guarded.grade(overhead, restore(overhead, forged))
    assert (verdict.score, verdict.max_score) == (0, 20)


def test_copied_and_edited_tests_judge_nothing(guarded: Engine, overhead: Lesson) -> None:
    cells: list[Cell] = []
    for cell in overhead.cells:
        if cell.part == "answer":
            cell = replace(cell, source=overhead.exercise(cell.grade_id).stub)
        if cell.is_tests:
            easy = "%%ipytest\n\ndef test_nothing():\n    assert True\n"
            cells += [replace(cell, source=easy)] * 3
        cells.append(cell)
    verdict = guarded.grade(overhead, restore(overhead, cells))
    assert verdict.score == 0
    assert len(verdict.exercises) == len(overhead.exercises)
