"""Asks the course's questions in the order of an interview: mixed, and the weak ones more often.

Used by notebooks/mock_interview.ipynb. The questions, spoken answers and follow-ups are those of
the lessons; what the learner knew is kept in .course/ and nowhere else.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from IPython.display import display

from . import desk
from .course import Course
from .course_map import Markdown, link
from .errors import CourseError
from .lesson import LEVELS, Lesson, Question

FILE = "interview.json"
WEIGHTS = {None: 3.0, "again": 6.0, "knew": 1.0}  # in the draw; None: never asked


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
        self._level = level
        self._cards = cards(self._course)

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

        def turn(card: Card) -> float:
            """A random number that is high more often the heavier the question weighs."""
            return float(self._random.random() ** (1 / WEIGHTS[marks.get(card.id)]))

        asked = [c for c in self._cards if self._level in ("any", c.lesson.level)]
        drawn: dict[str, Card] = {}
        for card in sorted(asked, key=turn, reverse=True):
            drawn.setdefault(card.id, card)
        return list(drawn.values())[:count]

    def mark(self, knew: Iterable[str] = (), again: Iterable[str] = ()) -> None:
        """Say how it went, with ids such as "Q11", and show where you stand.

        Raises CourseError, and keeps nothing, when an id is no question of the course.
        """
        said = dict.fromkeys(knew, "knew") | dict.fromkeys(again, "again")
        ids = sorted({card.id for card in self._cards})
        if unknown := sorted(said.keys() - set(ids)):
            raise CourseError(f"No question {', '.join(unknown)}: they are Q01 to {ids[-1]}.")
        marks = self._marks() | said
        if said:
            desk.keep(self._course, FILE, marks)
        stand = {q: marks.get(q) for q in ids}
        counts = Counter(stand.values())
        lines = [
            "| Known | To repeat | Never asked |", "|--:|--:|--:|",
            f"| {counts['knew']} | {counts['again']} | {counts[None]} |",
        ]  # fmt: skip
        if weak := [q for q, last in stand.items() if last == "again"]:
            lines += ["", f"To repeat: {', '.join(weak)}"]
        display(Markdown("\n".join(lines)))

    def _marks(self) -> dict[str, str]:
        """Question id -> "knew" or "again", as it went the last time."""
        found = desk.kept(self._course, FILE)
        return {q: last for q, last in found.items() if last in ("knew", "again")}


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
