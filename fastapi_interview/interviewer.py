"""Asks the course's questions in the order of an interview: mixed, and the weak ones more often.

Used by notebooks/mock_interview.ipynb. The questions, spoken answers and follow-ups are those of
the lessons; what the learner knew is kept in .course/ and nowhere else.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from IPython.display import display

from . import desk
from .course import Course
from .course_map import Markdown, link
from .errors import CourseError
from .lesson import LEVELS, Lesson, Question

FILE = "interview.json"
NEVER_ASKED, ASK_AGAIN, KNOWN = 3.0, 6.0, 1.0  # weights in the draw


@dataclass(frozen=True)
class Card:
    """One question as one lesson answers it. `text` and `follow_ups` are Markdown."""

    lesson: Lesson
    question: Question
    text: str
    follow_ups: str

    @property
    def id(self) -> str:
        return self.question.id


class Interviewer:
    """Draws questions of a level ("junior", "mid", "senior"; "any" for all) and keeps marks.

    `seed` makes the draw repeatable. Raises CourseError for a level that no lesson has.
    """

    def __init__(self, level: str = "any", seed: int | None = None) -> None:
        if level != "any" and level not in LEVELS:
            raise CourseError(f"No level {level!r}: say any, {', '.join(LEVELS)}.")
        self._course = Course.find()
        self._random = random.Random(seed)
        self._cards = [c for c in cards(self._course) if level in ("any", c.lesson.level)]

    def ask(self, count: int = 5) -> None:
        """Show `count` questions, answers folded; those you did not know come more often."""
        for card in self.draw(count):
            if self._course.release_of(card.lesson.name).is_file():
                desk.start(self._course, card.lesson.name)  # so that the link opens
            where = f"Lesson: [{card.lesson.title}]({link(card.lesson, card.question)})"
            parts = [card.text, card.follow_ups, where]
            display(Markdown("\n\n".join(part for part in parts if part)))

    def draw(self, count: int) -> list[Card]:
        """`count` questions, none twice; fewer when there are no more."""
        marks = self._marks()
        drawn: dict[str, Card] = {}
        for card in sorted(self._cards, key=lambda c: self._turn(marks, c), reverse=True):
            drawn.setdefault(card.id, card)
        return list(drawn.values())[:count]

    def mark(self, knew: Iterable[str] = (), again: Iterable[str] = ()) -> None:
        """Say how it went, with ids such as "Q11", and show where you stand.

        Raises CourseError, and keeps nothing, when an id is no question of the course.
        """
        said = [(q, "knew") for q in knew] + [(q, "again") for q in again]
        known = {card.id for card in cards(self._course)}
        if unknown := sorted({q for q, _ in said} - known):
            raise CourseError(f"No question {', '.join(unknown)}: they are Q01 to {max(known)}.")
        marks = self._marks()
        for question, how in said:
            mine = marks.setdefault(question, {})
            mine[how] = mine.get(how, 0) + 1
            mine["last"] = how
        if said:
            desk.keep(self._course, FILE, marks)
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
        return {k: v for k, v in desk.kept(self._course, FILE).items() if isinstance(v, dict)}

    def _turn(self, marks: dict[str, dict[str, Any]], card: Card) -> float:
        """A random number that is high more often the heavier the question weighs."""
        last = marks.get(card.id, {}).get("last")
        weight = {None: NEVER_ASKED, "again": ASK_AGAIN}.get(last, KNOWN)
        return float(self._random.random() ** (1 / weight))


def cards(course: Course) -> list[Card]:
    """All questions, lesson by lesson; one that two lessons answer is there twice."""
    found = []
    for lesson in course.lessons:
        source = {c.id: c.source for c in lesson.cells}
        follow_ups = {
            c.info.get("question"): c.source for c in lesson.cells if c.part == "followups"
        }
        for question in lesson.questions:
            text = source[question.cell_id]
            found.append(Card(lesson, question, text, follow_ups.get(question.id, "")))
    return found
