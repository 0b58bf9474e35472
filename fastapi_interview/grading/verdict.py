"""What grading found: per test, per exercise, per lesson."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..lesson import Exercise, Lesson


@dataclass(frozen=True)
class TestVerdict:
    name: str
    says: str
    hidden: bool
    passed: bool
    message: str = ""  # what was expected and what came; empty when passed


@dataclass(frozen=True)
class ExerciseVerdict:
    """An exercise's points are shared equally by its tests."""

    id: str
    title: str
    max_score: float
    tests: tuple[TestVerdict, ...]

    @property
    def score(self) -> float:
        if not self.tests:
            return 0.0
        passed = sum(test.passed for test in self.tests)
        return (
            self.max_score
            if passed == len(self.tests)
            else round(self.max_score * passed / len(self.tests), 2)
        )


@dataclass(frozen=True)
class Verdict:
    """One submission's result.

    `outputs` holds, by the cell's place in the submission, what it printed, as nbformat outputs.
    `problem` is what stopped the notebook before its end, in one line, or empty.
    """

    lesson: str
    exercises: tuple[ExerciseVerdict, ...]
    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    problem: str = ""

    @property
    def score(self) -> float:
        return round(sum(e.score for e in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return sum(e.max_score for e in self.exercises)

    def as_json(self) -> dict[str, Any]:
        return {
            "lesson": self.lesson,
            "score": self.score,
            "max_score": self.max_score,
            "exercises": [
                {
                    "id": e.id,
                    "score": e.score,
                    "max_score": e.max_score,
                    "tests": [
                        {
                            "name": t.name,
                            "says": t.says,
                            "hidden": t.hidden,
                            "passed": t.passed,
                            "message": t.message,
                        }
                        for t in e.tests
                    ],
                }
                for e in self.exercises
            ],
        }


def judged(
    exercise: Exercise, reports: dict[str, tuple[bool, str]], otherwise: str
) -> ExerciseVerdict:
    """The exercise's verdict from pytest's reports; a test without one failed, `otherwise` why."""
    tests = []
    for test in exercise.tests:
        passed, message = reports.get(test.name, (False, otherwise))
        tests.append(
            TestVerdict(test.name, test.says, test.hidden, passed, "" if passed else message)
        )
    return ExerciseVerdict(exercise.id, exercise.title, exercise.points, tuple(tests))


def nothing(lesson: Lesson, why: str) -> Verdict:
    """A verdict without a point, for a submission that could not be run at all."""
    exercises = tuple(judged(e, {}, f"did not run: {why}") for e in lesson.exercises)
    return Verdict(lesson.name, exercises, problem=why)
