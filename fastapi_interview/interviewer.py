"""Asks the course's questions in the order of an interview: mixed, and the weak ones more often.

Used by notebooks/mock_interview.ipynb. The questions, spoken answers and follow-ups are those of
the lessons; what the learner knew is kept in .course/ and nowhere else.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from IPython.display import Markdown, display

from .course import Course
from .desk import keep, kept
from .errors import CourseError
from .lesson import LEVELS

FILE = "interview.json"
NEVER_ASKED, ASK_AGAIN, KNOWN = 3.0, 6.0, 1.0  # weights in the draw


@dataclass(frozen=True)
class Question:
    """One question as one lesson answers it. `text` and `follow_ups` are Markdown."""

    id: str
    lesson: str
    level: str
    text: str
    follow_ups: str


class Interviewer:
    """Draws questions of a level ("junior", "mid", "senior"; "any" for all) and keeps marks.

    `seed` makes the draw repeatable. Raises CourseError for a level that no lesson has.
    """

    def __init__(self, level: str = "any", seed: int | None = None) -> None:
        if level != "any" and level not in LEVELS:
            raise CourseError(f"No level {level!r}: say any, {', '.join(LEVELS)}.")
        self._course = Course.find()
        self._random = random.Random(seed)
        self._questions = [
            q for q in questions_of(self._course) if level in ("any", q.level)
        ]  # fmt: skip

    def ask(self, count: int = 5) -> None:
        """Show `count` questions, answers folded; those you did not know come more often."""
        for question in self.draw(count):
            lesson = f"[{question.lesson}]({question.lesson}/{question.lesson}.ipynb)"
            parts = [question.text, question.follow_ups, f"Lesson: {lesson}"]
            display(Markdown("\n\n".join(part for part in parts if part)))

    def draw(self, count: int) -> list[Question]:
        """`count` questions, none twice; fewer when there are no more."""
        marks = self._marks()
        drawn: dict[str, Question] = {}
        for question in sorted(self._questions, key=lambda q: self._turn(marks, q), reverse=True):
            drawn.setdefault(question.id, question)
        return list(drawn.values())[:count]

    def mark(self, knew: Iterable[str] = (), again: Iterable[str] = ()) -> None:
        """Say how it went, with ids such as "Q11", and show where you stand.

        Raises CourseError, and keeps nothing, when an id is no question of the course.
        """
        said = [(q, "knew") for q in knew] + [(q, "again") for q in again]
        known = {q.id for q in questions_of(self._course)}
        if unknown := sorted({q for q, _ in said} - known):
            raise CourseError(f"No question {', '.join(unknown)}: they are Q01 to {max(known)}.")
        marks = self._marks()
        for question, how in said:
            mine = marks.setdefault(question, {})
            mine[how] = mine.get(how, 0) + 1
            mine["last"] = how
        if said:
            keep(self._course, FILE, marks)
        lasts = [marks.get(q, {}).get("last") for q in sorted(known)]
        weak = [q for q in sorted(known) if marks.get(q, {}).get("last") == "again"]
        lines = [
            "| Known | To repeat | Never asked |", "|--:|--:|--:|",
            f"| {lasts.count('knew')} | {lasts.count('again')} | {lasts.count(None)} |",
        ]  # fmt: skip
        if weak:
            lines += ["", f"To repeat: {', '.join(weak)}"]
        display(Markdown("\n".join(lines)))

    def _marks(self) -> dict[str, dict[str, Any]]:
        return {k: v for k, v in kept(self._course, FILE).items() if isinstance(v, dict)}

    def _turn(self, marks: dict[str, dict[str, Any]], question: Question) -> float:
        """A random number that is high more often the heavier the question weighs."""
        last = marks.get(question.id, {}).get("last")
        weight = {None: NEVER_ASKED, "again": ASK_AGAIN}.get(last, KNOWN)
        return float(self._random.random() ** (1 / weight))


def questions_of(course: Course) -> list[Question]:
    """All questions, lesson by lesson."""
    found = []
    for lesson in course.lessons:
        level = next((c.info.get("level", "") for c in lesson.cells if c.part == "title"), "")
        follow_ups = {
            c.info.get("question"): c.source for c in lesson.cells if c.part == "followups"
        }
        for cell in lesson.cells:
            if cell.part == "question":
                name = cell.info.get("question", "")
                text = cell.source, follow_ups.get(name, "")
                found.append(Question(name, lesson.name, level, *text))
    return found
