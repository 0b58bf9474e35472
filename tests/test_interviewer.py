"""The mock interview asks everything once, and what was not known more often."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from fastapi_interview.course import Course
from fastapi_interview.errors import CourseError
from fastapi_interview.interviewer import FILE, Interviewer, cards


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The course's lessons, with marks of its own."""
    (tmp_path / "source").symlink_to(ROOT / "source")
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


def test_a_round_asks_no_question_twice(desk: Course) -> None:
    everything = Interviewer(seed=1).draw(1000)
    assert sorted(q.id for q in everything) == sorted({q.id for q in cards(desk)})
    assert [q.id for q in Interviewer(seed=1).draw(5)] == [q.id for q in everything[:5]]
    assert all("<details>" in q.text and q.lesson.name in desk.names for q in everything)


def test_a_level_asks_its_own_questions(desk: Course) -> None:
    senior = Interviewer("senior").draw(1000)
    assert senior
    assert {q.lesson.level for q in senior} == {"senior"}
    with pytest.raises(CourseError, match="say any, junior, mid, senior"):
        Interviewer("expert")


def test_what_was_not_known_comes_more_often(desk: Course) -> None:
    interviewer = Interviewer(seed=1)
    interviewer.mark(knew=["Q01"], again=["Q03"])
    rounds = [{q.id for q in interviewer.draw(5)} for _ in range(300)]
    asked = {name: sum(name in r for r in rounds) for name in ("Q01", "Q03", "Q13")}
    assert asked["Q01"] < asked["Q13"] < asked["Q03"], asked


def test_a_slip_of_the_pen_keeps_nothing(desk: Course) -> None:
    with pytest.raises(CourseError, match="No question Q99"):
        Interviewer().mark(knew=["Q01", "Q99"])
    assert not (desk.state / FILE).exists()


def test_a_broken_file_of_marks_counts_as_empty(desk: Course) -> None:
    desk.state.mkdir()
    (desk.state / FILE).write_text('{"Q01": 3, "Q03"')
    Interviewer().mark(again=["Q03"])
    assert "Q03" in (desk.state / FILE).read_text("utf-8")


def test_marking_shows_where_you_stand(capsys: pytest.CaptureFixture[str]) -> None:
    Interviewer().mark(knew=["Q01"], again=["Q03"])
    Interviewer().ask(2)
    shown = capsys.readouterr().out
    assert "To repeat: Q03" in shown
    assert shown.count("Lesson: [") == 2
