"""What start_here.ipynb shows: the map of the lessons, and where each question is answered.

Both are made from the lessons' own metadata when the cell runs, so they are right with any number
of lessons.
"""

from __future__ import annotations

from urllib.parse import quote

from . import desk
from .course import Course
from .lesson import Lesson, Question


class Markdown:
    """Text that a notebook shows as Markdown and a terminal as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_markdown_(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


def lessons(course: Course | None = None) -> Markdown:
    """The lessons with level, questions, minutes, points, your progress and a link.

    Lays a copy of every lesson on the desk that has none there, so that the links open.
    """
    course = course or Course.find()
    known = desk.progress(course)
    rows = [
        "| Lesson | Level | Questions | Minutes | Points | You |",
        "|---|---|---|--:|--:|:--|",
    ]
    minutes = points = scored = 0.0
    for lesson in course.lessons:
        if course.release_of(lesson.name).is_file():
            desk.start(course, lesson.name)
        mine = [known.get(e.id) for e in lesson.exercises]
        score = sum(m["score"] for m in mine if m)
        minutes, points, scored = minutes + lesson.minutes, points + lesson.points, scored + score
        rows.append(
            f"| [{lesson.name[:2]} · {_cell(lesson.title)}]({link(lesson)}) | {lesson.level} "
            f"| {' '.join(lesson.claims)} | {lesson.minutes} | {lesson.points:g} "
            f"| {_standing(score, lesson.points, sum(m is not None for m in mine), len(mine))} |"
        )
    rows.append(
        f"| **{len(course.lessons)} lessons** | | | **{minutes:g}** | **{points:g}** "
        f"| **{scored:g} of {points:g}** |"
    )
    return Markdown("\n".join(rows))


def _standing(score: float, points: float, tried: int, exercises: int) -> str:
    if not tried:
        return "not graded yet"
    bar = "█" * round(5 * score / points) if points else ""
    return f"{bar:░<5} {score:g} of {points:g}, {tried} of {exercises} exercises"


def questions(course: Course | None = None) -> Markdown:
    """Every question that a lesson answers, with a link to the answer."""
    course = course or Course.find()
    found: dict[str, list[tuple[Lesson, Question]]] = {}
    for lesson in course.lessons:
        for question in lesson.questions:
            found.setdefault(question.id, []).append((lesson, question))
    rows = ["| | Question | Answered in |", "|---|---|---|"]
    for number, places in sorted(found.items()):
        links = ", ".join(f"[{lesson.name}]({link(lesson, q)})" for lesson, q in places)
        rows.append(f"| {number} | {_cell(places[0][1].title)} | {links} |")
    return Markdown("\n".join(rows))


def link(lesson: Lesson, question: Question | None = None) -> str:
    """From start_here.ipynb to the learner's copy, at the question's heading if there is one."""
    path = f"{lesson.name}/{lesson.name}.ipynb"
    if question is None:
        return path
    heading = f"{question.id} · {question.title}".replace("`", "")
    return f"{path}#{quote(heading.replace(' ', '-'))}"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
